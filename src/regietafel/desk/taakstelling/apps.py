from django.apps import AppConfig


class TaakstellingConfig(AppConfig):
    name = "regietafel.desk.taakstelling"
    label = "taakstelling"
    default_auto_field = "django.db.models.BigAutoField"
