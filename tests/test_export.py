"""Tables, bundle, page and the writing of files: both clocks obeyed, nothing half-written, outside text stays text."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import export_world as world
import geopandas as gpd
import pytest
import shapely
from pypdf import PdfReader

from dashboard.export import ENDINGS, PICTURES, TABLES, export, export_bytes
from dashboard.export import animation as animation_module
from dashboard.export.geojson import status_features
from dashboard.export.shot import shot_of
from dashboard.export.tables import csv_text, status_row
from dashboard.figures.spreadsheet import FORMULA
from dashboard.model import Kind, View, WhoHoldsError
from dashboard.situation import Situation

LAST = View(day=date(2021, 8, 20))
HEAVY = ("gif", "mp4")


@pytest.fixture(scope="module")
def squares(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    return world.situation(tmp_path_factory.mktemp("squares"))


def rows(text: str | bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text if isinstance(text, str) else text.decode(), newline="")))


@pytest.mark.parametrize("form", [e for e in ENDINGS if e not in HEAVY])
def test_the_same_input_gives_the_same_bytes(squares: Situation, form: str) -> None:
    first = export_bytes(squares, LAST, form)
    assert first == export_bytes(squares, LAST, form)
    assert len(first) > 100


@pytest.mark.parametrize("what", PICTURES[1:-1])
def test_every_kind_of_picture_is_the_same_twice(squares: Situation, what: str) -> None:
    assert export_bytes(squares, LAST, "svg", what=what) == export_bytes(squares, LAST, "svg", what=what)


def test_the_brief_has_a_page_for_each_unit_with_a_report(squares: Situation) -> None:
    data = export_bytes(squares, LAST, "pdf", what="brief")
    assert data == export_bytes(squares, LAST, "pdf", what="brief")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    assert len(pages) == 1 + 5
    assert "The Reds captured Ardal" in pages[1]
    assert "Seven squares & two sides. Held by the Reds since 10 Aug 2021" in pages[1].replace("\n", " ")
    with pytest.raises(WhoHoldsError, match="many pages"):
        export_bytes(squares, LAST, "png", what="brief")


def test_another_process_gives_the_same_bytes(squares: Situation, tmp_path: Path) -> None:
    script = (
        "import sys, pathlib, hashlib, export_world as w\n"
        "from dashboard.export import export_bytes\n"
        "s = w.situation(pathlib.Path(sys.argv[1]))\n"
        "print(*(hashlib.sha256(export_bytes(s, None, f)).hexdigest() for f in ('svg', 'pdf', 'png', 'zip')))\n"
    )
    paths = f"{Path(__file__).parent}:{Path(__file__).parent.parent}"
    outputs = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", script, str(folder)],
            capture_output=True,
            text=True,
            check=True,
            env={
                "PYTHONPATH": paths,
                "PYTHONHASHSEED": seed,
                "PATH": "/usr/bin",
                "TZ": ("UTC", "Asia/Kabul")[seed == "2"],
            },
        )
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]


def test_status_rows_say_side_extent_dates_claims_and_sources(squares: Situation) -> None:
    found = {r["unit"]: r for r in rows(export_bytes(squares, LAST, "csv"))}
    assert list(found) == list(world.IDS)
    held = found["IS-1"]
    assert (held["status"], held["side"], held["extent"], held["since"]) == ("held", "reds", "capital", "2021-08-10")
    assert (held["as_of"], held["known_at"]) == ("2021-08-20", "2021-08-20")
    assert len(held["claim_ids"].split()) == 2
    assert "Morning Wire in The Daily $5_Test" in held["sources"]
    assert (found["IS-7"]["status"], found["IS-7"]["side"], found["IS-7"]["claim_ids"]) == ("no_report", "", "")


def test_probabilities_of_every_row_add_up_to_one(squares: Situation) -> None:
    for row in rows(export_bytes(squares, LAST, "csv")):
        assert sum(float(v) for k, v in row.items() if k.startswith("p_") and v) == pytest.approx(1, abs=1e-3)


def test_every_coloured_unit_of_the_geojson_has_claim_ids(squares: Situation) -> None:
    found = json.loads(export_bytes(squares, LAST, "geojson"))
    for feature in found["features"]:
        about = feature["properties"]
        assert bool(about["claim_ids"]) == (about["status"] != "no_report"), feature["id"]
        assert set(about["claim_ids"]) <= set(squares.claims)


def test_every_claim_id_of_the_seed_map_is_a_row_of_its_claims(seed_situation: Situation) -> None:
    view = View(day=date(2021, 8, 14))
    ids = {r["id"] for r in rows(export_bytes(seed_situation, view, "csv", what="claims"))}
    for row in rows(export_bytes(seed_situation, view, "csv")):
        assert set(row["claim_ids"].split()) <= ids
        assert bool(row["claim_ids"]) == (row["status"] != "no_report")
    predicates = [r["predicate"] for r in rows(export_bytes(seed_situation, view, "csv", what="claims"))]
    assert predicates.count("count") + predicates.count("region") == len(seed_situation.aggregates)


def test_every_link_of_the_page_to_a_claim_has_its_anchor(seed_situation: Situation) -> None:
    page = export_bytes(seed_situation, View(day=date(2021, 8, 14)), "html").decode()
    links = set(re.findall(r'href="#(claim-\w+)"', page))
    assert len(links) > 10
    assert links <= set(re.findall(r'id="(claim-\w+)"', page))


def test_the_geojson_follows_rfc_7946_and_carries_its_passport(squares: Situation, tmp_path: Path) -> None:
    found = json.loads(export_bytes(squares, LAST, "geojson"))
    assert (found["as_of"], found["known_at"]) == ("2021-08-20", "2021-08-20")
    assert found["sources"][0]["published_basis"] == "inferred: it says so"
    assert found["machine_read"] is True
    assert "crs" not in found
    for feature in found["features"]:
        assert shapely.is_ccw(shapely.get_exterior_ring(shapely.geometry.shape(feature["geometry"])))
    (tmp_path / "x.geojson").write_text(json.dumps(found))
    assert len(gpd.read_file(tmp_path / "x.geojson")) == 7


def test_known_before_publication_means_no_report_anywhere(seed_situation: Situation) -> None:
    view = View(day=date(2021, 8, 14), known_at=date(2021, 8, 14))
    assert {r["status"] for r in rows(export_bytes(seed_situation, view, "csv"))} == {"no_report"}
    assert rows(export_bytes(seed_situation, view, "csv", what="claims")) == []

    assert rows(export_bytes(seed_situation, view, "csv", what="sources")) == []


def test_linked_clocks_show_what_was_known_then(seed_situation: Situation) -> None:
    view = View(day=date(2021, 8, 14), known_at=date(2021, 8, 15), linked=True)
    assert {r["status"] for r in rows(export_bytes(seed_situation, view, "csv"))} == {"no_report"}


def test_no_capture_colours_an_earlier_day(seed_situation: Situation) -> None:
    for day in (11, 12):
        statuses = {r["status"] for r in rows(export_bytes(seed_situation, View(day=date(2021, 8, day)), "csv"))}
        assert statuses == {"no_report"}


def test_the_seed_on_the_14th(seed_situation: Situation) -> None:
    found = {r["unit"]: r for r in rows(export_bytes(seed_situation, View(day=date(2021, 8, 14)), "csv"))}
    assert {u for u, r in found.items() if r["extent"] == "capital"} == {
        "AF-BAL",
        "AF-KNR",
        "AF-LAG",
        "AF-HER",
        "AF-KAN",
    }
    assert (found["AF-LOG"]["status"], found["AF-LOG"]["extent"]) == ("held", "whole")
    assert found["AF-KAB"]["status"] == "no_report"


def test_days_outside_the_range_become_the_nearest(squares: Situation) -> None:
    late, early = View(day=date(2030, 1, 1), known_at=date(2030, 1, 1)), View(day=date(1990, 1, 1))
    assert export_bytes(squares, late, "svg") == export_bytes(squares, LAST, "svg")
    assert shot_of(squares, early).day == squares.control.days[0]


def test_changes_stop_at_the_day_shown(squares: Situation) -> None:
    found = rows(export_bytes(squares, View(day=date(2021, 8, 11)), "csv", what="changes"))
    assert [(r["day"], r["unit"]) for r in found] == [("2021-08-03", "IS-2"), ("2021-08-10", "IS-1")]
    assert found[1]["after"] == "held by the Reds, capital only"


def test_claims_carry_quote_offsets_and_effect(squares: Situation) -> None:
    for row in rows(export_bytes(squares, LAST, "csv", what="claims")):
        quote = world.TEXT[int(row["start"]) : int(row["end"])]
        assert row["quote"].removeprefix("'") == quote
        assert row["published"] == "2021-08-20"
    assert any(
        float(r["after"]) > float(r["before"])
        for r in rows(export_bytes(squares, LAST, "csv", what="claims"))
        if r["after"]
    )


def test_a_spreadsheet_runs_nothing(squares: Situation) -> None:
    text = export_bytes(squares, LAST, "csv", what="claims").decode()
    assert "'=SUM(A1)" in text
    assert "'=cmd|" in text
    for row in rows(text):
        assert not any(v.startswith(("=", "+", "@")) for v in row.values())


def test_an_empty_table_still_has_a_header() -> None:
    assert csv_text([]) == "unit\r\n"


def test_json_lines_hold_one_object_a_line(squares: Situation) -> None:
    lines = export_bytes(squares, LAST, "jsonl", what="claims").decode().splitlines()
    assert len(lines) == len(world.claims())
    assert {"article", "start", "end", "quote", "predicate", "unit", "rule"} <= set(json.loads(lines[0]))


def test_the_bundle_holds_its_members_and_no_time_of_the_clock(squares: Situation) -> None:
    archive = zipfile.ZipFile(io.BytesIO(export_bytes(squares, LAST, "zip")))
    assert archive.testzip() is None
    assert {"README.md", "map.png", "map.svg", "status.csv", "status.geojson", "claims.csv", "quotes.md"} <= set(
        archive.namelist()
    )
    assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    readme = archive.read("README.md").decode()
    for said in (
        "As of 20 Aug 2021, known at 20 Aug 2021",
        "Machine-read, not reviewed",
        "--known-at 2021-08-20",
        "no report",
    ):
        assert said in readme
    quotes = archive.read("quotes.md").decode()
    assert "> The Reds captured Ardal" in quotes
    assert "## Hof" not in quotes


def test_the_page_shows_outside_text_as_text_and_asks_no_other_host(squares: Situation) -> None:
    page = export_bytes(squares, LAST, "html").decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "default-src 'none'" in page
    assert 'src="http' not in page
    assert "url(http" not in page
    assert page.count("@font-face") == 3
    first = next(c for c in world.claims() if c.quote.startswith("The Reds captured"))
    assert f'<mark id="claim-{first.id}">The Reds captured Ardal</mark>' in page


def test_the_geopackage_opens_as_a_layer(squares: Situation, tmp_path: Path) -> None:
    path = tmp_path / "map.gpkg"
    export(squares, LAST, path)
    frame = gpd.read_file(path, layer="status")
    assert list(frame["unit"]) == list(world.IDS)
    assert frame.crs.to_epsg() == 4326


def test_the_gif_has_a_frame_for_each_day_and_ends_long(squares: Situation) -> None:
    from PIL import Image

    days = [date(2021, 8, d) for d in (9, 10, 20)]
    data = export_bytes(squares, LAST, "gif", days=days)
    assert data == export_bytes(squares, LAST, "gif", days=days)
    picture = Image.open(io.BytesIO(data))
    assert picture.n_frames == 3
    picture.seek(2)
    assert picture.info["duration"] == 2500


def test_a_video_without_ffmpeg_says_how_to_get_it(squares: Situation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    monkeypatch.setattr(animation_module.shutil, "which", lambda name: None)
    with pytest.raises(WhoHoldsError, match="pip install"):
        export_bytes(squares, LAST, "mp4", days=[date(2021, 8, 9)])


@pytest.mark.parametrize("name", ["map.bmp", "map", "map.exe", "map.png.txt"])
def test_an_unknown_ending_names_the_known_ones(squares: Situation, tmp_path: Path, name: str) -> None:
    with pytest.raises(WhoHoldsError, match=r"\.png, \.svg, \.pdf"):
        export(squares, LAST, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_what_a_file_cannot_hold_is_said(squares: Situation, tmp_path: Path) -> None:
    with pytest.raises(WhoHoldsError, match="status, claims, changes, totals, sources"):
        export(squares, LAST, tmp_path / "x.csv", what="strip")
    with pytest.raises(WhoHoldsError, match="map, multiples, difference, strip, brief"):
        export(squares, LAST, tmp_path / "x.png", what=TABLES[0])


def test_a_missing_folder_and_a_folder_as_file_are_said(squares: Situation, tmp_path: Path) -> None:
    with pytest.raises(WhoHoldsError, match="there is no folder"):
        export(squares, LAST, tmp_path / "no" / "map.csv")
    (tmp_path / "map.csv").mkdir()
    with pytest.raises(WhoHoldsError, match="is a folder"):
        export(squares, LAST, tmp_path / "map.csv")


def test_rows_and_features_of_one_status_agree(squares: Situation) -> None:
    status = squares.control.status("IS-1", date(2021, 8, 20))
    row = status_row(squares, status)
    (feature,) = status_features(squares, [status])["features"]
    assert feature["properties"]["sentence"] == row["sentence"]
    assert feature["properties"]["claim_ids"] == row["claim_ids"].split()
    assert status.kind is Kind.HELD


@pytest.mark.parametrize("start", FORMULA)
def test_no_cell_of_a_file_is_a_formula(start: str) -> None:
    text = csv_text([{"quote": f"{start}HYPERLINK(1)", "places": [f"{start}1", "two"], "p": -0.5}])
    assert rows(text) == [{"quote": f"'{start}HYPERLINK(1)", "places": f"'{start}1 two", "p": "-0.5"}]
