"""How numbers, days and moments are written on a page, in the language of the reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext

from regietafel.core.areas.kinds import english_name
from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import month_name, written_out
from regietafel.core.base.counts import in_notation
from regietafel.core.base.errors import RegietafelError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MINUS = "\u2212"
UNKNOWN = "\u2013"
DUTCH_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\w])|(?<![\w.,])\d+,\d+(?![\w])")
_LINE = re.compile(r"(?P<table>.+)-(?P<day>\d{4}-\d\d-\d\d)/(?P<line>.+)")
SWAPPED = str.maketrans(".,", ",.")


def language() -> str:
    """The language of the page: "nl" unless the reader chose English."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def words(text: Text | str) -> str:
    """A text of the core, or a string that is already in the right language."""
    return text.in_language(language()) if isinstance(text, Text) else str(text)


def said(refused: RegietafelError) -> str:
    """A refusal of the core in the reader's language: what is wrong, and what to do."""
    return refused.in_language(language())


def line_of_minutes(origin: str, names: Mapping[str, str]) -> str:
    """A line of minutes by its key, in words; `names` are those of tables. A key of another form stays as it stands.

    >>> line_of_minutes("lrt-2022-09-16/3.6", {})
    'verslag van de LRT van 16 september 2022, regel 3.6'
    """
    found = _LINE.fullmatch(origin)
    if found is None:
        return origin
    try:
        held = date.fromisoformat(found["day"])
    except ValueError:
        return origin
    return gettext("verslag van de %(table)s van %(day)s, regel %(line)s") % {
        "table": names.get(found["table"], found["table"].upper()),
        "day": day(held),
        "line": found["line"],
    }


def place(name: str) -> str:
    """The name of an area inside a sentence of the page."""
    return english_name(name) if language() == "en" else name


def opening(text: str) -> str:
    """A text with a capital at its start; the names in it keep theirs.

    >>> opening("januari tot en met juni 2024")
    'Januari tot en met juni 2024'
    """
    return text[:1].upper() + text[1:]


def formula(text: Text | str) -> str:
    """A formula or result of the core, whose numbers are Dutch, in the notation of the page.

    >>> formula("⌈893.783 / 1.311⌉ = 690,460")
    '⌈893.783 / 1.311⌉ = 690,460'
    """
    if isinstance(text, Text) or language() != "en":
        return words(text)
    return DUTCH_NUMBER.sub(lambda found: found[0].translate(SWAPPED), text)


def number(value: Fraction | int, digits: int = 0) -> str:
    """A number in the notation of the page, with a real minus sign.

    >>> number(-1810), number(Fraction(13333, 2), 1)
    ('−1.810', '6.666,5')
    """
    return written(value, digits, language())


def written(value: Fraction | int, digits: int, language: str) -> str:
    """`number` in a language that is known already: a table asks for it once, not in each of its cells.

    >>> written(Fraction(13333, 2), 1, "en")
    '6,666.5'
    """
    if not digits and value.denominator == 1:
        text = f"{value.numerator:,}"
        if language != "en":
            text = text.replace(",", ".")
    else:
        text = in_notation(value, language, digits=digits)
    return text.replace("-", MINUS)


def signed(value: Fraction | int, digits: int = 0) -> str:
    """A number that always shows its sign; zero has none.

    >>> signed(12), signed(-3), signed(0)
    ('+12', '−3', '0')
    """
    return f"+{number(value, digits)}" if value > 0 else number(value, digits)


def share(value: Fraction, digits: int = 1) -> str:
    """A share as a percentage; the space before the sign does not break.

    >>> share(Fraction(4990 * 3, 20000)).replace("\\u00a0", "_")
    '74,9_%'
    """
    return written_share(value, digits, language())


def written_share(value: Fraction, digits: int, language: str) -> str:
    """`share` in a language that is known already.

    The same figure as the core's `percentage` gives, in whole numbers: a table writes hundreds of them.
    """
    power = 10**digits
    scaled = (200 * power * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    whole, rest = divmod(scaled, power)
    sign = MINUS if value < 0 and scaled else ""
    tail = f"{rest:0{digits}d}" if digits else ""
    if language == "en":
        return f"{sign}{whole:,}{'.' if tail else ''}{tail}%"
    return f"{sign}{whole:,}".replace(",", ".") + f"{',' if tail else ''}{tail}\u00a0%"


def day(value: date) -> str:
    """A day written out: 16 september 2022."""
    return written_out(value, language())


def short_day(value: date) -> str:
    """A day in little room: 16 sep."""
    return f"{value.day} {short_month(value)}"


def short_month(value: date) -> str:
    """A month in three letters; maart is mrt.

    >>> short_month(date(2022, 3, 1)), short_month(date(2022, 9, 1))
    ('mrt', 'sep')
    """
    name = month_name(value.month, language())
    return "mrt" if name == "maart" else name[:3]


def moment(value: datetime) -> str:
    """A moment in Amsterdam: 16 september 2022, 20.00 uur.

    >>> from datetime import UTC
    >>> moment(datetime(2022, 9, 16, 18, 0, tzinfo=UTC))
    '16 september 2022, 20.00 uur'
    """
    local = value.astimezone(AMSTERDAM)
    if language() == "en":
        return f"{day(local.date())}, {local:%H:%M}"
    return f"{day(local.date())}, {local:%H.%M} uur"


def plain(value: object) -> str:
    """Any value of a figure as text: a count, share, day, moment, text; a dash when it is not known."""
    if isinstance(value, str):
        return value
    if value is None:
        return UNKNOWN
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    return str(value)


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: gettext("ja") if value else gettext("nee")),
    (int, number),
    (Fraction, lambda value: number(value, 0 if value.denominator == 1 else 1)),
    (datetime, moment),
    (date, day),
    (Text, words),
)
