"""Several days beside each other, small, under one legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dashboard.export.legend import draw_legend
from dashboard.export.mapping import draw_units
from dashboard.export.margin import draw_foot, draw_sources, draw_title
from dashboard.export.sheet import Sheet
from dashboard.export.shot import Shot, shot_of
from dashboard.export.type import wrapped
from dashboard.figures.sentences import totals_parts
from dashboard.figures.theme import Mode, type_scale
from dashboard.model import View

if TYPE_CHECKING:
    from dashboard.situation import Situation

_MARGIN, _COLUMN, _GAP, _HEAD, _TOP = 40.0, 290.0, 26.0, 64.0, 130.0


def shots_on(
    situation: Situation, view: View, days: Sequence[date], mode: Mode | str = Mode.LIGHT, lang: str | None = None
) -> tuple[Shot, ...]:
    """A shot for each day under the same second clock (or, linked, each as known then); doubles fall away."""
    shots = [shot_of(situation, replace(view, day=day), mode, lang) for day in days]
    return tuple({shot.day: shot for shot in shots}.values())


def multiples_sheet(shots: Sequence[Shot], *, width: float = 1280.0) -> Sheet:
    """The shots in a grid of small maps, each with its day and count, with one legend beside them."""
    last = shots[-1]
    needed = _draw(shots, (width, 2000.0), 1, maps=False)[1]
    heights = {n: _TOP + -(-len(shots) // n) * (_cell(width, n) * 0.78 + _HEAD + 14) + 90 for n in (1, 2, 3)}
    columns = min(heights, key=lambda n: (max(heights[n], needed), n))
    sheet, _ = _draw(shots, (width, max(heights[columns], needed)), columns, maps=True)
    sheet.title = f"{last.look.title}: {last.words.listed(last.words.day(s.day) for s in shots)}"
    return sheet


def _cell(width: float, columns: int) -> float:
    return (width - 2 * _MARGIN - _COLUMN - 30 - (columns - 1) * _GAP) / columns


def _draw(shots: Sequence[Shot], size: tuple[float, float], columns: int, *, maps: bool) -> tuple[Sheet, float]:
    """The sheet, and the height that it needs for what stands beside the maps."""
    last, room, cell = shots[-1], size[0] - 2 * _MARGIN, _cell(size[0], columns)
    sheet, words, tall = Sheet(*size, last.mode, rtl=last.rtl), last.words, cell * 0.78 + _HEAD
    known = words("picture.known_each" if last.look.view.linked else "picture.known_all", known=last.known_at)
    top = draw_title(sheet, last, _MARGIN, room, last.look.title, known + ".")
    foot = draw_foot(sheet, last, _MARGIN, room)
    for i, shot in enumerate(shots if maps else ()):
        x = _MARGIN + (i % columns) * (cell + _GAP)
        _small(sheet, shot, x, top + 18 + (i // columns) * (tall + 14), cell, tall)
    x = size[0] - _MARGIN - _COLUMN
    y = draw_legend(sheet, tuple(shots), x, top + 28, _COLUMN, signs=("holdout", "disputed_border")) + 14
    end = draw_sources(sheet, last, x, y, _COLUMN, max(foot - 8, y + 90))
    return sheet, end + 8 + (size[1] - foot)


def _small(sheet: Sheet, shot: Shot, x: float, y: float, cell: float, tall: float) -> None:
    size = type_scale()
    sheet.text(x, y + 12, shot.words.day(shot.day), size.body, bold=True)
    parts = shot.words.listed(totals_parts(shot.totals, shot.situation, shot.words.lang))
    for i, line in enumerate(wrapped(parts, cell, size.note, most=3)):
        sheet.text(x, y + 27 + i * 13, line, size.note, colour=sheet.palette.muted)
    draw_units(sheet, shot, (x, y + _HEAD, cell, tall - _HEAD), labels=False, fine=False)
