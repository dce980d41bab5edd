"""What is counted: each indicator with its unit, its definition, and the areas it is kept for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import RegietafelError

Kind = Literal["flow", "stock"]
Level = Literal["NL", "PV", "VR", "GM"]

PERSONS = Text("personen", "persons")
PLACES = Text("plaatsen", "places")
LOCATIONS = Text("locaties", "locations")

EVERYWHERE: frozenset[Level] = frozenset({"NL", "PV", "VR", "GM"})
NATION: frozenset[Level] = frozenset({"NL"})


class UnknownIndicator(RegietafelError):
    """A key or name that is no indicator."""


@dataclass(frozen=True)
class Indicator:
    """One thing that is counted.

    `kind`: a flow is counted over a period, a stock is the state at the start of a reference date.
    `levels`: kinds of area it is kept for (NL nation, PV province, VR safety region, GM municipality).
    `signed`: values below zero have a meaning. `lies_ahead`: an estimate, so later dates are allowed.
    `headings`: column headings that mean this indicator, lower case, without punctuation.
    """

    key: str
    title: Text
    unit: Text
    kind: Kind
    definition: Text
    levels: frozenset[Level] = EVERYWHERE
    signed: bool = False
    lies_ahead: bool = False
    headings: frozenset[str] = frozenset()

    def kept_for(self, area: str) -> bool:
        """Whether figures are kept for an area with this code ("GM0363", "PV23", "VR13", "NL").

        >>> indicator("first_asylum_requests").kept_for("GM0363")
        False
        """
        return area[:2] in self.levels


def indicator(key: str) -> Indicator:
    """The indicator with this key.

    Raises: UnknownIndicator, listing the keys there are.

    >>> indicator("housed").unit.en, indicator("housed").kind
    ('persons', 'flow')
    """
    try:
        return INDICATORS[key]
    except KeyError:
        raise UnknownIndicator(
            f'"{key}" is not an indicator', f"choose one of {', '.join(sorted(INDICATORS))}"
        ) from None


_HOUSING = (
    Indicator(
        "housed",
        Text("Gehuisveste vergunninghouders", "Permit holders housed"),
        PERSONS,
        "flow",
        Text(
            "Vergunninghouders die in de periode in een gemeente zijn gehuisvest, geteld bij de gemeente waaraan"
            " zij zijn gekoppeld.",
            "Permit holders housed in a municipality during the period, credited to the municipality they are"
            " matched to.",
        ),
        headings=frozenset(
            {
                "gehuisvest",
                "gehuisveste vergunninghouders",
                "gehuisveste statushouders",
                "vergunninghouders gehuisvest",
                "statushouders gehuisvest",
                "huisvesting",
                "huisvesting vergunninghouders",
                "realisatie huisvesting",
                "realisatie taakstelling",
                "housed",
                "permit holders housed",
            }
        ),
    ),
    Indicator(
        "permit_holders_in_reception",
        Text("Vergunninghouders in de opvang", "Permit holders waiting in reception"),
        PERSONS,
        "stock",
        Text(
            "Vergunninghouders die op de peildatum nog in een opvangplaats wachten op een woning.",
            "Permit holders who on the reference date are still in reception, waiting for a home.",
        ),
        headings=frozenset(
            {
                "vergunninghouders in de opvang",
                "statushouders in de opvang",
                "vergunninghouders in opvang",
                "statushouders in opvang",
                "wachtend in de opvang",
                "wachtend in opvang",
                "permit holders in reception",
            }
        ),
    ),
    Indicator(
        "national_target",
        Text("Taakstelling van het halfjaar, landelijk", "National housing target of the half-year"),
        PERSONS,
        "flow",
        Text(
            "Aantal vergunninghouders dat volgens de Staatscourant in het halfjaar moet worden gehuisvest, zonder"
            " achterstand of voorsprong.",
            "Permit holders to be housed in the half-year as announced in the Staatscourant, without backlog or"
            " advance.",
        ),
        NATION,
        lies_ahead=True,
    ),
    Indicator(
        "sum_of_municipal_targets",
        Text("Som van de gemeentelijke taakstellingen", "Sum of the municipal targets"),
        PERSONS,
        "flow",
        Text(
            "De gepubliceerde som over alle gemeenten; die kan afwijken van het landelijke aantal.",
            "The published sum over all municipalities; it may differ from the national number.",
        ),
        NATION,
        lies_ahead=True,
    ),
    Indicator(
        "to_house_incl_carry",
        Text("Te huisvesten met achterstand of voorsprong", "To house, with backlog or advance"),
        PERSONS,
        "flow",
        Text(
            "De taakstelling van het halfjaar, verhoogd met de achterstand of verlaagd met de voorsprong.",
            "The target of the half-year, raised by the backlog or lowered by the advance.",
        ),
        frozenset({"NL", "PV", "GM"}),
        lies_ahead=True,
    ),
    Indicator(
        "ambition",
        Text("Bestuurlijke ambitie voor het halfjaar", "Political ambition for the half-year"),
        PERSONS,
        "flow",
        Text(
            "Het aantal dat bovenop de wettelijke taak is afgesproken, zoals 20.000 in 2022-II.",
            "The number agreed on top of the legal task, such as 20,000 in 2022-II.",
        ),
        NATION,
        lies_ahead=True,
    ),
    Indicator(
        "still_to_house",
        Text("Nog te huisvesten", "Still to house"),
        PERSONS,
        "stock",
        Text(
            "Wat op de peildatum van de taakstelling met achterstand nog open staat.",
            "What on the reference date is still open of the target with its backlog.",
        ),
        frozenset({"NL", "PV", "GM"}),
        signed=True,
        headings=frozenset({"nog te huisvesten", "still to house"}),
    ),
    Indicator(
        "national_backlog",
        Text("Achterstand, landelijk", "National backlog"),
        PERSONS,
        "stock",
        Text(
            "Achterstand op de taakstelling op de peildatum; onder nul is het een voorsprong.",
            "Backlog on the target on the reference date; below zero it is an advance.",
        ),
        NATION,
        signed=True,
    ),
    Indicator(
        "backlog",
        Text("Achterstand van gemeente of provincie", "Backlog of a municipality or province"),
        PERSONS,
        "stock",
        Text(
            "Achterstand op de taakstelling op de peildatum zoals COA, gemeente of provincie die opgeeft; onder"
            " nul is het een voorsprong.",
            "Backlog on the target on the reference date as stated by COA, municipality or province; below zero"
            " it is an advance.",
        ),
        frozenset({"PV", "GM"}),
        signed=True,
        headings=frozenset({"achterstand", "achterstand voorsprong", "backlog"}),
    ),
)

_RECEPTION = (
    Indicator(
        "coa_persons",
        Text("Personen in de opvang van COA", "Persons in COA reception"),
        PERSONS,
        "stock",
        Text(
            "Personen die op de peildatum onder de zorg van COA vallen, ook buiten een COA-locatie.",
            "Persons in the care of COA on the reference date, those outside a COA site included.",
        ),
        headings=frozenset(
            {"coa bewoners", "coa personen", "personen in opvang", "bezetting coa", "coa persons"}
        ),
    ),
    Indicator(
        "coa_persons_outside_coa_locations",
        Text("Personen buiten COA-locaties", "Persons outside COA sites"),
        PERSONS,
        "stock",
        Text(
            "Personen in de zorg van COA die op de peildatum elders verblijven: crisisnoodopvang, hotelregeling,"
            " logeerregeling.",
            "Persons in the care of COA who stay elsewhere on the reference date: crisis emergency reception,"
            " hotel scheme, guest scheme.",
        ),
        NATION,
    ),
    Indicator(
        "coa_locations",
        Text("Locaties van COA", "COA sites"),
        LOCATIONS,
        "stock",
        Text("Locaties die COA op de peildatum gebruikt.", "Sites that COA uses on the reference date."),
        headings=frozenset({"coa locaties", "coa locations"}),
    ),
    Indicator(
        "coa_places",
        Text("Opvangplaatsen van COA", "COA reception places"),
        PLACES,
        "stock",
        Text(
            "Opvangplaatsen in COA-locaties op de peildatum, bezet of vrij.",
            "Reception places in COA sites on the reference date, occupied or free.",
        ),
        headings=frozenset(
            {"coa plaatsen", "opvangplaatsen", "opvangplekken", "coa capaciteit", "coa places"}
        ),
    ),
    Indicator(
        "coa_places_needed",
        Text("Benodigde opvangplaatsen van COA", "COA reception places needed"),
        PLACES,
        "stock",
        Text(
            "Plaatsen die COA op de peildatum nodig heeft volgens een capaciteitsbesluit of raming.",
            "Places COA needs on the reference date according to a capacity decision or estimate.",
        ),
        frozenset({"NL", "PV"}),
        lies_ahead=True,
        headings=frozenset({"benodigde plaatsen", "nodige opvangplaatsen", "coa places needed"}),
    ),
    Indicator(
        "coa_portfolio_forecast",
        Text("Verwachte vastgoedportefeuille van COA", "Forecast of the COA property portfolio"),
        PLACES,
        "stock",
        Text(
            "Plaatsen die op de peildatum nog onder contract staan als er niets bijkomt.",
            "Places still under contract on the reference date if nothing is added.",
        ),
        NATION,
        lies_ahead=True,
    ),
    Indicator(
        "coa_extra_places_needed_forecast",
        Text("Verwachte extra benodigde plaatsen", "Forecast of extra places needed"),
        PLACES,
        "stock",
        Text(
            "Plaatsen die op de peildatum bovenop de portefeuille nodig zijn.",
            "Places needed on the reference date on top of the portfolio.",
        ),
        NATION,
        lies_ahead=True,
    ),
    Indicator(
        "first_asylum_requests",
        Text("Eerste asielaanvragen", "First asylum requests"),
        PERSONS,
        "flow",
        Text(
            "Personen die in de periode voor het eerst asiel vroegen in Nederland.",
            "Persons who asked for asylum in the Netherlands for the first time during the period.",
        ),
        NATION,
        headings=frozenset({"eerste asielaanvragen", "eerste aanvragen", "first asylum requests"}),
    ),
    Indicator(
        "total_asylum_inflow",
        Text("Totale asielinstroom", "Total asylum inflow"),
        PERSONS,
        "flow",
        Text(
            "Eerste en herhaalde aanvragen en nareizigers in de periode samen.",
            "First and repeated requests and follow-on family during the period together.",
        ),
        NATION,
        headings=frozenset({"asielinstroom", "totale asielinstroom", "total asylum inflow"}),
    ),
    Indicator(
        "family_reunion_arrivals",
        Text("Ingereisde nareizigers", "Follow-on family arrived"),
        PERSONS,
        "flow",
        Text(
            "Gezinsleden die in de periode bij een vergunninghouder zijn komen wonen (nareis).",
            "Family members who joined a permit holder during the period.",
        ),
        NATION,
        headings=frozenset({"nareizigers", "nareis", "family reunion arrivals"}),
    ),
)


def _cno(key: str, nl: str, en: str, definition: Text, headings: set[str]) -> Indicator:
    """One of the five quantities that must not be mixed (asked, promised, contracted, open, occupied)."""
    return Indicator(
        f"cno_{key}",
        Text(f"Crisisnoodopvang: {nl}", f"Crisis emergency reception: {en}"),
        PLACES,
        "stock",
        definition,
        headings=frozenset(headings | {f"cno {nl}", f"cno {en}", f"{nl} cno plaatsen"}),
    )


_CRISIS = (
    _cno(
        "asked",
        "gevraagd",
        "asked",
        Text(
            "Plaatsen die het Rijk op de peildatum vraagt.",
            "Places the State asks for on the reference date.",
        ),
        {"gevraagd", "gevraagde plaatsen", "asked"},
    ),
    _cno(
        "promised",
        "toegezegd",
        "promised",
        Text("Plaatsen die de regio heeft toegezegd.", "Places the region has promised."),
        {"toegezegd", "toegezegde plaatsen", "promised"},
    ),
    _cno(
        "contracted",
        "gecontracteerd",
        "contracted",
        Text("Plaatsen waarvoor een contract ligt.", "Places under a contract."),
        {"gecontracteerd", "gecontracteerde plaatsen", "contracted"},
    ),
    _cno(
        "open",
        "open",
        "open",
        Text(
            "Plaatsen die op de peildatum in gebruik kunnen zijn.",
            "Places that can be used on the reference date.",
        ),
        {"open", "open plaatsen", "geopend"},
    ),
    _cno(
        "occupied",
        "bezet",
        "occupied",
        Text("Plaatsen die op de peildatum bezet zijn.", "Places occupied on the reference date."),
        {"bezet", "bezette plaatsen", "bezetting", "occupied"},
    ),
)

INDICATORS: Mapping[str, Indicator] = MappingProxyType(
    {known.key: known for known in (*_HOUSING, *_RECEPTION, *_CRISIS)}
)
"""Every indicator by key, in the order in which pages list them."""

BY_HEADING: Mapping[str, str] = MappingProxyType(
    {heading: known.key for known in INDICATORS.values() for heading in known.headings}
    | {known.key.replace("_", " "): known.key for known in INDICATORS.values()}
    | {known.title.nl.casefold(): known.key for known in INDICATORS.values()}
    | {known.title.en.casefold(): known.key for known in INDICATORS.values()}
)
"""Indicator key by column heading or title in lower case."""
