"""What the panel, the other views and the tour add to the page; each is a pair of a layout and its callbacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Dash

from dashboard.web.views_alt import alt_views, register_alt
from dashboard.web.views_panel import register_panel, side_panel
from dashboard.web.views_tour import register_tour, tour

if TYPE_CHECKING:
    from dashboard.situation import Situation

Component = Any  # dash's component classes are untyped


def side(situation: Situation) -> Component:
    """The panel beside the map."""
    return side_panel(situation)


def alt(situation: Situation) -> Component:
    """What covers the map in the other views."""
    return alt_views(situation)


def extras(situation: Situation) -> list[Component]:
    """Dialogs that lie over the page."""
    return [tour(situation)]


def register(app: Dash, situation: Situation) -> None:
    """The callbacks of all of them."""
    register_panel(app, situation)
    register_alt(app, situation)
    register_tour(app, situation)
