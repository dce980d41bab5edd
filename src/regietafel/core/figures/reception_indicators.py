"""Indicators about reception: COA, asylum inflow, and the five quantities of crisis emergency reception."""

from __future__ import annotations

from regietafel.core.base.answer import Text
from regietafel.core.figures.indicator_kinds import LOCATIONS, NATION, PERSONS, PLACES, Indicator

RECEPTION = (
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


CRISIS = (
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
