"""The page: map in the middle, the panel beside it, the timeline below; its parts come from the other modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import dcc, html

from dashboard.figures.choropleth import choropleth, config
from dashboard.figures.words import Words, words_of
from dashboard.web import ids, views

if TYPE_CHECKING:
    from dashboard.situation import Situation

Component = Any  # dash's component classes are untyped


def page(situation: Situation, geometry_url: str) -> Component:
    """The layout; `geometry_url` is where the browser finds the polygons."""
    words = words_of()
    return html.Div(
        [
            dcc.Store(id=ids.VIEW),
            html.A(words("shell.skip"), href=f"#{ids.SIDE}", className="wh-skip", **{"data-text": "shell.skip"}),
            top(situation),
            html.Header(id=ids.EMBED, className="wh-embed"),
            html.Main(
                [map_region(situation, geometry_url, words), views.alt(situation), views.side(situation)],
                id=ids.STAGE,
                className="wh-stage",
            ),
            html.Footer(id=ids.TIMELINE, className="wh-time"),
            html.Div(id=ids.LIVE, className="wh-sr", role="status", **{"aria-live": "polite"}),
            *views.extras(situation),
        ],
        id=ids.APP,
        className="wh-app",
    )


def top(situation: Situation) -> Component:
    """Title, what the page tells, search and the menus."""
    words = words_of()
    return html.Header(
        [
            html.H1(situation.case.title, className="wh-top__title"),
            html.P(words("shell.tagline"), className="wh-top__tagline", **{"data-text": "shell.tagline"}),
            html.Div(id=ids.SEARCH, className="wh-search"),
            html.Div(id="menus", className="wh-top__menus"),
        ],
        id=ids.TOP,
        className="wh-top",
    )


def map_region(situation: Situation, geometry_url: str, words: Words) -> Component:
    """The map with what lies around its edge; the scripts fill the empty parts."""
    graph = dcc.Graph(
        id=ids.GRAPH,
        figure=choropleth(situation.case.units.ids, geometry_url),
        config=config(),
        responsive=True,
        className="wh-map__graph",
    )
    parts = (ids.NOTICES, ids.TOTALS, ids.MAP_KEYS, ids.LEGEND, ids.UNPLACED, "zoom", "map-note", ids.TIP)
    return html.Section(
        [
            html.H2(words("shell.map"), className="wh-sr", **{"data-text": "shell.map"}),
            graph,
            *(html.Div(id=part) for part in parts),
        ],
        id=ids.MAP_REGION,
        className="wh-map",
        **{"aria-label": words("shell.map"), "data-text-label": "shell.map"},
    )
