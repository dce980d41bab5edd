"""The two-way short line: a provincial table reports up, the national one answers down, within a maximum age.

Source: minutes of the national table of 16 September 2022, item 3 (short lines for mutual feedback). The maximum age
is not in the minutes: it is a policy of this product, with a name and dates, that a user can change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from regietafel.core.base.calendar import DateRange

Overdue = Literal["report", "answer"]


@dataclass(frozen=True)
class LinePolicy:
    """How old the last report, and the last answer to it, may be. Units: days."""

    name: str
    report_days: int
    answer_days: int
    valid: DateRange


POLICIES = (LinePolicy("default_28_14", 28, 14, DateRange(date(2022, 9, 16))),)


@dataclass(frozen=True)
class LineState:
    """How a line stands: the last report up, the last answer down, and what is overdue since when."""

    table: str
    reported: date | None
    answered: date | None
    report_due: date | None
    answer_due: date | None

    def overdue(self, day: date) -> tuple[Overdue, ...]:
        """ "report" and "answer", when their last day has passed."""
        due: dict[Overdue, date | None] = {"report": self.report_due, "answer": self.answer_due}
        return tuple(what for what, last in due.items() if last is not None and last < day)


def line_state(
    table: str, *, reported: date | None, answered: date | None, asked: date, policy: LinePolicy
) -> LineState:
    """The line of a table. `asked` is the day from which reports were asked for.

    An answer is due to a report that has none yet; an answer from before it does not count.

    >>> line = line_state("prt-pv22", reported=date(2022, 10, 3), answered=None, asked=date(2022, 9, 16),
    ...                   policy=POLICIES[0])
    >>> line.answer_due, line.overdue(date(2022, 10, 18)), line.overdue(date(2022, 11, 1))
    (datetime.date(2022, 10, 17), ('answer',), ('report', 'answer'))
    """
    report_due = _later(reported or asked, policy.report_days)
    open_report = reported if reported and (answered is None or answered < reported) else None
    answer_due = _later(open_report, policy.answer_days) if open_report else None
    return LineState(table, reported, answered, report_due, answer_due)


def policy_on(day: date) -> LinePolicy | None:
    """The policy of a day; None before there was one."""
    return next((each for each in POLICIES if day in each.valid), None)


def _later(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)
