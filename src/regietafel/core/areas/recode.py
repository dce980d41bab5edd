"""Figures by municipality are carried over a merger by summing, and the answer says which were summed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from regietafel.core.areas.division import changes_between, division_on
from regietafel.core.areas.kinds import Change, Municipality
from regietafel.core.areas.register import shipped_register
from regietafel.core.base.answer import Answer, Input, Source, Step, Text
from regietafel.core.base.calendar import written_out
from regietafel.core.base.counts import dutch_integer
from regietafel.core.base.errors import Fault, Faults, Gap

RULE = "recode"
HERINDELING = Source("Huisvestingswet 2014", "art. 30", address="https://wetten.overheid.nl/BWBR0035303/")


@dataclass(frozen=True)
class Merger:
    """Figures of `old` (codes) summed into `new` (code) because of a merger on `day`.

    A municipality that went on under its own code stands in `old` as well.
    """

    day: date
    old: tuple[str, ...]
    new: str


@dataclass(frozen=True)
class Recoded:
    """Figures in the division of `to_day`, with every sum that was made."""

    values: Mapping[str, int]
    mergers: tuple[Merger, ...]
    from_day: date
    to_day: date

    @property
    def summed(self) -> tuple[str, ...]:
        """Codes whose figure is a sum over a merger."""
        return tuple(sorted({merger.new for merger in self.mergers}))


def recode(
    values: Mapping[str, int], from_day: date, to_day: date, *, unit: str = "persons"
) -> Answer[Recoded]:
    """Carry figures by municipality from the division of one day to that of another.

    Only for counts, which may be added up (persons, homes, places, balances), not for shares or scores. The
    table may hold a part of the country, but a merger needs the figures of all its municipalities.
    Source: CBS, Gemeentelijke indelingen.  Units: `unit` in, the same unit out.
    Raises: Faults for codes that are not in the division of `from_day`, for values that are not whole numbers
    and for a merger with a part missing; Gap, naming the codes, when a figure would have to be split.

    >>> result = recode({"GM0363": 873338, "GM0457": 20445}, date(2021, 1, 1), date(2022, 3, 24)).value
    >>> result.values
    {'GM0363': 893783}
    >>> result.mergers[0].old, result.mergers[0].new
    (('GM0363', 'GM0457'), 'GM0363')
    """
    _refuse_bad_rows(values, from_day)
    if to_day < from_day:
        _refuse_split(values, from_day, to_day)
        mergers: tuple[Merger, ...] = ()
        result = dict(values)
    else:
        mergers, result = _summed(values, changes_between(from_day, to_day))
    source = shipped_register().sources["cbs_divisions"]
    recoded = Recoded({code: result[code] for code in sorted(result)}, mergers, from_day, to_day)
    return Answer(
        recoded,
        rule=RULE,
        source=source,
        inputs=(
            Input("division of the figures", from_day, source=source),
            Input("division asked for", to_day, source=source),
            Input("sum", sum(values.values()), unit),
        ),
        steps=tuple(_step(merger, result, source) for merger in mergers),
    )


def _summed(
    values: Mapping[str, int], changes: Iterable[Change]
) -> tuple[tuple[Merger, ...], dict[str, int]]:
    result = dict(values)
    mergers: list[Merger] = []
    faults: list[Fault] = []
    for (day, new), parts in _by_merger(changes).items():
        present = [code for code in parts if code in result]
        if not present:
            continue
        absent = [code for code in parts if code not in result]
        if absent:
            faults.append(
                Fault(new, f"merger on {day}: no figure for {', '.join(absent)}", "add the missing figures")
            )
        result[new] = sum(result.pop(code) for code in present)
        mergers.append(Merger(day, tuple(parts), new))
    if faults:
        raise Faults("the table to recode", faults)
    return tuple(mergers), result


def _by_merger(changes: Iterable[Change]) -> dict[tuple[date, str], list[str]]:
    """Per day and receiving code: the codes that go into it, itself included when it existed."""
    parts: dict[tuple[date, str], list[str]] = {}
    for change in changes:
        own = [change.new] if change.kind == "into_existing" else []
        parts.setdefault((change.day, change.new), own).append(change.old)
    return {key: sorted(codes) for key, codes in parts.items()}


def _refuse_bad_rows(values: Mapping[str, int], from_day: date) -> None:
    division = division_on(from_day)
    faults = [Fault(code, _why_not(code, from_day)) for code in values if code not in division]
    faults += [
        Fault(code, f"{value!r} is not a whole number", "give an int")
        for code, value in values.items()
        if isinstance(value, bool) or not isinstance(value, int)
    ]
    if faults:
        raise Faults(f"the table to recode from the division of {from_day}", faults)


def _why_not(code: str, day: date) -> str:
    try:
        division_on(day).municipality(code)
    except ValueError as error:
        return str(error)
    return ""


def _refuse_split(values: Mapping[str, int], from_day: date, to_day: date) -> None:
    undone = changes_between(to_day, from_day)
    touched = {change.new for change in undone} & values.keys()
    if touched:
        parts = _by_merger(change for change in undone if change.new in touched)
        split = [(new, ", ".join(codes)) for (_, new), codes in sorted(parts.items())]
        raise Gap(
            str(HERINDELING),
            Text(
                f"cijfers van samengevoegde gemeenten terugsplitsen naar de indeling van {to_day} "
                f"({'; '.join(f'{new} in {codes}' for new, codes in split)})",
                f"splitting the figures of merged municipalities back to the division of {to_day} "
                f"({'; '.join(f'{new} into {codes}' for new, codes in split)})",
            ),
            Text(
                "voer de cijfers van die indeling zelf in, met de bron",
                "enter the figures of that division themselves, with their source",
            ),
        )


def _step(merger: Merger, result: Mapping[str, int], source: Source) -> Step:
    names = {one.code: one for one in shipped_register().municipalities}
    old = ", ".join(_named(names[code]) for code in merger.old)
    new = _named(names[merger.new])
    total = f" = {dutch_integer(result[merger.new])}" if merger.new in result else ""
    return Step(
        Text(
            nl=f"Bij de herindeling van {written_out(merger.day)} zijn de cijfers van {old} opgeteld tot {new}.",
            en=f"At the merger of {written_out(merger.day, 'en')} the figures of {old} were added up to {new}.",
        ),
        formula=" + ".join(merger.old),
        result=f"{merger.new}{total}",
        source=source,
    )


def _named(one: Municipality) -> str:
    return f"{one.name} ({one.code})"
