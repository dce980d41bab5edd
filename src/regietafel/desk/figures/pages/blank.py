"""An empty sheet in the format of import, with the areas of who asks for it and the next month."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regietafel.core.areas.division import Division
from regietafel.core.base.calendar import month_of
from regietafel.core.figures.indicators import INDICATORS, Indicator
from regietafel.core.figures.when import When, code
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.permissions import may_enter_figures
from regietafel.desk.accounts.person import Person, day_of, demand
from regietafel.desk.figures import queries
from regietafel.desk.figures.blank_sheet import blank_csv, blank_xlsx
from regietafel.desk.figures.seen import nearest_division
from regietafel.desk.shared.moment import moment_of

FORMS = {
    "csv": (blank_csv, "text/csv; charset=utf-8"),
    "xlsx": (blank_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
def template_sheet(request: HttpRequest) -> HttpResponse:
    """`/cijfers/invoeren/leeg-blad/?indicator=housed&vorm=xlsx`"""
    person, now = person_of(request), timezone.now()
    form = request.GET.get("vorm", "xlsx")
    known = INDICATORS.get(request.GET.get("indicator", "housed"))
    if known is None or form not in FORMS:
        raise Http404(_("Kies een indicator die er is, en csv of xlsx."))
    own = own_area(person, now.date())
    demand(may_enter_figures(person, own, now), person)
    when = next_period(
        known, moment_of(request).local.date(), queries.periods_of(known.key, moment_of(request).at)
    )
    division = nearest_division(when.start)
    write, content_type = FORMS[form]
    areas = [(area, division.name_of(area)) for area in _areas(known, own, division)]
    response = HttpResponse(write(known, when, areas), content_type=content_type)
    name = f"{known.key.replace('_', '-')}-{code(when)}-{own.lower()}".replace(" ", "")
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def own_area(person: Person, day: date) -> str:
    """The area of a person's first role that has one; the nation for who has none."""
    return next((role.area for role in person.held(day_of(day)) if role.area), "NL")


def next_period(known: Indicator, today: date, periods: tuple[When, ...]) -> When:
    """The month after the last one that has a figure, or the last whole month; for a stock the first of a month."""
    months = [when for when in periods if when.until and (when.until - when.start).days <= 31]
    if known.kind == "flow":
        last = months[0].until if months else None
        start = last if last and last <= today else month_of(month_of(today).start - timedelta(days=1)).start
        month = month_of(start)
        return When(month.start, month.until)
    last_day = periods[0].start if periods else None
    after = month_of(last_day).until if last_day else None
    return When(after if after and after <= today else month_of(today).start)


def _areas(known: Indicator, own: str, division: Division) -> list[str]:
    """The areas that who asks delivers figures of: municipalities where the indicator has them."""
    if "GM" in known.levels:
        return [area for area in division.in_area(own) if known.kept_for(area)]
    if known.kept_for(own):
        return [own]
    return ["NL"]
