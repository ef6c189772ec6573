"""Evidence cards: one sentence each, with who said it, when, where, by which rule, and what it did to the status."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.figures import citation
from dashboard.figures.look import Look
from dashboard.figures.notes import reason_lines, title_text
from dashboard.figures.signs import go, side_colour
from dashboard.model import Article, Claim, Effect, Resolution

Component = Any  # dash's component classes are untyped


def card(look: Look, effect: Effect) -> html.Article:
    """The card of one line of the ledger; its id is the claim's, so that a link or a key can reach it."""
    claim, words = effect.claim, look.words
    stance = "uncounted" if not effect.counted else "for" if effect.supports else "against"
    label = words({"uncounted": "card.not_counted", "for": "card.for", "against": "card.against"}[stance])
    children = [
        html.Header(
            [
                html.Span(label, className=f"wh-chip is-{stance}"),
                html.Span(predicate_text(look, claim), className="wh-card__says"),
                movement(look, effect),
            ],
            className="wh-card__head",
        ),
        quotation(look, claim),
        byline(look, claim),
        *([html.P(look.note(effect.why_not), className="wh-evidence__why")] if effect.why_not else []),
        facts(look, effect),
        actions(look, claim),
    ]
    return html.Article(children, className=f"wh-card wh-evidence is-{stance}", **{"data-claim-card": claim.id})


def predicate_text(look: Look, claim: Claim) -> str:
    """What the sentence says: predicate, its detail, and how it is said where that does not move the map."""
    said = look.words.label("predicate", claim.predicate)
    if claim.detail:
        said += f" ({look.words.label('detail', claim.detail)})"
    return said if claim.modality.moves else look.words.listed((said, look.words.label("modality", claim.modality)))


def movement(look: Look, effect: Effect) -> html.Span:
    """How far the claim moved its side: "moved Taliban 0.12 → 0.78" with a small bar; nothing for what was not counted."""
    if not effect.counted:
        return html.Span(className="wh-moved")
    words, actor = look.words, moved_side(effect.claim)
    name = look.actor_name(actor)
    same = abs(effect.after - effect.before) < 0.005
    text = words("card.unmoved" if same else "card.moved", actor=name, before=effect.before, after=effect.after)
    low, high = sorted((effect.before, effect.after))
    bar = html.Span(
        html.Span(style={"insetInlineStart": f"{low:.1%}", "width": f"{high - low:.1%}"}),
        className="wh-moved__bar" + (" is-falling" if effect.after < effect.before else ""),
        style={"--side": side_colour(look, actor)},
        **{"aria-hidden": "true"},
    )
    return html.Span([html.Span(text), bar], className="wh-moved")


def moved_side(claim: Claim) -> str | None:
    """The side whose probability the ledger line gives: the claim's own."""
    return claim.actor


def quotation(look: Look, claim: Claim) -> html.Blockquote:
    """The sentence as published with the claim marked; the claim alone where the article is not stored."""
    article = look.article(claim.article)
    before, after = around(article, claim)
    inner = [*([html.Span(before)] if before else []), html.Mark(claim.quote), *([html.Span(after)] if after else [])]
    return html.Blockquote(html.P(inner, dir="auto"), className="wh-quote")


def around(article: Article | None, claim: Claim, reach: int = 220) -> tuple[str, str]:
    """The rest of the claim's sentence before and after it, cut at a word where it runs longer than `reach`."""
    if article is None or article.text[claim.start : claim.end] != claim.quote:
        return "", ""
    start = min(claim.sentence_start, claim.start) if claim.sentence_end else claim.start
    end = max(claim.sentence_end, claim.end)
    before, after = article.text[start : claim.start], article.text[claim.end : end].rstrip()
    if len(before) > reach:
        before = "… " + before[-reach:].split(" ", 1)[-1]
    if len(after) > reach:
        after = after[:reach].rsplit(" ", 1)[0] + " …"
    return before, after


def byline(look: Look, claim: Claim) -> html.P:
    """Speaker and role, the outlet it came through, the article with publisher and date."""
    words, article = look.words, look.article(claim.article)
    publisher = (article.publisher if article else None) or claim.publisher
    cited = claim.outlet if claim.outlet != publisher else None
    parts: list[Component] = [html.Strong(claim.speaker or cited or publisher or words("card.who_article"), dir="auto")]
    if claim.speaker:
        parts.append(html.Span(words.label("role", claim.speaker_role), className="wh-muted"))
        parts += [html.Span(words("card.through", outlet=cited))] if cited else []
    elif cited:
        parts.append(html.Span(words("card.cited"), className="wh-muted"))
    elif publisher:
        parts.append(html.Span(words("card.who_article"), className="wh-muted"))
    parts.append(article_line(look, claim, article))
    return html.P(parts, className="wh-byline")


def article_line(look: Look, claim: Claim, article: Article | None) -> html.Span:
    """The article's title, its publisher or "publisher unknown", its date, and whether that is inferred."""
    words = look.words
    title = article_title(look, article) if article else claim.article
    publisher = (article.publisher if article else claim.publisher) or words("card.publisher_unknown")
    published = article.published if article else claim.published
    dated = words("card.published", day=published) if published else words("card.undated")
    parts: list[Component] = [html.Cite(title, dir="auto"), html.Span(publisher), html.Span(dated)]
    if article and is_inferred(article):
        parts.append(html.Span(words("card.inferred"), className="wh-chip is-caution", title=look.how_dated(article)))
    return html.Span(parts, className="wh-byline__article")


def article_title(look: Look, article: Article) -> str:
    """The article's own title, or that it has none, with its id to tell it from others."""
    if article.title:
        return title_text(article, look.words.lang)
    return look.words("article.untitled", name=article.id.split("_")[0])


def is_inferred(article: Article) -> bool:
    """Whether the article's date was worked out rather than printed."""
    return bool(article.published_basis and article.published_basis.lower().startswith("inferred"))


def facts(look: Look, effect: Effect) -> html.Details:
    """How the sentence was read and weighed, folded away: event, place, interest, weight, rule, leave-one-out."""
    words, claim = look.words, effect.claim
    rows: list[tuple[str, Component]] = [
        (words("card.when"), when_text(look, claim)),
        (words("card.where"), where_text(look, claim)),
        (words("card.interest"), words.label("interest", claim.interest)),
    ]
    article = look.article(claim.article)
    if article and (basis := look.how_dated(article)):
        rows.insert(1, (words("article.how_dated"), basis))
    grade = claim.grade or (article.graded if article else None)
    if grade:
        rows.append((words("card.graded"), grade))
    if effect.counted:
        rows.append((words("card.weight"), weight_lines(look, effect)))
        rows.append((words("card.without"), without_text(look, effect)))
    rows.append((words("card.rule"), html.Code(f"{claim.rule or '–'} · {claim.engine or '–'}")))
    terms = [part for name, value in rows for part in (html.Dt(name), html.Dd(value))]
    return html.Details(
        [html.Summary([words("card.details"), *flags(look, claim)]), html.Dl(terms)], className="wh-facts"
    )


def flags(look: Look, claim: Claim) -> list[Component]:
    """Short marks that matter before the details are opened: interest, not verified, ambiguous place."""
    words, found = look.words, []
    if claim.interest != "neutral":
        found.append(html.Span(words.label("interest", claim.interest), className=f"wh-chip is-{claim.interest}"))
    if claim.unconfirmed:
        found.append(html.Span(words("table.doubt_unconfirmed"), className="wh-chip is-caution"))
    if claim.resolution is Resolution.AMBIGUOUS:
        found.append(html.Span(words("table.doubt_ambiguous"), className="wh-chip is-caution"))
    return found


def when_text(look: Look, claim: Claim) -> str:
    """The event's interval and what it rests on: `14 Aug 2021, to the day (relative ...: "on Saturday night")`."""
    words = look.words
    if claim.event_from is None:
        return words("date.unknown")
    basis = words.label("basis", claim.basis)
    if claim.time_text:
        basis = words("card.when_said", basis=basis, text=claim.time_text)
    interval = words.interval(claim.event_from, claim.event_to)
    return words.listed((interval, f"{words.label('precision', claim.precision)} ({basis})"))


def where_text(look: Look, claim: Claim) -> str:
    """The wording of the place, the unit it lies in, how it was resolved, and how large it is."""
    words, wording = look.words, claim.place or "–"
    how = words.label("resolution", claim.resolution)
    if claim.unit is None:
        return words("card.where_none", wording=wording, how=how)
    text = words("card.where_line", wording=wording, unit=look.unit_name(claim.unit), how=how)
    size = [words.label(group, value) for group, value in (("scope", claim.scope), ("part", claim.part)) if value]
    return words.series((text, f"{words('card.scope').lower()}: {words.listed(size)}")) if size else text


def weight_lines(look: Look, effect: Effect) -> list[Component]:
    """The weight and the factors it is the product of."""
    reasons = [html.Li(line) for line in reason_lines(effect.reasons, look.situation, look.words.lang)]
    number = html.Span(look.words.written(float(effect.weight)), className="wh-number")
    return [number, html.Ul(reasons, className="wh-reasons")] if reasons else [number]


def without_text(look: Look, effect: Effect) -> str:
    """The leave-one-out effect: what the unit would show had this sentence not been written."""
    words = look.words
    if not effect.without or effect.claim.unit is None:
        return words("card.without_same")
    kind, _, actor = effect.without.partition(" ")
    shown = look.status(effect.claim.unit)
    if kind == shown.kind and (actor or None) in (shown.actor, None):
        return words("card.without_same")
    known = words.label("kind", kind)
    return words("card.without_other", status=words.listed((known, look.actor_name(actor))) if actor else known)


def actions(look: Look, claim: Claim) -> html.Footer:
    """Open the article at this claim, and cite it in three forms."""
    words, article = look.words, look.article(claim.article)
    if article is None:
        return html.Footer(html.Span(words("card.no_text"), className="wh-muted"), className="wh-card__actions")
    cited = citation.citation(claim, article)
    forms = (("card.cite_plain", cited.plain), ("card.cite_chicago", cited.chicago), ("card.cite_bibtex", cited.bibtex))
    copies = [
        html.Button(words(key), className="wh-btn wh-btn--quiet", type="button", **{"data-copy": text})
        for key, text in forms
    ]
    return html.Footer(
        [
            html.Button(
                words("card.open"),
                className="wh-btn wh-open-claim",
                type="button",
                **go(claim=claim.id, article=claim.article),
            ),
            html.Span([html.Span(words("card.cite"), className="wh-muted"), *copies], className="wh-cite"),
        ],
        className="wh-card__actions",
    )
