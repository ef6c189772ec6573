"""Small drawings as plain data: nested lists that `assets/panel.js` turns into SVG elements, so that CSS themes them."""

from __future__ import annotations

import json
from typing import Any

from dash import html

TAGS = frozenset({"svg", "g", "path", "rect", "line", "circle", "text", "title", "polyline", "polygon"})
Tree = list[Any]  # [tag, attributes, child, ...]


def node(tag: str, attributes: dict[str, object] | None = None, *children: object) -> Tree:
    """An element: tag, attributes (numbers are written with at most two decimals), children or text.

    Raises:
        ValueError: the tag is not one that the page draws.
    """
    if tag not in TAGS:
        raise ValueError(f"no <{tag}> in a drawing; allowed: {', '.join(sorted(TAGS))}")
    written = {k: round(v, 2) if isinstance(v, float) else v for k, v in (attributes or {}).items() if v is not None}
    return [tag, written, *children]


def drawing(tree: Tree, label: str, class_name: str) -> html.Div:
    """The place on the page where a drawing appears, named for those who do not see it."""
    packed = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    return html.Div(className=f"wh-drawing {class_name}", role="img", **{"aria-label": label, "data-svg": packed})
