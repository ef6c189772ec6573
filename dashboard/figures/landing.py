"""The panel before a province is chosen: contradictions, what changed, the latest sentences, and how to begin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dash import html

from dashboard.control import contradictions as findings
from dashboard.control import last_turn, latest, shown, turned
from dashboard.figures.cards import byline, quotation
from dashboard.figures.look import Look
from dashboard.figures.sentences import short_status, totals_sentence
from dashboard.figures.signs import go, swatch
from dashboard.model import Claim

Component = Any  # dash's component classes are untyped
SHOWN = 6  # contradictions, and provinces with their latest sentence; the rest is counted and one press away
MOST = 24  # provinces that changed on a day


def landing(look: Look) -> list[Component]:
    """The children of the panel where no province is chosen; every line leads to a province, a day or a tab."""
    words = look.words
    totals = look.control.totals(look.day, look.known_at)
    return [
        html.H2(words("landing.title"), id="panel-title", tabIndex=-1),
        html.P(totals_sentence(totals, look.situation, words.lang, of=True) + ".", className="wh-landing__lead"),
        html.P(words("landing.choose", known=look.known_at), className="wh-muted"),
        *contradictions(look),
        *changes(look),
        reports(look),
        begin(look),
    ]


def contradictions(look: Look) -> list[Component]:
    """Provinces of which origins named different sides for one of the last days, the latest first; nothing where none did."""
    since = look.day - timedelta(look.control.weights["finding.stale"])
    found = [f for f in findings(look.control, look.day, look.known_at, since) if f.unit in look.units and f.day]
    if not found:
        return []
    latest = sorted(found, key=lambda f: (f.day or date.min, f.unit or ""), reverse=True)
    once = list({f.unit: f for f in reversed(latest)}.values())[::-1]
    lines = [
        html.Li(
            [
                place(look, str(f.unit), look.day),
                html.P(look.note(f.note), className="wh-landing__text"),
                *(quotation(look, claim) for claim in telling(look, f.claims)),
            ]
        )
        for f in once[:SHOWN]
    ]
    return [
        section(look, "contradictions", look.words("landing.contradictions"), lines, len(once), {"tab": "findings"})
    ]


def telling(look: Look, claims: Sequence[str]) -> list[Claim]:
    """One claim for each side of a contradiction."""
    sides: dict[str | None, Claim] = {}
    for claim in claims:
        found = look.control.acting[claim]
        sides.setdefault(found.actor, found)
    return list(sides.values())[:2]


def changes(look: Look) -> list[Component]:
    """What changed on the day, and on the last day before it on which anything did."""
    words, control = look.words, look.control
    now = turned(control, look.day, look.known_at)
    made = [changed_on(look, look.day, now, words("landing.changed", day=look.day))] if now else []
    none = [] if now else [html.P(words("landing.changed_none", day=look.day), className="wh-muted")]
    last = last_turn(control, look.day - timedelta(1), look.known_at)
    if last is None and none:
        return [html.Section([html.H3(words("landing.last_none")), *none], className="wh-landing__part is-last")]
    if last is None:
        return made
    return [*made, changed_on(look, last, turned(control, last, look.known_at), words("landing.last", day=last), none)]


def changed_on(
    look: Look, day: date, units: Sequence[str], title: str, above: Sequence[Component] = ()
) -> html.Section:
    """The provinces that changed on a day, those that changed alike together: what they show since, and what before."""
    told: dict[str, list[str]] = {}
    for unit in units[:MOST]:
        seen = (shown(look.control, unit, d, look.known_at) for d in (day - timedelta(1), day))
        old, new = (short_status(status, look.situation, look.words.lang) for status in seen)
        told.setdefault(look.words("landing.became", before=old, after=new), []).append(unit)
    lines = [
        html.Li([places(look, group, day), html.P(text, className="wh-landing__text")]) for text, group in told.items()
    ]
    name = "changed" if day == look.day else "last"
    return section(look, name, title, lines, len(units) - MOST, {"mode": "strip"}, above)


def reports(look: Look) -> html.Section:
    """The newest sentence about each of the provinces reported last, as published."""
    words, found = look.words, latest(look.control, look.day, look.known_at, SHOWN)
    if not found:
        none = html.P(words("landing.reports_none", day=look.day, known=look.known_at), className="wh-muted")
        return html.Section([html.H3(words("landing.reports")), none], className="wh-landing__part is-reports")
    said: dict[tuple[str, int, int], list[Claim]] = {}
    for claim in found:
        said.setdefault(
            (claim.article, claim.sentence_start or claim.start, claim.sentence_end or claim.end), []
        ).append(claim)
    return section(look, "reports", words("landing.reports"), [report(look, claims) for claims in said.values()], 0, {})


def report(look: Look, claims: Sequence[Claim]) -> html.Li:
    """One sentence with its provinces, day and source; a province leads to the claim among its evidence."""
    buttons = [
        html.Button(
            html.Span(look.unit_name(claim.unit)),
            type="button",
            className="wh-findings__where",
            **{"data-unit": claim.unit},
            **go(unit=claim.unit, claim=claim.id, day=claim.event_to or claim.event_from, tab="evidence"),
        )
        for claim in claims
    ]
    first = claims[0]
    day = html.Span(look.words.interval(first.event_from, first.event_to), className="wh-muted wh-landing__text")
    return html.Li(
        [html.Div([*buttons, day], className="wh-landing__places"), quotation(look, first), byline(look, first)]
    )


def begin(look: Look) -> html.Section:
    """How to go on from here: a province, the timeline, the two clocks, and the other tabs."""
    words = look.words
    ways = [html.Li(words(f"landing.begin_{name}")) for name in ("map", "time", "known")]
    tabs = [
        html.Button(words(f"tabs.{name}"), type="button", className="wh-btn", **go(tab=name))
        for name in ("provinces", "findings", "help")
    ]
    tour = html.Button(words("tour.title"), type="button", className="wh-btn", **{"data-tour": "start"})
    return html.Section(
        [
            html.H3(words("landing.begin")),
            html.Ul(ways, className="wh-landing__ways"),
            html.P([*tabs, tour], className="wh-landing__tabs"),
        ],
        className="wh-landing__part is-begin",
    )


def place(look: Look, unit: str, day: date) -> html.Button:
    """A province with its status on a day, as a button that goes there."""
    return html.Button(
        [swatch(shown(look.control, unit, day, look.known_at)), html.Span(look.unit_name(unit))],
        type="button",
        className="wh-findings__where",
        **{"data-unit": unit},
        **go(unit=unit, day=day, tab="evidence"),
    )


def places(look: Look, units: Sequence[str], day: date) -> html.Div:
    """Several provinces side by side."""
    return html.Div([place(look, unit, day) for unit in units], className="wh-landing__places")


def section(
    look: Look,
    name: str,
    title: str,
    lines: Sequence[Component],
    rest: int,
    more: dict[str, str],
    above: Sequence[Component] = (),
) -> html.Section:
    """A heading with its lines, and where the rest of them stands."""
    button = html.Button(
        look.words("landing.more", n=rest), type="button", className="wh-btn wh-btn--quiet", **go(**more)
    )
    return html.Section(
        [*above, html.H3(title), html.Ul(list(lines), className="wh-landing__list"), *([button] if rest > 0 else [])],
        className=f"wh-landing__part is-{name}",
    )
