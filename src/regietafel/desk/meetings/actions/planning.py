"""Planning, moving, cancelling and closing meetings, one by one or in a series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.meetings.refusals import MeetingRefused, Told, refuse
from regietafel.core.meetings.rhythm import Rhythm, days_of
from regietafel.core.meetings.states import MeetingState, after
from regietafel.core.meetings.typed_line import text_faults
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.meetings.actions.agendas import put_minutes_on
from regietafel.desk.meetings.actions.authority import demand_keeper, locked, reason_given
from regietafel.desk.meetings.at_table import table_on
from regietafel.desk.meetings.models import Meeting, MeetingVersion, Series


@transaction.atomic
def plan_meeting(
    *,
    by: By,
    at: datetime,
    table: str,
    day: date,
    starts: time | None = None,
    ends: time | None = None,
    place: str = "",
    source: str = "",
    illustrative: bool = False,
) -> str:
    """Plan one meeting of a table; returns its key, such as "lrt-2022-09-16". Times are Dutch time.

    Raises: Refused for who does not keep the table; MeetingRefused for a meeting of this table on that day
    that is planned already, an end before the start, and a place that cannot be shown.
    """
    demand_keeper(by, table, at)
    table_on(table, day)
    refuse(_when_faults(starts, ends, place))
    made = _add(
        by, at, table, day, starts=starts, ends=ends, place=place, source=source, made_up=illustrative
    )
    record(
        by=by,
        at=at,
        action="meetings.plan_meeting",
        subject=Subject("meeting", made.key),
        before=None,
        after={"table": table, "day": day, "starts": starts, "place": place},
    )
    put_minutes_on(by=by, at=at, table=table)
    return made.key


@transaction.atomic
def plan_series(
    *,
    by: By,
    at: datetime,
    table: str,
    rhythm: Rhythm,
    days: DateRange,
    starts: time | None = None,
    ends: time | None = None,
    place: str = "",
    source: str = "",
    illustrative: bool = False,
) -> tuple[str, ...]:
    """Plan all meetings of a series; a day on which the table meets already is left as it is.

    Returns the keys of the new meetings. Raises: Refused; MeetingRefused for a rhythm or range that cannot be.
    """
    demand_keeper(by, table, at)
    table_on(table, days.start)
    refuse(_when_faults(starts, ends, place))
    planned = days_of(rhythm, days)
    taken = _days_taken(table, planned)
    series = _series(at, table, rhythm, days, source, illustrative)
    made = [
        _add(
            by,
            at,
            table,
            day,
            starts=starts,
            ends=ends,
            place=place,
            source=source,
            made_up=illustrative,
            series=series,
        )
        for day in planned
        if day not in taken
    ]
    record(
        by=by,
        at=at,
        action="meetings.plan_series",
        subject=Subject("series", series.key),
        before=None,
        after={"table": table, "every": rhythm.every, "unit": rhythm.unit, "meetings": len(made)},
    )
    put_minutes_on(by=by, at=at, table=table)
    return tuple(meeting.key for meeting in made)


@transaction.atomic
def move_meeting(
    *,
    by: By,
    at: datetime,
    meeting: str,
    day: date,
    starts: time | None = None,
    ends: time | None = None,
    place: str = "",
    reason: str,
) -> None:
    """Give a planned meeting another day, time or place, with the reason; its key stays.

    Raises: Refused; MeetingUnknown; MeetingRefused for a meeting that was held or cancelled.
    """
    found, latest = locked(meeting)
    demand_keeper(by, found.table, at)
    after(MeetingState(latest.state), "move")
    refuse(_when_faults(starts, ends, place))
    _next_version(
        by, at, latest, state=MeetingState.PLANNED, day=day, starts=starts, ends=ends, place=place,
        reason=reason_given(reason),
    )  # fmt: skip
    record(
        by=by,
        at=at,
        action="meetings.move_meeting",
        subject=Subject("meeting", meeting),
        before={"day": latest.day, "starts": latest.starts, "place": latest.place},
        after={"day": day, "starts": starts, "place": place},
        reason=reason,
    )


@transaction.atomic
def cancel(*, by: By, at: datetime, meeting: str, reason: str) -> None:
    """Cancel a planned meeting or withdraw a written round, with the reason; it stays in the list.

    Raises: Refused; MeetingUnknown; MeetingRefused without a reason, or when it was held or cancelled.
    """
    _step(by, at, meeting, "cancel", reason_given(reason))


@transaction.atomic
def close_meeting(*, by: By, at: datetime, meeting: str) -> None:
    """Say that the meeting was held: its run sheet is complete and the minutes can be drafted from it.

    Raises: Refused; MeetingUnknown; MeetingRefused when it was held or cancelled before.
    """
    _step(by, at, meeting, "close", "")


def _step(by: By, at: datetime, meeting: str, step: str, reason: str) -> None:
    found, latest = locked(meeting)
    demand_keeper(by, found.table, at)
    state = after(MeetingState(latest.state), step)
    _next_version(
        by, at, latest, state=state, day=latest.day, starts=latest.starts, ends=latest.ends,
        place=latest.place, reason=reason,
    )  # fmt: skip
    record(
        by=by,
        at=at,
        action=f"meetings.{step}_meeting",
        subject=Subject("meeting", meeting),
        before={"state": latest.state},
        after={"state": state.value},
        reason=reason,
    )


def _series(at: datetime, table: str, rhythm: Rhythm, days: DateRange, source: str, made_up: bool) -> Series:
    name = f"{table}-{days.start}-{rhythm.every}-{rhythm.unit}"
    return Series.objects.create(
        key=_free_key(name, Series.objects.filter(key__startswith=name).values_list("key", flat=True)),
        table=table,
        every=rhythm.every,
        unit=rhythm.unit,
        start=days.start,
        until=days.until or days.start,
        source=source,
        illustrative=made_up,
        known_since=at,
    )


def _add(
    by: By,
    at: datetime,
    table: str,
    day: date,
    *,
    starts: time | None,
    ends: time | None,
    place: str,
    source: str,
    made_up: bool,
    series: Series | None = None,
) -> Meeting:
    """A meeting with its first version. Raises: MeetingRefused when one is planned for that day and time."""
    same = Meeting.objects.filter(table=table, kind="meeting", versions__day=day).distinct()
    for other in same:
        latest = other.versions.order_by("-number").first()
        if latest and latest.day == day and latest.starts == starts and latest.state == "planned":
            raise MeetingRefused(
                Told(
                    "day",
                    Text(
                        f"deze tafel heeft op {day:%d-%m-%Y} al een vergadering",
                        f"this table has a meeting on {day:%d-%m-%Y} already",
                    ),
                    Text("kies een andere dag of een ander uur", "choose another day or hour"),
                )
            )
    name = f"{table}-{day}"
    meeting = Meeting.objects.create(
        key=_free_key(name, Meeting.objects.filter(key__startswith=name).values_list("key", flat=True)),
        table=table,
        series=series,
        source=source,
        illustrative=made_up,
        known_since=at,
    )
    MeetingVersion.objects.create(
        meeting=meeting,
        number=1,
        state=MeetingState.PLANNED.value,
        day=day,
        starts=starts,
        ends=ends,
        place=" ".join(place.split()),
        by_name=by.name,
        known_since=at,
    )
    return meeting


def _next_version(
    by: By,
    at: datetime,
    latest: MeetingVersion,
    *,
    state: MeetingState,
    day: date,
    starts: time | None,
    ends: time | None,
    place: str,
    reason: str,
) -> None:
    MeetingVersion.objects.create(
        meeting=latest.meeting,
        number=latest.number + 1,
        state=state.value,
        day=day,
        starts=starts,
        ends=ends,
        place=" ".join(place.split()),
        reason=reason,
        by_name=by.name,
        known_since=at,
    )


def _days_taken(table: str, days: Sequence[date]) -> set[date]:
    rows = MeetingVersion.objects.filter(meeting__table=table, day__in=days)
    return set(rows.values_list("day", flat=True))


def _when_faults(starts: time | None, ends: time | None, place: str) -> list[Told]:
    faults = text_faults(place, where="place", longest=200) if place.strip() else []
    if ends is not None and (starts is None or ends <= starts):
        faults.append(
            Told(
                "ends",
                Text("het einde ligt niet na het begin", "the end is not after the start"),
                Text("geef begin en einde", "give a start and an end"),
            )
        )
    return faults


def _free_key(wanted: str, taken: Iterable[str]) -> str:
    """The key, or with -2, -3 when it is taken."""
    known = set(taken)
    return next(key for n in range(1, 1000) if (key := wanted if n == 1 else f"{wanted}-{n}") not in known)
