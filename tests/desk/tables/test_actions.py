"""Writing tables, seats and holders by hand: what is refused, what is kept, and the command line."""

import json
from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from regietafel.cli.group import app
from regietafel.core.base.errors import Faults, RegietafelError
from regietafel.core.tables.kinds import RelationKind
from regietafel.core.tables.structure import TableError
from regietafel.core.tables.validity import Validity
from regietafel.desk.audit.chain import Command
from regietafel.desk.tables import actions, queries

BY = Command("test")
DAY = date(2022, 9, 16)
AT = datetime(2023, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("case")


def run(*arguments):
    return CliRunner().invoke(app, ["tables", *arguments])


def test_a_circle_is_refused_and_nothing_is_stored():
    before = queries.relations_on(DAY)
    entry = actions.RelationEntry(RelationKind.PREPARES_FOR, "lrt", "hlrt", "eigen-lezing")
    with pytest.raises(Faults, match="circle"):
        actions.relate(by=BY, at=AT, entries=[entry])
    assert queries.relations_on(DAY) == before


def test_a_table_with_open_seats_cannot_end_and_an_ended_one_not_again():
    with pytest.raises(Faults, match="end the seat first"):
        actions.end_body(by=BY, at=AT, key="lrt", until=date(2023, 1, 1), reason="proef")
    with pytest.raises(TableError, match="ended on 2022-09-23"):
        actions.end_body(by=BY, at=AT, key="iao", until=date(2023, 1, 1), reason="proef")


def test_an_ended_seat_is_still_there_on_an_earlier_day_and_at_an_earlier_moment():
    actions.end_seat(by=BY, at=AT, key="lrt-aedes", until=date(2023, 1, 1), reason="proef")
    offices = lambda day, at=None: {seat.office for seat in queries.seats_on("lrt", day, at)}  # noqa: E731
    assert "aedes" in offices(date(2022, 12, 31))
    assert "aedes" not in offices(date(2023, 1, 1))
    assert "aedes" in offices(date(2023, 1, 1), datetime(2022, 10, 1, tzinfo=UTC))
    with pytest.raises(TableError, match="add a new seat"):
        actions.end_seat(by=BY, at=AT, key="lrt-aedes", until=date(2024, 1, 1), reason="proef")


def test_a_new_holder_comes_after_the_one_who_left():
    successor = actions.HolderEntry("sjenv", "Iemand", "eigen-lezing", Validity(date(2024, 7, 2)))
    with pytest.raises(Faults, match="two holders at once"):
        actions.appoint(by=BY, at=AT, entries=[successor])
    actions.step_down(by=BY, at=AT, office="sjenv", until=date(2024, 7, 2), reason="nieuw kabinet")
    actions.appoint(by=BY, at=AT, entries=[successor])
    assert queries.holders(DAY)["sjenv"] == "Van der Burg"
    assert queries.holders(date(2024, 7, 2))["sjenv"] == "Iemand"


def test_an_official_is_never_named():
    with pytest.raises(Faults, match="no name is kept"):
        actions.appoint(by=BY, at=AT, entries=[actions.HolderEntry("dgm", "Iemand", "eigen-lezing")])


def test_the_command_line_lists_shows_and_counts():
    listed = json.loads(run("list", "--day", "2022-09-16", "--json").output)
    assert len(listed["tables"]) == 31
    assert "Van der Burg" in run("show", "lrt", "--day", "2022-09-16").output
    counted = json.loads(run("layers", "--day", "2022-09-30", "--json").output)
    assert (counted["before"], counted["after"]) == (3, 2)
    assert "no_deputy" in run("contacts", "--day", "2022-09-16").output


def test_the_command_line_adds_a_table_and_ends_it():
    given = ["--short", "SG", "--nl", "Stuurgroep", "--en", "Steering group", "--tier", "national"]
    given += ["--level", "officials", "--source", "eigen-lezing", "--prepares-for", "hlrt"]
    wrong = run("add", "sg", *given, "--kind", "club")
    assert isinstance(wrong.exception, RegietafelError)
    assert run("add", "sg", *given, "--kind", "table").exit_code == 0
    assert queries.table("sg", DAY).abbreviation == "SG"
    assert run("step", "end", "sg", "--until", "2023-01-01", "--reason", "proef").exit_code == 0
    shown = run("show", "sg", "--day", "2023-06-01")
    assert "ended on 2023-01-01" in str(shown.exception)
