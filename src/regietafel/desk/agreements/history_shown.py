"""How an agreement changed: each version with what was different, old → new, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from regietafel.core.agreements.promise import Promise
from regietafel.desk.accounts.queries import organisation_names
from regietafel.desk.agreements.queries import AgreementRow, VersionRow
from regietafel.desk.shared.components.steps import Event, Timeline
from regietafel.desk.shared.notation import day, number, words

LONGEST = 120


def history_of(row: AgreementRow, versions: Sequence[VersionRow]) -> Timeline | None:
    """The versions of an agreement, when it was changed; None while there is one."""
    if len(versions) < 2:
        return None
    parties = {key for one in versions for key in (*one.promise.owners, *one.promise.parties)}
    names = row.names | organisation_names(parties - row.names.keys())
    events = []
    for before, one in zip((None, *versions), versions, strict=False):
        if before is None:
            said = _("vastgelegd, uiterlijk %(day)s") % {"day": day(one.latest)}
        elif one.ended:
            said = _("beëindigd")
        else:
            said = _difference(before.promise, one.promise, names)
        detail = ". ".join(part.rstrip(".") for part in (one.reason, one.by_name) if part)
        events.append(Event(one.known_since, said, detail, current=one.number == row.version))
    return Timeline(events, _("Versies van deze afspraak"))


def _difference(before: Promise, after: Promise, names: Mapping[str, str]) -> str:
    """What is different, each as "what: old → new"."""
    found = []
    for label, said in _parts(names):
        old, new = said(before), said(after)
        if old != new:
            found.append(f"{label}: {_cut(old)} → {_cut(new)}")
    return "; ".join(found) or _("niets aan de woorden, termijnen of hoeveelheden")


def _parts(names: Mapping[str, str]) -> list[tuple[str, Callable[[Promise], str]]]:
    def named(keys: Sequence[str]) -> str:
        return ", ".join(names.get(key, key) for key in keys)

    return [
        (_("titel"), lambda one: one.title),
        (_("tekst"), lambda one: one.text),
        (_("wie komt het na"), lambda one: named(one.owners)),
        (_("partijen"), lambda one: named(one.parties)),
        (_("liefst op"), lambda one: day(one.best) if one.best else ""),
        (_("uiterlijk op"), lambda one: day(one.latest) if one.latest else ""),
        (_("inspanning of resultaat"), lambda one: words(one.nature.words) if one.nature else ""),
        (_("hoeveelheden"), _quantities),
        (_("hangt af van"), lambda one: "; ".join(f"{each.on}: {each.why}" for each in one.dependencies)),
    ]


def _quantities(promise: Promise) -> str:
    """Each quantity with its unit, area and last day."""
    return "; ".join(
        _("%(n)s %(unit)s in %(area)s, %(day)s")
        % {
            "n": number(one.target),
            "unit": words(one.measures.unit),
            "area": one.area,
            "day": day(one.latest),
        }
        for one in promise.gauges
    )


def _cut(text: str) -> str:
    return "–" if not text else text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
