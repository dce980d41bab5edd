"""The desk of tables: structure, seats, offices, contact points as a Django app, with the words for what it puts on record."""

from django.apps import AppConfig

from regietafel.core.base.answer import Text


class TablesConfig(AppConfig):
    """Label `tables`."""

    name = "regietafel.desk.tables"
    label = "tables"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Tafels"
    audit_words = {
        "table": Text("tafel", "table"),
        "offices": Text("functies", "offices"),
        "office": Text("functie", "office"),
        "topics": Text("onderwerpen", "topics"),
        "contact": Text("contactpunt", "contact point"),
        "hand_over": Text("overdracht", "hand-over"),
        "matter": Text("onderwerp op weg", "matter on its way"),
        "tables.establish": Text("tafel vastgelegd", "table recorded"),
        "tables.relate": Text("verhouding vastgelegd", "relation recorded"),
        "tables.rename": Text("andere naam gegeven", "given another name"),
        "tables.end_contact": Text("contactpunt beëindigd", "contact point ended"),
        "abbreviation": Text("afkorting", "abbreviation"),
        "tables.end_body": Text("tafel beëindigd", "table ended"),
        "tables.add_offices": Text("functies toegevoegd", "offices added"),
        "tables.appoint": Text("ambtsdrager vastgelegd", "office holder recorded"),
        "tables.step_down": Text("ambtsdrager vertrokken", "office holder left"),
        "tables.add_seat": Text("plaats toegevoegd", "seat added"),
        "tables.end_seat": Text("plaats beëindigd", "seat ended"),
        "tables.add_topics": Text("onderwerpen toegevoegd", "topics added"),
        "tables.name_contact": Text("contactpunt genoemd", "contact point named"),
        "tables.describe_task": Text("taak beschreven", "task described"),
        "tables.plan_hand_over": Text("overdracht gepland", "hand-over planned"),
        "tables.trace_matter": Text("weg van een onderwerp vastgelegd", "way of a matter recorded"),
        "from": Text("vanaf", "from"),
        "until": Text("tot", "until"),
        "relation": Text("verhouding", "relation"),
        "with": Text("met", "with"),
        "seat": Text("plaats", "seat"),
        "holder": Text("ambtsdrager", "holder"),
        "task": Text("taak", "task"),
        "tables": Text("tafels", "tables"),
        "transfers": Text("aantal overdrachten", "number of transfers"),
        "day": Text("dag", "day"),
        "deputy": Text("vervanger", "deputy"),
        "partner": Text("partner", "partner"),
    }
