"""Which levels approve deliveries of an indicator, from when on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from regietafel.core.base.answer import Text
from regietafel.core.figures.approval import checked_levels
from regietafel.core.figures.indicators import indicator as indicator_of
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import By, Subject
from regietafel.desk.figures.actions.authority import demand_national
from regietafel.desk.figures.models import ApprovalRule
from regietafel.desk.figures.queries import levels_for


@transaction.atomic
def set_approval_rule(
    *, by: By, at: datetime, indicator: str, levels: Sequence[str], reason: str = ""
) -> None:
    """Let these levels approve deliveries of an indicator that are confirmed from now on; none: confirming counts.

    Raises: Refused for anyone but the national secretariat; RegietafelError for unknown or unordered levels.
    """
    demand_national(by, at, what=Text("bepaalt wie cijfers goedkeurt", "decides who approves figures"))
    indicator_of(indicator)
    chain = checked_levels(levels)
    before = levels_for({indicator}, at)
    if chain == before:
        return
    ApprovalRule.objects.create(indicator=indicator, levels=list(chain), known_since=at)
    record(
        by=by,
        at=at,
        action="figures.set_approval_rule",
        subject=Subject("indicator", indicator),
        before={"levels": list(before)},
        after={"levels": list(chain)},
        reason=reason,
    )
