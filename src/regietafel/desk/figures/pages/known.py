"""The moments at which something became known, and what changed between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from regietafel.core.base.errors import RegietafelError
from regietafel.core.figures.bitemporal import Change
from regietafel.core.figures.indicators import indicator
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.figures import queries
from regietafel.desk.figures.queries import Moment as Known
from regietafel.desk.figures.seen import permissions_of
from regietafel.desk.figures.shown import MADE_UP, ChangeShown, changes_table
from regietafel.desk.shared.components.notice import EmptyState, Notice
from regietafel.desk.shared.components.steps import Event, Timeline
from regietafel.desk.shared.components.table import Table
from regietafel.desk.shared.moment import Moment, moment_of
from regietafel.desk.shared.notation import moment as written
from regietafel.desk.shared.notation import number, words
from regietafel.desk.shared.page import Crumb, Provenance, page


@dataclass(frozen=True)
class MomentOption:
    """A moment to choose."""

    value: str
    label: str
    first: bool
    second: bool


@dataclass(frozen=True)
class MomentsContext:
    """Two moments to choose, what changed between them, and all moments as a list."""

    lead: str
    options: Sequence[MomentOption]
    notices: Sequence[Notice]
    changes: Table[ChangeShown] | None
    empty: EmptyState | None
    timeline: Timeline


@require_safe
def moments_page(request: HttpRequest) -> HttpResponse:
    """`/momenten/?van=...&tot=...`: without a choice, the last two moments."""
    moment, now = moment_of(request), timezone.now()
    known = [one for one in queries.moments() if moment.at is None or one.at <= moment.at]
    first, second = _asked(request, known)
    notices: list[Notice] = []
    table, illustrative = None, False
    lead = _("Er is nog niets bekend.")
    if first is not None and second is not None:
        try:
            found = queries.changes_between(first, second)
        except RegietafelError:
            found = ()
            notices.append(
                Notice("error", _("Het eerste moment ligt na het tweede."), _("Kies ze andersom."))
            )
        visible, notices = _visible(request, found, now, notices)
        illustrative = any(one.after.illustrative for one in visible if one.after)
        titles = {key: source.title for key, source in queries.sources().items()}
        table = changes_table(request, visible, lambda key: titles.get(key, key), moment.on)
        lead = _sentence(found, first, second)
    context = MomentsContext(
        lead=lead,
        options=[MomentOption(_key(one.at), _label(one), one.at == first, one.at == second) for one in known],
        notices=notices,
        changes=table,
        empty=None if known else EmptyState(_("Er zijn nog geen cijfers bekend.")),
        timeline=Timeline(
            [
                Event(one.at, _figures(one), _indicators(one), Moment(one.at).on("/"), one.at == second)
                for one in reversed(known)
            ],
            _("Momenten waarop iets bekend werd; de link opent de stand van toen"),
        ),
    )
    return page(
        request,
        "figures/moments.html",
        context,
        title=_("Wat werd wanneer bekend?"),
        breadcrumb=[Crumb(_("Cijfers"), reverse("figures:overview")), Crumb(_("Momenten"))],
        provenance=Provenance(
            rules=[(_("bekend sinds"), reverse("home:rule", args=["figures"]))],
            illustrative=MADE_UP if illustrative else "",
        ),
    )


def _asked(request: HttpRequest, known: Sequence[Known]) -> tuple[datetime | None, datetime | None]:
    """The two moments of the address; those that are no moment of the list are replaced by the last two."""
    by_key = {_key(one.at): one.at for one in known}
    second = by_key.get(request.GET.get("tot", ""), known[-1].at if known else None)
    earlier = [one.at for one in known if second is not None and one.at < second]
    first = by_key.get(request.GET.get("van", ""), earlier[-1] if earlier else second)
    return first, second


def _visible(
    request: HttpRequest, found: Sequence[Change], now: datetime, notices: list[Notice]
) -> tuple[list[Change], list[Notice]]:
    """The changes that this reader may see, and how many there are besides, with the reason."""
    answers = permissions_of(person_of(request), {one.slot.area for one in found}, now)
    visible = [one for one in found if answers[one.slot.area]]
    hidden = [one for one in found if not answers[one.slot.area]]
    if hidden:
        said = ngettext(
            "Er veranderde nog %(n)s cijfer, dat u niet afzonderlijk ziet.",
            "Er veranderden nog %(n)s cijfers, die u niet afzonderlijk ziet.",
            len(hidden),
        ) % {"n": number(len(hidden))}
        notices = [*notices, Notice("info", said, answers[hidden[0].slot.area].reason)]
    return visible, notices


def _sentence(found: Sequence[Change], first: datetime, second: datetime) -> str:
    kinds = [one.kind for one in found]
    if not kinds:
        return _("Tussen %(first)s en %(second)s veranderde er niets.") % {
            "first": written(first),
            "second": written(second),
        }
    return _(
        "Tussen %(first)s en %(second)s werden %(new)s cijfers bekend en %(corrected)s gecorrigeerd."
    ) % {
        "first": written(first),
        "second": written(second),
        "new": number(kinds.count("new")),
        "corrected": number(kinds.count("corrected")),
    }


def _key(at: datetime) -> str:
    return at.isoformat()


def _label(one: Known) -> str:
    return f"{written(one.at)} ({_figures(one)})"


def _figures(one: Known) -> str:
    return ngettext("%(n)s cijfer", "%(n)s cijfers", one.figures) % {"n": number(one.figures)}


def _indicators(one: Known) -> str:
    titles = [words(indicator(key).title) for key in one.indicators]
    more = len(titles) - 3
    return ", ".join(titles[:3]) + (_(" en %(n)s andere") % {"n": more} if more > 0 else "")
