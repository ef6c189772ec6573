"""The view that fills nothing, as pictures and files: the points are those of the page, and no unit has a colour."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import export_world as world
import geopandas as gpd
import numpy as np
import pyogrio
import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from dashboard.case import read_case
from dashboard.cli import whoholds
from dashboard.export import export_bytes
from dashboard.export.legend import entries
from dashboard.export.picture import map_sheet
from dashboard.export.sheet import Sheet
from dashboard.export.shot import Shot, shot_of
from dashboard.figures.payload import scene, time_axis
from dashboard.figures.theme import look, palette, side_colours
from dashboard.model import View
from dashboard.situation import Situation, situation_of
from dashboard.web.url import query_of, read_query, settled

EXAMPLE = Path(__file__).parent.parent / "examples" / "afghanistan-2021"
LAST = View(day=date(2021, 8, 20), points=True)


@pytest.fixture(scope="module")
def squares(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    return world.situation(tmp_path_factory.mktemp("squares"))


@pytest.fixture(scope="module")
def campaign() -> Situation:
    return situation_of(read_case(EXAMPLE))


def on_the_page(situation: Situation, day: date, known_at: date) -> set[str]:
    """The claims whose points assets/overlay.js draws, by its own rule over the scene."""
    control = situation.control
    axis = time_axis(control.days, control.known_days)
    at, known = axis.index(day), axis.index(known_at)
    rows = scene(situation)["reports"]
    shown = (row for row in rows if row["moves"] and row["day"] <= at and row["known"] <= known)
    return {row["id"] for row in shown if row["point"] or row["unit"] >= 0}


def rings(sheet: Sheet) -> list[Any]:
    """The points of a sheet: circles of the radius of a report."""
    wanted = 2 * look()["sign"]["report_radius"]
    sizes = [(patch, patch.get_path().get_extents()) for patch in sheet.axes.patches]
    return [p for p, box in sizes if abs(box.width - wanted) < 0.01 and abs(box.height - wanted) < 0.01]


@pytest.mark.parametrize("day", [date(2021, 8, 6), date(2021, 8, 13), date(2021, 9, 10)])
def test_the_points_are_those_of_the_page(campaign: Situation, day: date) -> None:
    shot = shot_of(campaign, View(day=day, known_at=min(day, campaign.control.known_days[-1]), points=True))
    assert {report.claim.id for report in shot.reports} == on_the_page(campaign, shot.day, shot.known_at)
    kinds = len([entry for entry in entries(shot) if entry.sign.startswith("report_")])
    assert len(rings(map_sheet(shot))) == len(shot.reports) + kinds


def test_no_unit_of_the_picture_is_filled(squares: Situation) -> None:
    papers = {palette().paper}
    sheet = map_sheet(shot_of(squares, LAST))
    fills = {p.get_gid(): p.get_facecolor() for p in sheet.axes.patches if str(p.get_gid()).startswith("unit-")}
    assert len(fills) == 7
    assert {"#" + "".join(f"{round(v * 255):02x}" for v in fill[:3]) for fill in fills.values()} == papers
    filled = map_sheet(shot_of(squares, View(day=LAST.day)))
    assert "no-report" in {p.get_gid() for p in filled.axes.patches}
    assert "no-report" not in {p.get_gid() for p in sheet.axes.patches}


def test_a_point_stands_at_the_place_of_its_report_in_the_colour_of_its_side(squares: Situation) -> None:
    shot = shot_of(squares, LAST)
    sheet = map_sheet(shot)
    blue = side_colours(list(squares.case.actors), shot.mode)[1]
    rooms = {p.get_gid(): p.get_path().get_extents() for p in sheet.axes.patches}
    inside = []
    for ring in rings(sheet)[: len(shot.reports)]:
        x, y = np.asarray(ring.get_path().get_extents().get_points()).mean(axis=0)
        room = rooms["unit-IS-3"]
        if room.x0 < x < room.x1 and room.y0 < y < room.y1:
            inside.append(ring)
    # one report speaks of IS-3: the Blues hold it
    assert [same(ring.get_facecolor(), blue) for ring in inside] == [True]


def same(colour: Any, text: str) -> bool:
    return bool(np.allclose(colour[:3], [int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)], atol=0.01))


def test_the_legend_explains_points_and_no_fill(squares: Situation) -> None:
    signs = [entry.sign for entry in entries(shot_of(squares, LAST))]
    assert signs == ["report_full", "report_full", "report_open", "approach"]
    labels = [entry.label for entry in entries(shot_of(squares, LAST))]
    assert labels[:3] == ["Reds: captured or held", "Blues: captured or held", "Fighting or an advance"]
    assert [e.label for e in entries(shot_of(squares, LAST, lang="fa"))][2] == "جنگ یا پیشروی"


def test_the_picture_counts_reports_and_says_that_nothing_is_filled(squares: Situation) -> None:
    text = PdfReader(io.BytesIO(export_bytes(squares, LAST, "pdf"))).pages[0].extract_text()
    n = len(shot_of(squares, LAST).reports)
    assert f"Up to 20 Aug 2021: {n} reports, each a point at the place it names; nothing is filled." in " ".join(
        text.split()
    )
    assert "Count of 7 provinces" not in text


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "geojson", "gpkg", "gif", "html"])
def test_each_form_obeys_points_and_is_the_same_twice(squares: Situation, form: str) -> None:
    points, filled = (export_bytes(squares, view, form) for view in (LAST, View(day=LAST.day)))
    assert points != filled
    assert points == export_bytes(squares, LAST, form)


@pytest.mark.parametrize("what", ["strip", "difference"])
def test_what_shows_statuses_fills_them_all_the_same(squares: Situation, what: str) -> None:
    assert export_bytes(squares, LAST, "svg", what=what) == export_bytes(squares, View(day=LAST.day), "svg", what=what)


def test_geojson_has_units_without_a_status_and_a_point_a_report(squares: Situation) -> None:
    features = json.loads(export_bytes(squares, LAST, "geojson"))["features"]
    units = [f for f in features if f["geometry"]["type"] != "Point"]
    points = [f for f in features if f["geometry"]["type"] == "Point"]
    assert len(units) == 7
    assert all(u["properties"]["fill-opacity"] == 0 and "fill" not in u["properties"] for u in units)
    assert not any("status" in u["properties"] for u in units)
    assert {p["id"] for p in points} == {r.claim.id for r in shot_of(squares, LAST).reports}
    for point in points:
        own = point["properties"]
        text = squares.articles[own["article"]].text
        assert own["quote"] in text
        assert own["marker-color"].startswith("#")
        assert own["point_is"] in ("place", "unit")


def test_a_point_that_is_only_its_units_says_so(squares: Situation) -> None:
    features = json.loads(export_bytes(squares, LAST, "geojson"))["features"]
    # no place of this case is called "the town": the points are those of the units
    assert {f["properties"]["point_is"] for f in features if f["geometry"]["type"] == "Point"} == {"unit"}


def test_geopackage_has_points_with_their_quotes(campaign: Situation, tmp_path: Path) -> None:
    path = tmp_path / "points.gpkg"
    path.write_bytes(export_bytes(campaign, View(points=True), "gpkg"))
    assert set(pyogrio.list_layers(path)[:, 0]) == {"units", "reports", "sources"}
    reports = gpd.read_file(path, layer="reports")
    assert len(reports) == len(shot_of(campaign, View(points=True)).reports)
    assert set(reports["point_is"]) <= {"place", "unit"}
    assert "status" not in gpd.read_file(path, layer="units").columns
    assert bool(reports.geometry.within(campaign.case.units.frame.union_all().buffer(0.2)).all())


def test_a_day_before_any_report_has_no_point_and_draws(campaign: Situation, tmp_path: Path) -> None:
    early = View(day=date(2021, 7, 1), known_at=date(2021, 7, 1), points=True)
    shot: Shot = shot_of(campaign, early)
    assert shot.reports == ()
    assert rings(map_sheet(shot)) == []
    (tmp_path / "none.gpkg").write_bytes(export_bytes(campaign, early, "gpkg"))
    assert "reports" not in pyogrio.list_layers(tmp_path / "none.gpkg")[:, 0]


def test_the_link_carries_points(campaign: Situation) -> None:
    control = campaign.control
    view, notices = read_query("points=1", days=control.days, known_days=control.known_days, units=control.units)
    assert (view.points, notices) == (True, ())
    assert query_of(view) == "?points=1"
    assert settled({"points": True}).points


def test_the_command_fills_nothing_where_it_is_told_to(tmp_path: Path) -> None:
    target = tmp_path / "points.geojson"
    asked = ["export", "--case", str(EXAMPLE), "--points", "-o", str(target)]
    assert CliRunner().invoke(whoholds, asked).exit_code == 0
    assert any(f["geometry"]["type"] == "Point" for f in json.loads(target.read_text("utf-8"))["features"])
