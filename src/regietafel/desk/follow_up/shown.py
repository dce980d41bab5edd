"""Words for items and terms, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import NoReverseMatch, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from regietafel.core.follow_up.items import Kind, Term
from regietafel.desk.accounts.queries import organisation_names
from regietafel.desk.accounts.succession import with_heirs
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.tables.queries import table_titles


def plural_title(kind: Kind) -> str:
    """The name of the list of a kind."""
    return {
        Kind.ACTION: _("Acties"),
        Kind.REQUEST: _("Verzoeken"),
        Kind.QUESTION: _("Vragen"),
        Kind.CONCERN: _("Aandachtspunten"),
    }[kind]


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """Names of tables and organisations by key, with those of who took over from them; a key without a name stands
    for itself. Two queries."""
    wanted = {key for key in keys if key}
    return {key: key for key in wanted} | organisation_names(with_heirs(wanted)) | table_titles()


def term_words(term: Term, day: date, *, ended: bool = False) -> str:
    """When something is due, and whether that has passed; a term that was not agreed is said to be none."""
    if term.due is None:
        return _("geen termijn afgesproken")
    said = _("uiterlijk %(day)s") % {"day": written_day(term.due)}
    if term.opens is not None:
        said = _("van %(opens)s tot en met %(day)s") % {
            "opens": written_day(term.opens),
            "day": written_day(term.due),
        }
    return _("%(term)s, te laat") % {"term": said} if not ended and term.is_overdue(day) else said


def key_for(text: str, at: datetime) -> str:
    """A readable key for a new item, with the moment so that two of the same text differ.

    >>> key_for("Bel de gemeenten!", datetime(2022, 9, 16, 20))
    'bel-de-gemeenten-20220916-200000000000'
    """
    return f"{slugify(text)[:50].strip('-') or 'punt'}-{at:%Y%m%d-%H%M%S%f}"


def line_address(origin: str) -> str:
    """The address of a line of minutes; "" when there are no minutes to go to.

    >>> line_address("")
    ''
    """
    meeting, _slash, line = origin.partition("/")
    try:
        return f"{reverse('minutes:minutes', args=[meeting])}#regel-{line.replace('.', '-')}" if line else ""
    except NoReverseMatch:
        return ""
