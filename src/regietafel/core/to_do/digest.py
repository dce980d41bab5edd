"""When a person's digest is due, and whether it says anything that the last one did not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from regietafel.core.base.errors import Fault, Faults
from regietafel.core.to_do.items import ToDo


class Rhythm(Enum):
    """How often a person wants a digest."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True)
class Preference:
    """When a person wants the digest: rhythm, day of the week (1 is Monday), time of day, and quiet hours.

    Quiet hours run from `quiet_from` until `quiet_until`, over midnight when the first is the later one; equal
    times mean none. All times are those of Amsterdam.
    """

    rhythm: Rhythm = Rhythm.WEEKLY
    weekday: int = 1
    at: time = time(8, 0)
    quiet_from: time = time(20, 0)
    quiet_until: time = time(7, 0)

    def is_quiet(self, clock: time) -> bool:
        """Whether nothing is sent at this time of day.

        >>> night = Preference()
        >>> night.is_quiet(time(23, 0)), night.is_quiet(time(6, 59)), night.is_quiet(time(7, 0))
        (True, True, False)
        """
        if self.quiet_from == self.quiet_until:
            return False
        if self.quiet_from < self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until


def checked(preference: Preference) -> Preference:
    """The preference, when it can be kept. Raises: Faults for a day that no week has, or a time that is quiet.

    >>> checked(Preference(at=time(6, 0)))
    Traceback (most recent call last):
    ...
    regietafel.core.base.errors.Faults: the digest has 1 fault:
      - time: 06:00 lies in the quiet hours from 20:00 until 07:00; choose another time or other quiet hours
    """
    faults = []
    if not 1 <= preference.weekday <= 7:
        faults.append(Fault("day", f"{preference.weekday} is no day of the week", "write 1 (Monday) to 7"))
    if preference.is_quiet(preference.at):
        quiet = f"from {preference.quiet_from:%H:%M} until {preference.quiet_until:%H:%M}"
        faults.append(
            Fault(
                "time",
                f"{preference.at:%H:%M} lies in the quiet hours {quiet}",
                "choose another time or other quiet hours",
            )
        )
    if faults:
        raise Faults("the digest", faults)
    return preference


def slot_due(preference: Preference, local: datetime) -> str | None:
    """The slot whose digest is due at a moment in Amsterdam; None when none is, or when it is quiet.

    A slot has one name, whoever asks and however often: with it a digest is claimed once.

    >>> weekly = Preference(Rhythm.WEEKLY, weekday=1, at=time(8, 0))
    >>> slot_due(weekly, datetime(2022, 9, 19, 7, 59)), slot_due(weekly, datetime(2022, 9, 19, 8, 0))
    (None, '2022-W38')
    >>> slot_due(weekly, datetime(2022, 9, 21, 12, 0)), slot_due(weekly, datetime(2022, 9, 21, 22, 0))
    ('2022-W38', None)
    >>> slot_due(Preference(Rhythm.DAILY), datetime(2022, 9, 21, 12, 0))
    '2022-09-21'
    """
    if preference.rhythm is Rhythm.NEVER or preference.is_quiet(local.time()):
        return None
    day = local.date()
    if preference.rhythm is Rhythm.DAILY:
        return day.isoformat() if local.time() >= preference.at else None
    monday = day - timedelta(days=day.weekday())
    opens = datetime.combine(monday + timedelta(days=preference.weekday - 1), preference.at)
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}" if local.replace(tzinfo=None) >= opens else None


def fingerprint(items: Iterable[ToDo], day: date) -> str:
    """What a digest says, as a hash: the same things with the same terms have the same one.

    The day itself does not count, so that nothing new means nothing sent; what became too late does.
    """
    said = sorted(
        [item.key, item.kind.value, item.title, str(item.due), bool(item.due and item.due < day)]
        for item in items
    )
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
