"""Measure the page on the default case: bytes and seconds of a first and a repeated load, click to filled panel, and memory.

Usage: python benchmarks/page.py [--chromium /usr/bin/chromium]
"""

from __future__ import annotations

import argparse
import time
from typing import Any

import numpy as np
from play import FLAGS, serving
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from dashboard.case import default_case
from dashboard.situation import situation_of
from dashboard.web import create_app

CLICKS = """async (count) => {
  const took = [], units = whoholds.scene.units, frame = () => new Promise(requestAnimationFrame);
  for (let at = 0; at < count; at += 1) {
    const unit = units[(at * 7 + 3) % units.length], title = () => document.querySelector("#side h2")?.textContent;
    await frame();
    const from = performance.now();
    whoholds.go({ unit: unit.id });
    while (title() !== unit.name && performance.now() - from < 3000) await frame();
    took.push(performance.now() - from);
    await new Promise((done) => setTimeout(done, 60));
  }
  return took;
}"""


STEPS = """async (count) => {
  const { state, scene } = whoholds, frame = () => new Promise(requestAnimationFrame);
  state.clock.playing = true;
  for (let at = 0; at < count; at += 1) {
    state.clock.seek(at % scene.days);
    state.frame();
    if (at % 20 === 0) await frame();
  }
  state.clock.playing = false;
}"""


def heap(page: Page, session: CDPSession) -> float:
    """Megabytes of script memory after a collection."""
    session.send("HeapProfiler.collectGarbage")
    return float(page.evaluate("performance.memory.usedJSHeapSize")) / 1e6


def memory(browser: Browser, url: str) -> dict[str, list[float]]:
    """Script memory after 1,000 steps and after 10,000 more."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    session = page.context.new_cdp_session(page)
    page.goto(url)
    page.wait_for_selector("html[data-ready]", state="attached")
    found = []
    for steps in (1_000, 10_000):
        page.evaluate(STEPS, steps)
        found.append(round(heap(page, session), 1))
    page.close()
    return {"heap_MB": found}


def load(browser: Browser, url: str) -> dict[str, Any]:
    """A first load with an empty cache and a second one with a full one, in one context."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page, seen, hosts = context.new_page(), [0.0], set[str]()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: seen.__setitem__(0, seen[0] + event["encodedDataLength"]))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]) if "://" in request.url else None)
    found: dict[str, Any] = {}
    for name in ("first", "repeat"):
        seen[0], start = 0.0, time.perf_counter()
        page.goto(url)
        page.wait_for_selector("html[data-ready]", state="attached")
        found[f"{name}_s"] = round(time.perf_counter() - start, 2)
        page.wait_for_timeout(800)
        found[f"{name}_kB"] = round(seen[0] / 1000)
    clicks = page.evaluate(CLICKS, 40)[3:]
    found |= {
        "click_median_ms": round(float(np.median(clicks))),
        "click_p95_ms": round(float(np.percentile(clicks, 95))),
    }
    context.close()
    return found | {"hosts": len(hosts)}


def main() -> None:
    """Serve as `whoholds serve` does, and measure three times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    flags = [*FLAGS, "--enable-precise-memory-info"]
    with serving(create_app(situation_of(default_case()))) as url, sync_playwright() as made:
        browser = made.chromium.launch(executable_path=given.chromium, args=flags)
        for _ in range(3):
            print(load(browser, url), flush=True)
        print(memory(browser, url), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
