"""Disputed borders: lines with a name, validated, along the very edges of the units, dashed in every picture and in no other look."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import export_world as world
import geopandas as gpd
import pyogrio
import pytest
import shapely
from pypdf import PdfReader

from dashboard.case import check_case, country_case, default_case, new_case, read_case
from dashboard.export import export_bytes
from dashboard.export.legend import entries
from dashboard.export.picture import map_sheet
from dashboard.export.sheet import Sheet
from dashboard.export.shot import shot_of
from dashboard.figures.payload import scene
from dashboard.figures.theme import look
from dashboard.model import View, WhoHoldsError
from dashboard.places.atlas import countries, disputed_lines
from dashboard.places.boundaries import world_units
from dashboard.places.disputed import disputed_geojson, read_disputed
from dashboard.situation import Situation

LAST = View(day=date(2021, 8, 20))
LINE = [[-19.0, 64.0], [-19.0, 65.0]]  # between Ardal and Bakki
COAST = [[-20.0, 65.0], [-20.0, 66.0]]


def feature(coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "LineString", "coordinates": coordinates}}


def written(folder: Path, *features: Any) -> Path:
    path = folder / "disputed.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), "utf-8")
    return path


def case_with(folder: Path, *features: Any) -> Path:
    """The seven squares with a file of disputed borders."""
    world.write_case(folder)
    written(folder, *features)
    sheet = folder / "case.toml"
    sheet.write_text('disputed = "disputed.geojson"\n' + sheet.read_text("utf-8"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    border = feature(
        LINE, name="Ditch", note="Both villages claim it.", name_fa="جوی", note_fa="هر دو قریه آن را می‌خواهند."
    )
    return world.of_case(
        read_case(case_with(tmp_path_factory.mktemp("disputed"), border, feature(COAST, name="Shore")))
    )


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    return world.situation(tmp_path_factory.mktemp("plain"))


def dashed(sheet: Sheet) -> list[Any]:
    """The lines of a sheet that have the dash and the ink of a disputed border."""
    wide = look()["edge"]["disputed_width"] * 0.75
    lines = [c for c in sheet.axes.collections if abs(float(c.get_linewidths()[0]) - wide) < 1e-6]
    return [c for c in lines if c.get_linestyle()[0][1] is not None]


def test_a_border_has_a_name_a_note_and_both_in_other_languages(disputed: Situation) -> None:
    ditch, shore = disputed.case.units.disputed
    assert (ditch.name, ditch.note, ditch.called("fa")) == ("Ditch", "Both villages claim it.", "جوی")
    assert ditch.told("fa").startswith("هر دو")
    assert (shore.called("fa"), shore.note) == ("Shore", "")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (feature(LINE), 'feature 1 has no property "name"'),
        (feature(LINE, name=5), "feature 1: property name is 5; allowed is a text"),
        (feature(LINE, name="X", note_fa=["y"]), r"property note_fa is \['y'\]; allowed is a text"),
        (feature([[500, 0], [501, 0]], name="X"), r"feature 1 \(X\): coordinates reach .* which are no degrees"),
        (feature([[1, 1], [1, 1]], name="X"), r"feature 1 \(X\): the line is empty; it needs two different points"),
        (feature([[1, 1]], name="X"), r"feature 1 \(X\): the coordinates cannot be read as lines"),
        ({"type": "Feature", "properties": {"name": "X"}, "geometry": {"type": "Point", "coordinates": [1, 1]}},
         r"the geometry is 'Point'; allowed are LineString and MultiLineString"),
        ({"type": "Feature", "properties": {"name": "X"}, "geometry": None}, "the geometry is None"),
        ({"type": "Line"}, "feature 1 is not a GeoJSON Feature"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_feature_value_and_what_is_allowed(tmp_path: Path, row: Any, said: str) -> None:
    with pytest.raises(WhoHoldsError, match=rf"disputed\.geojson.*{said}"):
        read_disputed(written(tmp_path, row))


def test_a_file_that_is_none_says_so(tmp_path: Path) -> None:
    with pytest.raises(WhoHoldsError, match='"features" is empty; leave `disputed` out'):
        read_disputed(written(tmp_path))
    (tmp_path / "x.geojson").write_text("{", "utf-8")
    with pytest.raises(WhoHoldsError, match="not JSON"):
        read_disputed(tmp_path / "x.geojson")
    world.write_case(tmp_path)
    (tmp_path / "case.toml").write_text(
        'disputed = "none.geojson"\n' + (tmp_path / "case.toml").read_text("utf-8"), "utf-8"
    )
    with pytest.raises(WhoHoldsError, match=r"line 1: disputed = 'none\.geojson': there is no such file"):
        read_case(tmp_path)


def test_what_is_written_is_read_again(disputed: Situation, tmp_path: Path) -> None:
    path = tmp_path / "again.geojson"
    path.write_text(json.dumps(disputed_geojson(disputed.case.units.disputed)), "utf-8")
    assert read_disputed(path) == disputed.case.units.disputed


def test_a_check_says_that_a_border_lies_far_from_every_unit(tmp_path: Path) -> None:
    far = feature([[10.0, 10.0], [11.0, 10.0]], name="Elsewhere")
    remarks = check_case(case_with(tmp_path, feature(LINE, name="Ditch"), far))
    assert [r for r in remarks if "Elsewhere" in r] == [
        "disputed border 'Elsewhere' runs along no unit of the boundaries"
    ]
    assert not [r for r in remarks if "Ditch" in r]


def test_every_picture_draws_them_dashed_and_names_them(disputed: Situation, plain: Situation) -> None:
    assert len(dashed(map_sheet(shot_of(disputed, LAST)))) == 3  # two borders and the line of the legend
    assert dashed(map_sheet(shot_of(plain, LAST))) == []
    for what in ("map", "multiples", "difference"):
        text = PdfReader(io.BytesIO(export_bytes(disputed, LAST, "pdf", what=what))).pages[0].extract_text()
        assert "Dashed, because they are disputed: Ditch; Shore" in " ".join(text.split()), what
    strip = PdfReader(io.BytesIO(export_bytes(disputed, LAST, "pdf", what="strip"))).pages[0].extract_text()
    assert "Ditch" not in strip


def test_the_line_of_a_picture_lies_on_the_border_it_disputes(disputed: Situation) -> None:
    sheet = map_sheet(shot_of(disputed, LAST))
    outlines = {p.get_gid(): shapely.Polygon(p.get_path().vertices[:-1]) for p in sheet.axes.patches if p.get_gid()}
    between = outlines["unit-IS-1"].boundary
    lines = [shapely.LineString(c.get_segments()[0]) for c in dashed(sheet)]
    assert any(line.hausdorff_distance(shapely.intersection(between, line.buffer(0.5))) < 1.0 for line in lines)


def test_the_legend_explains_them_only_where_there_are_any(disputed: Situation, plain: Situation) -> None:
    assert "disputed_border" in [entry.sign for entry in entries(shot_of(disputed, LAST))]
    assert "disputed_border" not in [entry.sign for entry in entries(shot_of(plain, LAST))]
    assert "مرز مورد اختلاف" in [entry.label for entry in entries(shot_of(disputed, LAST, lang="fa"))]


def test_files_hold_them_and_the_passport_tells_the_cases_apart(
    disputed: Situation, plain: Situation, tmp_path: Path
) -> None:
    collection = json.loads(export_bytes(disputed, LAST, "geojson"))
    assert [f["properties"]["name"] for f in collection["disputed_borders"]["features"]] == ["Ditch", "Shore"]
    assert "disputed_borders" not in json.loads(export_bytes(plain, LAST, "geojson"))
    (tmp_path / "x.gpkg").write_bytes(export_bytes(disputed, LAST, "gpkg"))
    assert list(gpd.read_file(tmp_path / "x.gpkg", layer="disputed_borders")["name"]) == ["Ditch", "Shore"]
    (tmp_path / "y.gpkg").write_bytes(export_bytes(plain, LAST, "gpkg"))
    assert "disputed_borders" not in pyogrio.list_layers(tmp_path / "y.gpkg")[:, 0]
    assert export_bytes(disputed, LAST, "gpkg") == export_bytes(disputed, LAST, "gpkg")
    assert shot_of(disputed, LAST).digest != shot_of(plain, LAST).digest


def test_the_page_gets_their_lines_names_and_notes(disputed: Situation, plain: Situation) -> None:
    ditch, _ = scene(disputed)["borders"]
    assert (ditch["name"], ditch["names"]["fa"], ditch["lines"]) == ("Ditch", "جوی", [LINE])
    assert scene(plain)["borders"] == []


@pytest.mark.parametrize(
    ("country", "names"),
    [
        ("UA", {"Crimea and mainland Ukraine"}),
        ("IN", {"Line of Control in Kashmir", "Siachen Glacier", "Line of Actual Control in Ladakh", "McMahon Line"}),
        ("CY", {"Northern Cyprus"}),
        ("SO", {"Somaliland"}),
        ("SY", {"Golan Heights"}),
        ("SD", {"Sudan and South Sudan", "Hala'ib Triangle"}),
        ("CH", set()),
        ("RU", set()),
    ],
)
def test_the_world_file_has_the_disputed_borders_of_a_country(country: str, names: set[str]) -> None:
    assert {border.name for border in world_units(country).disputed} == names


def test_where_the_map_shows_who_administers_crimea_its_border_is_dashed_there_too() -> None:
    (border,) = world_units("RU", "source").disputed
    assert border.name == "Crimea and mainland Ukraine"


@pytest.mark.parametrize("country", [code for code in countries() if disputed_lines(code, "un")])
def test_every_disputed_border_of_the_world_runs_along_the_edges_of_its_units(country: str) -> None:
    units = world_units(country)
    edges = shapely.union_all([units.geometry(unit).boundary for unit in units.ids]).buffer(2e-4)
    for border in units.disputed:
        assert edges.covers(border.line), border.name
        assert border.note.endswith(".")
        assert set(border.names) == set(border.notes) == {"fa"}


def test_a_new_case_brings_its_disputed_borders_along(tmp_path: Path) -> None:
    new_case(tmp_path / "mine", "GE")
    assert [b.name for b in read_case(tmp_path / "mine").units.disputed] == ["Abkhazia"]
    new_case(tmp_path / "calm", "CH")
    assert not (tmp_path / "calm" / "disputed.geojson").exists()
    assert read_case(tmp_path / "mine").units.disputed == country_case("GE").units.disputed


def test_the_default_case_names_none() -> None:
    assert default_case().units.disputed == ()
