"""The visual grammar in the page's own elements: swatches, dots and colours that the page's painter fills."""

from __future__ import annotations

import json

from dash import html

from dashboard.figures.look import Look
from dashboard.model import Status


def cell(status: Status) -> str:
    """A status as the painter of the map reads it from `data-cell`."""
    signs = {"kind": status.kind, "side": status.actor, "rival": status.rival, "extent": status.extent}
    return json.dumps({k: str(v) for k, v in signs.items() if v is not None}, separators=(",", ":"))


def go(**patch: object) -> dict[str, str]:
    """The attribute that makes an element change the view when it is pressed."""
    return {"data-go": json.dumps(patch, separators=(",", ":"), default=str)}


def side_colour(look: Look, actor: str | None) -> str:
    """The CSS colour of a side, counted as the control counts them; no side is the unnamed grey."""
    number = look.side(actor)
    return f"var(--wh-side-{number})" if number else "var(--wh-unknown)"


def swatch(status: Status) -> html.Span:
    """A small sample of the status as the map draws it (decoration: the words beside it say the same)."""
    return html.Span(className="wh-swatch", **{"data-cell": cell(status), "aria-hidden": "true"})
