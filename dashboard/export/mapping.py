"""The map itself: units painted by status, their names, and the signs that fill nothing."""

from __future__ import annotations

import math
import statistics

import shapely

from dashboard.export.labels import Label, place_labels
from dashboard.export.legend import disputed_line, draw_seat, draw_sign
from dashboard.export.paint import border_of, claimed_edge, paint
from dashboard.export.projection import Box, Placed, place
from dashboard.export.reports import draw_reports
from dashboard.export.sheet import Sheet
from dashboard.export.shot import Shot
from dashboard.figures import colour
from dashboard.figures.theme import Pattern, look, palette
from dashboard.model import Marker

Point = tuple[float, float]


def draw_units(sheet: Sheet, shot: Shot, box: Box, *, labels: bool = True, fine: bool = True) -> Placed:
    """The units of the case in the box, painted, bordered, signed and (where there is room) named."""
    left, top, wide, tall = box
    placed = place(shot.situation.case.units, (min(sheet.across(left), sheet.across(left + wide)), top, wide, tall))
    base, edge = sheet.palette, look()["edge"]
    if fine:
        sheet.edge(placed.coast, base.faint, 6.0, over=0.5)
    paper = [placed.shapes[u] for u in shot.statuses if shot.style(u).pattern is Pattern.PAPER]
    for unit in shot.statuses:
        style = shot.style(unit)
        if style.pattern is not Pattern.PAPER:
            paint(sheet, placed.shapes[unit], style, gid=f"unit-{unit}")
    if paper:  # one lattice over all of them, so that borders do not break it
        _paper(sheet, shot, shapely.union_all(paper))
    for line_colour, lines in borders(shot, placed).items():
        sheet.edge(lines, line_colour, edge["width"])
    for unit in shot.statuses:
        claimed_edge(sheet, placed.shapes[unit], shot.style(unit), 1.0 if fine else 0.6)
    sheet.edge(placed.coast, base.coast, 1.3 if fine else 0.9, over=3)
    _disputed(sheet, shot, placed, 1.0 if fine else 0.6)
    chosen = shot.look.view.unit
    if chosen is not None and chosen in placed.shapes:
        sheet.edge(placed.shapes[chosen], base.paper, edge["selected_width"] + 2, over=3.4)
        sheet.edge(placed.shapes[chosen], base.accent, edge["selected_width"], over=3.5)
    taken = draw_signs(sheet, shot, placed, small=not fine)
    if shot.points:
        taken += draw_reports(sheet, shot, placed, 1.0 if fine else 0.6)
    if labels:
        _names(sheet, shot, placed, taken)
    return placed


def _paper(sheet: Sheet, shot: Shot, shape: shapely.Geometry) -> None:
    unit = next(u for u in shot.statuses if shot.style(u).pattern is Pattern.PAPER)
    paint(sheet, shape, shot.style(unit), gid="no-report")


def borders(shot: Shot, placed: Placed) -> dict[str, shapely.Geometry]:
    """Every border once, by colour: between two units that of the later one, which the page draws over the other's."""
    colours = [border_of(shot.style(unit), palette(shot.mode)) for unit in shot.statuses]
    lines = [placed.shapes[unit].boundary for unit in shot.statuses]
    tree = shapely.STRtree(lines)
    own: dict[str, list[shapely.Geometry]] = {}
    for at, line in enumerate(lines):
        later = [lines[n] for n in tree.query(line) if n > at and colours[n] != colours[at]]
        own.setdefault(colours[at], []).append(shapely.difference(line, shapely.union_all(later)) if later else line)
    return {name: shapely.line_merge(shapely.union_all(found)) for name, found in own.items()}


def _disputed(sheet: Sheet, shot: Shot, placed: Placed, size: float) -> None:
    """The disputed borders, dashed on a casing that hides the full line below."""
    for border in shot.situation.case.units.disputed:
        disputed_line(sheet, placed.line(border.line), size)


def draw_signs(sheet: Sheet, shot: Shot, placed: Placed, *, small: bool = False) -> list[shapely.Geometry]:
    """Capital dots, rings, arrows and squares; the room that each takes comes back."""
    taken: list[shapely.Geometry] = []
    typical = statistics.median(math.sqrt(shape.area) for shape in placed.shapes.values())
    shrink = (0.6 if small else 1.0) * min(1.0, max(0.45, typical / 36))
    for unit in shot.statuses:
        style, at = shot.style(unit), _sign_point(shot, placed, unit)
        if style.sign != "none":
            draw_seat(sheet, style.sign, at, shrink)
            taken.append(shapely.Point(at).buffer(look()["sign"]["capital_radius"] + 2))
    for where in _telling(shot, placed):
        taken += _marker(sheet, shot, where, small)
    return taken


def _sign_point(shot: Shot, placed: Placed, unit: str) -> Point:
    """The capital for "capital only", else a point inside the unit."""
    found = shot.situation.case.units.by_id[unit]
    dot = shot.style(unit).sign == "dot"
    point = found.capital_point if dot and found.capital_point else found.label_point
    if point is not None:
        return placed.point(*point)
    inside = shapely.point_on_surface(placed.shapes[unit])
    return (float(inside.x), float(inside.y))


def _telling(shot: Shot, placed: Placed) -> list[tuple[Marker, Point, Point, float]]:
    """The markers with point, seat and distance in pixels; an approach that names no place of its own is left out
    where another of the same side in the same unit does."""
    found = []
    for marker in shot.markers:
        if marker.kind in ("approach", "holdout"):
            unit = shot.situation.case.units.by_id[marker.unit]
            seat = placed.point(*unit.capital_point) if unit.capital_point else _sign_point(shot, placed, marker.unit)
            at = placed.point(*marker.point) if marker.point else seat
            found.append((marker, at, seat, math.hypot(at[0] - seat[0], at[1] - seat[1])))
    located = {(m.unit, m.actor) for m, _, _, reach in found if m.kind == "approach" and reach > 0.5}
    return [f for f in found if f[0].kind != "approach" or f[3] > 0.5 or (f[0].unit, f[0].actor) not in located]


def _marker(sheet: Sheet, shot: Shot, where: tuple[Marker, Point, Point, float], small: bool) -> list[shapely.Geometry]:
    marker, at, seat, reach = where
    side = shot.look.side(marker.actor)
    hue = shot.colours[side - 1] if side else sheet.palette.ink
    direction = ((at[0] - seat[0]) / reach, (at[1] - seat[1]) / reach) if reach > 0.5 else (1.0, 0.0)
    if marker.kind == "holdout" and reach < 10:  # beside the dot of the capital, not on it
        at = (seat[0] + direction[0] * 10, seat[1] + direction[1] * 10)
    if not small or marker.kind == "holdout":
        draw_sign(sheet, marker.kind, at, hue, direction)
    tail = (at[0] + direction[0] * 20, at[1] + direction[1] * 20)
    return [shapely.LineString([at, tail]).buffer(6)]


def _names(sheet: Sheet, shot: Shot, placed: Placed, taken: list[shapely.Geometry]) -> None:
    units = shot.situation.case.units.by_id
    anchors: dict[str, Point] = {}
    for unit in shot.statuses:
        point = units[unit].label_point
        inside = shapely.point_on_surface(placed.shapes[unit])
        anchors[unit] = placed.point(*point) if point else (float(inside.x), float(inside.y))
    names = {unit: shot.look.unit_name(unit) for unit in shot.statuses}
    for label in place_labels(names, placed.shapes, anchors, taken):
        _name(sheet, shot, label)


def _name(sheet: Sheet, shot: Shot, label: Label) -> None:
    """A name in ink or in the colour of the paper, whichever reads better, with a halo in the ground's colour."""
    style, base = shot.style(label.unit), sheet.palette
    mixed = (
        style.fill
        if style.second is None or style.pattern is Pattern.PAPER
        else colour.mix(style.fill, style.second, 0.5)
    )
    ink = colour.readable(mixed, base.ink, base.paper)
    silent = style.pattern is Pattern.PAPER
    halo = style.fill if style.second is None or silent else (base.paper if ink == base.ink else base.ink)
    top = label.y - (len(label.lines) - 1) * label.px * 1.05 / 2 + label.px * 0.35
    for i, line in enumerate(label.lines):
        y = top + i * label.px * 1.05
        sheet.text(
            label.x, y, line, label.px, colour=base.muted if silent else ink, align="center", halo=halo, free=True
        )
