"""Mandates, and the letters that were sent, as texts that can be found."""

from __future__ import annotations

from django.urls import reverse

from regietafel.core.mandates.acts import ActKind, formal_act
from regietafel.desk.mandates.models import Act, Mandate
from regietafel.desk.mandates.queries.mandates import anchor_of, core_act
from regietafel.desk.shared.notation import opening
from regietafel.desk.shared.searchable import Searchable


def texts(after: int) -> tuple[Searchable, ...]:
    """Mandates that were added after a row, as texts that can be found. One query."""
    rows = Mandate.objects.filter(pk__gt=after).order_by("pk")
    return tuple(
        Searchable(
            number=row.pk,
            kind="mandate",
            key=row.key,
            group=f"mandate {row.key}",
            version=1,
            title=f"{row.giver.upper()} aan {row.holder.upper()}: {row.subject}",
            text=_said(row),
            href=reverse("mandates:mandate", args=[row.key]),
            known_since=row.known_since,
            readers=(row.giver, row.holder),
            public=row.public,
            illustrative=row.illustrative,
        )
        for row in rows
    )


def _said(row: Mandate) -> str:
    parts = [f"Mandaat: {core_act(row).doing.nl}", row.note_nl, *(each["nl"] for each in row.conditions)]
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def letters(after: int) -> tuple[Searchable, ...]:
    """Letters that were put down as sent after a row: for who may read the mandate, or is of the sender. One query.

    A letter leads to its place on the page of its mandate; one that a table sent by its own right, to the list.
    """
    rows = Act.objects.filter(pk__gt=after, kind=ActKind.SEND_LETTER.value).select_related("mandate")
    return tuple(
        Searchable(
            number=row.pk,
            kind="letter",
            key=row.key,
            group=f"letter {row.key}",
            version=1,
            title=opening(formal_act(ActKind.SEND_LETTER, row.subject, row.done_on).thing.nl),
            text=row.report,
            href=f"{_page_of(row)}#{anchor_of(row.key)}",
            known_since=row.known_since,
            readers=(row.mandate.giver, row.mandate.holder) if row.mandate else (row.actor,),
            public=row.mandate.public if row.mandate else False,
            illustrative=row.illustrative,
        )
        for row in rows.order_by("pk")
    )


def _page_of(row: Act) -> str:
    return (
        reverse("mandates:mandate", args=[row.mandate.key]) if row.mandate else reverse("mandates:mandates")
    )
