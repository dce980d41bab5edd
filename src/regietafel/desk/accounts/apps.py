"""The accounts desk as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Label `accounts`."""

    name = "regietafel.desk.accounts"
    label = "accounts"
    verbose_name = "Mensen en organisaties"
