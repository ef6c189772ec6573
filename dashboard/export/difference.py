"""Two views against each other: only what differs is coloured, and each difference is written out."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.export.mapping import draw_units
from dashboard.export.margin import draw_foot, draw_title
from dashboard.export.paint import border_of, paint
from dashboard.export.sheet import Sheet
from dashboard.export.shot import Shot
from dashboard.export.type import wrapped
from dashboard.figures.sentences import clocks_text, short_status
from dashboard.figures.theme import CellStyle, Pattern, border_colour, palette, type_scale
from dashboard.model import Status

_MARGIN, _COLUMN = 40.0, 320.0
Pairs = dict[str, tuple[Status, Status]]


def differences(before: Shot, after: Shot) -> Pairs:
    """The units whose kind, sides or extent differ, with both statuses."""
    pairs = {unit: (before.statuses[unit], after.statuses[unit]) for unit in after.statuses}
    return {unit: pair for unit, pair in pairs.items() if _shown(pair[0]) != _shown(pair[1])}


def _shown(status: Status) -> tuple[object, ...]:
    return (status.kind, status.actor, status.rival, status.extent)


def difference_sheet(before: Shot, after: Shot, *, size: tuple[float, float] = (1280.0, 880.0)) -> Sheet:
    """The map of `after` with all that is as in `before` left blank, and the list of what differs."""
    words, found = after.words, differences(before, after)
    lead = words(
        "picture.difference_lead",
        before=clocks_text(before.day, before.known_at, words.lang),
        after=clocks_text(after.day, after.known_at, words.lang)[:1].lower()
        + clocks_text(after.day, after.known_at, words.lang)[1:],
    )
    title = f"{after.look.title}: {words('picture.title_difference').lower()}"
    needed = _draw(after, found, (size[0], 9000.0), title, lead, map_too=False)[1]
    return _draw(after, found, (size[0], max(size[1], needed)), title, lead)[0]


def _draw(
    after: Shot, found: Pairs, size: tuple[float, float], title: str, lead: str, *, map_too: bool = True
) -> tuple[Sheet, float]:
    """The sheet, and the height that its list needs."""
    room = size[0] - 2 * _MARGIN
    sheet = Sheet(*size, after.mode, title=f"{title}. {lead}", rtl=after.rtl)
    top = draw_title(sheet, after, _MARGIN, room, title, lead + ".")
    foot = draw_foot(sheet, after, _MARGIN, room)
    if map_too:
        only = _Only(after.look, after.mode, frozenset(found))
        draw_units(sheet, only, (_MARGIN, top + 18, room - _COLUMN - 32, foot - top - 36))
    end = _list(sheet, after, found, (size[0] - _MARGIN - _COLUMN, top + 28))
    return sheet, end + 20 + (size[1] - foot)


@dataclass(frozen=True)
class _Only(Shot):
    """A shot in which only some units have a look; the others are blank."""

    units: frozenset[str] = frozenset()

    def style(self, unit: str) -> CellStyle:
        """The unit's look, or a plain blank where nothing differs."""
        whole, base = Shot.style(self, unit), palette(self.mode)
        if unit in self.units:
            return whole
        return CellStyle(Pattern.SOLID, base.neighbour, None, border_colour(base), whole.width)


def _list(sheet: Sheet, after: Shot, found: Pairs, at: tuple[float, float]) -> float:
    """Each difference: the unit, then before and after; the y below comes back."""
    words, (x, y), base = after.words, at, sheet.palette
    note, small, body = type_scale()[:3]
    sheet.text(x, y, words("picture.title_difference") if found else words("picture.same"), body, bold=True)
    y += 16
    for unit, (old, new) in found.items():
        was, now = (short_status(status, after.situation, words.lang) for status in (old, new))
        text = words("sentence.from_to", before=was, after=now)
        for j, side in enumerate((old, new)):
            swatch = sheet.box(x + j * 14, y, x + j * 14 + 12, y + 14)
            paint(sheet, swatch, style := after.style_for(side))
            sheet.edge(swatch, border_of(style, base), 0.6)
        sheet.text(x + 36, y + 11, after.look.unit_name(unit), small, bold=True)
        for line in wrapped(text, _COLUMN - 36, note, most=3):
            y += 13
            sheet.text(x + 36, y + 12, line, note, colour=base.muted)
        y += 22
    return y
