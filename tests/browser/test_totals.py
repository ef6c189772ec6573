"""The line of totals and the sentence for screen readers: the right look, the same numbers, on every day."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.model import Extent, Kind
from dashboard.situation import Situation

pytestmark = pytest.mark.browser

# Codes of a day are put in the place of the made ones: cells are kind, side, rival, extent, age, pending, baseline.
FAKE = """(cells) => { const {scene, state, shell, painter} = whoholds, codes = [];
  for (const [cell, times] of cells) {
    const style = scene.styles[painter.mode][1];
    scene.cells.push([...cell, 0, 0, 0]); scene.styles[painter.mode].push(style);
    for (let n = 0; n < times; n += 1) codes.push(scene.cells.length - 1);
  }
  while (codes.length < scene.units.length) codes.push(0);
  scene.codeCounts = null;
  Object.defineProperty(scene, 'codes', {value: () => Uint16Array.from(codes)});
  shell.totals(0, state.clock.knownNow); return scene.totalsSentence(0, 0); }"""
CHIPS = "[...document.querySelectorAll('.wh-total')].map((chip) => chip.innerText.trim().replace(/\\s+/g, ' '))"


def shown(visit: Any) -> list[str]:
    found: list[str] = visit.page.evaluate(CHIPS)
    return found


def test_what_rests_on_regional_reports_alone_stands_apart_and_looks_so(visit: Any) -> None:
    visit.open()
    said = visit.page.evaluate(FAKE, [[[2, 1, 0, 4], 8], [[2, 1, 0, 1], 2], [[1, 1, 0, 1], 3]])
    assert shown(visit) == [
        "3 Taliban",
        "2 claimed by Taliban",
        "8 claimed by Taliban (regional report only)",
        "21 no report",
    ]
    assert said.endswith("Taliban 3, claimed by Taliban 2, claimed by Taliban 8 (regional report only), no report 21")
    looks = visit.page.evaluate(
        """() => { const fill = (svg) => svg.querySelector('[fill], [style*=fill]').outerHTML, {shell} = whoholds;
        const drawn = [...document.querySelectorAll('.wh-total > :first-child')].map((svg) => svg.innerHTML);
        return [drawn, [[1, 1, 1], [2, 1, 1], [2, 1, 4], [0, 0, 0]].map((s) => shell.sample(...s, 22, 13).innerHTML)]; }"""
    )
    assert looks[0] == looks[1]
    assert looks[0][1] != looks[0][2]


def test_units_held_at_the_seat_only_are_counted_beside_the_held(visit: Any) -> None:
    visit.open()
    said = visit.page.evaluate(FAKE, [[[1, 1, 0, 1], 1], [[1, 1, 0, 2], 5], [[1, 2, 0, 2], 4]])
    assert shown(visit)[:2] == ["6 Taliban (5 capital only)", "4 Government (capital only)"]
    assert "Taliban 6 (5 capital only), Government 4 (capital only), no report 24" in said
    drawn = visit.page.evaluate("document.querySelectorAll('.wh-total > :first-child')[1].innerHTML")
    assert drawn == visit.page.evaluate("whoholds.shell.sample(1, 2, 2, 22, 13).innerHTML")


def test_the_totals_of_every_day_are_those_of_control(visit: Any, situation: Situation) -> None:
    visit.open()
    control = situation.control
    for known in control.known_days:
        for at, day in enumerate(control.days):
            parts = visit.page.evaluate(
                "([at, known]) => whoholds.scene.totalParts(at, whoholds.state.clock.index(known))",
                [at, known.isoformat()],
            )
            totals = control.totals(day, known)
            for kind, number in ((Kind.HELD, 1), (Kind.CLAIMED, 2), (Kind.CONTESTED, 3), (Kind.NO_REPORT, 0)):
                assert sum(int(p["count"]) for p in parts if p["kind"] == number) == totals.of(kind)
            statuses = [control.status(unit, day, known) for unit in control.units]
            seats = [s for s in statuses if s.kind in (Kind.HELD, Kind.CLAIMED) and s.extent is Extent.CAPITAL]
            assert sum(int(p["seats"]) for p in parts) == len(seats)


def test_the_numbers_of_the_line_follow_the_clock_while_it_plays(visit: Any) -> None:
    visit.open("?at=2021-08-05&play=1&speed=30")
    visit.until("whoholds.view().day === '2021-08-15'")
    expected = visit.page.evaluate(
        "whoholds.scene.totalsSentence(whoholds.state.clock.day, whoholds.state.clock.knownNow)"
    )
    line = visit.page.evaluate(
        "[...document.querySelectorAll('.wh-total')].map((chip) => chip.querySelector('b').innerText)"
    )
    for number in line:
        assert f" {number}" in expected
    assert sum(map(int, line)) == 34
