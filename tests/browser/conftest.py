"""A real Chromium before a real server: a small made case with two articles, so that both clocks have something to show."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from werkzeug.serving import make_server

from dashboard.actors import read_actors
from dashboard.control import control_from
from dashboard.model import Article, Claim, Modality, Predicate, Reading, Scope
from dashboard.places.boundaries import read_units
from dashboard.places.gazetteer import read_places
from dashboard.shipped import shipped
from dashboard.situation import Situation
from dashboard.web.app import create_app

TOUR_SEEN = "whoholds.tour"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# (article, sentence, unit, place, side, event, scope, capital, predicate)
SAID = (
    ("early", "Zaranj fell to the Taliban on 6 August.", "AF-NIM", "Zaranj", "taliban", 6, "settlement", "captured"),
    (
        "early",
        "Residents said Sheberghan was in Taliban hands.",
        "AF-JOW",
        "Sheberghan",
        "taliban",
        7,
        "settlement",
        "captured",
    ),
    ("early", "Fighting raged inside Kunduz city.", "AF-KDZ", "Kunduz", "taliban", 8, "settlement", "contested"),
    (
        "late",
        "All of Logar province was captured by the Taliban.",
        "AF-LOG",
        "Logar",
        "taliban",
        13,
        "province",
        "captured",
    ),
    ("late", "Herat was captured on 12 August.", "AF-HER", "Herat", "taliban", 12, "settlement", "captured"),
    (
        "late",
        "The government took Kunduz city back on 13 August.",
        "AF-KDZ",
        "Kunduz",
        "government",
        13,
        "settlement",
        "captured",
    ),
    (
        "late",
        "Fighters were advancing on Kabul from Char Asyab.",
        "AF-KAB",
        "Char Asyab",
        "taliban",
        14,
        "district",
        "advanced",
    ),
)
PUBLISHED = {"early": date(2021, 8, 9), "late": date(2021, 8, 15)}


def made_situation() -> Situation:
    """Two articles over the default boundaries: one published on 9, one on 15 August 2021."""
    data = shipped("data")
    units = read_units(data / "provinces.geojson")
    places, actors = read_places(data / "places.csv", units), read_actors(data / "actors.toml")
    texts = {name: " ".join(s[1] for s in SAID if s[0] == name) for name in PUBLISHED}
    articles = {
        name: Article(
            id=name, text=text, title=f"Report {name}", publisher="Test Press", published=PUBLISHED[name], country="AF"
        )
        for name, text in texts.items()
    }
    claims = [made_claim(row, texts[row[0]]) for row in SAID]
    readings = {name: Reading(article=name, claims=tuple(c for c in claims if c.article == name)) for name in articles}
    control = control_from(claims, units.ids, [a.id for a in actors], start=date(2021, 8, 5), end=date(2021, 8, 15))
    case: Any = SimpleNamespace(
        id="made", title="A made case", country="AF", timezone="Asia/Kabul", folder=None, units=units, gazetteer=places,
        actors=actors, articles=tuple(articles.values()), baseline=(), claims=(), start=None, end=None,
        note="Boundaries do not imply endorsement.", credits=("Test boundaries.",), regions={}, counts_as_evidence=False, grades={},
        translations={},
    )  # fmt: skip
    return Situation(case=case, articles=articles, readings=readings, control=control)


def made_claim(row: tuple[str, str, str, str, str, int, str, str], text: str) -> Claim:
    """One sentence of `SAID` as a claim over its very words."""
    article, sentence, unit, place, side, day, scope, predicate = row
    start, event = text.index(sentence), date(2021, 8, day)
    return Claim(
        article=article, start=start, end=start + len(sentence), quote=sentence, predicate=Predicate(predicate),
        modality=Modality.ASSERTED, place=place, unit=unit, scope=Scope(scope), capital=scope == "settlement", actor=side,
        event_from=event, event_to=event, origin=f"{article} reporter", published=PUBLISHED[article], rule="made", engine="hand/1",
        sentence_start=start, sentence_end=start + len(sentence),
    )  # fmt: skip


@pytest.fixture(scope="session")
def situation() -> Situation:
    return made_situation()


@pytest.fixture(scope="session")
def server(situation: Situation) -> Iterator[str]:
    """The address of the app, served on loopback by a thread."""
    with serving(situation) as address:
        yield address


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Situation], str]]:
    """Serves another situation until the end of the session, and says where."""
    with ExitStack() as stack:
        yield lambda situation: stack.enter_context(serving(situation))


@contextmanager
def serving(situation: Situation) -> Iterator[str]:
    """The address of the app of a situation while a thread serves it."""
    made = make_server("127.0.0.1", 0, create_app(situation).server, threaded=True)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}/"
    made.shutdown()
    thread.join(5)
    made.server_close()


@pytest.fixture(scope="session")
def playwright_here() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


def launch(made: Playwright) -> Browser:
    """Chromium: the one named by WHOHOLDS_CHROMIUM, Playwright's own, or the system's."""
    own = os.environ.get("WHOHOLDS_CHROMIUM")
    known = [own] if own else [made.chromium.executable_path, shutil.which("chromium"), shutil.which("google-chrome")]
    found = next((path for path in known if path and Path(path).exists()), None)
    if found is None:
        pytest.fail(
            "No Chromium here. Install one: `.venv/bin/playwright install chromium`, or `apt install chromium`."
        )
    return made.chromium.launch(executable_path=found, args=FLAGS)


@pytest.fixture(scope="session")
def browser(playwright_here: Playwright) -> Iterator[Browser]:
    made = launch(playwright_here)
    yield made
    made.close()


class Visit:
    """A page that was opened, with what it must not do: ask other hosts, or complain."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.faults: list[str] = []
        self.posts: list[str] = []
        page.on("request", self._request)
        page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(f"{error} {error.stack or ''}"))
        page.on(
            "response",
            lambda answer: self.faults.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
        )

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.faults.append(f"request to another host: {request.url}")
        if "_dash-update-component" in request.url:
            self.posts.append(request.url)

    def open(self, query: str = "") -> Page:
        """Open the page with a query and wait until it is ready."""
        self.page.goto(self.base + query)
        self.page.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
        self.page.wait_for_timeout(60)
        return self.page

    def fill(self, unit: str) -> str:
        """The fill that the painter has set on a unit's own path."""
        return str(
            self.page.evaluate(f"document.querySelector('path.choroplethlocation[data-unit=\"{unit}\"]').style.fill")
        )

    def view(self) -> dict[str, Any]:
        """The view of the page as it is now."""
        got: dict[str, Any] = self.page.evaluate("whoholds.view()")
        return got

    def until(self, condition: str, seconds: float = 15) -> None:
        """Wait until a condition in the page holds (the page's own policy forbids Playwright's way of waiting).

        What is just being drawn anew may be missing for a moment: a condition that meets nothing does not hold yet.
        """
        asked = (
            f"(() => {{ try {{ return {condition}; }} "
            "catch (problem) { if (problem instanceof TypeError) return false; throw problem; } })()"
        )
        for _ in range(int(seconds / 0.025)):
            if self.page.evaluate(asked):
                return
            self.page.wait_for_timeout(25)
        pytest.fail(f"never came true: {condition}")

    @property
    def query(self) -> str:
        """The query string in the address bar."""
        return str(self.page.evaluate("location.search"))


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """One context for each device, so that files are fetched once."""
    made: dict[str, BrowserContext] = {}
    yield made
    for context in made.values():
        context.close()


@pytest.fixture
def visit(browser: Browser, contexts: dict[str, BrowserContext], server: str) -> Iterator[Visit]:
    """A fresh page at 1440 x 900 that fails the test on any fault."""
    yield from visiting(browser, contexts, server, "desk", viewport={"width": 1440, "height": 900})


@pytest.fixture
def phone(browser: Browser, contexts: dict[str, BrowserContext], server: str) -> Iterator[Visit]:
    """The same on a phone, with touch."""
    yield from visiting(browser, contexts, server, "phone", viewport={"width": 390, "height": 844}, has_touch=True)


def visiting(
    browser: Browser, contexts: dict[str, BrowserContext], server: str, device: str, **settings: Any
) -> Iterator[Visit]:
    """A page on a device; whatever it did wrong fails the test at the end."""
    if device not in contexts:
        contexts[device] = browser.new_context(**settings)
        contexts[device].add_init_script(f"localStorage.setItem('{TOUR_SEEN}', '1')")
    made = Visit(contexts[device].new_page(), server)
    yield made
    made.page.close()
    assert made.faults == []
