"""Agreements with their meters, and the follow-up plan, as they were known at a moment."""

from regietafel.desk.agreements.queries.agreements import (
    agreement,
    agreements,
    agreements_of,
    alarms,
    dependents,
    quantities,
    titles,
    versions,
)
from regietafel.desk.agreements.queries.plans import measures
from regietafel.desk.agreements.rows import (
    AgreementRow,
    AgreementUnknown,
    JudgementRow,
    MeasureRow,
    Proposal,
    Quantity,
    VersionRow,
)

__all__ = [
    "AgreementRow",
    "AgreementUnknown",
    "JudgementRow",
    "MeasureRow",
    "Proposal",
    "Quantity",
    "VersionRow",
    "agreement",
    "agreements",
    "agreements_of",
    "alarms",
    "dependents",
    "measures",
    "quantities",
    "titles",
    "versions",
]
