"""The atlas: the file of the world's first-level divisions in the package, its notes, and where disputed areas stand."""

from __future__ import annotations

import json
import tomllib
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from shapely.geometry import shape

from dashboard.model import WhoHoldsError

WORLD = Path(__file__).parent / "world"
VIEWS = ("un", "source")


@lru_cache(maxsize=1)
def countries() -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 code -> name of every country in the file, ascending."""
    index = json.loads(_member("index.json"))
    return MappingProxyType({code: str(entry["name"]) for code, entry in sorted(index.items())})


def country_text(country: str, view: str = "un") -> tuple[str, str]:
    """(GeoJSON text, boundary note) of a country; WhoHoldsError if the country or the view is not known."""
    collection = collection_of(country, view)
    return json.dumps({"type": "FeatureCollection", "features": list(collection.values())}), boundary_note(
        country, view
    )


def alternates(country: str, view: str = "un") -> Mapping[str, tuple[str, ...]]:
    """unit id -> the other names that the source has for it."""
    rows = collection_of(country, view)
    return {unit: tuple(row["properties"].get("alternates", "").split("|")) for unit, row in rows.items()}


def boundary_note(country: str, view: str = "un") -> str:
    """What a map of the country must say about its borders: vintage, what is out of date, how disputes are drawn."""
    notes = tomllib.loads((WORLD / "notes.toml").read_text(encoding="utf-8"))
    own = str(notes["country"].get(country, ""))
    disputed = str(notes["views"][view]) if any(country in area.values() for area in _disputed()) else ""
    return " ".join(part for part in (str(notes["vintage"]), own, disputed, str(notes["borders"])) if part)


@lru_cache(maxsize=16)
def collection_of(country: str, view: str) -> Mapping[str, Mapping[str, Any]]:
    """unit id -> GeoJSON feature, with disputed areas as the view has them."""
    if view not in VIEWS:
        raise WhoHoldsError(f"borders: the view {view!r} is not known; allowed are {', '.join(VIEWS)}.")
    if country not in countries():
        raise WhoHoldsError(
            f"country: {country!r} is not in the world file; it has {len(countries())} ISO 3166-1 alpha-2 codes such as AF, SY, "
            "UA. A case can bring its own boundary file instead."
        )
    features = _features(country)
    if view == "source":
        for area in _disputed():
            if area["un"] == country:
                features.pop(area["id"], None)
            elif area["source"] == country:
                features[area["id"]] = _features(area["un"])[area["id"]]
    return MappingProxyType(features)


def disputed_lines(country: str, view: str) -> tuple[Mapping[str, Any], ...]:
    """The GeoJSON features of the disputed borders that run along the units of a country, as the view has them."""
    every = json.loads(_member("disputed_lines.json"))
    found = list(every.get(country, ()))
    for area in _disputed() if view == "source" else ():
        if area["source"] == country:
            polygon = shape(collection_of(country, view)[area["id"]]["geometry"])
            along = [f for f in every.get(area["un"], ()) if shape(f["geometry"]).distance(polygon) < 1e-6]
            found += [line for line in along if line not in found]
    return tuple(found)


def _features(country: str) -> dict[str, Any]:
    rows = json.loads(_member(f"{country}.geojson"))["features"]
    return {row["id"]: row for row in rows}


@lru_cache(maxsize=1)
def _disputed() -> tuple[dict[str, str], ...]:
    return tuple(json.loads(_member("disputed.json")))


def _member(name: str) -> str:
    with zipfile.ZipFile(WORLD / "units.zip") as archive:
        return archive.read(name).decode("utf-8")
