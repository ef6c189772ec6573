"""Measure playing and jumping: our painter beside Plotly.restyle and a plain Dash figure callback, in one run.

Usage: python benchmarks/play.py [--units 34 400 3000] [--steps 120] [--out benchmarks/play.json]

Headless Chromium, synthetic units, 200 days, eight looks. "frame" is the mean interval between frames while playing a
day a frame; "work" is main-thread time a step (all tasks, from Chromium's own counters) and the 95th percentile of the
script of a step; "jump" is from the request for a far day to the second animation frame after it.
"""

from __future__ import annotations

import argparse
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import plotly.express as px
import shapely
from dash import Dash, Input, Output, dcc, html
from playwright.sync_api import CDPSession, Page, sync_playwright
from werkzeug.serving import make_server

from dashboard.actors import read_actors
from dashboard.control import Layers
from dashboard.model import Unit
from dashboard.places.boundaries import Units
from dashboard.shipped import shipped
from dashboard.web.app import create_app

DAYS = 200
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
IDLE = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def synthetic_units(count: int, points: int = 80) -> Units:
    """A sheet of wavy cells that share their edges, about `points` vertices each."""
    rows = round((count / 1.6) ** 0.5) or 1
    columns, side = -(-count // rows), points // 4
    rng = np.random.default_rng(1)

    def edge(a: tuple[float, float], b: tuple[float, float], seed: int) -> np.ndarray:
        wave = np.random.default_rng(seed).normal(0, 0.03, side + 1)
        wave[[0, -1]] = 0
        t = np.linspace(0, 1, side + 1)[:, None]
        line = np.array(a) + t * (np.array(b) - np.array(a))
        across = np.array([-(b[1] - a[1]), b[0] - a[0]])
        return line + wave[:, None] * across

    knots = {(r, c): (60 + c * 16 / columns, 28 + r * 10 / rows) for r in range(rows + 1) for c in range(columns + 1)}
    flat = {(r, c): edge(knots[r, c], knots[r, c + 1], r * 9973 + c) for r in range(rows + 1) for c in range(columns)}
    tall = {
        (r, c): edge(knots[r, c], knots[r + 1, c], 7 + r * 7919 + c * 31)
        for r in range(rows)
        for c in range(columns + 1)
    }
    shapes, items = {}, []
    for at in range(count):
        r, c = divmod(at, columns)
        ring = np.concatenate([flat[r, c], tall[r, c + 1][1:], flat[r + 1, c][::-1][1:], tall[r, c][::-1][1:]])
        shape, name = shapely.Polygon(ring), f"XX-{at:04d}"
        shapes[name] = shape
        middle = (float(shape.centroid.x), float(shape.centroid.y))
        items.append(
            Unit(
                id=name,
                name=f"Unit {at}",
                capital_point=middle,
                label_point=middle,
                area_km2=float(rng.integers(900, 1100)),
            )
        )
    return Units(items=tuple(items), shapes=shapes)


def synthetic_situation(count: int) -> Any:
    """Units whose status changes on random days: about a twentieth of them a day."""
    units, actors = synthetic_units(count), read_actors(shipped("data") / "actors.toml")
    rng = np.random.default_rng(2)
    shape = (count, DAYS)
    turn = rng.random(shape) < 0.05
    turn[:, 0] = True
    segment = np.cumsum(turn, axis=1) + np.arange(count)[:, None] * 997
    looks = np.array(
        [(0, 0, 0, 0), (1, 1, 0, 1), (1, 2, 0, 1), (1, 1, 0, 2), (2, 1, 0, 2), (2, 2, 0, 4), (3, 1, 2, 1), (4, 1, 2, 1)]
    )
    chosen = looks[(segment * 2654435761 >> 7) % len(looks)]
    planes = dict(zip(("kind", "side", "rival", "extent"), np.moveaxis(chosen, 2, 0).astype(np.uint8), strict=True))
    none = np.zeros(shape, dtype=bool)
    layers = Layers(**planes, age=np.zeros(shape, np.uint8), pending=none, baseline=none)
    days = tuple(date(2021, 1, 1) + timedelta(n) for n in range(DAYS))
    news = SimpleNamespace(units=units.ids, rows=np.arange(count), done=SimpleNamespace(layers=layers), signs={})
    control = SimpleNamespace(
        units=units.ids, days=days, known_days=days[-1:], actors=tuple(a.id for a in actors), rule="filter", claims=(), aggregates=(),
        layers=lambda _=None: layers, news=lambda: (news,), unplaced=lambda _=None: (),
    )  # fmt: skip
    gazetteer = SimpleNamespace(places={}, find=lambda _: ())
    case = SimpleNamespace(
        id="synthetic",
        title=f"{count} units",
        timezone="UTC",
        note="",
        units=units,
        gazetteer=gazetteer,
        actors=actors,
        translations={},
    )
    made = SimpleNamespace(case=case, control=control, articles={"a": None}, readings={}, claims={}, layers=layers)
    made.under = lambda _: made
    return made


def figure_app(situation: Any) -> Dash:
    """The plain way: a callback that gives a px.choropleth figure for a day."""
    app = Dash(
        "plain",
        serve_locally=True,
        assets_folder=str(shipped("assets")),
        assets_ignore=".*(?<!plotly-geo.min)[.](js|css)$",
    )
    geojson, codes = situation.case.units.geojson(clockwise=True), situation.layers.kind
    app.layout = html.Div(
        [
            dcc.Input(id="day", value=0),
            dcc.Graph(id="map", config={"topojsonURL": "/assets/"}, style={"height": "700px"}),
        ]
    )

    @app.callback(Output("map", "figure"), Input("day", "value"))
    def draw(day: int) -> Any:
        values = [str(code) for code in codes[:, int(day or 0)]]
        figure = px.choropleth(geojson=geojson, locations=list(situation.case.units.ids), color=values)
        return figure.update_geos(visible=False, fitbounds="locations")

    return app


@contextmanager
def serving(app: Dash) -> Iterator[str]:
    """The app on loopback, in a thread."""
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join(5)


def counters(session: CDPSession) -> dict[str, float]:
    """Chromium's own sums: seconds of all main-thread tasks, script, style and layout."""
    return {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}


STEPS = """async ([steps, name]) => {
  const { state, scene, painter, camera } = globalThis.whoholds, graph = camera.graph, days = scene.days, script = [], frames = [];
  const colours = scene.cells.map((_, at) => [at / Math.max(1, scene.cells.length - 1), `hsl(${at * 40} 60% 50%)`]);
  if (name === "restyle") await Plotly.restyle(graph, { colorscale: [colours], zmin: 0, zmax: scene.cells.length - 1 });
  const restyle = (day) => Plotly.restyle(graph, { z: [Array.from(scene.codes(day, state.clock.knownNow))] });
  const step = name === "restyle" ? restyle : (day) => { state.clock.seek(day); state.frame(); };
  const frame = () => new Promise(requestAnimationFrame);
  state.clock.playing = true;
  for (let at = 0; at < 8; at += 1) { await step(at); await frame(); }
  let last = await frame();
  for (let at = 0; at < steps; at += 1) {
    const from = performance.now();
    await step((at * 1) % days);
    script.push(performance.now() - from);
    const now = await frame();
    frames.push(now - last);
    last = now;
  }
  state.clock.playing = false;
  return { script, frames };
}"""
JUMPS = """async ([count, name]) => {
  const { state, scene, camera } = globalThis.whoholds, graph = camera.graph, took = [];
  const frame = () => new Promise(requestAnimationFrame);
  for (let at = 0; at < count; at += 1) {
    const day = (at * 83 + 31) % scene.days;
    await frame();
    const from = performance.now();
    if (name === "restyle") await Plotly.restyle(graph, { z: [Array.from(scene.codes(day, state.clock.knownNow))] });
    else { state.clock.seek(day); state.frame(); }
    await frame(); await frame();
    took.push(performance.now() - from);
  }
  return took;
}"""
FIGURE = """async ([count, days]) => {
  const graph = document.querySelector("#map .js-plotly-plot"), took = [], frame = () => new Promise(requestAnimationFrame);
  for (let at = 0; at < count; at += 1) {
    const from = performance.now(), drawn = new Promise((done) => graph.once("plotly_afterplot", done));
    dash_clientside.set_props("day", { value: (at * 83 + 31) % days });
    await drawn; await frame(); await frame();
    took.push(performance.now() - from);
  }
  return took;
}"""
MUTE = "() => { whoholds.camera.graph.removeAllListeners('plotly_afterplot'); }"


def summary(values: list[float]) -> dict[str, float]:
    """Mean, median and 95th percentile, in milliseconds."""
    return {
        "mean": round(float(np.mean(values)), 2),
        "median": round(float(np.median(values)), 2),
        "p95": round(float(np.percentile(values, 95)), 2),
    }


def ours(page: Page, session: CDPSession, url: str, steps: int, jumps: int, name: str) -> dict[str, Any]:
    """Play and jump on our page, by painting or (name "restyle") by Plotly.restyle of the same values."""
    page.goto(url)
    page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
    page.wait_for_timeout(800)
    if name == "restyle":
        page.evaluate(MUTE)
    before = counters(session)
    played = page.evaluate(STEPS, [steps, name])
    after = counters(session)
    work = 1000 * (after["TaskDuration"] - before["TaskDuration"]) / (steps + 8)
    return {
        "frame": summary(played["frames"]),
        "work": round(work, 2),
        "script": summary(played["script"]),
        "jump": summary(page.evaluate(JUMPS, [jumps, name])),
    }


def figure(page: Page, url: str, count: int) -> dict[str, Any]:
    """Jumps by a figure callback."""
    page.goto(url)
    page.wait_for_selector("path.choroplethlocation", state="attached", timeout=120_000)
    page.wait_for_timeout(1500)
    return {"jump": summary(page.evaluate(FIGURE, [count, DAYS]))}


def main() -> None:
    """Run all sizes and print a table of ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, nargs="+", default=[34, 400, 3000])
    parser.add_argument("--steps", type=int, default=120)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--out", type=Path)
    given, found = parser.parse_args(), {}
    with sync_playwright() as made:
        browser = made.chromium.launch(executable_path=given.chromium, args=FLAGS)
        for count in given.units:
            situation = synthetic_situation(count)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable")
            with serving(create_app(situation)) as url:
                paint = ours(page, session, f"{url}?labels=0", given.steps, 60, "paint")
                slow = ours(page, session, f"{url}?labels=0", max(10, given.steps // 6), 12, "restyle")
            with serving(figure_app(situation)) as url:
                plain = figure(page, url, 8 if count < 3000 else 3)
            found[count] = {"paint": paint, "restyle": slow, "figure": plain}
            page.close()
            print(line(count, paint, slow, plain), flush=True)
        browser.close()
    if given.out:
        given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def line(count: int, paint: dict[str, Any], slow: dict[str, Any], plain: dict[str, Any]) -> str:
    """One line for one size."""
    less, faster = slow["work"] / paint["work"], plain["jump"]["median"] / paint["jump"]["median"]
    return (
        f"{count:>5} units: frame {paint['frame']['mean']} ms, work {paint['work']} ms a step "
        f"(script p95 {paint['script']['p95']}), jump p95 {paint['jump']['p95']} ms "
        f"| restyle: work {slow['work']} ms ({less:.0f} x), jump p95 {slow['jump']['p95']} ms "
        f"| px.choropleth callback: jump {plain['jump']['median']} ms ({faster:.0f} x)"
    )


if __name__ == "__main__":
    main()
