"""The strip: a row for each unit, a column for each day, sorted by the day of the first change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
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


def strip_sheet(shot: Shot, *, page: float = 1280.0, most: int = 120) -> Sheet:
    """The strip up to `most` days around the shot's day; it grows downwards with the units."""
    words, units = shot.words, _order(shot)
    first, last = _span(shot, most)
    row = 16.0 if len(units) <= 60 else 10.0
    title = f"{shot.situation.case.title}: {words('picture.title_strip').lower()}"
    shown = _shots(shot, first, last)
    probe = draw_legend(Sheet(page, 2000.0, shot.mode), shown, 0.0, 134.0, _COLUMN, signs=())
    sheet = Sheet(page, max(150 + len(units) * row + 140, probe + 100, 620.0), shot.mode, title=title)
    room = page - 2 * _MARGIN
    lead = clocks_text(shot.control.days[last], shot.known_at, words.lang) + "."
    top = draw_title(sheet, shot, _MARGIN, room, title, lead) + 40
    draw_foot(sheet, shot, _MARGIN, room)
    names = max(width(shot.look.unit_name(u), 11.0) for u in units) + 10
    left, right = _MARGIN + names, page - _MARGIN - _COLUMN - 30
    day = (right - left) / (last - first + 1)
    _axis(sheet, shot, (first, last), left, top, day)
    for i, unit in enumerate(units):
        y = top + i * row
        sheet.text(_MARGIN, y + row * 0.72, shot.look.unit_name(unit), min(11.0, row * 0.8))
        for code, start, end in _runs(shot, unit, first, last):
            style = style_of(*code[:4], code[4], shot.mode, shot.colours)
            cell = shapely.box(left + (start - first) * day, y + 1, left + (end + 1 - first) * day, y + row - 1)
            paint(sheet, cell, style)
            claimed_edge(sheet, cell, style)
    draw_legend(sheet, shown, page - _MARGIN - _COLUMN, top - 12, _COLUMN, signs=())
    return sheet


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


def _axis(sheet: Sheet, shot: Shot, span: tuple[int, int], left: float, top: float, day: float) -> None:
    """Dates above the columns, as many as there is room for."""
    note, base, days = type_scale().note, sheet.palette, shot.control.days
    room = width(shot.words.day(date(2000, 12, 28)), note) + 14
    every = max(1, int(-(-room // day)))
    for column in range(span[1], span[0] - 1, -every):
        x = left + (column - span[0] + 0.5) * day
        sheet.text(x, top - 10, shot.words.day(days[0] + timedelta(column)), note, colour=base.muted, align="center")
        sheet.edge(shapely.LineString([(x, top - 5), (x, top)]), base.muted, 0.8)
    sheet.edge(shapely.LineString([(left, top), (left + day * (span[1] - span[0] + 1), top)]), base.coast, 0.9)
