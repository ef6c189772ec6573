"""axe-core on every page and state: nothing serious, light and dark, on a desk and on a phone, in both directions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

pytestmark = pytest.mark.browser
Visit = Any
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RUN = """async () => { const found = await axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}});
  return found.violations.filter((v) => ['serious', 'critical'].includes(v.impact))
    .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 140)} ${n.failureSummary.slice(0, 200)}`)); }"""

STATES = {
    "start": ("", "document.querySelector('.wh-landing__part.is-begin')"),
    "evidence": ("?unit=AF-HER", "document.querySelector('.wh-evidence')"),
    "details": (
        "?unit=AF-KDZ",
        "document.querySelector('.wh-facts') && (document.querySelectorAll('#side details').forEach((d) => { d.open = true; }), true)",
    ),
    "article": ("?unit=AF-HER&article=late", "document.querySelector('#article-body .wh-mark')"),
    "provinces": ("?tab=provinces&unit=AF-HER", "document.querySelectorAll('.wh-provinces tbody tr').length === 34"),
    "claims": ("?tab=claims", "document.querySelectorAll('#claims-grid .ag-row').length > 0"),
    "findings": ("?tab=findings", "document.querySelector('.wh-findings__part')"),
    "help": ("?tab=help", "document.querySelector('.wh-help__list')"),
    "compare": ("?mode=compare", "document.querySelectorAll('.wh-mini path').length >= 68"),
    "difference": ("?mode=difference", "document.querySelectorAll('.wh-mini path').length >= 34"),
    "multiples": ("?mode=multiples", "document.querySelectorAll('.wh-mini path').length >= 68"),
    "strip": ("?mode=strip", "document.querySelector('.wh-totals__table')"),
    "embed": ("?embed=1&unit=AF-HER", "document.querySelector('.wh-embed__open')"),
    "dari": ("?lang=fa&unit=AF-HER", "document.querySelector('.wh-evidence')"),
}


def serious(visit: Visit) -> list[str]:
    """What axe-core calls serious or critical on the page as it is."""
    visit.page.evaluate(AXE.read_text(encoding="utf-8") + "; null")
    found: list[str] = visit.page.evaluate(RUN)
    return found


@pytest.mark.parametrize("state", STATES)
def test_nothing_serious_in_light(visit: Visit, state: str) -> None:
    query, there = STATES[state]
    visit.open(query)
    visit.until(there)
    visit.page.wait_for_timeout(250)
    assert serious(visit) == []


@pytest.mark.parametrize("state", ["evidence", "article", "provinces", "claims", "findings", "compare", "strip"])
def test_nothing_serious_in_dark(visit: Visit, state: str) -> None:
    query, there = STATES[state]
    visit.open(f"{query}&theme=dark")
    visit.until(there)
    visit.page.wait_for_timeout(250)
    assert serious(visit) == []


@pytest.mark.parametrize("state", ["start", "evidence", "article", "strip", "embed", "dari"])
def test_nothing_serious_on_a_phone(phone: Visit, state: str) -> None:
    query, there = STATES[state]
    phone.open(query)
    phone.until(there)
    phone.page.wait_for_timeout(250)
    assert serious(phone) == []


def test_the_tour_is_accessible(visit: Visit) -> None:
    visit.page.add_init_script("localStorage.removeItem('whoholds.tour')")
    visit.open()
    visit.until("!document.querySelector('#tour').hidden")
    assert serious(visit) == []
