"""The status map as a page: headline, map, legend, counts, sources and passport, drawn without a browser."""

from __future__ import annotations

from dashboard.export.legend import draw_legend
from dashboard.export.mapping import draw_units
from dashboard.export.margin import draw_counts, draw_foot, draw_head, draw_sources
from dashboard.export.sheet import Sheet
from dashboard.export.shot import Shot
from dashboard.figures.sentences import clocks_text

SIZE = (1280.0, 880.0)  # pixels at 96 to the inch
FORMS = ("png", "svg", "pdf")
_MARGIN, _COLUMN = 40.0, 300.0


def map_sheet(shot: Shot, *, size: tuple[float, float] = SIZE) -> Sheet:
    """The sheet of one shot, of at least `size` pixels at 96 to the inch; it grows downwards where the legend needs more."""
    needed = _draw(shot, size, map_too=False)[1]
    return _draw(shot, (size[0], max(size[1], needed)))[0]


def _draw(shot: Shot, size: tuple[float, float], *, map_too: bool = True) -> tuple[Sheet, float]:
    """The sheet, and the height that it needs for all that stands beside the map."""
    title = f"{shot.look.title}. {clocks_text(shot.day, shot.known_at, shot.words.lang)}"
    sheet = Sheet(*size, shot.mode, title=title, rtl=shot.rtl)
    room = size[0] - 2 * _MARGIN
    top = draw_head(sheet, shot, _MARGIN, room)
    foot = draw_foot(sheet, shot, _MARGIN, room)
    column = min(_COLUMN, room * 0.32)
    if map_too:
        draw_units(sheet, shot, (_MARGIN, top + 18, room - column - 32, foot - top - 36))
    x = size[0] - _MARGIN - column
    y = draw_legend(sheet, (shot,), x, top + 28, column) + 14
    y = draw_counts(sheet, shot, x, y, column) + 12
    end = draw_sources(sheet, shot, x, y, column, max(foot - 8, y + 90))
    return sheet, end + 8 + (size[1] - foot)
