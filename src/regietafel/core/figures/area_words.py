"""Looking areas up for a sheet: the refusals of the register of areas in Dutch as well."""

from __future__ import annotations

from regietafel.core.areas.division import Division
from regietafel.core.areas.find import AmbiguousArea, find_area
from regietafel.core.areas.kinds import AreaError, AreaKind, AreaNotYetFormed, DissolvedArea
from regietafel.core.areas.register import shipped_register
from regietafel.core.base.answer import Text
from regietafel.core.figures.refusal import CellRefused, SeveralAnswer
from regietafel.core.figures.sheet import Resolve
from regietafel.core.figures.when import When, words


def resolver(division: Division, *, kind: AreaKind | None = None) -> Resolve:
    """A look-up of codes and names in a division, with refusals in both languages.

    >>> from datetime import date
    >>> from regietafel.core.areas.division import division_on
    >>> find = resolver(division_on(date(2022, 9, 16)))
    >>> find("Den Haag")
    'GM0518'
    >>> find("GM0457")
    Traceback (most recent call last):
    ...
    regietafel.core.figures.refusal.CellRefused: GM0457 Weesp was dissolved on 2022-03-24 into GM0363 Amsterdam...
    """

    def find(text: str) -> str:
        try:
            return find_area(text, division, kind=kind)
        except AreaError as error:
            what, remedy = _dutch(error, text, division)
            texts = Text(what, error.what), Text(remedy, error.remedy)
            if isinstance(error, AmbiguousArea):
                raise SeveralAnswer(*texts, error.candidates) from None
            raise CellRefused(*texts) from None

    return find


def _dutch(error: AreaError, text: str, division: Division) -> tuple[str, str]:
    day = words(When(division.day)).nl
    if isinstance(error, AmbiguousArea):
        return f'"{text}" kan {" of ".join(error.candidates)} zijn', "schrijf de code"
    if isinstance(error, DissolvedArea):
        into = [
            one for one in shipped_register().changes if one.old == error.code and one.day <= division.day
        ]
        if into:
            merged = words(When(into[-1].day)).nl
            return (
                f'"{text}" is op {merged} opgegaan in {division.name_of(into[-1].new)} ({into[-1].new})',
                f"lever het cijfer aan voor {into[-1].new}, of kies de indeling van voor die dag",
            )
        return f'"{text}" bestond niet meer op {day}', "schrijf de gemeente waarin zij is opgegaan"
    if isinstance(error, AreaNotYetFormed):
        return f'"{text}" bestond nog niet op {day}', "schrijf de gemeenten van die dag"
    near = error.remedy.removeprefix("nearest: ")
    advice = (
        f"lijkt het meest op: {near}"
        if near != error.remedy
        else "schrijf de naam of de code zoals CBS die schrijft"
    )
    return f'"{text}" is geen gebied in de indeling van {day}', advice
