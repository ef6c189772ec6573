"""What a boundary file must be: every fault is an error that names the file, the feature and the mend."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape as shape_of

from dashboard.model import WhoHoldsError

Feature = tuple[str, Mapping[str, Any], shapely.Geometry]

_NUMBERS = {  # property -> lowest and highest value
    "label_lon": (-180.0, 180.0), "label_lat": (-90.0, 90.0), "capital_lon": (-180.0, 180.0), "capital_lat": (-90.0, 90.0),
    "area_km2": (0.0, math.inf), "population": (0.0, math.inf), "population_year": (1800.0, 2199.0),
}  # fmt: skip
_TEXTS = ("name", "capital", "population_source")
# names under which a CRS member may state WGS 84 in longitude, latitude
_WGS84 = ("CRS84", "EPSG:4326", "EPSG::4326", "WGS84", "WGS 84", "OGC:1.3:CRS84")


def checked_features(collection: object, name: str) -> list[Feature]:
    """The (id, properties, geometry) of a FeatureCollection, in the order of the file; WhoHoldsError at the first fault."""
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        found = collection.get("type") if isinstance(collection, dict) else type(collection).__name__
        raise WhoHoldsError(f'{name}: "type" is {found!r}; expected a GeoJSON "FeatureCollection" of polygons.')
    check_crs(collection, name)
    rows = collection.get("features")
    if not isinstance(rows, list) or not rows:
        raise WhoHoldsError(
            f'{name}: "features" is no list or empty; a boundary file needs at least one polygon feature.'
        )
    features: list[Feature] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        unit_id, properties = _identity(row, number, name)
        if unit_id in seen:
            raise WhoHoldsError(
                f"{name}: features {seen[unit_id]} and {number} both have the id {unit_id!r}; ids must be unique. "
                "Merge the two polygons into one MultiPolygon, or give one of them its own id."
            )
        seen[unit_id] = number
        where = f"{name}: feature {number} ({unit_id})"
        features.append((unit_id, _checked(properties, where), _geometry(row, where)))
    return features


def _identity(row: object, number: int, name: str) -> tuple[str, Mapping[str, Any]]:
    if not isinstance(row, dict) or row.get("type") != "Feature":
        raise WhoHoldsError(f'{name}: item {number} of "features" is not a GeoJSON Feature.')
    properties = row.get("properties") or {}
    if not isinstance(properties, dict):
        raise WhoHoldsError(f'{name}: feature {number}: "properties" must be an object, not {properties!r}.')
    unit_id = next((value for value in (row.get("id"), properties.get("id")) if value not in (None, "")), None)
    if unit_id is None or isinstance(unit_id, bool) or not isinstance(unit_id, str | int):
        called = f" ({properties['name']})" if properties.get("name") else ""
        raise WhoHoldsError(
            f'{name}: feature {number}{called} has no id; give each feature a member "id" (or a property "id"), '
            "preferably its ISO 3166-2 code such as AF-KAB."
        )
    return str(unit_id), properties


def _checked(properties: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The properties without what is empty; those that must be numbers as numbers, even where the file has texts."""
    found = {key: value for key, value in properties.items() if value not in (None, "")}
    for key, (low, high) in _NUMBERS.items():
        if key in found:
            found[key] = _number(found[key], low, high, f"{where}: property {key}")
    for key, value in found.items():
        if (key in _TEXTS or key.startswith("name_")) and not isinstance(value, str | int):
            raise WhoHoldsError(f"{where}: property {key} is {value!r}; allowed is a text.")
    return found


def _number(value: object, low: float, high: float, what: str) -> float:
    try:
        number = float(value) if isinstance(value, str | int | float) else math.nan
    except (ValueError, OverflowError):
        number = math.nan
    if not low <= number <= high or math.isinf(number):
        allowed = f"a number from {low:g} " + ("on" if math.isinf(high) else f"to {high:g}")
        raise WhoHoldsError(f"{what} is {value!r}; allowed is {allowed}.")
    return number


def _geometry(row: Mapping[str, Any], where: str) -> shapely.Geometry:
    raw = row.get("geometry")
    if not isinstance(raw, dict) or raw.get("type") not in ("Polygon", "MultiPolygon"):
        found = raw.get("type") if isinstance(raw, dict) else raw
        raise WhoHoldsError(f"{where}: the geometry is {found!r}; allowed are Polygon and MultiPolygon.")
    try:
        shape = shape_of(raw)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, ShapelyError) as why:
        raise WhoHoldsError(f"{where}: the coordinates cannot be read as rings of [lon, lat] ({why}).") from why
    if shape.is_empty:
        raise WhoHoldsError(f"{where}: the polygon is empty; every unit needs an area.")
    check_degrees(shape, where)
    if not shape.is_valid:
        raise WhoHoldsError(
            f"{where}: invalid rings: {shapely.is_valid_reason(shape)}. "
            "Mend it, for example with shapely.make_valid or QGIS 'Fix geometries'."
        )
    return shapely.force_2d(shape)


def check_degrees(shape: shapely.Geometry, where: str) -> None:
    """Raise WhoHoldsError where coordinates are no degrees of WGS 84."""
    west, south, east, north = shape.bounds
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise WhoHoldsError(
            f"{where}: coordinates reach ({west:.6g}, {south:.6g}) to ({east:.6g}, {north:.6g}), which are no degrees; "
            "allowed are WGS 84 longitudes -180..180 and latitudes -90..90. "
            "Reproject the file, for example: ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson"
        )


def check_crs(collection: Mapping[str, Any], name: str) -> None:
    """Raise WhoHoldsError where a collection states another reference system than WGS 84."""
    crs = collection.get("crs")
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    stated = str(properties.get("name")) if isinstance(properties, dict) else str(crs)
    if not any(stated.upper().endswith(known.upper()) for known in _WGS84):
        raise WhoHoldsError(
            f'{name}: the "crs" member states {stated!r}; allowed is WGS 84 (EPSG:4326), as RFC 7946 asks. '
            "Reproject the file, for example: ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson"
        )
