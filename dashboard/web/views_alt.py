"""What covers the map in the other modes: compare, difference, small multiples, the strip with the totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Dash, html

from dashboard.figures.compare import compare_page, multiples_page, pair_of
from dashboard.figures.signs import go
from dashboard.figures.strip import strip
from dashboard.figures.totals_view import totals
from dashboard.figures.words import words_of
from dashboard.web import ids
from dashboard.web import ids_panel as pids
from dashboard.web.views_looks import Data, Looks, day_of, days_of, looking
from dashboard.web.views_panel import fill, label, text

if TYPE_CHECKING:
    from dashboard.situation import Situation

Component = Any  # dash's component classes are untyped
MODES = ("map", "compare", "difference", "multiples", "strip")


def alt_views(_: Situation) -> Component:
    """The cover of the map, empty until a mode other than the map is chosen, with the way between modes and back."""
    words = words_of()
    modes = [
        html.Button(
            words(f"side.mode_{mode}"),
            type="button",
            className="wh-tab wh-mode",
            **{"data-mode": mode},
            **text(f"side.mode_{mode}"),
            **go(mode=mode),
        )
        for mode in MODES
    ]
    return html.Section(
        [
            html.Nav(modes, className="wh-tabs wh-alt__modes", **label("side.modes")),
            html.Div(
                id=pids.ALT_BODY,
                className="wh-alt__body wh-scroll",
                tabIndex=0,
                role="region",
                **label("side.modes"),
            ),
        ],
        id=ids.ALT,
        className="wh-alt",
        hidden=True,
    )


def register_alt(app: Dash, situation: Situation) -> None:
    """Bind the cover: one part, filled by the page of its mode."""
    looks = looking(situation)
    fill(app, "alt", lambda data: alt_page(looks, data), pids.ALT_BODY)


def alt_page(looks: Looks, data: Data | None) -> list[Component]:
    """The children of the cover for the view's mode; nothing for the map."""
    look, mode = looks(data), (data or {}).get("mode")
    if mode in ("compare", "difference"):
        pair = pair_of(look, day_of(data, "day2"), day_of(data, "known2"))
        return compare_page(look, pair, difference=mode == "difference")
    if mode == "multiples":
        return multiples_page(look, days_of(data))
    return [*strip(look), *totals(look)] if mode == "strip" else []
