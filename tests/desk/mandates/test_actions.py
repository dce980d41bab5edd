"""Mandates are given, used, withdrawn and reported by actions; a refusal says why and stores nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from regietafel.core.base.calendar import DateRange
from regietafel.core.mandates.acts import ActKind
from regietafel.core.mandates.mandate import Mandate
from regietafel.core.mandates.refusals import MandateMissing, MandateRefused
from regietafel.desk.accounts.person import Refused
from regietafel.desk.audit.chain import Command
from regietafel.desk.mandates import actions, queries
from tests.desk.accounts.people import add

BY = Command("test")
AT = datetime(2023, 3, 1, 9, tzinfo=UTC)
LATER = AT + timedelta(days=10)
DAY = date(2023, 3, 5)
GIVEN = Mandate(
    "",
    "lrt",
    "hlrt",
    ActKind.SEND_LETTER,
    "taakstelling 2023-2",
    DateRange(date(2023, 3, 1), date(2023, 4, 2)),
    at_most=1,
    report_days=14,
)
KEY = "lrt-hlrt-taakstelling-2023-II"


def give(given: Mandate = GIVEN, *, by=BY, at: datetime = AT, **more) -> str:
    return actions.grant(by=by, at=at, entry=actions.MandateEntry(given, **more))


def send(*, by=BY, at: datetime = LATER, actor: str = "hlrt", done_on: date = DAY, **more) -> str:
    return actions.act(
        by=by,
        at=at,
        kind=ActKind.SEND_LETTER,
        subject="taakstelling 2023-II",
        actor=actor,
        done_on=done_on,
        **{"report": "Verstuurd.", **more},
    )


def test_the_letter_cannot_be_sent_without_a_mandate_and_can_with_one(case):
    with pytest.raises(MandateMissing, match="belongs to the LRT"):
        send()
    assert give() == KEY
    key = send()
    row = queries.mandate(KEY)
    assert [(each.key, each.actor, each.giver, each.reported) for each in row.acts] == [
        (key, "hlrt", "lrt", False)
    ]


def test_the_table_itself_sends_it_by_own_right_and_reports_to_nobody(case):
    send(actor="lrt")
    (found,) = [each for each in queries.acts() if each.actor == "lrt"]
    assert (found.mandate, found.reported) == ("", True)


def test_a_mandate_for_one_time_is_used_once(case):
    give()
    send()
    with pytest.raises(MandateRefused, match="used on 5 March 2023, and it was for 1 time"):
        send()


@pytest.mark.parametrize(("day", "said"), [(date(2023, 2, 28), "from 1 March"), (date(2023, 4, 2), "up to")])
def test_outside_its_days_it_opens_nothing(case, day, said):
    give()
    with pytest.raises(MandateRefused, match=said):
        send(at=datetime(2023, 5, 1, tzinfo=UTC), done_on=day)


def test_what_has_yet_to_come_cannot_be_put_down_as_done(case):
    give()
    with pytest.raises(MandateRefused, match="yet to come"):
        send(at=AT, done_on=DAY)


def test_after_its_withdrawal_it_opens_nothing_and_its_past_stays_known(case):
    give()
    actions.withdraw(by=BY, at=AT, key=KEY, withdrawn_from=DAY, reason="De LRT verstuurt zelf.")
    with pytest.raises(MandateRefused, match="withdrew it from 5 March 2023"):
        send()
    assert queries.mandate(KEY).withdrawn_from == DAY
    before = AT - timedelta(seconds=1)
    assert KEY not in {row.key for row in queries.mandates(before)}
    with pytest.raises(MandateRefused, match="withdrawn before"):
        actions.withdraw(by=BY, at=LATER, key=KEY, withdrawn_from=date(2023, 4, 1), reason="Nog eens.")


@pytest.mark.parametrize(("day", "reason"), [(date(2023, 2, 1), "Te laat."), (DAY, "  "), (DAY, "x" * 501)])
def test_a_withdrawal_is_not_for_the_past_and_has_a_reason(case, day, reason):
    give()
    with pytest.raises(MandateRefused):
        actions.withdraw(by=BY, at=AT, key=KEY, withdrawn_from=day, reason=reason)
    assert queries.mandate(KEY).withdrawn_from is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (replace(GIVEN, valid=DateRange(date(2023, 3, 1)), at_most=None), "no limits"),
        (replace(GIVEN, giver="mcms"), "cannot give a mandate for it"),
        (replace(GIVEN, holder="bestaat-niet"), "no table or office"),
        (replace(GIVEN, holder="iao"), "no table or office"),
        (replace(GIVEN, key="geven"), "is a mandate called"),
        (replace(GIVEN, subject="taakstelling 2023-II <b>"), "not a half-year"),
    ],
)
def test_a_mandate_that_cannot_be_is_refused_and_nothing_is_stored(case, given, said):
    before = len(queries.mandates())
    with pytest.raises(MandateRefused, match=said):
        give(given)
    assert len(queries.mandates()) == before


def test_the_same_mandate_twice_is_said(case):
    give()
    with pytest.raises(MandateRefused, match="there is a mandate called"):
        give()


def test_the_giver_takes_note_of_a_report_once(case):
    give()
    key = send()
    (report,) = [each for each in queries.reports_open("lrt") if each.key == key]
    assert report.due == date(2023, 3, 19)
    assert (report.overdue(report.due), report.overdue(report.due + timedelta(days=1))) == (False, True)
    actions.acknowledge(by=BY, at=LATER, act_key=key, remark="Besproken.")
    assert key not in {each.key for each in queries.reports_open("lrt")}
    with pytest.raises(MandateRefused, match="note was taken"):
        actions.acknowledge(by=BY, at=LATER, act_key=key)


def test_what_minutes_name_waits_until_it_is_given_with_its_limits(case):
    line = "lrt-2023-02-28/2.1"
    for _ in range(2):
        actions.mention(
            by=BY, at=AT, origin=line, giver="lrt", holder="hlrt", text="De HLRT mag de brief sturen."
        )
    assert [each.origin for each in queries.mentions()] == [line]
    give(origin=line)
    assert queries.mentions() == ()
    assert queries.items_from("lrt-2023-02-28") == {line: KEY}


def test_only_the_secretariat_of_the_table_gives_and_uses(case):
    province, national = add("province"), add("national")
    with pytest.raises(Refused, match="national secretariat"):
        give(by=province)
    give(by=national)
    with pytest.raises(Refused, match="national secretariat"):
        send(by=province)
    send(by=national)


def test_an_office_acts_through_who_has_a_role_at_its_partner(case):
    give(replace(GIVEN, holder="vng-1"))
    with pytest.raises(Refused, match="no role"):
        send(by=add("province"), actor="vng-1")
    assert send(by=add("reader"), actor="vng-1")
