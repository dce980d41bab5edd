"""What can be changed about a table: the form of each change, and the action it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from regietafel.core.base.answer import Text
from regietafel.core.tables.kinds import BodyKind, Level, RelationKind, SeatKind, SeatRole, Tier
from regietafel.core.tables.structure import TableError
from regietafel.core.tables.validity import Validity
from regietafel.desk.audit.chain import By
from regietafel.desk.tables import actions, forms
from regietafel.desk.tables.entered import free_key, source_named
from regietafel.desk.tables.queries import TableRow, offices, seat_keys, tables_all, topics

Given = dict[str, Any]
Act = Callable[[By, datetime, TableRow, Given], None]


@dataclass(frozen=True)
class Change:
    """One change of a table: what it is called, what it does, its form and its action."""

    title: Any
    lead: Any
    verb: Any
    form: type[forms.ChangeForm]
    act: Act
    national: bool = False


def _rename(by: By, at: datetime, row: TableRow, given: Given) -> None:
    actions.rename(
        by=by,
        at=at,
        key=row.key,
        abbreviation=given["abbreviation"],
        name=Text(given["name_nl"], given["name_en"]),
        source=source_named(by, at, given["source"]),
        reason=given["reason"],
    )


def _end(by: By, at: datetime, row: TableRow, given: Given) -> None:
    actions.end_body(by=by, at=at, key=row.key, until=given["until"], reason=given["reason"])


def _relate(by: By, at: datetime, row: TableRow, given: Given) -> None:
    entry = actions.RelationEntry(
        RelationKind(given["kind"]),
        row.key,
        given["upper"],
        source_named(by, at, given["source"]),
        Validity(given["start"] or row.valid.start, None),
    )
    actions.relate(by=by, at=at, entries=[entry])


def _seat(by: By, at: datetime, row: TableRow, given: Given) -> None:
    office = offices().get(given["office"])
    if office is None:
        raise TableError(
            Text(f'er is geen functie "{given["office"]}"', f'there is no office "{given["office"]}"'),
            Text("voeg haar eerst toe", "add it first"),
        )
    entry = actions.SeatEntry(
        key=free_key(f"{row.key}-{office.key}"[:96], seat_keys()),
        table=row.key,
        partner=office.partner,
        office=office.key,
        source=source_named(by, at, given["source"]),
        kind=SeatKind(given["kind"]),
        role=SeatRole(given["role"]),
        validity=Validity(given["start"], given["until"]),
    )
    actions.add_seats(by=by, at=at, entries=[entry])


def _end_seat(by: By, at: datetime, row: TableRow, given: Given) -> None:
    actions.end_seat(by=by, at=at, key=given["seat"], until=given["until"], reason=given["reason"])


def _office(by: By, at: datetime, row: TableRow, given: Given) -> None:
    title = Text(given["title_nl"], given["title_en"] or given["title_nl"])
    key = free_key(office_key(given["partner"], title), offices())
    actions.add_offices(
        by=by, at=at, entries=[actions.OfficeEntry(key, given["partner"], title, given["public"])]
    )


def _appoint(by: By, at: datetime, row: TableRow, given: Given) -> None:
    source = source_named(by, at, given["source"])
    entry = actions.HolderEntry(given["office"], given["name"], source, Validity(given["start"], None))
    actions.appoint(by=by, at=at, entries=[entry])


def _step_down(by: By, at: datetime, row: TableRow, given: Given) -> None:
    actions.step_down(by=by, at=at, office=given["office"], until=given["until"], reason=given["reason"])


def office_key(partner: str, title: Text) -> str:
    """A readable key for an office.

    >>> office_key("vng", Text("Directeur Sociaal Domein", "Director of Social Affairs"))
    'vng-directeur-sociaal-domein'
    """
    return slugify(f"{partner} {title.nl}")[:56].strip("-")


def name_contact(by: By, at: datetime, given: Given) -> None:
    """Name a contact point, after ending the one that it replaces and adding a topic that is new."""
    topic = given["topic"]
    if given["new_topic"]:
        topic = free_key(slugify(given["new_topic"])[:56] or "onderwerp", topics())
        actions.add_topics(by=by, at=at, entries=[(topic, Text(given["new_topic"], given["new_topic"]))])
    partner, start = given["partner"], given["start"]
    if given["replaces"]:
        reason = gettext("Er komt een ander contactpunt in de plaats.")
        actions.end_contacts(by=by, at=at, partner=partner, topic=topic, until=start, reason=reason)
    entry = actions.ContactEntry(
        partner=partner,
        topic=topic,
        office=given["office"],
        deputy=given["deputy"],
        source=source_named(by, at, given["source"]),
        validity=Validity(start, None),
    )
    actions.name_contacts(by=by, at=at, entries=[entry])


def establish(by: By, at: datetime, given: Given) -> str:
    """Record a body with whom it prepares for and reports to; its key. Raises: as the actions do."""
    source = source_named(by, at, given["source"])
    key = free_key(slugify(given["abbreviation"])[:36] or "tafel", {each.key for each in tables_all()})
    valid = Validity(given["start"], None)
    body = actions.BodyEntry(
        key=key,
        abbreviation=given["abbreviation"],
        name=Text(given["name_nl"], given["name_en"] or given["name_nl"]),
        kind=BodyKind(given["kind"]),
        tier=Tier(given["tier"]),
        level=Level(given["level"]),
        source=source,
        territory=given["territory"],
        validity=valid,
    )
    wanted = (
        (RelationKind.PREPARES_FOR, given["prepares_for"]),
        (RelationKind.REPORTS_TO, given["reports_to"]),
    )
    actions.establish(by=by, at=at, entries=[body])
    actions.relate(
        by=by,
        at=at,
        entries=[actions.RelationEntry(kind, key, upper, source, valid) for kind, upper in wanted if upper],
    )
    return key


CHANGES: dict[str, Change] = {
    "plaats": Change(
        _("Een plaats toevoegen"),
        _("Wie komt er aan tafel? Een plaats is van een functie, niet van een persoon."),
        _("Voeg deze plaats toe"),
        forms.SeatForm,
        _seat,
    ),
    "plaats-einde": Change(
        _("Een plaats beëindigen"),
        _("De plaats blijft zichtbaar op de dagen dat zij er was."),
        _("Beëindig deze plaats"),
        forms.EndSeatForm,
        _end_seat,
    ),
    "verhouding": Change(
        _("Een verhouding vastleggen"),
        _("Voor wie bereidt deze tafel voor, aan wie meldt zij, wie volgt zij op?"),
        _("Leg deze verhouding vast"),
        forms.RelationForm,
        _relate,
    ),
    "naam": Change(
        _("Een andere naam geven"),
        _("De nieuwe naam geldt vanaf nu; daarvoor houdt de tafel de naam die zij had."),
        _("Geef deze naam"),
        forms.RenameForm,
        _rename,
    ),
    "einde": Change(
        _("De tafel beëindigen"),
        _("Plaatsen eindigen eerst. Daarna is de tafel er vanaf die dag niet meer."),
        _("Beëindig deze tafel"),
        forms.EndForm,
        _end,
    ),
    "functie": Change(
        _("Een functie toevoegen"),
        _("Een functie van een organisatie, die daarna een plaats kan krijgen."),
        _("Voeg deze functie toe"),
        forms.OfficeForm,
        _office,
        national=True,
    ),
    "ambtsdrager": Change(
        _("Een ambtsdrager vastleggen"),
        _("Wie bekleedt een openbaar ambt?"),
        _("Leg deze ambtsdrager vast"),
        forms.AppointForm,
        _appoint,
        national=True,
    ),
    "vertrek": Change(
        _("Een ambtsdrager is vertrokken"),
        _("Het ambt blijft; de naam staat er tot die dag."),
        _("Leg het vertrek vast"),
        forms.StepDownForm,
        _step_down,
        national=True,
    ),
}
