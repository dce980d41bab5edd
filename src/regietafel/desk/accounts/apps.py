"""The accounts desk as a Django app."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class AccountsConfig(AppConfig):
    """Label `accounts`."""

    name = "regietafel.desk.accounts"
    label = "accounts"
    verbose_name = "Mensen en organisaties"
    audit_words = {
        "user": Text(nl="gebruiker", en="user"),
        "users": Text(nl="gebruikers", en="users"),
        "organisation": Text(nl="organisatie", en="organisation"),
        "organisations": Text(nl="organisaties", en="organisations"),
        "create_user": Text(nl="gebruiker toegevoegd", en="user added"),
        "change_user": Text(nl="gebruiker gewijzigd", en="user changed"),
        "grant_role": Text(nl="rol gegeven", en="role granted"),
        "end_role": Text(nl="rol beëindigd", en="role ended"),
        "sign_in": Text(nl="aangemeld", en="signed in"),
        "set_password": Text(nl="wachtwoord ingesteld", en="password set"),
        "change_second_factor": Text(nl="tweede factor gewijzigd", en="second factor changed"),
        "reset_second_factor": Text(nl="tweede factor gewist", en="second factor reset"),
        "end_sessions": Text(nl="sessies beëindigd", en="sessions ended"),
        "create_organisation": Text(nl="organisatie toegevoegd", en="organisation added"),
        "change_organisation": Text(nl="organisatie gewijzigd", en="organisation changed"),
        "load_organisations": Text(nl="organisaties geladen", en="organisations loaded"),
        "load_demo_accounts": Text(nl="demonstratie-accounts geladen", en="demonstration accounts loaded"),
        "function_title": Text(nl="functie", en="function title"),
        "email": Text(nl="e-mailadres", en="e-mail address"),
        "active": Text(nl="mag aanmelden", en="may sign in"),
        "demo": Text(nl="demonstratie", en="demonstration"),
        "role": Text(nl="rol", en="role"),
        "role_id": Text(nl="nummer van de rol", en="number of the role"),
        "valid_from": Text(nl="vanaf", en="from"),
        "valid_until": Text(nl="tot", en="until"),
        "method": Text(nl="manier", en="method"),
        "socialaccount": Text(nl="account van de organisatie", en="the organisation's account"),
        "mfa": Text(nl="tweede factor", en="second factor"),
        "password": Text(nl="wachtwoord", en="password"),
        "set": Text(nl="ingesteld", en="set"),
        "set anew": Text(nl="opnieuw ingesteld", en="set anew"),
        "none": Text(nl="geen", en="none"),
        "second_factor": Text(nl="tweede factor", en="second factor"),
        "sessions": Text(nl="sessies", en="sessions"),
        "kind": Text(nl="soort", en="kind"),
        "change": Text(nl="wijziging", en="change"),
        "totp": Text(nl="authenticator-app", en="authenticator app"),
        "recovery_codes": Text(nl="herstelcodes", en="recovery codes"),
        "added": Text(nl="toegevoegd", en="added"),
        "removed": Text(nl="verwijderd", en="removed"),
        "made anew": Text(nl="opnieuw gemaakt", en="made anew"),
        "name": Text(nl="naam", en="name"),
        "area": Text(nl="gebied", en="area"),
        "national_secretariat": Text(nl="secretariaat LRT", en="national secretariat"),
        "provincial_secretariat": Text(nl="secretariaat PRT", en="provincial secretariat"),
        "municipal_reporter": Text(nl="gegevensinvoer gemeente", en="municipal reporter"),
        "coa_reporter": Text(nl="gegevensinvoer COA", en="COA reporter"),
        "reader": Text(nl="lezer", en="reader"),
        "administrator": Text(nl="beheerder", en="administrator"),
    }
