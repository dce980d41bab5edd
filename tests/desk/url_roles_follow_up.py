"""Who gets what at the addresses of actions, requests, questions and concerns, and of the short line."""

from __future__ import annotations

from tests.desk.roles import Row, everyone, only, signed_in

FOLLOW_UP: dict[str, tuple[Row, ...]] = {
    "follow_up:actions": (Row("/acties/", signed_in(200)),),
    "follow_up:requests": (Row("/verzoeken/", signed_in(200)),),
    "follow_up:questions": (Row("/vragen/", signed_in(200)),),
    "follow_up:concerns": (Row("/aandachtspunten/", signed_in(200)),),
    "follow_up:new_action": (
        Row("/acties/nieuw/", only(200, "national", "province")),
        Row("/acties/nieuw/", only(422, "national", "province"), "POST"),
    ),
    "follow_up:new_request": (
        Row("/verzoeken/nieuw/", only(200, "national", "province", "municipality", "coa", "reader")),
    ),
    "follow_up:delegation": (
        Row(
            "/acties/rijk-bij-prt/afvaardiging/",
            only(200, "national", "province", "municipality", "coa", "reader"),
        ),
        Row("/acties/a4-rol-prt/afvaardiging/", everyone(404)),
        Row("/acties/rijk-bij-prt/afvaardiging/", only(422, "national"), "POST"),
    ),
    "follow_up:action": (
        Row("/acties/a4-rol-prt/", only(200, "national", "reader", "coa")),
        Row("/acties/regeling-grote-gezinnen/", everyone(404)),
    ),
    "follow_up:request": (
        Row("/verzoeken/regeling-grote-gezinnen/", only(200, "national", "reader", "coa")),
        Row("/verzoeken/prt-snel-bijeen-pv22/", only(200, "national", "province", "coa", "reader")),
        Row("/verzoeken/regeling-grote-gezinnen/", only(422, "national", "reader") | {"coa": 403}, "POST"),
    ),
    "follow_up:question": (Row("/vragen/vraag-monitor/", only(200, "national", "reader", "coa")),),
    "follow_up:concern": (Row("/aandachtspunten/zorg-aantal-cno/", only(200, "national", "reader", "coa")),),
    "follow_up:lines": (Row("/korte-lijn/", signed_in(200)),),
    "follow_up:line": (
        Row("/korte-lijn/prt-pv22/", only(200, "national", "province", "coa", "reader")),
        Row("/korte-lijn/lrt/", everyone(404)),
        Row("/korte-lijn/prt-pv22/", only(422, "national", "province"), "POST"),
    ),
    "api-1:follow_up_items": (
        Row("/api/v1/follow-up-items", everyone(200) | {"visitor": 401}),
        Row("/api/v1/follow-up-items", everyone(415), "POST"),
        Row(
            "/api/v1/follow-up-items",
            everyone(403) | {"visitor": 401, "national": 409, "province": 403},
            "POST",
            json={
                "kind": "action",
                "text": "x",
                "owner": "niemand",
                "tables": ["lrt"],
                "raisedOn": "2022-09-16",
            },
        ),
    ),
    "api-1:follow_up_item": (
        Row(
            "/api/v1/follow-up-items/a4-rol-prt",
            everyone(403) | {"visitor": 401, "national": 200, "reader": 200, "coa": 200},
        ),
    ),
    "api-1:delegates": (
        Row(
            "/api/v1/follow-up-items/rijk-bij-prt/delegates",
            everyone(403) | {"visitor": 401, "national": 200, "reader": 200, "coa": 200},
        ),
    ),
    "api-1:short_lines": (Row("/api/v1/short-lines", everyone(200) | {"visitor": 401}),),
    "api-1:short_line_reports": (
        Row(
            "/api/v1/short-lines/prt-pv22/reports",
            everyone(403) | {"visitor": 401, "national": 200, "province": 200, "reader": 200, "coa": 200},
        ),
    ),
    "api-1:follow_up_steps": (
        Row("/api/v1/follow-up-items/a4-rol-prt/steps", everyone(405)),
        Row(
            "/api/v1/follow-up-items/a4-rol-prt/steps",
            everyone(403) | {"visitor": 401, "national": 409, "coa": 409, "reader": 409},
            "POST",
            json={"to": "closed", "on": "2022-09-20"},
        ),
    ),
}
