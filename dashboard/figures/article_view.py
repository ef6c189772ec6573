"""The whole article as text with every claim marked, the chosen one in view, and each sentence explained on request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dash import html

from dashboard.control.regions import region_names
from dashboard.figures import citation
from dashboard.figures.cards import article_title
from dashboard.figures.look import Look
from dashboard.figures.notes import reason_text
from dashboard.figures.signs import side_colour
from dashboard.model import Aggregate, Article, Claim, Drop, Effect, Reading

Component = Any  # dash's component classes are untyped


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of an article: code points [start, end), how it is marked, and what it is."""

    start: int
    end: int
    style: str  # "moving" | "still" | "count" | "dropped"
    key: str  # claim id, or the kind and start of what has no id
    item: Claim | Aggregate | Drop


ORDER = ("dropped", "count", "still", "moving")  # later wins where marks overlap


def spans_of(reading: Reading, moving: frozenset[str]) -> tuple[Span, ...]:
    """The marks of an article in order of offsets; `moving` are the ids of claims that the ledger counts."""
    claims = [Span(c.start, c.end, "moving" if c.id in moving else "still", c.id, c) for c in reading.claims]
    counts = [Span(a.start, a.end, "count", f"count-{a.start}", a) for a in reading.aggregates]
    drops = [Span(d.start, d.end, "dropped", f"drop-{d.start}", d) for d in reading.drops]
    return tuple(sorted((*claims, *counts, *drops), key=lambda s: (s.start, -s.end, ORDER.index(s.style))))


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text as [start, end), without gaps: a line break always ends one."""
    cuts = {0, len(text)}
    for line in re.finditer(r"[^\n]*\n?", text):
        cuts.add(line.end())
        for stop in re.finditer(r"[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-ZÀ-Þ0-9])", line.group()):
            if not re.search(
                r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Maj|Capt|Lt|Gov|Sen|Rep|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.\s+$",
                line.group()[: stop.end()],
            ):
                cuts.add(line.start() + stop.end())
    ordered = sorted(cuts)
    return tuple(pairwise(ordered))


def article_view(look: Look, article_id: str, chosen: str | None, effects: Iterable[Effect] = ()) -> list[Component]:
    """The children of the article drawer: heading, tools, legend, text; `effects` say how far each claim moved its unit."""
    article = look.article(article_id)
    if article is None:
        return [html.P(look.words("article.missing"), className="wh-article__missing")]
    reading = look.situation.readings.get(article_id) or Reading(article=article_id)
    ledger = {effect.claim.id: effect for effect in effects}
    marks = spans_of(reading, frozenset(c.id for c in reading.claims if c.moves))
    return [
        heading(look, article),
        tools(look, [s.key for s in marks if isinstance(s.item, Claim)], chosen),
        legend(look),
        html.Div(paragraphs(look, article, marks, chosen, ledger), className="wh-article__text", dir="auto"),
    ]


def heading(look: Look, article: Article) -> html.Header:
    """Title, publisher, date and how it is known, the address, and the identity of the text."""
    words, url = look.words, citation.safe_url(article.url)
    dated = words("card.published", day=article.published) if article.published else words("card.undated")
    basis = look.how_dated(article) or (words("article.dated_article") if article.published else None)
    line: list[Component] = [html.Span(article.publisher or words("card.publisher_unknown")), html.Span(dated)]
    if url:
        line.append(html.A(words("article.link"), href=url, target="_blank", rel="noopener noreferrer"))
    return html.Header(
        [
            html.H2(article_title(look, article), id="article-title", dir="auto", tabIndex=-1),
            html.P(line, className="wh-article__line"),
            *([html.P([html.Strong(words("article.how_dated") + ": "), basis], className="wh-muted")] if basis else []),
            html.P(
                [words("article.digest"), " ", html.Code(article.digest[:16])], className="wh-muted wh-article__digest"
            ),
        ],
        className="wh-article__head",
    )


def tools(look: Look, claims: Sequence[str], chosen: str | None) -> html.Div:
    """Previous and next claim, where one is, and the switch that explains each sentence."""
    words, n = look.words, len(claims)
    at = claims.index(chosen) + 1 if chosen in claims else 0
    none = words("count.claims", n=n) if n else words("article.none")
    position = words("article.position", i=at, n=n) if at else none
    return html.Div(
        [
            html.Button(
                "‹",
                type="button",
                className="wh-icon wh-step",
                title=words("article.previous"),
                disabled=not n,
                **{"data-step": "-1", "aria-label": words("article.previous")},
            ),
            html.Span(
                position,
                className="wh-article__position",
                role="status",
                **{"data-template": words.texts["article.position"], "data-none": none, "data-digits": words.digits},
            ),
            html.Button(
                "›",
                type="button",
                className="wh-icon wh-step",
                title=words("article.next"),
                disabled=not n,
                **{"data-step": "1", "aria-label": words("article.next")},
            ),
            html.Button(
                words("article.explain"), type="button", className="wh-btn wh-explain", **{"aria-pressed": "false"}
            ),
        ],
        className="wh-article__tools",
    )


def legend(look: Look) -> html.Ul:
    """What the four styles of mark mean."""
    keys = (
        ("moving", "legend_moving"),
        ("still", "legend_still"),
        ("count", "legend_count"),
        ("dropped", "legend_dropped"),
    )
    return html.Ul(
        [html.Li(html.Span(look.words(f"article.{key}"), className=f"wh-mark is-{style}")) for style, key in keys],
        className="wh-article__legend",
        **{"aria-label": look.words("article.legend")},
    )


def paragraphs(
    look: Look, article: Article, marks: Sequence[Span], chosen: str | None, ledger: dict[str, Effect]
) -> list[Component]:
    """The text line by line, each sentence followed by its note; nothing of the text is added or left out."""
    found: list[Component] = []
    lines: list[Component] = []
    for start, end in sentences(article.text):
        inside = [s for s in marks if s.start < end and s.end > start]
        starting = [s for s in inside if s.start >= start]
        shown = html.Span(segments(article.text, start, end, inside, chosen, look), className="wh-sentence")
        notes = html.Ul(note_lines(look, starting, ledger, bool(inside)), className="wh-notes")
        lines += [shown, notes] if article.text[start:end].strip() else [shown]
        if article.text[end - 1 : end] == "\n" or end == len(article.text):
            found.append(html.Div(lines, className="wh-article__par"))
            lines = []
    return found


def segments(text: str, start: int, end: int, marks: Sequence[Span], chosen: str | None, look: Look) -> list[Component]:
    """A stretch of text cut at every edge of a mark; each piece carries the style of the mark on top."""
    edges = sorted({start, end, *(min(max(e, start), end) for s in marks for e in (s.start, s.end))})
    pieces: list[Component] = []
    for a, b in pairwise(edges):
        over = [s for s in marks if s.start <= a and s.end >= b]
        pieces.append(marked(text[a:b], a, over, chosen, look) if over else text[a:b])
    return pieces


def marked(piece: str, at: int, over: Sequence[Span], chosen: str | None, look: Look) -> html.Mark:
    """One marked piece; the first piece of a mark is where the keyboard stops, and says what the mark is."""
    top = max(over, key=lambda s: (s.key == chosen, ORDER.index(s.style), s.start))
    own = top.item
    classes = f"wh-mark is-{top.style} says-{own.predicate}" if isinstance(own, Claim) else f"wh-mark is-{top.style}"
    first = [s for s in over if s.start == at]
    attributes: dict[str, Any] = {"data-marks": " ".join(s.key for s in over)}
    if first:
        attributes |= {"data-first": " ".join(s.key for s in first), "aria-description": described(look, top)}
    return html.Mark(
        piece,
        className=classes + (" is-chosen" if top.key == chosen else ""),
        style={"--side": side_colour(look, getattr(own, "actor", None))},
        title=described(look, top),
        **({"tabIndex": 0} if first else {}),
        **attributes,
    )


def described(look: Look, span: Span) -> str:
    """A mark in one line: what a claim says and whether it moves the map, or by which rule a phrase was dropped."""
    words, item = look.words, span.item
    if isinstance(item, Drop):
        return words("article.note_drop", rule=item.rule, reason=reason_text(item.reason, words.lang))
    if isinstance(item, Aggregate):
        return words(
            "article.note_aggregate", kind=words.label("predicate", item.kind), text=aggregate_text(look, item)
        )
    line = words(
        "article.note_claim",
        predicate=words.label("predicate", item.predicate),
        place=look.unit_name(item.unit) if item.unit else item.place or words("place.none"),
        actor=look.actor_name(item.actor),
        when=words.interval(item.event_from, item.event_to),
        rule=item.rule or "–",
    )
    return line if item.moves else f"{line}. {words('article.note_still', reason=still_reason(look, item))}"


def still_reason(look: Look, claim: Claim) -> str:
    """Why a claim moves nothing, in words."""
    words = look.words
    if claim.reason:
        return reason_text(claim.reason, words.lang)
    if not claim.modality.moves:
        return words.label("modality", claim.modality)
    return words("table.doubt_unplaced") if claim.unit is None else words("date.unknown")


def aggregate_text(look: Look, item: Aggregate) -> str:
    """A count or region in words: "about 20 / 34 provinces", "north"."""
    words = look.words
    if item.kind == "region":
        return words.listed(words.label("compass", name) for name in region_names(item)) or "–"
    parts = [words.label("comparison", item.comparison or ""), "" if item.value is None else words.written(item.value)]
    if item.of is not None:
        parts.append(f"/ {words.written(item.of)}")
    return " ".join(part for part in (*parts, words.label("counted", item.of_kind or "")) if part)


def note_lines(look: Look, starting: Sequence[Span], ledger: dict[str, Effect], inside: bool) -> list[html.Li]:
    """What matched in a sentence, what it did to its unit, what was dropped; or that nothing matched."""
    lines = [html.Li(described(look, s), className=f"is-{s.style}") for s in starting]
    for effect in (ledger[s.key] for s in starting if s.key in ledger and ledger[s.key].counted):
        values = {"unit": look.unit_name(effect.claim.unit), "actor": look.actor_name(effect.claim.actor)}
        moved = look.words("article.note_moved", **values, before=effect.before, after=effect.after)
        lines.append(html.Li(moved, className="is-effect"))
    return lines if lines or inside else [html.Li(look.words("article.note_nothing"), className="is-nothing")]
