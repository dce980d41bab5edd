"""Boundaries of users: checked, stored on record, and offered on the map beside the tiles."""

from __future__ import annotations

import gzip
import json
import random
import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.transaction import atomic
from django.test.utils import CaptureQueriesContext
from typer.testing import CliRunner

from regietafel.cli.areas import app
from regietafel.core.base.errors import Faults, RegietafelError
from regietafel.desk.areas.actions import MOST_PATH_BYTES, remove_boundaries, store_boundaries
from regietafel.desk.areas.models import BoundaryFile
from regietafel.desk.areas.queries import boundaries_of, drawing_of
from regietafel.desk.audit import queries as audit
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.chain import Command
from tests.desk.areas.made_up import AUTUMN, NEW_YEAR, country

pytestmark = pytest.mark.django_db
BY, AT = Command("test"), datetime(2022, 9, 16, 20, tzinfo=UTC)


def store(data=None, *, division=AUTUMN, name="fields.geojson"):
    data = country(division) if data is None else data
    return store_boundaries(by=BY, at=AT, division=division, file_name=name, data=data)


def history():
    return audit.history("boundaries", "2022-03-24")


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_file_is_stored_for_its_division_and_for_no_other():
    store()
    assert boundaries_of(AUTUMN).file_name == "fields.geojson"
    assert boundaries_of(NEW_YEAR) is None


def test_a_stored_file_is_on_record_with_its_name_and_hash():
    kept = store()
    (entry,) = history()
    assert (entry.action, entry.actor_name) == ("areas.store_boundaries", "test")
    told = {change.field: change.after for change in entry.changes}
    assert told["sha256"] == kept.boundaries.sha256
    assert told["file_name"] == "fields.geojson"


def test_a_second_file_holds_from_then_on_and_the_first_row_stays():
    first = store().boundaries
    second = store(country(name="again"), name="second.geojson").boundaries
    assert boundaries_of(AUTUMN) == second
    assert set(BoundaryFile.objects.values_list("sha256", flat=True)) == {first.sha256, second.sha256}
    assert len(history()) == 2


def test_the_same_file_twice_changes_nothing():
    assert store().new
    assert not store(name="other-name.geojson").new
    assert BoundaryFile.objects.count() == len(history()) == 1


def test_a_file_of_another_division_is_refused_with_every_code_and_nothing_is_stored():
    with pytest.raises(Faults) as refused:
        store(country(NEW_YEAR))
    assert "GM1992" in str(refused.value)
    assert "GM0501 Brielle" in str(refused.value)
    assert not BoundaryFile.objects.exists()
    assert not history()


def test_what_is_removed_is_gone_from_the_map_and_stays_in_the_rows():
    store()
    remove_boundaries(by=BY, at=AT, division=AUTUMN)
    assert boundaries_of(AUTUMN) is None
    assert BoundaryFile.objects.exclude(paths={}).count() == 1
    assert [entry.action for entry in history()] == ["areas.remove_boundaries", "areas.store_boundaries"]
    with pytest.raises(RegietafelError, match="no boundaries are stored"):
        remove_boundaries(by=BY, at=AT, division=AUTUMN)


def test_a_removed_file_can_be_stored_again():
    store()
    remove_boundaries(by=BY, at=AT, division=AUTUMN)
    assert store().new
    assert boundaries_of(AUTUMN) is not None


@pytest.mark.parametrize("area", ["NL", "PV22", "VR03"])
def test_an_area_is_drawn_with_its_own_municipalities_inside_its_box(area):
    drawn = drawing_of(store().boundaries, area)
    assert tuple(drawn.paths) == AUTUMN.in_area(area)
    left, top, width, height = drawn.box
    for path in drawn.paths.values():
        x, y = map(int, re.match(r"M(-?\d+) (-?\d+)", path).groups())
        assert left <= x <= left + width
        assert top <= y <= top + height


def test_a_drawing_is_asked_from_the_database_once(django_assert_num_queries):
    stored = store(country(name="asked once")).boundaries
    with django_assert_num_queries(1):
        for area in ("NL", "PV22", "NL"):
            drawing_of(stored, area)


def run(*arguments):
    return CliRunner().invoke(app, ["boundaries", *map(str, arguments)])


def test_the_command_stores_and_removes(tmp_path):
    file = tmp_path / "gemeenten.geojson"
    file.write_bytes(country())
    said = run(file, "--on", "2022-09-16")
    assert said.exit_code == 0, said.output
    assert "344 gemeenten vastgelegd" in said.output
    assert history()[0].actor_name == "regietafel areas boundaries"
    assert "niets veranderd" in run(file, "--on", "2022-12-31").output
    assert json.loads(run("--on", "2022-09-16", "--remove", "--json").output)["removed"] is True
    assert boundaries_of(AUTUMN) is None


def test_only_the_name_of_the_file_is_kept_and_not_its_folder(tmp_path):
    file = tmp_path / "gemeenten.geojson"
    file.write_bytes(country())
    run(file, "--on", "2022-09-16")
    assert boundaries_of(AUTUMN).file_name == "gemeenten.geojson"


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "not JSON"), (b"{", "JSON"), (b"PK\x03\x04", "JSON"), (None, "cannot read")]
)
def test_what_is_no_boundary_file_is_refused_in_a_sentence(tmp_path, content, said):
    file = tmp_path / "gemeenten.geojson"
    if content is not None:
        file.write_bytes(content)
    refused = run(file, "--on", "2022-09-16").exception
    assert isinstance(refused, RegietafelError)
    assert said in str(refused)
    assert not BoundaryFile.objects.exists()


@pytest.mark.parametrize("arguments", [["--on", "2022-09-16"], ["f.json", "--remove", "--on", "2022-09-16"]])
def test_the_command_wants_a_file_or_a_removal(arguments):
    assert run(*arguments).exit_code == 2


NATION = "/monitor/2022-II/"


def test_without_boundaries_there_is_nothing_to_choose(reader):
    text = page_of(reader, f"{NATION}?kaart=grenzen")
    assert "kaart=tegels" not in text
    assert "region-map" not in text


def test_with_boundaries_the_reader_chooses_and_tiles_come_first(reader):
    store()
    tiles = page_of(reader, f"{NATION}?doel=agreement")
    assert "?doel=agreement&amp;kaart=grenzen" in tiles
    assert "region-map" not in tiles
    regions = page_of(reader, f"{NATION}?doel=agreement&kaart=grenzen")
    assert "region-map" in regions
    assert "fields.geojson" in regions


def said_on_map(text):
    drawing = text.split("data-tiles", 1)[1].split("</svg>", 1)[0]
    links = re.findall(r'<a [^>]*?href="([^"]+)"', drawing)
    return set(zip(links, re.findall(r"<title>(.*?)</title>", drawing), strict=True))


@pytest.mark.parametrize("area", ["", "pv22/", "vr03/"])
def test_both_maps_say_the_same_of_the_same_municipalities(reader, area):
    store()
    then = "bekend-op=2022-09-16T20:00"
    tiles = said_on_map(page_of(reader, f"{NATION}{area}?{then}"))
    assert tiles
    assert said_on_map(page_of(reader, f"{NATION}{area}?{then}&kaart=grenzen")) == tiles


def test_storing_shows_at_once_although_pages_are_kept(reader):
    assert "region-map" not in page_of(reader, f"{NATION}?kaart=grenzen")
    store()
    assert "region-map" in page_of(reader, f"{NATION}?kaart=grenzen")
    remove_boundaries(by=BY, at=AT, division=AUTUMN)
    assert "region-map" not in page_of(reader, f"{NATION}?kaart=grenzen")


def test_boundaries_are_asked_for_once_in_each_version_of_the_data(reader):
    store()
    reader.get(f"{NATION}?kaart=grenzen")
    with CaptureQueriesContext(connection) as asked:
        reader.get(f"{NATION}?kaart=grenzen&sorteer=name")
    assert sum("areas_boundaryfile" in query["sql"] for query in asked) == 0
    assert not any('"paths"' in query["sql"] for query in asked)


def test_a_page_with_outlines_as_long_as_they_may_be_is_at_most_60_kb_compressed(reader):
    """Random bends hardly compress, and no two of these share a border: worse than any country."""
    dice = random.Random(20220916)
    row = BoundaryFile.objects.create(
        division_day=AUTUMN.valid.start,
        file_name="limit",
        sha256="0" * 64,
        paths={code: _bends(dice) for code in AUTUMN.codes},
        view_box=[0, 0, 1700, 2000],
        stored_at=AT,
    )
    with atomic():
        record(by=BY, at=AT, action="areas.test", subject=("areas", "limit"), before=None, after={})
    assert 0.95 * MOST_PATH_BYTES < sum(map(len, row.paths.values())) <= MOST_PATH_BYTES
    text = page_of(reader, f"{NATION}?kaart=grenzen&per=municipality")
    assert "region-map" in text
    assert len(gzip.compress(text.encode(), 6)) <= 60_000


def _bends(dice):
    path = f"M{dice.randrange(1700)} {dice.randrange(2000)}l"
    while len(path) < 132:
        path += f" {dice.randint(-20, 20)} {dice.randint(-20, 20)}".replace(" -", "-")
    return path.replace("l ", "l") + "z"
