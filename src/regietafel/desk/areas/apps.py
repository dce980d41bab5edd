from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "regietafel.desk.areas"
    label = "areas"
    default_auto_field = "django.db.models.BigAutoField"
