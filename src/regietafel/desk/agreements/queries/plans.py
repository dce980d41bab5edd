"""The follow-up plan: measures of agreements with the actions that follow-up knows, and how far they are."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from regietafel.core.agreements.plan import PlannedAction, rolled_up
from regietafel.core.follow_up.items import State
from regietafel.desk.accounts.queries import organisation_names
from regietafel.desk.accounts.succession import named_now, with_heirs
from regietafel.desk.agreements.models import MeasureVersion
from regietafel.desk.agreements.queries.agreements import known_at
from regietafel.desk.agreements.rows import AgreementUnknown, MeasureRow
from regietafel.desk.follow_up.queries import items_by_key


def measure(key: str, *, agreement: str = "", day: date) -> MeasureRow:
    """The measure with this key as it is now, of this agreement when given. Raises: AgreementUnknown for one that is not there or was withdrawn."""
    found = measures(agreement=agreement, key=key, day=day)
    if not found:
        raise AgreementUnknown(
            _("Maatregel “%(key)s” is er niet, of is ingetrokken") % {"key": key[:80]},
            _("Kies er een uit het opvolgingsplan."),
        )
    return found[0]


def measures(
    at: datetime | None = None, *, agreement: str = "", key: str = "", day: date
) -> tuple[MeasureRow, ...]:
    """The measures known at a moment that were not withdrawn, with their actions; those of one agreement, or the one with this key, when given.

    `day` is the day on which terms are looked at. Five queries, whatever their number; one when there are none.
    An action that follow-up does not know yet at that moment is left out.
    """
    later = MeasureVersion.objects.filter(
        known_at(at), measure=OuterRef("measure"), number__gt=OuterRef("number")
    )
    rows = MeasureVersion.objects.filter(known_at(at), ~Exists(later), withdrawn=False)
    if agreement:
        rows = rows.filter(measure__agreement__key=agreement)
    if key:
        rows = rows.filter(measure__key=key)
    stored = list(
        rows.select_related("measure__agreement").order_by("measure__agreement__agreed_on", "measure_id")
    )
    if not stored:
        return ()
    actions = _actions({key for row in stored for key in row.actions}, at)
    names = organisation_names(with_heirs(row.owner for row in stored))
    found = []
    for row in stored:
        own = tuple(actions[key] for key in row.actions if key in actions)
        found.append(
            MeasureRow(
                key=row.measure.key,
                agreement=row.measure.agreement.key,
                title=row.title,
                owner=row.owner,
                owner_name=named_now(row.owner, {row.owner: row.owner.upper(), **names}, day),
                due=row.due,
                origin=row.measure.origin,
                actions=own,
                rolled=rolled_up(own, day=day, due=row.due),
                known_since=row.measure.known_since,
            )
        )
    return tuple(found)


def _actions(keys: set[str], at: datetime | None) -> dict[str, PlannedAction]:
    return {
        item.key: PlannedAction(
            item.key,
            item.text,
            item.owner,
            item.term.due,
            started=item.state is not State.OPEN,
            done=item.ended,
            href=item.href,
        )
        for item in items_by_key(keys, at)
    }
