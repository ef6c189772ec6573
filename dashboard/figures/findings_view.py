"""What deserves a second look: contradictions, counts that do not fit, thin or one-sided statuses, what was not placed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.figures.cards import quotation
from dashboard.figures.look import Look
from dashboard.figures.signs import go, swatch
from dashboard.model import Claim

if TYPE_CHECKING:
    from dashboard.control import CountCheck, Finding

Component = Any  # dash's component classes are untyped
SHOWN = 40  # lines of a heading before the rest is folded
# heading -> kinds of findings under it, in the order of the page
HEADINGS = (
    ("contradictions", ("contradiction",)),
    ("counts", ()),
    ("one_origin", ("one_origin",)),
    ("one_side", ("one_side",)),
    ("stale", ("stale",)),
    ("unplaced", ("region",)),
    ("one_way", ("one_way",)),
)


def findings_page(look: Look) -> list[Component]:
    """The children of the page: each heading with its explanation and its lines, or that there is none."""
    words, found = look.words, look.control.findings(look.known_at, look.day)
    checks = look.control.checks(look.day, look.known_at)
    lines = {name: [finding_line(look, f) for f in found if f.kind in kinds] for name, kinds in HEADINGS}
    lines["counts"] = [count_line(look, check) for check in checks if check.comparable and not check.fits]
    lines["unplaced"] += [unplaced_line(look, claim) for claim in unplaced(look)]
    quiet = {
        "counts_fit": [count_line(look, check) for check in checks if check.comparable and check.fits],
        "counts_apart": [count_line(look, check) for check in checks if not check.comparable],
    }
    return [
        html.H2(words("findings.title"), id="findings-title"),
        html.P(words("findings.lead", day=look.day, known=look.known_at), className="wh-muted"),
        *(heading(look, name, lines[name]) for name, _ in HEADINGS),
        *(folded(look, name, counts) for name, counts in quiet.items() if counts),
    ]


def unplaced(look: Look) -> list[Claim]:
    """The claims up to the day that could not be placed."""
    return [c for c in look.control.unplaced(look.known_at) if c.event_from is None or c.event_from <= look.day]


def folded(look: Look, name: str, lines: Sequence[Component]) -> html.Details:
    """What needs no second look, folded under its own heading."""
    words = look.words
    count = html.Span(words.written(len(lines)), className="wh-findings__count wh-number")
    return html.Details(
        [
            html.Summary([html.H3(words(f"findings.{name}")), count]),
            html.P(words(f"findings.{name}_help"), className="wh-muted"),
            html.Ul(list(lines), className="wh-findings__list"),
        ],
        className=f"wh-findings__part is-quiet is-{name}",
    )


def heading(look: Look, name: str, lines: Sequence[Component]) -> html.Section:
    """One heading: how many, what it means, and the lines."""
    words = look.words
    body: list[Component] = [html.P(words("findings.none"), className="wh-muted wh-findings__none")]
    if lines:
        body = [
            html.P(words(f"findings.{name}_help"), className="wh-muted"),
            html.Ul(list(lines[:SHOWN]), className="wh-findings__list"),
        ]
    if len(lines) > SHOWN:
        more = html.Summary(words("findings.more", n=len(lines) - SHOWN))
        body.append(html.Details([more, html.Ul(list(lines[SHOWN:]), className="wh-findings__list")]))
    count = html.Span(words.written(len(lines)), className="wh-findings__count wh-number")
    return html.Section([html.H3([words(f"findings.{name}"), count]), *body], className=f"wh-findings__part is-{name}")


def finding_line(look: Look, finding: Finding) -> html.Li:
    """One finding: where (a way there), what, and the first two sentences behind it."""
    quotes = [quotation(look, look.claims[c]) for c in finding.claims[:2] if c in look.claims]
    return html.Li([*where(look, finding), html.P(look.note(finding.note), className="wh-findings__text"), *quotes])


def where(look: Look, finding: Finding) -> list[Component]:
    """The province of a finding with its status, as a button that goes there; nothing where it has none."""
    if finding.unit is None or finding.unit not in look.units:
        return []
    patch: dict[str, object] = {"unit": finding.unit, "tab": "evidence"}
    if finding.day is not None:
        patch["day"] = finding.day
    label = [swatch(look.status(finding.unit)), html.Span(look.unit_name(finding.unit))]
    day = [html.Span(look.words.day(finding.day), className="wh-muted")] if finding.day else []
    return [
        html.Button(
            [*label, *day], type="button", className="wh-findings__where", **{"data-unit": finding.unit}, **go(**patch)
        )
    ]


def count_line(look: Look, check: CountCheck) -> html.Li:
    """A stated count, what the claims here place, and what follows: "about 20 of 34; the claims here place 7"."""
    said = check.aggregate
    chip = html.Span(
        look.words("findings.fits" if check.fits else "findings.fits_not"),
        className="wh-chip " + ("is-for" if check.fits else "is-caution"),
    )
    head = [chip] if check.comparable else [html.Span(look.words("findings.not_compared"), className="wh-chip")]
    quote = html.Blockquote(html.P(html.Mark(said.quote), dir="auto"), className="wh-quote")
    opener = html.Button(
        look.words("card.open"),
        type="button",
        className="wh-btn wh-btn--quiet",
        **go(article=said.article, claim=f"count-{said.start}"),
    )
    notes = [html.P(text, className="wh-findings__text") for text in count_texts(look, check)]
    return html.Li([html.P(head), *notes, quote, *([opener] if look.article(said.article) else [])])


def count_texts(look: Look, check: CountCheck) -> list[str]:
    """The sentences that set a count beside the map and explain the difference."""
    words, said = look.words, check.aggregate
    if check.stated is None:
        return [look.note(check.note)] if check.note else []
    values: dict[str, object] = {
        "comparison": words.label("comparison", said.comparison or ""),
        "stated": stated_text(look, check),
        "shown": check.placed,
    }
    line = (
        words("findings.count_line", of=said.of, **values) if said.of else words("findings.count_line_open", **values)
    )
    lines = [" ".join(line.split())]
    if check.comparable and check.stated > check.placed:
        lines.append(words("findings.count_short", n=check.stated - check.placed))
    elif check.comparable and check.stated < check.placed:
        lines.append(words("findings.count_over", n=check.placed - check.stated))
    return [*lines, look.note(check.note)] if check.note else lines


def stated_text(look: Look, check: CountCheck) -> str:
    """The number as stated, with what it counts where that is not said by the "of"."""
    number, kind = look.words.written(check.stated), check.aggregate.of_kind
    return f"{number} ({look.words.label('counted', kind)})" if kind and check.aggregate.of is None else number


def unplaced_line(look: Look, claim: Claim) -> html.Li:
    """A claim without a unit: its sentence and a way into the article."""
    label = f"{look.words.label('predicate', claim.predicate)} · {claim.place or '–'} · {look.actor_name(claim.actor)}"
    opener = html.Button(
        look.words("card.open"),
        type="button",
        className="wh-btn wh-btn--quiet",
        **go(article=claim.article, claim=claim.id),
    )
    why = look.words.label("resolution", claim.resolution)
    return html.Li(
        [
            html.P([html.Strong(label, dir="auto"), html.Span(f" {why}", className="wh-muted")]),
            quotation(look, claim),
            *([opener] if look.article(claim.article) else []),
        ]
    )
