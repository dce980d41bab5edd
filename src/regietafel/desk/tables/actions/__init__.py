"""Everything that can be written about tables, one function for each."""

from regietafel.desk.tables.actions.bodies import (
    BodyEntry,
    RelationEntry,
    end_body,
    establish,
    relate,
    rename,
)
from regietafel.desk.tables.actions.plans import (
    ContactEntry,
    PassageEntry,
    TaskEntry,
    add_topics,
    describe_tasks,
    end_contacts,
    name_contacts,
    plan_hand_over,
    trace_matter,
)
from regietafel.desk.tables.actions.seats import (
    HolderEntry,
    OfficeEntry,
    SeatEntry,
    add_offices,
    add_seats,
    appoint,
    end_seat,
    step_down,
)

__all__ = [
    "BodyEntry",
    "ContactEntry",
    "HolderEntry",
    "OfficeEntry",
    "PassageEntry",
    "RelationEntry",
    "SeatEntry",
    "TaskEntry",
    "add_offices",
    "add_seats",
    "add_topics",
    "appoint",
    "describe_tasks",
    "end_body",
    "end_contacts",
    "end_seat",
    "establish",
    "name_contacts",
    "plan_hand_over",
    "relate",
    "rename",
    "step_down",
    "trace_matter",
]
