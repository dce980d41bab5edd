"""Sending digests: who is due, what waits for them, and one mail each."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from regietafel.core.to_do.digest import fingerprint, slot_due
from regietafel.core.to_do.items import KIND_TITLES, URGENCY_TITLES, ToDo, grouped
from regietafel.desk.accounts.person import Person
from regietafel.desk.accounts.queries import people, person
from regietafel.desk.audit.chain import By
from regietafel.desk.shared.notation import AMSTERDAM, words
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.to_do import actions, queries

log = logging.getLogger(__name__)
Waiting = Callable[[Person, datetime], Sequence[ToDo]]


@dataclass(frozen=True)
class Sent:
    """What one round did: for each user that was due, the slot and what became of the digest."""

    user: str
    function_title: str
    slot: str
    state: str
    items: int


@dataclass(frozen=True)
class DigestLine:
    """One thing in the mail."""

    kind: str
    title: str
    due: str
    href: str


def send_due(*, by: By, at: datetime, waiting: Waiting) -> tuple[Sent, ...]:
    """Send every digest that is due at a moment, each at most once, and say what became of each.

    A digest is claimed before it is made: a second worker finds it taken. When a worker dies after its claim the
    digest stays "claimed" and is visible as such; it is not sent a second time.
    """
    sent = []
    local = at.astimezone(AMSTERDAM)
    for row in people():
        if not row.active:
            continue
        slot = slot_due(queries.wish_of(row.key).preference, local)
        if slot is None:
            continue
        digest = actions.claim(by=by, at=at, user=row.key, slot=slot)
        if digest is None:
            continue
        items = tuple(waiting(person(row.key), at))
        state, error = _deliver(row.key, row.email, items, local.date())
        said = fingerprint(items, local.date())
        actions.finish(
            by=by, at=at, digest=digest, state=state, fingerprint=said, items=len(items), error=error
        )
        sent.append(Sent(row.key, row.function_title, slot, state, len(items)))
    return tuple(sent)


def _deliver(user: str, email: str, items: Sequence[ToDo], day: date) -> tuple[str, str]:
    if not items:
        return "empty", ""
    if fingerprint(items, day) == queries.last_said(user):
        return "unchanged", ""
    try:
        digest_mail(email, items, day).send()
    except (SMTPException, OSError, ValueError) as refused:
        # ValueError: an address or subject with a line break in it, which would be a header of its own.
        log.warning("digest for user %s not accepted: %s", user, type(refused).__name__)
        return "refused", f"{type(refused).__name__}: {str(refused).splitlines()[0] if str(refused) else ''}"
    return "sent", ""


def digest_mail(email: str, items: Sequence[ToDo], day: date) -> EmailMessage:
    """The mail: how much waits in the subject, then everything by urgency with its address. Dutch, plain text."""
    with translation.override("nl"):
        groups = [
            (words(URGENCY_TITLES[urgency]), [_line(item) for item in found])
            for urgency, found in grouped(items, day).items()
        ]
        count = len(items)
        subject = ngettext(
            "Regietafel: er wacht %(n)s punt op u", "Regietafel: er wachten %(n)s punten op u", count
        ) % {"n": count}
        body = render_to_string(
            "to_do/digest.txt",
            {
                "day": written_day(day),
                "groups": groups,
                "page": _absolute(reverse("to_do:mine")),
                "settings": _absolute(reverse("to_do:digest")),
            },
        )
    return EmailMessage(subject=subject, body=body, from_email=settings.DEFAULT_FROM_EMAIL, to=[email])


def _line(item: ToDo) -> DigestLine:
    due = gettext("uiterlijk %(day)s") % {"day": written_day(item.due)} if item.due else ""
    return DigestLine(words(KIND_TITLES[item.kind]), item.title, due, _absolute(item.href))


def _absolute(address: str) -> str:
    return f"{settings.CONFIGURATION.base_url.rstrip('/')}{address}" if address.startswith("/") else address
