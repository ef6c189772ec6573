"""Take a picture of every state of the page, at three widths, light and dark, in a real Chromium.

The states are data: scripts/screenshots.toml.

    python scripts/take_screenshots.py                                  # all, into build/screenshots
    python scripts/take_screenshots.py --state province --width 390     # one state, one width
    python scripts/take_screenshots.py --theme dark --sheets            # and contact sheets to look at many at once
"""

import argparse
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route
from served import HOME, chromium, served, until

STATES = Path(__file__).with_name("screenshots.toml")
READY = "document.documentElement.dataset.ready"
STILL = """!document.querySelector('[data-dash-is-loading="true"]') && document.fonts.status === 'loaded'"""
SEEN = "localStorage.setItem('whoholds.tour', '1')"


@dataclass(frozen=True)
class Shot:
    """One picture to take: a state on a device in a theme."""

    state: dict[str, Any]
    device: dict[str, Any]
    theme: str

    @property
    def name(self) -> str:
        """What the picture is called."""
        return f"{self.state['name']}-{self.device['name']}-{self.theme}"


@dataclass
class Camera:
    """A browser with the contexts that were opened in it: files are fetched once for each device."""

    browser: Browser
    bases: dict[str, str]
    contexts: dict[tuple[Any, ...], BrowserContext] = field(default_factory=dict)

    def take(self, shot: Shot, target: Path) -> str | None:
        """Write the picture; what went wrong, or None."""
        context = self._context(shot)
        page, held = context.new_page(), list[Route]()
        if "hold" in shot.state:
            page.route(shot.state["hold"], lambda route: held.append(route))
        try:
            return _into(page, shot, self.bases[shot.state.get("case", "default")], target)
        except Error as why:  # of Playwright: what a step asks for is not on the page
            return str(why).split("\n", 1)[0]
        finally:
            for route in held:
                route.abort()
            page.close()
            context.set_offline(False)

    def _context(self, shot: Shot) -> BrowserContext:
        device, zoom, first = shot.device, shot.state.get("zoom", 1), bool(shot.state.get("first"))
        width, height = shot.state.get("size", (device["width"], device["height"]))
        key = (device["name"], width, height, zoom)
        if first or key not in self.contexts:
            size = {"width": width // zoom, "height": height // zoom}
            made = self.browser.new_context(
                viewport=size, device_scale_factor=zoom, has_touch=device.get("touch", False)
            )
            if not first:
                made.add_init_script(SEEN)
            if first:
                return made
            self.contexts[key] = made
        return self.contexts[key]


def _into(page: Page, shot: Shot, base: str, target: Path) -> str | None:
    state = shot.state
    page.emulate_media(color_scheme=shot.theme, **state.get("media", {}))
    if "refuse" in state:
        page.route(state["refuse"], lambda route: route.abort())
    page.goto(base + state["query"], wait_until="commit" if "hold" in state else "load")
    halted = "hold" in state or "refuse" in state
    for condition in ([] if halted else [READY], [state.get("until", READY)]):
        if condition and not until(page, condition[0]):
            return f"never came true: {condition[0]}"
    for step in state.get("do", ()):
        if wrong := _do(page, step):
            return wrong
    until(page, STILL, 4)
    page.wait_for_timeout(400)
    page.screenshot(path=target, full_page=state.get("whole", False))
    return None


def _do(page: Page, step: dict[str, Any]) -> str | None:
    """One step of a state; what went wrong, or None."""
    ((what, given),) = step.items()
    if what == "press":
        page.keyboard.press(given)
    elif what in ("click", "hover"):
        getattr(page.locator(given).first, what)(timeout=5000)
    elif what == "fill":
        page.locator(given[0]).first.fill(given[1])
    elif what == "run":
        page.evaluate(f"(() => {{ {given} }})()")
    elif what == "scroll":
        page.evaluate(f"document.querySelector({given!r}).scrollIntoView({{block: 'start'}})")
    elif what == "offline":
        page.context.set_offline(given)
    elif what == "until":
        return None if until(page, given) else f"never came true: {given}"
    else:
        return f"there is no step {what!r}"
    page.wait_for_timeout(120)
    return None


def wanted(table: dict[str, Any], given: argparse.Namespace) -> list[Shot]:
    """The pictures that the options ask for, in the order of the table."""
    return [
        Shot(state, device, theme)
        for state in table["state"]
        for device in table["device"]
        for theme in ("light", "dark")
        if (not given.state or state["name"] in given.state)
        and (not given.width or device["name"] in given.width)
        and theme in (given.theme or state.get("themes", ("light", "dark")))
        and theme in state.get("themes", ("light", "dark"))
        and device["name"] in state.get("devices", (device["name"],))
    ]


@contextmanager
def cases(folders: dict[str, str], names: Sequence[str]) -> Iterator[dict[str, str]]:
    """The addresses of the cases that are needed, each served by a process of its own."""
    with ExitStack() as stack:
        made: dict[str, str] = {}
        for name in names:
            folder = folders[name]
            if folder == "made":
                folder = str(_without_articles(Path(stack.enter_context(tempfile.TemporaryDirectory()))))
            made[name] = stack.enter_context(served(HOME / folder if folder else None))
        yield made


def _without_articles(folder: Path) -> Path:
    """The default case in a folder of its own, without an article."""
    shutil.copytree(HOME / "data", folder, dirs_exist_ok=True)
    lines = (folder / "case.toml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("articles")]
    (folder / "case.toml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return folder


def contact_sheets(shots: Sequence[Shot], folder: Path) -> list[Path]:
    """Sheets of several pictures with their names, one series for each device and theme."""
    made: list[Path] = []
    series: dict[tuple[str, str], list[Shot]] = {}
    for shot in shots:
        series.setdefault((shot.device["name"], shot.theme), []).append(shot)
    for (device, theme), all_of_it in series.items():
        room = all_of_it[0].device["columns"] * all_of_it[0].device["rows"]
        for number, at in enumerate(range(0, len(all_of_it), room), start=1):
            target = folder / f"sheet-{device}-{theme}-{number:02}.png"
            _sheet(all_of_it[at : at + room], folder).save(target, optimize=True)
            made.append(target)
    return made


def _sheet(shots: Sequence[Shot], folder: Path, *, across: int = 1560, gap: int = 8, head: int = 16) -> Image.Image:
    device = shots[0].device
    columns, width = device["columns"], (across - gap * (device["columns"] - 1)) // device["columns"]
    height = width * device["height"] // device["width"]
    rows = -(-len(shots) // columns)
    sheet = Image.new("RGB", (across, rows * (height + head + gap)), "#888")
    pen = ImageDraw.Draw(sheet)
    for number, shot in enumerate(shots):
        x, y = number % columns * (width + gap), number // columns * (height + head + gap)
        pen.text((x + 2, y + 2), shot.name, fill="#fff")
        picture = Image.open(folder / f"{shot.name}.png").convert("RGB")
        picture.thumbnail((width, height), Image.Resampling.LANCZOS)
        sheet.paste(picture, (x, y + head))
    return sheet


def options(table: dict[str, Any]) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [state["name"] for state in table["state"]]
    parser.add_argument("--state", action="append", choices=names, metavar="NAME", help="only this state (repeatable)")
    parser.add_argument(
        "--width", action="append", choices=[d["name"] for d in table["device"]], help="only this width"
    )
    parser.add_argument("--theme", action="append", choices=["light", "dark"], help="only this theme")
    parser.add_argument("--sheets", action="store_true", help="also contact sheets of what was taken")
    parser.add_argument("--out", type=Path, default=HOME / "build" / "screenshots", help="folder of the pictures")
    parser.add_argument("--list", action="store_true", help="print the names of the states and stop")
    return parser.parse_args()


def main() -> None:
    """Serve the cases, take the pictures that are asked for, say which could not be taken."""
    table = tomllib.loads(STATES.read_text(encoding="utf-8"))
    given = options(table)
    if given.list:
        raise SystemExit("\n".join(state["name"] for state in table["state"]))
    shots = wanted(table, given)
    given.out.mkdir(parents=True, exist_ok=True)
    needed = sorted({shot.state.get("case", "default") for shot in shots})
    wrong: dict[str, str] = {}
    with cases(table["cases"], needed) as bases, chromium() as browser:
        camera = Camera(browser, bases)
        for shot in shots:
            target = given.out / f"{shot.name}.png"
            if said := camera.take(shot, target):
                wrong[shot.name] = said
            print(f"{target}{f'   {said}' if said else ''}", flush=True)
    if given.sheets:
        contact_sheets([shot for shot in shots if shot.name not in wrong], given.out)
    if wrong:
        raise SystemExit(f"{len(wrong)} of {len(shots)} pictures could not be taken.")


if __name__ == "__main__":
    main()
