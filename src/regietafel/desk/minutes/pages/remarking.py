"""Making a remark, and answering one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.base.errors import RegietafelError
from regietafel.desk.accounts.person import demand
from regietafel.desk.minutes import actions, queries
from regietafel.desk.minutes.actions import MinutesConflict
from regietafel.desk.minutes.belonging import name_of, no_seat
from regietafel.desk.minutes.forms import AnswerForm, RemarkForm, said_by
from regietafel.desk.minutes.pages.asked import Asked, asked, asked_to_write, owners, say
from regietafel.desk.minutes.pages.writing import FormContext, now_seen
from regietafel.desk.minutes.queries import RemarkRow
from regietafel.desk.minutes.queries.kept import anchor_of
from regietafel.desk.minutes.shown import names_of
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.page import page


@require_http_methods(["GET", "HEAD", "POST"])
def remark_page(request: HttpRequest, meeting: str) -> HttpResponse:
    """A remark on one line (`?regel=3.2`) or on the whole."""
    found = asked(request, meeting)
    if not found.partners:
        demand(no_seat(), found.person)
    number = request.GET.get("regel", "")[:12]
    line = found.row.content.line(number)
    if number and line is None:
        raise Http404(_("Regel %(number)s staat niet in dit verslag.") % {"number": number})
    form = RemarkForm(
        request.POST if request.method == "POST" else None,
        partners=sorted(found.partners.items()),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.remark(
                by=found.person,
                at=found.now,
                meeting=meeting,
                partner=form.cleaned_data["partner"],
                version=found.row.version,
                line=number,
                text=form.cleaned_data["text"],
            )
        except RegietafelError as refused:
            say(form, refused)
        else:
            return HttpResponseRedirect(f"{found.home}#{anchor_of(number) if number else 'opmerkingen'}")
    context = FormContext(
        lead=_(
            "Het secretariaat leest uw opmerking meteen; de andere partners als het verslag weer rondgaat."
        ),
        about=line.text if line else "",
        form_fields=FormFields(form),
        verb=_("Verstuur de opmerking"),
    )
    return page(
        request,
        "minutes/form.html",
        context,
        title=_("Opmerking bij regel %(number)s") % {"number": number}
        if number
        else _("Opmerking bij het hele verslag"),
        breadcrumb=found.crumbs(_("Opmerking")),
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: HttpRequest, meeting: str, remark: int) -> HttpResponse:
    """Accept a remark with a new text, or decline it; both with an answer to the partner."""
    found = asked_to_write(request, meeting)
    row = next((each for each in queries.remarks(meeting) if each.key == remark), None)
    if row is None:
        raise Http404(_("Deze opmerking hoort niet bij dit verslag."))
    names = names_of(found.row, {*found.table.partners, row.partner})
    line = found.row.content.line(row.line)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        owners=owners(found, names),
        whole=line is None,
        initial=said_by(line, found.row.version) if line else {"seen": found.row.version},
    )
    theirs = ""
    if request.method == "POST" and form.is_valid():
        done, theirs = _answer(found, row, form, accepted=request.POST.get("stap") != "decline")
        if done:
            return HttpResponseRedirect(f"{found.home}#{anchor_of(row.line) if row.line else 'opmerkingen'}")
    context = FormContext(
        lead=_("%(partner)s merkt op: \u201c%(text)s\u201d")
        % {"partner": name_of(row.partner, names), "text": row.text},
        about=line.text if line else "",
        theirs=theirs,
        form_fields=FormFields(form),
        verb=_("Neem over"),
        others=[("decline", _("Wijs af"))],
    )
    return page(
        request,
        "minutes/answer.html",
        context,
        title=_("Opmerking bij regel %(number)s beantwoorden") % {"number": row.line}
        if row.line
        else _("Opmerking beantwoorden"),
        breadcrumb=found.crumbs(_("Opmerking")),
        status=409 if theirs else 422 if form.errors else 200,
    )


def _answer(found: Asked, row: RemarkRow, form: AnswerForm, *, accepted: bool) -> tuple[bool, str]:
    """Whether the answer was given, and what the line says now when someone else was first."""
    said = form.cleaned_data
    meeting, by, at = found.row.meeting, found.person, found.now
    try:
        if not accepted:
            actions.decline_remark(by=by, at=at, meeting=meeting, remark=row.key, reason=said["reason"])
        else:
            actions.accept_remark(
                by=by,
                at=at,
                meeting=meeting,
                remark=row.key,
                seen=said["seen"],
                correction=form.correction() if "text" in said else None,
                reason=said["reason"],
            )
    except MinutesConflict as conflict:
        say(form, conflict)
        now_seen(form, conflict)
        return False, conflict.theirs.text if conflict.theirs else _("De regel is weggehaald.")
    except RegietafelError as refused:
        say(form, refused)
        return False, ""
    return True, ""
