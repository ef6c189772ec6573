"""A sheet of paper in pixels: shapes and text on it, and the same bytes for the same sheet in PNG, SVG and PDF."""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Polygon
from matplotlib.path import Path as Outline
from matplotlib.patheffects import Stroke

from dashboard import __version__
from dashboard.export import svgfont
from dashboard.export.type import POINT, RIGHT_TO_LEFT, font
from dashboard.figures.theme import Mode, Palette, palette

Point = tuple[float, float]
# matplotlib keeps its settings per process; two drawings at once would mix them
ONE_AT_A_TIME = threading.RLock()
_TURNED = {"left": "right", "right": "left"}
MAKER = f"whoholds {__version__}"
SETTINGS: Any = {
    "svg.hashsalt": "whoholds",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "path.simplify": False,
    "text.usetex": False,
    "text.parse_math": False,
    "text.hinting": "none",
}


class Sheet:
    """A figure whose coordinates are pixels at 96 to the inch, the origin at the top left.

    With `rtl` it is laid out from right to left: texts, rectangles, rules and boxes take x from the right edge. Free
    shapes (fill, edge, dots, ring, polygon) stay where they are put, so that a map is never mirrored.
    """

    def __init__(
        self, width: float, height: float, mode: Mode | str = Mode.LIGHT, *, title: str = "", rtl: bool = False
    ) -> None:
        self.width, self.height, self.title, self.rtl = width, height, title, rtl
        self.palette: Palette = palette(mode)
        with ONE_AT_A_TIME, rc_context(SETTINGS):
            self.figure = Figure(figsize=(width / 96, height / 96), facecolor=self.palette.paper)
            self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(height, 0)
        self.axes.set_axis_off()

    def across(self, x: float) -> float:
        """Where an x of the layout (pixels) lies: itself, or as far from the right edge."""
        return self.width - x if self.rtl else x

    def box(self, left: float, top: float, right: float, bottom: float) -> shapely.Geometry:
        """A rectangle of the layout as a shape, in pixels."""
        one, other = sorted((self.across(left), self.across(right)))
        return shapely.box(one, top, other, bottom)

    def fill(self, shape: shapely.Geometry, colour: str, *, over: float = 1, gid: str | None = None) -> None:
        """A polygon filled with one colour."""
        if not shape.is_empty:
            patch = PathPatch(outline(shape), facecolor=colour, edgecolor="none", lw=0, zorder=over, gid=gid)
            self.axes.add_artist(patch)

    def edge(
        self, shape: shapely.Geometry, colour: str, width: float, *, dash: Sequence[float] = (), over: float = 2
    ) -> None:
        """The lines of a geometry, or the boundary of a polygon."""
        lines = line_parts(shape)
        if lines:
            style: Any = (0, tuple(d / width for d in dash)) if dash else "solid"
            drawn = LineCollection(lines, colors=colour, linewidths=width * POINT, linestyles=style, zorder=over)
            drawn.set_capstyle("butt" if dash else "round")
            drawn.set_joinstyle("round")
            self.axes.add_collection(drawn, autolim=False)

    def dots(self, points: Iterable[Point], radius: float, colour: str, *, over: float = 1.5) -> None:
        """Round dots of a radius in pixels: one path of very short strokes with round ends, the smallest way to say it."""
        found = [p for x, y in points for p in ((x, y), (x + 0.01, y))]
        if found:
            codes = [Outline.MOVETO, Outline.LINETO] * (len(found) // 2)
            drawn = PathPatch(Outline(found, codes), fill=False, edgecolor=colour, lw=2 * radius * POINT, zorder=over)
            drawn.set_capstyle("round")
            drawn.set_snap(False)  # snapped to pixels a short stroke has no length, and is not drawn
            self.axes.add_artist(drawn)

    def ring(
        self,
        at: Point,
        radius: float,
        *,
        fill: str,
        edge: str,
        width: float = 1.2,
        over: float = 6,
        gid: str | None = None,
    ) -> None:
        """A circle with an edge."""
        patch = PathPatch(Outline.circle(at, radius), facecolor=fill, edgecolor=edge, lw=width * POINT, zorder=over)
        patch.set_gid(gid)
        self.axes.add_artist(patch)

    def polygon(
        self, points: Sequence[Point], *, fill: str = "none", edge: str = "none", width: float = 1.2, over: float = 6
    ) -> None:
        """A closed shape with an edge."""
        patch = Polygon(list(points), closed=True, facecolor=fill, edgecolor=edge, lw=width * POINT, zorder=over)
        self.axes.add_artist(patch)

    def rect(self, x: float, y: float, w: float, h: float, **look: Any) -> None:
        """A rectangle of the layout from its first corner."""
        x, far = self.across(x), self.across(x + w)
        self.polygon([(x, y), (far, y), (far, y + h), (x, y + h)], **look)

    def rule(self, x: float, y: float, to: float, colour: str | None = None, width: float = 0.8) -> None:
        """A horizontal line of the layout."""
        self.edge(shapely.LineString([(self.across(x), y), (self.across(to), y)]), colour or self.palette.faint, width)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        px: float,
        *,
        colour: str | None = None,
        bold: bool = False,
        serif: bool = False,
        align: str = "left",
        base: str = "baseline",
        halo: str | None = None,
        over: float = 8,
        free: bool = False,
    ) -> None:
        """One line of text whose baseline (or middle, with base="center_baseline") is at y.

        `free` text stands at its x on the sheet and not in the layout, as the names on a map do.
        """
        if self.rtl:
            text = RIGHT_TO_LEFT + text
            if not free:
                x, align = self.across(x), _TURNED.get(align, align)
        look: dict[str, Any] = {
            "fontproperties": font(px, bold=bold, serif=serif),
            "ha": align,
            "va": base,
            "parse_math": False,
        }
        if halo:  # drawn apart: with a path effect on it the text itself would become a shape in SVG
            glow = self.axes.text(x, y, text, color=halo, zorder=over - 0.1, **look)
            glow.set_path_effects([Stroke(linewidth=2.6 * POINT, foreground=halo, joinstyle="round")])
        self.axes.text(x, y, text, color=colour or self.palette.ink, zorder=over, **look)

    def save(self, form: str, *, scale: float = 2.0) -> bytes:
        """The sheet as "png" (`scale` pixels to a pixel), "svg" or "pdf"; the same sheet gives the same bytes."""
        buffer = io.BytesIO()
        with ONE_AT_A_TIME, rc_context(SETTINGS), warnings.catch_warnings():
            # a letter that no font here has is drawn as a box of its script: seen in the picture, no reason to fail
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            if form == "png":
                canvas = FigureCanvasAgg(self.figure)
                made: Any = {"Software": MAKER, "Title": self.title}
                canvas.print_figure(buffer, format="png", dpi=96 * scale, metadata=made, facecolor=self.palette.paper)
            elif form == "svg":
                made = {"Date": None, "Creator": MAKER, "Title": self.title}
                FigureCanvasSVG(self.figure).print_figure(
                    buffer, format="svg", dpi=72, metadata=made, facecolor=self.palette.paper
                )
                return svgfont.with_fonts(buffer.getvalue().decode("utf-8"), self.title).encode("utf-8")
            else:
                FigureCanvasPdf(self.figure).print_figure(
                    buffer, format="pdf", dpi=72, metadata=about(self.title), facecolor=self.palette.paper
                )
        return buffer.getvalue()


def about(title: str) -> Any:
    """What a PDF says of itself: its title and maker, and no time of the clock."""
    return {"CreationDate": None, "ModDate": None, "Creator": MAKER, "Producer": MAKER, "Title": title}


def outline(shape: shapely.Geometry) -> Outline:
    """The rings of a polygon, multipolygon or collection as one path."""
    points: list[Any] = []
    codes: list[Any] = []
    for part in shapely.get_parts(shape).tolist():
        if part.geom_type != "Polygon":
            continue
        for ring in (part.exterior, *part.interiors):
            ends = np.asarray(ring.coords)[:, :2]
            points.append(ends)
            codes += [Outline.MOVETO, *[Outline.LINETO] * (len(ends) - 2), Outline.CLOSEPOLY]
    if not points:
        return Outline(np.zeros((0, 2)))
    return Outline(np.concatenate(points), codes)


def line_parts(shape: shapely.Geometry) -> list[Any]:
    """The coordinates of every line in a geometry; polygons give their rings."""
    found: list[Any] = []
    for part in shapely.get_parts(shape).tolist():
        if part.geom_type == "Polygon":
            found += [np.asarray(ring.coords)[:, :2] for ring in (part.exterior, *part.interiors)]
        elif part.geom_type in ("LineString", "LinearRing"):
            found.append(np.asarray(part.coords)[:, :2])
        elif part.geom_type.startswith(("Multi", "Geometry")):
            found += line_parts(part)
    return [line for line in found if len(line) > 1]
