"""Who gets what at the addresses of agreements and escalation."""

from __future__ import annotations

from tests.desk.roles import Row, everyone, only, signed_in

_SAID = {"title": "x", "text": "x", "owners": ["niemand"], "latest": "2022-12-31"}
_WRITES = everyone(403) | {"visitor": 401}

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
    "agreements:new": (
        Row("/afspraken/nieuw/", only(200, "national", "province")),
        Row("/afspraken/nieuw/", only(422, "national", "province"), "POST"),
    ),
    "agreements:change": (
        Row("/afspraken/2022-08-26-a4/wijzigen/", only(200, "national")),
        Row("/afspraken/2022-08-26-a4/wijzigen/", only(422, "national"), "POST"),
        Row("/afspraken/onbekend/wijzigen/", everyone(404)),
    ),
    "agreements:end": (
        Row("/afspraken/2022-08-26-a4/beeindigen/", only(200, "national")),
        Row("/afspraken/2022-08-26-a4/beeindigen/", only(422, "national"), "POST"),
    ),
    "agreements:new_measure": (
        Row("/afspraken/2022-08-26-a4/maatregel/", only(200, "national")),
        Row("/afspraken/2022-08-26-a4/maatregel/", only(422, "national"), "POST"),
    ),
    "agreements:plan": (Row("/opvolgingsplan/", signed_in(200)),),
    "agreements:measure": (
        Row("/opvolgingsplan/2022-08-26-a4-m1/", only(200, "national")),
        Row("/opvolgingsplan/2022-08-26-a4-m1/", only(422, "national"), "POST"),
        Row("/opvolgingsplan/onbekend/", everyone(404)),
    ),
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
    "api-1:escalation_ladders": (Row("/api/v1/escalation-ladders", everyone(200) | {"visitor": 401}),),
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
    "api-1:agreements": (
        Row("/api/v1/agreements", everyone(200)),
        Row(
            "/api/v1/agreements",
            _WRITES | {"national": 400},
            "POST",
            json={"table": "lrt", "agreedOn": "2022-08-26", "source": "onbekend", "promise": _SAID},
        ),
    ),
    "api-1:agreement_steps": (
        Row("/api/v1/agreements/2022-08-26-a4/steps", everyone(405)),
        Row(
            "/api/v1/agreements/2022-08-26-a4/steps",
            _WRITES | {"national": 400},
            "POST",
            json={"to": "changed", "reason": "x", "promise": _SAID},
        ),
    ),
    "api-1:agreement_measures": (
        Row(
            "/api/v1/agreements/2022-08-26-a4/measures",
            only(200, "national", "coa", "reader") | {"visitor": 401},
        ),
        Row(
            "/api/v1/agreements/2022-08-26-a4/measures",
            _WRITES | {"national": 400},
            "POST",
            json={"title": "x", "owner": "niemand"},
        ),
    ),
    "api-1:measure_steps": (
        Row("/api/v1/agreements/2022-08-26-a4/measures/2022-08-26-a4-m1/steps", everyone(405)),
        Row(
            "/api/v1/agreements/2022-08-26-a4/measures/2022-08-26-a4-m1/steps",
            _WRITES | {"national": 400},
            "POST",
            json={"to": "changed", "title": "x", "owner": "niemand", "reason": "x"},
        ),
    ),
    "api-1:agreement": (Row("/api/v1/agreements/2022-08-26-a4", everyone(200)),),
    "api-1:judgements": (Row("/api/v1/agreements/2022-08-26-a4/judgements", everyone(415), "POST"),),
}
