"""Where the names of units go: inside their unit, off signs and off each other; a name without room is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import shapely

from dashboard.export.type import width

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a unit, centred on a point in pixels; two lines where one is too long."""

    unit: str
    lines: tuple[str, ...]
    x: float
    y: float
    px: float

    @property
    def box(self) -> shapely.Geometry:
        """The room that the label takes."""
        half = max(width(line, self.px) for line in self.lines) / 2 + 1
        tall = len(self.lines) * self.px * 1.05 / 2
        return shapely.box(self.x - half, self.y - tall, self.x + half, self.y + tall)


def place_labels(
    names: Mapping[str, str],
    shapes: Mapping[str, shapely.Geometry],
    anchors: Mapping[str, Point],
    taken: Iterable[shapely.Geometry] = (),
    sizes: tuple[float, ...] = (12.0, 11.0, 10.0, 9.0),
) -> list[Label]:
    """Labels that do not touch each other or what is `taken`; the tightest units choose first."""
    placed: list[Label] = []
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
    near = [t for t in taken if t.distance(shape) < 30]
    best: tuple[float, Label] | None = None
    for px in sizes:
        for lines in _ways(name):
            for x, y in _spots(shape, anchor, px):
                label = Label(unit, lines, x, y, px)
                box = label.box
                if any(box.intersects(t) for t in near):
                    continue
                out = 1 - shapely.intersection(box, shape).area / box.area
                far = ((x - anchor[0]) ** 2 + (y - anchor[1]) ** 2) ** 0.5
                cost = out * 60 + far * 0.08 + (sizes[0] - px) * 2.2 + (len(lines) - 1) * 1.5
                if out < 0.5 and (best is None or cost < best[0]):
                    best = (cost, label)
    return best[1] if best else None


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
