"""The strip: a row for each unit, a column for each day, sorted by the day of the first change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

import numpy as np
import shapely

from dashboard.export.legend import draw_legend
from dashboard.export.margin import draw_foot, draw_title
from dashboard.export.paint import claimed_edge, paint
from dashboard.export.sheet import Sheet
from dashboard.export.shot import Shot
from dashboard.export.type import width
from dashboard.figures.sentences import clocks_text
from dashboard.figures.theme import style_of, type_scale

_MARGIN, _COLUMN = 40.0, 290.0
Code = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells are: corner, width of a day, height of a row, first and last column."""

    left: float
    top: float
    day: float
    row: float
    first: int
    last: int

    def cell(self, line: int, start: int, end: int, inset: float = 1.0) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a stretch of days in a line."""
        y = self.top + line * self.row
        x = self.left + (start - self.first) * self.day
        return (x, y + inset, x + (end + 1 - start) * self.day, y + self.row - inset)


def strip_sheet(shot: Shot, *, page: float = 1280.0, most: int = 120) -> Sheet:
    """The strip up to `most` days around the shot's day; it grows downwards with the units."""
    words, units, room = shot.words, _order(shot), page - 2 * _MARGIN
    first, last = _span(shot, most)
    row = 16.0 if len(units) <= 60 else 10.0
    title = f"{shot.look.title}: {words('picture.title_strip').lower()}"
    shown = _shots(shot, first, last)
    probe = draw_legend(Sheet(page, 2000.0, shot.mode, rtl=shot.rtl), shown, 0.0, 134.0, _COLUMN, signs=())
    sheet = Sheet(page, max(150 + len(units) * row + 140, probe + 140, 620.0), shot.mode, title=title, rtl=shot.rtl)
    lead = clocks_text(shot.control.days[last], shot.known_at, words.lang) + "."
    top = draw_title(sheet, shot, _MARGIN, room, title, lead) + 40
    draw_foot(sheet, shot, _MARGIN, room, borders=False)
    left = _MARGIN + max(width(shot.look.unit_name(u), 11.0) for u in units) + 10
    day = (page - _MARGIN - _COLUMN - 30 - left) / (last - first + 1)
    grid = _Grid(left, top, day, row, first, last)
    _axis(sheet, shot, grid)
    for line, unit in enumerate(units):
        sheet.text(_MARGIN, top + (line + 0.72) * row, shot.look.unit_name(unit), min(11.0, row * 0.8))
        _row(sheet, shot, unit, line, grid)
    x = page - _MARGIN - _COLUMN
    y = draw_legend(sheet, shown, x, top - 12, _COLUMN, signs=())
    if shot.control.layers(shot.known_at).pending[:, first : last + 1].any():
        _bracket(sheet, x, y + 7, x + 30)
        sheet.text(x + 40, y + 11, words("picture.pending"), type_scale().note, colour=sheet.palette.muted)
    return sheet


def draw_history(sheet: Sheet, shot: Shot, unit: str, at: tuple[float, float], room: float, *, most: int = 60) -> None:
    """The strip of one unit, for a page about it."""
    first, last = _span(shot, most)
    grid = _Grid(at[0], at[1], room / (last - first + 1), 20.0, first, last)
    _axis(sheet, shot, grid)
    _row(sheet, shot, unit, 0, grid)


def _row(sheet: Sheet, shot: Shot, unit: str, line: int, grid: _Grid) -> None:
    """One unit: its stretches, and a bracket over days in which a change fell, it is not known on which."""
    for code, start, end in _runs(shot, unit, grid.first, grid.last):
        style = style_of(*code[:4], code[4], shot.mode, shot.colours)
        cell = sheet.box(*grid.cell(line, start, end))
        paint(sheet, cell, style)
        claimed_edge(sheet, cell, style)
    pending = shot.control.layers(shot.known_at).pending[shot.control.units.index(unit)]
    at = grid.first
    for is_open, group in groupby(bool(v) for v in pending[grid.first : grid.last + 1]):
        n = len(list(group))
        if is_open:
            x, y, right, bottom = grid.cell(line, at, at + n - 1)
            _bracket(sheet, x + 3, (y + bottom) / 2, right - 3)
        at += n


def _bracket(sheet: Sheet, x: float, y: float, right: float) -> None:
    """A line with feet, which says: some time between."""
    x, right = sheet.across(x), sheet.across(right)
    lines = [[(x, y), (right, y)], [(x, y - 3), (x, y + 3)], [(right, y - 3), (right, y + 3)]]
    for colour, wide in ((sheet.palette.paper, 3.0), (sheet.palette.ink, 1.2)):
        sheet.edge(shapely.MultiLineString(lines), colour, wide, over=5 if wide < 2 else 4.9)


def _span(shot: Shot, most: int) -> tuple[int, int]:
    """First and last column: those around the first change and the shot's day, at most `most`."""
    days = shot.control.days
    last = (shot.day - days[0]).days
    kinds = shot.control.layers(shot.known_at).kind[:, : last + 1]
    moved = np.flatnonzero(kinds.any(axis=0))
    first = max(int(moved[0]) - 3, 0) if len(moved) else 0
    return max(first, last + 1 - most), last


def _shots(shot: Shot, first: int, last: int) -> tuple[Shot, ...]:
    """The shot itself and one for each day of the span on which something changed: what the legend must explain."""
    days = shot.control.days
    changed = {c.day for c in shot.control.changes(shot.known_at) if days[first] <= c.day <= days[last]}
    view = shot.look.view
    others = (
        Shot(replace(shot.look, view=replace(view, day=day)), shot.mode) for day in sorted(changed | {days[first]})
    )
    return (shot, *others)


def _order(shot: Shot) -> list[str]:
    """Units by the day of their first report, those without any last, then by name."""
    kinds = shot.control.layers(shot.known_at).kind

    def key(unit: str) -> tuple[int, str]:
        moved = np.flatnonzero(kinds[shot.control.units.index(unit)])
        return (int(moved[0]) if len(moved) else 10**6, shot.look.unit_name(unit))

    return sorted(shot.control.units, key=key)


def _runs(shot: Shot, unit: str, first: int, last: int) -> Iterator[tuple[Code, int, int]]:
    """Stretches of days that look the same: code (kind, side, rival, extent, age), first and last column."""
    layers, row = shot.control.layers(shot.known_at), shot.control.units.index(unit)
    parts = (layers.kind, layers.side, layers.rival, layers.extent, layers.age)
    codes = [tuple(int(part[row, column]) for part in parts) for column in range(first, last + 1)]
    at = first
    for code, group in groupby(codes):
        n = len(list(group))
        a, b, c, d, e = code
        yield (a, b, c, d, e), at, at + n - 1
        at += n


def _axis(sheet: Sheet, shot: Shot, grid: _Grid) -> None:
    """Dates above the columns, as many as there is room for."""
    note, base, days = type_scale().note, sheet.palette, shot.control.days
    room = width(shot.words.day(date(2000, 12, 28)), note) + 14
    every = max(1, int(-(-room // grid.day)))
    for column in range(grid.last, grid.first - 1, -every):
        x = grid.left + (column - grid.first + 0.5) * grid.day
        sheet.text(x, grid.top - 10, shot.words.day(days[column]), note, colour=base.muted, align="center")
        at = sheet.across(x)
        sheet.edge(shapely.LineString([(at, grid.top - 5), (at, grid.top)]), base.muted, 0.8)
    right = grid.left + grid.day * (grid.last - grid.first + 1)
    sheet.rule(grid.left, grid.top, right, base.coast, 0.9)
