"""The desk of search as a Django app. It keeps an index of what other desks keep, and puts nothing on record."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Label `search`."""

    name = "regietafel.desk.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Zoeken"
