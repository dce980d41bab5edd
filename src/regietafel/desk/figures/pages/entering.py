"""Entering figures: choose a sheet, look at what was found, confirm, see what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from regietafel.core.base.answer import Text
from regietafel.core.figures.approval import StepRefused, steps_from
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.permissions import may_approve, may_enter_figures, may_see_detail
from regietafel.desk.accounts.person import Permission, Person, Refused, demand
from regietafel.desk.figures import actions, queries
from regietafel.desk.figures.delivery_shown import DeliveryContext, delivery_context, delivery_title
from regietafel.desk.figures.forms import UploadForm
from regietafel.desk.figures.pages.blank import own_area
from regietafel.desk.figures.queries import DeliveryFull
from regietafel.desk.figures.sheets import LARGEST_FILE
from regietafel.desk.figures.shown import MADE_UP
from regietafel.desk.figures.upload_limit import LimitedUpload
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.components.steps import Steps
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import Crumb, Provenance, page

STEP_NAMES = (
    Text("Blad kiezen", "Choose a sheet"),
    Text("Controleren", "Check"),
    Text("Bevestigen", "Confirm"),
)
OWN = "eigen"


@dataclass(frozen=True)
class UploadContext:
    """The form to hand in a sheet, and where an empty one is."""

    lead: str
    steps: Steps
    notices: list[Notice]
    form_fields: FormFields
    template_href: str
    template_csv_href: str


@csrf_exempt
def upload(request: HttpRequest) -> HttpResponse:
    """Step 1. The limit on the upload is set before anything of it is read; only then is the token asked."""
    request.upload_handlers.insert(0, LimitedUpload(request))
    return _upload(request)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _upload(request: HttpRequest) -> HttpResponse:
    person, now = person_of(request), timezone.now()
    demand(may_enter_figures(person, own_area(person, now), now), person)
    if request.method != "POST":
        initial = {
            "indicator": request.GET.get("indicator", "housed"),
            "source": request.GET.get("bron", OWN),
            "period": request.GET.get("periode", ""),
            "sheet": request.GET.get("blad", ""),
            "cumulative_since": request.GET.get("vanaf", ""),
        }
        return _upload_page(request, _form(person, None, None, initial))
    form = _form(person, request.POST, request.FILES)
    if getattr(request, "upload_too_large", False):
        form.is_valid()
        form.errors.pop("file", None)
        form.add_error("file", _too_large())
        return _upload_page(request, form, status=413)
    if not form.is_valid():
        return _upload_page(request, form, status=422)
    given = form.cleaned_data
    try:
        number = actions.receive(
            by=person,
            at=now,
            file_name=given["file"].name,
            content=given["file"],
            indicator=given["indicator"],
            source=_source(person, given["source"]),
            options=actions.Options(
                when=given["when"],
                cumulative_since=given["cumulative_since"],
                sheet=given["sheet"] or None,
                illustrative=person.demo,
            ),
            organisation=_organisation(person)[0],
        )
    except actions.DeliveryRefused as refused:
        return _upload_page(request, form, [_told(refused)], status=_status(refused))
    except Refused as refused:
        form.add_error("file", words(refused.permission.reason))
        return _upload_page(request, form, status=403)
    return HttpResponseRedirect(reverse("figures:delivery", args=[number]))


@require_http_methods(["GET", "HEAD", "POST"])
def delivery_page(request: HttpRequest, number: int) -> HttpResponse:
    """Steps 2 and 3, and what became of it."""
    person = person_of(request)
    found = queries.delivery(number)
    if found is None:
        demand(Permission(person.signed_in, _SIGN_IN), person)
        raise Http404(_("Aanlevering %(n)s bestaat niet.") % {"n": number})
    demand(may_see_delivery(person, found), person)
    notice, status = None, 200
    if request.method == "POST":
        try:
            _take(request, person, number)
            return HttpResponseRedirect(request.path)
        except actions.DeliveryRefused as refused:
            notice, status = _told(refused), _status(refused)
        except StepRefused as refused:
            notice, status = Notice("error", words(refused.text)), 409
        except Refused as refused:
            notice, status = Notice("error", _("Dit mag u niet"), refused.permission.reason), 403
        found = queries.delivery(number) or found
    context = delivery_context(request, person, found, notice, _may_take(person, found))
    return page(
        request,
        "figures/delivery.html",
        context,
        title=delivery_title(found),
        breadcrumb=[
            Crumb(_("Cijfers"), reverse("figures:overview")),
            Crumb(_("Aanleveringen"), reverse("figures:deliveries")),
            Crumb(found.file_name),
        ],
        provenance=Provenance(
            rules=[(_("bekend sinds"), reverse("home:rule", args=["figures"]))],
            illustrative=MADE_UP if found.illustrative else "",
        ),
        status=status,
    )


_SIGN_IN = Text("Meld u aan: dit is niet openbaar.", "Sign in: this is not a public page.")


def may_see_delivery(person: Person, delivery: queries.DeliveryLine) -> Permission:
    """Who handed it in sees a delivery, and whoever sees all its areas in detail."""
    now = timezone.now()
    if person.signed_in and person.key == delivery.uploaded_by:
        return Permission(True, Text("U hebt dit aangeleverd.", "You handed this in."))
    everything = may_see_detail(person, "NL", now)
    if everything or not delivery.areas:
        return everything
    answers = (may_see_detail(person, area, now) for area in delivery.areas)
    return next((answer for answer in answers if not answer), Permission(True, _SIGN_IN))


def _may_take(person: Person, found: DeliveryFull) -> dict[str, Permission]:
    """For each step of the procedure in this state: whether this person may take it, and why not."""
    now = timezone.now()
    answers: dict[str, Permission] = {}
    for step, actor in steps_from(found.state).items():
        if actor == "deliverer":
            asked = [may_enter_figures(person, area, now) for area in found.areas]
            own = person.key == found.uploaded_by
            if step == "withdraw" and own:
                asked = []
        else:
            asked = [may_approve(person, area, found.levels[0], now) for area in found.areas]
        answers[step] = next((one for one in asked if not one), Permission(True, _SIGN_IN))
    return answers


def _take(request: HttpRequest, person: Person, number: int) -> None:
    """The step that the pressed button names."""
    now, step = timezone.now(), request.POST.get("stap", "")
    remark = request.POST.get("remark", "")
    if step == "confirm":
        actions.confirm(by=person, at=now, delivery=number, motive=request.POST.get("motive", ""))
    elif step == "check_again":
        actions.check_again(by=person, at=now, delivery=number)
    elif step == "withdraw":
        actions.withdraw(by=person, at=now, delivery=number)
    elif step == "approve":
        actions.approve(by=person, at=now, delivery=number, remark=remark)
    elif step == "return":
        actions.return_with_remark(by=person, at=now, delivery=number, remark=remark)
    else:
        raise Http404(_("Deze stap bestaat niet."))


# -- parts -----------------------------------------------------------------------------------------------


def _form(person: Person, data: object, files: object, initial: dict[str, str] | None = None) -> UploadForm:
    own = (OWN, _("Deze opgave zelf: %(title)s") % {"title": own_source(person).title})
    known = [
        (key, source.title) for key, source in queries.sources().items() if key != own_source(person).key
    ]
    return UploadForm(data, files, initial=initial, sources=[own, *known], today=timezone.localdate())


def own_source(person: Person) -> actions.SourceEntry:
    """The source that a person's own deliveries have: one for each organisation, so that corrections meet."""
    key, name = _organisation(person)
    if person.demo:
        return actions.SourceEntry(f"opgave-{key}-demo", f"Opgave van {name} (demo)", quality="illustrative")
    return actions.SourceEntry(f"opgave-{key}", f"Opgave van {name}")


def _organisation(person: Person) -> tuple[str, str]:
    held = person.held(timezone.now())
    return (held[0].organisation, held[0].organisation_name) if held else ("onbekend", person.name)


def _source(person: Person, chosen: str) -> actions.SourceEntry:
    if chosen == OWN:
        return own_source(person)
    found = queries.sources()[chosen]
    return actions.SourceEntry(chosen, found.title, quality=found.quality)


def _upload_page(
    request: HttpRequest, form: UploadForm, notices: list[Notice] | None = None, *, status: int = 200
) -> HttpResponse:
    template = reverse("figures:template")
    keep = moment_of(request).on
    context = UploadContext(
        lead=_("Kies een blad met cijfers. U ziet eerst wat erin staat; pas als u bevestigt, tellen ze mee."),
        steps=Steps(STEP_NAMES, 0),
        notices=notices or [],
        form_fields=FormFields(form),
        template_href=keep(f"{template}?vorm=xlsx"),
        template_csv_href=keep(f"{template}?vorm=csv"),
    )
    return page(
        request,
        "figures/upload.html",
        context,
        title=_("Cijfers invoeren"),
        breadcrumb=[Crumb(_("Cijfers"), reverse("figures:overview")), Crumb(_("Invoeren"))],
        status=status,
    )


def _too_large() -> str:
    return _(
        "Het bestand is groter dan %(n)s MB. Lever alleen het blad met de cijfers aan, zonder plaatjes en oude jaren. "
        "Er is niets opgeslagen."
    ) % {"n": LARGEST_FILE // 1_000_000}


def _told(refused: actions.DeliveryRefused) -> Notice:
    return Notice("error", refused.text, points=refused.points)


def _status(refused: actions.DeliveryRefused) -> int:
    return {"full": 507, "busy": 503, "unknown": 404}.get(
        refused.kind, 422 if refused.kind in ("motive", "remark", "reason") else 409
    )


__all__ = ["DeliveryContext", "delivery_page", "may_see_delivery", "own_source", "upload"]
