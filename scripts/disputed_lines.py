"""The disputed borders of the world file, taken from the very edges of its simplified units; run by scripts/build_world.py."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import natural_earth as ne
import shapely
from shapely.geometry import mapping, shape

DISPUTES = Path(__file__).with_name("world_disputes.toml")
NEAR = 0.02  # degrees: edges of two countries in the source lie no farther apart
REACH = 0.08  # degrees by which simplification may move an edge, at most

Features = Mapping[str, Sequence[Mapping[str, Any]]]  # country -> its features, simplified


def disputed_lines(rows: Sequence[ne.Row], features: Features) -> dict[str, list[dict[str, Any]]]:
    """country -> features of disputed borders that run along its units; each border in the file of both its countries."""
    found: dict[str, list[dict[str, Any]]] = {}
    for border in tomllib.loads(DISPUTES.read_text(encoding="utf-8"))["border"]:
        one = codes(border["one"], rows)
        sides = (one, codes(border["other"], rows) - one)
        lines = {country: line_in(units, sides, rows) for country, units in features.items()}
        if not any(lines.values()):
            raise SystemExit(f"{DISPUTES}: {border['name']}: the two sides share no edge")
        said = {key: text for key, text in border.items() if key.startswith(("name", "note"))}
        for country, line in lines.items():
            if line is not None:
                geometry = json.loads(json.dumps(mapping(line)))
                found.setdefault(country, []).append({"type": "Feature", "properties": said, "geometry": geometry})
    return found


def codes(side: Iterable[str], rows: Iterable[ne.Row]) -> set[str]:
    """The adm1_codes of a side; three letters stand for all rows of a country."""
    wanted = set(side)
    return {row.code for row in rows if row.code in wanted or row.properties["adm0_a3"] in wanted}


def line_in(
    units: Sequence[Mapping[str, Any]], sides: tuple[set[str], set[str]], rows: Sequence[ne.Row]
) -> shapely.Geometry | None:
    """The part of a country's own edges that is the border: between two of its units, or on its outside."""
    own = {code for unit in units for code in unit["properties"]["adm1_code"].split("|")}
    if not own & (sides[0] | sides[1]):
        return None
    here = [union_of(units, side) for side in sides]
    parts = [shapely.intersection(here[0].boundary, here[1].boundary)]
    for mine, side, other in ((here[0], *sides), (here[1], *reversed(sides))):
        if not mine.is_empty and other - own:
            outside = shapely.intersection(mine.boundary, union_of(units, own).boundary)
            parts.append(shapely.intersection(outside, edge(rows, side & own, other - own).buffer(REACH)))
    lines = [part for part in shapely.get_parts(shapely.union_all(parts)) if part.geom_type == "LineString"]
    merged = shapely.line_merge(shapely.multilinestrings(lines)) if lines else None
    return None if merged is None or merged.is_empty else shapely.set_precision(merged, 10**-ne.DECIMALS)


def union_of(units: Iterable[Mapping[str, Any]], side: set[str]) -> shapely.Geometry:
    """The units that hold a row of a side, as one shape."""
    return shapely.union_all(
        [shape(u["geometry"]) for u in units if set(u["properties"]["adm1_code"].split("|")) & side]
    )


def edge(rows: Iterable[ne.Row], one: set[str], other: set[str]) -> shapely.Geometry:
    """Where two sides meet in the source, unsimplified."""
    both = [shapely.union_all([row.shape for row in rows if row.code in side]) for side in (one, other)]
    return shapely.intersection(both[0].boundary, both[1].buffer(NEAR))
