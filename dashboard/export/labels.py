"""Where the names of units go: inside their unit, off signs and off each other; a name without room is left out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from dashboard.export.type import width

Point = tuple[float, float]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a unit, centred on a point in pixels; two lines where one is too long."""

    unit: str
    lines: tuple[str, ...]
    x: float
    y: float
    px: float

    @property
    def half(self) -> Point:
        """Half the width and half the height of the room that the label takes."""
        return (max(width(line, self.px) for line in self.lines) / 2 + 1, len(self.lines) * self.px * 1.05 / 2)

    @property
    def box(self) -> shapely.Geometry:
        """The room that the label takes, in pixels."""
        (wide, tall), x, y = self.half, self.x, self.y
        return shapely.box(x - wide, y - tall, x + wide, y + tall)


def place_labels(
    names: Mapping[str, str],
    shapes: Mapping[str, shapely.Geometry],
    anchors: Mapping[str, Point],
    taken: Iterable[shapely.Geometry] = (),
    sizes: tuple[float, ...] = (12.0, 11.0, 10.0, 9.0),
) -> list[Label]:
    """Labels that do not touch each other or what is `taken`; the tightest units choose first."""
    placed: list[Label] = []
    shapes = {unit: shapes[unit].simplify(0.8) for unit in names}  # finer than a label can tell
    full = list(taken)
    tight = sorted(names, key=lambda u: (round(shapes[u].area / max(width(names[u], 10.0), 1.0), 3), u))
    for unit in tight:
        found = _best(unit, names[unit], shapes[unit], anchors[unit], [*full, *(p.box for p in placed)], sizes)
        if found:
            placed.append(found)
    return sorted(placed, key=lambda label: label.unit)


def _best(
    unit: str,
    name: str,
    shape: shapely.Geometry,
    anchor: Point,
    taken: list[shapely.Geometry],
    sizes: tuple[float, ...],
) -> Label | None:
    """The largest label that lies wholly inside, else the one that sticks out least, else none."""
    least = min(Label(unit, lines, 0.0, 0.0, sizes[-1]).box.area for lines in _ways(name))
    if shape.area < least / 2:  # even the smallest would stick out by more than half
        return None
    near = [t for t in taken if _close(t.bounds, shape.bounds, 30.0)]
    labels = [
        Label(unit, lines, x, y, px) for px in sizes for lines in _ways(name) for x, y in _spots(shape, anchor, px)
    ]
    boxes = _boxes(labels)
    free = np.ones(len(labels), dtype=bool)
    for other in near:
        free &= ~shapely.intersects(boxes, other)
    if not free.any():
        return None
    out = 1 - shapely.area(shapely.intersection(boxes, shape)) / shapely.area(boxes)
    far = np.array([math.hypot(label.x - anchor[0], label.y - anchor[1]) for label in labels])
    small = np.array([sizes[0] - label.px for label in labels])
    lines = np.array([len(label.lines) - 1 for label in labels])
    cost = np.where(free & (out < 0.5), out * 60 + far * 0.08 + small * 2.2 + lines * 1.5, np.inf)
    best = int(cost.argmin())
    return labels[best] if np.isfinite(cost[best]) else None


def _boxes(labels: Sequence[Label]) -> Any:
    """The room of each label, as an array of polygons."""
    x, y = np.array([label.x for label in labels]), np.array([label.y for label in labels])
    wide, tall = np.array([label.half for label in labels]).T
    return shapely.box(x - wide, y - tall, x + wide, y + tall)


def _close(a: Bounds, b: Bounds, by: float) -> bool:
    return a[0] < b[2] + by and b[0] < a[2] + by and a[1] < b[3] + by and b[1] < a[3] + by


def _ways(name: str) -> list[tuple[str, ...]]:
    """The name on one line, or broken at its middle space."""
    spaces = [i for i, c in enumerate(name) if c == " "]
    if not spaces:
        return [(name,)]
    cut = min(spaces, key=lambda i: abs(i - len(name) / 2))
    return [(name,), (name[:cut], name[cut + 1 :])]


def _spots(shape: shapely.Geometry, anchor: Point, px: float) -> list[Point]:
    """Candidate centres: the anchor, then rings of points about it and about the middle of the unit."""
    middle = shapely.point_on_surface(shape)
    centres = [anchor, (float(middle.x), float(middle.y))]
    around = [
        (0, 0),
        (0, 1),
        (0, -1),
        (1, 0),
        (-1, 0),
        (1, 1),
        (-1, 1),
        (1, -1),
        (-1, -1),
        (0, 2),
        (0, -2),
        (2, 0),
        (-2, 0),
    ]
    return [(cx + dx * px * 0.9, cy + dy * px * 0.8) for cx, cy in centres for dx, dy in around]
