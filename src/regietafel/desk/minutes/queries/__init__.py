"""Reading minutes: versions, state, remarks and findings, as known at a moment."""

from regietafel.desk.minutes.queries.findings import findings_of, known_facts, open_findings
from regietafel.desk.minutes.queries.kept import (
    MinutesLineRow,
    MinutesRow,
    MinutesUnknown,
    StepRow,
    VersionRow,
    all_lines,
    all_minutes,
    content_of,
    difference,
    minutes,
    to_adopt,
    versions,
)
from regietafel.desk.minutes.queries.remarked import (
    MotiveRow,
    RemarkRow,
    motives,
    open_remarks,
    remarks,
    remarks_seen_by,
)

__all__ = [
    "MinutesLineRow",
    "MinutesRow",
    "MinutesUnknown",
    "MotiveRow",
    "RemarkRow",
    "StepRow",
    "VersionRow",
    "all_lines",
    "all_minutes",
    "content_of",
    "difference",
    "findings_of",
    "known_facts",
    "minutes",
    "motives",
    "open_findings",
    "open_remarks",
    "remarks",
    "remarks_seen_by",
    "to_adopt",
    "versions",
]
