"""What stands around every page: navigation, account, moment, language, theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

from regietafel.desk.shared import notation
from regietafel.desk.shared.moment import NOW, PARAMETER, Moment
from regietafel.desk.shared.theme import theme_file, theme_name

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Place:
    """One entry of the main navigation: its label and the name of its route ("monitor:nation").

    One with a symbol stands apart, at the end of the bar. `also` are routes of pages that belong to it too.
    """

    label: StrOrPromise
    route: str
    symbol: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class NavigationItem:
    """A place as the page shows it."""

    label: str
    href: str
    current: bool
    symbol: str = ""


@dataclass(frozen=True)
class Account:
    """Who reads: the title of the function, "my table" or organisation, and where the account is managed."""

    title: str = ""
    organisation: str = ""
    organisation_href: str = ""
    href: str = ""
    sign_out_href: str = ""

    @property
    def signed_in(self) -> bool:
        """Whether someone is signed in."""
        return bool(self.title)


@dataclass(frozen=True)
class Frame:
    """All that the base template shows around a page."""

    navigation: Sequence[NavigationItem]
    account: Account
    moment: Moment
    moment_parameter: str
    kept_parameters: Sequence[tuple[str, str]]
    now_href: str
    language: str
    languages: Sequence[tuple[str, str]]
    theme: str
    theme_file: str
    address: str
    sign_in_href: str
    accessibility_href: str
    moments_href: str


def frame_of(request: HttpRequest) -> Frame:
    """The frame of one request."""
    moment = getattr(request, "moment", None) or NOW
    parameters = request.GET.copy()
    parameters.pop(PARAMETER, None)
    query = parameters.urlencode()
    return Frame(
        navigation=_navigation(request, moment),
        account=_account_finder()(request),
        moment=moment,
        moment_parameter=PARAMETER,
        kept_parameters=[(key, value) for key in parameters for value in parameters.getlist(key)],
        now_href=f"{request.path}?{query}" if query else request.path,
        language=notation.language(),
        languages=[(code, str(name)) for code, name in settings.LANGUAGES],
        theme=theme_name(),
        theme_file=theme_file(),
        address=request.get_full_path(),
        sign_in_href=_address("account_login"),
        accessibility_href=reverse("shared:accessibility"),
        moments_href=_address("figures:moments"),
    )


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame` and `moment` for every template."""
    built = frame_of(request)
    return {"frame": built, "moment": built.moment}


def _navigation(request: HttpRequest, moment: Moment) -> list[NavigationItem]:
    places: Sequence[Place] = getattr(settings, "NAVIGATION", ())
    items = []
    for place in places:
        href = reverse(place.route)
        within = [href, *(reverse(route) for route in place.also)]
        inside = request.path == href if href == "/" else request.path.startswith(tuple(within))
        items.append(NavigationItem(str(place.label), moment.on(href), inside, place.symbol))
    return items


def _account_finder() -> Callable[[HttpRequest], Account]:
    """The desk of accounts says who reads (setting ACCOUNT_OF); without it nobody is signed in."""
    path = getattr(settings, "ACCOUNT_OF", "")
    return import_string(path) if path else lambda request: Account()


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
