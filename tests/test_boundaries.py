"""Boundaries: the shipped provinces are right, and a wrong boundary file is refused with a useful message."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from dashboard.model import WhoHoldsError
from dashboard.places.boundaries import Units, read_units
from dashboard.shipped import shipped

PROVINCES = shipped("data") / "provinces.geojson"
CODES = (
    "BAL BAM BDG BDS BGL DAY FRA FYB GHA GHO HEL HER JOW KAB KAN KAP KDZ KHO KNR LAG LOG NAN NIM NUR PAN PAR PIA PKA "
    "SAM SAR TAK URU WAR ZAB"
)


@pytest.fixture(scope="module")
def units() -> Units:
    return read_units(PROVINCES)


def test_there_are_34_provinces_with_their_iso_codes(units: Units) -> None:
    assert units.ids == tuple(f"AF-{code}" for code in CODES.split())
    assert len(units) == 34
    assert units[0].id == "AF-BAL"
    assert units.by_id["AF-HER"].name == "Herat"


@pytest.mark.parametrize(
    ("code", "name", "capital"),
    [
        ("AF-DAY", "Daykundi", "Nili"),
        ("AF-URU", "Uruzgan", "Tarin Kot"),
        ("AF-PAN", "Panjshir", "Bazarak"),
        ("AF-PAR", "Parwan", "Charikar"),
        ("AF-PIA", "Paktia", "Gardez"),
        ("AF-PKA", "Paktika", "Sharana"),
        ("AF-BGL", "Baghlan", "Pul-e-Khumri"),
        ("AF-LOG", "Logar", "Pul-e-Alam"),
    ],
)
def test_the_faults_of_the_source_are_repaired(units: Units, code: str, name: str, capital: str) -> None:
    unit = units.by_id[code]
    assert (unit.name, unit.capital) == (name, capital)
    assert unit.capital_point is not None
    assert units.locate(*unit.capital_point) == code


def test_every_capital_and_label_lies_in_its_province(units: Units) -> None:
    for unit in units:
        assert unit.capital_point is not None
        assert unit.label_point is not None
        assert units.locate(*unit.capital_point) == unit.id
        assert units.locate(*unit.label_point) == unit.id


def test_there_are_no_gaps_and_no_overlaps(units: Units) -> None:
    shapes = [units.geometry(unit) for unit in units.ids]
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.coverage_union_all(shapes)
    assert sum(len(part.interiors) for part in shapely.get_parts(whole)) == 0
    assert sum(shape.area for shape in shapes) == pytest.approx(whole.area)


def test_rings_follow_rfc_7946_and_turn_for_plotly(units: Units) -> None:
    for unit in json.loads(PROVINCES.read_text(encoding="utf-8"))["features"]:
        assert all(_is_ccw(polygon) for polygon in _polygons(unit["geometry"]))
    assert all(_is_ccw(p) for f in units.geojson()["features"] for p in _polygons(f["geometry"]))
    assert not any(_is_ccw(p) for f in units.geojson(clockwise=True)["features"] for p in _polygons(f["geometry"]))


def test_the_file_is_small_and_has_four_decimals() -> None:
    assert 150_000 < PROVINCES.stat().st_size < 250_000
    coordinates = json.loads(PROVINCES.read_text(encoding="utf-8"))["features"][0]["geometry"]["coordinates"][0]
    assert all(round(value, 4) == value for pair in coordinates for value in pair)


def test_areas_are_those_of_an_equal_area_projection(units: Units) -> None:
    assert sum(unit.area_km2 for unit in units) == pytest.approx(645_000, rel=0.01)
    assert units.by_id["AF-KAB"].area_km2 == pytest.approx(4_500, rel=0.1)


def test_local_names_note_and_credit_are_there(units: Units) -> None:
    assert all(unit.names["fa"] and unit.names["ps"] for unit in units)
    assert units.by_id["AF-DAY"].names["fa"] == "دایکندی"
    assert "Natural Earth" in units.note
    assert "public domain" in units.credit


def test_neighbours_share_a_border_both_ways(units: Units) -> None:
    assert units.neighbours("AF-KAB") == ("AF-KAP", "AF-LAG", "AF-LOG", "AF-NAN", "AF-PAR", "AF-WAR")
    assert all(unit in units.neighbours(near) for unit in units.ids for near in units.neighbours(unit))


def test_a_point_outside_is_in_no_unit(units: Units) -> None:
    assert units.locate(0.0, 0.0) is None
    assert units.locate(69.172, 34.528) == "AF-KAB"


def test_the_frame_has_the_units_as_index_in_wgs_84(units: Units) -> None:
    assert tuple(units.frame.index) == units.ids
    assert units.frame.crs.to_epsg() == 4326


SQUARE = [[[60.0, 30.0], [61.0, 30.0], [61.0, 31.0], [60.0, 31.0], [60.0, 30.0]]]
BOW = [[[60.0, 30.0], [61.0, 31.0], [61.0, 30.0], [60.0, 31.0], [60.0, 30.0]]]
METRES = [[[500000.0, 3e6], [600000.0, 3e6], [600000.0, 3.1e6], [500000.0, 3e6]]]


def _feature(unit: str | None, rings: Any = SQUARE, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    identity = {} if unit is None else {"id": unit}
    return {"type": "Feature", **identity, "properties": properties, "geometry": {"type": kind, "coordinates": rings}}


def _collection(*features: Any, **members: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **members})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "FeatureCollection"),
        ('{"type": "Feature"}', "FeatureCollection"),
        (_collection(), "at least one"),
        (_collection("x"), "item 1"),
        (_collection(_feature(None)), "feature 1 has no id"),
        (_collection(_feature("A"), _feature("A")), "features 1 and 2 both have the id 'A'"),
        (_collection(_feature("A", BOW)), "invalid rings"),
        (_collection(_feature("A", METRES)), "EPSG:4326"),
        (_collection(_feature("A", [], "Polygon")), "empty"),
        (_collection(_feature("A", [[1, 2], 3])), "cannot be read"),
        (_collection(_feature("A", [60.0, 30.0], "Point")), "allowed are Polygon and MultiPolygon"),
        (_collection({"type": "Feature", "id": "A", "properties": {}, "geometry": None}), "allowed are Polygon"),
        (
            _collection(_feature("A"), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32642"}}),
            "32642",
        ),
        ("[" * 100_000, "not JSON"),
        (_collection(_feature("A", [[[0.0, 0.0], [1.0, float("nan")], [1.0, 1.0], [0.0, 0.0]]])), "NaN is no number"),
        (json.dumps({"type": "FeatureCollection", "features": {"a": 1}}), "no list"),
        (
            _collection(_feature("A", population="many")),
            "(A): property population is 'many'; allowed is a number from 0 on",
        ),
        (_collection(_feature("A", population=[1])), "property population is [1]"),
        (_collection(_feature("A", population=-5)), "property population is -5"),
        (_collection(_feature("A", area_km2="big")), "property area_km2 is 'big'"),
        (
            _collection(_feature("A", label_lon="x", label_lat=1)),
            "property label_lon is 'x'; allowed is a number from -180 to 180",
        ),
        (_collection(_feature("A", capital_lon=1, capital_lat=500)), "property capital_lat is 500"),
        (_collection(_feature("A", name=["Alpha"])), "property name is ['Alpha']; allowed is a text"),
    ],
)
def test_a_wrong_boundary_file_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "units.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WhoHoldsError, match=r"units\.geojson") as error:
        read_units(path)
    assert said in str(error.value)


def test_a_binary_or_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "units.geojson"
    with pytest.raises(WhoHoldsError, match=r"units\.geojson"):
        read_units(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WhoHoldsError, match=r"units\.geojson: is binary"):
        read_units(path)
    path.write_bytes(b"caf\xe9")
    with pytest.raises(WhoHoldsError, match=r"units\.geojson: byte 3 \(0xe9\) is not UTF-8"):
        read_units(path)
    with pytest.raises(WhoHoldsError, match="this is a folder; a GeoJSON file is needed"):
        read_units(tmp_path)


def test_numbers_that_a_file_has_as_texts_are_numbers(tmp_path: Path) -> None:
    path = tmp_path / "units.geojson"
    path.write_text(_collection(_feature("A", population="1200", area_km2="12.5", capital="", label_lon="")), "utf-8")
    (unit,) = read_units(path)
    assert (unit.population, unit.area_km2, unit.capital) == (1200, 12.5, None)
    assert unit.label_point is not None


def test_a_file_of_ones_own_needs_only_ids_and_polygons(tmp_path: Path) -> None:
    path = tmp_path / "units.geojson"
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    clockwise = [SQUARE[0][::-1]]
    path.write_text(_collection(_feature("B"), _feature("A", clockwise), crs=crs), encoding="utf-8")
    units = read_units(path)
    assert units.ids == ("A", "B")
    assert units.by_id["A"].name == "A"
    assert units.by_id["A"].area_km2 == pytest.approx(10_650, rel=0.01)
    assert _is_ccw(units.geojson()["features"][0]["geometry"]["coordinates"])


def test_units_written_in_full_are_read_back_the_same(tmp_path: Path, units: Units) -> None:
    path = tmp_path / "units.geojson"
    path.write_text(json.dumps(units.geojson(full=True)), encoding="utf-8")
    again = read_units(path)
    assert again.items == units.items
    assert again.note == units.note


def test_plotly_finds_an_empty_world_in_the_assets() -> None:
    for resolution in (50, 110):
        world = json.loads((shipped("assets") / f"world_{resolution}m.json").read_text(encoding="utf-8"))
        assert world["type"] == "Topology"
        assert world["arcs"] == []


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else list(geometry["coordinates"])


def _is_ccw(rings: Any) -> bool:
    return bool(shapely.LinearRing(rings[0]).is_ccw)
