"""The visual grammar in the page's own elements: swatches and bars that carry a status as CSS classes and two colours."""

from __future__ import annotations

from dash import html

from dashboard.figures.look import Look
from dashboard.model import Extent, Kind, Status


def status_classes(status: Status) -> str:
    """The CSS classes of a status: its kind, its extent, and whether it is the hatch of two sides."""
    extent = "" if status.kind is Kind.NO_REPORT else f" extent-{status.extent}"
    return f"kind-{status.kind}{extent}".replace("_", "-")


def side_style(look: Look, actor: str | None, rival: str | None = None) -> dict[str, str]:
    """The two colours of a status as CSS properties, each the page's own colour of that side."""
    return {"--side": side_colour(look, actor), "--rival": side_colour(look, rival)}


def side_colour(look: Look, actor: str | None) -> str:
    """The CSS colour of a side; sides beyond the palette start again, and no side is the unnamed one."""
    number = look.side(actor)
    return f"var(--wh-side-{number})" if number else "var(--wh-unknown)"


def swatch(look: Look, status: Status) -> html.Span:
    """A small sample of the status as the map draws it (decoration: the words beside it say the same)."""
    return html.Span(
        className=f"swatch {status_classes(status)}",
        style=side_style(look, status.actor, status.rival),
        **{"aria-hidden": "true"},
    )


def side_dot(look: Look, actor: str | None) -> html.Span:
    """A dot in the colour of a side (decoration)."""
    return html.Span(className="side-dot", style={"--side": side_colour(look, actor)}, **{"aria-hidden": "true"})


def short_status(look: Look, status: Status) -> str:
    """A status in a few words: "held by the Taliban, capital only", "contested: Taliban, Government", "no report"."""
    words = look.words
    if status.kind is Kind.NO_REPORT:
        return words("kind.no_report")
    if status.kind in (Kind.CONTESTED, Kind.DISPUTED):
        sides = [look.actor_name(a) for a in (status.actor, status.rival) if a and a in look.control.actors]
        return words("status.between", kind=words(f"kind.{status.kind}"), sides=words("status.and").join(sides)) if sides else words(f"kind.{status.kind}")
    text = words("status.by", kind=words(f"kind.{status.kind}"), actor=look.actor_name(status.actor))
    if status.extent is Extent.NONE:
        return text
    return words("status.extent", status=text, extent=words(f"extent.{status.extent}"))
