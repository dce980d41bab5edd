"""Everything a page can show. Each component is a frozen dataclass; `{{ it }}` in a template renders it."""

from regietafel.desk.shared.components.computed import HowComputed
from regietafel.desk.shared.components.form import ErrorSummary, FormField, FormFields
from regietafel.desk.shared.components.headline import Headline, Headlines
from regietafel.desk.shared.components.line_chart import Line, LineChart
from regietafel.desk.shared.components.markup import Component
from regietafel.desk.shared.components.notice import EmptyState, Notice, Progress
from regietafel.desk.shared.components.region_map import Region, RegionMap
from regietafel.desk.shared.components.status import SHORT as CLASSES
from regietafel.desk.shared.components.status import IllustrativeMark, Pace, Status, status_words
from regietafel.desk.shared.components.steps import Change, Changes, Event, Steps, Timeline
from regietafel.desk.shared.components.table import Choice, Column, Download, Table
from regietafel.desk.shared.components.table_state import TableState
from regietafel.desk.shared.components.tile_map import Tile, TileMap, outlines

__all__ = [
    "CLASSES",
    "Change",
    "Changes",
    "Choice",
    "Column",
    "Component",
    "Download",
    "EmptyState",
    "ErrorSummary",
    "Event",
    "FormField",
    "FormFields",
    "Headline",
    "Headlines",
    "HowComputed",
    "IllustrativeMark",
    "Line",
    "LineChart",
    "Notice",
    "Pace",
    "Progress",
    "Region",
    "RegionMap",
    "Status",
    "Steps",
    "Table",
    "TableState",
    "Tile",
    "TileMap",
    "Timeline",
    "outlines",
    "status_words",
]
