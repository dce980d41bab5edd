"""The desk of meetings: agendas, attendance, run sheets as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class MeetingsConfig(AppConfig):
    """Label `meetings`."""

    name = "regietafel.desk.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Vergaderingen"
    audit_words = {
        "meetings": Text("vergaderingen", "meetings"),
        "meeting": Text("vergadering", "meeting"),
        "series": Text("reeks", "series"),
        "agenda": Text("agenda", "agenda"),
        "meetings.plan_meeting": Text("vergadering gepland", "meeting planned"),
        "meetings.plan_series": Text("reeks gepland", "series planned"),
        "meetings.move_meeting": Text("vergadering verplaatst", "meeting moved"),
        "meetings.cancel_meeting": Text("vergadering afgelast", "meeting cancelled"),
        "meetings.close_meeting": Text("vergadering afgesloten", "meeting closed"),
        "meetings.propose_item": Text("agendapunt voorgesteld", "agenda item proposed"),
        "meetings.accept_item": Text("voorstel geagendeerd", "proposal put on the agenda"),
        "meetings.decline_item": Text("voorstel niet geagendeerd", "proposal not put on the agenda"),
        "meetings.set_agenda": Text("agenda gewijzigd", "agenda changed"),
        "meetings.approve_agenda": Text("agenda vastgesteld", "agenda approved"),
        "meetings.record_attendance": Text("aanwezigheid vastgelegd", "attendance recorded"),
        "meetings.write_line": Text("regel geschreven", "line written"),
        "meetings.change_line": Text("regel gewijzigd", "line changed"),
        "meetings.withdraw_line": Text("regel weggehaald", "line withdrawn"),
        "meetings.open_round": Text("schriftelijke ronde geopend", "written round opened"),
        "meetings.reply_to_round": Text("antwoord in schriftelijke ronde", "reply in a written round"),
        "meetings.close_round": Text("schriftelijke ronde gesloten", "written round closed"),
        "table": Text("tafel", "table"),
        "day": Text("dag", "day"),
        "starts": Text("begin", "start"),
        "place": Text("plaats", "place"),
        "every": Text("elke", "every"),
        "unit": Text("eenheid", "unit"),
        "weeks": Text("weken", "weeks"),
        "months": Text("maanden", "months"),
        "state": Text("stand", "state"),
        "planned": Text("gepland", "planned"),
        "closed": Text("gehouden", "held"),
        "cancelled": Text("afgelast", "cancelled"),
        "title": Text("titel", "title"),
        "items": Text("punten", "items"),
        "entries": Text("vermeldingen", "entries"),
        "line": Text("regel", "line"),
        "kind": Text("soort", "kind"),
        "text": Text("tekst", "text"),
        "owner": Text("eigenaar", "owner"),
        "due": Text("uiterlijk", "due"),
        "withdrawn": Text("weggehaald", "withdrawn"),
        "question": Text("vraag", "question"),
        "term": Text("termijn", "term"),
        "silence": Text("zwijgregel", "rule for silence"),
        "asked": Text("gevraagd", "asked"),
        "partner": Text("partner", "partner"),
        "reply": Text("antwoord", "reply"),
        "decided": Text("besloten", "decided"),
        "silent": Text("zwegen", "silent"),
        "agreement": Text("afspraak", "agreement"),
        "action": Text("actie", "action"),
        "decision": Text("besluit", "decision"),
        "request": Text("verzoek", "request"),
        "mandate": Text("mandaat", "mandate"),
        "concern": Text("aandachtspunt", "concern"),
        "fact": Text("feit", "fact"),
    }
