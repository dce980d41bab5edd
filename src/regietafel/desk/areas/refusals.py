"""Why an area or half-year cannot be shown, in the language of the page."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from regietafel.core.areas.division import (
    AreaError,
    AreaNotYetFormed,
    DissolvedArea,
    changes_between,
    division_on,
    divisions,
)
from regietafel.core.base.calendar import HalfYear
from regietafel.desk.shared.notation import day, moment


def area_refused(error: AreaError) -> str:
    """What is wrong with the area that was asked for, and which one to take."""
    if isinstance(error, DissolvedArea):
        change = _change_of(error.code)
        if change is not None:
            on, new = change
            into = division_on(on).name_of(new)
            return _(
                "Gemeente %(code)s is op %(day)s opgegaan in %(name)s. Kies %(name)s, of een eerder halfjaar."
            ) % {"code": error.code, "day": day(on), "name": f"{into} ({new})"}
    if isinstance(error, AreaNotYetFormed):
        return _("Gemeente %(code)s bestond toen nog niet. Kies een later halfjaar.") % {"code": error.code}
    return _("Er is geen gebied met de code %(code)s. Kies een gebied uit de tabel.") % {"code": error.code}


def targets_unknown(period: HalfYear, at: datetime | None) -> str:
    """That no target of a half-year was known yet."""
    if at is None:
        return _("Van %(period)s is nog geen taakstelling bekend. Kies een ander halfjaar.") % {
            "period": period
        }
    return _("Van %(period)s was op %(moment)s nog geen taakstelling bekend. Kies een later moment.") % {
        "period": period,
        "moment": moment(at),
    }


def _change_of(code: str) -> tuple[date, str] | None:
    starts = [division.valid.start for division in divisions()]
    for change in changes_between(min(starts), max(starts)):
        if change.old == code:
            return change.day, change.new
    return None
