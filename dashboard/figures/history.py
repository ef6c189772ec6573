"""The history of one province as a small drawing: the probability of each side over the days, and the status beneath."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import html

from dashboard.figures.look import Look
from dashboard.figures.signs import cell, go, side_colour, swatch
from dashboard.figures.svgtree import Tree, drawing, node
from dashboard.model import Change, Status

WIDTH, HEIGHT = 320.0, 60.0
SAMPLES = 120  # points of the line at most; days of change are always among them


def section(look: Look, unit: str) -> html.Section:
    """The history section: the line, the strip of statuses and the list of changes."""
    words, days = look.words, look.control.days
    changes = [c for c in look.control.changes(look.known_at) if c.unit == unit]
    label = words("panel.history_label", unit=look.unit_name(unit), start=days[0], end=days[-1])
    drawn: list[Any] = [html.P(words("panel.history_none", start=days[0], end=days[-1]), className="wh-muted")]
    if changes:
        ends = [html.Span(words.day(days[0])), html.Span(words.day(days[-1]))]
        drawn = [
            drawing(line(look, unit, changes), label, "wh-history__line"),
            html.P(ends, className="wh-history__ends wh-muted"),
            html.Ul([change_line(look, change) for change in changes], className="wh-history__changes"),
        ]
    return html.Section([html.H3(words("panel.history")), *drawn], className="wh-panel__section")


def change_line(look: Look, change: Change) -> html.Li:
    """One change: the day (a way there) and the status it brought."""
    return html.Li(
        html.Button(
            [
                html.Span(look.words.day(change.day), className="wh-number"),
                swatch(change.after),
                html.Span(look.short_status(change.after)),
            ],
            type="button",
            **go(day=change.day, unit=change.unit),
        )
    )


def sampled(days: Sequence[date], keep: Sequence[date], limit: int = SAMPLES) -> tuple[int, ...]:
    """Indices of the days to draw: evenly spaced, with both ends, every day to keep and the day before it."""
    step = max(1, -(-len(days) // limit))
    wanted = {*range(0, len(days), step), len(days) - 1}
    index = {day: i for i, day in enumerate(days)}
    for day in keep:
        if day in index:
            wanted |= {index[day], max(0, index[day] - 1)}
    return tuple(sorted(wanted))


def line(look: Look, unit: str, changes: Sequence[Change]) -> Tree:
    """The drawing: a step line a side, a strip of the statuses, and the day that is looked at."""
    days = look.control.days
    points = sampled(days, [change.day for change in changes])
    statuses = [look.control.status(unit, days[i], look.known_at) for i in points]
    span = max(1, len(days))
    names = sorted({name for s in statuses for name in s.probability if name != "unknown"})
    lines: list[Tree] = []
    for name in names:
        shares = [s.probability.get(name, 0.0) for s in statuses]
        if max(shares) >= 0.05:
            lines.append(step_line(look, name, points, shares, span))
    now = (days.index(look.day) + 0.5) / span
    box: dict[str, object] = {
        "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}",
        "preserveAspectRatio": "none",
        "width": "100%",
        "height": "80%",
    }
    return node(
        "svg",
        {"width": "100%", "height": "100%"},
        node("rect", {"width": "100%", "height": "80%", "class": "ground"}),
        node("svg", box, *lines),
        *runs(points, statuses, span),
        node("line", {"x1": f"{now:.2%}", "x2": f"{now:.2%}", "y1": "0", "y2": "100%", "class": "now"}),
    )


def step_line(look: Look, name: str, points: Sequence[int], shares: Sequence[float], span: int) -> Tree:
    """The probability of one side as steps from day to day."""
    path = ""
    for i, share in zip(points, shares, strict=True):
        x, y = i / span * WIDTH, HEIGHT - 2 - share * (HEIGHT - 5)
        path += f"M{x:.1f} {y:.1f}" if not path else f"H{x:.1f}V{y:.1f}"
    contested = name == "contested"
    attributes: dict[str, object] = {
        "d": f"{path}H{WIDTH:g}",
        "class": "contested" if contested else "side",
    }
    if not contested:
        attributes["style"] = f"--side: {side_colour(look, name)}"
    return node("path", attributes, node("title", {}, look.actor_name(name)))


def runs(points: Sequence[int], statuses: Sequence[Status], span: int) -> list[Tree]:
    """The strip under the line: a rectangle for each run of days with the same status."""
    found: list[Tree] = []
    start = 0
    for k in range(1, len(points) + 1):
        if k < len(points) and same_look(statuses[k], statuses[start]):
            continue
        end = points[k] if k < len(points) else span
        found.append(
            node(
                "rect",
                {
                    "x": f"{points[start] / span:.2%}",
                    "y": "84%",
                    "width": f"{(end - points[start]) / span:.2%}",
                    "height": "16%",
                    "data-cell": cell(statuses[start]),
                },
            )
        )
        start = k
    return found


def same_look(a: Status, b: Status) -> bool:
    """Whether two statuses are drawn alike."""
    return (a.kind, a.actor, a.rival, a.extent) == (b.kind, b.actor, b.rival, b.extent)
