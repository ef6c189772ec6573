"""What the panel, the other views and the tour add to the page; each is a pair of a layout and its callbacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Dash, html

from dashboard.web import ids

if TYPE_CHECKING:
    from dashboard.situation import Situation

Component = Any


def side(situation: Situation) -> Component:
    """The panel beside the map."""
    return html.Aside(id=ids.SIDE, className="wh-side")


def alt(situation: Situation) -> Component:
    """What covers the map in the other views."""
    return html.Section(id=ids.ALT, className="wh-alt")


def extras(situation: Situation) -> list[Component]:
    """Dialogs that lie over the page."""
    return []


def register(app: Dash, situation: Situation) -> None:
    """The callbacks of all of them."""
