"""Put the fonts of an SVG into it, cut down to the letters that it uses: real text that looks the same everywhere."""

from __future__ import annotations

import base64
import html
import io
import re
from functools import lru_cache

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from dashboard.export.type import RIGHT_TO_LEFT, fonts

_DRAWN, _NUMBER = re.compile(r'\bd="[^"]*"'), re.compile(r"-?\d+\.\d{3,}")
_RULES = re.compile(r"<style>@font-face.*?</style>", re.DOTALL)
_TURNED = re.compile(rf'<text style="(?=[^>]*>{RIGHT_TO_LEFT})')
_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")


def with_fonts(svg: str, title: str) -> str:
    """The SVG with its fonts as `@font-face` rules (base64), a title, a role, and shapes to a hundredth of a point."""
    rules = font_rules("".join(html.unescape(t) for t in _TEXT.findall(svg)), svg)
    svg = _DRAWN.sub(lambda m: _NUMBER.sub(lambda n: f"{float(n[0]):.2f}".rstrip("0").rstrip("."), m[0]), svg)
    head = f"<title>{html.escape(title)}</title>\n <defs>\n  <style>{rules}</style>\n </defs>"
    svg = re.sub(r"(<svg[^>]*)>", r'\1 role="img">', svg, count=1)
    svg = _TURNED.sub('<text style="unicode-bidi: plaintext; ', svg)  # the line's own letters say which way it runs
    return re.sub(r"(<svg[^>]*>)", lambda m: m[1] + "\n " + head, svg, count=1)


def font_rules(text: str, where: str = "") -> str:
    """The `@font-face` rules for the letters of a text; with `where` only of the families that it names."""
    letters = "".join(sorted(set(text)))
    return "".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{_cut(family, weight, letters)}) format('truetype');}}"
        for family, weight in fonts()
        if not where or family in where
    )


def without_fonts(svg: str) -> str:
    """The SVG element without its XML head and its own font rules, for a page that brings the fonts itself."""
    return _RULES.sub("<style></style>", svg[svg.index("<svg") :], count=1)


@lru_cache(maxsize=64)
def _cut(family: str, weight: int, letters: str) -> str:
    """The font with these letters only, as base64 of TTF."""
    options = Options(notdef_outline=True, layout_features=["kern", "mark", "mkmk", "ccmp"], hinting=False)
    face = TTFont(fonts()[(family, weight)], recalcTimestamp=False)
    cutter = Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(face)
    buffer = io.BytesIO()
    face.save(buffer)
    return base64.b64encode(buffer.getvalue()).decode("ascii")
