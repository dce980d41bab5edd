"""The list of agreements: found, counted and ordered where they are kept; only the rows of a page are read whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast, Length, Lower

from regietafel.core.agreements.meter import Meter, bare_meter
from regietafel.core.agreements.promise import Gauge
from regietafel.core.agreements.states import ALARMING, MeterState, together
from regietafel.core.base.answer import Source
from regietafel.desk.accounts.person import day_of
from regietafel.desk.accounts.queries import organisation_names, organisations_named
from regietafel.desk.agreements.measured import measured_for
from regietafel.desk.agreements.models import Agreement, AgreementVersion
from regietafel.desk.agreements.queries.agreements import known_at, latest, rows_of
from regietafel.desk.agreements.rows import AgreementRow
from regietafel.desk.agreements.stored import gauge_from
from regietafel.desk.figures.queries import sources

IN_THE_DATABASE = {"title": Lower("title"), "latest": Cast("latest", TextField())}
_NATURAL = ("agreement__agreed_on", Length("agreement__key"), "agreement__key")
_SHORTEST = 3


@dataclass(frozen=True)
class ListAsked:
    """Which agreements to list, as known when, and in which order: "" or title, latest, state, measured, owner."""

    at: datetime | None = None
    day: date | None = None
    table: str = ""
    state: MeterState | None = None
    words: str = ""
    sort: str = ""
    descending: bool = False


class Listing:
    """The agreements that were asked for: their number, and any part of them.

    A state follows from figures and is stored nowhere. So the quantities of all agreements that have any are read,
    and their states worked out without the explanation; an agreement without a quantity has no figures. Whole rows,
    with explained meters and judgements, are made for the part that is taken only. Eight queries, and two for each
    half-year that a meter of housed permit holders is about.
    """

    def __init__(self, asked: ListAsked) -> None:
        self.asked = asked
        self._sources: Mapping[str, Source] = sources()
        stored = latest(asked.at).exclude(gauges=[]).select_related(None).values_list("pk", "gauges")
        gauges = {pk: tuple(gauge_from(each) for each in each_of) for pk, each_of in stored}
        self._figures = measured_for(
            (gauge for each in gauges.values() for gauge in each), self._sources, asked.at
        )
        meters = {gauge: self._meter(gauge) for gauge in self._figures}
        self._meters = {pk: tuple(meters[gauge] for gauge in each) for pk, each in gauges.items()}
        self._states = {pk: together(one.state for one in each) for pk, each in self._meters.items()}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> tuple[AgreementRow, ...]:
        asked = self.asked
        if asked.sort in _BY_VALUE:
            numbers = self._numbers()[part]
            found = {row.pk: row for row in latest(asked.at).filter(pk__in=numbers)}
            stored = tuple(found[pk] for pk in numbers)
        else:
            stored = tuple(self._rows.order_by(*self._order())[part])
        return rows_of(stored, asked.at, asked.day, self._sources, self._figures)

    @cached_property
    def everything(self) -> int:
        """How many agreements are known at the moment, whatever else was asked."""
        return Agreement.objects.filter(known_at(self.asked.at)).count()

    @property
    def alarming(self) -> int:
        """How many of everything are behind or were not kept."""
        return sum(state in ALARMING for state in self._states.values())

    @property
    def unknown(self) -> int:
        """How many of everything have no figures."""
        return self.everything - sum(state is not MeterState.NO_FIGURES for state in self._states.values())

    @property
    def illustrative(self) -> bool:
        """Whether a figure of any of them is made up."""
        return any(one.illustrative for each in self._meters.values() for one in each)

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The tables with an agreement, by key. One query."""
        rows = Agreement.objects.filter(known_at(self.asked.at)).order_by("table")
        return tuple(rows.values_list("table", flat=True).distinct())

    @cached_property
    def _count(self) -> int:
        return self._rows.count() if self._wanted else self.everything

    @cached_property
    def _wanted(self) -> Q:
        """What a version must be to pass the filters."""
        asked, wanted = self.asked, Q()
        if asked.table:
            wanted &= Q(agreement__table=asked.table)
        if asked.state is MeterState.NO_FIGURES:
            wanted &= ~Q(pk__in=[pk for pk, state in self._states.items() if state is not asked.state])
        elif asked.state is not None:
            wanted &= Q(pk__in=[pk for pk, state in self._states.items() if state is asked.state])
        for word in asked.words.split():
            said = Q(title__icontains=word)
            for key in organisations_named(word) if len(word) >= _SHORTEST else ():
                said |= Q(owned__contains=f'"{key}"')
            wanted &= said
        return wanted

    @property
    def _rows(self) -> QuerySet[AgreementVersion]:
        return latest(self.asked.at).annotate(owned=Cast("owners", TextField())).filter(self._wanted)

    def _order(self) -> tuple[Any, ...]:
        if self.asked.sort not in IN_THE_DATABASE:
            return _NATURAL
        first = IN_THE_DATABASE[self.asked.sort]
        return (first.desc() if self.asked.descending else first.asc(), *_NATURAL)

    def _numbers(self) -> list[int]:
        """The numbers of the versions that pass, ordered by a value that is not stored; unknown ones last."""
        known = list(self._rows.select_related(None).order_by(*_NATURAL).values_list("pk", "owners"))
        values = _BY_VALUE[self.asked.sort](self, known)
        placed = [pk for pk, _ in known if values.get(pk) is not None]
        placed.sort(key=lambda pk: values[pk], reverse=self.asked.descending)
        return [*placed, *(pk for pk, _ in known if values.get(pk) is None)]

    def _meter(self, gauge: Gauge) -> Meter:
        at = self.asked.at
        day = self.asked.day or (day_of(at) if at is not None else gauge.start)
        return bare_meter(gauge, self._figures[gauge], day=day)

    def _by_state(self, known: _Known) -> dict[int, Any]:
        order = list(MeterState)
        return {pk: order.index(self._states.get(pk, MeterState.NO_FIGURES)) for pk, _ in known}

    def _by_share(self, known: _Known) -> dict[int, Any]:
        """The measured share of the meter that decides the state."""
        return {
            pk: next((one.share for one in each if one.state is self._states[pk]), None)
            for pk, each in self._meters.items()
        }

    def _by_owner(self, known: _Known) -> dict[int, Any]:
        names = organisation_names({key for _, owners in known for key in owners})
        return {pk: ", ".join(names.get(key, key) for key in owners).casefold() for pk, owners in known}


_Known = list[tuple[int, list[str]]]
_BY_VALUE: Mapping[str, Callable[[Listing, _Known], dict[int, Any]]] = {
    "state": Listing._by_state,
    "measured": Listing._by_share,
    "owner": Listing._by_owner,
}
