"""The days one after another, as one GIF or MP4 file with headline, day, counts and legend in every frame."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import shapely
from PIL import Image

from dashboard.export.legend import draw_legend
from dashboard.export.mapping import draw_units
from dashboard.export.margin import draw_foot, draw_head
from dashboard.export.sheet import Sheet
from dashboard.export.shot import Shot
from dashboard.figures.theme import type_scale
from dashboard.model import WhoHoldsError

SIZE = (1000.0, 700.0)
MOST = 150  # frames: a longer span is shown by its changes only
_MARGIN, _COLUMN, _END = 32.0, 250.0, 2500
Frame = tuple[Shot, int]  # a shot and how many milliseconds it stays


def frame_days(shot: Shot) -> list[date]:
    """Every day from before the first change to the shot's day; of a long span only the changes and the ends."""
    changes = sorted({c.day for c in shot.control.changes(shot.known_at) if c.day <= shot.day})
    days = [d for d in shot.control.days if d <= shot.day]
    first = max(days.index(changes[0]) - 2, 0) if changes and changes[0] in days else max(len(days) - 10, 0)
    days = days[first:]
    if len(days) <= MOST:
        return days
    every = -(-len(changes) // (MOST - 2))
    return sorted({days[0], *changes[::every], days[-1]})


def frames(shots: Sequence[Shot], *, pace: int = 350) -> list[Frame]:
    """How long each shot stays: `pace` milliseconds, longer where something changed, longest at the end."""
    found: list[Frame] = []
    for before, shot in zip((None, *shots), shots, strict=False):
        same = before is not None and _face(before) == _face(shot)
        found.append((shot, pace if same else round(pace * 2.2)))
    found[-1] = (found[-1][0], _END)
    return found


def _face(shot: Shot) -> list[object]:
    return [shot.style(unit) for unit in shot.statuses]


def frame_sheet(shot: Shot, shots: Sequence[Shot], legend: Sequence[Shot], size: tuple[float, float] = SIZE) -> Sheet:
    """One frame: as the map, with a line of days at the foot on which this one is marked."""
    sheet = Sheet(*size, shot.mode, rtl=shot.rtl)
    room = size[0] - 2 * _MARGIN
    top = draw_head(sheet, shot, _MARGIN, room)
    foot = draw_foot(sheet, shot, _MARGIN, room)
    draw_units(sheet, shot, (_MARGIN, top + 12, room - _COLUMN - 24, foot - top - 62), fine=True)
    draw_legend(sheet, tuple(legend), size[0] - _MARGIN - _COLUMN, top + 26, _COLUMN, definitions=False)
    _clock(sheet, shot, shots, (_MARGIN, foot - 24), room)
    return sheet


def _clock(sheet: Sheet, shot: Shot, shots: Sequence[Shot], at: tuple[float, float], room: float) -> None:
    """The line of days, filled up to this one."""
    (x, y), base, note = at, sheet.palette, type_scale().note
    first, last = shots[0].day, shots[-1].day
    share = (shot.day - first).days / max((last - first).days, 1)
    sheet.rule(x, y, x + room, base.faint, 4)
    sheet.edge(_line(sheet, x, x + max(room * share, 0.01), y), base.accent, 4, over=3)
    sheet.ring((sheet.across(x + room * share), y), 5, fill=base.paper, edge=base.accent, width=2.2)
    sheet.text(x, y + 19, shot.words.day(first), note, colour=base.muted)
    sheet.text(x + room, y + 19, shot.words.day(last), note, colour=base.muted, align="right")


def _line(sheet: Sheet, x: float, to: float, y: float) -> shapely.Geometry:
    return shapely.LineString([(sheet.across(x), y), (sheet.across(to), y)])


def images(shots: Sequence[Shot]) -> list[Image.Image]:
    """The frames as pictures; equal days are drawn again, because the day itself is part of the frame."""
    legend = _telling(shots)
    return [
        Image.open(io.BytesIO(frame_sheet(shot, shots, legend).save("png", scale=1.0))).convert("RGB") for shot in shots
    ]


def _telling(shots: Sequence[Shot]) -> list[Shot]:
    """The shots that differ in look from the one before: together they hold every sign of the animation."""
    found: list[Shot] = []
    for shot in shots:
        if not found or _face(found[-1]) != _face(shot):
            found.append(shot)
    return [*found[-1:], *found[:-1]]


def gif_bytes(shots: Sequence[Shot], *, pace: int = 350) -> bytes:
    """An endless GIF; all frames share one palette, so that nothing flickers."""
    pictures, times = images(shots), [ms for _, ms in frames(shots, pace=pace)]
    master = pictures[-1].quantize(colors=200, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat = [p.quantize(palette=master, dither=Image.Dither.NONE) for p in pictures]
    buffer = io.BytesIO()
    flat[0].save(
        buffer, "GIF", save_all=True, append_images=flat[1:], duration=times, loop=0, optimize=False, disposal=1
    )
    return buffer.getvalue()


def mp4_bytes(shots: Sequence[Shot], *, pace: int = 350) -> bytes:
    """An H.264 video at 20 frames a second, which slide programs play; WhoHoldsError where ffmpeg is missing."""
    program = ffmpeg()
    size = f"{int(SIZE[0])}x{int(SIZE[1])}"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "map.mp4"
        command = [program, "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", "20"]
        command += ["-i", "-", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-crf", "18", "-threads", "1"]
        command += ["-movflags", "+faststart", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1"]
        stream = b"".join(
            image.tobytes() * max(1, round(ms / 50))
            for image, (_, ms) in zip(images(shots), frames(shots, pace=pace), strict=True)
        )
        done = subprocess.run([*command, str(target)], input=stream, capture_output=True, check=False)
        if done.returncode != 0 or not target.exists():
            raise WhoHoldsError(
                f"ffmpeg could not make the video: {done.stderr.decode(errors='replace').strip()[:300]}"
            )
        return target.read_bytes()


def ffmpeg() -> str:
    """The path of ffmpeg: that of imageio-ffmpeg, else the machine's own; WhoHoldsError where there is neither."""
    try:
        import imageio_ffmpeg  # type: ignore[import-untyped]

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        found = shutil.which("ffmpeg")
    if found is None:
        raise WhoHoldsError(
            "An .mp4 needs ffmpeg: pip install imageio-ffmpeg (or apt install ffmpeg); .gif needs nothing"
        )
    return found
