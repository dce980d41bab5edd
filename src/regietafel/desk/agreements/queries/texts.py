"""Agreements as texts that can be found."""

from __future__ import annotations

from django.urls import reverse

from regietafel.desk.agreements.models import AgreementVersion
from regietafel.desk.shared.searchable import Searchable


def texts(after: int) -> tuple[Searchable, ...]:
    """Versions of agreements that were added after a row; everyone may read them. One query."""
    rows = AgreementVersion.objects.filter(pk__gt=after).select_related("agreement").order_by("pk")
    return tuple(
        Searchable(
            number=row.pk,
            kind="agreement",
            key=row.agreement.key,
            group=f"agreement {row.agreement.key}",
            version=row.number,
            title=row.title,
            text=row.text,
            href=reverse("agreements:agreement", args=[row.agreement.key]),
            known_since=row.known_since,
            public=True,
            illustrative=row.agreement.illustrative,
        )
        for row in rows
    )
