"""Writing lines during a meeting: each once, in order of arrival, and never one over another."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from regietafel.core.base.answer import Text
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.meetings.refusals import MeetingRefused, Told, refuse
from regietafel.core.meetings.states import MeetingState, refused
from regietafel.core.meetings.typed_line import clean, text_faults
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.meetings.actions.authority import demand_keeper, locked
from regietafel.desk.meetings.models import Line, LineVersion
from regietafel.desk.meetings.queries.run_sheet import LineRow, line_history

MOST_ITEMS = 200


class LineConflict(MeetingRefused):
    """Someone else changed the line first: `theirs` is what it says now; what was typed is with the caller."""

    def __init__(self, theirs: LineRow) -> None:
        self.theirs = theirs
        super().__init__(
            Told(
                "text",
                Text(
                    f"regel {theirs.place} is intussen veranderd door {theirs.by}",
                    f"line {theirs.place} was changed meanwhile by {theirs.by}",
                ),
                Text(
                    "beide teksten staan hieronder; kies of voeg samen",
                    "both texts stand below; choose or combine",
                ),
            ),
            why="conflict",
        )


@transaction.atomic
def write_line(
    *,
    by: By,
    at: datetime,
    meeting: str,
    item: int,
    text: str,
    kind: LineKind,
    client_id: str,
    owner: str = "",
    due: date | None = None,
    illustrative: bool = False,
) -> LineRow:
    """Add a line at the end of an item; sent again with the same `client_id` it gives back the line that is there.

    Raises: Refused for who does not keep the table; MeetingRefused for an empty text, one that is too long or
    cannot be shown, an item below 1, and a meeting that is closed or cancelled.
    """
    found, latest = locked(meeting)
    demand_keeper(by, found.table, at)
    sent = Line.objects.filter(meeting=found, client_id=client_id).first()
    if sent is not None:
        return line_history(meeting, sent.item, sent.number)[-1]
    if latest.state != MeetingState.PLANNED.value:
        raise refused(MeetingState(latest.state), "write")
    refuse([*text_faults(text), *_place_faults(item, client_id, owner)])
    last = Line.objects.filter(meeting=found, item=item).aggregate(last=Max("number"))["last"] or 0
    line = Line.objects.create(meeting=found, item=item, number=last + 1, client_id=client_id, known_since=at)
    LineVersion.objects.create(
        line=line,
        revision=1,
        kind=kind.value,
        text=clean(text),
        owner=owner,
        due=due,
        illustrative=illustrative,
        by_name=by.name,
        known_since=at,
    )
    record(
        by=by,
        at=at,
        action="meetings.write_line",
        subject=Subject("meeting", meeting),
        before=None,
        after={
            "line": f"{item}.{last + 1}",
            "kind": kind.value,
            "text": clean(text),
            "owner": owner,
            "due": due,
        },
    )
    return line_history(meeting, item, last + 1)[-1]


@transaction.atomic
def change_line(
    *,
    by: By,
    at: datetime,
    meeting: str,
    item: int,
    number: int,
    seen: int,
    text: str,
    kind: LineKind,
    owner: str = "",
    due: date | None = None,
) -> LineRow:
    """Change a line as it was seen (`seen` is its revision); the same change sent again changes nothing.

    Raises: Refused; LineConflict when someone else changed it first, with what it says now; MeetingRefused as
    for `write_line`, and for a line that is not there.
    """
    said: dict[str, object] = {
        "kind": kind.value,
        "text": clean(text),
        "owner": owner,
        "due": due,
        "withdrawn": False,
    }
    return _revise(by, at, meeting, (item, number), seen, said)


@transaction.atomic
def withdraw_line(*, by: By, at: datetime, meeting: str, item: int, number: int, seen: int) -> LineRow:
    """Take a line off the sheet; its number is not given to another. Raises: as `change_line`."""
    return _revise(by, at, meeting, (item, number), seen, {"withdrawn": True})


def _revise(
    by: By, at: datetime, meeting: str, place: tuple[int, int], seen: int, said: dict[str, object]
) -> LineRow:
    found, latest = locked(meeting)
    demand_keeper(by, found.table, at)
    if latest.state != MeetingState.PLANNED.value:
        raise refused(MeetingState(latest.state), "write")
    line = Line.objects.filter(meeting=found, item=place[0], number=place[1]).first()
    if line is None:
        raise MeetingRefused(
            Told(
                "line",
                Text(
                    f"regel {place[0]}.{place[1]} bestaat niet", f"line {place[0]}.{place[1]} does not exist"
                ),
                Text("kies een regel van deze vergadering", "choose a line of this meeting"),
            )
        )
    if "text" in said:
        refuse([*text_faults(str(said["text"])), *_place_faults(place[0], "-", str(said["owner"]))])
    old = line.versions.order_by("-revision").first()
    assert old is not None  # noqa: S101 - a line is made with its first revision
    before = {name: getattr(old, name) for name in ("kind", "text", "owner", "due", "withdrawn")}
    if {**before, **said} == before:
        return line_history(meeting, *place)[-1]
    if old.revision != seen:
        raise LineConflict(line_history(meeting, *place)[-1])
    LineVersion.objects.create(
        line=line,
        revision=old.revision + 1,
        illustrative=old.illustrative,
        by_name=by.name,
        known_since=at,
        **{**before, **said},
    )
    record(
        by=by,
        at=at,
        action="meetings.withdraw_line" if said.get("withdrawn") else "meetings.change_line",
        subject=Subject("meeting", meeting),
        before={"line": f"{place[0]}.{place[1]}", **before},
        after={"line": f"{place[0]}.{place[1]}", **said},
    )
    return line_history(meeting, *place)[-1]


def _place_faults(item: int, client_id: str, owner: str) -> list[Told]:
    faults = []
    if not 1 <= item <= MOST_ITEMS:
        faults.append(
            Told(
                "item",
                Text(f"punt {item} bestaat niet", f"item {item} does not exist"),
                Text("kies een punt van de agenda", "choose an item of the agenda"),
            )
        )
    if not client_id or len(client_id) > 64:
        faults.append(
            Told(
                "client_id",
                Text("de regel heeft geen eigen kenmerk", "the line has no id of its own"),
                Text("geef een kenmerk van hoogstens 64 tekens", "give an id of at most 64 characters"),
            )
        )
    if len(owner) > 80:
        faults.append(
            Told(
                "owner",
                Text("deze eigenaar is niet bekend", "this owner is not known"),
                Text("kies een partner van de tafel", "choose a partner of the table"),
            )
        )
    return faults
