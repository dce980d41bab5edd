"""One mandate as a lock, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regietafel.core.base.answer import Text
from regietafel.core.mandates.lock import LockState, lock
from regietafel.core.mandates.refusals import MandateRefused
from regietafel.desk.accounts.guard import person_of
from regietafel.desk.accounts.person import day_of, demand
from regietafel.desk.mandates import actions, queries
from regietafel.desk.mandates.forms import UseForm, WithdrawForm
from regietafel.desk.mandates.permissions import (
    may_act,
    may_give,
    may_read_mandate,
    tables_of_reader,
)
from regietafel.desk.mandates.queries import MandateRow, MandateUnknown
from regietafel.desk.mandates.shown import (
    Fact,
    address,
    answer_said,
    deadline_notice,
    facts_of,
    history_of,
    provenance_of,
    question,
    report_notice,
    steps_of,
    told,
    typed_of,
)
from regietafel.desk.shared.components.computed import HowComputed
from regietafel.desk.shared.components.form import FormFields
from regietafel.desk.shared.components.notice import Notice
from regietafel.desk.shared.components.steps import Steps, Timeline
from regietafel.desk.shared.moment import moment_of
from regietafel.desk.shared.notation import day as written_day
from regietafel.desk.shared.notation import opening, words
from regietafel.desk.shared.page import Crumb, page
from regietafel.desk.taakstelling.queries import volume_history
from regietafel.desk.tables.queries import offices, tables_on

INPUTS = {"day": Text("dag", "day"), "mandates": Text("mandaten hiervoor", "mandates for this")}


@dataclass(frozen=True)
class StepForm:
    """Something that the reader can do: its key, heading, fields and button."""

    key: str
    title: str
    fields: FormFields | None
    verb: str
    act: str = ""


@dataclass(frozen=True)
class MandateContext:
    """One mandate as a lock: the answer, how far it is, its limits, its history, and what can be done."""

    lead: str
    opens: bool
    steps: Steps
    notices: Sequence[Notice]
    facts: Sequence[Fact]
    history: Timeline
    computed: HowComputed
    forms: Sequence[StepForm]


@require_http_methods(["GET", "HEAD", "POST"])
def mandate_page(request: HttpRequest, key: str) -> HttpResponse:
    """One mandate as a lock."""
    person, moment = person_of(request), moment_of(request)
    try:
        row = queries.mandate(key, moment.at)
    except MandateUnknown as refused:
        raise Http404(_("Dit mandaat is er niet, of was op dit moment nog niet bekend.")) from refused
    demand(
        may_read_mandate(person, row, tables_of_reader(person, day_of(timezone.now())), timezone.now()),
        person,
    )
    if request.method != "POST":
        return _shown(request, row, {})
    return _stepped(request, row)


def _stepped(request: HttpRequest, row: MandateRow) -> HttpResponse:
    """One step with the mandate: use, withdraw, or take note."""
    person, step, now = person_of(request), request.POST.get("stap", ""), timezone.now()
    use = UseForm(request.POST if step == "use" else None, conditions=row.mandate.conditions, prefix="use")
    taken = WithdrawForm(request.POST if step == "withdraw" else None, prefix="withdraw")
    bound: dict[str, BaseForm] = {"use": use, "withdraw": taken}
    if step not in (*bound, "acknowledge"):
        return _shown(request, row, {}, status=422)
    try:
        if step == "acknowledge":
            actions.acknowledge(
                by=person,
                at=now,
                act_key=request.POST.get("act", "")[:120],
                remark=request.POST.get("remark", "")[:500],
            )
        elif not bound[step].is_valid():
            return _shown(request, row, {step: bound[step]}, status=422)
        elif step == "use":
            actions.act(
                by=person,
                at=now,
                kind=row.mandate.kind,
                subject=row.mandate.subject,
                actor=row.mandate.holder,
                done_on=use.cleaned_data["done_on"],
                report=use.cleaned_data["report"],
                met=use.cleaned_data.get("met", ()),
                illustrative=person.demo,
            )
        else:
            actions.withdraw(by=person, at=now, key=row.key, **taken.cleaned_data)
    except MandateRefused as refused:
        forms = {step: bound[step]} if step in bound else {}
        return _shown(request, row, forms, told(refused), status=409 if refused.why == "conflict" else 422)
    messages.success(request, _("Opgeslagen."))
    return HttpResponseRedirect(reverse("mandates:mandate", args=[row.key]))


def _shown(
    request: HttpRequest,
    row: MandateRow,
    bound: dict[str, BaseForm],
    refusal: Notice | None = None,
    status: int = 200,
) -> HttpResponse:
    moment, today = moment_of(request), moment_of(request).local.date()
    rows, names = queries.mandates(moment.at), queries.names(moment.at)
    against = queries.objections(row, today, rows, moment.at)
    notices = [refusal] if refusal else []
    if (period := row.act.period) is not None:
        history = volume_history(period, moment.at)
        notices.append(deadline_notice(period, history[-1].announced_on if history else None))
    notices += [report_notice(each, names, today) for each in row.acts if not each.reported]
    answer = lock(row.act, row.mandate.holder, today, queries.standings(rows).values(), names)
    context = MandateContext(
        lead=answer_said(row, against, names),
        opens=not against,
        steps=steps_of(row),
        notices=notices,
        facts=[*facts_of(row, names, moment.on), *typed_of(row)],
        history=history_of(row, names),
        computed=HowComputed(
            answer,
            title=_("Hoe is dit bepaald?"),
            names=INPUTS,
            value=lambda found: _("het mag") if found.state is not LockState.CLOSED else _("het mag niet"),
            rule_title=_("mandaat als slot"),
            rule_href=address("home:rule", "mandates"),
        ),
        forms=_forms(request, row, bound, opens=not against) if moment.is_now else (),
    )
    return page(
        request,
        "mandates/mandate.html",
        context,
        title=question(row, names),
        breadcrumb=[Crumb(_("Mandaten"), reverse("mandates:mandates")), Crumb(opening(words(row.act.thing)))],
        provenance=provenance_of([row]),
        status=status,
    )


def _forms(
    request: HttpRequest, row: MandateRow, bound: dict[str, BaseForm], *, opens: bool
) -> list[StepForm]:
    """What this reader can do with the mandate now."""
    person, today = person_of(request), day_of(timezone.now())
    if not person.signed_in:
        return []
    parties: dict[str, Any] = {each.key: each for each in tables_on(today)}
    giver, holder = parties.get(row.mandate.giver), parties.get(row.mandate.holder)
    holder = holder or offices().get(row.mandate.holder)
    found = []
    if opens and holder is not None and may_act(person, holder, today):
        form = bound.get("use") or UseForm(
            conditions=row.mandate.conditions, prefix="use", initial={"done_on": f"{today:%d-%m-%Y}"}
        )
        found.append(StepForm("use", _("Gebruik het mandaat"), FormFields(form), _("Leg vast en meld")))
    if giver is not None and may_give(person, giver, today):
        found += [
            StepForm(
                "acknowledge",
                _("Melding van %(day)s") % {"day": written_day(each.done_on)},
                None,
                _("Deze melding is besproken"),
                each.key,
            )
            for each in row.acts
            if not each.reported
        ]
        if opens:
            form = bound.get("withdraw") or WithdrawForm(
                prefix="withdraw", initial={"withdrawn_from": f"{today:%d-%m-%Y}"}
            )
            found.append(StepForm("withdraw", _("Trek het mandaat in"), FormFields(form), _("Trek in")))
    return found
