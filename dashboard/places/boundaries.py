"""Boundaries: a file of units becomes a checked sequence that can be looked up, located and drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, overload

import geopandas as gpd
import shapely
from shapely.geometry import mapping

from dashboard.model import Unit, WhoHoldsError
from dashboard.places import atlas
from dashboard.places.checks import checked_features
from dashboard.places.disputed import DisputedBorder, border_of
from dashboard.textfile import read_text

CREDIT = (
    "Boundaries: Natural Earth (public domain). Place names: GeoNames, CC BY 4.0. "
    "Codes: ISO 3166-2. Boundaries and names do not imply endorsement."
)
WGS84 = "EPSG:4326"


@dataclass(frozen=True, eq=False)
class Units(Sequence[Unit]):
    """The units of one case, ordered by id, with their polygons (EPSG:4326, exterior rings counter-clockwise)."""

    items: tuple[Unit, ...]
    shapes: Mapping[str, shapely.Geometry]
    note: str = ""
    credit: str = CREDIT
    disputed: tuple[DisputedBorder, ...] = ()  # lines that are drawn dashed

    @overload
    def __getitem__(self, index: int) -> Unit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Unit, ...]: ...
    def __getitem__(self, index: int | slice) -> Unit | tuple[Unit, ...]:
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.items)

    @cached_property
    def by_id(self) -> Mapping[str, Unit]:
        """Unit id -> unit."""
        return MappingProxyType({unit.id: unit for unit in self.items})

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The unit ids, ascending."""
        return tuple(unit.id for unit in self.items)

    @cached_property
    def frame(self) -> gpd.GeoDataFrame:
        """A GeoDataFrame indexed by unit id, columns name, capital, area_km2 and geometry, EPSG:4326."""
        columns = {
            "name": [unit.name for unit in self.items],
            "capital": [unit.capital for unit in self.items],
            "area_km2": [unit.area_km2 for unit in self.items],
        }
        geometry = [self.shapes[unit] for unit in self.ids]
        frame = gpd.GeoDataFrame(columns, index=list(self.ids), geometry=geometry, crs=WGS84)
        frame.index.name = "unit"
        return frame

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree([self.shapes[unit] for unit in self.ids])

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[str, ...]]:
        shapes = [self.shapes[unit] for unit in self.ids]
        found: dict[str, list[str]] = {unit: [] for unit in self.ids}
        for a, b in zip(*self._tree.query(shapes, predicate="intersects"), strict=True):
            if a != b:
                found[self.ids[a]].append(self.ids[b])
        return MappingProxyType({unit: tuple(sorted(near)) for unit, near in found.items()})

    def geometry(self, unit: str) -> shapely.Geometry:
        """The polygon or multipolygon of a unit, EPSG:4326; KeyError for an id that is not here."""
        return self.shapes[unit]

    def locate(self, lon: float, lat: float) -> str | None:
        """The unit that covers a point in degrees, or None; on a shared border the first by id."""
        hits = self._tree.query(shapely.Point(lon, lat), predicate="covered_by")
        return self.ids[min(hits)] if len(hits) else None

    def nearest(self, lon: float, lat: float, within: float = 0.1) -> str | None:
        """The unit that covers a point, else the nearest one within so many degrees (harbours off a simplified coast)."""
        inside = self.locate(lon, lat)
        if inside is not None:
            return inside
        found = self._tree.query_nearest(shapely.Point(lon, lat), max_distance=within)
        return self.ids[min(found)] if len(found) else None

    def neighbours(self, unit: str) -> tuple[str, ...]:
        """The units that touch a unit, ascending."""
        return self._neighbours[unit]

    def geojson(self, *, clockwise: bool = False, full: bool = False) -> dict[str, Any]:
        """A FeatureCollection with feature id = unit id; RFC 7946 rings, or clockwise ones for Plotly's choropleth.

        Properties are id and name; with `full` all that read_units reads, and note and credit of the collection.
        """
        features = []
        for unit in self.items:
            shape = shapely.orient_polygons(self.shapes[unit.id], exterior_cw=clockwise)
            properties = properties_of(unit) if full else {"id": unit.id, "name": unit.name}
            features.append(
                {"type": "Feature", "id": unit.id, "properties": properties, "geometry": json_geometry(shape)}
            )
        members = {"note": self.note, "credit": self.credit} if full else {}
        return {"type": "FeatureCollection", **members, "features": features}


def properties_of(unit: Unit) -> dict[str, Any]:
    """The properties of a unit's feature, as unit_of reads them; what is not known is left out."""
    properties: dict[str, Any] = {"id": unit.id, "name": unit.name}
    properties |= {f"name_{language}": name for language, name in unit.names.items()}
    properties |= {"capital": unit.capital, "area_km2": unit.area_km2, "population": unit.population}
    properties |= {"population_year": unit.population_year, "population_source": unit.population_source}
    for name, point in (("capital", unit.capital_point), ("label", unit.label_point)):
        if point is not None:
            properties |= {f"{name}_lon": point[0], f"{name}_lat": point[1]}
    return {key: value for key, value in properties.items() if value is not None}


def json_geometry(shape: shapely.Geometry) -> dict[str, Any]:
    """A geometry as GeoJSON with lists instead of tuples, so that it equals what json.loads gives."""
    geometry: dict[str, Any] = json.loads(json.dumps(mapping(shape)))
    return geometry


@lru_cache(maxsize=16)
def world_units(country: str, view: str = "un") -> Units:
    """The first-level divisions of a country (ISO 3166-1 alpha-2) from the file in the package, with its boundary note.

    `view` says where disputed areas stand: "un" (ISO 3166-2 and the General Assembly) or "source" (who administers them).
    Raises WhoHoldsError for a country or a view that is not there.
    """
    text, note = atlas.country_text(country, view)
    units = units_of_text(text, f"units of {country}")
    disputed = tuple(
        border_of(line["properties"], shapely.geometry.shape(line["geometry"]))
        for line in atlas.disputed_lines(country, view)
    )
    return replace(units, note=note, credit=CREDIT, disputed=disputed)


def read_units(path: Path) -> Units:
    """The units of a GeoJSON file in WGS 84.

    Raises WhoHoldsError, naming file, feature and mend, for text that is no GeoJSON, an empty collection, a missing or
    repeated id, a geometry that is no valid polygon, or coordinates that are not degrees.
    """
    return units_of_text(read_text(path, "a GeoJSON file"), str(path))


def units_of_text(text: str, name: str) -> Units:
    """The units of a GeoJSON text; `name` is what errors call it."""
    try:
        collection = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as why:
        raise WhoHoldsError(f"{name}: not JSON ({why}). Expected a GeoJSON FeatureCollection of polygons.") from why
    features = checked_features(collection, name)
    items = sorted((unit_of(unit_id, properties, shape) for unit_id, properties, shape in features), key=_by_id)
    shapes = {unit_id: shapely.orient_polygons(shape, exterior_cw=False) for unit_id, _, shape in features}
    note, credit = str(collection.get("note") or ""), str(collection.get("credit") or CREDIT)
    return Units(items=tuple(items), shapes=MappingProxyType(shapes), note=note, credit=credit)


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number of GeoJSON")


def unit_of(unit_id: str, properties: Mapping[str, Any], shape: shapely.Geometry) -> Unit:
    """A unit from the properties of its feature; what is missing is computed (label point, area) or left out."""
    names = {key[5:]: str(value) for key, value in properties.items() if key.startswith("name_") and value}
    label = _point(properties, "label_lon", "label_lat")
    if label is None:
        inside = shapely.point_on_surface(shape)
        label = (inside.x, inside.y)
    return Unit(
        id=unit_id,
        name=str(properties.get("name") or unit_id),
        names=MappingProxyType(names),
        capital=str(properties["capital"]) if properties.get("capital") else None,
        capital_point=_point(properties, "capital_lon", "capital_lat"),
        label_point=label,
        area_km2=float(properties.get("area_km2") or _area_km2(shape)),
        population=_whole(properties.get("population")),
        population_year=_whole(properties.get("population_year")),
        population_source=str(properties["population_source"]) if properties.get("population_source") else None,
    )


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _by_id(unit: Unit) -> str:
    return unit.id


def _point(properties: Mapping[str, Any], lon: str, lat: str) -> tuple[float, float] | None:
    if properties.get(lon) is None or properties.get(lat) is None:
        return None
    return float(properties[lon]), float(properties[lat])


def _area_km2(shape: shapely.Geometry) -> float:
    # EPSG:6933 is an equal-area projection of the whole world
    return round(float(gpd.GeoSeries([shape], crs=WGS84).to_crs("EPSG:6933").area.iloc[0]) / 1e6, 1)
