"""`regietafel requests`: who asked what of whom, and the answer."""

from __future__ import annotations

from regietafel.cli.item_commands import commands_for

app = commands_for(
    "request",
    "requests",
    "What was asked of whom, and the answer.",
    owner="mnre1058",
    text="Regel meer tolken",
    step='regeling-grote-gezinnen granted --day 2023-07-03 --reason "De regeling gaat open."',
)
