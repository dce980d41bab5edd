"""Who writes over the API: the person of the session, with the token that proves the request is their own."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie
from ninja.utils import check_csrf

from regietafel.core.base.answer import Text
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.permissions import may_see_account
from regietafel.desk.accounts.person import Permission, Person, Refused, demand

_OTHER_SITE = Permission(
    False,
    Text(
        nl="Deze vraag kwam niet van deze site: stuur het CSRF-token mee in de kop X-CSRFToken.",
        en="This request did not come from this site: send the CSRF token in the header X-CSRFToken.",
    ),
)


class SignedIn(APIKeyCookie):
    """The cookie of the session; for a write the CSRF token as well."""

    def __init__(self, cookie: str) -> None:
        self.param_name = cookie
        super().__init__()

    def __call__(self, request: HttpRequest) -> Person:
        """Who asks. Raises: Refused for a visitor, and for a request without the token."""
        person = person_of(request)
        demand(may_see_account(person, timezone.now()), person)
        if check_csrf(request) is not None:
            raise Refused(_OTHER_SITE, person)
        return person

    def authenticate(self, request: HttpRequest, key: str | None) -> Person:
        """Never asked: `__call__` answers."""
        return person_of(request)
