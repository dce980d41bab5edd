"""What a written period means for an indicator: a flow needs a period, a stock needs a day, neither the future."""

from __future__ import annotations

from datetime import date

from regietafel.core.base.answer import Text
from regietafel.core.figures.headings import plain
from regietafel.core.figures.indicators import Indicator
from regietafel.core.figures.refusal import CellRefused
from regietafel.core.figures.sheet import Reading
from regietafel.core.figures.when import UpTo, When, month, words

_DAY_HEADINGS = frozenset({"peildatum", "stand per", "per datum", "reference date"})


def names_a_day(heading: str) -> bool:
    """Whether a heading says that its dates are reference dates rather than months."""
    return plain(heading) in _DAY_HEADINGS


def settle(
    found: When | UpTo, indicator: Indicator, reading: Reading, *, cumulative: bool = False, day: bool = False
) -> When:
    """The period or reference date of a figure.

    `cumulative`: the column is headed as a running total. `day`: its heading says that dates are reference
    dates. Raises: CellRefused, with what to write or declare.

    >>> from regietafel.core.figures.indicators import indicator
    >>> reading = Reading(date(2022, 10, 5), cumulative_since=date(2022, 7, 1))
    >>> str(settle(When(date(2022, 9, 1)), indicator("housed"), reading))
    '2022-09'
    >>> str(settle(UpTo(date(2022, 10, 1)), indicator("housed"), reading))
    '2022-Q3'
    """
    when = (
        _stock(found, indicator)
        if indicator.kind == "stock"
        else _flow(found, indicator, reading.cumulative_since, cumulative, day)
    )
    if when.start > reading.today and not indicator.lies_ahead:
        text = words(when)
        raise CellRefused(
            Text(f"{text.nl} ligt in de toekomst", f"{text.en} lies in the future"),
            Text(
                f"schrijf een periode of datum tot en met {reading.today.isoformat()}",
                f"write a period or date up to and including {reading.today.isoformat()}",
            ),
        )
    return when


def _stock(found: When | UpTo, indicator: Indicator) -> When:
    if isinstance(found, When) and found.until is None:
        return found
    start = found.start if isinstance(found, When) else found.until
    raise CellRefused(
        Text(
            f'"{indicator.title.nl}" is een stand op een dag, geen telling over een periode',
            f'"{indicator.title.en}" is the state on a day, not a count over a period',
        ),
        Text(
            f"schrijf de peildatum, zoals {start.isoformat()}", f"write the reference date, such as {start}"
        ),
    )


def _flow(found: When | UpTo, indicator: Indicator, since: date | None, cumulative: bool, day: bool) -> When:
    if isinstance(found, UpTo):
        return _running(found.until, since)
    if cumulative:
        return _running(found.until or found.start, since)
    if found.until is not None:
        return found
    if day:
        if since is not None:
            return _running(found.start, since)
        raise CellRefused(
            Text(
                f'"{indicator.title.nl}" telt over een periode; een peildatum zegt niet sinds wanneer',
                f'"{indicator.title.en}" counts over a period; a reference date does not say since when',
            ),
            Text(
                'noem de kolom "maand", of geef op sinds welke dag is geteld',
                'head the column "maand", or state since which day was counted',
            ),
        )
    if found.start.day == 1:
        return month(found.start.year, found.start.month)
    raise CellRefused(
        Text(f'"{found.start}" is een dag, geen periode', f'"{found.start}" is a day, not a period'),
        Text(f"schrijf de maand als {found.start:%Y-%m}", f"write the month as {found.start:%Y-%m}"),
    )


def _running(until: date, since: date | None) -> When:
    if since is None:
        raise CellRefused(
            Text("dit is een lopend totaal (t/m)", "this is a running total (t/m)"),
            Text(
                "geef op sinds welke dag is geteld, of lever het aantal per maand",
                "state since which day was counted, or give the number per month",
            ),
        )
    if until <= since:
        raise CellRefused(
            Text(
                f"het lopende totaal eindigt niet na de opgegeven eerste dag {since}",
                f"the running total does not end after the stated first day {since}",
            ),
            Text("herstel de periode of de eerste dag", "mend the period or the first day"),
        )
    return When(since, until)
