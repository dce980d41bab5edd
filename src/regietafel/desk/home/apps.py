from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "regietafel.desk.home"
    label = "home"
