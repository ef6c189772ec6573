"""The visual grammar, once for the page and the pictures: what a status looks like (look: palette.toml, words: texts.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dashboard.control.result import EXTENTS as EXTENTS
from dashboard.control.result import KINDS as KINDS
from dashboard.figures import colour
from dashboard.model import Actor, Extent, Kind, WhoHoldsError

_FILE = Path(__file__).with_name("palette.toml")


class Mode(StrEnum):
    """Where the map is seen."""

    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"


class Pattern(StrEnum):
    """How a cell is filled; each has one meaning."""

    SOLID = "solid"  # held; lighter where less than the whole unit; light tint where only claimed
    DOTS = "dots"  # only a region or the country was named
    STRIPES = "stripes"  # contested: the two sides
    CROSSHATCH = "crosshatch"  # disputed: the sources disagree
    PAPER = "paper"  # no report


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How one unit is drawn: colours are "#rrggbb", lengths are pixels at 96 to the inch."""

    pattern: Pattern
    fill: str  # the ground of the cell
    second: str | None  # dots, stripes or lines over the ground
    stroke: str
    width: float
    dash: tuple[float, ...] = ()  # empty: a full line
    sign: str = "none"  # "dot" at the capital, "ring" inside the unit (parts of it), "none"
    sign_colour: str | None = None
    texture: str = "none"  # print only: "horizontal", "vertical", "grid"
    texture_colour: str | None = None
    opacity: float = 1.0

    def as_json(self) -> dict[str, Any]:
        """The style as plain values for the page."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one mode."""

    mode: Mode
    paper: str
    panel: str
    ink: str
    muted: str
    faint: str
    border: str
    coast: str
    neighbour: str
    none: str
    unknown: str
    accent: str
    warning: str
    halo: str
    sides: tuple[str, ...]
    textures: tuple[str, ...] = ()

    def css(self) -> str:
        """The colours as CSS custom properties: `--wh-ink: #1d1b19; ... --wh-side-1: ...`."""
        named = {k: v for k, v in asdict(self).items() if k not in ("mode", "sides", "textures")}
        named |= {f"side-{i}": c for i, c in enumerate(self.sides, 1)}
        return " ".join(f"--wh-{name}: {value};" for name, value in named.items())


class TypeScale(NamedTuple):
    """The five sizes of text, in pixels at 96 to the inch."""

    note: float
    small: float
    body: float
    lead: float
    head: float


def type_scale() -> TypeScale:
    """The one type scale of page and pictures."""
    return TypeScale(*look()["type"]["scale"])


@cache
def look() -> dict[str, Any]:
    """All of palette.toml: the tables guard, mode, tint, age, pattern, edge, sign and type."""
    with _FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def palette(mode: Mode | str = Mode.LIGHT) -> Palette:
    """The colours of "light", "dark" or "print"; WhoHoldsError for another mode."""
    if mode not in tuple(Mode):
        raise WhoHoldsError(f"mode = {str(mode)!r}: allowed are {', '.join(Mode)}")
    values = dict(look()["mode"][str(mode)])
    sides, textures = tuple(values.pop("sides")), tuple(values.pop("textures", ()))
    return Palette(mode=Mode(mode), sides=sides, textures=textures, **values)


def side_colours(actors: Iterable[Actor], mode: Mode | str = Mode.LIGHT) -> tuple[str, ...]:
    """A colour per actor in order; an actor's own colour wins, and is lightened on dark paper until it stands out.

    In print every side takes the grey of its place. More sides than colours start again from the first.
    """
    look_of = palette(mode)
    chosen = []
    for place, actor in enumerate(actors):
        own = actor.colour if look_of.mode is not Mode.PRINT else None
        chosen.append(_outstanding(own, look_of) if own else look_of.sides[place % len(look_of.sides)])
    return tuple(chosen)


def _outstanding(own: str, look_of: Palette) -> str:
    if not colour.is_colour(own):
        raise WhoHoldsError(f"actors.toml: colour = {own!r}: write a colour as #rrggbb, for example #1f5d99")
    if look_of.mode is not Mode.DARK:
        return own
    share = next(
        (s / 10 for s in range(11) if colour.contrast(colour.mix("#ffffff", own, s / 10), look_of.paper) >= 3), 1.0
    )
    return colour.mix("#ffffff", own, share)


def style_of(
    kind: Kind | int,
    side: int,
    rival: int = 0,
    extent: Extent | int = Extent.WHOLE,
    age: int = 0,
    mode: Mode | str = Mode.LIGHT,
    colours: Sequence[str] = (),
) -> CellStyle:
    """The look of one cell. `side` and `rival` count as in `Layers`: 0 is none, 1 is the first actor.

    `colours` are those of `side_colours`, by default those of the palette; `age` is 0 (fresh) to 3 (old).
    """
    kind, extent, base = _kind(kind), _extent(extent), palette(mode)
    if kind is Kind.NO_REPORT:
        return CellStyle(Pattern.PAPER, base.paper, base.none, border_colour(base), look()["edge"]["width"])
    one, other = _side(side, base, colours), _side(rival, base, colours)
    if kind is Kind.CONTESTED:
        return _stripes(one, other, age, base)
    if kind is Kind.DISPUTED:
        return _crosshatch(one, other, age, base)
    return _of_one_side(kind, extent, one, age, base, _texture(side, base))


def border_colour(base: Palette, *, held: bool = False) -> str:
    """The colour of the full line around a unit, held or not."""
    return str(getattr(base, look()["edge"]["held" if held else "other"]))


def _of_one_side(kind: Kind, extent: Extent, one: str, age: int, base: Palette, texture: str) -> CellStyle:
    """Held and claimed: the tint says how sure and how far, the sign says where, the edge says whether confirmed."""
    regional = extent is Extent.REGIONAL
    edge, claimed = look()["edge"], kind is Kind.CLAIMED and not regional  # dots are doubt enough
    ground = colour.mix(one, base.paper, _share(kind, extent, age))
    sign = {Extent.CAPITAL: "dot", Extent.PARTS: "ring"}.get(extent, "none")
    return CellStyle(
        pattern=Pattern.DOTS if regional else Pattern.SOLID,
        fill=ground,
        second=colour.mix(one, base.paper, 0.75 * _fade(age)) if regional else None,
        stroke=one if claimed else border_colour(base, held=not regional),
        width=edge["claimed_width"] if claimed else edge["width"],
        dash=tuple(edge["claimed_dash"]) if claimed else (),
        sign=sign,
        sign_colour=colour.readable(ground, base.ink, base.paper) if sign != "none" else None,
        texture="none" if regional else texture,
        texture_colour=None if regional or texture == "none" else base.paper,
    )


def _stripes(one: str, other: str, age: int, base: Palette) -> CellStyle:
    share = look()["tint"]["stripe"] * _fade(age)
    ground, second = colour.mix(one, base.paper, share), colour.mix(other, base.paper, share)
    return CellStyle(Pattern.STRIPES, ground, second, border_colour(base), look()["edge"]["width"])


def _crosshatch(one: str, other: str, age: int, base: Palette) -> CellStyle:
    ground = colour.mix(one, base.paper, look()["tint"]["crosshatch"] * _fade(age))
    second = colour.mix(other if other != one else base.ink, base.paper, _fade(age))
    return CellStyle(Pattern.CROSSHATCH, ground, second, border_colour(base), look()["edge"]["width"])


def _share(kind: Kind, extent: Extent, age: int) -> float:
    tint = look()["tint"]
    if extent is Extent.REGIONAL:
        return float(tint["regional"] * _fade(age))
    if kind is Kind.CLAIMED:
        return float(tint["claimed"] * _fade(age))
    return float(tint.get(str(extent), tint["whole"]) * _fade(age))


def _fade(age: int) -> float:
    steps: list[float] = look()["age"]["fade"]
    return steps[min(max(age, 0), len(steps) - 1)]


def _side(number: int, base: Palette, colours: Sequence[str]) -> str:
    if number <= 0:
        return base.unknown
    known = colours or base.sides
    return known[(number - 1) % len(known)]


def _texture(number: int, base: Palette) -> str:
    return base.textures[(number - 1) % len(base.textures)] if base.textures and number > 0 else "none"


def _kind(kind: Kind | int) -> Kind:
    return kind if isinstance(kind, Kind) else KINDS[kind]


def _extent(extent: Extent | int) -> Extent:
    return extent if isinstance(extent, Extent) else EXTENTS[extent]
