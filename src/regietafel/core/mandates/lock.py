"""The lock: may this table or office do this act on this day, and by which mandate?

Source: minutes of the national table of 16 September 2022, item 3: the officials' table may decide on sending the
letter on the housing target 2023-I, because the national table gave it a mandate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from regietafel.core.base.answer import Answer, Input, Step, Text
from regietafel.core.base.calendar import written_out
from regietafel.core.mandates.acts import FormalAct, Names, name_of
from regietafel.core.mandates.mandate import Mandate
from regietafel.core.mandates.refusals import MandateMissing, MandateRefused, Objection


@dataclass(frozen=True)
class Standing:
    """A mandate with what became of it: the first day it no longer holds, and the days on which it was used."""

    mandate: Mandate
    withdrawn_from: date | None = None
    used_on: tuple[date, ...] = ()


class LockState(Enum):
    """Why an act is possible or not."""

    OWN = "own"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Lock:
    """The lock on an act for somebody on a day. `mandate` opens it; `objections` say why nothing does."""

    state: LockState
    act: FormalAct
    actor: str
    day: date
    mandate: Mandate | None = None
    objections: tuple[Objection, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether the act is possible."""
        return self.state is not LockState.CLOSED

    @property
    def missing(self) -> bool:
        """Whether there is no mandate at all, in place of one that does not hold."""
        return any(each.where == "mandate" for each in self.objections)


def lock(
    act: FormalAct, actor: str, day: date, standings: Iterable[Standing], names: Names | None = None
) -> Answer[Lock]:
    """May `actor` do this act on this day? By its own right, by a mandate that covers it, or not.

    Conditions are not judged here: whoever uses the mandate says that they are met (see `use`).

    >>> from regietafel.core.mandates.acts import ActKind, formal_act
    >>> from regietafel.core.base.calendar import DateRange
    >>> letter = formal_act(ActKind.SEND_LETTER, "taakstelling 2023-I", date(2022, 9, 16))
    >>> given = Mandate("m", "lrt", "hlrt", ActKind.SEND_LETTER, "taakstelling 2023-I",
    ...                 DateRange(date(2022, 9, 16), date(2022, 10, 3)), at_most=1)
    >>> [lock(letter, who, date(2022, 9, 30), [Standing(given)]).value.state.value for who in ("lrt", "hlrt", "mcms")]
    ['own', 'open', 'closed']
    >>> used = Standing(given, used_on=(date(2022, 9, 30),))
    >>> print(lock(letter, "hlrt", date(2022, 10, 1), [used]).value.objections[0].what)
    het mandaat is al gebruikt op 30 september 2022, en het gold voor 1 keer
    """
    by_name = names or {}
    every = {each.mandate.key: each for each in standings}
    mine = [each for each in every.values() if covers(each.mandate, act) and each.mandate.holder == actor]
    objections: list[Objection] = []
    found: Mandate | None = None
    if actor == act.owner:
        state = LockState.OWN
    else:
        for each in mine:
            against = objections_to(each, day, every, by_name)
            if not against:
                found = each.mandate
                break
            objections += against
        state = LockState.OPEN if found else LockState.CLOSED
        if not mine:
            objections = [_missing(act, actor, by_name)]
    shown = Lock(state, act, actor, day, found, () if state is not LockState.CLOSED else tuple(objections))
    return Answer(
        shown,
        rule="lock",
        source=act.owned.source,
        inputs=(Input("day", day), Input("mandates", len(mine))),
        steps=tuple(_steps(shown, mine, by_name)),
    )


def covers(mandate: Mandate, act: FormalAct) -> bool:
    """Whether a mandate is about this act."""
    return mandate.kind is act.kind and mandate.subject == act.subject


def objections_to(
    standing: Standing, day: date, every: Mapping[str, Standing], names: Names
) -> list[Objection]:
    """Why a mandate does not open the lock on a day; the mandate that it was passed on under counts too."""
    found = list(_own_objections(standing, day, every, names))
    parent = standing.mandate.parent
    if parent and parent not in every:
        found.append(
            Objection(
                "parent",
                Text(
                    f"mandaat {parent}, waaronder dit is doorgegeven, is er niet", f"mandate {parent} is gone"
                ),
                Text("vraag de tafel zelf om een mandaat", "ask the table itself for a mandate"),
            )
        )
    elif parent:
        found += objections_to(every[parent], day, every, names)
    return found


def use(
    standing: Standing,
    day: date,
    every: Mapping[str, Standing],
    met: Collection[str],
    names: Names | None = None,
) -> Mandate:
    """The mandate, when it may be used on this day with these conditions met.

    Raises: MandateRefused with every objection and every condition that was not said to be met.
    """
    by_name = names or {}
    against = objections_to(standing, day, every, by_name)
    if against:
        raise MandateRefused(*against, why="state")
    unmet = [each for each in standing.mandate.conditions if each.key not in met]
    if unmet:
        raise MandateRefused(
            *(
                Objection(
                    each.key,
                    Text(
                        f"een voorwaarde is niet bevestigd: {each.text.nl}",
                        f"a condition was not confirmed: {each.text.en}",
                    ),
                    Text("bevestig dat eraan is voldaan", "confirm that it is met"),
                )
                for each in unmet
            )
        )
    return standing.mandate


def demand_open(answer: Answer[Lock]) -> Lock:
    """The lock, when it opens. Raises: MandateMissing without a mandate, MandateRefused when none holds."""
    found = answer.value
    if found.opens:
        return found
    if found.missing:
        raise MandateMissing(*found.objections)
    raise MandateRefused(*found.objections, why="state")


def uses_of(key: str, every: Mapping[str, Standing]) -> tuple[date, ...]:
    """The days on which a mandate was used, by its holder or by those it was passed on to."""
    passed_on = [each for each in every.values() if each.mandate.parent == key]
    inner = [day for each in passed_on for day in uses_of(each.mandate.key, every)]
    return tuple(sorted([*every[key].used_on, *inner]))


def _own_objections(
    standing: Standing, day: date, every: Mapping[str, Standing], names: Names
) -> Iterator[Objection]:
    mandate = standing.mandate
    giver = name_of(mandate.giver, names)
    ask = Text(f"vraag {giver.nl} om een nieuw mandaat", f"ask {giver.en} for a new mandate")
    days = uses_of(mandate.key, every)
    if mandate.at_most is not None and len(days) >= mandate.at_most:
        nl, en = (", ".join(written_out(each, language) for each in days) for language in ("nl", "en"))
        yield Objection(
            "used",
            Text(
                f"het mandaat is al gebruikt op {nl}, en het gold voor {mandate.at_most} keer",
                f"the mandate was used on {en}, and it was for {mandate.at_most} "
                f"{'time' if mandate.at_most == 1 else 'times'}",
            ),
            ask,
        )
    if standing.withdrawn_from is not None and standing.withdrawn_from <= day:
        nl, en = (written_out(standing.withdrawn_from, language) for language in ("nl", "en"))
        yield Objection(
            "withdrawn",
            Text(f"{giver.nl} trok het mandaat in met ingang van {nl}", f"{giver.en} withdrew it from {en}"),
            ask,
        )
    if mandate.last_day is not None and mandate.last_day < day:
        nl, en = (written_out(mandate.last_day, language) for language in ("nl", "en"))
        yield Objection(
            "end",
            Text(f"het mandaat gold tot en met {nl}", f"the mandate held up to and including {en}"),
            ask,
        )
    begins = max(mandate.valid.start, mandate.only_after or mandate.valid.start)
    if day < begins:
        nl, en = (written_out(begins, language) for language in ("nl", "en"))
        yield Objection(
            "start",
            Text(f"het mandaat mag pas vanaf {nl} gebruikt worden", f"the mandate may be used from {en} on"),
            Text("wacht tot die dag", "wait until that day"),
        )


def _missing(act: FormalAct, actor: str, names: Names) -> Objection:
    owner, who = name_of(act.owner, names), name_of(actor, names)
    if not act.owned.transferable:
        return Objection(
            "mandate",
            Text(
                f"alleen {owner.nl} zelf mag {act.doing.nl}; {who.nl} kan dat niet voor haar doen",
                f"only {owner.en} itself may {act.doing.en}; {who.en} cannot do it in its place",
            ),
            Text(f"zet het op de agenda van {owner.nl}", f"put it on the agenda of {owner.en}"),
        )
    return Objection(
        "mandate",
        Text(
            f"{act.thing.nl} hoort bij {owner.nl}, en {who.nl} heeft daarvoor geen mandaat",
            f"{act.thing.en} belongs to {owner.en}, and {who.en} has no mandate for it",
        ),
        Text(f"vraag {owner.nl} om een mandaat", f"ask {owner.en} for a mandate"),
    )


def _steps(shown: Lock, mine: list[Standing], names: Names) -> Iterator[Step]:
    act, owner, who = shown.act, name_of(shown.act.owner, names), name_of(shown.actor, names)
    yield Step(
        Text(
            f"Van wie is het? {_capital(act.thing.nl)} hoort bij {owner.nl}.",
            f"Whose is it? {_capital(act.thing.en)} belongs to {owner.en}.",
        ),
        source=act.owned.source,
    )
    if shown.state is LockState.OWN:
        yield Step(Text(f"{_capital(who.nl)} mag het dus zelf.", f"So {who.en} may do it by itself."))
        return
    count = len(mine)
    yield Step(
        Text(
            f"Hoeveel mandaten heeft {who.nl} hiervoor? {count}.",
            f"How many mandates has {who.en} for this? {count}.",
        )
    )
    for each in shown.objections:
        yield Step(each.sentence)
    if shown.mandate is not None:
        nl, en = (written_out(shown.day, language) for language in ("nl", "en"))
        yield Step(
            Text(
                f"Houdt iets het mandaat tegen op {nl}? Nee: het is begonnen, niet voorbij, niet ingetrokken en niet op.",
                f"Does anything stand against it on {en}? No: it has begun and not ended, was not withdrawn, and is not used up.",
            )
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
