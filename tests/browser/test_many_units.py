"""Many units are painted on a canvas: the same statuses, as pixels."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
PIXELS = """async (day) => { const {scene, painter, camera, state} = whoholds, wrong = [];
  state.clock.seek(day); state.frame();
  await painter.pen.settled();
  for (let n = 0; n < 3; n += 1) await new Promise(requestAnimationFrame); // the worker's frame reaches the page
  const copy = new OffscreenCanvas(painter.canvas.width, painter.canvas.height), pen = copy.getContext("2d");
  pen.drawImage(painter.canvas, 0, 0);
  const codes = scene.codes(day, state.clock.knownNow), ratio = painter.canvas.width / painter.canvas.clientWidth;
  let seen = 0;
  scene.units.forEach((unit, at) => {
    const style = scene.styles.light[codes[at]], [x, y] = camera.project([unit.label[0] + 0.1, unit.label[1] + 0.1]);
    if (style.pattern !== 'solid' || x < 0 || y < 0 || x > 900 || y > 600) return;
    seen += 1;
    const found = Array.from(pen.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1).data.slice(0, 3));
    const wanted = style.fill.match(/[0-9a-f]{2}/g).map((hex) => parseInt(hex, 16));
    if (found.some((value, n) => Math.abs(value - wanted[n]) > 3)) wrong.push([unit.id, found, wanted]);
  });
  return { seen, wrong: wrong.slice(0, 4) }; }"""


@pytest.fixture(scope="module")
def many() -> Iterator[str]:
    """The page of 200 synthetic units, as the benchmark makes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        play: Any = importlib.import_module("play")
    with play.serving(play.create_app(play.synthetic_situation(200))) as url:
        yield url


@pytest.mark.parametrize("pen", ["FarPen", "NearPen"])
def test_every_solid_unit_has_its_colour_before_and_after_zoom_and_play(browser: Any, many: str, pen: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    if pen == "NearPen":  # a browser that cannot draw in a worker
        page.add_init_script("delete HTMLCanvasElement.prototype.transferControlToOffscreen")
    page.goto(f"{many}?labels=0")
    page.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)
    page.wait_for_timeout(400)
    assert page.evaluate("whoholds.painter.pen.constructor.name") == pen
    for day in (199, 0, 100):
        found = page.evaluate(PIXELS, day)
        assert found["seen"] > 60
        assert found["wrong"] == []
    page.evaluate("whoholds.camera.zoom(1.6)")
    page.wait_for_timeout(300)
    found = page.evaluate(PIXELS, 101)
    assert found["seen"] > 20
    assert found["wrong"] == []
    page.close()
