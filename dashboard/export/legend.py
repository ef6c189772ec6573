"""The legend: one entry for each sign that occurs, with its definition, and none that does not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import shapely

from dashboard.export.paint import border_of, claimed_edge, paint
from dashboard.export.reports import draw_report, shape_text, shapes_shown
from dashboard.export.sheet import Sheet
from dashboard.export.shot import Shot
from dashboard.export.type import width, wrapped
from dashboard.figures.sentences import short_status, side_name
from dashboard.figures.theme import EXTENTS, KINDS, CellStyle, look, style_of, type_scale
from dashboard.model import Extent, Kind, Status

SWATCH = (30.0, 20.0)
SIGNS = ("approach", "holdout", "disputed_border")
_ONE_SIDED = (Kind.HELD, Kind.CLAIMED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A sign with its name and what it means; several styles where several sides show it."""

    styles: tuple[CellStyle, ...]  # empty: a sign on the map rather than a fill
    sign: str
    label: str
    meaning: str
    colour: str | None = None  # of a sign that has a side's


def entries(*shots: Shot, signs: tuple[str, ...] = SIGNS) -> list[Entry]:
    """What occurs in these shots: the statuses in their fixed order, no report last, then the signs.

    Where nothing is filled the points stand instead of the statuses.
    """
    if shots[0].points:
        return _points(shots) + _signs(shots, signs)
    groups: dict[tuple[int, int], dict[tuple[int, int], Status]] = {}
    for shot in shots:
        for status in shot.statuses.values():
            far = EXTENTS.index(status.extent) if status.kind in _ONE_SIDED else 0
            sides = (shot.look.side(status.actor), shot.look.side(status.rival))
            groups.setdefault((KINDS.index(status.kind), far), {}).setdefault(sides, status)
    shown = sorted(groups, key=lambda k: (k[0] == 0, k))
    first = {kind: (kind, far) for kind, far in reversed(shown)}
    found = [_entry(shots[0], groups[key], first=first[key[0]] == key) for key in shown]
    return found + _signs(shots, signs)


def _points(shots: tuple[Shot, ...]) -> list[Entry]:
    first, words, shown = shots[0], shots[0].words, shapes_shown(*shots)
    if not shown:
        return []
    found = []
    for form, side in shown:
        label = shape_text(first, form, side)
        own = first.colours[side - 1] if side else None
        found.append(Entry((), f"report_{form}", label[:1].upper() + label[1:], "", own))
    return [replace(found[0], meaning=words("client.legend.note_points")), *found[1:]]


def _entry(shot: Shot, group: dict[tuple[int, int], Status], *, first: bool) -> Entry:
    """The sign of a status; the first of its kind also says what the kind means, the others only how far it reaches."""
    words, status = shot.words, group[min(group)]
    styles = tuple(
        style_of(status.kind, side, rival, status.extent, 0, shot.mode, shot.colours) for side, rival in sorted(group)
    )
    if len(group) == 1:
        label = short_status(status, shot.situation, words.lang)
    else:
        label = words.label("kind", status.kind.value)
        if status.kind in _ONE_SIDED and status.extent is not Extent.NONE:
            label += words("sentence.extent", extent=words.label("extent", status.extent.value))
    reach = ""
    if status.kind in _ONE_SIDED and status.extent is not Extent.NONE:
        reach = words(f"extent_meaning.{status.extent.value}")
    kind = words(f"kind_meaning.{status.kind.value}") if first or not reach else ""
    return Entry(styles[:2], styles[0].sign, label[:1].upper() + label[1:], f"{kind} {reach}".strip())


def _signs(shots: tuple[Shot, ...], signs: tuple[str, ...]) -> list[Entry]:
    words, found = shots[0].words, {m.kind for shot in shots for m in shot.markers}
    if shots[0].situation.case.units.disputed:
        found.add("disputed_border")
    return [
        Entry((), kind, words(f"picture.{kind}"), words(f"picture.{kind}_meaning")) for kind in signs if kind in found
    ]


def draw_legend(
    sheet: Sheet,
    shots: tuple[Shot, ...],
    x: float,
    y: float,
    room: float,
    *,
    definitions: bool = True,
    signs: tuple[str, ...] = SIGNS,
) -> float:
    """The legend from its top left corner; the y below it comes back."""
    words, base = shots[0].words, sheet.palette
    note, small, body = type_scale()[:3]
    sheet.text(x, y, words("picture.legend"), body, bold=True)
    y = y + 16 if shots[0].points else _sides(sheet, shots, x, y + 16, room)
    shown = entries(*shots, signs=signs)
    wide = SWATCH[0] * max(1.0, *(1.4 for e in shown if len(e.styles) > 1), 1.0)
    left, text_room = x + wide + 10, room - wide - 10
    for entry in shown:
        draw_swatch(sheet, entry, x, y, (wide, SWATCH[1]))
        names = wrapped(entry.label, text_room, small, bold=True, most=2)
        notes = wrapped(entry.meaning, text_room, note) if definitions else []
        for i, line in enumerate(names):
            sheet.text(left, y + 10 + i * 14, line, small, bold=True)
        for i, line in enumerate(notes):
            sheet.text(left, y + 9 + len(names) * 14 + i * 13, line, note, colour=base.muted)
        y += max(SWATCH[1], len(names) * 14 + len(notes) * 13) + 9
    return _ages(sheet, shots, x, y, left, text_room)


def _sides(sheet: Sheet, shots: tuple[Shot, ...], x: float, y: float, room: float) -> float:
    """The colour of each side, where more than one is on the map."""
    statuses = [s for shot in shots for s in shot.statuses.values()]
    numbers = sorted({shots[0].look.side(a) for s in statuses for a in (s.actor, s.rival)} - {0})
    if len(numbers) < 2:
        return y
    small, left = type_scale().small, x
    for number in numbers:
        name = side_name(shots[0].control.actors[number - 1], shots[0].situation, shots[0].words.lang)
        if left > x and left + 18 + width(name, small) > x + room:
            left, y = x, y + 18
        style = style_of(Kind.HELD, number, 0, Extent.WHOLE, 0, shots[0].mode, shots[0].colours)
        paint(sheet, sheet.box(left, y, left + 12, y + 12), style)
        sheet.text(left + 18, y + 10, name, small)
        left += 18 + width(name, small) + 16
    return y + 26


def _ages(sheet: Sheet, shots: tuple[Shot, ...], x: float, y: float, left: float, room: float) -> float:
    """The fading by age, where anything on the map has aged."""
    aged = [
        s
        for s in shots
        if not s.points and any(a for u, a in s.ages.items() if s.statuses[u].kind is not Kind.NO_REPORT)
    ]
    if not aged:
        return y
    shot, px, step = aged[0], type_scale().note, (left - 10 - x) / 4
    side = next((shot.look.side(s.actor) for s in shot.statuses.values() if s.actor), 1)
    for age in range(4):
        style = style_of(Kind.HELD, side, 0, Extent.WHOLE, age, shot.mode, shot.colours)
        sheet.rect(x + age * step, y, step, 12, fill=style.fill, over=3)
    for i, line in enumerate(wrapped(shot.words("picture.age"), room, px)):
        sheet.text(left, y + 9 + i * 13, line, px, colour=sheet.palette.muted)
    return y + 22


def draw_swatch(sheet: Sheet, entry: Entry, x: float, y: float, size: tuple[float, float] = SWATCH) -> None:
    """A sample of one sign as the map draws it, halved between two sides where both show it."""
    base, sizes = sheet.palette, look()["sign"]
    if entry.sign.startswith("report_"):
        at = (sheet.across(x + size[0] / 2), y + size[1] / 2)
        draw_report(sheet, entry.sign.removeprefix("report_"), at, entry.colour or base.unknown)
        return
    if entry.sign == "disputed_border":
        ends = [(sheet.across(x + share * size[0]), y + size[1] / 2) for share in (0, 1)]
        disputed_line(sheet, shapely.LineString(sorted(ends)))
        return
    if not entry.styles:
        cx = sheet.across(x + size[0] / 2) + (sizes["arrow"] / 2 if entry.sign == "approach" else 0)
        draw_sign(sheet, entry.sign, (cx, y + size[1] / 2), base.muted)
        return
    part = (size[0] - 2 * (len(entry.styles) - 1)) / len(entry.styles)
    for i, style in enumerate(entry.styles):
        left = x + i * (part + 2)
        shape = sheet.box(left, y, left + part, y + size[1])
        paint(sheet, shape, style)
        sheet.edge(shape, border_of(style, base), 0.7)
        claimed_edge(sheet, shape, style)
        draw_seat(sheet, style.sign, (sheet.across(left + part / 2), y + size[1] / 2))


def disputed_line(sheet: Sheet, line: shapely.Geometry, size: float = 1.0) -> None:
    """A border that is not agreed."""
    edge, base = look()["edge"], sheet.palette
    sheet.edge(line, base.paper, edge["disputed_casing"] * size, over=3.1)
    dash = [length * size for length in edge["disputed_dash"]]
    sheet.edge(line, base.ink, edge["disputed_width"] * size, dash=dash, over=3.2)


def draw_seat(sheet: Sheet, sign: str, at: tuple[float, float], shrink: float = 1.0) -> None:
    """The filled dot of "capital only" or the ring of "parts"."""
    base, sizes = sheet.palette, look()["sign"]
    if sign == "dot":
        sheet.ring(at, sizes["capital_radius"] * shrink, fill=base.ink, edge=base.paper, width=1.1 * shrink)
    elif sign == "ring":
        sheet.ring(at, sizes["ring_radius"] * shrink, fill=base.paper, edge=base.ink, width=1.3 * shrink)


def draw_sign(
    sheet: Sheet, kind: str, at: tuple[float, float], colour: str, direction: tuple[float, float] = (-1.0, 0.0)
) -> None:
    """An approach (an arrow whose head is at the point, coming from `direction`) or a hold-out (a hollow square)."""
    base, sizes = sheet.palette, look()["sign"]
    if kind == "holdout":
        half = sizes["square"] / 2
        square = [(at[0] + x * half, at[1] + y * half) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        sheet.polygon(square, fill=base.paper, edge=base.paper, width=4, over=6.9)
        sheet.polygon(square, fill=base.paper, edge=colour, width=1.8, over=7)
        return
    length, (dx, dy) = sizes["arrow"], direction
    tip, (nx, ny) = at, (-dy, dx)
    tail, neck = (tip[0] + dx * length, tip[1] + dy * length), (tip[0] + dx * 9, tip[1] + dy * 9)

    def off(p: tuple[float, float], by: float) -> tuple[float, float]:
        return (p[0] + nx * by, p[1] + ny * by)

    head = [tip, off(neck, 5.5), off(neck, 2.0), off(tail, 1.4), off(tail, -1.4), off(neck, -2.0), off(neck, -5.5)]
    sheet.polygon(head, fill=base.paper, edge=base.paper, width=4.5, over=6.9)
    sheet.polygon(head, fill=colour, edge=base.ink, width=0.8, over=7)
