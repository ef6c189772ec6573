"""The status map as a page: headline, map, legend, counts, sources and passport, drawn without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.export.files import put_bytes
from dashboard.export.legend import draw_legend
from dashboard.export.mapping import draw_units
from dashboard.export.margin import draw_counts, draw_foot, draw_head, draw_sources
from dashboard.export.sheet import Sheet
from dashboard.export.shot import Shot, shot_of
from dashboard.figures.sentences import clocks_text
from dashboard.figures.theme import Mode
from dashboard.model import View, WhoHoldsError

if TYPE_CHECKING:
    from dashboard.situation import Situation

SIZE = (1280.0, 880.0)  # pixels at 96 to the inch
FORMS = ("png", "svg", "pdf")
_MARGIN, _COLUMN = 40.0, 300.0


def draw_map(
    situation: Situation,
    view: View | None,
    path: Path,
    *,
    size: tuple[float, float] = SIZE,
    mode: Mode | str = Mode.LIGHT,
    lang: str | None = None,
    scale: float = 2.0,
    labels: bool = True,
    definitions: bool = True,
) -> None:
    """Write the status map of a view as .png, .svg or .pdf; the same input gives the same bytes.

    `size` is in pixels at 96 to the inch; a PNG has `scale` times as many. Days outside the range become the nearest.
    Raises WhoHoldsError for another ending, a size too small to hold the map, or a path that cannot be written.
    """
    form = form_of(path)
    sheet = map_sheet(shot_of(situation, view, mode, lang), size=size, labels=labels, definitions=definitions)
    put_bytes(path, sheet.save(form, scale=scale))


def form_of(path: Path) -> str:
    """The picture format that a path's ending names; WhoHoldsError for others."""
    form = path.suffix.lower().lstrip(".")
    if form not in FORMS:
        raise WhoHoldsError(f"{path}: a picture ends in .png, .svg or .pdf, not in {path.suffix or 'nothing'}")
    return form


def map_sheet(shot: Shot, *, size: tuple[float, float] = SIZE, labels: bool = True, definitions: bool = True) -> Sheet:
    """The sheet of one shot, at least 640 x 480 pixels; it grows downwards where the legend needs more."""
    if size[0] < 640 or size[1] < 480:
        raise WhoHoldsError(f"size = {size[0]:g} x {size[1]:g}: a picture needs at least 640 x 480 pixels")
    needed = _draw(shot, size, definitions, labels=False, map_too=False)[1]
    height = max(size[1], needed)
    return _draw(shot, (size[0], height), definitions, labels=labels)[0]


def _draw(
    shot: Shot, size: tuple[float, float], definitions: bool, *, labels: bool, map_too: bool = True
) -> tuple[Sheet, float]:
    """The sheet, and the height that it needs for all that stands beside the map."""
    title = f"{shot.look.title}. {clocks_text(shot.day, shot.known_at, shot.words.lang)}"
    sheet = Sheet(*size, shot.mode, title=title, rtl=shot.rtl)
    room = size[0] - 2 * _MARGIN
    top = draw_head(sheet, shot, _MARGIN, room)
    foot = draw_foot(sheet, shot, _MARGIN, room)
    column = min(_COLUMN, room * 0.32)
    if map_too:
        box = (_MARGIN, top + 18, room - column - 32, foot - top - 36)
        draw_units(sheet, shot, box, labels=labels)
    x = size[0] - _MARGIN - column
    y = draw_legend(sheet, (shot,), x, top + 28, column, definitions=definitions) + 14
    y = draw_counts(sheet, shot, x, y, column) + 12
    end = draw_sources(sheet, shot, x, y, column, max(foot - 8, y + 90))
    return sheet, end + 8 + (size[1] - foot)
