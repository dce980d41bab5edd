"""Actions, requests, questions and concerns over the API: read, added, and stepped; delegates and short lines read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Body, Path, Query, Router

from regietafel.core.base.answer import Answer, Source
from regietafel.core.follow_up.delegation import Place as DelegationPlace
from regietafel.core.follow_up.delegation import roster
from regietafel.core.follow_up.items import Kind, State, Term
from regietafel.desk.accounts.api import SignedIn
from regietafel.desk.accounts.person import Person, day_of, demand
from regietafel.desk.follow_up import actions
from regietafel.desk.follow_up.api_forms import (
    Asked,
    Delegates,
    Items,
    ItemsAsked,
    ItemShown,
    Key,
    NewItem,
    NewStep,
    OneItem,
    PlaceShown,
    Reports,
    ReportShown,
    ShortLines,
    ShortLineShown,
    StepShown,
    TableKey,
)
from regietafel.desk.follow_up.permissions import lines_read_by, may_read_item, may_read_line, reader_of
from regietafel.desk.follow_up.queries import (
    ItemRow,
    LineRow,
    Reader,
    ReportRow,
    delegations,
    item,
    items,
    lines,
    number_of_items,
    prts_on,
    reports,
)
from regietafel.desk.follow_up.shown import key_for
from regietafel.desk.shared.envelope import SourceShown, answered, listed

router = Router(tags=["follow-up"], by_alias=True, auth=SignedIn(settings.SESSION_COOKIE_NAME))

MINUTES = Source("Verslag LRT 16 september 2022", "punten 2 tot en met 4")
RULE = "check_step"


@dataclass(frozen=True)
class _Rows:
    """The list as its length and any part of it: only the page that was asked for is read."""

    asked: ItemsAsked
    kind: Kind | None
    reader: Reader

    def __len__(self) -> int:
        return number_of_items(
            self.asked.at,
            kind=self.kind,
            table=self.asked.table,
            only_open=self.asked.only_open,
            reader=self.reader,
        )

    def __getitem__(self, part: slice) -> tuple[ItemRow, ...]:
        return items(
            self.asked.at,
            kind=self.kind,
            table=self.asked.table,
            only_open=self.asked.only_open,
            reader=self.reader,
            skip=part.start,
            at_most=part.stop - part.start,
        )


@router.get(
    "/follow-up-items",
    response=Items,
    url_name="follow_up_items",
    operation_id="listFollowUpItems",
    summary="Acties, verzoeken, vragen en aandachtspunten",
)
def list_items(request: HttpRequest, response: HttpResponse, asked: Query[ItemsAsked]) -> Any:
    """Wat tafels bij wie hebben neergelegd, op volgorde van termijn, voor zover u het mag zien."""
    person = _person(request)
    kind = Kind(asked.kind) if asked.kind else None
    rows = _Rows(asked, kind, reader_of(person, timezone.now()))
    return listed(Items, request, response, asked, _answer(rows), shown, website=reverse("follow_up:actions"))


@router.get(
    "/follow-up-items/{key}",
    response=OneItem,
    url_name="follow_up_item",
    operation_id="getFollowUpItem",
    summary="Eén actie, verzoek, vraag of aandachtspunt",
)
def get_item(request: HttpRequest, key: Path[Key], asked: Query[Asked]) -> Any:
    """Een punt met elke stap die is gezet."""
    row = item(key, asked.at)
    person = _person(request)
    demand(may_read_item(person, row, timezone.now()), person)
    return answered(OneItem, request, asked, _answer(row), shown(row), website=row.href)


@router.post(
    "/follow-up-items",
    response={201: OneItem},
    url_name="follow_up_items",
    operation_id="addFollowUpItem",
    summary="Een actie of verzoek toevoegen",
)
def add_item(request: HttpRequest, asked: Query[Asked], new: Body[NewItem]) -> Any:
    """Voegt een actie of verzoek toe aan de lijst van tafels die u bijhoudt."""
    person, at = _person(request), timezone.now()
    key = key_for(new.text, at)
    actions.add_items(
        by=person,
        at=at,
        entries=[
            actions.ItemEntry(
                kind=Kind(new.kind),
                key=key,
                text=new.text,
                raised_on=new.raised_on,
                tables=tuple(new.tables),
                owner=new.owner,
                raised_by=new.raised_by or new.tables[0],
                term=Term(new.due, new.opens),
                detail=new.detail,
                deliverable=new.deliverable,
            )
        ],
    )
    row = item(key)
    return 201, answered(OneItem, request, asked, _answer(row), shown(row), website=row.href)


@router.post(
    "/follow-up-items/{key}/steps",
    response={201: OneItem},
    url_name="follow_up_steps",
    operation_id="stepFollowUpItem",
    summary="Een stap zetten, of een verzoek beantwoorden",
)
def step_item(request: HttpRequest, key: Path[Key], asked: Query[Asked], new: Body[NewStep]) -> Any:
    """Brengt een punt naar een volgende stand, als u aan zet bent."""
    person = _person(request)
    row = item(key)
    demand(may_read_item(person, row, timezone.now()), person)
    actions.step_item(
        by=person,
        at=timezone.now(),
        key=key,
        to=State(new.to),
        on=new.on,
        reason=new.reason,
        result_title=new.result_title,
        result_address=new.result_address,
    )
    row = item(key)
    return 201, answered(OneItem, request, asked, _answer(row), shown(row), website=row.href)


@router.get(
    "/follow-up-items/{key}/delegates",
    response=Delegates,
    url_name="delegates",
    operation_id="listDelegates",
    summary="Wie namens het Rijk naar welke PRT gaat",
)
def list_delegates(request: HttpRequest, response: HttpResponse, key: Path[Key], asked: Query[Asked]) -> Any:
    """Elke PRT met wie er voor een actie heen gaat: nog niemand, één of dubbel. Leeg als dat niet aan de orde is."""
    row, person = item(key, asked.at), _person(request)
    demand(may_read_item(person, row, timezone.now()), person)
    tables = prts_on(asked.at or timezone.now(), asked.at) if row.at_each_prt else ()
    going = [(each.table, each.office) for each in delegations(key, asked.at)]
    answer = Answer(roster([table.key for table in tables], going), "roster", MINUTES)
    return listed(Delegates, request, response, asked, answer, _place, website=row.href)


@router.get(
    "/short-lines",
    response=ShortLines,
    url_name="short_lines",
    operation_id="listShortLines",
    summary="De korte lijnen tussen PRT's en LRT",
)
def list_lines(request: HttpRequest, response: HttpResponse, asked: Query[Asked]) -> Any:
    """Per PRT die u mag zien: de laatste melding, het laatste antwoord, en wat te laat is."""
    day = day_of(asked.at or timezone.now())
    seen = [row.key for row in lines_read_by(_person(request), day, asked.at)]
    answer = Answer(lines(seen, day, asked.at), "line_state", MINUTES)
    return listed(ShortLines, request, response, asked, answer, _line, website=reverse("follow_up:lines"))


@router.get(
    "/short-lines/{table}/reports",
    response=Reports,
    url_name="short_line_reports",
    operation_id="listShortLineReports",
    summary="Wat op een korte lijn is gezegd",
)
def list_reports(
    request: HttpRequest, response: HttpResponse, table: Path[TableKey], asked: Query[Asked]
) -> Any:
    """Meldingen naar boven en antwoorden naar beneden, nieuwste eerst."""
    day, person = day_of(asked.at or timezone.now()), _person(request)
    if table not in {row.key for row in prts_on(asked.at or timezone.now(), asked.at)}:
        raise Http404(gettext("Er is op deze dag geen PRT met deze sleutel."))
    demand(may_read_line(person, table, day, asked.at), person)
    rows = reports(table, asked.at)
    answer = Answer(rows, "line_state", MINUTES, illustrative=any(row.illustrative for row in rows))
    return listed(
        Reports,
        request,
        response,
        asked,
        answer,
        _report,
        website=reverse("follow_up:line", args=[table]),
    )


def _place(row: DelegationPlace) -> PlaceShown:
    return PlaceShown(table=row.table, offices=list(row.offices), cover=row.cover.value)


def _line(row: LineRow) -> ShortLineShown:
    return ShortLineShown(
        table=row.state.table,
        reported=row.state.reported,
        answered=row.state.answered,
        report_due=row.state.report_due,
        answer_due=row.state.answer_due,
        overdue=list(row.overdue),
        illustrative=row.illustrative,
    )


def _report(row: ReportRow) -> ReportShown:
    return ReportShown(upward=row.upward, on=row.on, by=row.by, text=row.text, illustrative=row.illustrative)


def shown(row: ItemRow) -> ItemShown:
    """An item as the API shows it."""
    return ItemShown(
        kind=row.kind.value,
        key=row.key,
        text=row.text,
        detail=row.detail,
        owner=row.owner,
        raised_by=row.raised_by,
        raised_on=row.raised_on,
        opens=row.term.opens,
        due=row.term.due,
        tables=list(row.tables),
        state=row.state.value,
        ended=row.ended,
        days=row.days,
        origin=row.origin,
        parent=row.parent,
        deliverable=row.deliverable,
        limit=row.limit,
        illustrative=row.illustrative,
        source=SourceShown.of(row.source) if row.source else None,
        steps=[
            StepShown(
                state=step.state.value,
                on=step.on,
                by=step.by,
                reason=step.reason,
                result_title=step.result_title,
                result_address=step.result_address,
                known_since=step.known_since,
            )
            for step in row.steps
        ],
    )


def _person(request: HttpRequest) -> Person:
    person: Person = request.auth  # type: ignore[attr-defined]  # what SignedIn answered
    return person


def _answer(value: Any) -> Answer[Any]:
    return Answer(value, RULE, MINUTES)
