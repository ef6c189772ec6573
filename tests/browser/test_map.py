"""The map: painted, patterned, labelled, chosen by mouse and key, and still painted after whatever Plotly does."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.situation import Situation

pytestmark = pytest.mark.browser

ALL = """[...document.querySelectorAll('path.choroplethlocation')].map(
    (path) => [path.dataset.unit, path.style.fill, String(path.__data__.z)])"""


def wanted(visit: Any, day: str, known: str) -> list[list[str]]:
    """What the scene says that each path is filled with."""
    return visit.page.evaluate(
        """([day, known]) => { const {scene, painter, state} = whoholds;
        const codes = scene.codes(state.clock.index(day), state.clock.index(known)), looks = painter.tables[painter.mode];
        const probe = document.createElement('i');
        return scene.units.map((unit, at) => {
          probe.style.fill = looks[codes[at]].fill;
          return [unit.id, probe.style.fill, String(codes[at])];
        }); }""",
        [day, known],
    )


def painted(visit: Any) -> list[list[str]]:
    return sorted(visit.page.evaluate(ALL))


def test_every_unit_is_painted_as_the_scene_says_on_every_day_and_both_clocks(visit: Any, situation: Situation) -> None:
    visit.open()
    for known in ("2021-08-08", "2021-08-10", "2021-08-15"):
        for day in situation.control.days:
            visit.page.evaluate("([day, known]) => whoholds.go({day, known})", [day.isoformat(), known])
            assert painted(visit) == sorted(wanted(visit, day.isoformat(), known)), (day, known)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_the_borders_are_those_of_the_theme(visit: Any, theme: str) -> None:
    visit.open(f"?theme={theme}")
    drawn = visit.page.evaluate(
        """() => { const {scene, painter, state} = whoholds, codes = scene.codes(state.clock.day, state.clock.knownNow);
        const probe = document.createElement('i'), plain = (c) => { probe.style.color = c; return probe.style.color; };
        return scene.units.map((unit, at) => [plain(scene.styles[painter.mode][codes[at]].stroke), painter.paths[at].style.stroke]); }"""
    )
    assert [one for one, _ in drawn] == [two for _, two in drawn]
    assert len({one for one, _ in drawn}) > 1


def test_the_scene_in_the_browser_is_control_on_both_clocks(visit: Any, situation: Situation) -> None:
    visit.open()
    control = situation.control
    for known in control.known_days:
        for day in control.days:
            cells = visit.page.evaluate(
                "([day, known]) => whoholds.scene.units.map((unit) => whoholds.cell(unit.id, day, known))",
                [day.isoformat(), known.isoformat()],
            )
            for unit, cell in zip(control.units, cells, strict=True):
                status = control.status(unit, day, known)
                assert (cell["kind"], cell["side"], cell["rival"]) == (str(status.kind), status.actor, status.rival), (
                    unit,
                    day,
                    known,
                )


def test_before_the_first_publication_nothing_has_a_colour(visit: Any) -> None:
    visit.open("?known=2021-08-08")
    assert {code for _, _, code in painted(visit)} == {"0"}


def test_statuses_that_are_not_sure_are_patterns_in_the_page(visit: Any) -> None:
    visit.open("?at=2021-08-09&known=2021-08-09")
    fill = visit.fill("AF-KDZ")
    assert fill.startswith("url(")
    assert visit.page.evaluate("(fill) => document.querySelector(fill.slice(5, -2)).dataset.pattern", fill) in (
        "stripes",
        "crosshatch",
    )
    assert visit.fill("AF-BAM").startswith("url("), "no report is sparse dots, not a plain colour"
    looks = visit.page.evaluate(
        """whoholds.scene.legend.light.filter((row) => row.side < 2 && !(row.kind === 1 && row.extent === 4)).map((row) =>
        [whoholds.shell.fills.fill(row.style), row.style.sign, row.style.dash.join()].join('|'))"""
    )
    assert len(set(looks)) == len(looks), (
        "each status has a look of its own (a regional report never makes a unit held)"
    )


@pytest.mark.parametrize(
    "disturb",
    [
        "whoholds.camera.zoom(1.8)",
        "Plotly.restyle(whoholds.camera.graph, {'marker.line.width': 1})",
        "Plotly.relayout(whoholds.camera.graph, {'geo.center.lon': 66})",
        "Plotly.redraw(whoholds.camera.graph)",
        "whoholds.go({theme: 'dark'})",
        "Plotly.Plots.resize(whoholds.camera.graph)",
    ],
)
def test_the_paint_survives(visit: Any, disturb: str) -> None:
    visit.open("?at=2021-08-14")
    visit.page.evaluate(disturb)
    visit.page.wait_for_timeout(250)
    assert painted(visit) == sorted(wanted(visit, "2021-08-14", "2021-08-15"))
    assert len({fill for _, fill, _ in painted(visit)}) > 2


def test_the_paint_survives_a_new_size(visit: Any) -> None:
    visit.open("?at=2021-08-14")
    visit.page.set_viewport_size({"width": 900, "height": 700})
    visit.page.wait_for_timeout(500)
    assert painted(visit) == sorted(wanted(visit, "2021-08-14", "2021-08-15"))


def test_dark_is_another_paint(visit: Any) -> None:
    visit.open()
    light = visit.fill("AF-HER")
    visit.page.get_by_role("button", name="Light or dark").click()
    assert visit.fill("AF-HER") != light
    assert "theme=dark" in visit.query


def test_only_what_changes_is_painted(visit) -> None:
    visit.open("?at=2021-08-05")
    changed = visit.page.evaluate(
        """() => { const {painter, state, scene} = whoholds, before = painter.count;
        const a = scene.codes(0, state.clock.knownNow), b = scene.codes(1, state.clock.knownNow);
        state.clock.seek(1); state.frame();
        return [painter.count - before, a.filter((code, at) => code !== b[at]).length]; }"""
    )
    assert changed[0] == changed[1] < 10


def point(visit: Any, unit: str) -> tuple[float, float]:
    """A place on the screen inside a unit."""
    at = visit.page.evaluate(
        """(id) => { const {scene, camera} = whoholds, unit = scene.units[scene.unitIndex.get(id)];
        const [x, y] = camera.project(unit.label), box = camera.graph.getBoundingClientRect(); return [x + box.left, y + box.top]; }""",
        unit,
    )
    return at[0], at[1]


def test_hovering_says_a_sentence_and_a_click_chooses(visit: Any) -> None:
    visit.open()
    visit.page.mouse.move(*point(visit, "AF-HER"))
    visit.page.wait_for_selector("#tip.is-on")
    assert "Herat" in visit.page.inner_text("#tip")
    assert "by Taliban since 12 Aug 2021" in visit.page.inner_text("#tip")
    visit.page.mouse.click(*point(visit, "AF-HER"))
    visit.until("whoholds.view().unit === 'AF-HER'")
    assert "unit=AF-HER" in visit.query
    visit.page.wait_for_selector("#side h2:has-text('Herat')")


def test_the_map_is_walked_by_keys(visit: Any) -> None:
    visit.open()
    visit.page.focus("#map-keys")
    visit.page.keyboard.press("h")
    assert "Herat" in visit.page.inner_text("#tip") or "Helmand" in visit.page.inner_text("#tip")
    start = visit.page.get_attribute("#map-keys", "aria-activedescendant")
    visit.page.keyboard.press("ArrowRight")
    assert visit.page.get_attribute("#map-keys", "aria-activedescendant") != start
    visit.page.keyboard.press("Enter")
    chosen = visit.view()["unit"]
    assert f"key-{chosen}" == visit.page.get_attribute("#map-keys", "aria-activedescendant")
    visit.page.keyboard.press("Escape")
    assert visit.view()["unit"] is None


def test_the_legend_hides_and_points_fill_nothing(visit: Any) -> None:
    visit.open()
    before = visit.fill("AF-HER")
    visit.page.click("[data-off=taliban]")
    assert visit.fill("AF-HER") != before
    assert "off=taliban" in visit.query
    visit.page.click("[data-off=taliban]")
    assert visit.fill("AF-HER") == before
    visit.page.get_by_label("Points only: fill nothing").check()
    assert {fill for _, fill, _ in painted(visit)} == {"var(--land)"}
    assert visit.page.locator(".wh-overlay .wh-report").count() == 7
    assert visit.page.locator("#legend .wh-report").count() == 4  # two sides, and two shapes
    assert "points=1" in visit.query


def test_no_name_lies_over_a_seat(visit: Any) -> None:
    visit.open()
    covered = """() => { const seats = [...document.querySelectorAll('.wh-seat')].map((one) => one.getBoundingClientRect());
      return [...document.querySelectorAll('.wh-overlay__labels text')].filter((name) => { const box = name.getBoundingClientRect();
        return seats.some((s) => s.x + s.width / 2 > box.left && s.x + s.width / 2 < box.right
          && s.y + s.height / 2 > box.top + 3 && s.y + s.height / 2 < box.bottom - 3); }).map((name) => name.textContent); }"""
    assert visit.page.locator(".wh-overlay__labels text").count() > 25
    assert visit.page.evaluate(covered) == []


def test_signs_stand_for_seats_and_approaches(visit: Any) -> None:
    visit.open()
    assert visit.page.locator("[data-unit=AF-HER][data-sign=dot]").count() == 1
    assert visit.page.locator("[data-unit=AF-BAM][data-sign=none]").count() == 1
    assert visit.page.locator(".wh-overlay .wh-marker.is-approach").count() == 1
    visit.page.evaluate("whoholds.go({day: '2021-08-10'})")
    assert visit.page.locator(".wh-overlay .wh-marker").count() == 0


def test_a_place_is_found_in_any_spelling(visit: Any) -> None:
    visit.open()
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("qonduz")
    visit.page.wait_for_selector("#search-list li b")
    assert "Kunduz" in visit.page.inner_text("#search-list li >> nth=0")
    visit.page.keyboard.press("Enter")
    assert visit.view()["unit"] == "AF-KDZ"


def test_zoom_and_back_to_the_whole(visit: Any) -> None:
    visit.open()
    visit.page.get_by_role("button", name="Zoom in").click()
    visit.until("location.search.includes('z=')")
    visit.page.get_by_role("button", name="Show the whole map").click()
    visit.until("!location.search.includes('z=')")
    assert visit.page.evaluate("whoholds.camera.state[0]") == pytest.approx(1)


def test_a_change_of_day_is_told_in_a_sentence(visit: Any) -> None:
    visit.open()
    visit.page.keyboard.press("Home")
    visit.until("document.getElementById('live').textContent.startsWith('5 Aug 2021:')")
    assert "no report 34" in visit.page.inner_text("#live")


def test_colours_are_kept_where_the_system_forces_its_own(visit: Any) -> None:
    visit.page.emulate_media(forced_colors="active")
    visit.open()
    assert visit.page.evaluate("getComputedStyle(document.querySelector('.wh-map')).forcedColorAdjust") == "none"


def test_paper_gets_the_greys_of_print(visit: Any) -> None:
    visit.open("?print=1")
    assert visit.page.evaluate("whoholds.painter.mode") == "print"


def test_printing_takes_the_greys_and_gives_the_colours_back(visit: Any) -> None:
    visit.open()
    colour = visit.fill("AF-HER")
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert visit.page.evaluate("whoholds.painter.mode") == "print"
    assert visit.fill("AF-HER") != colour
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visit.fill("AF-HER") == colour
