"""Which role gets what at which address. A new address of the site needs a row here, or a test fails.

Add a row: the route's name (with its namespace), an address that it answers, and who gets which status.
`everyone(200)`, `signed_in(200)` (a visitor is led to the sign-in page: 302), or `only(200, "administrator")`
(others get 403, a visitor 302). A row may name its method; `data` is what a POST sends, `json` what it sends to the API.
"""

from __future__ import annotations

from tests.desk.roles import (
    ADMINISTRATORS,
    API_AT_LRT,
    AT_LRT,
    ENTERS,
    HISTORY,
    KEEPERS,
    ROLES,
    Row,
    everyone,
    only,
    signed_in,
    visitors,
)
from tests.desk.url_roles_agreements import AGREEMENTS
from tests.desk.url_roles_follow_up import FOLLOW_UP
from tests.desk.url_roles_tables import TABLES

__all__ = ["ROLES", "URLS", "Row"]

URLS: dict[str, tuple[Row, ...]] = {
    # what waits
    **TABLES,
    "to_do:mine": (Row("/mijn-tafel/", signed_in(200)),),
    "to_do:board": (
        Row("/mijn-tafel/lrt/", only(200, "national", "reader", "coa")),
        Row("/mijn-tafel/bestaat-niet/", everyone(404)),
    ),
    "to_do:feed": (Row("/mijn-tafel/agenda.ics", everyone(404)),),
    "to_do:digest": (
        Row("/mijn-tafel/overzicht/", signed_in(200)),
        Row("/mijn-tafel/overzicht/", signed_in(422), "POST", {"rhythm": "soms"}),
    ),
    "to_do:renew_feed": (
        Row("/mijn-tafel/overzicht/nieuw-adres/", signed_in(405)),
        Row("/mijn-tafel/overzicht/nieuw-adres/", signed_in(302), "POST"),
    ),
    # signing in
    "account_login": (Row("/account/aanmelden/", visitors(200)),),
    "account_logout": (Row("/account/afmelden/", signed_in(200)),),
    "account_inactive": (Row("/account/gesloten/", everyone(200)),),
    "account_signup": (Row("/account/aanvragen/", visitors(200)),),
    "account_reauthenticate": (Row("/account/bevestigen/", signed_in(200)),),
    "account_change_password": (Row("/account/wachtwoord/", signed_in(200)),),
    "account_set_password": (Row("/account/wachtwoord/instellen/", everyone(302)),),
    "account_reset_password": (Row("/account/wachtwoord/vergeten/", everyone(200)),),
    "account_reset_password_done": (Row("/account/wachtwoord/vergeten/verstuurd/", everyone(200)),),
    "account_reset_password_from_key_done": (Row("/account/wachtwoord/nieuw/klaar/", everyone(200)),),
    "account_reset_password_from_key": (Row("/account/wachtwoord/nieuw/1-onbekend/", everyone(200)),),
    "mfa_index": (Row("/account/tweede-factor/", signed_in(200)),),
    "mfa_authenticate": (Row("/account/tweede-factor/code/", everyone(302)),),
    "mfa_reauthenticate": (Row("/account/tweede-factor/bevestigen/", everyone(302)),),
    "mfa_activate_totp": (Row("/account/tweede-factor/instellen/", signed_in(200)),),
    "mfa_deactivate_totp": (Row("/account/tweede-factor/uitzetten/", signed_in(404)),),
    "mfa_view_recovery_codes": (Row("/account/tweede-factor/herstelcodes/", signed_in(404)),),
    "mfa_generate_recovery_codes": (Row("/account/tweede-factor/herstelcodes/nieuw/", signed_in(200)),),
    "mfa_download_recovery_codes": (Row("/account/tweede-factor/herstelcodes/bestand/", signed_in(404)),),
    "openid_connect_login": (Row("/account/aanmelden-met/organisatie/", everyone(404)),),
    "openid_connect_callback": (Row("/account/aanmelden-met/organisatie/terug/", everyone(404)),),
    "socialaccount_login_cancelled": (Row("/account/aanmelden-met-afgebroken/", everyone(200)),),
    "socialaccount_login_error": (Row("/account/aanmelden-met-mislukt/", everyone(401)),),
    "socialaccount_connections": (Row("/account/koppelingen/", everyone(302)),),
    "socialaccount_signup": (Row("/account/koppelen/", everyone(302)),),
    # my account, people, organisations, history
    "accounts:account": (Row("/account/", signed_in(200)),),
    "accounts:end_my_sessions": (
        Row("/account/sessies/", signed_in(405) | {"visitor": 405}),
        Row("/account/sessies/", everyone(302), method="POST"),
    ),
    "accounts:people": (Row("/beheer/mensen/", ADMINISTRATORS),),
    "accounts:new_person": (
        Row("/beheer/mensen/nieuw/", ADMINISTRATORS),
        Row("/beheer/mensen/nieuw/", ADMINISTRATORS, method="POST"),
    ),
    "accounts:person": (
        Row("/beheer/mensen/{user}/", ADMINISTRATORS),
        Row("/beheer/mensen/{user}/", only(302, "administrator"), "POST", {"actie": "sessies"}),
        Row("/beheer/mensen/999999/", only(404, "administrator")),
        Row("/beheer/mensen/x/", only(404, "administrator")),
    ),
    "accounts:organisations": (Row("/beheer/organisaties/", ADMINISTRATORS),),
    "accounts:new_organisation": (
        Row("/beheer/organisaties/nieuw/", ADMINISTRATORS),
        Row("/beheer/organisaties/nieuw/", ADMINISTRATORS, method="POST"),
    ),
    "accounts:organisation": (
        Row("/beheer/organisaties/pv22/", ADMINISTRATORS),
        Row("/beheer/organisaties/pv22/", ADMINISTRATORS, method="POST"),
        Row("/beheer/organisaties/xx/", only(404, "administrator")),
    ),
    "audit:listing": (Row("/geschiedenis/", HISTORY),),
    "audit:subject": (
        Row("/geschiedenis/user/{user}/", HISTORY),
        Row("/geschiedenis/user/999999/", only(404, "administrator", "national")),
    ),
    # public pages
    "shared:gallery": (Row("/onderdelen/", everyone(200)),),
    "shared:accessibility": (Row("/toegankelijkheid/", everyone(200)),),
    "shared:language": (Row("/taal/", everyone(302), "POST", {"language": "en"}),),
    "health": (Row("/gezondheid/", everyone(200)),),
    "security_txt": (Row("/.well-known/security.txt", everyone(404)),),
    "home:home": (Row("/", everyone(200)),),
    "home:rules": (Row("/regels/", everyone(200)),),
    "home:rule": (Row("/regels/onbekend/", everyone(404)),),
    "monitor:latest": (Row("/monitor/", everyone(302)),),
    "monitor:nation": (Row("/monitor/2022-II/", everyone(200)),),
    "monitor:area": (Row("/monitor/2022-II/pv22/", everyone(200)),),
    "monitor:compare": (Row("/monitor/2022-II/pv22/vergelijk/", everyone(200)),),
    "monitor:download": (Row("/monitor/2022-II/pv22/tabel.csv", everyone(200)),),
    "taakstelling:periods": (Row("/taakstelling/", everyone(200)),),
    "taakstelling:nation": (Row("/taakstelling/2022-II/", everyone(200)),),
    "taakstelling:area": (Row("/taakstelling/2022-II/gm1904/", everyone(200)),),
    "taakstelling:why": (Row("/taakstelling/2022-II/gm1904/waarom/", everyone(200)),),
    # meetings: dates are public, agenda and attendance to the partners of the table, writing to its secretariat
    "meetings:meetings": (Row("/vergaderingen/", everyone(200)),),
    "meetings:plan": (
        Row("/vergaderingen/plannen/", only(200, *KEEPERS)),
        Row("/vergaderingen/plannen/", only(422, *KEEPERS), "POST", {"table": "lrt", "day": "gisteren"}),
    ),
    "meetings:round": (
        Row("/vergaderingen/schriftelijk/", only(200, *KEEPERS)),
        Row("/vergaderingen/schriftelijk/", only(422, *KEEPERS), "POST", {"table": "lrt"}),
    ),
    "meetings:table_calendar": (
        Row("/vergaderingen/tafel/lrt.ics", everyone(200)),
        Row("/vergaderingen/tafel/onbekend.ics", everyone(404)),
    ),
    "meetings:calendar": (Row("/vergaderingen/lrt-2022-09-16.ics", everyone(200)),),
    "meetings:meeting": (
        Row("/vergaderingen/lrt-2022-09-16/", everyone(200)),
        Row("/vergaderingen/lrt-1900-01-01/", everyone(404)),
        Row("/vergaderingen/lrt-2022-09-16/", only(409, "national"), "POST", {"stap": "close"}),
    ),
    "meetings:agenda": (
        Row("/vergaderingen/lrt-2022-09-16/agenda/", only(200, *AT_LRT)),
        Row("/vergaderingen/lrt-2022-09-16/agenda/", only(409, "national"), "POST", {"stap": "set"}),
    ),
    "meetings:proposals": (
        Row("/vergaderingen/lrt-2022-09-16/agenda/voorstellen/", only(200, "national")),
        Row(
            "/vergaderingen/lrt-2022-09-16/agenda/voorstellen/",
            only(409, "national"),
            "POST",
            {"stap": "accept", "voorstel": "monitor onbekend"},
        ),
    ),
    "meetings:attendance": (
        Row("/vergaderingen/lrt-2022-09-16/aanwezigheid/", only(200, *AT_LRT)),
        Row("/vergaderingen/lrt-2022-09-16/aanwezigheid/", only(409, "national"), method="POST"),
    ),
    "meetings:run_sheet": (
        Row("/vergaderingen/lrt-2022-09-16/invoer/", only(200, "national")),
        Row("/vergaderingen/lrt-2022-09-16/invoer/", only(422, "national"), method="POST"),
    ),
    # minutes: the list is public, the minutes to the partners of the table, writing to its secretariat
    "minutes:overview": (Row("/verslagen/", everyone(200)),),
    "minutes:minutes": (
        Row("/verslagen/lrt-2022-09-16/", only(200, *AT_LRT)),
        Row("/verslagen/lrt-1900-01-01/", everyone(404)),
    ),
    "minutes:draft": (
        Row("/verslagen/lrt-2022-09-16/concept/", only(302, "national")),
        Row("/verslagen/lrt-2022-09-16/concept/", only(422, "national"), method="POST"),
    ),
    "minutes:check": (
        Row("/verslagen/lrt-2022-09-16/controle/", only(200, *AT_LRT)),
        Row("/verslagen/lrt-2022-09-16/controle/", only(422, "national"), method="POST"),
    ),
    "minutes:remark": (
        Row("/verslagen/lrt-2022-09-16/opmerkingen/nieuw/", only(200, *AT_LRT)),
        Row("/verslagen/lrt-2022-09-16/opmerkingen/nieuw/", only(422, *AT_LRT), method="POST"),
    ),
    "minutes:answer": (Row("/verslagen/lrt-2022-09-16/opmerkingen/999999/", only(404, "national")),),
    "minutes:new_line": (
        Row("/verslagen/lrt-2022-09-16/punten/2/nieuw/", only(200, "national")),
        Row("/verslagen/lrt-2022-09-16/punten/2/nieuw/", only(422, "national"), method="POST"),
    ),
    "minutes:line": (
        Row("/verslagen/lrt-2022-09-16/regels/3.1/", only(200, "national")),
        Row("/verslagen/lrt-2022-09-16/regels/3.1/", only(422, "national"), method="POST"),
        Row("/verslagen/lrt-2022-09-16/regels/9.9/", only(404, "national")),
    ),
    "minutes:steps": (
        Row("/verslagen/lrt-2022-09-16/stappen/", only(200, "national")),
        Row("/verslagen/lrt-2022-09-16/stappen/", only(422, "national"), "POST", {"stap": "adopt"}),
    ),
    "minutes:difference": (Row("/verslagen/lrt-2022-09-16/verschil/", only(200, *AT_LRT)),),
    # figures: the nation is public, municipalities in detail to who may see them, entering to who may enter
    "figures:overview": (Row("/cijfers/", everyone(200)),),
    "figures:indicator": (
        Row("/cijfers/housed/", everyone(200)),
        Row("/cijfers/national-backlog/", everyone(200)),
    ),
    "figures:download": (
        Row("/cijfers/housed/download.csv", everyone(200)),
        Row("/cijfers/housed/download.pdf", everyone(404)),
    ),
    "figures:history": (
        Row("/cijfers/housed/nl/", everyone(200)),
        Row("/cijfers/housed/gm0106/", only(200, "national", "coa", "province")),
        Row("/cijfers/housed/gm1904/", only(200, "national", "coa", "municipality")),
        Row("/cijfers/housed/nl/", only(404, "national"), method="POST"),
    ),
    "figures:upload": (
        Row("/cijfers/invoeren/", only(200, *ENTERS)),
        Row("/cijfers/invoeren/", only(422, *ENTERS), method="POST"),
    ),
    "figures:template": (Row("/cijfers/invoeren/leeg-blad/", only(200, *ENTERS)),),
    "figures:delivery": (
        Row("/cijfers/invoeren/999999/", signed_in(404)),
        Row("/cijfers/invoeren/999999/", signed_in(404), "POST", {"stap": "confirm"}),
    ),
    "figures:deliveries": (Row("/cijfers/aanleveringen/", signed_in(200)),),
    "figures:approval_rules": (
        Row("/cijfers/goedkeuring/", only(200, "national")),
        Row("/cijfers/goedkeuring/", only(422, "national"), method="POST"),
    ),
    "figures:moments": (Row("/momenten/", everyone(200)),),
    # searching: everyone, each within what they may read
    "search:search": (Row("/zoeken/", everyone(200)),),
    # mandates: this one is public; giving one is for the secretariat of a table
    "mandates:mandates": (Row("/mandaten/", everyone(200)),),
    "mandates:grant": (
        Row("/mandaten/geven/", only(200, "national", "province")),
        Row("/mandaten/geven/", only(422, "national", "province"), method="POST"),
    ),
    "mandates:mandate": (
        Row("/mandaten/lrt-hlrt-letter-2023-I/", everyone(200)),
        Row("/mandaten/lrt-hlrt-letter-2023-I/", everyone(422), "POST", {"stap": "onbekend"}),
        Row("/mandaten/bestaat-niet/", everyone(404)),
    ),
    # the API: reading is public; a write without a sheet tells a visitor to sign in and a user what is missing
    "api-root": (Row("/api/v1", everyone(200)),),
    "api-unknown": (Row("/api/v1/areas/", everyone(404)),),
    "api-1:openapi": (Row("/api/v1/openapi.json", everyone(200)),),
    "api-1:meetings": (
        Row("/api/v1/meetings", everyone(200)),
        Row(
            "/api/v1/meetings",
            everyone(403) | {"visitor": 401, "national": 201},
            "POST",
            json={"table": "lrt", "day": "2022-12-05"},
        ),
    ),
    "api-1:meeting": (Row("/api/v1/meetings/lrt-2022-09-16", everyone(200)),),
    "api-1:meeting-lines": (Row("/api/v1/meetings/lrt-2022-09-16/lines", everyone(405)),),
    "api-1:meeting-steps": (Row("/api/v1/meetings/lrt-2022-09-16/steps", everyone(405)),),
    "api-1:layers": (Row("/api/v1/layers", everyone(200)),),
    "api-1:areas": (Row("/api/v1/areas", everyone(200)),),
    "api-1:area": (Row("/api/v1/areas/GM1904", everyone(200)),),
    "api-1:periods": (Row("/api/v1/periods", everyone(200)),),
    "api-1:period": (Row("/api/v1/periods/2022-II", everyone(200)),),
    "api-1:targets": (Row("/api/v1/targets", everyone(200)),),
    "api-1:target": (Row("/api/v1/targets/2022-II/GM1904", everyone(200)),),
    "api-1:minutes": (
        Row("/api/v1/minutes", everyone(200)),
        Row(
            "/api/v1/minutes",
            everyone(403) | {"visitor": 401, "national": 409},
            "POST",
            json={"meeting": "lrt-2022-09-16"},
        ),
    ),
    "api-1:minutes-of": (
        Row("/api/v1/minutes/lrt-2022-09-16", API_AT_LRT),
        Row("/api/v1/minutes/lrt-1900-01-01", everyone(404) | {"visitor": 401}),
    ),
    "api-1:minutes-remarks": (Row("/api/v1/minutes/lrt-2022-09-16/remarks", everyone(415), method="POST"),),
    "api-1:minutes-steps": (Row("/api/v1/minutes/lrt-2022-09-16/steps", everyone(415), method="POST"),),
    "api-1:verdicts": (Row("/api/v1/verdicts", everyone(200)),),
    "api-1:verdict": (Row("/api/v1/verdicts/2022-II/PV22", everyone(200)),),
    "api-1:course": (Row("/api/v1/courses/2022-II/PV22", everyone(200)),),
    "api-1:indicators": (Row("/api/v1/indicators", everyone(200)),),
    "api-1:indicator": (Row("/api/v1/indicators/housed", everyone(200)),),
    "api-1:moments": (Row("/api/v1/moments", everyone(200)),),
    "api-1:search-results": (Row("/api/v1/search-results", everyone(400)),),
    "api-1:mandates": (
        Row("/api/v1/mandates", everyone(200)),
        Row("/api/v1/mandates", everyone(415) | {"visitor": 415}, method="POST"),
    ),
    "api-1:mandate": (Row("/api/v1/mandates/lrt-hlrt-letter-2023-I", everyone(200)),),
    "api-1:mandate-acts": (
        Row("/api/v1/mandates/lrt-hlrt-letter-2023-I/acts", everyone(415), method="POST"),
    ),
    "api-1:concepts": (Row("/api/v1/concepts", everyone(200)),),
    "api-1:concept": (Row("/api/v1/concepts/verdict", everyone(200)),),
    "api-1:figures": (
        Row("/api/v1/figures", everyone(400)),
        Row("/api/v1/figures", everyone(400) | {"visitor": 401}, method="POST"),
    ),
    **AGREEMENTS,
    **FOLLOW_UP,
}
