"""Remarks on a draft: who sees one, and what an answer needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from regietafel.core.base.answer import Text
from regietafel.core.meetings.typed_line import text_faults
from regietafel.core.minutes.states import MinutesRefused


@dataclass(frozen=True)
class Viewer:
    """Who looks: the partners someone speaks for, whether they keep the table, and whether they have a seat there."""

    partners: frozenset[str] = frozenset()
    secretariat: bool = False
    seated: bool = False


def may_see_remark(
    viewer: Viewer, *, partner: str, made_at: datetime, circulations: Collection[datetime]
) -> bool:
    """Whether someone sees a remark of a partner.

    The secretariat and that partner see it at once; the other seats see it from the next circulation on, with its
    answer. Whoever has no seat sees none.

    >>> from datetime import UTC
    >>> made, later = datetime(2022, 9, 20, tzinfo=UTC), datetime(2022, 9, 23, tzinfo=UTC)
    >>> ipo = Viewer(frozenset({"ipo"}), seated=True)
    >>> may_see_remark(ipo, partner="vng", made_at=made, circulations=[])
    False
    >>> may_see_remark(ipo, partner="vng", made_at=made, circulations=[later])
    True
    """
    if viewer.secretariat or partner in viewer.partners:
        return True
    return viewer.seated and any(moment > made_at for moment in circulations)


def refuse_empty_answer(*, accepted: bool, reason: str, changed: bool) -> None:
    """Refuse an answer that says too little: a remark is declined with a reason, and accepted with a new text.

    Raises: MinutesRefused with every reason.

    >>> refuse_empty_answer(accepted=False, reason="", changed=False)
    Traceback (most recent call last):
    ...
    regietafel.core.minutes.states.MinutesRefused: Say why the remark is declined; the partner reads it.
    """
    refused = []
    if not reason.strip():
        end = Text("overgenomen", "accepted") if accepted else Text("afgewezen", "declined")
        refused.append(
            Text(
                f"Zeg waarom de opmerking wordt {end.nl}; de partner leest het.",
                f"Say why the remark is {end.en}; the partner reads it.",
            )
        )
    else:
        refused += [told.sentence for told in text_faults(reason, where="reason")]
    if accepted and not changed:
        refused.append(
            Text(
                "De regel is nog dezelfde. Pas hem aan, of wijs de opmerking af.",
                "The line says the same as before. Change it, or decline the remark.",
            )
        )
    if refused:
        raise MinutesRefused(*refused)


NOT_SEEN = Text(
    "Opmerkingen van andere partners ziet u zodra het verslag weer is rondgestuurd.",
    "You see remarks of other partners as soon as the minutes are circulated again.",
)
