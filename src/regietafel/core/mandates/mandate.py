"""A mandate: from whom to whom, for which act, within which limits, and how it is reported back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.base.unseen import unseen
from regietafel.core.mandates.acts import ActKind
from regietafel.core.mandates.refusals import Objection

LONGEST_CONDITION = 300


@dataclass(frozen=True)
class Condition:
    """What must be so, or must not be so, when the mandate is used; the user says that it is met."""

    key: str
    must: bool
    text: Text


@dataclass(frozen=True)
class Mandate:
    """A mandate as given. `at_most` counts uses; `only_after` is the first day of use; days are [from, until).

    `report_days` is the number of days after a use within which it is reported; None: at the giver's next
    meeting. `parent` is the mandate under which this one was passed on.
    """

    key: str
    giver: str
    holder: str
    kind: ActKind
    subject: str
    valid: DateRange
    at_most: int | None = None
    only_after: date | None = None
    conditions: tuple[Condition, ...] = ()
    may_pass_on: bool = False
    parent: str = ""
    report_days: int | None = None

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; None without an end."""
        return self.valid.until - timedelta(days=1) if self.valid.until else None

    @property
    def limited(self) -> bool:
        """Whether anything bounds it: an end, a number of uses, or a condition."""
        return bool(self.valid.until or self.at_most or self.conditions)


def faults_of(mandate: Mandate) -> tuple[Objection, ...]:
    """Everything that is wrong with a mandate in itself; a mandate without limits is one of them.

    Source: consistency check of minutes ("mandate without limits").

    >>> from datetime import date
    >>> bare = Mandate("m", "lrt", "hlrt", ActKind.SEND_LETTER, "taakstelling 2023-I", DateRange(date(2022, 9, 16)))
    >>> [each.where for each in faults_of(bare)]
    ['limits']
    """
    return tuple(_faults(mandate))


def report_due(mandate: Mandate, used_on: date) -> date | None:
    """The last day to report a use to the giver; None: at the giver's next meeting.

    >>> due = report_due(Mandate("m", "lrt", "hlrt", ActKind.SEND_LETTER, "taakstelling 2023-I",
    ...                          DateRange(date(2022, 9, 16)), report_days=14), date(2022, 9, 30))
    >>> due.isoformat()
    '2022-10-14'
    """
    return None if mandate.report_days is None else used_on + timedelta(days=mandate.report_days)


def _faults(mandate: Mandate) -> Iterator[Objection]:
    if not mandate.limited:
        yield Objection(
            "limits",
            Text("het mandaat heeft geen grenzen", "the mandate has no limits"),
            Text(
                "geef een einddatum, een aantal keer of een voorwaarde",
                "give an end, a number of times or a condition",
            ),
        )
    for condition in mandate.conditions:
        if found := unseen(condition.text.nl + condition.text.en):
            yield Objection("conditions", *found)
    if mandate.giver == mandate.holder:
        yield Objection(
            "holder",
            Text("een tafel geeft zichzelf geen mandaat", "a table gives no mandate to itself"),
            Text("kies wie het mandaat krijgt", "choose who gets the mandate"),
        )
    if mandate.at_most is not None and mandate.at_most < 1:
        yield Objection(
            "at_most",
            Text(f"{mandate.at_most} keer is geen mandaat", f"{mandate.at_most} times is no mandate"),
            Text("schrijf 1 of meer, of laat het leeg", "write 1 or more, or leave it empty"),
        )
    if mandate.report_days is not None and not 0 <= mandate.report_days <= 366:
        yield Objection(
            "report_days",
            Text("de termijn om te melden past niet", "the term to report does not fit"),
            Text(
                "schrijf 0 tot en met 366 dagen, of laat het leeg", "write 0 to 366 days, or leave it empty"
            ),
        )
    if mandate.only_after is not None and mandate.only_after not in mandate.valid:
        yield Objection(
            "only_after",
            Text("de eerste dag van gebruik valt buiten het mandaat", "the first day of use lies outside it"),
            Text("kies een dag binnen de looptijd", "choose a day within its days"),
        )
    yield from _condition_faults(mandate.conditions)


def _condition_faults(conditions: Iterable[Condition]) -> Iterator[Objection]:
    seen: set[str] = set()
    for each in conditions:
        if not each.text.nl.strip() or len(each.text.nl) > LONGEST_CONDITION:
            yield Objection(
                "conditions",
                Text("een voorwaarde is leeg of te lang", "a condition is empty or too long"),
                Text(
                    f"schrijf hoogstens {LONGEST_CONDITION} tekens",
                    f"write at most {LONGEST_CONDITION} characters",
                ),
            )
        if each.key in seen:
            yield Objection(
                "conditions", Text("een voorwaarde staat er twee keer", "a condition is there twice")
            )
        seen.add(each.key)
