"""Why is my number this? Every step of one municipality's target, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from regietafel.core.base.answer import Answer, Input, Source, Step, Text
from regietafel.core.base.calendar import written_out
from regietafel.core.base.counts import dutch_decimal, dutch_integer, in_notation
from regietafel.core.law.deadlines import announcement_deadline
from regietafel.core.taakstelling.carry import PRACTICE, CarryRow, carried
from regietafel.core.taakstelling.targets import AS_PUBLISHED, AS_WRITTEN, Targets
from regietafel.core.taakstelling.volumes import HUISVESTINGSWET


@dataclass(frozen=True)
class Explained:
    """The target of one municipality with both readings; `corrected` includes what was carried in (persons)."""

    code: str
    name: str
    quotient: Fraction
    published: int
    written: int
    carried_in: int
    corrected: int


def explain(targets: Targets, code: str, carry: Iterable[CarryRow] = ()) -> Answer[Explained]:
    """The target of one municipality with every step that led to it.

    Source: Huisvestingswet 2014, art. 29(1) for the target; published practice for the carry-over.
    Raises: the errors of `Division.municipality` for a code that is unknown or dissolved.
    """
    municipality = targets.division.municipality(code)
    rows = tuple(carry)
    published = targets.published.numbers[code]
    explained = Explained(
        code,
        municipality.name,
        targets.quotient(code),
        published,
        targets.written.numbers[code],
        carried(rows),
        published - carried(rows),
    )
    return Answer(
        explained,
        rule="housing_target",
        source=HUISVESTINGSWET,
        inputs=(
            Input("vg", targets.volume.persons, "persons", targets.volume.source),
            Input("iG", targets.inhabitants[code], "inhabitants"),
            Input("iN", sum(targets.inhabitants.values()), "inhabitants"),
            *(Input(row.kind, row.persons, "persons", row.source) for row in rows),
        ),
        steps=(
            *_steps_of_the_division(targets, code, municipality.name),
            *_steps_of_the_carry(explained, rows),
        ),
        illustrative=any(row.illustrative for row in rows),
    )


def _steps_of_the_division(targets: Targets, code: str, name: str) -> tuple[Step, ...]:
    return (
        _announced(targets),
        _inhabitants(targets, code, name),
        Step(
            Text(
                nl="Het aandeel van de gemeente in de inwoners, keer het landelijke aantal.",
                en="The municipality's share of the inhabitants, times the national number.",
            ),
            formula=f"{dutch_integer(targets.volume.persons)} × {dutch_integer(targets.inhabitants[code])} / "
            f"{dutch_integer(sum(targets.inhabitants.values()))}",
            result=dutch_decimal(targets.quotient(code), digits=3),
            source=HUISVESTINGSWET,
        ),
        _as_written(targets, code),
        _as_published(targets, code),
    )


def _announced(targets: Targets) -> Step:
    vg, period = targets.volume.persons, targets.period
    return Step(
        Text(
            nl=f"Het Rijk maakte voor {period} bekend: {dutch_integer(vg)} vergunninghouders in heel "
            f"Nederland ({_announced_nl(targets)}).",
            en=f"The State announced for {period}: {vg:,} permit holders in the whole country "
            f"({_announced_en(targets)}).",
        ),
        formula="vg",
        result=dutch_integer(vg),
        source=targets.volume.source,
    )


def _inhabitants(targets: Targets, code: str, name: str) -> Step:
    i_g, i_n = targets.inhabitants[code], sum(targets.inhabitants.values())
    base, day, count = targets.base_date, targets.division_day, len(targets.inhabitants)
    return Step(
        Text(
            nl=f"{name} had op {written_out(base)} {dutch_integer(i_g)} inwoners, Nederland "
            f"{dutch_integer(i_n)}. De wet neemt 1 januari van het jaar vóór het jaar van het halfjaar; "
            f"de gemeenten zijn die van {written_out(day)} ({count}).",
            en=f"{name} had {i_g:,} inhabitants on {written_out(base, 'en')}, the Netherlands {i_n:,}. The law "
            f"takes 1 January of the year before the year of the half-year; the municipalities are those of "
            f"{written_out(day, 'en')} ({count}).",
        ),
        formula="iG; iN",
        result=f"{dutch_integer(i_g)}; {dutch_integer(i_n)}",
        source=Source("CBS, Bevolking op 1 januari", quality="primary"),
    )


def _as_written(targets: Targets, code: str) -> Step:
    vg, written, total = targets.volume.persons, targets.written.numbers[code], targets.sum(AS_WRITTEN)
    return Step(
        Text(
            nl=f"Zoals de wet luidt: naar boven afgerond op {dutch_integer(written)}. Doet iedere gemeente "
            f"dat voor zichzelf, dan is de som {dutch_integer(total)}: "
            f"{dutch_integer(total - vg)} meer dan het landelijke aantal.",
            en=f"As the law is written: rounded up to {written:,}. If every municipality does so on its "
            f"own, the sum is {total:,}: {total - vg:,} more than the national number.",
        ),
        formula=f"⌈{dutch_decimal(targets.quotient(code), digits=3)}⌉",
        result=dutch_integer(written),
        source=HUISVESTINGSWET,
    )


def _as_published(targets: Targets, code: str) -> Step:
    shown, digits = _divisor(targets)
    total = targets.sum(AS_PUBLISHED)
    return Step(
        Text(
            nl=f"Zoals gepubliceerd: iedere gemeente naar boven, met één deler voor alle gemeenten: één "
            f"vergunninghouder per {dutch_decimal(shown, digits=digits)} inwoners of een deel daarvan. "
            f"Dan is de som precies {dutch_integer(total)} (methode van Adams).",
            en=f"As published: every municipality rounded up, with one divisor for all: one permit holder "
            f"per {in_notation(shown, 'en', digits=digits)} inhabitants or part of them. The sum is then "
            f"exactly {total:,} (method of Adams).",
        ),
        formula=f"⌈{dutch_integer(targets.inhabitants[code])} / {dutch_decimal(shown, digits=digits)}⌉",
        result=dutch_integer(targets.published.numbers[code]),
        source=HUISVESTINGSWET,
    )


def _signed(persons: int) -> str:
    return f"{'+' if persons >= 0 else '−'} {dutch_integer(abs(persons))}"


def _steps_of_the_carry(explained: Explained, rows: tuple[CarryRow, ...]) -> tuple[Step, ...]:
    steps = [
        Step(_carry_text(row), formula=_signed(-row.persons), source=row.source or PRACTICE) for row in rows
    ]
    if rows:
        steps.append(
            Step(
                Text(
                    nl="De gecorrigeerde taakstelling: de taakstelling met achterstand erbij of voorsprong eraf.",
                    en="The corrected target: the target with the backlog added or the advance taken off.",
                ),
                formula=f"{dutch_integer(explained.published)} {_signed(-explained.carried_in)}",
                result=dutch_integer(explained.corrected),
                source=PRACTICE,
            )
        )
    return tuple(steps)


def _carry_text(row: CarryRow) -> Text:
    number = abs(row.persons)
    if row.kind == "registration_correction":
        return Text(
            nl=f"Correctie van de registratie op {written_out(row.dated)}: {number} "
            f"{'meer' if row.persons >= 0 else 'minder'} gehuisvest dan eerst geteld.",
            en=f"Correction of the registration on {written_out(row.dated, 'en')}: {number} "
            f"{'more' if row.persons >= 0 else 'fewer'} housed than first counted.",
        )
    if row.persons < 0:
        return Text(
            nl=f"Achterstand uit het vorige halfjaar: {number} personen erbij.",
            en=f"Backlog of the half-year before: {number} persons added.",
        )
    return Text(
        nl=f"Voorsprong uit het vorige halfjaar: {number} personen eraf.",
        en=f"Advance of the half-year before: {number} persons taken off.",
    )


def _divisor(targets: Targets) -> tuple[Fraction, int]:
    """The shortest divisor that gives every published number, so that a reader can redo the division."""
    factor = targets.published.common_factor
    assert factor is not None  # noqa: S101 - Adams is a divisor method
    shown = factor.shortest or factor.low
    digits = next((n for n in range(12) if (shown * 10**n).denominator == 1), 12)
    return shown, digits


def _announced_nl(targets: Targets) -> str:
    volume = targets.volume
    if volume.announced_on is None:
        return "dag van bekendmaking niet bekend"
    deadline = announcement_deadline(volume.period, volume.announced_on).value
    late = "op tijd" if deadline.met else f"{deadline.days_late} dagen te laat"
    return f"bekendgemaakt op {written_out(volume.announced_on)}, {late}: uiterlijk {written_out(deadline.last_day)}"


def _announced_en(targets: Targets) -> str:
    volume = targets.volume
    if volume.announced_on is None:
        return "day of announcement not known"
    deadline = announcement_deadline(volume.period, volume.announced_on).value
    late = "in time" if deadline.met else f"{deadline.days_late} days late"
    return f"announced on {written_out(volume.announced_on, 'en')}, {late}: due by {written_out(deadline.last_day, 'en')}"
