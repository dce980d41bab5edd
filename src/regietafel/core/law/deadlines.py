"""The day by which something must have been announced, and whether it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from regietafel.core.base.answer import Answer, Input, Text
from regietafel.core.base.calendar import HalfYear, written_out
from regietafel.core.law.numbers import statutory_number


@dataclass(frozen=True)
class Deadline:
    """A last day, and what happened: `announced_on` is None as long as nothing was announced."""

    last_day: date
    announced_on: date | None

    @property
    def days_late(self) -> int | None:
        """Days after the last day; 0 when met; None when nothing was announced."""
        if self.announced_on is None:
            return None
        return max(0, (self.announced_on - self.last_day).days)

    @property
    def met(self) -> bool | None:
        """Whether the announcement was in time; None when nothing was announced."""
        return None if self.days_late is None else self.days_late == 0

    def sentence(self) -> Text:
        """The outcome in words."""
        if self.announced_on is None or self.days_late is None:
            return Text(
                nl=f"bekendmaken uiterlijk {written_out(self.last_day)}",
                en=f"to be announced by {written_out(self.last_day, 'en')}",
            )
        if self.days_late == 0:
            return Text(
                nl=f"op tijd: bekendgemaakt op {written_out(self.announced_on)}, "
                f"uiterste dag {written_out(self.last_day)}",
                en=f"in time: announced on {written_out(self.announced_on, 'en')}, "
                f"last day {written_out(self.last_day, 'en')}",
            )
        days = f"{self.days_late} {'dag' if self.days_late == 1 else 'dagen'}"
        days_en = f"{self.days_late} {'day' if self.days_late == 1 else 'days'}"
        return Text(
            nl=f"{days} te laat: bekendgemaakt op {written_out(self.announced_on)}, "
            f"uiterste dag {written_out(self.last_day)}",
            en=f"{days_en} late: announced on {written_out(self.announced_on, 'en')}, "
            f"last day {written_out(self.last_day, 'en')}",
        )


def announcement_deadline(period: HalfYear, announced_on: date | None = None) -> Answer[Deadline]:
    """The last day to announce the national volume of a half-year: 13 weeks before it starts.

    Source: Huisvestingswet 2014, art. 29(1) ("at least 13 weeks").

    >>> announcement_deadline(HalfYear(2023, 1), date(2022, 9, 30)).value.met
    True
    >>> announcement_deadline(HalfYear(2022, 2), date(2022, 4, 8)).value.days_late
    7
    """
    term = statutory_number("announcement_term").on(period.start)
    return Answer(
        Deadline(period.start - timedelta(weeks=term.value), announced_on),
        rule="announcement_deadline",
        source=term.source,
        inputs=(Input("announcement_term", term.value, "weeks", term.source),),
    )
