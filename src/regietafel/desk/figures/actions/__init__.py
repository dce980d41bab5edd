"""Everything that can be written about figures, one function for each."""

from regietafel.desk.figures.actions.approval_rules import set_approval_rule
from regietafel.desk.figures.actions.authority import DeliveryRefused, may_choose
from regietafel.desk.figures.actions.checking import Options
from regietafel.desk.figures.actions.deliveries import (
    approve,
    check_again,
    confirm,
    receive,
    return_with_remark,
    withdraw,
)
from regietafel.desk.figures.actions.entries import FigureEntry, add_figures, prefer
from regietafel.desk.figures.actions.sources import SourceEntry, add_sources

__all__ = [
    "DeliveryRefused",
    "FigureEntry",
    "Options",
    "SourceEntry",
    "add_figures",
    "add_sources",
    "approve",
    "check_again",
    "confirm",
    "may_choose",
    "prefer",
    "receive",
    "return_with_remark",
    "set_approval_rule",
    "withdraw",
]
