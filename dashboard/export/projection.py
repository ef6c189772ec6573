"""From degrees to pixels: an equal-area projection centred on the case, fitted into a box of the sheet."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyproj
import shapely

from dashboard.places.boundaries import Units

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, width, height in pixels


@dataclass(frozen=True)
class Placed:
    """The units of a case in pixels of a sheet, with the way to place further points."""

    shapes: Mapping[str, shapely.Geometry]
    coast: shapely.Geometry  # the outline of all units together
    km: float  # pixels to a kilometre at the centre
    _to_plane: pyproj.Transformer
    _scale: float
    _left: float
    _top: float

    def point(self, lon: float, lat: float) -> Point:
        """A point in degrees as pixels."""
        x, y = self._pixels(lon, lat)
        return (float(x), float(y))

    def line(self, line: shapely.Geometry) -> shapely.Geometry:
        """A line in degrees as pixels."""
        return shapely.transform(line, lambda xy: np.column_stack(self._pixels(xy[:, 0], xy[:, 1])))

    def _pixels(self, lon: Any, lat: Any) -> tuple[Any, Any]:
        x, y = self._to_plane.transform(lon, lat)
        return x * self._scale + self._left, -y * self._scale + self._top


def place(units: Units, box: Box) -> Placed:
    """The units projected (Lambert azimuthal equal-area about their middle) and fitted into the box, north up."""
    lon, lat = middle(units)
    plane = pyproj.CRS.from_proj4(f"+proj=laea +lat_0={lat:.4f} +lon_0={lon:.4f} +datum=WGS84 +units=m")
    to_plane = pyproj.Transformer.from_crs("EPSG:4326", plane, always_xy=True)
    flat = {unit: _project(units.geometry(unit), to_plane) for unit in units.ids}
    left, bottom, right, top = shapely.total_bounds(list(flat.values()))
    scale = min(box[2] / (right - left), box[3] / (top - bottom))
    dx = box[0] + (box[2] - (right - left) * scale) / 2 - left * scale
    dy = box[1] + (box[3] - (top - bottom) * scale) * 0.35 + top * scale
    to_pixels = np.array([scale, -scale]), np.array([dx, dy])
    shapes = {u: _clean(shapely.transform(g, lambda xy: xy * to_pixels[0] + to_pixels[1])) for u, g in flat.items()}
    coast = shapely.unary_union([shape.buffer(0.02) for shape in shapes.values()]).buffer(-0.02)
    return Placed(shapes, coast, scale * 1000, to_plane, scale, dx, dy)


def _project(shape: shapely.Geometry, to_plane: pyproj.Transformer) -> shapely.Geometry:
    return shapely.transform(shape, lambda xy: np.column_stack(to_plane.transform(xy[:, 0], xy[:, 1])))


def _clean(shape: shapely.Geometry) -> shapely.Geometry:
    """A valid polygon: a boundary that only just does not cross itself in degrees may do so in pixels."""
    return shape if shape.is_valid else shapely.make_valid(shape, method="structure", keep_collapsed=False)


def middle(units: Units) -> Point:
    """The middle of all units by area in degrees, taken on the sphere so that the date line does not matter."""
    centres = [units.geometry(u).centroid for u in units.ids]
    points = np.radians([(c.x, c.y) for c in centres])
    lon, lat = points[:, 0], points[:, 1]
    size = np.array([units.geometry(u).area for u in units.ids]) * np.cos(lat)
    on_sphere = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    x, y, z = (on_sphere * size[:, None]).sum(axis=0)
    return (math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y))))
