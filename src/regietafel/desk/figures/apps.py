from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "regietafel.desk.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"
