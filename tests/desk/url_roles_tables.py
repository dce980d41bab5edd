"""Who gets what at the addresses of tables: the structure is public, and keeping it is for secretariats."""

from __future__ import annotations

from tests.desk.roles import KEEPERS, Row, everyone, only

SPEAKERS = ("national", "province", "municipality", "coa", "reader")
WRITES = {"visitor": 401}
FROM = "2026-01-01"
SOURCE = "Verslag van een vergadering"

TABLES: dict[str, tuple[Row, ...]] = {
    "tables:structure": (Row("/tafels/", everyone(200)),),
    "tables:layers": (Row("/tafels/lagen/", everyone(200)),),
    "tables:hand_over": (
        # on the evening of the meeting the plan is not known yet
        Row("/tafels/overdracht/2022-09-23/", everyone(404)),
    ),
    "tables:table": (
        Row("/tafels/lrt/", everyone(200)),
        Row("/tafels/prt-pv22/", everyone(200)),
        Row("/tafels/onbekend/", everyone(404)),
    ),
    "tables:new": (
        Row("/tafels/nieuw/", only(200, *KEEPERS)),
        Row("/tafels/nieuw/", only(422, *KEEPERS), "POST"),
    ),
    "tables:change": (
        Row("/tafels/lrt/wijzigen/plaats/", only(200, "national")),
        Row("/tafels/lrt/wijzigen/einde/", only(422, "national"), "POST"),
        Row("/tafels/prt-pv22/wijzigen/naam/", only(200, "province")),
        Row("/tafels/prt-pv22/wijzigen/vertrek/", only(200, "national")),
        Row("/tafels/lrt/wijzigen/kleur/", everyone(404)),
    ),
    "tables:contacts": (Row("/contactpunten/", everyone(200)),),
    "tables:name_contact": (
        Row("/contactpunten/noemen/", only(200, *SPEAKERS)),
        Row("/contactpunten/noemen/", only(422, *SPEAKERS), "POST"),
    ),
    "api-1:tables": (
        Row("/api/v1/tables", everyone(200)),
        Row(
            "/api/v1/tables",
            everyone(403) | WRITES | {"national": 201},
            "POST",
            json={
                "abbreviation": "SG",
                "nameNl": "Stuurgroep",
                "kind": "table",
                "tier": "national",
                "level": "officials",
                "source": SOURCE,
            },
        ),
    ),
    "api-1:table": (Row("/api/v1/tables/lrt", everyone(200)), Row("/api/v1/tables/xx", everyone(404))),
    "api-1:table-seats": (
        Row(
            "/api/v1/tables/prt-pv22/seats",
            everyone(403) | WRITES | {"province": 201},
            "POST",
            json={"office": "dgm", "start": FROM, "kind": "invited", "source": SOURCE},
        ),
    ),
    "api-1:table-steps": (
        Row(
            "/api/v1/tables/lrt/steps",
            everyone(403) | WRITES | {"national": 400},
            "POST",
            json={"step": "end", "until": FROM, "reason": "Er is een nieuwe tafel."},
        ),
        Row(
            "/api/v1/tables/prt-pv22/steps",
            everyone(403) | WRITES | {"province": 201},
            "POST",
            json={
                "step": "rename",
                "abbreviation": "RT Drenthe",
                "nameNl": "Regietafel Drenthe",
                "source": SOURCE,
                "reason": "Zo heet zij nu.",
            },
        ),
        Row(
            "/api/v1/tables/lrt/steps",
            everyone(403) | WRITES | {"national": 409},
            "POST",
            json={"step": "step_down", "office": "bestaat-niet", "until": FROM, "reason": "Vertrokken."},
        ),
    ),
    "api-1:contact-points": (
        Row("/api/v1/contact-points", everyone(200)),
        Row(
            "/api/v1/contact-points",
            everyone(403) | WRITES | {"national": 400, "reader": 400},
            "POST",
            json={"partner": "vng", "topic": "onbekend", "office": "dgm", "start": FROM, "source": SOURCE},
        ),
    ),
    "api-1:hand-overs": (Row("/api/v1/hand-overs", everyone(200)),),
}
