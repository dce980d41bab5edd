"""What every page of minutes asks first: which minutes, of which meeting, and whether this reader may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.forms import Form
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from regietafel.core.base.errors import RegietafelError
from regietafel.core.minutes.states import MinutesRefused
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import Permission, Person, demand
from regietafel.desk.meetings import queries as meetings
from regietafel.desk.minutes import queries
from regietafel.desk.minutes.belonging import Belonging, belonging_of, name_of
from regietafel.desk.minutes.queries import MinutesRow
from regietafel.desk.shared import notation
from regietafel.desk.shared.moment import Moment, moment_of
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import Crumb


@dataclass(frozen=True)
class Asked:
    """The minutes that a page is about, who reads them, and as known when."""

    row: MinutesRow
    day: date
    table: Belonging
    person: Person
    now: datetime
    moment: Moment

    @property
    def keeps(self) -> Permission:
        """Whether the reader keeps these minutes now."""
        return self.table.may_keep(self.person, self.now)

    @property
    def partners(self) -> dict[str, str]:
        """The partners with a seat for which the reader speaks: key → name."""
        return self.table.spoken_for(self.person, self.now)

    @property
    def name(self) -> str:
        """The minutes in words: "LRT van 16 september 2022"."""
        return _("%(table)s van %(day)s") % {
            "table": self.table.name,
            "day": notation.day(self.day),
        }

    @property
    def home(self) -> str:
        """The address of their page."""
        return reverse("minutes:minutes", args=[self.row.meeting])

    def crumbs(self, here: str = "") -> list[Crumb]:
        """The breadcrumb to their page, or to a page under it."""
        crumbs = [Crumb(_("Verslagen"), reverse("minutes:overview"))]
        return [*crumbs, Crumb(self.name, self.home), Crumb(here)] if here else [*crumbs, Crumb(self.name)]


def asked(request: HttpRequest, meeting: str) -> Asked:
    """The minutes of a meeting for this reader. Raises: Http404, with what to do; Refused, with the reason."""
    person, now, moment = person_of(request), timezone.now(), moment_of(request)
    try:
        row = queries.minutes(meeting, moment.at)
        day = meetings.meeting(meeting, moment.at).day
    except RegietafelError as refused:
        raise Http404(f"{refused.what}. {refused.remedy}") from refused
    table = belonging_of(row.table, day, moment.at)
    demand(table.may_read(person, now), person)
    return Asked(row, day, table, person, now, moment)


def asked_to_write(request: HttpRequest, meeting: str) -> Asked:
    """The same, for who keeps the minutes. Raises: as `asked`."""
    found = asked(request, meeting)
    demand(found.keeps, found.person)
    return found


def say(form: Form, refused: MinutesRefused | RegietafelError) -> None:
    """Put a refusal into a form, in the language of the page."""
    if isinstance(refused, MinutesRefused):
        for text in refused.texts:
            form.add_error(None, words(text))
    else:
        form.add_error(None, f"{refused.what}. {refused.remedy}".strip())


def owners(asked: Asked, names: dict[str, str]) -> Sequence[tuple[str, str]]:
    """Who can be named at a line: those of the attendance and of the lines, then every organisation of the nation."""
    near = {line.owner for line in asked.row.content.lines} | {
        e.partner for e in asked.row.content.attendance
    }
    keys = sorted(
        (key for key in near | set(asked.table.partners) if key), key=lambda key: name_of(key, names)
    )
    return [(key, name_of(key, names)) for key in keys]
