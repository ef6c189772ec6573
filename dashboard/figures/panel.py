"""The panel of one province: status sentence, probabilities, evidence in the order in which it acted, history, neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from dashboard.figures import history
from dashboard.figures.cards import card
from dashboard.figures.landing import landing
from dashboard.figures.look import Look
from dashboard.figures.notes import source_name
from dashboard.figures.sentences import status_parts
from dashboard.figures.signs import go, side_colour, swatch
from dashboard.model import Effect, Evidence, Kind, Marker, Status

Component = Any  # dash's component classes are untyped


def panel(look: Look) -> list[Component]:
    """The children of the panel: the chosen province, or the day at a glance where none is chosen."""
    unit = look.view.unit
    if unit is None or unit not in look.units:
        return landing(look)
    evidence = look.control.evidence(unit, look.day, look.known_at)
    return [
        heading(look, evidence.status),
        *([probability_bar(look, evidence.status)] if moved(evidence.status) else []),
        *marker_lines(look, evidence.status.markers),
        *evidence_sections(look, evidence),
        history.section(look, unit),
        neighbours(look, unit),
    ]


def heading(look: Look, status: Status) -> html.Header:
    """The province's name and local names, the status sentence and the two clocks."""
    words, unit = look.words, look.units[status.unit]
    name = look.unit_name(unit.id)
    once: dict[str, str] = {}
    for lang, text in unit.names.items():
        if text not in (name, ""):
            once.setdefault(text, lang)
    local = [html.Span(text, lang=lang, dir="auto") for text, lang in once.items()]
    first = [html.Span(unit.name)] if name != unit.name else []
    sentence, rests_on = status_parts(status, look.situation, look.words.lang)
    return html.Header(
        [
            html.H2(name, id="panel-title", tabIndex=-1),
            html.P([*first, *local], className="wh-panel__local"),
            html.P([swatch(status), html.Span(capitalised(sentence))], className="wh-panel__status"),
            *([html.P(capitalised(rests_on), className="wh-panel__rests")] if rests_on else []),
            *([] if status.kind is Kind.NO_REPORT else [clocks(look)]),
            *([html.P(words("panel.stale", n=status.age), className="wh-caution")] if is_stale(status) else []),
        ],
        className="wh-panel__head",
    )


def clocks(look: Look) -> html.P:
    """The two days of the view; a province without a report says them in its sentence."""
    return html.P(look.words("panel.as_of", day=look.day, known=look.known_at), className="wh-panel__clocks wh-muted")


def is_stale(status: Status, days: int = 14) -> bool:
    """Whether the last report lies so far back that the panel warns of it."""
    return status.age is not None and status.age > days


def capitalised(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def moved(status: Status) -> bool:
    """Whether any report has moved the province: a bar that is all "not known" says nothing."""
    return status.probability.get("unknown", 0.0) < 0.995


def probability_bar(look: Look, status: Status) -> html.Figure:
    """The probabilities as one bar and a line of numbers; shares below half a percent are left out of the bar."""
    words = look.words
    parts = sorted(
        status.probability.items(), key=lambda item: (item[0] == "unknown", item[0] == "contested", -item[1])
    )
    shown = [(name, share) for name, share in parts if share >= 0.005]
    segments = [
        html.Span(className=f"wh-prob__part is-{part_class(name)}", style=part_style(look, name, share))
        for name, share in shown
    ]
    labels = [
        html.Li(
            [
                html.Span(
                    className=f"wh-prob__swatch is-{part_class(name)}",
                    style=part_style(look, name, None),
                    **{"aria-hidden": "true"},
                ),
                html.Span(words("panel.not_known") if name == "unknown" else look.actor_name(name)),
                html.Span(words.written(float(share)), className="wh-number"),
            ]
        )
        for name, share in shown
    ]
    return html.Figure(
        [
            html.Figcaption(words("panel.probability", day=status.day)),
            html.Div(segments, className="wh-prob__bar", **{"aria-hidden": "true"}),
            html.Ul(labels, className="wh-prob__key"),
        ],
        className="wh-prob",
    )


def part_class(name: str) -> str:
    """The CSS class of a part of the bar: contested and unknown have patterns of their own."""
    return name if name in ("contested", "unknown") else "side"


def part_style(look: Look, name: str, share: float | None) -> dict[str, str]:
    """The width of a part and the colour of its side."""
    style = {} if name in ("contested", "unknown") else {"--side": side_colour(look, name)}
    return style if share is None else style | {"width": f"{share:.1%}"}


def marker_lines(look: Look, markers: Iterable[Marker]) -> list[Component]:
    """Approaches and hold-outs, one line each; they fill nothing."""
    lines = []
    for marker in markers:
        if marker.kind in ("holdout", "approach"):
            text = look.words(f"panel.{marker.kind}", place=marker.place, actor=look.actor_name(marker.actor))
            lines.append(
                html.P(
                    [html.Span(className=f"wh-sign is-{marker.kind}", **{"aria-hidden": "true"}), text],
                    className="wh-panel__marker",
                )
            )
    return lines


def evidence_sections(look: Look, evidence: Evidence) -> list[Component]:
    """Contradictions first, then what moved the status in order, then what was read but not counted."""
    words = look.words
    against = [e for e in evidence.effects if not e.supports]
    ledger = [e for e in evidence.effects if e.supports]
    sections: list[Component] = []
    if against:
        sections.append(
            section(
                words("panel.contradictions"), words("panel.contradictions_help"), clusters(look, against), "against"
            )
        )
    if ledger:
        sections.append(section(words("panel.ledger"), None, clusters(look, ledger), "ledger"))
    if not evidence.effects:
        nothing = words("panel.ledger_none", day=look.day, known=look.known_at)
        sections.append(html.P(nothing, className="wh-panel__none"))
    if evidence.effects or evidence.not_counted:
        sections.append(machine_mark(look, [*evidence.effects, *evidence.not_counted]))
    if evidence.not_counted:
        sections.append(not_counted(look, evidence.not_counted))
    return sections


def section(title: str, lead: str | None, children: list[Component], name: str) -> html.Section:
    """A titled part of the panel."""
    return html.Section(
        [html.H3(title), *([html.P(lead, className="wh-muted")] if lead else []), *children],
        className=f"wh-ledger is-{name}",
    )


def clusters(look: Look, effects: list[Effect]) -> list[Component]:
    """The cards in the order of the ledger; claims of one origin stand together under it, because they count once."""
    groups: dict[str, list[Effect]] = {}
    for effect in effects:
        groups.setdefault(effect.origin, []).append(effect)
    return [
        card(look, group[0]) if len(group) == 1 else cluster(look, origin, group) for origin, group in groups.items()
    ]


def cluster(look: Look, origin: str, effects: list[Effect]) -> html.Div:
    """The claims of one origin: the one that moved most is open, the rest are folded under it."""
    words = look.words
    strongest = max(effects, key=lambda e: (abs(e.after - e.before), e.weight))
    rest = [card(look, e) for e in effects if e is not strongest]
    said = words("origin.one_of_many", claims=words("count.claims", n=len(effects)), origin=origin_name(look, origin))
    more = html.Details(
        [html.Summary(f"{words('origin.same')} ({words.written(len(rest))})"), *rest], className="wh-cluster__rest"
    )
    return html.Div(
        [html.P(said, className="wh-cluster__origin wh-muted"), card(look, strongest), more], className="wh-cluster"
    )


def origin_name(look: Look, origin: str) -> str:
    """An origin in words: a speaker or outlet by name, an article by its publisher, else as the article itself."""
    article = look.article(origin.removeprefix("article:"))
    if article is not None:
        return article.publisher or look.words("origin.article")
    return source_name(origin, look.situation, look.words.lang)


def not_counted(look: Look, effects: Iterable[Effect]) -> html.Details:
    """What was read about the province and moves nothing, each with the reason."""
    words, cards = look.words, [card(look, effect) for effect in effects]
    return html.Details(
        [
            html.Summary(words("panel.not_counted", n=len(cards))),
            html.P(words("panel.not_counted_help"), className="wh-muted"),
            *cards,
        ],
        className="wh-ledger is-uncounted",
    )


def machine_mark(look: Look, effects: Iterable[Effect]) -> html.P:
    """The mark that the claims were read by a machine and not reviewed (or coded by hand)."""
    words = look.words
    by_hand = all(e.claim.engine.startswith("hand") for e in effects)
    text = words("panel.hand") if by_hand else words("panel.machine")
    more = [] if by_hand else [html.Span(words("panel.machine_help"))]
    return html.P([html.Span(text, className="wh-chip is-machine"), *more], className="wh-machine wh-muted")


def neighbours(look: Look, unit: str) -> html.Section:
    """The neighbouring provinces with their status, each a way there."""
    words = look.words
    rows = [
        html.Li(
            html.Button(
                [
                    swatch(status),
                    html.Span(look.unit_name(other)),
                    html.Span(look.short_status(status), className="wh-muted"),
                ],
                type="button",
                className="wh-neighbours__row",
                **{"data-unit": other},
                **go(unit=other),
            )
        )
        for other, status in ((other, look.status(other)) for other in look.situation.case.units.neighbours(unit))
    ]
    return html.Section(
        [html.H3(words("panel.neighbours")), html.Ul(rows, className="wh-neighbours")], className="wh-panel__section"
    )
