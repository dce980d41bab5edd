"""The check before adoption, and the steps of the procedure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from regietafel.core.base.errors import RegietafelError
from regietafel.core.meetings.states import MeetingState
from regietafel.core.minutes.check import blocking
from regietafel.core.minutes.states import PROCEDURE, STATES
from regietafel.desk.meetings import queries as meetings
from regietafel.desk.minutes import actions, queries
from regietafel.desk.minutes.belonging import name_of, tables_to_choose
from regietafel.desk.minutes.forms import AdoptForm, OfferForm, ReasonForm
from regietafel.desk.minutes.pages.asked import Asked, asked, asked_to_write
from regietafel.desk.minutes.shown import ORDER, ShownFinding, shown_findings
from regietafel.desk.shared import notation
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.components.steps import Steps
from regietafel.desk.shared.page import Provenance, page
from regietafel.desk.tables.queries import table_titles


@dataclass(frozen=True)
class CheckContext:
    """What the check found, each with a form for a motive where one may be given."""

    lead: str
    refused: Notice | None
    findings: Sequence[ShownFinding]
    may_write: bool
    may_renew: bool
    attendance_href: str
    home: str


@dataclass(frozen=True)
class StepForm:
    """One step that can be taken now: its verb, what it does, and what it asks."""

    key: str
    verb: str
    what: str
    form_fields: FormFields
    main: bool = False


@dataclass(frozen=True)
class StepsContext:
    """Where the minutes stand, and the steps from here."""

    lead: str
    steps: Steps
    refused: Notice | None
    forms: Sequence[StepForm]
    seen: int


@require_http_methods(["GET", "HEAD", "POST"])
def check_page(request: HttpRequest, meeting: str) -> HttpResponse:
    """What contradicts itself in these minutes, or what is known elsewhere?"""
    found = asked(request, meeting)
    refused = None
    if request.method == "POST":
        found = asked_to_write(request, meeting)
        try:
            _answer_check(found, request.POST)
        except RegietafelError as error:
            refused = _notice(error)
        else:
            return HttpResponseRedirect(request.path)
    row, at = found.row, found.moment.at
    findings = queries.findings_of(row, found.day, at, table=found.table).value
    motives = queries.motives(meeting, at)
    standing = len(blocking(findings, motives))
    context = CheckContext(
        lead=ngettext(
            "%(n)s punt staat het vaststellen nog in de weg.",
            "%(n)s punten staan het vaststellen nog in de weg.",
            standing,
        )
        % {"n": standing}
        if standing
        else _("Niets in de controle staat het vaststellen in de weg."),
        refused=refused,
        findings=shown_findings(findings, motives),
        may_write=found.moment.is_now and bool(found.keeps) and row.state != "adopted",
        may_renew=found.moment.is_now and bool(found.keeps) and "change" in PROCEDURE[row.state],
        attendance_href=reverse("meetings:attendance", args=[meeting]),
        home=found.moment.on(found.home),
    )
    return page(
        request,
        "minutes/check.html",
        context,
        title=_("Klopt het verslag van de %(name)s?") % {"name": found.name},
        breadcrumb=found.crumbs(_("Controle")),
        provenance=Provenance(
            rules=[(_("Verslag controleren en vaststellen"), reverse("home:rule", args=["minutes"]))]
        ),
        status=422 if refused else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def steps_page(request: HttpRequest, meeting: str) -> HttpResponse:
    """Send round, offer, take back, or record that the table adopted."""
    found = asked_to_write(request, meeting)
    sent = request.POST if request.method == "POST" else None
    forms = _forms(found, sent)
    refused = None
    if sent is not None:
        key, seen = sent.get("stap", ""), sent.get("seen", "")
        refused = _take(found, key, forms, int(seen) if seen.isdecimal() and len(seen) < 7 else 0)
        if refused is None:
            return HttpResponseRedirect(found.home)
    context = StepsContext(
        lead=_leads()[found.row.state],
        steps=Steps([STATES[key] for key in ORDER], ORDER.index(found.row.state)),  # type: ignore[index]
        refused=refused,
        forms=[
            StepForm(key, verb, what, FormFields(forms[key]), main)
            for key, verb, what, main in _steps()
            if key in PROCEDURE[found.row.state]
        ],
        seen=found.row.version,
    )
    return page(
        request,
        "minutes/steps.html",
        context,
        title=_("Hoe gaat het verslag van de %(name)s verder?") % {"name": found.name},
        breadcrumb=found.crumbs(_("Stappen")),
        status=422 if refused else 200,
    )


def _answer_check(found: Asked, sent: QueryDict) -> None:
    """Give a motive for a finding, or take the attendance over again after a correction. Raises: RegietafelError."""
    by, at, meeting = found.person, found.now, found.row.meeting
    if sent.get("stap") == "aanwezigheid":
        actions.renew_attendance(by=by, at=at, meeting=meeting)
        return
    mark, text = sent.get("bevinding", "")[:10], sent.get("uitleg", "")[:500]
    actions.give_motive(by=by, at=at, meeting=meeting, mark=mark, text=text)


def _forms(found: Asked, sent: QueryDict | None) -> dict[str, Form]:
    """A form for each step; only the one that was sent is bound."""
    taken = sent.get("stap", "") if sent is not None else ""

    def data(key: str) -> QueryDict | None:
        return sent if taken == key else None

    own, titles = found.row.table, table_titles()
    held = meetings.meetings(table="", start=found.day, until=None)
    choices = [
        (each.key, f"{name_of(each.table, titles)}, {notation.day(each.day)}")
        for each in sorted(held, key=lambda each: (each.table != own, each.day))
        if each.key != found.row.meeting
        and each.day <= found.now.date()
        and each.state is not MeetingState.CANCELLED
    ]
    return {
        "circulate": Form(data("circulate")),
        "offer": OfferForm(data("offer"), tables=tables_to_choose(own), auto_id="aan_%s"),
        "take_back": ReasonForm(data("take_back"), auto_id="terug_%s"),
        "adopt": AdoptForm(data("adopt"), meetings=choices, auto_id="vast_%s"),
    }


def _take(found: Asked, key: str, forms: dict[str, Form], seen: int) -> Notice | None:
    """Take a step; the refusal as a notice when it cannot be."""
    if key not in forms:
        return Notice("error", _("Kies een stap."))
    form = forms[key]
    if not form.is_valid():
        points = [str(error) for errors in form.errors.values() for error in errors]
        return Notice("error", _("Er mist nog iets."), points=points)
    by, at, meeting, said = found.person, found.now, found.row.meeting, form.cleaned_data
    takes: dict[str, Callable[[], object]] = {
        "circulate": lambda: actions.circulate(by=by, at=at, meeting=meeting, seen=seen),
        "offer": lambda: actions.offer(by=by, at=at, meeting=meeting, seen=seen, table=said["table"]),
        "take_back": lambda: actions.take_back(by=by, at=at, meeting=meeting, reason=said["reason"]),
        "adopt": lambda: actions.adopt(
            by=by, at=at, meeting=meeting, version=seen, at_meeting=said["at_meeting"]
        ),
    }
    try:
        takes[key]()
    except RegietafelError as error:
        return _notice(error)
    return None


def _notice(error: RegietafelError) -> Notice:
    texts = getattr(error, "texts", None)
    if texts:
        return Notice("error", _("Dit kan nu niet."), points=list(texts))
    return Notice("error", _("Dit kan nu niet."), f"{error.what}. {error.remedy}")


def _leads() -> dict[str, str]:
    return {
        "draft": _("Het concept is nog niet rondgestuurd. Partners met een zetel krijgen het te lezen."),
        "circulated": _("Het verslag is rondgestuurd. Beantwoord elke opmerking; bied het dan aan."),
        "offered": _("Het verslag ligt voor bij de tafel. Alleen die tafel stelt het vast."),
        "adopted": _("Het verslag is vastgesteld. Er verandert niets meer aan."),
    }


def _steps() -> list[tuple[str, str, str, bool]]:
    return [
        (
            "adopt",
            _("Leg vast dat de tafel het vaststelde"),
            _("Kies de vergadering waarin dat gebeurde."),
            True,
        ),
        ("offer", _("Bied het aan"), _("Het komt als punt op de agenda van de volgende vergadering."), True),
        (
            "circulate",
            _("Stuur het rond"),
            _(
                "Wie een zetel heeft, leest het met alle opmerkingen. Uit de regels komen acties, verzoeken en mandaten."
            ),
            True,
        ),
        ("take_back", _("Neem het terug"), _("Dan kunt u het nog aanpassen."), False),
    ]
