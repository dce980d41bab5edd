"""A delivery from upload to what counts: received, confirmed, approved, returned, withdrawn."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, BinaryIO, cast

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import written_out
from regietafel.core.figures.approval import Level, State, Step, after, levels_left
from regietafel.core.figures.indicators import indicator as indicator_of
from regietafel.core.figures.when import words
from regietafel.desk.accounts.person import AMSTERDAM, Person
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.figures.actions.authority import (
    DeliveryRefused,
    demand_approval,
    demand_entry,
    level_of,
    levels_in_words,
    told_in_words,
)
from regietafel.desk.figures.actions.authority import (
    changed as changed_since,
)
from regietafel.desk.figures.actions.checking import Options, check_upload, recheck
from regietafel.desk.figures.actions.entries import FigureEntry, add_figures, heads_of
from regietafel.desk.figures.actions.sources import SourceEntry, add_sources
from regietafel.desk.figures.checked import Checked, CheckedRow, as_stored, from_stored
from regietafel.desk.figures.models import Delivery
from regietafel.desk.figures.queries import levels_for, source_ids
from regietafel.desk.figures.sheets import LARGEST_FILE

MOST_NAMED = 5
LONGEST_MOTIVE = 1000
DEFAULT = Options()


def receive(
    *,
    by: By,
    at: datetime,
    file_name: str,
    content: bytes | BinaryIO,
    indicator: str,
    source: SourceEntry,
    options: Options = DEFAULT,
    organisation: str = "",
) -> int:
    """Check a file and keep what was found; nothing counts yet. Returns the number of the delivery.

    `source`: where rows come from that name no source; one that is not on record yet is added when the
    delivery is confirmed. No more than LARGEST_FILE + 1 bytes of a stream are read.
    Raises: UnknownIndicator; Refused when the person may enter none of the sheet's areas.
    """
    indicator_of(indicator)
    data = content if isinstance(content, bytes) else content.read(LARGEST_FILE + 1)
    checked = check_upload(
        data,
        file_name,
        indicator=indicator,
        source=source.key,
        own_sources={source.key: source.title},
        options=options,
        at=at,
    )
    demand_entry(by, checked.areas or (_own_area(by),), at)
    # Reading takes longer than writing may: the transaction begins after it.
    return _keep(
        by,
        at,
        checked,
        indicator=indicator,
        file_name=file_name[-255:] or "-",
        sha256=hashlib.sha256(data).hexdigest(),
        organisation=organisation[:80],
        options={
            "source": {"key": source.key, "title": source.title, "quality": source.quality},
            "when": str(options.when) if options.when else "",
            "cumulative_since": str(options.cumulative_since or ""),
            "sheet": options.sheet or "",
        },
    )


@told_in_words()
@transaction.atomic
def _keep(by: By, at: datetime, checked: Checked, **said: Any) -> int:
    """Store what a check found."""
    delivery = Delivery.objects.create(
        **said,
        state="faulty" if checked.faults else "checked",
        checked=as_stored(checked),
        areas=list(checked.areas),
        counts=dict(checked.counts),
        uploaded_by=by.key,
        uploaded_by_name=by.name,
        uploaded_at=at,
        checked_at=at,
        illustrative=any(row.illustrative for row in checked.rows),
    )
    _record(by, at, "receive", delivery, before=None, after={"file": delivery.file_name, **checked.counts})
    return delivery.pk


def confirm(*, by: By, at: datetime, delivery: int, motive: str = "") -> str:
    """Let a checked delivery count, or offer it to who must approve it. Returns the state it is in then.

    Raises: Refused for an area that is not the person's; StepRefused in another state than "checked";
    DeliveryRefused when somebody was first, what is known changed since the check, a motive is missing, or
    nothing would change.
    """
    with told_in_words():
        return _confirm(by=by, at=at, number=delivery, motive=motive.strip())


@transaction.atomic
def _confirm(*, by: By, at: datetime, number: int, motive: str) -> str:
    delivery = _locked(number)
    checked = from_stored(delivery.checked)
    demand_entry(by, delivery.areas, at)
    _refuse_settled(delivery)
    _after(delivery, "confirm")
    _refuse_changed(checked)
    if not checked.to_write:
        raise DeliveryRefused(
            "nothing",
            Text(
                "Alle cijfers in dit bestand zijn al bekend; er verandert niets en er valt niets te bevestigen.",
                "All figures in this file are known already; nothing changes and there is nothing to confirm.",
            ),
        )
    if checked.asks_motive and not motive:
        raise DeliveryRefused(
            "motive",
            Text(
                "Geef een reden: er zijn waarschuwingen die daarom vragen.",
                "Give a reason: there are warnings that ask for one.",
            ),
            [warning.what for warning in checked.warnings if warning.asks_motive],
        )
    delivery.motive = motive[:LONGEST_MOTIVE]
    given = level_of(by, at)
    left = levels_left(levels_for({row.indicator for row in checked.rows}, at), given)
    delivery.approvals = [_said(by, at, given)]
    _move(by, at, delivery, "confirm", left, checked, reason=motive)
    return delivery.state


def approve(*, by: By, at: datetime, delivery: int, remark: str = "") -> str:
    """Approve an offered delivery for the level whose turn it is; the last one lets it count. Returns the state.

    Raises: Refused with the level whose turn it is; StepRefused; DeliveryRefused as `confirm`.
    """
    with told_in_words():
        return _approve(by=by, at=at, number=delivery, remark=remark.strip())


@transaction.atomic
def _approve(*, by: By, at: datetime, number: int, remark: str) -> str:
    delivery = _locked(number)
    _refuse_settled(delivery)
    _after(delivery, "approve")
    turn: Level = delivery.levels[0]
    demand_approval(by, delivery.areas, turn, at)
    checked = from_stored(delivery.checked)
    _refuse_changed(checked)
    delivery.approvals = [*delivery.approvals, _said(by, at, turn, remark)]
    _move(by, at, delivery, "approve", levels_left(delivery.levels, turn), checked, reason=remark)
    return delivery.state


@told_in_words()
@transaction.atomic
def return_with_remark(*, by: By, at: datetime, delivery: int, remark: str) -> None:
    """Give an offered delivery back to who delivered it, with what is to be mended.

    Raises: DeliveryRefused without a remark; StepRefused; Refused.
    """
    row = _locked(delivery)
    state = _after(row, "return")
    demand_approval(by, row.areas, row.levels[0], at)
    if not remark.strip():
        raise DeliveryRefused(
            "remark",
            Text("Schrijf wat er moet worden hersteld.", "Write what is to be mended."),
        )
    before = row.state
    row.state = state
    row.remarks = [*row.remarks, _said(by, at, row.levels[0], remark.strip())]
    row.levels = []
    row.save()
    _record(by, at, "return", row, before={"state": before}, after={"state": state}, reason=remark)


@told_in_words()
@transaction.atomic
def withdraw(*, by: By, at: datetime, delivery: int) -> None:
    """Take back a delivery that does not count yet. Raises: StepRefused; Refused for another's delivery."""
    row = _locked(delivery)
    if by.key != row.uploaded_by:
        demand_entry(by, row.areas or ["NL"], at)
    before, row.state = row.state, _after(row, "withdraw")
    row.settled_at, row.settled_by_name, row.levels = at, by.name, []
    row.save()
    _record(by, at, "withdraw", row, before={"state": before}, after={"state": row.state})


@told_in_words()
@transaction.atomic
def check_again(*, by: By, at: datetime, delivery: int) -> None:
    """Compare a delivery with what is known by now. Raises: StepRefused; Refused."""
    row = _locked(delivery)
    demand_entry(by, row.areas, at)
    state = _after(row, "check_again")
    before = dict(row.counts)
    checked = recheck(from_stored(row.checked))
    row.state, row.checked, row.counts, row.checked_at = state, as_stored(checked), dict(checked.counts), at
    row.save()
    _record(by, at, "check_again", row, before=before, after=dict(checked.counts))


# -- parts -----------------------------------------------------------------------------------------------


def _move(
    by: By, at: datetime, delivery: Delivery, step: Step, left: Sequence[Level], checked: Checked, reason: str
) -> None:
    """Take a step that may let the figures count; the audit record comes last."""
    before = delivery.state
    delivery.state = _after(delivery, step, left)
    delivery.levels = list(left)
    said: dict[str, object] = {"state": delivery.state}
    if delivery.state == "confirmed":
        _write(by, at, delivery, checked)
        delivery.settled_at, delivery.settled_by_name = at, by.name
    else:
        said["waits_for"] = levels_in_words(left).nl
    delivery.save()
    _record(by, at, step, delivery, before={"state": before}, after=said, reason=reason)


def _after(delivery: Delivery, step: Step, left: Sequence[Level] = ()) -> State:
    return after(cast(State, delivery.state), step, levels_left=left)


def _write(by: By, at: datetime, delivery: Delivery, checked: Checked) -> None:
    """The figures themselves, with the source of the form where it is used and new."""
    own = delivery.options["source"]
    if any(row.source == own["key"] for row in checked.rows):
        add_sources(by=by, at=at, entries=[SourceEntry(own["key"], own["title"], quality=own["quality"])])
        delivery.source_id = source_ids({own["key"]})[own["key"]]
    add_figures(
        by=by,
        at=at,
        entries=[_entry(row) for row in checked.to_write],
        reason=delivery.motive,
        delivery=delivery.pk,
    )


def _entry(row: CheckedRow) -> FigureEntry:
    return FigureEntry(
        row.indicator,
        row.area,
        row.when.start,
        row.when.until,
        row.value,
        row.source,
        row.note,
        row.illustrative,
    )


def _refuse_changed(checked: Checked) -> None:
    """Refuse when a figure that the sheet speaks of is another one by now than when it was checked."""
    known = source_ids({row.source for row in checked.rows}, missing_ok=True)
    heads = heads_of([_entry(row) for row in checked.to_write])
    changed = []
    for row in checked.to_write:
        source = known.get(row.source)
        head = (
            heads.get((row.indicator, row.area, row.when.start, row.when.until, source)) if source else None
        )
        if (head.pk if head else None) != row.old_id:
            changed.append((row, head.value if head else None))
    if changed:
        raise _changed(changed)


def _changed(changed: Sequence[tuple[CheckedRow, int | None]]) -> DeliveryRefused:
    points = [
        Text(
            f"{row.area}, {words(row.when).nl}: was {_known(row.old_value)}, is nu {_known(now)}",
            f"{row.area}, {words(row.when).en}: was {_known(row.old_value)}, is {_known(now)} now",
        )
        for row, now in changed[:MOST_NAMED]
    ]
    if len(changed) > MOST_NAMED:
        more = len(changed) - MOST_NAMED
        points.append(Text(f"en nog {more} cijfers", f"and {more} more figures"))
    return changed_since(points)


def _known(value: int | None) -> str:
    return "–" if value is None else str(value)


def _refuse_settled(delivery: Delivery) -> None:
    """Say who was first, when two people confirm or approve the same delivery."""
    if delivery.state != "confirmed" or delivery.settled_at is None:
        return
    local = delivery.settled_at.astimezone(AMSTERDAM)
    who = delivery.settled_by_name
    raise DeliveryRefused(
        "settled",
        Text(
            f"Deze aanlevering is al bevestigd, door {who} op {written_out(local.date())} om {local:%H.%M} uur."
            " Er is niets dubbel opgeslagen.",
            f"This delivery has been confirmed already, by {who} on {written_out(local.date(), 'en')} at"
            f" {local:%H:%M}. Nothing was stored twice.",
        ),
    )


def _locked(number: int) -> Delivery:
    """The delivery, locked until the transaction ends. Raises: DeliveryRefused when there is none."""
    row = Delivery.objects.select_for_update().filter(pk=number).first()
    if row is None:
        raise DeliveryRefused(
            "unknown",
            Text(f"Aanlevering {number} bestaat niet.", f"Delivery {number} does not exist."),
        )
    return row


def _own_area(by: By) -> str:
    """An area a person certainly may enter for, so that a sheet without readable areas can still be checked."""
    if not isinstance(by, Person):
        return "NL"
    return next((role.area for role in by.roles if role.area), "NL")


def _said(by: By, at: datetime, level: Level | None, remark: str = "") -> dict[str, str]:
    return {"by": by.name, "at": at.isoformat(), "level": level or "", "remark": remark[:LONGEST_MOTIVE]}


def _record(
    by: By, at: datetime, step: str, delivery: Delivery, *, before: object, after: object, reason: str = ""
) -> None:
    record(
        by=by,
        at=at,
        action=f"figures.{step}",
        subject=Subject("delivery", str(delivery.pk)),
        before=before,
        after=after,
        reason=reason,
    )
