import csv
import io
import json
import re
import zipfile
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from regietafel.core.base.calendar import HalfYear
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.desk.monitor.queries import CORRECTED, history, state

PERIOD = HalfYear(2022, 2)
EVENING = datetime(2022, 9, 16, 20, tzinfo=ZoneInfo("Europe/Amsterdam"))
THEN = "bekend-op=2022-09-16T20:00"


def text_of(client, address, *, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content[:500]
    return response.content.decode().replace("\xa0", " ")


def test_on_16_september_2022_the_nation_stands_at_74_9_and_97_6_percent(reader):
    text = text_of(reader, f"/monitor/2022-II/?{THEN}")
    for said in ("74,9 %", "97,6 %", "4.990", "20.000", "15.333", "3.753", "1 september 2022"):
        assert said in text


def test_every_month_adds_up_to_the_published_national_number(case):
    known = state(PERIOD, None)
    assert [point.added for point in known.course("NL")][2:] == [2714, 3359, 3223, 2840]
    assert known.course("NL")[1].realised == 4990
    assert known.row("NL").realised == 17126


def test_the_made_up_figures_look_like_the_published_counts(case):
    september = state(PERIOD, EVENING)
    still = [row for row in september.rows("municipality") if row.realised < row.targets[CORRECTED]]
    assert len(still) == 315
    reached = [
        row
        for row in state(PERIOD, None).rows("municipality")
        if row.verdicts["agreement"].schedule_class is ScheduleClass.ON_SCHEDULE
    ]
    assert len(reached) == 60
    assert sum(1 for row in september.rows("municipality") if september.targets.carried(row.area) < 0) == 186


def test_everything_made_up_says_so_on_page_table_and_download(reader):
    assert "verzonnen" in text_of(reader, "/monitor/2022-II/gm0363/")
    table = reader.get("/monitor/2022-II/nl/tabel.csv")
    assert "illustratief" in table["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][-1] == "illustratief"
    assert {row[-1] for row in rows[1:]} == {"ja"}
    assert json.loads(reader.get("/monitor/2022-II/nl/tabel.json").content)["illustrative"] is True


def test_the_sheet_holds_the_table_and_a_sheet_of_notes(reader):
    data = reader.get(f"/monitor/2022-II/pv22/tabel.xlsx?{THEN}").content
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"} <= set(book.namelist())
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "Drenthe" in strings
    assert "16 september 2022" in strings
    assert "verzonnen" in strings


def test_parts_add_up_to_the_whole_for_every_kind(case):
    known = state(PERIOD, None)
    for kind in ("province", "safety_region", "municipality"):
        rows = known.rows(kind)
        assert sum(row.realised for row in rows) == 17126
        assert sum(row.targets[CORRECTED] for row in rows) == 15333
        assert sum(row.targets["agreement"] for row in rows) == 20000


def test_a_missing_month_is_not_zero(case):
    """On 16 September the figures of September were not there: no verdict, and the page says who is missing."""
    october = state(PERIOD, EVENING, reference_date=date(2022, 10, 1))
    row = october.row("NL")
    assert row.realised is None
    assert row.verdicts["agreement"] is None
    assert len(row.missing) == 344


def test_a_page_without_figures_says_when_they_come(reader):
    assert "Nog geen cijfers over 2023-I" in text_of(reader, "/monitor/2023-I/")


def test_the_history_of_a_municipality_carries_its_balance_over(case):
    lines = {str(line.period): line for line in history("GM1904", None)}
    assert (lines["2022-II"].corrected, lines["2022-II"].realised, lines["2022-II"].balance) == (82, 68, -14)
    assert (lines["2023-I"].carried, lines["2023-I"].corrected) == (-4, 83)


def test_two_reference_dates_can_be_compared(reader):
    text = text_of(reader, "/monitor/2022-II/nl/vergelijk/?peil-van=2022-09-01&peil-tot=2022-10-01")
    assert "2.714" in text
    assert "4.990" in text


def test_two_moments_of_knowing_can_be_compared(reader):
    text = text_of(reader, "/monitor/2022-II/nl/vergelijk/?van=2022-09-16T20:00&tot=2022-10-05T10:00")
    assert "4.990" in text
    assert "7.704" in text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/monitor/", 302),
        ("/monitor/2022-II/vr03/", 200),
        ("/monitor/2022-II/gm0363/", 200),
        ("/monitor/2022-II/?per=safety_region&doel=corrected_target", 200),
        ("/monitor/2022-II/?per=nonsense&doel=nonsense&peildatum=2022-09-01", 200),
        ("/monitor/2022-II/?peildatum=gisteren", 404),
        ("/monitor/2022-II/?peildatum=2021-01-01", 404),
        ("/monitor/2022-II/gm0457/", 404),
        ("/monitor/2022-II/nl/tabel.exe", 404),
        ("/monitor/2022-II/nl/vergelijk/?peil-van=ooit", 404),
        ("/monitor/2022-II/?bekend-op=2099-01-01", 400),
    ],
)
def test_every_address_answers_or_says_why_not(reader, address, status):
    text_of(reader, address, status=status)


def test_the_table_sorts_and_filters_by_its_address(reader):
    text = text_of(reader, "/monitor/2022-II/pv22/?sorteer=-realised&zoek=o")
    body = text.split("<tbody", 1)[1].split("</tbody>", 1)[0]
    names = re.findall(r"/monitor/2022-II/(gm\d{4})/", body)
    known = state(PERIOD, None, area="PV22")
    numbers = [known.row(code.upper()).realised for code in names]
    assert numbers == sorted(numbers, reverse=True)
    assert 0 < len(names) < 12


def test_the_map_has_a_named_link_for_every_municipality(reader):
    text = text_of(reader, f"/monitor/2022-II/?{THEN}")
    drawing = text.split("data-tiles", 1)[1].split("</svg>", 1)[0]
    assert drawing.count("<title>") == 344
    assert "Amsterdam: 0 van" in drawing or "Amsterdam: " in drawing
    assert "bekend-op=2022-09-16T20%3A00" in drawing


def test_the_monitor_asks_the_database_at_most_eight_questions(reader, django_assert_max_num_queries):
    reader.get("/monitor/2022-II/")
    with django_assert_max_num_queries(8):
        reader.get("/monitor/2022-II/?per=municipality")


def test_a_municipality_asks_eight_too_and_the_version_of_the_data_before_and_after(
    reader, django_assert_max_num_queries
):
    reader.get("/monitor/2022-II/")
    with django_assert_max_num_queries(8 + 2):
        reader.get("/monitor/2022-II/gm0363/")


def test_english_is_a_choice(case, client):
    client.post("/taal/", {"language": "en", "next": "/"}, headers={"host": "127.0.0.1"})
    response = client.get(f"/monitor/2022-II/?{THEN}", headers={"host": "127.0.0.1", "accept-language": "en"})
    assert "permit holders were housed" in response.content.decode()
