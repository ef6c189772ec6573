"""Measure playing and jumping: our painter beside Plotly.restyle and a plain Dash figure callback, in one run.

Usage: python benchmarks/play.py [--units 34 400 3000] [--steps 120] [--out benchmarks/play.json]

Headless Chromium, no GPU, the cases of `synthetic.py`: 34 units are the shipped provinces, 400 and 3,000 are drawn.
"frame": interval between frames while playing a day a frame. "work": main-thread time a step, the sum of all tasks between
two steps in Chromium's own trace (wall time, and processor time as "cpu"). "jump": from the time stamp of a real mouse
press or click, at any moment of a frame, to the second animation frame after the drawing has been asked for (and, where a
worker draws, to the first frame after it has drawn). "idle" is the same of an empty page: what no page can go below.
"""

from __future__ import annotations

import argparse
import json
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import plotly.express as px
from dash import Dash, Input, Output, dcc, html
from playwright.sync_api import Browser, Page, sync_playwright
from synthetic import DAYS, synthetic_situation
from waitress.server import create_server

from dashboard.figures.payload import LAYERS, scene
from dashboard.shipped import shipped
from dashboard.situation import Situation
from dashboard.web.app import create_app

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SIZE = {"width": 1440, "height": 900}
Figures = dict[str, dict[str, float]]


def figure_app(situation: Situation) -> Dash:
    """The plain way: a callback that gives a px.choropleth figure for a day, a colour for each look that the page has."""
    ignored = ".*(?<!plotly-geo.min)[.](js|css)$"  # of our own scripts only Plotly's, without which it would ask a foreign host
    app = Dash("plain", serve_locally=True, assets_folder=str(shipped("assets")), assets_ignore=ignored)
    layers, units = situation.control.layers(), situation.case.units
    geojson = units.geojson(clockwise=True)
    looks = np.stack([np.asarray(getattr(layers, name), dtype=int) for name in LAYERS[:4]])
    graph = dcc.Graph(id="map", config={"topojsonURL": "/assets/"}, style={"height": "700px"})
    app.layout = html.Div([html.Button("another day", id="jump", n_clicks=0), graph])

    @app.callback(Output("map", "figure"), Input("jump", "n_clicks"))
    def draw(clicks: int) -> Any:
        values = ["-".join(map(str, look)) for look in looks[:, :, far_day(clicks)].T]
        figure = px.choropleth(geojson=geojson, locations=list(units.ids), color=values)
        return figure.update_geos(visible=False, fitbounds="locations")

    return app


def far_day(number: int) -> int:
    """Another day of the case for each number, far from the one before."""
    return (number * 83 + 31) % DAYS


@contextmanager
def serving(app: Dash) -> Iterator[str]:
    """The app on loopback, by the server that `whoholds serve` uses."""
    server = create_server(app.server, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/"
    server.close()
    thread.join(5)


STEPS = """async ([steps, name]) => {
  const { state, scene, camera } = globalThis.whoholds || {}, frames = [], frame = () => new Promise(requestAnimationFrame);
  const ways = {
    idle: () => {},
    paint: (day) => { state.clock.seek(day); state.frame(); },
    restyle: (day) => Plotly.restyle(camera.graph, { z: [Array.from(scene.codes(day, state.clock.knownNow))] }),
  };
  if (state) state.clock.playing = true;
  let last = await frame();
  for (let at = 0; at < steps + 10; at += 1) {
    performance.mark("step");
    await ways[name](at % (scene?.days ?? 1));
    const now = await frame();
    if (at >= 10) frames.push(now - last); // the first ten warm up
    last = now;
  }
  performance.mark("step");
  if (state) state.clock.playing = false;
  return frames;
}"""
# what a press or click starts, and when it is on the screen: two frames after it, and one after the worker has drawn
WATCH = """(name) => {
  const { state, scene, camera, painter } = globalThis.whoholds || {}, frame = () => new Promise(requestAnimationFrame);
  globalThis.jumps = [];
  const done = {
    idle: () => null,
    paint: () => painter.pen?.settled(),
    restyle: (event, n) => Plotly.restyle(camera.graph, { z: [Array.from(scene.codes((n * 83 + 31) % scene.days, state.clock.knownNow))] }),
    figure: () => new Promise((drawn) => document.querySelector("#map .js-plotly-plot").once("plotly_afterplot", drawn)),
  }[name];
  addEventListener(name === "figure" ? "click" : "pointerdown", async (event) => {
    await 0; // the page's own listeners first
    const two = name === "paint" ? frame().then(frame) : null;
    await done(event, jumps.length);
    if (two) { await Promise.all([two, painter.pen ? frame() : null]); } else { await frame(); await frame(); }
    jumps.push(performance.now() - event.timeStamp);
  }, name === "figure");
}"""
COLOURS = """async () => {
  const { camera, scene } = whoholds, last = Math.max(1, scene.cells.length - 1);
  camera.graph.removeAllListeners("plotly_afterplot"); // our painter does not paint over it
  const colorscale = [scene.cells.map((_, at) => [at / last, `hsl(${at * 40} 60% 50%)`])];
  await Plotly.restyle(camera.graph, { colorscale, zmin: 0, zmax: last });
}"""


def summary(values: list[float]) -> dict[str, float]:
    """Mean, median and 95th percentile, in milliseconds."""
    mean, median, p95 = float(np.mean(values)), float(np.median(values)), float(np.percentile(values, 95))
    return {"mean": round(mean, 2), "median": round(median, 2), "p95": round(p95, 2)}


def play(browser: Browser, page: Page, steps: int, name: str) -> Figures:
    """Frames and main-thread work of playing a day a frame."""
    browser.start_tracing(page=page, categories=["toplevel", "blink.user_timing"])
    frames = page.evaluate(STEPS, [steps, name])
    events = json.loads(browser.stop_tracing())["traceEvents"]
    return {"frame": summary(frames), "work": summary(work(events, "dur")), "cpu": summary(work(events, "tdur"))}


def work(events: list[dict[str, Any]], clock: str) -> list[float]:
    """Milliseconds of all tasks of the page's main thread from each mark to the next, without the ten that warm up."""
    marks = [e for e in events if e["name"] == "step" and "blink.user_timing" in e.get("cat", "")]
    where, times = (marks[0]["pid"], marks[0]["tid"]), np.array(sorted(mark["ts"] for mark in marks))
    spent = np.zeros(len(times) + 1)
    for event in events:
        if (
            (event["pid"], event["tid"]) == where
            and event["ph"] == "X"
            and event["name"] == "ThreadControllerImpl::RunTask"
        ):
            spent[np.searchsorted(times, event["ts"])] += (
                event.get(clock, 0.0) / 1000
            )  # a task cut off by the end has none
    return [float(value) for value in spent[11:-1]]


def jump(page: Page, count: int, name: str, press: Callable[[int], None]) -> Figures:
    """Real presses at random moments; the first three warm up."""
    page.evaluate(WATCH, name)
    chance = random.Random(7)
    for number in range(count + 3):
        press(number)
        page.wait_for_function("(n) => globalThis.jumps.length > n", arg=number, timeout=120_000)
        page.wait_for_timeout(300 + chance.random() * 100)  # the panel has been filled, and a frame has begun anywhere
    return {"jump": summary(page.evaluate("jumps")[3:])}


def on_track(page: Page) -> Callable[[int], None]:
    """A press on the timeline, on a far day each time."""
    box = page.locator(".wh-time__track").bounding_box()
    assert box

    def press(number: int) -> None:
        share = (far_day(number) + 0.5) / DAYS
        page.mouse.click(box["x"] + 18 + share * (box["width"] - 36), box["y"] + box["height"] / 2)

    return press


def ours(browser: Browser, url: str, steps: int, jumps: int, name: str) -> Figures:
    """Play and jump on our page, by painting or (name "restyle") by Plotly.restyle of the same values."""
    page = browser.new_page(viewport=SIZE)
    page.goto(f"{url}?labels=0")
    page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
    page.wait_for_timeout(1000)
    if name == "restyle":
        page.evaluate(COLOURS)
    found = play(browser, page, steps, name)
    press = on_track(page) if name == "paint" else lambda _: page.mouse.click(1300, 850)
    if name == "restyle":
        page.evaluate("document.querySelector('#timeline').remove()")
    found |= jump(page, jumps, name, press)
    page.close()
    return found


def idle(browser: Browser, steps: int, jumps: int) -> Figures:
    """An empty page."""
    page = browser.new_page(viewport=SIZE)
    found = play(browser, page, steps, "idle") | jump(page, jumps, "idle", lambda _: page.mouse.click(200, 200))
    page.close()
    return found


def figure(browser: Browser, url: str, jumps: int) -> Figures:
    """Jumps by a figure callback."""
    page = browser.new_page(viewport=SIZE)
    page.goto(url)
    page.wait_for_selector("path.choroplethlocation", state="attached", timeout=120_000)
    page.wait_for_timeout(1500)
    found = jump(page, jumps, "figure", lambda _: page.click("#jump"))
    page.close()
    return found


def main() -> None:
    """Run all sizes and print a line of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, nargs="+", default=[34, 400, 3000])
    parser.add_argument("--steps", type=int, default=120)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--out", type=Path)
    given, found = parser.parse_args(), dict[str, Any]()
    with sync_playwright() as made:
        browser = made.chromium.launch(executable_path=given.chromium, args=FLAGS)
        found["idle"] = idle(browser, given.steps, 60)
        print(
            f" idle: work p95 {found['idle']['work']['p95']} ms, jump p95 {found['idle']['jump']['p95']} ms", flush=True
        )
        for count in given.units:
            situation = synthetic_situation(count)
            with serving(create_app(situation)) as url:
                paint = ours(browser, url, given.steps, 60, "paint")
                slow = ours(browser, url, max(20, given.steps // 4), 20, "restyle")
            with serving(figure_app(situation)) as url:
                plain = figure(browser, url, 20 if count < 3000 else 4)
            found[str(count)] = {
                "looks": len(scene(situation)["cells"]),
                "paint": paint,
                "restyle": slow,
                "figure": plain,
            }
            print(line(count, paint, slow, plain), flush=True)
        browser.close()
    if given.out:
        given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def line(count: int, paint: Figures, slow: Figures, plain: Figures) -> str:
    """One line for one size; ratios are of means (work) and medians (jump)."""
    less, faster = slow["work"]["mean"] / paint["work"]["mean"], plain["jump"]["median"] / paint["jump"]["median"]
    return (
        f"{count:>5} units: frame {paint['frame']['mean']} ms, work a step mean {paint['work']['mean']} p95 {paint['work']['p95']} ms "
        f"(cpu {paint['cpu']['mean']}, {paint['cpu']['p95']}), jump median {paint['jump']['median']} p95 {paint['jump']['p95']} ms "
        f"| restyle: work mean {slow['work']['mean']} ms ({less:.1f} x), jump median {slow['jump']['median']} ms "
        f"| px.choropleth callback: jump median {plain['jump']['median']} ms ({faster:.0f} x)"
    )


if __name__ == "__main__":
    main()
