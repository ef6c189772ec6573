"""Colour arithmetic: mixing, contrast, and what a colour-blind reader sees (pure functions over "#rrggbb")."""

from __future__ import annotations

import re

RGB = tuple[float, float, float]
Matrix = tuple[RGB, RGB, RGB]

# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# IEEE TVCG 15(6), 2009: the matrices for severity 1.0, applied to linear RGB.
DEFICIENCIES: dict[str, Matrix] = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
# Linear sRGB to CIE XYZ (IEC 61966-2-1), and the D65 white point that Lab is taken against.
_XYZ: Matrix = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
_WHITE: RGB = (0.95047, 1.0, 1.08883)
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: str) -> bool:
    """Whether the text is a colour of the form "#rrggbb"."""
    return _HEX.fullmatch(text) is not None


def rgb(colour: str) -> RGB:
    """Red, green and blue as 0..1 of "#rrggbb"."""
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def hexed(channels: RGB) -> str:
    """The "#rrggbb" of red, green and blue, clipped to 0..1."""
    return "#" + "".join(f"{round(min(max(c, 0.0), 1.0) * 255):02x}" for c in channels)


def mix(colour: str, ground: str, share: float) -> str:
    """The colour laid over the ground with this share (0 gives the ground, 1 the colour), in sRGB as a browser does."""
    a, b = rgb(colour), rgb(ground)
    return hexed((b[0] + (a[0] - b[0]) * share, b[1] + (a[1] - b[1]) * share, b[2] + (a[2] - b[2]) * share))


def linear(channel: float) -> float:
    """One sRGB channel as linear light."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def gamma(channel: float) -> float:
    """One channel of linear light as sRGB."""
    c = min(max(channel, 0.0), 1.0)
    return c * 12.92 if c <= 0.0031308 else float(1.055 * c ** (1 / 2.4) - 0.055)


def _times(matrix: Matrix, v: RGB) -> RGB:
    rows = [m[0] * v[0] + m[1] * v[1] + m[2] * v[2] for m in matrix]
    return (rows[0], rows[1], rows[2])


def luminance(colour: str) -> float:
    """Relative luminance 0..1 as WCAG defines it."""
    r, g, b = (linear(c) for c in rgb(colour))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    """The WCAG contrast ratio 1..21 of two colours."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable(ground: str, *choices: str) -> str:
    """The choice that stands out most on the ground."""
    return max(choices, key=lambda c: contrast(c, ground))


def seen_by(colour: str, deficiency: str) -> str:
    """The colour as a reader with "protan", "deutan" or "tritan" vision sees it."""
    r, g, b = (linear(c) for c in rgb(colour))
    x, y, z = _times(DEFICIENCIES[deficiency], (r, g, b))
    return hexed((gamma(x), gamma(y), gamma(z)))


def lab(colour: str) -> RGB:
    """CIE 1976 L*a*b* under D65."""
    r, g, b = (linear(c) for c in rgb(colour))
    x, y, z = (v / w for v, w in zip(_times(_XYZ, (r, g, b)), _WHITE, strict=True))
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return (116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))


def distance(a: str, b: str) -> float:
    """CIE 1976 colour difference of two colours (about 2.3 is just noticeable side by side)."""
    return float(sum((p - q) ** 2 for p, q in zip(lab(a), lab(b), strict=True)) ** 0.5)


def least_distance(a: str, b: str) -> float:
    """The smallest difference of two colours over normal, protan, deutan and tritan vision."""
    return min(distance(a, b), *(distance(seen_by(a, d), seen_by(b, d)) for d in DEFICIENCIES))
