"""Links: what is seen is in the address, the address brings it back, and what is not here is mended and said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard.control import control_from
from dashboard.situation import Situation

pytestmark = pytest.mark.browser


def test_the_default_view_has_no_query(visit: Any) -> None:
    visit.open()
    assert visit.query == ""


@pytest.mark.parametrize(
    ("patch", "query"),
    [
        ("{day: '2021-08-09'}", "?at=2021-08-09"),
        ("{known: '2021-08-10'}", "?known=2021-08-10"),
        ("{linked: true}", "?linked=1"),
        ("{unit: 'AF-HER'}", "?unit=AF-HER"),
        ("{tab: 'claims'}", "?tab=claims"),
        ("{mode: 'strip'}", "?mode=strip"),
        ("{day2: '2021-08-06', mode: 'compare'}", "?mode=compare&at2=2021-08-06"),
        ("{dates: ['2021-08-06', '2021-08-12']}", "?dates=2021-08-06~2021-08-12"),
        ("{points: true}", "?points=1"),
        ("{labels: false}", "?labels=0"),
        ("{off: ['taliban', 'no_report']}", "?off=taliban~no_report"),
        ("{span: ['2021-08-06', '2021-08-12']}", "?span=2021-08-06..2021-08-12"),
        ("{camera: [2, 66, 34]}", "?z=2,66,34"),
        ("{speed: 30}", "?speed=30"),
        ("{step: 'week'}", "?step=week"),
        ("{loop: true}", "?loop=1"),
        ("{theme: 'dark'}", "?theme=dark"),
        ("{filter: 'herat'}", "?q=herat"),
    ],
)
def test_each_setting_is_written_and_read_back(visit: Any, patch: str, query: str) -> None:
    if visit.page.url == "about:blank":
        visit.open()
    visit.page.evaluate(f"whoholds.state.go({patch})")
    assert visit.query == query
    back = visit.page.evaluate("whoholds.state.links.write({...whoholds.state.links.read(location.search).view})")
    assert back == query


def test_a_link_opens_the_same_view_in_another_browser(visit: Any, browser: Any) -> None:
    visit.open()
    visit.page.evaluate("""whoholds.go({day: '2021-08-13', known: '2021-08-15', unit: 'AF-KDZ', off: ['contested'],
        theme: 'dark', span: ['2021-08-06', '2021-08-14']})""")
    address, view = visit.page.evaluate("location.href"), visit.view()
    other = browser.new_page()
    other.goto(address)
    other.wait_for_selector("html[data-ready]", state="attached")
    assert other.evaluate("whoholds.view()") == view
    assert other.evaluate("document.documentElement.dataset.theme") == "dark"
    other.close()


def test_a_link_opens_the_same_part_of_the_map(visit: Any) -> None:
    visit.open("?z=3,69,34.5")
    visit.page.wait_for_timeout(400)
    assert visit.page.evaluate("whoholds.camera.state") == [3, 69, 34.5]
    visit.page.set_viewport_size({"width": 1200, "height": 800})
    visit.page.wait_for_timeout(400)
    assert visit.page.evaluate("whoholds.camera.state") == [3, 69, 34.5]
    assert visit.query == "?z=3,69,34.5"
    visit.page.evaluate("whoholds.go({camera: null})")
    visit.until("whoholds.camera.state[0] === 1")
    visit.page.go_back()
    visit.until("String(whoholds.camera.state) === '3,69,34.5'")


def test_back_and_forward_walk_through_what_was_chosen(visit: Any) -> None:
    visit.open()
    visit.page.evaluate("whoholds.go({unit: 'AF-HER'})")
    visit.page.evaluate("whoholds.go({unit: 'AF-KDZ', day: '2021-08-09'})")
    visit.page.go_back()
    visit.until("whoholds.view().unit === 'AF-HER' && whoholds.view().day === '2021-08-15'")
    visit.page.go_back()
    visit.until("whoholds.view().unit === null")
    visit.page.go_forward()
    visit.page.go_forward()
    visit.until("whoholds.view().unit === 'AF-KDZ' && whoholds.view().day === '2021-08-09'")


def test_latest_stays_latest(visit: Any) -> None:
    visit.open("?at=2021-08-09")
    visit.page.keyboard.press("End")
    visit.until("!location.search.includes('at=')")
    visit.open("?at=latest&known=latest")
    assert visit.view()["day_latest"] is True
    visit.open("?at=earliest")
    assert visit.view()["day"] == "2021-08-05"


@pytest.mark.parametrize(
    ("query", "said", "day", "unit"),
    [
        ("?at=2035-01-01", "15 Aug 2021", "2021-08-15", None),
        ("?at=2001-01-01", "5 Aug 2021", "2021-08-05", None),
        ("?at=yesterday", "the day “yesterday”", "2021-08-15", None),
        ("?unit=AF-XXX&at=2021-08-09", "the province “AF-XXX”", "2021-08-09", None),
        ("?tab=gossip", "the tab “gossip”", "2021-08-15", None),
        ("?speed=9999", "the speed “9999”", "2021-08-15", None),
        ("?z=here", "the part of the map “here”", "2021-08-15", None),
    ],
)
def test_what_is_not_here_gives_the_nearest_and_a_notice(
    visit: Any, query: str, said: str, day: str, unit: str | None
) -> None:
    visit.open(query)
    assert said in visit.page.inner_text("#notices")
    assert (visit.view()["day"], visit.view()["unit"]) == (day, unit)


@pytest.mark.parametrize(
    ("query", "tidy"),
    [
        ("?unit=af-her", "?unit=AF-HER"),
        ("?unit=herat&at=2021-8-9", "?at=2021-08-09&unit=AF-HER"),
        ("?unit=%D9%87%D8%B1%D8%A7%D8%AA", "?unit=AF-HER"),
        ("?at=2021-08-09T18:00", "?at=2021-08-09"),
        ("?at=9%20Aug%202021", "?at=2021-08-09"),
        ("?at=20210809", "?at=2021-08-09"),
        ("?unit=AF-HER&unit=AF-KDZ", "?unit=AF-KDZ"),
        ("?date=2021-08-09&at=2021-08-08", "?at=2021-08-08"),
        ("?mode=COMPARE&embed=true", "?mode=compare&embed=1"),
    ],
)
def test_another_spelling_of_a_link_opens_what_it_means_and_is_put_right(visit: Any, query: str, tidy: str) -> None:
    visit.open(query)
    assert visit.query == tidy
    assert not visit.page.inner_text("#notices")


@pytest.mark.parametrize(
    ("query", "said", "tidy"),
    [
        ("?at=2021-02-30", "“2021-02-30”", ""),
        ("?z=1e9,66,34", "“1e9,66,34”", ""),
        ("?z=2,200,95", "“2,200,95”", ""),
        ("?z=30,0,0", "“30,0,0”", ""),
        ("?lang=xx", "“xx”", ""),
        ("?span=2021-08-07..2021-09-30", "7 Aug 2021..15 Aug 2021", "?span=2021-08-07..2021-08-15"),
        ("?dates=2021-08-07~soon", "7 Aug 2021", "?dates=2021-08-07"),
        ("?dates=soon", "“soon”", ""),
    ],
)
def test_what_cannot_be_shown_is_left_out_of_the_link_and_said(visit: Any, query: str, said: str, tidy: str) -> None:
    visit.open(query)
    assert said in visit.page.inner_text("#notices")
    assert visit.query == tidy
    assert visit.view()["day"] == "2021-08-15"


def test_a_language_in_capitals_is_that_language(visit: Any) -> None:
    visit.open("?lang=FA")
    assert visit.page.evaluate("document.documentElement.lang") == "fa"
    assert visit.query == "?lang=fa"


def test_a_claim_alone_opens_its_province(visit: Any) -> None:
    visit.open()
    claim = visit.page.evaluate(
        "whoholds.scene.reports.find((r) => r.unit === whoholds.scene.unitIndex.get('AF-HER')).id"
    )
    visit.open(f"?claim={claim}")
    assert visit.view()["unit"] == "AF-HER"
    visit.until(f"document.querySelector('[data-claim-card=\"{claim}\"]')")


@pytest.fixture(scope="module")
def long_after(situation: Situation, serve: Callable[[Situation], str]) -> str:
    """The same claims in a case that runs on for a year: the approach to Kabul is long over at its end."""
    control = control_from(
        situation.control.claims,
        situation.control.units,
        situation.control.actors,
        start=date(2021, 8, 5),
        end=date(2022, 8, 15),
    )
    return serve(replace(situation, control=control))


def test_a_province_alone_opens_on_the_last_day_that_has_something_to_show(visit: Any, long_after: str) -> None:
    visit.base = long_after
    visit.open("?unit=AF-KAB")
    assert visit.view()["day"] == "2021-08-20"
    assert visit.query == "?at=2021-08-20&unit=AF-KAB"
    assert "Kabul has nothing to show on the latest day" in visit.page.inner_text("#notices")
    assert visit.page.locator(".wh-overlay .wh-marker.is-approach").count() == 1


@pytest.mark.parametrize("unit", ["AF-LOG", "AF-BAM"])
def test_a_province_that_shows_something_to_the_end_or_never_opens_on_the_latest_day(
    visit: Any, long_after: str, unit: str
) -> None:
    visit.base = long_after
    visit.open(f"?unit={unit}")
    assert visit.view()["day_latest"] is True
    assert visit.query == f"?unit={unit}"


def test_the_latest_day_of_a_province_with_an_earlier_one_to_open_on_survives_its_link(
    visit: Any, long_after: str
) -> None:
    visit.base = long_after
    visit.open()
    visit.page.evaluate("whoholds.go({unit: 'AF-KAB'})")
    assert visit.query == "?at=latest&unit=AF-KAB"
    visit.open(visit.query)
    assert visit.view()["day_latest"] is True
    visit.page.evaluate("whoholds.go({day: '2021-08-12'})")
    visit.page.go_back()
    visit.until("whoholds.view().day_latest && whoholds.view().unit === 'AF-KAB'")


def test_old_links_still_open(visit: Any) -> None:
    visit.open("?date=2021-08-09&province=AF-HER&known_at=2021-08-10")
    view = visit.view()
    assert (view["day"], view["unit"], view["known"]) == ("2021-08-09", "AF-HER", "2021-08-10")
    assert visit.query == "?at=2021-08-09&known=2021-08-10&unit=AF-HER"


def test_a_claim_moves_the_clocks_to_where_it_makes_sense(visit: Any) -> None:
    visit.open("?at=2021-08-06&known=2021-08-09")
    claim = visit.page.evaluate(
        "whoholds.scene.reports.find((r) => r.unit === whoholds.scene.unitIndex.get('AF-HER')).id"
    )
    visit.page.evaluate("(claim) => whoholds.go({claim, unit: 'AF-HER'})", claim)
    assert visit.view()["day"] == "2021-08-12"
    assert visit.view()["known"] == "2021-08-15"


def test_another_decision_rule_is_another_scene(visit: Any) -> None:
    visit.open()
    visit.page.get_by_text("View", exact=True).click()
    with visit.page.expect_navigation():
        visit.page.get_by_role("button", name="Two independent origins").click()
    visit.page.wait_for_selector("html[data-ready]", state="attached")
    assert visit.query == "?rule=two_origins"
    assert visit.page.evaluate("whoholds.scene.rule") == "two_origins"
    assert visit.fill("AF-HER") == visit.fill("AF-BAM"), "one origin alone moves nothing under this rule"
    visit.page.go_back()
    visit.page.wait_for_timeout(300)
    visit.page.wait_for_selector("html[data-ready]", state="attached")
    visit.until("whoholds.scene.rule === 'filter'")


def test_an_embed_is_the_map_and_its_timeline_under_a_small_title(visit: Any) -> None:
    visit.open("?embed=1&at=2021-08-14")
    for part in ("#top", "#side", ".wh-skip", "#unplaced", ".wh-time__setting", "#tour"):
        assert not visit.page.locator(part).is_visible(), part
    head, map_, time = (visit.page.locator(part).bounding_box() for part in ("#embed", ".wh-map", "#timeline"))
    assert head["height"] < 50
    assert map_["height"] > 600
    assert map_["width"] == 1440
    assert round(time["y"] + time["height"]) == 900
    assert visit.page.inner_text("#embed h1") == "A made case"
    assert "14 Aug 2021" in visit.page.inner_text("#embed")
    assert visit.page.inner_text("#map-note bdi") == "Boundaries do not imply endorsement. Test boundaries."
    assert not visit.page.locator(".wh-legend__box[open]").count()


def test_the_day_of_an_embed_follows_the_clock(visit: Any) -> None:
    visit.open("?embed=1&at=2021-08-14")
    visit.page.keyboard.press("ArrowLeft")
    visit.until("document.querySelector('#embed').innerText.includes('13 Aug 2021')")


def test_the_full_page_of_an_embed_opens_in_a_new_tab_with_the_same_view(visit: Any) -> None:
    visit.open("?embed=1&at=2021-08-14&unit=AF-HER&theme=dark")
    visit.page.evaluate("whoholds.go({day: '2021-08-13', off: ['contested']})")
    with visit.page.context.expect_page() as opened:
        visit.page.get_by_role("link", name="Open the full page").click()
    full = opened.value
    full.wait_for_selector("html[data-ready]", state="attached")
    assert full.evaluate("location.search") == "?at=2021-08-13&unit=AF-HER&off=contested&theme=dark"
    assert full.locator("#side").is_visible()
    assert not full.locator("#embed").is_visible()
    full.close()


@pytest.mark.parametrize("size", [(960, 640), (480, 360), (390, 500)])
def test_a_small_embed_leaves_room_for_the_map(visit: Any, size: tuple[int, int]) -> None:
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    visit.open("?embed=1")
    box = visit.page.evaluate("document.querySelector('.wh-map').getBoundingClientRect().height")
    assert box > size[1] * 0.5
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_link_may_start_the_play(visit: Any) -> None:
    visit.open("?at=2021-08-05&play=1&speed=30")
    visit.until("whoholds.view().day === '2021-08-15'")


def test_links_of_python_and_of_the_page_agree(visit: Any) -> None:
    from dashboard.model import View
    from dashboard.web.url import query_of, settled

    visit.open()
    visit.page.evaluate("whoholds.go({day: '2021-08-09', known: '2021-08-10', unit: 'AF-HER', linked: false})")
    assert query_of(settled(visit.view())) == visit.query
    assert isinstance(settled(visit.view()), View)
