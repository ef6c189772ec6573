"""The timeline: a clock that runs without a page, and a slider that hands and keys can use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
CLOCK = Path(__file__).parents[2] / "assets" / "clock.js"


@pytest.fixture
def clock(browser: Any) -> Any:
    """The clock alone, on an empty page: ten days, two more on the axis, changes on days 3 and 7."""
    page = browser.new_page()
    page.evaluate(CLOCK.read_text(encoding="utf-8"))
    page.evaluate(
        """() => { const axis = Array.from({length: 12}, (_, n) => `2021-08-${String(n + 1).padStart(2, '0')}`);
        globalThis.clock = new whoholds.Clock({axis, days: 10, changes: () => [3, 7]}); }"""
    )
    yield lambda script: page.evaluate(f"() => {{ const c = globalThis.clock; {script} }}")
    page.close()


def test_it_starts_at_the_latest_on_both_clocks(clock: Any) -> None:
    assert clock("return [c.date, c.knownDate, c.atLatest, c.knownAtLatest]") == [
        "2021-08-10",
        "2021-08-12",
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("script", "day"),
    [
        ("c.home()", 0),
        ("c.seek(99)", 9),
        ("c.seek(-4)", 0),
        ("c.seek(4); c.move(1)", 5),
        ("c.seek(4); c.move(-1)", 3),
        ("c.seek(9); c.step = 'week'; c.move(-1)", 2),
        ("c.seek(0); c.step = 'change'; c.move(1)", 3),
        ("c.seek(9); c.previous(); c.previous()", 3),
        ("c.seek(8); c.next()", 8),
        ("c.seek(5); c.page(-1)", 4),
        ("c.seek(c.index('2021-08-04'))", 3),
        ("c.seek(c.index('1999-01-01'))", 0),
        ("c.seek(c.index('2030-01-01', 10))", 9),
    ],
)
def test_the_hand_goes_where_it_is_sent_and_no_further(clock: Any, script: str, day: int) -> None:
    assert clock(f"{script}; return c.day") == day


@pytest.mark.parametrize("text", ["", "yesterday", "2021-13-40", "8/15/21"])
def test_what_is_no_date_has_no_index(clock: Any, text: str) -> None:
    assert clock(f"return c.index({text!r})") is None


def test_it_plays_a_step_an_interval_and_stops_at_the_end(clock: Any) -> None:
    played = clock(
        """c.home(); c.speed = 10; c.play(0); const seen = [];
        for (let t = 0; t < 2000 && c.playing; t += 50) if (c.tick(t)) seen.push([t, c.day]);
        return [seen, c.playing, c.day]"""
    )
    assert played[0] == [[100 * n, n] for n in range(1, 10)]
    assert played[1:] == [False, 9]


def test_it_loops_inside_a_span(clock: Any) -> None:
    days = clock(
        """c.brush(5, 2); c.loop = true; c.speed = 10; c.play(0); const seen = [];
        for (let t = 0; t <= 1000; t += 100) { c.tick(t); seen.push(c.day); }
        return seen"""
    )
    assert days == [2, 3, 4, 5, 2, 3, 4, 5, 2, 3, 4]


def test_a_play_by_weeks_ends_on_the_last_day(clock: Any) -> None:
    script = "c.home(); c.step = 'week'; c.speed = 10; c.play(0); for (let t = 0; t < 900; t += 100) c.tick(t);"
    assert clock(f"{script} return [c.day, c.playing]") == [9, False]


def test_after_a_sleep_it_does_not_rush(clock: Any) -> None:
    assert clock("c.home(); c.speed = 60; c.play(0); c.tick(16.7); c.tick(60000); return c.day") <= 9
    assert clock("c.home(); c.speed = 2; c.play(0); c.tick(500); c.tick(90000); return c.day") < 9


def test_linked_the_known_day_follows_and_a_touch_of_it_unlinks(clock: Any) -> None:
    assert clock("c.link(true); c.seek(4); return [c.knownNow, c.knownDate]") == [4, "2021-08-05"]
    assert clock("c.seekKnown(2); c.seek(6); return [c.linked, c.knownNow]") == [False, 2]


def thumb(visit: Any, part: str = "") -> Any:
    return visit.page.locator(f".wh-thumb{part}").last if not part else visit.page.locator(f".wh-thumb{part}").first


def test_the_slider_tells_its_range_and_its_day(visit: Any) -> None:
    visit.open("?at=2021-08-09")
    hand = visit.page.get_by_role("slider", name="Day of the situation")
    said = {name: hand.get_attribute(f"aria-{name}") for name in ("valuemin", "valuemax", "valuenow", "valuetext")}
    assert said == {"valuemin": "0", "valuemax": "10", "valuenow": "4", "valuetext": "9 Aug 2021"}


def test_keys_move_the_hand_and_the_map_follows(visit: Any) -> None:
    visit.open()
    visit.page.get_by_role("slider", name="Day of the situation").focus()
    for key, day in (
        ("Home", "05"),
        ("ArrowRight", "06"),
        ("PageUp", "07"),
        ("]", "08"),
        ("[", "07"),
        ("ArrowLeft", "06"),
        ("End", "15"),
    ):
        visit.page.keyboard.press(key)
        assert visit.view()["day"] == f"2021-08-{day}", key
    assert visit.fill("AF-HER") != visit.fill("AF-BAM")
    visit.page.keyboard.press("Home")
    assert visit.fill("AF-HER") == visit.fill("AF-BAM")


def test_space_plays_and_the_server_hears_only_the_end(visit: Any) -> None:
    visit.open("?at=2021-08-05&speed=15")
    visit.page.wait_for_timeout(400)
    before = len(visit.posts)
    visit.page.keyboard.press("Space")
    visit.until("whoholds.state.clock.playing")
    visit.until("!whoholds.state.clock.playing")
    assert visit.view()["day"] == "2021-08-15"
    visit.page.wait_for_timeout(500)
    assert len(visit.posts) - before <= 3, "one view, not one for each day"
    assert visit.fill("AF-HER") != visit.fill("AF-BAM")


def test_a_drag_scrubs_and_settles_once(visit: Any) -> None:
    visit.open()
    visit.page.evaluate("globalThis.settled = 0; document.addEventListener('whoholds:view', () => { settled += 1; })")
    box = visit.page.locator(".wh-time__track").bounding_box()
    visit.page.mouse.move(box["x"] + 20, box["y"] + 40)
    visit.page.mouse.down()
    days = set()
    for share in (0.2, 0.4, 0.6, 0.8):
        visit.page.mouse.move(box["x"] + box["width"] * share, box["y"] + 40)
        days.add(visit.view()["day"])
    assert visit.page.evaluate("settled") == 0
    visit.page.mouse.up()
    visit.until("settled === 1")
    assert len(days) == 4
    assert f"at={visit.view()['day']}" in visit.query


def test_the_wheel_steps(visit: Any) -> None:
    visit.open("?at=2021-08-10")
    visit.page.mouse.move(700, 860)
    visit.page.mouse.wheel(0, 120)
    visit.until("whoholds.view().day === '2021-08-11'")


def test_a_day_can_be_typed(visit: Any) -> None:
    visit.open()
    visit.page.get_by_label("Type a day", exact=True).fill("2021-08-07")
    visit.until("whoholds.view().day === '2021-08-07'")
    visit.until("location.search.includes('at=2021-08-07')")


def test_shift_and_drag_marks_a_span_that_plays_alone(visit: Any) -> None:
    visit.open()
    box = visit.page.locator(".wh-time__track").bounding_box()
    visit.page.keyboard.down("Shift")
    visit.page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 40)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 40)
    visit.page.mouse.up()
    visit.page.keyboard.up("Shift")
    visit.until("location.search.includes('span=')")
    first, last = visit.view()["span"]
    assert first < last
    visit.page.keyboard.press("Home")
    assert visit.view()["day"] in (first, "2021-08-05")
    assert visit.page.get_by_role("slider", name="Start of the span").is_visible()


def test_the_second_clock_hides_what_was_not_yet_published(visit: Any) -> None:
    visit.open()
    visit.page.get_by_role("slider", name="Day up to which reports count").focus()
    visit.page.keyboard.press("ArrowLeft")
    assert (visit.view()["known"], visit.view()["known_latest"]) == ("2021-08-14", False)
    assert visit.fill("AF-HER") == visit.fill("AF-BAM"), "Herat was published on the 15th"
    assert "As known on 14 Aug 2021" in visit.page.inner_text("#totals")
    assert visit.page.locator(".wh-bar.is-later").count() > 0
    visit.page.get_by_role("radio", name="Now").click()
    assert visit.fill("AF-HER") != visit.fill("AF-BAM")


def test_linked_clocks_replay_what_was_known_each_day(visit: Any) -> None:
    visit.open("?at=2021-08-08")
    now = visit.fill("AF-NIM")
    visit.page.get_by_role("radio", name="Same day").click()
    assert visit.fill("AF-NIM") == visit.fill("AF-BAM") != now, "nothing was published by the 8th"
    assert "linked=1" in visit.query
    visit.page.evaluate("whoholds.go({day: '2021-08-09'})")
    assert visit.fill("AF-NIM") != visit.fill("AF-BAM"), "the first article came out on the 9th"
    assert visit.view()["known"] == "2021-08-09"


def test_one_look_tells_which_clock_is_on(visit: Any) -> None:
    visit.open()
    frame = "getComputedStyle(document.querySelector('.wh-map'), '::after').borderTopWidth"
    assert visit.page.evaluate("document.documentElement.dataset.clock") == "now"
    for query, mode in (("?linked=1", "then"), ("?known=2021-08-09", "chosen")):
        visit.open(query)
        assert visit.page.evaluate("document.documentElement.dataset.clock") == mode
        assert visit.page.evaluate(frame) == "3px"


def test_the_histogram_counts_each_side_on_its_day(visit: Any) -> None:
    visit.open()
    assert visit.page.locator(".wh-bar").count() == 7
    assert visit.page.locator(".wh-bar.is-later").count() == 0


def test_the_list_of_keys_opens_with_a_question_mark(visit: Any) -> None:
    visit.open()
    visit.page.keyboard.press("?")
    assert visit.page.locator("#keys-dialog").is_visible()
    visit.page.keyboard.press("Escape")
    assert not visit.page.locator("#keys-dialog").is_visible()


def test_a_thumb_can_be_moved_by_touch(phone: Any) -> None:
    phone.open()
    box = phone.page.locator(".wh-time__track").bounding_box()
    phone.page.touchscreen.tap(box["x"] + box["width"] * 0.4, box["y"] + 30)
    phone.until("whoholds.view().day < '2021-08-12'")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
