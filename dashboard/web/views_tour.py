"""The short tour on first use: four cards that point at parts of the page and can be left at any step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Dash, html

from dashboard.figures.words import words_of
from dashboard.web import ids
from dashboard.web import ids_panel as pids
from dashboard.web.views_panel import text

if TYPE_CHECKING:
    from dashboard.situation import Situation

Component = Any  # dash's component classes are untyped
STEPS = (("map", ids.MAP_REGION), ("time", ids.TIMELINE), ("panel", ids.SIDE), ("share", ids.TOP))


def tour(_: Situation) -> Component:
    """The cards, hidden until the page's script shows them; not modal, so that the page can be tried meanwhile."""
    words = words_of()
    cards = [
        html.Div(
            [
                html.H2(words(f"tour.{name}_title"), **text(f"tour.{name}_title")),
                html.P(words(f"tour.{name}"), **text(f"tour.{name}")),
            ],
            className="wh-tour__step",
            hidden=i > 0,
            **{"data-target": target},
        )
        for i, (name, target) in enumerate(STEPS)
    ]
    buttons = [
        html.Button(
            words(f"tour.{name}"),
            type="button",
            className=f"wh-btn {style}",
            **{"data-tour": name},
            **text(f"tour.{name}"),
        )
        for name, style in (("skip", "wh-btn--quiet"), ("back", "wh-btn--quiet"), ("next", "wh-btn--primary"))
    ]
    return html.Div(
        [
            *cards,
            html.Div(
                [html.Span(className="wh-tour__dots", **{"aria-hidden": "true"}), *buttons], className="wh-tour__bar"
            ),
        ],
        id=pids.TOUR,
        className="wh-tour",
        role="dialog",
        hidden=True,
        **{"aria-label": words("tour.title"), "data-text-label": "tour.title"},
    )


def register_tour(_app: Dash, _situation: Situation) -> None:
    """The tour needs no callback: the page's script runs it."""
