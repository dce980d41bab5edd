"""Who may give a mandate, and what may be passed on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.mandates.acts import FormalAct, Names, name_of
from regietafel.core.mandates.lock import Standing
from regietafel.core.mandates.mandate import Mandate, faults_of
from regietafel.core.mandates.refusals import Objection


def objections_to_granting(
    mandate: Mandate, act: FormalAct, every: Mapping[str, Standing], names: Names | None = None
) -> tuple[Objection, ...]:
    """Everything against giving this mandate: its own faults, an act that cannot be handed over, a giver whose
    act it is not, and a chain that the first giver did not allow or that is wider than its parent.

    >>> from datetime import date
    >>> from regietafel.core.mandates.acts import ActKind, formal_act
    >>> letter = formal_act(ActKind.SEND_LETTER, "taakstelling 2023-I", date(2022, 9, 16))
    >>> own = Mandate("a", "lrt", "hlrt", ActKind.SEND_LETTER, "taakstelling 2023-I",
    ...               DateRange(date(2022, 9, 16), date(2022, 10, 3)), at_most=1)
    >>> objections_to_granting(own, letter, {})
    ()
    >>> passed = Mandate("b", "hlrt", "mcms", ActKind.SEND_LETTER, "taakstelling 2023-I",
    ...                  DateRange(date(2022, 9, 16), date(2022, 10, 3)), at_most=1, parent="a")
    >>> [each.where for each in objections_to_granting(passed, letter, {"a": Standing(own)})]
    ['parent']
    """
    return (*faults_of(mandate), *_of_giver(mandate, act, every, names or {}))


def _of_giver(
    mandate: Mandate, act: FormalAct, every: Mapping[str, Standing], names: Names
) -> Iterator[Objection]:
    owner, giver = name_of(act.owner, names), name_of(mandate.giver, names)
    if not act.owned.transferable:
        yield Objection(
            "subject",
            Text(
                f"alleen {owner.nl} zelf mag {act.doing.nl}; daarvoor bestaat geen mandaat",
                f"only {owner.en} itself may {act.doing.en}; no mandate can be given for it",
            ),
            Text(f"zet het op de agenda van {owner.nl}", f"put it on the agenda of {owner.en}"),
        )
        return
    if mandate.giver == act.owner:
        return
    parent = every.get(mandate.parent)
    if parent is None or parent.mandate.holder != mandate.giver or parent.mandate.subject != mandate.subject:
        yield Objection(
            "giver",
            Text(
                f"{act.thing.nl} hoort bij {owner.nl}, dus {giver.nl} kan er geen mandaat voor geven",
                f"{act.thing.en} belongs to {owner.en}, so {giver.en} cannot give a mandate for it",
            ),
            Text(f"laat {owner.nl} het mandaat geven", f"let {owner.en} give the mandate"),
        )
        return
    if not parent.mandate.may_pass_on:
        yield Objection(
            "parent",
            Text(
                f"mandaat {parent.mandate.key} mag niet worden doorgegeven",
                f"mandate {parent.mandate.key} may not be passed on",
            ),
            Text(f"laat {owner.nl} het mandaat geven", f"let {owner.en} give the mandate"),
        )
    elif wider := _wider(mandate, parent.mandate):
        yield Objection(
            "parent",
            Text(
                f"het is ruimer dan mandaat {parent.mandate.key}: {wider.nl}",
                f"it is wider than mandate {parent.mandate.key}: {wider.en}",
            ),
            Text("houd het binnen de grenzen van dat mandaat", "keep it within the limits of that mandate"),
        )


def _wider(mandate: Mandate, parent: Mandate) -> Text | None:
    """In what a mandate that is passed on goes beyond its parent."""
    if not _within(mandate.valid, parent.valid):
        return Text("de looptijd", "its days")
    if parent.at_most is not None and (mandate.at_most is None or mandate.at_most > parent.at_most):
        return Text("het aantal keer", "the number of times")
    if parent.only_after is not None and (mandate.only_after or mandate.valid.start) < parent.only_after:
        return Text("de eerste dag van gebruik", "the first day of use")
    if {each.text for each in parent.conditions} - {each.text for each in mandate.conditions}:
        return Text("een voorwaarde ontbreekt", "a condition is missing")
    return None


def _within(inner: DateRange, outer: DateRange) -> bool:
    if inner.start < outer.start:
        return False
    return outer.until is None or (inner.until is not None and inner.until <= outer.until)
