"""A view as one HTML file: map, tables, every quote marked in its article; no script, no other host."""

from __future__ import annotations

import html
from pathlib import Path

from dashboard.export.picture import map_sheet
from dashboard.export.shot import Shot
from dashboard.export.svgfont import font_rules, without_fonts
from dashboard.figures.citation import safe_url
from dashboard.figures.notes import published_text, title_text
from dashboard.figures.sentences import clocks_text, event_text, said_by, status_sentence
from dashboard.figures.theme import palette
from dashboard.model import Article, Claim, Effect, Evidence

_STYLE = Path(__file__).with_name("page.css")
_FONTS = "/*fonts*/"
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
)


def page_text(shot: Shot) -> str:
    """The whole page; everything that came from outside is text in it, never markup."""
    words = shot.words
    drawing = without_fonts(map_sheet(shot).save("svg").decode())
    mark = _e(words("picture.machine")) + ". " if shot.machine_read else ""
    units = "\n".join(_unit(shot, unit, evidence) for unit, evidence in shot.evidence.items())
    articles = "\n".join(_article(shot, a) for a in shot.articles)
    page = "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{_e(words.lang)}" dir="{_e(words.direction)}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_e(shot.look.title)}: {_e(clocks_text(shot.day, shot.known_at, words.lang))}</title>",
            f"<style>{_FONTS}{_css(shot)}</style></head><body><main>",
            f'<h1 class="unseen">{_e(shot.look.title)}: {_e(clocks_text(shot.day, shot.known_at, words.lang))}</h1>',
            f'<figure class="map">{drawing}</figure>',
            _table(shot),
            f"<h2>{_e(words('picture.quotes'))}</h2>{units or '<p>' + _e(_nothing(shot)) + '</p>'}",
            f"<h2>{_e(words('picture.sources'))}</h2>{articles}",
            f"<footer><p>{mark}{_e(shot.passport())}</p></footer>",
            "</main></body></html>",
            "",
        ]
    )
    return page.replace(_FONTS, font_rules(html.unescape(page)), 1)


def _nothing(shot: Shot) -> str:
    return shot.words("picture.nothing", day=shot.day, known=shot.known_at)


def _e(text: object) -> str:
    return html.escape(str(text), quote=True)


def _css(shot: Shot) -> str:
    return f":root {{ {palette(shot.mode).css()} }}\n" + _STYLE.read_text(encoding="utf-8")


def _table(shot: Shot) -> str:
    words = shot.words
    rows = []
    for unit in shot.evidence:
        status, name = shot.statuses[unit], f'<a href="#{_e(unit)}">{_e(shot.look.unit_name(unit))}</a>'
        rows.append(f"<tr><td>{name}</td><td>{_e(status_sentence(status, shot.situation, words.lang))}</td></tr>")
    head = f"<tr><th>{_e(words('table.unit'))}</th><th>{_e(words('table.status'))}</th></tr>"
    silent = words.listed(shot.look.unit_name(u) for u in shot.statuses if u not in shot.evidence)
    rest = f"<p>{_e(words('kind.no_report')).capitalize()}: {_e(silent)}.</p>" if silent else ""
    table = f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>" if rows else ""
    return f"<h2>{_e(words('table.provinces'))}</h2>{table}{rest}"


def _unit(shot: Shot, unit: str, evidence: Evidence) -> str:
    sentence = status_sentence(evidence.status, shot.situation, shot.words.lang)
    sentence = sentence[:1].upper() + sentence[1:]
    quotes = "".join(_quote(shot, e) for e in (*evidence.effects, *evidence.not_counted))
    return f'<section id="{_e(unit)}"><h3>{_e(shot.look.unit_name(unit))}</h3><p>{_e(sentence)}.</p>{quotes}</section>'


def _quote(shot: Shot, effect: Effect) -> str:
    words, claim = shot.words, effect.claim
    side = words("card.for" if effect.supports else "card.against") if effect.counted else words("card.not_counted")
    link = (
        f'<a href="#claim-{_e(claim.id)}">{_e(words("card.open"))}</a>'
        if claim.article in shot.situation.articles
        else ""
    )
    said = words.series((said_by(claim, words.lang), event_text(claim, words.lang)))
    said = f"{said}. {side}: {shot.look.moved(effect)}."
    return f'<blockquote>“{_e(claim.quote)}”</blockquote><p class="said">{_e(said)} {link}</p>'


def _article(shot: Shot, article: Article) -> str:
    publisher = article.publisher or shot.words("sentence.publisher_unknown")
    url = safe_url(article.url)
    link = f' <a href="{_e(url)}" rel="noreferrer">{_e(url)}</a>' if url else ""
    dated = published_text(article, shot.situation, shot.words.lang)
    head = f"{_e(shot.words.series((publisher, dated)))}.{link}"
    claims = [c for c in shot.claims if c.article == article.id]
    return (
        f"<details open><summary>{_e(title_text(article, shot.words.lang))}</summary>"
        f'<p class="said">{head}</p><pre>{_marked(article.text, claims)}</pre></details>'
    )


def _marked(text: str, claims: list[Claim]) -> str:
    """The text with every claim marked; of claims that overlap only the first is, the others keep their anchor."""
    out, at = [], 0
    for claim in sorted(claims, key=lambda c: (c.start, -c.end)):
        if claim.start < at:
            out.append(f'<a id="claim-{_e(claim.id)}"></a>')
            continue
        out.append(_e(text[at : claim.start]))
        out.append(f'<mark id="claim-{_e(claim.id)}">{_e(text[claim.start : claim.end])}</mark>')
        at = claim.end
    return "".join([*out, _e(text[at:])])
