"""The fonts of the pictures: shipped with the package, measured and wrapped without a screen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib.font_manager import FontProperties, fontManager

SANS, SERIF = "Who Holds Sans", "Who Holds Serif"
FALLBACK = "DejaVu Sans"  # comes with matplotlib: letters that our own fonts lack
FOLDER = Path(__file__).parent.parent / "figures" / "fonts"
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
    """The width of a text in pixels, before kerning; a letter that the font lacks counts as wide as an m."""
    known = _advances((SERIF, 400) if serif else (SANS, 700 if bold else 400))
    return sum(known.get(letter, known["m"]) for letter in text) * px


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
