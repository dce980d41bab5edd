"""The desk of minutes: drafts, remarks, adoption as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class MinutesConfig(AppConfig):
    """Label `minutes`."""

    name = "regietafel.desk.minutes"
    label = "minutes"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Verslagen"
    audit_words = {
        "minutes": Text("verslag", "minutes"),
        "remark": Text("opmerking", "remark"),
        "minutes.draft": Text("concept gemaakt", "draft made"),
        "minutes.change_line": Text("regel aangepast", "line changed"),
        "minutes.add_line": Text("regel toegevoegd", "line added"),
        "minutes.withdraw_line": Text("regel weggehaald", "line taken out"),
        "minutes.renew_attendance": Text("aanwezigheid overgenomen", "attendance taken over"),
        "minutes.circulate": Text("rondgestuurd", "circulated"),
        "minutes.remark": Text("opmerking gemaakt", "remark made"),
        "minutes.accept_remark": Text("opmerking overgenomen", "remark accepted"),
        "minutes.decline_remark": Text("opmerking afgewezen", "remark declined"),
        "minutes.offer": Text("aangeboden om vast te stellen", "offered for adoption"),
        "minutes.take_back": Text("teruggenomen", "taken back"),
        "minutes.adopt": Text("vastgesteld", "adopted"),
        "minutes.give_motive": Text("uitleg gegeven bij de controle", "motive given for the check"),
        "lines": Text("regels", "lines"),
        "version": Text("versie", "version"),
        "records": Text("vastgelegd", "recorded"),
        "people": Text("personen", "people"),
        "finding": Text("bevinding", "finding"),
        "at_meeting": Text("in de vergadering", "at the meeting"),
        "draft": Text("concept", "draft"),
        "circulated": Text("rondgestuurd", "circulated"),
        "offered": Text("aangeboden", "offered"),
        "adopted": Text("vastgesteld", "adopted"),
    }
