"""Disputed borders on the page: dashed on the map and the small maps, in the legend, in the note, under the hand."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import shapely

from dashboard.places.disputed import DisputedBorder
from dashboard.situation import Situation

pytestmark = pytest.mark.browser
DRAWN = "document.querySelector('.wh-overlay .wh-border.is-line')"


@pytest.fixture(scope="module")
def server(situation: Situation, serve: Callable[[Situation], str]) -> str:
    """The made case, with the border between Herat and Badghis disputed."""
    units = situation.case.units
    line = shapely.line_merge(
        shapely.intersection(units.geometry("AF-HER").boundary, units.geometry("AF-BDG").boundary)
    )
    border = DisputedBorder(name="Test line", note="Two villages quarrel.", line=line, names={"fa": "خط آزمایشی"})
    case: Any = copy.copy(situation.case)
    case.units = replace(units, disputed=(border,))
    return serve(replace(situation, case=case))


def middle(visit: Any) -> list[float]:
    """A point in the middle of the line in the pixels of the window, away from its ends."""
    found: list[float] = visit.page.evaluate(
        f"(() => {{ const p = {DRAWN}, b = p.ownerSVGElement.getBoundingClientRect(), at = p.getPointAtLength(p.getTotalLength() / 2);"
        " return [at.x + b.left, at.y + b.top]; })()"
    )
    return found


def test_a_disputed_border_is_dashed_where_the_units_meet(visit: Any) -> None:
    visit.open("")
    style = visit.page.evaluate(f"getComputedStyle({DRAWN}).strokeDasharray")
    assert style not in ("none", "")
    off = visit.page.evaluate(
        f"""(() => {{ const line = {DRAWN}, unit = document.querySelector('path.choroplethlocation[data-unit="AF-HER"]');
        const shift = unit.ownerSVGElement.getBoundingClientRect(), own = line.ownerSVGElement.getBoundingClientRect();
        unit.style.strokeWidth = "3px"; let off = 0;
        for (let at = 0; at <= 20; at += 1) {{
          const p = line.getPointAtLength((line.getTotalLength() * at) / 20);
          const here = new DOMPoint(p.x + own.left - shift.left, p.y + own.top - shift.top);
          if (!unit.isPointInStroke(here)) off += 1;
        }}
        return off; }})()"""
    )
    assert off <= 2


def test_it_moves_with_the_map(visit: Any) -> None:
    visit.open("")
    before = visit.page.evaluate(f"{DRAWN}.getTotalLength()")
    visit.page.locator("#zoom button").first.click()
    visit.until(f"{DRAWN}.getTotalLength() > {before} * 1.2")


def test_the_legend_and_the_note_name_it(visit: Any) -> None:
    visit.open("")
    assert "Disputed border" in visit.page.locator("#legend").inner_text()
    assert "Dashed, because they are disputed: Test line." in visit.page.locator("#map-note").inner_text()


def test_under_the_hand_it_says_its_name_and_what_is_disputed(visit: Any) -> None:
    visit.open("")
    x, y = middle(visit)
    visit.page.mouse.move(x + 30, y + 30)
    visit.page.mouse.move(x, y, steps=4)
    visit.until(
        "document.querySelector('#tip.is-on .wh-tip__border')?.textContent === 'Test line Two villages quarrel.'"
    )
    visit.page.mouse.move(x + 140, y + 90, steps=4)
    visit.until("!document.querySelector('#tip .wh-tip__border')")


def test_small_maps_dash_it_too(visit: Any) -> None:
    visit.open("?mode=compare")
    visit.until("document.querySelectorAll('.wh-mini svg .wh-border.is-line').length >= 2")


def test_in_dari_it_has_its_dari_name(visit: Any) -> None:
    visit.open("?lang=fa")
    assert "خط آزمایشی" in visit.page.locator("#map-note").inner_text()
    assert "مرز مورد اختلاف" in visit.page.locator("#legend").inner_text()


def test_a_click_on_it_still_chooses_the_province(visit: Any) -> None:
    visit.open("")
    x, y = middle(visit)
    visit.page.mouse.click(x, y)
    visit.until("['AF-HER', 'AF-BDG'].includes(whoholds.view().unit)")
