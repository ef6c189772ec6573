"""What stands around a map: headline, clocks, counts, sources, notes and the passport."""

from __future__ import annotations

from collections import Counter

from dashboard.export.paint import border_of, paint
from dashboard.export.reports import SHAPES, TEXTS, shape_text
from dashboard.export.sheet import Sheet
from dashboard.export.shot import Shot
from dashboard.export.type import width, wrapped
from dashboard.figures.credits import sentences_once
from dashboard.figures.notes import published_text, title_text
from dashboard.figures.sentences import side_text, status_sentence, totals_parts
from dashboard.figures.theme import CellStyle, style_of, type_scale
from dashboard.model import Article, Claim, Extent, Kind


def draw_head(sheet: Sheet, shot: Shot, x: float, room: float, *, title: str = "", lead: str = "") -> float:
    """The case's title (or another), what is shown in one sentence, both clocks and the mark of machine reading; the y below."""
    clocks = _clocks(sheet, shot, x + room)
    return _headline(sheet, x, room, room - clocks - 24, title or shot.look.title, lead or deck(shot))


def draw_title(sheet: Sheet, shot: Shot, x: float, room: float, title: str, lead: str) -> float:
    """A headline and a lead without clocks, for pictures of more than one day; the y below comes back."""
    clear = room
    if shot.machine_read:
        clear -= _mark(sheet, shot, x + room, 30.0) + 24
    return _headline(sheet, x, room, clear, title, lead)


def _headline(sheet: Sheet, x: float, room: float, clear: float, title: str, lead: str) -> float:
    size = type_scale()
    y = 30 + size.head
    for line in wrapped(title, clear, size.head, serif=True, most=2):
        sheet.text(x, y, line, size.head, serif=True)
        y += size.head * 1.1
    y = y - size.head * 1.1 + 27
    for line in wrapped(lead, clear, size.body, most=3):
        sheet.text(x, y, line, size.body, colour=sheet.palette.muted)
        y += 19
    sheet.rule(x, max(y + 2, 106.0), x + room, sheet.palette.coast, 0.9)
    return max(y + 2, 106.0)


def deck(shot: Shot) -> str:
    """What the map says in one sentence; for a chosen unit its own status."""
    words, unit = shot.words, shot.look.view.unit
    if unit is not None and unit in shot.statuses:
        name = shot.look.unit_name(unit)
        return f"{name}: {status_sentence(shot.statuses[unit], shot.situation, words.lang)}."
    if shot.points:
        return words("picture.points", day=shot.day, reports=words("count.reports", n=len(shot.reports)))
    if not shot.acting and all(s.kind is Kind.NO_REPORT for s in shot.statuses.values()):
        return words("picture.nothing", day=shot.day, known=shot.known_at)
    parts = words.listed(totals_parts(shot.totals, shot.situation, words.lang))
    return words("sentence.totals_of", day=shot.day, n=shot.totals.units, parts=parts) + "."


def _clocks(sheet: Sheet, shot: Shot, right: float) -> float:
    """Both clocks, flush right; their width comes back."""
    size = type_scale()
    words, base = shot.words, sheet.palette
    known = words("picture.as_known_then") if shot.look.view.linked else words.day(shot.known_at)
    pairs = ((words("picture.as_of"), words.day(shot.day)), (words("picture.known_at"), known))
    wide = [max(width(a, size.note), width(b, size.lead, bold=True)) for a, b in pairs]
    x = right - sum(wide) - 26
    start = x
    for (label, value), room in zip(pairs, wide, strict=True):
        sheet.text(x, 40, label, size.note, colour=base.muted)
        sheet.text(x, 62, value, size.lead, bold=True)
        x += room + 26
    return max(right - start, _mark(sheet, shot, start, 73.0, flush="left") if shot.machine_read else 0.0)


def _mark(sheet: Sheet, shot: Shot, x: float, y: float, *, flush: str = "right") -> float:
    """The mark of machine reading in a box; its width comes back."""
    note, base, mark = type_scale().note, sheet.palette, shot.words("picture.machine")
    room = width(mark, note, bold=True) + 14
    left = x - room if flush == "right" else x
    sheet.rect(left, y, room, 18, edge=base.warning, width=0.9)
    sheet.text(left + 7, y + 13, mark, note, bold=True, colour=base.warning)
    return room


def draw_counts(sheet: Sheet, shot: Shot, x: float, y: float, room: float) -> float:
    """A bar of all units by status, and the numbers with their denominator; the y below comes back."""
    size = type_scale()
    words, base, totals = shot.words, sheet.palette, shot.totals
    if shot.points:
        return _count_reports(sheet, shot, x, y, room)
    sheet.text(x, y, words("picture.totals", n=totals.units), size.body, bold=True)
    y, left = y + 12, x
    for actor, kind, n in totals.parts:
        piece = sheet.box(left, y, left + room * n / totals.units, y + 14)
        paint(sheet, piece, style := _whole(shot, actor, kind))
        sheet.edge(piece, border_of(style, base), 0.7)
        left += room * n / totals.units
    y += 31
    for actor, kind, n in totals.parts:
        label = words.label("kind", kind.value)
        if kind in (Kind.HELD, Kind.CLAIMED):
            label = words("picture.by", kind=label, side=side_text(actor, shot.situation, words.lang))
        sheet.text(x, y, label[:1].upper() + label[1:], size.small)
        sheet.text(x + room, y, words("picture.share", n=n, of=totals.units), size.small, align="right")
        y += 17
    if shot.pending:
        names = words.listed(shot.look.unit_name(unit) for unit in shot.pending)
        for line in wrapped(words("picture.open", units=names), room, size.note, most=5):
            sheet.text(x, y + 1, line, size.note, colour=base.muted)
            y += 13
        y += 4
    return y


def _count_reports(sheet: Sheet, shot: Shot, x: float, y: float, room: float) -> float:
    """The numbers of reports by side and shape, where nothing is filled; the y below comes back."""
    size, words = type_scale(), shot.words
    counted: Counter[tuple[str, int]] = Counter()
    for report in shot.reports:
        counted[SHAPES[report.claim.predicate], shot.look.side(report.claim.actor)] += 1
    sheet.text(x, y, words("count.reports", n=len(shot.reports)), size.body, bold=True)
    y += 19
    for (form, side), n in sorted(counted.items(), key=lambda item: (list(TEXTS).index(item[0][0]), item[0][1])):
        label = shape_text(shot, form, side)
        sheet.text(x, y, label[:1].upper() + label[1:], size.small)
        sheet.text(x + room, y, words.written(n), size.small, align="right")
        y += 17
    return y


def _whole(shot: Shot, actor: str | None, kind: Kind) -> CellStyle:
    """The look of a kind in the bar: that of the units that show it, as whole ones where they differ in extent."""
    found = [s for s in shot.statuses.values() if s.kind is kind and (actor is None or s.actor == actor)]
    side, rival = (found[0].actor, found[0].rival) if found else (actor, None)
    extents = {s.extent for s in found if s.extent is not Extent.NONE}
    extent = extents.pop() if len(extents) == 1 else Extent.WHOLE
    return style_of(kind, shot.look.side(side), shot.look.side(rival), extent, 0, shot.mode, shot.colours)


def draw_sources(
    sheet: Sheet, shot: Shot, x: float, y: float, room: float, bottom: float, *, of: tuple[Claim, ...] | None = None
) -> float:
    """The articles behind the map with how their day is known and whom they cite, as many as fit; the y below."""
    size = type_scale()
    words, base = shot.words, sheet.palette
    sheet.text(x, y, words("picture.sources"), size.body, bold=True)
    y += 17
    texts = source_lines(shot, of) or [_no_source(shot)]
    texts += [counts_line(shot)] if of is None else []
    for i, text in enumerate(texts):
        lines = wrapped(text, room, size.note, most=6)
        left = len(texts) - i
        if y + len(lines) * 13 + (13 if left > 1 else 0) > bottom:
            sheet.text(x, y, words("picture.also", n=left), size.note, colour=base.muted)
            return y + 13
        for line in lines:
            sheet.text(x, y, line, size.note, colour=base.muted)
            y += 13
        y += 5
    return y


def source_lines(shot: Shot, of: tuple[Claim, ...] | None = None) -> list[str]:
    """A line for each article whose claims (by default all that) moved the map: title, publisher, day, outlets cited."""
    outlets: dict[str, list[str]] = {}
    for claim in shot.shown if of is None else of:
        cited = outlets.setdefault(claim.article, [])
        if claim.outlet and claim.outlet not in cited:
            cited.append(claim.outlet)
    known = shot.situation.articles
    return [_source(known[a], cited, shot) if a in known else a for a, cited in outlets.items()]


def _no_source(shot: Shot) -> str:
    words = shot.words
    if not shot.articles:
        return words("picture.articles_none", known=shot.known_at)
    articles = words("count.articles", n=len(shot.articles))
    return words("picture.articles_silent", articles=articles, known=shot.known_at, day=shot.day)


def counts_line(shot: Shot) -> str:
    """How many claims moved the map, and how many were read but could not be placed."""
    words, unplaced = shot.words, len(shot.control.unplaced(shot.known_at))
    return words("picture.counts", claims=words("count.claims", n=shot.sentences), unplaced=unplaced)


def _source(article: Article, cited: list[str], shot: Shot) -> str:
    words = shot.words
    publisher = article.publisher or words("sentence.publisher_unknown")
    titled = words("sentence.titled", title=title_text(article, words.lang))
    parts = [titled, publisher, published_text(article, shot.situation, words.lang)]
    if cited:
        parts.append(words("picture.cited", outlets=words.listed(cited)))
    return words.series(parts) + "."


def borders_line(shot: Shot) -> str:
    """Which borders are drawn dashed."""
    names = shot.words.series(border.called(shot.words.lang) for border in shot.situation.case.units.disputed)
    return shot.words("picture.borders", names=names)


def draw_foot(sheet: Sheet, shot: Shot, x: float, room: float, *, borders: bool = True) -> float:
    """Boundary note, disputed borders, credits and passport at the foot of the sheet; the y above them comes back."""
    note = type_scale().note
    base = sheet.palette
    dashed = (borders_line(shot),) if borders and shot.situation.case.units.disputed else ()
    lines = wrapped(sentences_once((*shot.look.notes, *dashed, *shot.look.credits)), room, note, most=4)
    top = sheet.height - 34 - len(lines) * 13
    sheet.rule(x, top - 13, x + room)
    for i, line in enumerate(lines):
        sheet.text(x, top + 3 + i * 13, line, note, colour=base.muted)
    sheet.text(x, sheet.height - 20, shot.passport(), note, colour=base.muted)
    return top - 13
