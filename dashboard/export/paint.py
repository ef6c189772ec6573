"""Paint one unit as the visual grammar says: ground, pattern, edge and sign."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from dashboard.export.sheet import Sheet
from dashboard.figures.theme import CellStyle, Palette, Pattern, border_colour, look


def paint(sheet: Sheet, shape: shapely.Geometry, style: CellStyle, *, gid: str | None = None) -> None:
    """Ground and pattern of a cell whose shape is in pixels; its edge and sign are drawn later, above all cells."""
    sheet.fill(shape, style.fill, gid=gid)
    if style.texture != "none":
        _texture(sheet, shape, style)
    if style.pattern is Pattern.SOLID or style.second is None:
        return
    sizes = look()["pattern"][str(style.pattern)]
    if style.pattern in (Pattern.DOTS, Pattern.PAPER):
        sheet.dots(lattice(shape, sizes["step"], sizes["radius"]), sizes["radius"], style.second)
    elif style.pattern is Pattern.STRIPES:
        sheet.fill(bands(shape, sizes["step"], sizes["width"], sizes["angle"]), style.second, over=1.5)
    else:
        for angle in (sizes["angle"], sizes["angle"] + 90):
            sheet.edge(hatch(shape, sizes["step"], angle), style.second, sizes["width"], over=1.5)


def border_of(style: CellStyle, base: Palette) -> str:
    """The colour of the full line around a cell; the dashes of a claim lie inside it."""
    return border_colour(base) if style.dash else style.stroke


def claimed_edge(sheet: Sheet, shape: shapely.Geometry, style: CellStyle, shrink: float = 1.0) -> None:
    """The dashed edge of a claim, a little inside the cell so that neighbours keep theirs apart."""
    if style.dash:
        wide, dash = style.width * shrink, [d * shrink for d in style.dash]
        inner = shape.buffer(-wide * 0.9)
        sheet.edge(inner if not inner.is_empty else shape, style.stroke, wide, dash=dash, over=2.5)


def _texture(sheet: Sheet, shape: shapely.Geometry, style: CellStyle) -> None:
    sizes, colour = look()["pattern"]["texture"], style.texture_colour or sheet.palette.paper
    angles = {"horizontal": (0.0,), "vertical": (90.0,), "grid": (0.0, 90.0)}[style.texture]
    for angle in angles:
        sheet.edge(hatch(shape, sizes["step"], angle), colour, sizes["width"], over=1.4)


def lattice(shape: shapely.Geometry, step: float, radius: float) -> list[tuple[float, float]]:
    """The points of a staggered lattice whose dots lie wholly inside the shape (pixels)."""
    inner = shape.buffer(-radius * 1.5)
    if inner.is_empty:
        return []
    left, top, right, bottom = inner.bounds
    row = step * math.sqrt(3) / 2
    points: list[tuple[float, float]] = []
    for j in range(math.floor(top / row), math.ceil(bottom / row) + 1):
        shift = step / 2 if j % 2 else 0.0
        columns = range(math.floor((left - shift) / step), math.ceil((right - shift) / step) + 1)
        points += [(i * step + shift, j * row) for i in columns]
    if not points:
        return []
    xy = np.array(points)
    return [(float(x), float(y)) for x, y in xy[shapely.contains_xy(inner, xy[:, 0], xy[:, 1])]]


def hatch(shape: shapely.Geometry, step: float, angle: float) -> shapely.Geometry:
    """Parallel lines clipped to the shape, all in pixels; lines of one angle (degrees) fall together over the whole sheet."""
    lines = [shapely.LineString([a, b]) for a, b in _lines(shape, step, angle)]
    return shapely.intersection(shapely.MultiLineString(lines), shape)


def bands(shape: shapely.Geometry, step: float, width: float, angle: float) -> shapely.Geometry:
    """Parallel bands clipped to the shape, all in pixels; the angle in degrees."""
    lines = [shapely.LineString([a, b]).buffer(width / 2, cap_style="flat") for a, b in _lines(shape, step, angle)]
    return shapely.intersection(shapely.MultiPolygon(lines), shape)


def _lines(shape: shapely.Geometry, step: float, angle: float) -> Iterator[tuple[Any, Any]]:
    """Lines at an angle (degrees, rising to the right) across the shape, a step apart, counted from the sheet's corner."""
    along = np.array([math.cos(math.radians(angle)), -math.sin(math.radians(angle))])
    across = np.array([-along[1], along[0]])
    left, top, right, bottom = shape.bounds
    corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    far, near = corners @ across, corners @ along
    low, high = near.min() - step, near.max() + step
    for i in range(math.floor(far.min() / step), math.ceil(far.max() / step) + 1):
        start = across * i * step
        yield tuple(start + along * low), tuple(start + along * high)
