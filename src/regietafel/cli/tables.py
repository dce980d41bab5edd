"""`regietafel tables`: which bodies there are on a day, who sits there, layers, contact points; adding and ending."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from regietafel.cli.output import (
    AMSTERDAM,
    AsJson,
    Language,
    day,
    moment,
    print_json,
    print_table,
    with_django,
)
from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError

if TYPE_CHECKING:
    from regietafel.core.tables.validity import Validity

E = TypeVar("E", bound=Enum)

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Which tables there are on a day, who sits there, and how they stand to each other.",
)

On = Annotated[
    str | None,
    typer.Option("--on", help="As known on: 2022-09-16 or 2022-09-16T20:00 (Dutch time); without it: now."),
]
OnDay = Annotated[
    str | None, typer.Option("--day", help="On this day; without it the day of --on, or today.")
]
Key = Annotated[str, typer.Argument(help="A table, such as lrt or prt-pv22; see: regietafel tables list.")]
Start = Annotated[str | None, typer.Option("--from", help="First day; left out: not known.")]
Until = Annotated[str | None, typer.Option("--until", help="First day on which it no longer holds.")]
SourceKey = Annotated[str, typer.Option("--source", help="Key of a source; see: regietafel figures list.")]


@app.command("list", epilog="Example: regietafel tables list --day 2022-09-16 --json")
def list_tables(on_day: OnDay = None, on: On = None, as_json: AsJson = False, lang: Language = "nl") -> None:
    """The bodies of a day, and to whom each stands how."""
    with_django()
    from regietafel.core.tables.kinds import BODY_TITLES, LEVEL_TITLES, RELATION_TITLES, RelationKind
    from regietafel.desk.tables.queries import structure, tables_on

    there = _day(on_day, on)
    rows, relations = tables_on(there, moment(on)), structure(moment(on)).on(there).relations
    up = {
        row.key: "; ".join(
            f"{RELATION_TITLES[each.kind].in_language(lang)} {each.upper}"
            for each in relations
            if each.lower == row.key and each.kind is not RelationKind.SUCCEEDS
        )
        for row in rows
    }
    if as_json:
        print_json({"day": there, "asKnownOn": moment(on), "tables": rows, "relations": relations}, lang)
        return
    headings = ["sleutel", "kort", "soort", "niveau", "verhouding"]
    if lang.startswith("en"):
        headings = ["key", "short", "kind", "level", "relation"]
    print_table(
        headings,
        [
            [
                row.key,
                row.abbreviation,
                BODY_TITLES[row.kind].in_language(lang),
                LEVEL_TITLES[row.level].in_language(lang),
                up[row.key] or "-",
            ]
            for row in rows
        ],
        left=5,
    )


@app.command(epilog="Example: regietafel tables show lrt --day 2022-09-16")
def show(
    key: Key, on_day: OnDay = None, on: On = None, as_json: AsJson = False, lang: Language = "nl"
) -> None:
    """One table with its seats; exit code 2 and its successor when it is not there on that day."""
    with_django()
    from regietafel.core.tables.kinds import SEAT_KIND_TITLES, SEAT_ROLE_TITLES
    from regietafel.desk.tables.queries import seats_on, table

    there = _day(on_day, on)
    row, seats = table(key, there, moment(on)), seats_on(key, there, moment(on))
    if as_json:
        print_json({"day": there, "table": row, "seats": seats}, lang)
        return
    typer.echo(f"{row.name.in_language(lang)} ({row.abbreviation}) {row.valid}")
    if row.note.in_language(lang):
        typer.echo(f"  {row.note.in_language(lang)}")
    headings = ["functie", "wie", "partner", "rol", "plaats"]
    if lang.startswith("en"):
        headings = ["office", "who", "partner", "role", "seat"]
    print_table(
        headings,
        [
            [
                seat.office_title.in_language(lang),
                seat.holder or "-",
                seat.partner_name,
                SEAT_ROLE_TITLES[seat.role].in_language(lang),
                SEAT_KIND_TITLES[seat.kind].in_language(lang),
            ]
            for seat in seats
        ],
        left=5,
    )


@app.command(epilog="Example: regietafel tables layers --day 2022-09-30")
def layers(on_day: OnDay = None, on: On = None, as_json: AsJson = False, lang: Language = "nl") -> None:
    """Layers before and after the last change of the structure, and the way of each matter."""
    with_django()
    from regietafel.core.tables.layers import compare, layers_of
    from regietafel.desk.tables.queries import journeys, structure

    compared = compare(structure(moment(on)), _day(on_day, on))
    before, after = (layers_of(one, one.bodies) for one in (compared.before, compared.after))
    ways = journeys(moment(on))
    if as_json:
        counted = {"turn": compared.turn, "before": before.most, "after": after.most}
        print_json({**counted, "duplicated": after.duplicated, "matters": ways}, lang)
        return
    dutch = not lang.startswith("en")
    said = (
        f"lagen: {after.most}, vóór {compared.turn}: {before.most}; dubbele routes: {len(after.duplicated)}"
        if dutch
        else f"layers: {after.most}, before {compared.turn}: {before.most}; double routes: {len(after.duplicated)}"
    )
    typer.echo(said)
    print_table(
        ["onderwerp", "weg", "dagen", "onbekend"] if dutch else ["matter", "way", "days", "unknown"],
        [
            [
                way.title.in_language(lang) + (" *" if way.illustrative else ""),
                " → ".join(each.table for each in way.way.passages),
                way.way.days,
                way.way.unknown,
            ]
            for way in ways
        ],
        left=2,
    )
    if any(way.illustrative for way in ways):
        typer.echo("  * deels verzonnen dagen" if dutch else "  * some days are made up")


@app.command(epilog="Example: regietafel tables contacts --day 2022-09-16 --json")
def contacts(on_day: OnDay = None, on: On = None, as_json: AsJson = False) -> None:
    """For each partner of the national table and topic: one contact point, none, or more than one."""
    with_django()
    from regietafel.desk.tables.queries import contacts_on, partners_at, topics

    there, at = _day(on_day, on), moment(on)
    states = contacts_on(there, partners_at("lrt", there, at), topics(at), at)
    if as_json:
        print_json({"day": there, "contactPoints": states})
        return
    print_table(
        ["topic", "partner", "finding", "office"],
        [
            [each.topic, each.partner, each.finding, ", ".join(one.office for one in each.points) or "-"]
            for each in states
        ],
        left=4,
    )


@app.command(
    epilog="Example: regietafel tables add stuurgroep --short SG --nl 'Stuurgroep' --en 'Steering group' "
    "--kind table --tier national --level officials --source eigen-lezing --prepares-for hlrt"
)
def add(
    key: Annotated[str, typer.Argument(help="A new key: small letters, digits and hyphens.")],
    short: Annotated[str, typer.Option("--short", help="The abbreviation.")],
    nl: Annotated[str, typer.Option("--nl", help="The name in Dutch.")],
    en: Annotated[str, typer.Option("--en", help="The name in English.")],
    kind: Annotated[str, typer.Option("--kind", help="table, council, committee, crisis or supervisor.")],
    tier: Annotated[str, typer.Option("--tier", help="national, provincial or regional.")],
    level: Annotated[str, typer.Option("--level", help="political, officials or executive.")],
    source: SourceKey,
    territory: Annotated[str, typer.Option("--territory", help="NL, PV22 or VR03.")] = "NL",
    prepares_for: Annotated[str, typer.Option("--prepares-for", help="The table it prepares for.")] = "",
    reports_to: Annotated[str, typer.Option("--reports-to", help="The table it reports to.")] = "",
    start: Start = None,
    until: Until = None,
) -> None:
    """Add a table, with whom it prepares for or reports to; a circle is refused and nothing is stored."""
    with_django()
    from django.db import transaction
    from django.utils import timezone

    from regietafel.core.tables.kinds import BodyKind, Level, RelationKind, Tier
    from regietafel.desk.audit.chain import Command
    from regietafel.desk.tables import actions

    by, at, valid = Command("regietafel tables add"), timezone.now(), _validity(start, until)
    body = actions.BodyEntry(
        key=key,
        abbreviation=short,
        name=Text(nl, en),
        kind=_one_of(BodyKind, "--kind", kind),
        tier=_one_of(Tier, "--tier", tier),
        level=_one_of(Level, "--level", level),
        source=source,
        territory=territory,
        validity=valid,
    )
    asked = ((RelationKind.PREPARES_FOR, prepares_for), (RelationKind.REPORTS_TO, reports_to))
    relations = [actions.RelationEntry(sort, key, upper, source, valid) for sort, upper in asked if upper]
    with transaction.atomic():
        actions.establish(by=by, at=at, entries=[body])
        actions.relate(by=by, at=at, entries=relations)
    typer.echo(key)


@app.command(
    epilog="Examples: regietafel tables step end iao --until 2022-09-23 --reason 'structuur gaat over'   |   "
    "regietafel tables step end-seat lrt-aedes --until 2023-01-01 --reason 'niet meer uitgenodigd'   |   "
    "regietafel tables step step-down sjenv --until 2024-07-02 --reason 'nieuw kabinet'"
)
def step(
    which: Annotated[str, typer.Argument(metavar="STEP", help="end, end-seat or step-down.")],
    key: Annotated[str, typer.Argument(help="The table, the seat, or the office.")],
    until: Annotated[str, typer.Option("--until", help="First day on which it no longer holds.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it stands in the history.")],
) -> None:
    """End a table or a seat, or say that the holder of an office left. Exit code 2 with the reason of a refusal."""
    with_django()
    from django.utils import timezone

    from regietafel.desk.audit.chain import Command
    from regietafel.desk.tables import actions

    by, at, last = Command("regietafel tables step"), timezone.now(), day(until)
    if which == "end":
        actions.end_body(by=by, at=at, key=key, until=last, reason=reason)
    elif which == "end-seat":
        actions.end_seat(by=by, at=at, key=key, until=last, reason=reason)
    elif which == "step-down":
        actions.step_down(by=by, at=at, office=key, until=last, reason=reason)
    else:
        raise RegietafelError(f'step "{which}" is unknown', "write end, end-seat or step-down")
    typer.echo(f"{key}: {which} {last}")


def _day(text: str | None, on: str | None) -> date:
    if text:
        return day(text)
    known = moment(on)
    return known.date() if known else datetime.now(AMSTERDAM).date()


def _validity(start: str | None, until: str | None) -> Validity:
    from regietafel.core.tables.validity import Validity

    return Validity(day(start) if start else None, day(until) if until else None)


def _one_of(kind: type[E], option: str, text: str) -> E:
    try:
        return kind(text)
    except ValueError:
        known = ", ".join(str(each.value) for each in kind)
        raise RegietafelError(f'{option} "{text}" is unknown', f"write one of {known}") from None
