"""Everyone can use it: axe finds nothing serious in any state, and what moves can be stopped, enlarged and read."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser


def faults(page: Any) -> list[str]:
    """What axe calls serious or critical: rule and first element."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in ("serious", "critical")]


@pytest.mark.parametrize(
    "query",
    ["", "?unit=AF-KDZ", "?unit=AF-KDZ&theme=dark", "?linked=1&at=2021-08-09&points=1", "?at=2035-01-01", "?embed=1"],
)
def test_axe_finds_nothing_serious(visit: Any, query: str) -> None:
    visit.open(query)
    visit.page.wait_for_timeout(500)
    assert faults(visit.page) == []


@pytest.mark.parametrize("query", ["?unit=AF-KDZ", "?theme=dark&known=2021-08-10"])
def test_axe_finds_nothing_serious_on_a_phone(phone: Any, query: str) -> None:
    phone.open(query)
    phone.page.wait_for_timeout(500)
    assert faults(phone.page) == []


def test_axe_finds_nothing_serious_in_open_menus_and_dialogs(visit: Any) -> None:
    visit.open()
    visit.page.get_by_text("Export", exact=True).click()
    assert faults(visit.page) == []
    visit.page.keyboard.press("Escape")
    visit.page.evaluate("document.getElementById('keys-dialog').showModal()")
    assert faults(visit.page) == []


def test_twice_as_large_nothing_is_lost_sideways(visit: Any) -> None:
    visit.page.set_viewport_size({"width": 720, "height": 450})  # 1440 x 900 at 200 %
    visit.open("?unit=AF-KDZ")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 720
    assert visit.page.locator(".wh-play").is_visible()
    assert visit.page.locator(".wh-map").bounding_box()["height"] > 120


def test_nothing_moves_for_those_who_asked_for_less(visit: Any) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    visit.open()
    assert visit.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--slow').trim()") in (
        "0ms",
        "0s",
    )


def test_the_thumb_is_in_reach_on_a_phone(phone: Any) -> None:
    phone.open()
    play = phone.page.locator(".wh-play").bounding_box()
    assert play["height"] >= 44
    assert play["y"] > 844 * 0.75
    assert phone.page.locator(".wh-map").bounding_box()["height"] > 220


def test_every_control_can_be_reached_with_the_tab_key(visit: Any) -> None:
    visit.open()
    seen = set()
    for _ in range(60):
        visit.page.keyboard.press("Tab")
        seen.add(
            visit.page.evaluate(
                "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
            )
        )
    wanted = ("map-keys", "wh-play", "wh-thumb", "wh-thumb--known", "wh-search__input", "wh-legend__row", "wh-theme")
    missing = [name for name in wanted if not any(name in str(one) for one in seen)]
    assert missing == []


def test_right_to_left_the_timeline_runs_the_other_way(visit: Any) -> None:
    langs = visit.open().evaluate("JSON.parse(document.getElementById('boot').textContent).langs")
    other = next((lang for lang in langs if lang in ("fa", "ar", "ps")), None)
    if other is None:
        pytest.skip("no catalogue in a language written from right to left")
    visit.open(f"?lang={other}")
    assert visit.page.evaluate("document.documentElement.dir") == "rtl"
    hand, track = (
        visit.page.locator(".wh-thumb").last.bounding_box(),
        visit.page.locator(".wh-time__track").bounding_box(),
    )
    assert hand["x"] < track["x"] + 60, "the latest day stands at the left"
    visit.page.get_by_role("slider").last.focus()
    visit.page.keyboard.press("ArrowRight")
    assert visit.view()["day"] == "2021-08-14"
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_memory_stays_flat_over_many_steps(visit: Any) -> None:
    visit.open()
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("HeapProfiler.enable")

    def used() -> float:
        session.send("HeapProfiler.collectGarbage")
        return float(session.send("Runtime.getHeapUsage")["usedSize"])

    step = """(count) => { const {state} = whoholds; for (let at = 0; at < count; at += 1) {
        state.clock.link(at % 7 < 3); state.clock.seek(at % 11); state.frame(); } }"""
    visit.page.evaluate(step, 500)
    before = used()
    visit.page.evaluate(step, 10_000)
    assert used() - before < 1_500_000
