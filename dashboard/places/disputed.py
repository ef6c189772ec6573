"""Disputed borders: lines that a map must not draw as if they were agreed, each with its name and what is disputed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape

from dashboard.model import WhoHoldsError
from dashboard.places.checks import check_crs, check_degrees
from dashboard.textfile import read_text

TYPES = ("LineString", "MultiLineString")


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedBorder:
    """A disputed line (EPSG:4326), what it is called and what is disputed about it, in the case's words and in others."""

    name: str
    line: shapely.Geometry
    note: str = ""
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # language code -> name
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # language code -> note

    def called(self, lang: str) -> str:
        """The name in a language, else the name as such."""
        return self.names.get(lang, self.name)

    def told(self, lang: str) -> str:
        """The note in a language, else the note as such."""
        return self.notes.get(lang, self.note)


def read_disputed(path: Path) -> tuple[DisputedBorder, ...]:
    """The disputed borders of a GeoJSON file of lines in WGS 84, in the order of the file.

    Raises WhoHoldsError, naming file, feature and mend, for text that is no GeoJSON, an empty collection, a feature without
    a name, a geometry that is no line, coordinates that are no degrees.
    """
    name = str(path)
    try:
        collection = json.loads(read_text(path, "a GeoJSON file"))
    except (ValueError, RecursionError) as why:
        raise WhoHoldsError(f"{name}: not JSON ({why}). Expected a GeoJSON FeatureCollection of lines.") from why
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise WhoHoldsError(f'{name}: expected a GeoJSON "FeatureCollection" of lines.')
    check_crs(collection, name)
    rows = collection.get("features")
    if not isinstance(rows, list) or not rows:
        raise WhoHoldsError(
            f'{name}: "features" is empty; leave `disputed` out of case.toml where nothing is disputed.'
        )
    return tuple(_border(row, f"{name}: feature {number}") for number, row in enumerate(rows, start=1))


def _border(row: object, where: str) -> DisputedBorder:
    if not isinstance(row, dict) or row.get("type") != "Feature":
        raise WhoHoldsError(f"{where} is not a GeoJSON Feature.")
    properties = row.get("properties") or {}
    if not isinstance(properties, dict):
        raise WhoHoldsError(f'{where}: "properties" must be an object, not {properties!r}.')
    for key, value in properties.items():
        if (key.startswith(("name", "note"))) and not isinstance(value, str):
            raise WhoHoldsError(f"{where}: property {key} is {value!r}; allowed is a text.")
    if not properties.get("name"):
        raise WhoHoldsError(f'{where} has no property "name"; say which border it is, such as "Line of Control".')
    return border_of(properties, _line(row.get("geometry"), f"{where} ({properties['name']})"))


def border_of(properties: Mapping[str, Any], line: shapely.Geometry) -> DisputedBorder:
    """A border from the properties of its feature: name, note, and both in other languages (name_fa, note_fa)."""

    def others(prefix: str) -> Mapping[str, str]:
        return MappingProxyType(
            {k.removeprefix(prefix): v for k, v in properties.items() if k.startswith(prefix) and v}
        )

    return DisputedBorder(
        name=properties["name"],
        note=properties.get("note") or "",
        names=others("name_"),
        notes=others("note_"),
        line=line,
    )


def _line(raw: object, where: str) -> shapely.Geometry:
    if not isinstance(raw, dict) or raw.get("type") not in TYPES:
        found = raw.get("type") if isinstance(raw, dict) else raw
        raise WhoHoldsError(f"{where}: the geometry is {found!r}; allowed are {' and '.join(TYPES)}.")
    try:
        line = shapely.force_2d(shape(raw))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, ShapelyError) as why:
        raise WhoHoldsError(f"{where}: the coordinates cannot be read as lines of [lon, lat] ({why}).") from why
    if line.is_empty or line.length == 0:
        raise WhoHoldsError(f"{where}: the line is empty; it needs two different points.")
    check_degrees(line, where)
    return line


def disputed_geojson(borders: Iterable[DisputedBorder]) -> dict[str, Any]:
    """The borders as a FeatureCollection that `read_disputed` reads."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": properties_of(border),
                "geometry": json.loads(json.dumps(mapping(border.line))),
            }
            for border in borders
        ],
    }


def properties_of(border: DisputedBorder) -> dict[str, str]:
    """The properties of a border's feature; what is not said is left out."""
    said = {"name": border.name, "note": border.note}
    said |= {f"name_{lang}": text for lang, text in border.names.items()}
    said |= {f"note_{lang}": text for lang, text in border.notes.items()}
    return {key: text for key, text in said.items() if text}
