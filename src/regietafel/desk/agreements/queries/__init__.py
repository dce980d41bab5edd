"""Agreements with their meters, and the follow-up plan, as they were known at a moment."""

from regietafel.desk.agreements.queries.agreements import (
    agreement,
    agreements,
    agreements_of,
    alarms,
    came_from,
    dependents,
    promised,
    quantities,
    titles,
    versions,
)
from regietafel.desk.agreements.queries.listing import ListAsked, Listing
from regietafel.desk.agreements.queries.plans import measure, measures
from regietafel.desk.agreements.rows import (
    AgreementRow,
    AgreementUnknown,
    JudgementRow,
    MeasureRow,
    Origin,
    Proposal,
    Quantified,
    Quantity,
    VersionRow,
)

__all__ = [
    "AgreementRow",
    "AgreementUnknown",
    "JudgementRow",
    "ListAsked",
    "Listing",
    "MeasureRow",
    "Origin",
    "Proposal",
    "Quantified",
    "Quantity",
    "VersionRow",
    "agreement",
    "agreements",
    "agreements_of",
    "alarms",
    "came_from",
    "dependents",
    "measure",
    "measures",
    "promised",
    "quantities",
    "titles",
    "versions",
]
