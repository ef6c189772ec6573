"""The page in Dari: every tab and view is walked, and nothing on it is English but what was published so."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.case import read_case
from dashboard.situation import Situation, situation_of

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]

# What is shown or said: every text and every attribute that a reader or a screen reader meets, but no quote, no title or
# text of an article, no id in <code>, no key cap, no name of a language or of a province in other languages.
SEEN = """() => {
  const skip = '.wh-quote, cite, .wh-article__text .wh-sentence, .wh-article__head h2, code, kbd,'
    + ' .wh-panel__local, [data-lang], [col-id=quote], script, style';
  const found = [], take = (node, text) => { if (/[A-Za-z]{2}/.test(text) && !node.closest(skip)) found.push(text.trim()); };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) take(walker.currentNode.parentElement, walker.currentNode.data);
  for (const node of document.body.querySelectorAll('*')) {
    for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'aria-description', 'aria-valuetext']) {
      take(node, node.getAttribute(name) || '');
    }
  }
  return found; }"""

# names of formats, of keys on the keyboard, of data sets and of a language for itself
ALLOWED = (
    "GeoJSON", "PNG", "SVG", "PDF", "GIF", "MP4", "CSV", "HTML", "ZIP", "README", "BibTeX", "SHA-256", "GPKG",
    "Enter", "Shift", "Space", "Home", "End", "Natural Earth", "GeoNames", "data/SOURCES.md", "ISO", "CC BY", "English",
)  # fmt: skip
VIEWS = (
    "", "tab=provinces", "tab=claims", "tab=findings", "tab=help", "mode=compare&at2={early}", "mode=difference&at2={early}",
    "mode=multiples", "mode=strip", "known={early}", "at=2000-01-01&unit=nowhere", "points=1", "embed=1",
)  # fmt: skip


@pytest.fixture(scope="module", params=["the article of seeds", "hand-coded events"])
def told(request: pytest.FixtureRequest, seed_situation: Situation) -> Situation:
    """A case whose articles were read, and one whose claims were coded by hand."""
    if request.param == "the article of seeds":
        return seed_situation
    return situation_of(read_case(ROOT / "examples" / "afghanistan-2021"))


@pytest.fixture(scope="module")
def server(told: Situation, serve: Callable[[Situation], str]) -> str:
    return serve(told)


def published(situation: Situation) -> list[str]:
    """What the texts themselves say: names of speakers, outlets, publishers and places, ids of rules; the longest first."""
    every = [claim for reading in situation.readings.values() for claim in reading.claims]
    drops = [drop.rule for reading in situation.readings.values() for drop in reading.drops]
    names = {
        n for c in every for n in (c.speaker, c.outlet, c.publisher, c.origin, c.place, c.rule, c.article, c.detail)
    }
    names |= {
        n
        for a in situation.articles.values()
        for n in (a.title, a.publisher, a.id.split("_")[0], Path(a.path or "").name)
    }
    return sorted({name for name in (*names, *drops) if name}, key=len, reverse=True)


def english(texts: list[str], situation: Situation) -> list[str]:
    """The texts that hold a Latin word which nobody but the program can have said."""
    known = re.compile("|".join(re.escape(name) for name in (*published(situation), *ALLOWED)))
    return sorted(
        {
            text
            for text in texts
            if re.search("[A-Za-z]{2}", known.sub("", re.sub("«.*?»|“.*?”", "", text, flags=re.DOTALL)))
        }
    )


def settle(visit: Any) -> None:
    visit.page.wait_for_load_state("networkidle")
    visit.page.wait_for_timeout(150)


def test_no_tab_and_no_view_shows_english(visit: Any, told: Situation) -> None:
    early = told.control.days[len(told.control.days) // 2]
    for view in VIEWS:
        visit.open("?lang=fa&" + view.format(early=early))
        settle(visit)
        assert english(visit.page.evaluate(SEEN), told) == [], view


def test_no_province_shows_english(visit: Any, told: Situation) -> None:
    visit.open("?lang=fa")
    changed = {change.unit for change in told.control.changes()} | set(told.control.units[:2])
    for unit in sorted(changed)[:14]:
        visit.page.evaluate(f"whoholds.go({{unit: '{unit}', tab: 'evidence'}})")
        visit.until(
            f"document.querySelector('.wh-panel__local')?.textContent.includes({told.case.units.by_id[unit].name!r})"
        )
        assert english(visit.page.evaluate(SEEN), told) == [], unit


def test_an_article_is_explained_in_dari(visit: Any, told: Situation) -> None:
    article = next(iter(told.articles))
    visit.open(f"?lang=fa&article={article}")
    visit.until("document.querySelector('#article-body .wh-notes')")
    assert visit.page.locator(".wh-notes").first.text_content()
    assert english(visit.page.evaluate(SEEN), told) == []


def test_what_opens_on_the_map_is_dari(visit: Any, told: Situation) -> None:
    visit.open("?lang=fa")
    visit.page.keyboard.press("?")
    visit.page.locator("path.choroplethlocation[data-unit=AF-HER]").hover(force=True)
    visit.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    visit.page.wait_for_timeout(200)
    assert english(visit.page.evaluate(SEEN), told) == []


def test_the_tour_is_dari(visit: Any, told: Situation) -> None:
    visit.open("?lang=fa&tab=help")
    visit.until("document.querySelector('#body-help [data-tour=start]')")
    visit.page.locator("#body-help [data-tour=start]").click()
    assert english(visit.page.evaluate(SEEN), told) == []
    assert visit.page.locator("html").get_attribute("dir") == "rtl"


def test_a_province_is_found_by_its_dari_name_and_called_so(visit: Any) -> None:
    visit.open("?lang=fa")
    visit.page.fill(".wh-search__input", "هرا")
    visit.until("document.querySelector('#search-list li b')?.textContent === 'هرات'")
    visit.page.keyboard.press("Enter")
    visit.until("whoholds.view().unit === 'AF-HER'")


def test_the_walk_would_see_english(visit: Any, told: Situation) -> None:
    visit.open("")
    assert english(visit.page.evaluate(SEEN), told) != []
