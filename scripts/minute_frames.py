"""One frame of the film: what Chromium painted, with the pointer over it and the caption under it."""

import io
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from dashboard.figures.theme import Mode, palette

FONTS = Path(__file__).resolve().parent.parent / "dashboard" / "figures" / "fonts"
BAR = 64  # height of the caption, pixels
RIPPLE = 0.45  # seconds that a press is shown
FINE = 4  # the pointer is drawn so many times larger, then made small: smooth edges
ARROW = ((1, 1), (1, 18), (5.2, 14.1), (8.1, 20.6), (11, 19.3), (8.1, 13), (13.8, 13))
Point = tuple[float, float]


@dataclass(frozen=True)
class Press:
    """A press of the pointer and its moment."""

    when: float
    at: Point


@dataclass
class Take:
    """All that was recorded, each with its moment in seconds."""

    width: int
    height: int
    frames: list[tuple[float, bytes]] = field(default_factory=list)
    pointer: list[tuple[float, Point]] = field(default_factory=list)
    presses: list[Press] = field(default_factory=list)
    captions: list[tuple[float, str, tuple[str, ...]]] = field(default_factory=list)
    pictures: list[tuple[float, Path]] = field(default_factory=list)
    ended: float = 0.0

    @property
    def begun(self) -> float:
        """When the first caption came."""
        return self.captions[0][0]


class Stills:
    """The frames of a take at any moment; the last one decoded is kept, because most moments share it."""

    def __init__(self, take: Take) -> None:
        self.take, self.kept = take, (-1, Image.new("RGB", (1, 1)))

    def at(self, when: float) -> Image.Image:
        """The frame of a moment: the page or the exported picture, the pointer, the caption."""
        take = self.take
        shown = [path for begun, path in take.pictures if begun <= when]
        frame = Image.new("RGB", (take.width, take.height + BAR), palette(Mode.LIGHT).ink)
        frame.paste(self._picture(shown[-1]) if shown else self._page(when), (0, 0))
        if not shown:
            self._pointer(frame, when)
        _, text, keys = take.captions[_last([c[0] for c in take.captions], when)]
        draw_caption(frame, text, keys, take.height)
        return frame

    def _page(self, when: float) -> Image.Image:
        number = _last([frame[0] for frame in self.take.frames], when)
        if self.kept[0] != number:
            made = Image.open(io.BytesIO(self.take.frames[number][1])).convert("RGB")
            self.kept = (number, made)
        return self.kept[1]

    def _picture(self, path: Path) -> Image.Image:
        """The exported picture, as a viewer of pictures shows it."""
        room = Image.new("RGB", (self.take.width, self.take.height), "#3b3936")
        made = Image.open(path).convert("RGB")
        made.thumbnail((self.take.width - 64, self.take.height - 48), Image.Resampling.LANCZOS)
        room.paste(made, ((room.width - made.width) // 2, (room.height - made.height) // 2))
        return room

    def _pointer(self, frame: Image.Image, when: float) -> None:
        take = self.take
        x, y = take.pointer[_last([p[0] for p in take.pointer], when)][1]
        for press in take.presses:
            age = (when - press.when) / RIPPLE
            if 0 <= age < 1:
                ripple = drawn_ripple(round(age * 12))
                frame.paste(
                    ripple, (round(press.at[0] - ripple.width / 2), round(press.at[1] - ripple.height / 2)), ripple
                )
        frame.paste(arrow(), (round(x) - 1, round(y) - 1), arrow())


def _last(moments: Sequence[float], when: float) -> int:
    return max(0, bisect_right(moments, when) - 1)


@cache
def arrow() -> Image.Image:
    """The pointer: black with a white edge."""
    made = Image.new("RGBA", (18 * FINE, 24 * FINE))
    ImageDraw.Draw(made).polygon([(x * FINE, y * FINE) for x, y in ARROW], fill="#111", outline="#fff", width=5)
    return made.resize((18, 24), Image.Resampling.LANCZOS)


@cache
def drawn_ripple(step: int) -> Image.Image:
    """The ring around a press, larger and fainter with each step of 12."""
    size, radius = 64 * FINE, (8 + 1.6 * step) * FINE
    made = Image.new("RGBA", (size, size))
    box = (size / 2 - radius, size / 2 - radius, size / 2 + radius, size / 2 + radius)
    faint = round(200 * (1 - step / 12))
    ImageDraw.Draw(made).ellipse(box, fill=(20, 20, 20, faint // 4), outline=(20, 20, 20, faint), width=2 * FINE)
    return made.resize((64, 64), Image.Resampling.LANCZOS)


@cache
def face(weight: int, size: int) -> ImageFont.FreeTypeFont:
    """The project's own type."""
    return ImageFont.truetype(str(FONTS / f"WhoHoldsSans-{weight}.ttf"), size)


def draw_caption(frame: Image.Image, text: str, keys: Sequence[str], top: int) -> None:
    """What is told, under the page; before it the keys that are pressed."""
    pen, colours, x, middle = ImageDraw.Draw(frame), palette(Mode.LIGHT), 24.0, top + BAR / 2
    for key in keys:
        width = max(34.0, pen.textlength(key, face(700, 20)) + 22)
        pen.rounded_rectangle((x, middle - 17, x + width, middle + 17), 6, fill=colours.paper)
        pen.text((x + width / 2, middle), key, font=face(700, 20), fill=colours.ink, anchor="mm")
        x += width + 14
    pen.text((x, middle), text, font=face(400, 20), fill=colours.paper, anchor="lm")
