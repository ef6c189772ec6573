"""Record docs/first-minute.mp4 and .gif: the first minute of a new analyst on the page, with pointer and captions.

What happens is data: scripts/first_minute.toml. Chromium sends its frames; pointer and captions are drawn on them here.

    python scripts/record_first_minute.py
    python scripts/record_first_minute.py --out /tmp/minute.mp4 --frames /tmp/frames   # and a still every second
"""

import argparse
import base64
import subprocess
import tempfile
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minute_frames import Press, Stills, Take
from playwright.sync_api import Locator, Page
from served import HOME, chromium, served, until

from dashboard.export.animation import ffmpeg

SCRIPT = Path(__file__).with_name("first_minute.toml")
RATE = 15  # frames a second
# where a day stands on the track: the ends have a margin of 18 pixels
PLACE_OF_DAY = """(day) => { const box = document.querySelector('.wh-time__track').getBoundingClientRect(), { axis } = whoholds.scene;
  return box.left + 18 + axis.indexOf(day) * (box.width - 36) / (axis.length - 1); }"""
# Chromium keeps the last frame of a change to itself until another follows: two pixels that never rest bring it out
BEAT = """() => { const beat = document.createElement('div'), style = document.createElement('style');
  style.textContent = '@keyframes beat { 50% { opacity: 0.02; } }';
  Object.assign(beat.style, { position: 'fixed', insetInlineEnd: 0, insetBlockEnd: 0, width: '2px', height: '2px', background: '#888',
    opacity: 0.01, animation: 'beat 0.2s steps(2) infinite' });
  document.body.append(style, beat); }"""
GLIDE = 0.55  # seconds that the pointer takes to its next place


@dataclass
class Player:
    """Plays the scenes on a page and keeps, with its time, whatever the film is made of."""

    page: Page
    take: Take
    pointer: tuple[float, float]
    downloads: list[Path] = field(default_factory=list)
    folder: Path = Path()

    def scene(self, scene: dict[str, Any]) -> None:
        """One scene: its caption, then its steps."""
        self.take.captions.append((time.time(), scene["caption"], tuple(scene.get("keys", ()))))
        for step in scene["steps"]:
            self._step(dict(step))

    def _step(self, step: dict[str, Any]) -> None:
        at = step.pop("at", (0.5, 0.5))
        ((what, given),) = step.items()
        if what == "wait":
            self.page.wait_for_timeout(given * 1000)
        elif what in ("move", "click", "download"):
            self._to(self._place(self.page.locator(given).first, at))
            if what == "click":
                self._press()
            elif what == "download":
                self._fetch()
        elif what == "drag":
            self._drag(given)
        elif what == "press":
            self.page.keyboard.press(given)
        elif what == "scroll":
            self.page.mouse.wheel(0, given)
        elif what == "until":
            if not until(self.page, given):
                raise SystemExit(f"never came true: {given}")
        elif what == "show":
            self.take.pictures.append((time.time(), self.downloads[-1]))
            self.page.wait_for_timeout(given * 1000)
        else:
            raise SystemExit(f"{SCRIPT.name}: there is no step {what!r}")

    def _place(self, target: Locator, at: tuple[float, float]) -> tuple[float, float]:
        target.evaluate("(one) => one.scrollIntoView({block: 'nearest', behavior: 'smooth'})")
        self.page.wait_for_timeout(350)
        box = target.bounding_box()
        if box is None:
            raise SystemExit(f"not on the page: {target}")
        return box["x"] + box["width"] * at[0], box["y"] + box["height"] * at[1]

    def _to(self, goal: tuple[float, float], seconds: float = GLIDE) -> None:
        """The pointer glides: slowly away, slowly there."""
        start, begun = self.pointer, time.time()
        while True:
            share = min(1.0, (time.time() - begun) / seconds)
            eased = share * share * (3 - 2 * share)
            self.pointer = (start[0] + (goal[0] - start[0]) * eased, start[1] + (goal[1] - start[1]) * eased)
            self.page.mouse.move(*self.pointer)
            self.take.pointer.append((time.time(), self.pointer))
            if share == 1:
                return
            self.page.wait_for_timeout(20)

    def _press(self) -> None:
        self.page.wait_for_timeout(120)
        self.take.presses.append(Press(time.time(), self.pointer))
        self.page.mouse.click(*self.pointer)

    def _drag(self, day: str) -> None:
        """The hand of the timeline, taken and drawn to a day."""
        thumb = self.page.locator(".wh-thumb").last
        self._to(self._place(thumb, (0.5, 0.5)))
        there = self.page.evaluate(PLACE_OF_DAY, day)
        self.take.presses.append(Press(time.time(), self.pointer))
        self.page.mouse.down()
        self._to((there, self.pointer[1]), 1.3)
        self.page.mouse.up()

    def _fetch(self) -> None:
        self.page.wait_for_timeout(120)
        self.take.presses.append(Press(time.time(), self.pointer))
        with self.page.expect_download() as waiting:
            self.page.mouse.click(*self.pointer)
        target = self.folder / waiting.value.suggested_filename
        waiting.value.save_as(target)
        self.downloads.append(target)


def record(url: str, script: dict[str, Any], folder: Path) -> Take:
    """Play the scenes and keep every frame that Chromium paints."""
    take = Take(script["width"], script["height"])
    with chromium() as browser:
        context = browser.new_context(
            viewport={"width": take.width, "height": take.height},
            color_scheme="light",
            permissions=["clipboard-read", "clipboard-write"],
        )
        page = context.new_page()
        session = context.new_cdp_session(page)

        def painted(event: dict[str, Any]) -> None:
            take.frames.append((event["metadata"]["timestamp"], base64.b64decode(event["data"])))
            session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

        session.on("Page.screencastFrame", painted)
        page.goto(url + script["query"])
        if not until(page, "document.documentElement.dataset.ready"):
            raise SystemExit("the page never became ready")
        page.evaluate(BEAT)
        page.wait_for_timeout(600)
        session.send("Page.startScreencast", {"format": "jpeg", "quality": 94, "everyNthFrame": 1})
        page.wait_for_timeout(300)
        player = Player(page, take, (take.width * 0.42, take.height * 0.4), folder=folder)
        take.pointer.append((time.time(), player.pointer))
        for scene in script["scene"]:
            player.scene(scene)
        take.ended = time.time()
        session.remove_listener("Page.screencastFrame", painted)
        session.send("Page.stopScreencast")
        page.wait_for_timeout(500)  # an answer to the last frame may still be on its way
    return take


def film(take: Take, target: Path, stills: Path | None) -> None:
    """Encode the take at a steady rate; also a still every second where a folder is named."""
    shown = Stills(take)
    size = shown.at(take.begun).size
    command = [
        ffmpeg(),
        "-y",
        "-loglevel",
        "error",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "rgb24",
        "-s",
        f"{size[0]}x{size[1]}",
    ]
    command += ["-r", str(RATE), "-i", "-", "-c:v", "libx264", "-preset", "slow", "-tune", "animation", "-crf", "27"]
    command += ["-pix_fmt", "yuv420p", "-movflags", "+faststart", "-map_metadata", "-1", str(target)]
    encoder = subprocess.Popen(command, stdin=subprocess.PIPE)
    assert encoder.stdin is not None
    for number in range(int((take.ended - take.begun) * RATE)):
        frame = shown.at(take.begun + number / RATE)
        encoder.stdin.write(frame.tobytes())
        if stills and number % RATE == 0:
            frame.save(stills / f"{number // RATE:03}.png")
    encoder.stdin.close()
    if encoder.wait():
        raise SystemExit("ffmpeg could not make the film")


def moving_picture(made: Path) -> Path:
    """The film as a small GIF beside it: three frames a second, few colours."""
    target = made.with_suffix(".gif")
    small = "fps=3,scale=760:-1:flags=lanczos,split[a][b]"
    colours = "[a]palettegen=stats_mode=diff:max_colors=96[p];[b][p]paletteuse=dither=none:diff_mode=rectangle"
    command = [ffmpeg(), "-y", "-loglevel", "error", "-i", str(made), "-vf", f"{small};{colours}", str(target)]
    subprocess.run(command, check=True)
    return target


def main() -> None:
    """Serve the default case, play, encode."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=HOME / "docs" / "first-minute.mp4", help="the film")
    parser.add_argument("--frames", type=Path, help="folder for a still every second")
    given = parser.parse_args()
    if given.frames:
        given.frames.mkdir(parents=True, exist_ok=True)
    script = tomllib.loads(SCRIPT.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, served() as url:
        take = record(url, script, Path(folder))
        film(take, given.out, given.frames)
    for made in (given.out, moving_picture(given.out)):
        print(f"{made}: {take.ended - take.begun:.0f} s, {made.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
