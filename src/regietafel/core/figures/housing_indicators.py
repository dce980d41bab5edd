"""Indicators about the housing of permit holders."""

from __future__ import annotations

from regietafel.core.base.answer import Text
from regietafel.core.figures.indicator_kinds import HOMES, NATION, PER_MILLE, PERSONS, Indicator

HOUSING = (
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
    Indicator(
        "flex_homes",
        Text("Flexwoningen gereed", "Flex homes ready"),
        HOMES,
        "flow",
        Text(
            "Flexwoningen die in de periode gereed zijn gekomen, voor alle doelgroepen samen.",
            "Flex homes that became ready during the period, for all groups together.",
        ),
        headings=frozenset({"flexwoningen", "flex homes"}),
    ),
    Indicator(
        "vacancies_to_permit_holders",
        Text(
            "Vrijkomende sociale huurwoningen naar vergunninghouders", "Vacant social homes to permit holders"
        ),
        PER_MILLE,
        "stock",
        Text(
            "Deel van de vrijgekomen sociale huurwoningen dat sinds het begin van het halfjaar naar"
            " vergunninghouders ging, op de peildatum.",
            "Share of the vacated social rent homes that went to permit holders since the start of the half-year,"
            " on the reference date.",
        ),
        frozenset({"NL", "PV"}),
    ),
)
