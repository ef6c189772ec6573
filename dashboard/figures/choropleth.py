"""The map as Plotly draws it once: geometry, hover and click; its colours are painted in the browser (assets/map.js)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

CHOROPLETH = "choropleth"


def choropleth(units: Sequence[str], geojson: str | dict[str, Any], *, revision: str = "map") -> dict[str, Any]:
    """A Plotly figure of units without data: `geojson` is a URL or a FeatureCollection with clockwise exterior rings.

    Feature ids are unit ids. The values are 0 everywhere, because a status is painted, not plotted.
    """
    clear = "rgba(0,0,0,0)"
    trace = {
        "type": CHOROPLETH,
        "geojson": geojson,
        "locations": list(units),
        "z": [0] * len(units),
        "showscale": False,
        "colorscale": [[0, clear], [1, clear]],
        "hoverinfo": "none",
        "marker": {"line": {"width": 0.7, "color": "rgba(120,114,106,0.9)"}},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    geo = {"visible": False, "bgcolor": clear, "projection": {"type": "mercator"}, "resolution": 110, "scope": "world"}
    layout = {
        "geo": geo,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": clear,
        "plot_bgcolor": clear,
        "dragmode": "pan",
        "clickmode": "event",
        "showlegend": False,
        "uirevision": revision,
        "autosize": True,
    }
    return {"data": [trace], "layout": layout}


def config() -> dict[str, Any]:
    """Plotly's settings: no bar, no logo, scroll to zoom, and the topology from our own server, never from a CDN."""
    return {
        "topojsonURL": "/assets/",
        "displayModeBar": False,
        "displaylogo": False,
        "scrollZoom": True,
        "responsive": True,
        "doubleClick": False,
        "showTips": False,
    }
