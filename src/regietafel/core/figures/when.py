"""A period or a reference date, and how a sheet writes it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.figures.refusal import CellRefused

MONTHS_NL = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
ONE_DAY = timedelta(days=1)


class When(NamedTuple):
    """A period [start, until), or with `until=None` a reference date: the state at the start of that day.

    >>> str(month(2022, 9)), str(When(date(2022, 9, 1)))
    ('2022-09', '2022-09-01')
    """

    start: date
    until: date | None = None

    @property
    def period(self) -> DateRange | None:
        """The period of a flow; None for a reference date."""
        return DateRange(self.start, self.until) if self.until else None

    @property
    def reference_date(self) -> date | None:
        """The day of a stock; None for a period."""
        return None if self.until else self.start

    def __str__(self) -> str:
        return code(self)


class UpTo(NamedTuple):
    """Everything up to, not including, a day, without saying since when ("t/m september 2022")."""

    until: date


def month(year: int, number: int, *, months: int = 1) -> When:
    """A calendar month, or several from this one on."""
    after = year * 12 + number - 1 + months
    return When(date(year, number, 1), date(after // 12, after % 12 + 1, 1))


def code(when: When) -> str:
    """The one way in which exports write it, and which import reads back.

    >>> code(month(2022, 7, months=3)), code(month(2022, 7, months=6)), code(month(2022, 1, months=12))
    ('2022-Q3', '2022-II', '2022')
    >>> code(When(date(2022, 7, 1), date(2022, 11, 16)))
    '2022-07-01 t/m 2022-11-15'
    """
    start, until = when
    if until is None:
        return start.isoformat()
    months = (until.year - start.year) * 12 + until.month - start.month
    if start.day == 1 and until.day == 1:
        if months == 1:
            return f"{start:%Y-%m}"
        if months == 3 and start.month % 3 == 1:
            return f"{start.year}-Q{start.month // 3 + 1}"
        if months == 6 and start.month in (1, 7):
            return f"{start.year}-{'I' if start.month == 1 else 'II'}"
        if months == 12 and start.month == 1:
            return f"{start.year:04d}"
    return f"{start.isoformat()} t/m {(until - ONE_DAY).isoformat()}"


def words(when: When) -> Text:
    """In words: a day written out, a month by name, other periods from the first to the last.

    >>> words(month(2022, 7, months=2)).nl, words(When(date(2022, 9, 1))).en
    ('juli t/m augustus 2022', '1 September 2022')
    """
    start, until = when
    if until is None:
        return _day(start)
    last = until - ONE_DAY
    if start.day == 1 and until.day == 1:
        first_nl, first_en = MONTHS_NL[start.month - 1], MONTHS_EN[start.month - 1]
        last_nl, last_en = MONTHS_NL[last.month - 1], MONTHS_EN[last.month - 1]
        if (start.year, start.month) == (last.year, last.month):
            return Text(f"{first_nl} {start.year}", f"{first_en} {start.year}")
        year = "" if start.year == last.year else f" {start.year}"
        return Text(
            f"{first_nl}{year} t/m {last_nl} {last.year}", f"{first_en}{year} to {last_en} {last.year}"
        )
    return Text(f"{_day(start).nl} t/m {_day(last).nl}", f"{_day(start).en} to {_day(last).en}")


def _day(day: date) -> Text:
    return Text(
        f"{day.day} {MONTHS_NL[day.month - 1]} {day.year}", f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"
    )


# -- reading ---------------------------------------------------------------------------------------------

_NAMES = {
    **{name: n for n, name in enumerate(MONTHS_NL, 1)},
    **{name.casefold(): n for n, name in enumerate(MONTHS_EN, 1)},
    **{name[:3]: n for n, name in enumerate(MONTHS_NL, 1)},
    **{name[:3].casefold(): n for n, name in enumerate(MONTHS_EN, 1)},
    "mrt": 3,
    "sept": 9,
}
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_SHORT_YEAR = r"(?P<y>(?:19|20)\d\d|'?\d\d)"
_SEP = r"[\s\-/.]*"

_ISO_DAY = re.compile(rf"{_YEAR}-(?P<m>\d\d?)-(?P<d>\d\d?)(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_DUTCH_DAY = re.compile(rf"(?P<d>\d\d?)(?P<sep>[-/.])(?P<m>\d\d?)(?P=sep){_YEAR}")
_WRITTEN_DAY = re.compile(rf"(?P<d>\d\d?){_SEP}(?P<n>{_NAME})\.?{_SEP}{_YEAR}")
_HALF_YEAR = re.compile(rf"{_YEAR}[\s-]*(?:(?P<r>ii?)|h(?P<h>[12]))|h(?P<h2>[12])[\s-]*(?P<y2>(?:19|20)\d\d)")
_HALF_WORDS = re.compile(
    rf"(?:(?P<h>[12])e|(?P<w>eerste|tweede))\s+(?:halfjaar|half\s?jaar|helft)(?:\s+van)?\s+{_YEAR}"
)
_QUARTER = re.compile(
    rf"{_YEAR}[\s-]*(?:q|kw0?|k)(?P<q>[1-4])|(?:q|kw|k)(?P<q2>[1-4])[\s-]*(?P<y2>(?:19|20)\d\d)"
    r"|(?P<q3>[1-4])e\s+kwartaal(?:\s+van)?\s+(?P<y3>(?:19|20)\d\d)"
)
_YEAR_MONTH = re.compile(
    rf"{_YEAR}(?:[\s\-/.]|m{{1,2}})?(?P<m>[01]\d)|{_YEAR.replace('<y>', '<y2>')}[\-/.](?P<m2>\d)"
)
_MONTH_YEAR = re.compile(rf"(?P<m>\d\d?)[\-/.]{_YEAR}")
_NAMED = re.compile(rf"(?P<n>{_NAME})\.?(?:{_SEP}{_SHORT_YEAR})?")
_NAMED_AFTER = re.compile(rf"{_YEAR}{_SEP}(?P<n>{_NAME})\.?")
_WHOLE_YEAR = re.compile(rf"{_YEAR}(?:jj00)?")
_UP_TO = re.compile(
    r"(?:t/m|tm|t\.e\.m\.?|tot\s+en\s+met|cumulatief(?:\s+t/m)?|up\s+to\s+and\s+including)\s+(?P<rest>.+)"
)
_FROM_TO = re.compile(r"(?P<a>.+?)\s+(?:t/m|tm|tot\s+en\s+met|to)\s+(?P<b>.+)")


def read_when(cell: object, *, year: int | None = None) -> When | UpTo:
    """The period or day that a cell names; `year` is used where the cell names only a month.

    Returns a When with `until=None` for a day; what a day means is for the indicator to say.
    Raises: CellRefused, with what to write.

    >>> str(read_when("sep-22")), str(read_when("2e kwartaal 2022")), str(read_when(202209))
    ('2022-09', '2022-Q2', '2022-09')
    >>> read_when("t/m september 2022")
    UpTo(until=datetime.date(2022, 10, 1))
    """
    if isinstance(cell, datetime):
        if (cell.hour, cell.minute, cell.second, cell.microsecond) != (0, 0, 0, 0):
            raise _refused(f"{cell:%Y-%m-%d %H:%M}", " is een tijdstip", " is a moment of the day")
        return When(cell.date())
    if isinstance(cell, date):
        return When(cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool) or not isinstance(cell, str | int):
        raise _refused(str(cell))
    text = " ".join(str(cell).strip().casefold().split())
    if len(text) > 60:
        raise _refused(text[:60] + "…")
    return _read(text, year, str(cell).strip())


def _read(text: str, year: int | None, shown: str) -> When | UpTo:
    if found := _UP_TO.fullmatch(text):
        inner = _read(found["rest"], year, shown)
        if isinstance(inner, UpTo):
            raise _refused(shown)
        return UpTo(inner.until or _after(inner.start, shown))
    if found := _FROM_TO.fullmatch(text):
        last = _read(found["b"], year, shown)
        if isinstance(last, UpTo):
            raise _refused(shown)
        first = _read(found["a"], last.start.year, shown)
        end = last.until or _after(last.start, shown)
        if isinstance(first, UpTo) or end <= first.start or (first.until is None) != (last.until is None):
            raise _refused(shown)
        return When(first.start, end)
    try:
        when = _day_in(text, shown) or _period_in(text, year, shown)
    except (ValueError, OverflowError) as error:
        if isinstance(error, CellRefused):
            raise
        raise _refused(shown, " is geen bestaande datum", " is not an existing date") from None
    if when is None:
        raise _refused(shown)
    return when


def _after(day: date, shown: str) -> date:
    try:
        return day + ONE_DAY
    except OverflowError:
        raise _refused(shown) from None


def _day_in(text: str, shown: str) -> When | None:
    if found := _ISO_DAY.fullmatch(text):
        return When(date(int(found["y"]), int(found["m"]), int(found["d"])))
    if found := _DUTCH_DAY.fullmatch(text):
        day, number = int(found["d"]), int(found["m"])
        if found["sep"] == "/" and day != number and day <= 12 and number <= 12:
            raise CellRefused(
                Text(f'"{shown}" kan op twee manieren worden gelezen', f'"{shown}" can be read in two ways'),
                Text(
                    f"schrijf {found['y']}-{number:02d}-{day:02d} of {found['y']}-{day:02d}-{number:02d}",
                    f"write {found['y']}-{number:02d}-{day:02d} or {found['y']}-{day:02d}-{number:02d}",
                ),
            )
        return When(date(int(found["y"]), number, day))
    if found := _WRITTEN_DAY.fullmatch(text):
        return When(date(int(found["y"]), _NAMES[found["n"]], int(found["d"])))
    return None


def _period_in(text: str, year: int | None, shown: str) -> When | None:
    return (
        _half_year_in(text)
        or _quarter_in(text)
        or _numbered_month_in(text, shown)
        or _named_month_in(text, year, shown)
        or _bare_in(text, year)
    )


def _half_year_in(text: str) -> When | None:
    if found := _HALF_YEAR.fullmatch(text):
        half = len(found["r"]) if found["r"] else int(found["h"] or found["h2"])
        return month(int(found["y"] or found["y2"]), 6 * half - 5, months=6)
    if found := _HALF_WORDS.fullmatch(text):
        half = int(found["h"]) if found["h"] else (1 if found["w"] == "eerste" else 2)
        return month(int(found["y"]), 6 * half - 5, months=6)
    return None


def _quarter_in(text: str) -> When | None:
    if found := _QUARTER.fullmatch(text):
        quarter = int(found["q"] or found["q2"] or found["q3"])
        return month(int(found["y"] or found["y2"] or found["y3"]), 3 * quarter - 2, months=3)
    return None


def _numbered_month_in(text: str, shown: str) -> When | None:
    if found := _YEAR_MONTH.fullmatch(text):
        if found["m2"]:
            return _single_digit(found["y2"], int(found["m2"]), shown)
        return _numbered(int(found["y"]), int(found["m"]), shown)
    if found := _MONTH_YEAR.fullmatch(text):
        return _numbered(int(found["y"]), int(found["m"]), shown)
    return None


def _named_month_in(text: str, year: int | None, shown: str) -> When | None:
    if found := _NAMED_AFTER.fullmatch(text):
        return month(int(found["y"]), _NAMES[found["n"]])
    if found := _NAMED.fullmatch(text):
        return month(_year(found["y"], year, shown), _NAMES[found["n"]])
    return None


def _bare_in(text: str, year: int | None) -> When | None:
    """A year alone, or the number of a month where the year is known."""
    if found := _WHOLE_YEAR.fullmatch(text):
        return month(int(found["y"]), 1, months=12)
    if year is not None and re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return month(year, int(text))
    return None


def _single_digit(year: str, number: int, shown: str) -> When:
    if number in (1, 2):
        half = "I" * number
        raise CellRefused(
            Text(f'"{shown}" kan een maand of een halfjaar zijn', f'"{shown}" can be a month or a half-year'),
            Text(f"schrijf {year}-0{number} of {year}-{half}", f"write {year}-0{number} or {year}-{half}"),
        )
    return _numbered(int(year), number, shown)


def _numbered(year: int, number: int, shown: str) -> When:
    if not 1 <= number <= 12:
        raise _refused(shown)
    return month(year, number)


def _year(written: str | None, hint: int | None, shown: str) -> int:
    if written:
        digits = written.strip("'")
        return int(digits) if len(digits) == 4 else 2000 + int(digits)
    if hint is None:
        raise CellRefused(
            Text(f'"{shown}" noemt geen jaar', f'"{shown}" names no year'),
            Text("schrijf ook het jaar, zoals september 2022", "write the year too, such as september 2022"),
        )
    return hint


def _refused(
    shown: str, nl: str = " is geen periode of datum", en: str = " is not a period or date"
) -> CellRefused:
    return CellRefused(
        Text(f'"{shown}"{nl}', f'"{shown}"{en}'),
        Text(
            "schrijf een maand als 2022-09, een kwartaal als 2022-Q3, een halfjaar als 2022-II of een dag als"
            " 2022-09-01",
            "write a month as 2022-09, a quarter as 2022-Q3, a half-year as 2022-II or a day as 2022-09-01",
        ),
    )


def last_day(when: When) -> date:
    """The last day of a period, or the reference date itself."""
    return when.start if when.until is None else when.until - ONE_DAY
