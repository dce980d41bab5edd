"""The mandate of the case as it stood on each day."""

from __future__ import annotations

from datetime import UTC, date, datetime

from regietafel.core.mandates.acts import ActKind
from regietafel.core.mandates.lock import LockState
from regietafel.desk.mandates import queries

EVENING = datetime(2022, 9, 16, 18, 0, tzinfo=UTC)
LETTER = (ActKind.SEND_LETTER, "taakstelling 2023-I")
KEY = "lrt-hlrt-letter-2023-I"


def test_on_the_evening_of_the_meeting_the_officials_table_may_send_the_letter(case):
    found = queries.covering(*LETTER, "hlrt", date(2022, 9, 16), EVENING).value
    assert (found.state, found.mandate.key) == (LockState.OPEN, KEY)


def test_an_hour_before_the_meeting_nobody_but_the_national_table_may(case):
    before = datetime(2022, 9, 16, 17, 0, tzinfo=UTC)
    found = queries.covering(*LETTER, "hlrt", date(2022, 9, 16), before).value
    assert found.missing
    assert found.objections[0].sentence.nl == (
        "De brief over de taakstelling 2023-I hoort bij de LRT, en de HLRT heeft daarvoor geen mandaat. "
        "Vraag de LRT om een mandaat."
    )
    assert queries.covering(*LETTER, "lrt", date(2022, 9, 16), before).value.state is LockState.OWN


def test_after_the_letter_the_lock_is_closed_and_the_report_waits_for_the_national_table(case):
    found = queries.covering(*LETTER, "hlrt", date(2022, 10, 1)).value
    assert [each.where for each in found.objections] == ["used"]
    (report,) = queries.reports_open("lrt")
    assert (report.done_on, report.actor, report.mandate) == (date(2022, 9, 30), "hlrt", KEY)
    assert queries.reports_open("lrt", EVENING) == ()


def test_the_mandate_expires_soon_on_the_day_of_the_letter_and_not_after_it_was_used(case):
    assert [row.key for row in queries.expiring(date(2022, 9, 20), EVENING)] == [KEY]
    assert queries.expiring(date(2022, 10, 1)) == ()


def test_the_mandate_comes_from_a_line_of_the_minutes(case):
    assert queries.items_from("lrt-2022-09-16") == {"lrt-2022-09-16/3.6": KEY}
