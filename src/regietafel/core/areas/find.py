"""Finding the area that a cell of a sheet means: codes with and without prefix, names in their spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache

from regietafel.core.areas.codes import code_of
from regietafel.core.areas.division import Division, division_on
from regietafel.core.areas.kinds import NATION, AreaError, AreaKind, UnknownArea, nearest
from regietafel.core.areas.register import shipped_register
from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import written_out

_PREFIX: dict[AreaKind, str] = {"municipality": "GM", "province": "PV", "safety_region": "VR"}
_KIND_NAMES: dict[AreaKind, Text] = {
    "municipality": Text("gemeente", "municipality"),
    "province": Text("provincie", "province"),
    "safety_region": Text("veiligheidsregio", "safety region"),
    "nation": Text("land", "nation"),
}
_KIND_WORDS: dict[str, AreaKind] = {
    "gemeente": "municipality",
    "gem": "municipality",
    "gm": "municipality",
    "provincie": "province",
    "prov": "province",
    "pv": "province",
    "veiligheidsregio": "safety_region",
    "veiligheids- en gezondheidsregio": "safety_region",
    "vr": "safety_region",
}
_NATION_NAMES = ("Nederland", "NL", "Totaal", "Totaal Nederland", "Nederland totaal", "Landelijk")

# Other names in use, next to the ones CBS writes; accents, hyphens and suffixes need no entry.
_ALIASES: dict[str, tuple[str, ...]] = {
    "GM0518": ("Den Haag",),
    "GM0796": ("Den Bosch",),
    "GM0820": ("Nuenen",),
    "GM0737": ("Tietjerksteradeel",),
    "GM1891": ("Dantumadeel",),
    "GM1900": ("Zuidwest-Friesland", "Súdwest-Friesland"),
    "GM1940": ("De Friese Meren",),
    "GM1970": ("Noordoost-Friesland", "Noardeast-Friesland"),
    "PV21": ("Friesland",),
    "VR02": ("Friesland",),
    "VR24": ("Limburg-Zuid",),
    "VR22": ("Zuidoost-Brabant",),
}
_words = "|".join(re.escape(word) for word in sorted(_KIND_WORDS, key=len, reverse=True))
_KIND_BEFORE = re.compile(rf"(?P<kind>{_words})\b\.?:?\s+(?P<name>.+)\Z", re.IGNORECASE)
_KIND_AFTER = re.compile(rf"(?P<name>.+?)[\s,]+\(?(?P<kind>{_words})\.?\)?\Z", re.IGNORECASE)
_CODE = re.compile(r"(?P<kind>gm|pv|vr)[\s-]*0*(?P<number>\d{1,4})\Z", re.IGNORECASE)
_NUMBER = re.compile(r"0*(?P<number>\d{1,4})(\.0+)?\Z")
_TOOI = re.compile(r"(https?://\S+/)?(so|gm|pv)\d{2,4}\Z", re.IGNORECASE)
_LONGEST = 200


class AmbiguousArea(AreaError):
    """More than one area answers to this name; `candidates` are their codes."""

    def __init__(self, text: str, candidates: Iterable[str], named: Iterable[Text]) -> None:
        self.candidates = tuple(candidates)
        each = tuple(named)
        super().__init__(
            text,
            Text(
                f'"{text}" kan {" of ".join(one.nl for one in each)} zijn',
                f'"{text}" can be {" or ".join(one.en for one in each)}',
            ),
            Text("schrijf de code", "write the code"),
        )


def find_area(text: str, division: Division, *, kind: AreaKind | None = None) -> str:
    """The code of the area that a cell means, on the day of a division.

    `kind` says what the column holds. Without it every kind is tried, a bare number is a municipality's code,
    and a name that several areas share (municipality, province and safety region of Groningen) is ambiguous.
    Raises: AmbiguousArea with the candidates; UnknownArea with the nearest names; DissolvedArea and
    AreaNotYetFormed for a municipality of another day.

    >>> autumn = division_on(date(2022, 9, 16))
    >>> [find_area(cell, autumn) for cell in ("363", "Gemeente Amsterdam", "den haag", "Bergen (N.H.)", "totaal")]
    ['GM0363', 'GM0363', 'GM0518', 'GM0373', 'NL']
    >>> find_area("Friesland", autumn, kind="province")
    'PV21'
    """
    cleaned = " ".join(unicodedata.normalize("NFKC", text).split())
    if not cleaned or len(cleaned) > _LONGEST:
        shown = f"{text[:40]}..." if cleaned else text
        raise UnknownArea(
            text,
            Text(
                f'"{shown}" is geen naam of code van een gebied',
                f'"{shown}" is not a name or code of an area',
            ),
            Text("schrijf de naam of de code", "write the name or the code"),
        )
    code = _as_code(cleaned, kind)
    if code is not None:
        return _of_kind(code, text, division, kind)
    told, name = _split_kind(cleaned)
    if told and kind and told != kind:
        raise _not_found(text, name, division, kind)
    return _by_name(text, name, division, kind or told)


def _by_name(text: str, name: str, division: Division, kind: AreaKind | None) -> str:
    answering = _index(division.valid.start).get(_squashed(name), ())
    hits = [hit for hit in answering if kind is None or _kind(hit) == kind]
    present = [hit for hit in hits if _kind(hit) != "municipality" or hit in division]
    if len(present) == 1:
        return present[0]
    if present:
        named = (
            Text(
                f"{hit} ({_KIND_NAMES[_kind(hit)].nl} {division.name_of(hit)})",
                f"{hit} ({_KIND_NAMES[_kind(hit)].en} {division.name_of(hit)})",
            )
            for hit in present
        )
        raise AmbiguousArea(text, present, named)
    for hit in hits:
        division.municipality(hit)
    raise _not_found(text, name, division, kind)


def _as_code(cleaned: str, kind: AreaKind | None) -> str | None:
    """The code that a cell spells, checked for its form only."""
    if cleaned.upper() == NATION:
        return NATION
    if found := _CODE.match(cleaned):
        prefix = found["kind"].upper()
    elif found := _NUMBER.match(cleaned):
        prefix = _PREFIX.get(kind or "municipality", "")
        if not prefix:
            return None
    else:
        return code_of(cleaned) if _TOOI.match(cleaned) else None
    return f"{prefix}{int(found['number']):0{4 if prefix == 'GM' else 2}d}"


def _of_kind(code: str, text: str, division: Division, kind: AreaKind | None) -> str:
    is_kind = division.kind_of(code)
    if kind is not None and is_kind != kind:
        raise UnknownArea(
            text,
            Text(
                f'"{text}" is {_KIND_NAMES[is_kind].nl} {division.name_of(code)}, geen {_KIND_NAMES[kind].nl}',
                f'"{text}" is the {_KIND_NAMES[is_kind].en} {division.name_of(code)}, not a {_KIND_NAMES[kind].en}',
            ),
            Text(f"schrijf een {_KIND_NAMES[kind].nl}", f"write a {_KIND_NAMES[kind].en}"),
        )
    return code


def _kind(code: str) -> AreaKind:
    if code == NATION:
        return "nation"
    return next(kind for kind, prefix in _PREFIX.items() if code.startswith(prefix))


def _split_kind(cleaned: str) -> tuple[AreaKind | None, str]:
    """The kind that a cell names ("Gemeente ...", "... (PV)"), and the name without it."""
    found = _KIND_BEFORE.match(cleaned) or _KIND_AFTER.match(cleaned)
    if found is None:
        return None, cleaned
    return _KIND_WORDS[found["kind"].casefold()], found["name"]


def _squashed(name: str) -> str:
    """A name by its letters and digits alone, without accents, with usual abbreviations written out.

    >>> _squashed("Alphen a/d Rijn"), _squashed("'s-Gravenhage"), _squashed("St. Anthonis")
    ('alphenaandenrijn', 'sgravenhage', 'sintanthonis')
    """
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(letter)
    )
    plain = re.sub(r"\ba\s?[./]?\s?d\b\.?", " aan den ", plain)
    plain = re.sub(r"^st\b\.?", "sint", plain)
    return re.sub(r"[^a-z0-9]", "", plain)


@cache
def _index(start: date) -> dict[str, tuple[str, ...]]:
    """Every spelling of every area, to the codes that answer to it; those of the division come first."""
    division = division_on(start)
    answering: dict[str, set[str]] = {_squashed(name): {NATION} for name in _NATION_NAMES}

    def answers(name: str, code: str) -> None:
        answering.setdefault(_squashed(name), set()).add(code)

    for one in shipped_register().municipalities:
        answers(one.name, one.code)
        bare = re.sub(r"\s*\(.*\)\Z", "", one.name)
        answers(bare, one.code)
        if bare != one.name:
            answers(f"{bare} {division.name_of(one.province)}", one.code)
    for province in division.provinces:
        answers(province.name, province.code)
    for region in division.safety_regions:
        answers(region.name, region.code)
    for code, names in _ALIASES.items():
        for name in names:
            answers(name, code)
    return {name: tuple(sorted(codes)) for name, codes in answering.items()}


def _not_found(text: str, name: str, division: Division, kind: AreaKind | None) -> UnknownArea:
    named: dict[str, str] = {}
    if kind in (None, "municipality"):
        named |= {one.name: one.code for one in division.members.values()}
    if kind in (None, "safety_region"):
        named |= {area.name: area.code for area in division.safety_regions}
    if kind in (None, "province"):
        named |= {area.name: area.code for area in division.provinces}
    for code, aliases in _ALIASES.items():
        if kind in (None, _kind(code)):
            named |= dict.fromkeys(aliases, code)
    near = [f"{hit} ({named[hit]})" for hit in nearest(name, named)]
    what = _KIND_NAMES[kind] if kind else Text("gebied", "area")
    listed = ", ".join(near)
    return UnknownArea(
        text,
        Text(
            f'geen {what.nl} heet "{text}" op {written_out(division.day)}',
            f'no {what.en} is called "{text}" on {division.day}',
        ),
        Text(
            f"lijkt het meest op: {listed}" if near else "schrijf de code",
            f"nearest: {listed}" if near else "write the code",
        ),
    )
