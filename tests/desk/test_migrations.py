"""The database that migrations make is the one the models describe."""

from __future__ import annotations

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_change_of_a_model_waits_for_a_migration() -> None:
    # Ends with SystemExit when a migration is missing.
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
