"""Who gets what at the addresses of agreements and escalation."""

from __future__ import annotations

from tests.desk.roles import Row, everyone, only, signed_in

AGREEMENTS: dict[str, tuple[Row, ...]] = {
    # agreements: everyone reads them; who is a party, and the secretariat, gives a judgement
    "agreements:list": (Row("/afspraken/", everyone(200)),),
    "agreements:agreement": (
        Row("/afspraken/2022-08-26-a1/", everyone(200)),
        Row("/afspraken/onbekend/", everyone(404)),
        Row(
            "/afspraken/2022-08-26-a13/", only(422, "national", "coa", "reader"), "POST", {"about": "result"}
        ),
    ),
    "agreements:plan": (Row("/opvolgingsplan/", signed_in(200)),),
    # escalation: boards for who sees the area in detail; decisions for the provincial executive
    "escalation:national": (
        Row("/escalatie/", only(200, "national", "province", "municipality", "coa", "reader")),
    ),
    "escalation:area": (
        Row("/escalatie/pv22/", only(200, "national", "province", "coa")),
        Row("/escalatie/gm1904/", only(200, "national", "municipality", "coa")),
        Row("/escalatie/gm1904/", signed_in(403), "POST", {"kind": "take"}),
        Row("/escalatie/pv22/", only(422, "national"), "POST", {"ground": ""}),
    ),
    "escalation:talk": (
        Row(
            "/escalatie/gesprekken/onbekend/",
            only(404, "national", "province", "municipality", "coa", "reader"),
        ),
    ),
    "api-1:escalation_provinces": (
        Row(
            "/api/v1/escalation-provinces",
            only(200, "national", "province", "municipality", "coa", "reader") | {"visitor": 401},
        ),
    ),
    "api-1:escalation_municipalities": (
        Row(
            "/api/v1/escalation-municipalities/PV22",
            only(200, "national", "province", "coa") | {"visitor": 401},
        ),
    ),
    "api-1:agreements": (Row("/api/v1/agreements", everyone(200)),),
    "api-1:agreement": (Row("/api/v1/agreements/2022-08-26-a4", everyone(200)),),
    "api-1:judgements": (Row("/api/v1/agreements/2022-08-26-a4/judgements", everyone(415), "POST"),),
}
