"""The brief: a PDF with the map on its first page and a page for each unit that has a report, with its sentences."""

from __future__ import annotations

import io
from dataclasses import replace

from matplotlib import rc_context
from matplotlib.backends.backend_pdf import PdfPages

from dashboard.export.mapping import draw_units
from dashboard.export.margin import draw_foot, draw_head, draw_sources
from dashboard.export.picture import SIZE, map_sheet
from dashboard.export.sheet import ONE_AT_A_TIME, SETTINGS, Sheet, about
from dashboard.export.shot import Shot
from dashboard.export.strip import draw_history
from dashboard.export.type import wrapped
from dashboard.figures.notes import title_text
from dashboard.figures.sentences import event_text, said_by, status_sentence
from dashboard.figures.theme import type_scale
from dashboard.model import Effect, Evidence

_MARGIN, _MAP, _LINE = 40.0, 420.0, 19.0


def brief_bytes(shot: Shot) -> bytes:
    """All pages as one PDF; the same shot gives the same bytes."""
    sheets = [
        map_sheet(shot),
        *(sheet for unit, found in shot.evidence.items() for sheet in unit_sheets(shot, unit, found)),
    ]
    buffer = io.BytesIO()
    with ONE_AT_A_TIME, rc_context(SETTINGS), PdfPages(buffer, metadata=about(sheets[0].title)) as pages:
        for sheet in sheets:
            sheet.figure.savefig(pages, format="pdf", dpi=72, facecolor=sheet.palette.paper)
    return buffer.getvalue()


def unit_sheets(shot: Shot, unit: str, evidence: Evidence) -> list[Sheet]:
    """The pages of one unit: where it is, how its status went, and every sentence for and against it."""
    marked = Shot(replace(shot.look, view=replace(shot.look.view, unit=unit)), shot.mode)
    room = SIZE[0] - 2 * _MARGIN - _MAP - 40
    blocks = [_lines(shot, e, room) for e in (*evidence.effects, *evidence.not_counted)]
    sheets: list[Sheet] = []
    while blocks or not sheets:
        sheet, top, foot = _page(marked, unit)
        x, y = SIZE[0] - _MARGIN - room, top + 34
        while blocks and (y + _height(blocks[0]) <= foot - 8 or y == top + 34):
            y = _block(sheet, blocks.pop(0), x, y, foot - 8)
        sheets.append(sheet)
    return sheets


def _page(marked: Shot, unit: str) -> tuple[Sheet, float, float]:
    """A page with headline, map, history and foot; where the sentences may begin and must end."""
    title = f"{marked.look.title}: {marked.look.unit_name(unit)}"
    sheet = Sheet(*SIZE, marked.mode, title=title, rtl=marked.rtl)
    room, size = SIZE[0] - 2 * _MARGIN, type_scale()
    name, sentence = (
        marked.look.unit_name(unit),
        status_sentence(marked.statuses[unit], marked.situation, marked.words.lang),
    )
    lead = f"{marked.look.title}. {sentence[:1].upper()}{sentence[1:]}."
    top = draw_head(sheet, marked, _MARGIN, room, title=name, lead=lead)
    foot = draw_foot(sheet, marked, _MARGIN, room)
    draw_units(sheet, marked, (_MARGIN, top + 24, _MAP, 330), labels=False, fine=False)
    y = top + 390
    sheet.text(_MARGIN, y, marked.words("panel.history"), size.body, bold=True)
    draw_history(sheet, marked, unit, (_MARGIN, y + 40), _MAP)
    found = marked.evidence[unit]
    claims = tuple(e.claim for e in (*found.effects, *found.not_counted))
    draw_sources(sheet, marked, _MARGIN, y + 100, _MAP, foot - 8, of=claims)
    return sheet, top, foot


Lines = tuple[list[str], list[str]]


def _lines(shot: Shot, effect: Effect, room: float) -> Lines:
    """The quote, and below it who said it, when, where it stands and what it did."""
    words, claim, size = shot.words, effect.claim, type_scale()
    article = shot.situation.articles.get(claim.article)
    titled = words("sentence.titled", title=title_text(article, words.lang)) if article else claim.article
    where = article.publisher or titled if article else titled
    side = words("card.for" if effect.supports else "card.against") if effect.counted else words("card.not_counted")
    said = words.series((said_by(claim, words.lang), event_text(claim, words.lang), where))
    note = f"{side}: {shot.look.moved(effect)}. {said}."
    quote = wrapped(f"“{' '.join(claim.quote.split())}”", room, size.body, most=8)
    return quote, wrapped(note, room, size.note, most=6)


def _height(block: Lines) -> float:
    return len(block[0]) * _LINE + len(block[1]) * 13 + 16


def _block(sheet: Sheet, block: Lines, x: float, y: float, bottom: float) -> float:
    size = type_scale()
    for line in block[0]:
        sheet.text(x, y, line, size.body)
        y += _LINE
    for line in block[1]:
        if y < bottom:
            sheet.text(x, y - 3, line, size.note, colour=sheet.palette.muted)
        y += 13
    return y + 16
