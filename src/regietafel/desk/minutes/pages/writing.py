"""Making a draft and writing its lines; a second writer sees both texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.base.errors import RegietafelError
from regietafel.core.minutes.states import MinutesRefused
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import demand
from regietafel.desk.meetings import queries as meetings
from regietafel.desk.minutes import actions, queries
from regietafel.desk.minutes.actions import MinutesConflict
from regietafel.desk.minutes.belonging import belonging_of
from regietafel.desk.minutes.forms import LineForm, NewLineForm, ReasonForm, said_by
from regietafel.desk.minutes.pages.asked import Asked, asked_to_write, owners, say
from regietafel.desk.minutes.queries.kept import anchor_of
from regietafel.desk.minutes.shown import names_of
from regietafel.desk.shared import notation
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.page import Crumb, page


@dataclass(frozen=True)
class FormContext:
    """One form: what it is about, the words of someone else when they were first, and its verbs."""

    lead: str
    form_fields: FormFields
    verb: str
    theirs: str = ""
    about: str = ""
    others: Sequence[tuple[str, str]] = ()
    second: FormFields | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def draft_page(request: HttpRequest, meeting: str) -> HttpResponse:
    """Make the draft from the run sheet of a meeting."""
    person, now = person_of(request), timezone.now()
    try:
        held = meetings.meeting(meeting)
    except RegietafelError as refused:
        raise Http404(f"{refused.what}. {refused.remedy}") from refused
    table = belonging_of(held.table, held.day)
    demand(table.may_keep(person, now), person)
    if request.method != "POST" and queries.all_minutes(meetings=(meeting,)):
        return HttpResponseRedirect(reverse("minutes:minutes", args=[meeting]))
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.draft_from(by=person, at=now, meeting=meeting)
        except RegietafelError as refused:
            say(form, refused)
        else:
            return HttpResponseRedirect(reverse("minutes:minutes", args=[meeting]))
    lines = len(meetings.lines_of(meeting))
    name = _("%(table)s van %(day)s") % {
        "table": table.name,
        "day": notation.day(held.day),
    }
    context = FormContext(
        lead=_("Het concept krijgt de %(n)s regels, de agenda en de aanwezigheid van de vergadering.")
        % {"n": lines},
        form_fields=FormFields(form),
        verb=_("Maak het concept"),
    )
    return page(
        request,
        "minutes/form.html",
        context,
        title=_("Verslag maken van de %(name)s") % {"name": name},
        breadcrumb=[Crumb(_("Verslagen"), reverse("minutes:overview")), Crumb(name)],
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def line_page(request: HttpRequest, meeting: str, number: str) -> HttpResponse:
    """Change one line, or take it out."""
    found = asked_to_write(request, meeting)
    names = names_of(found.row, found.table.partners)
    line = found.row.content.line(number)
    if line is None and request.method != "POST":
        raise Http404(_("Regel %(number)s staat niet in dit verslag.") % {"number": number})
    sent = request.POST if request.method == "POST" else None
    removes = sent is not None and sent.get("stap") == "withdraw"
    initial = said_by(line, found.row.version) if line else {"seen": found.row.version}
    form = LineForm(None if removes else sent, owners=owners(found, names), initial=initial)
    second = ReasonForm(sent if removes else None, auto_id="weg_%s", initial={})
    theirs = ""
    if sent is not None:
        done, theirs = (
            _withdraw(found, number, second, sent.get("seen", ""))
            if removes
            else _change(found, number, form)
        )
        if done:
            return HttpResponseRedirect(f"{found.home}#{anchor_of(number)}")
    context = FormContext(
        lead=_("Elke wijziging is een nieuwe versie; de oude blijft te lezen."),
        form_fields=FormFields(form),
        verb=_("Bewaar de regel"),
        theirs=theirs,
        second=FormFields(second),
        others=[("seen", str(found.row.version))],
    )
    return page(
        request,
        "minutes/form.html",
        context,
        title=_("Regel %(number)s aanpassen") % {"number": number},
        breadcrumb=found.crumbs(_("Regel %(number)s") % {"number": number}),
        status=409 if theirs else 422 if form.errors or second.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_line_page(request: HttpRequest, meeting: str, item: int) -> HttpResponse:
    """Add a line at the end of an item."""
    found = asked_to_write(request, meeting)
    form = NewLineForm(
        request.POST if request.method == "POST" else None,
        owners=owners(found, names_of(found.row, found.table.partners)),
        initial={"kind": "fact"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.add_line(
                by=found.person, at=found.now, meeting=meeting, item=item, correction=form.correction()
            )
        except RegietafelError as refused:
            say(form, refused)
        else:
            return HttpResponseRedirect(f"{found.home}#{anchor_of(number)}")
    context = FormContext(
        lead=_("De regel komt onderaan punt %(item)s.") % {"item": item},
        form_fields=FormFields(form),
        verb=_("Voeg de regel toe"),
    )
    return page(
        request,
        "minutes/form.html",
        context,
        title=_("Regel toevoegen aan punt %(item)s") % {"item": item},
        breadcrumb=found.crumbs(_("Nieuwe regel")),
        status=422 if form.errors else 200,
    )


def _change(found: Asked, number: str, form: LineForm) -> tuple[bool, str]:
    """Whether the line was changed, and what it says now when someone else was first."""
    if not form.is_valid():
        return False, ""
    try:
        actions.change_line(
            by=found.person,
            at=found.now,
            meeting=found.row.meeting,
            number=number,
            seen=form.cleaned_data["seen"],
            correction=form.correction(),
            reason=form.cleaned_data["reason"],
        )
    except MinutesConflict as conflict:
        say(form, conflict)
        now_seen(form, conflict)
        return False, conflict.theirs.text if conflict.theirs else _("De regel is weggehaald.")
    except RegietafelError as refused:
        say(form, refused)
        return False, ""
    return True, ""


def now_seen(form: Form, conflict: MinutesConflict) -> None:
    """The form goes on from the version that holds the other text: sending it again is a choice."""
    data = cast(QueryDict, form.data).copy()
    data["seen"] = str(conflict.version)
    form.data = data


def _withdraw(found: Asked, number: str, form: ReasonForm, seen: str) -> tuple[bool, str]:
    if not form.is_valid():
        return False, ""
    try:
        actions.withdraw_line(
            by=found.person,
            at=found.now,
            meeting=found.row.meeting,
            number=number,
            seen=int(seen) if seen.isdecimal() and len(seen) < 7 else found.row.version,
            reason=form.cleaned_data["reason"],
        )
    except MinutesConflict as conflict:
        say(form, conflict)
        return False, conflict.theirs.text if conflict.theirs else _("De regel is weggehaald.")
    except MinutesRefused as refused:
        say(form, refused)
        return False, ""
    return True, ""
