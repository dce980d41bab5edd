"""Writing agreements: who may, what is refused, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from regietafel.core.agreements.judgement import About, Opinion
from regietafel.core.agreements.promise import Dependency, Gauge, Promise
from regietafel.core.agreements.refusals import AgreementRefused
from regietafel.core.agreements.states import MeterState
from regietafel.core.base.answer import Text
from regietafel.core.tables.kinds import BodyKind, Level, Tier
from regietafel.desk.accounts.actions import load_organisations
from regietafel.desk.accounts.person import Refused
from regietafel.desk.agreements import actions
from regietafel.desk.agreements.queries import (
    AgreementUnknown,
    agreement,
    agreements,
    alarms,
    dependents,
    versions,
)
from regietafel.desk.audit.chain import Command
from regietafel.desk.figures import actions as figures
from regietafel.desk.tables.actions import BodyEntry, establish
from tests.desk.accounts.people import add

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
AT = datetime(2022, 9, 16, 20, tzinfo=AMSTERDAM)
COMMAND = Command("test")
TERM = date(2022, 12, 31)
PLACES = Gauge("cno_open", "NL", 1000, date(2022, 9, 1), TERM, TERM)
PROMISE = Promise(
    "Plaatsen", "Er komen 1.000 plaatsen.", ("veiligheidsberaad",), ("vng",), None, TERM, (PLACES,)
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def around():
    """The organisations, a table, and the source that agreements name."""
    load_organisations(by=COMMAND, at=AT)
    figures.add_sources(by=COMMAND, at=AT, entries=[figures.SourceEntry(key="bron", title="Bron")])
    establish(
        by=COMMAND,
        at=AT,
        entries=[
            BodyEntry(
                "lrt", "LRT", Text("Landelijke Regietafel", "National table"), BodyKind.TABLE,
                Tier.NATIONAL, Level.OFFICIALS, "bron",
            )
        ],
    )  # fmt: skip


def made(key="2022-09-16-a1", promise=PROMISE, at=AT):
    return actions.add_agreement(
        by=COMMAND, at=at, key=key, table="lrt", agreed_on=date(2022, 9, 1), promise=promise, source="bron"
    )


def measured(value, day, at):
    figures.add_figures(
        by=COMMAND, at=at, entries=[figures.FigureEntry("cno_open", "NL", day, None, value, "bron", "")]
    )


def test_an_agreement_without_a_key_gets_the_day_and_a_number():
    assert [made(key=""), made(key="")] == ["2022-09-01-a1", "2022-09-01-a2"]


def test_an_agreement_without_a_term_is_refused_and_nothing_is_stored():
    with pytest.raises(AgreementRefused, match="the agreement has no term"):
        made(promise=replace(PROMISE, latest=None))
    assert agreements() == ()


def test_a_key_twice_and_a_key_that_cannot_be_are_refused():
    made()
    for wrong in ("2022-09-16-a1", "A 1", "../x"):
        with pytest.raises(AgreementRefused):
            made(key=wrong)


def test_places_that_wait_for_money_that_waits_for_places_are_refused_with_the_circle():
    made("geld", replace(PROMISE, gauges=()))
    made("plaatsen", replace(PROMISE, dependencies=(Dependency("geld", "eerst geld"),)))
    with pytest.raises(AgreementRefused, match="these agreements wait for each other"):
        actions.change_agreement(
            by=COMMAND, at=AT, agreement="geld", reason="voorwaarde",
            promise=replace(PROMISE, dependencies=(Dependency("plaatsen", "eerst plaatsen"),)),
        )  # fmt: skip
    assert dependents("geld") == (("plaatsen", "Plaatsen", "eerst geld"),)
    with pytest.raises(AgreementRefused, match="no agreement"):
        made("wet", replace(PROMISE, dependencies=(Dependency("weg", "?"),)))


def test_a_new_term_is_a_new_version_and_the_old_one_can_be_opened_again():
    made()
    later = AT + timedelta(days=60)
    moved = replace(
        PROMISE, latest=date(2023, 4, 1), gauges=(replace(PLACES, best=TERM, latest=date(2023, 4, 1)),)
    )
    actions.change_agreement(
        by=COMMAND, at=later, agreement="2022-09-16-a1", promise=moved, reason="verlengd tot 1 april"
    )
    assert [one.latest for one in versions("2022-09-16-a1")] == [TERM, date(2023, 4, 1)]
    assert agreement("2022-09-16-a1", AT).latest == TERM
    assert agreement("2022-09-16-a1").reason == "verlengd tot 1 april"


def test_a_change_needs_a_reason_and_an_ended_agreement_proposes_nothing():
    made()
    measured(10, date(2022, 12, 1), AT)
    assert len(alarms()) == 1
    with pytest.raises(AgreementRefused):
        actions.end_agreement(by=COMMAND, at=AT, agreement="2022-09-16-a1", reason=" ")
    actions.end_agreement(by=COMMAND, at=AT, agreement="2022-09-16-a1", reason="de tafel is er klaar mee")
    assert alarms() == ()
    assert agreement("2022-09-16-a1").ended
    with pytest.raises(AgreementRefused, match="ended already"):
        actions.end_agreement(by=COMMAND, at=AT, agreement="2022-09-16-a1", reason="nog eens")


def test_a_figure_that_comes_in_turns_the_agreement_and_that_proposes_an_item_to_its_table():
    made()
    first, second = AT + timedelta(days=20), AT + timedelta(days=50)
    measured(300, date(2022, 10, 1), first)
    assert agreement("2022-09-16-a1", first).state is MeterState.ON_COURSE
    assert alarms(first) == ()
    measured(310, date(2022, 11, 1), second)
    [found] = alarms(second)
    assert (found.key, found.table) == ("2022-09-16-a1/behind/2022-11-01", "lrt")
    assert "Voor 1 november 2022 was de afspraak op koers" in found.ground.nl
    assert alarms(first) == ()


def test_only_the_secretariat_of_the_table_writes_agreements():
    for role in ("province", "municipality", "coa", "reader", "administrator"):
        with pytest.raises(Refused):
            actions.add_agreement(
                by=add(role), at=AT, table="lrt", agreed_on=date(2022, 9, 1), promise=PROMISE, source="bron"
            )
    assert actions.add_agreement(
        by=add("national"), at=AT, table="lrt", agreed_on=date(2022, 9, 1), promise=PROMISE, source="bron"
    )


def test_a_party_judges_in_its_own_function_and_who_is_no_party_is_refused():
    coa = add("coa")
    made(promise=replace(PROMISE, parties=("zb000210",)))
    actions.judge(
        by=coa, at=AT, agreement="2022-09-16-a1", about=About.EFFORT, opinion=Opinion.PARTLY,
        author="Minister", reason="De helft van de regio's zoekt.",
    )  # fmt: skip
    [judged] = agreement("2022-09-16-a1").judgements
    assert (judged.author, judged.opinion) == (coa.name, Opinion.PARTLY)
    with pytest.raises(Refused, match="Only parties"):
        actions.judge(
            by=add("municipality"), at=AT, agreement="2022-09-16-a1", about=About.RESULT,
            opinion=Opinion.YES, reason="prima",
        )  # fmt: skip
    with pytest.raises(AgreementRefused):
        actions.judge(
            by=COMMAND, at=AT, agreement="2022-09-16-a1", about=About.RESULT, opinion=Opinion.YES, reason=" "
        )
    with pytest.raises(AgreementUnknown):
        actions.judge(
            by=COMMAND, at=AT, agreement="weg", about=About.RESULT, opinion=Opinion.YES, reason="prima"
        )
