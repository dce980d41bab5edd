"""Who may write minutes, what is locked meanwhile, and what a second writer is told."""

from __future__ import annotations

from datetime import datetime

from regietafel.core.base.answer import Text
from regietafel.core.meetings.typed_line import text_faults
from regietafel.core.minutes.check import MinutesLine
from regietafel.core.minutes.states import MinutesRefused, after
from regietafel.core.minutes.states import Step as StepName
from regietafel.desk.accounts.person import Person, Refused
from regietafel.desk.audit.chain import By
from regietafel.desk.minutes.belonging import may_keep_minutes
from regietafel.desk.minutes.models import Minutes, Version
from regietafel.desk.minutes.queries.kept import MinutesRow, MinutesUnknown, minutes
from regietafel.desk.minutes.stored import Content, as_stored


class MinutesConflict(MinutesRefused):
    """Someone else changed the line first: `theirs` is what it says now, `version` where; None when it is gone."""

    def __init__(self, number: str, theirs: MinutesLine | None, version: int, who: str) -> None:
        self.theirs = theirs
        self.version = version
        super().__init__(
            Text(
                f"Regel {number} is intussen veranderd door {who}. Beide teksten staan hieronder; kies of voeg samen.",
                f"Line {number} was changed meanwhile by {who}. Both texts stand below; choose or combine.",
            )
        )


def locked(meeting: str) -> tuple[Minutes, MinutesRow]:
    """Minutes, locked until the transaction ends, and how they stand. Raises: MinutesUnknown."""
    found = Minutes.objects.select_for_update().filter(meeting=meeting).first()
    if found is None:
        raise MinutesUnknown(f'there are no minutes of "{meeting[:80]}"', "draft them from the meeting first")
    return found, minutes(meeting)


def demand_keeper(by: By, table: str, at: datetime) -> None:
    """Go on for the secretariat of the table and for a command. Raises: Refused, with the reason."""
    if isinstance(by, Person) and not (permission := may_keep_minutes(by, table, at)):
        raise Refused(permission, by)


def demand_step(row: MinutesRow, step: StepName) -> None:
    """Go on when the procedure has this step now. Raises: MinutesRefused."""
    after(row.state, step)


def sound_text(text: str, *, where: str = "text") -> str:
    """A text, trimmed. Raises: MinutesRefused for an empty one, one too long, and what cannot be shown."""
    if faults := text_faults(text, where=where):
        raise MinutesRefused(*(fault.sentence for fault in faults))
    return " ".join(text.split())


def add_version(
    found: Minutes, row: MinutesRow, content: Content, *, by: By, at: datetime, reason: str = ""
) -> int:
    """Store the next version; returns its number."""
    made = Version.objects.create(
        minutes=found,
        number=row.version + 1,
        content=as_stored(content),
        reason=reason[:500],
        by_name=by.name,
        known_since=at,
    )
    return made.number
