"""The fonts of the pictures: shipped with the package, measured and wrapped without a screen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.ft2font import LoadFlags

SANS, SERIF = "Who Holds Sans", "Who Holds Serif"
FALLBACK = "DejaVu Sans"  # comes with matplotlib: letters that our own fonts lack
FOLDER = Path(__file__).parent.parent / "figures" / "fonts"
_MEASURED = 100.0  # height at which a shaped text is measured: large, so that rounding does not tell
RIGHT_TO_LEFT = "\u200f"  # an invisible letter: the line runs from right to left whatever it begins with
POINT = 0.75  # points to a pixel at 96 to the inch


@cache
def fonts() -> dict[tuple[str, int], Path]:
    """The font files by family and weight; the first call makes them known to matplotlib."""
    known = {
        (SANS, 400): FOLDER / "WhoHoldsSans-400.ttf",
        (SANS, 700): FOLDER / "WhoHoldsSans-700.ttf",
        (SERIF, 400): FOLDER / "WhoHoldsSerif-400.ttf",
    }
    for path in known.values():
        fontManager.addfont(path)
    return known


def font(px: float, *, bold: bool = False, serif: bool = False) -> FontProperties:
    """The font of a text of this height in pixels."""
    fonts()
    family, weight = (SERIF, 400) if serif else (SANS, 700 if bold else 400)
    return FontProperties(family=[family, FALLBACK], weight=weight, size=px * POINT)


@cache
def _advances(key: tuple[str, int]) -> Mapping[str, float]:
    """The width of every letter of a font, as a share of the height."""
    face = TTFont(fonts()[key])
    widths, unit = face["hmtx"].metrics, face["head"].unitsPerEm
    return {chr(code): widths[name][0] / unit for code, name in face.getBestCmap().items()}


@lru_cache(maxsize=16384)
def width(text: str, px: float, *, bold: bool = False, serif: bool = False) -> float:
    """The width of a text in pixels, before kerning; letters that our font lacks are shaped by the one that draws them."""
    key = (SERIF, 400) if serif else (SANS, 700 if bold else 400)
    known = _advances(key)
    if all(letter in known for letter in text):
        return sum(known[letter] for letter in text) * px
    return _shaped(key, text) * px


def _shaped(key: tuple[str, int], text: str) -> float:
    """The width of a text with joined letters and several fonts, as a share of the height."""
    face = get_font([str(fonts()[key]), findfont(FontProperties(family=[FALLBACK], weight=key[1]))])
    face.set_size(_MEASURED, 72)
    face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(face.get_width_height()[0]) / 64 / _MEASURED


def wrapped(text: str, room: float, px: float, *, bold: bool = False, serif: bool = False, most: int = 99) -> list[str]:
    """The text in lines that fit into `room` pixels; what exceeds `most` lines ends in an ellipsis."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and width(longer, px, bold=bold, serif=serif) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width(last + " …", px, bold=bold, serif=serif) > room:
        last = last.rpartition(" ")[0]
    return [*lines[: most - 1], last + " …"]
