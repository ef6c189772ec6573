"""Some two hundred ways to say that a place was taken, held, left, fought for or denied, and as many that say nothing of it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from dashboard.case import default_case
from dashboard.claims import find_claims
from dashboard.model import Article, Claim, Predicate

DATA = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))
ONE_SIDED = (Predicate.CAPTURED, Predicate.HOLDS, Predicate.WITHDREW)


def _fact(claim: Claim) -> str:
    side = claim.actor if claim.actor in ("taliban", "government", None) else "other"
    return " ".join(
        str(part) for part in (claim.predicate, claim.unit, side if claim.predicate in ONE_SIDED else None) if part
    )


@pytest.fixture(scope="module")
def read() -> list[tuple[str, set[str], set[str]]]:
    """Every sentence with its facts and those that were read in it."""
    case = default_case()
    found = []
    for text, *facts in DATA["sentences"]:
        article = Article(id="x", text=text, published=date.fromisoformat(DATA["published"]), country=DATA["country"])
        claims = find_claims(article, case.gazetteer, case.actors).claims
        found.append((text, set(facts), {_fact(claim) for claim in claims if claim.moves}))
    return found


def test_most_ways_of_saying_it_are_understood(read: list[tuple[str, set[str], set[str]]]) -> None:
    facts = sum(len(facts) for _, facts, _ in read)
    missed = [(text, sorted(facts - got)) for text, facts, got in read if facts - got]
    assert sum(len(m) for _, m in missed) <= 0.22 * facts, missed


def test_hardly_anything_is_read_that_is_not_said(read: list[tuple[str, set[str], set[str]]]) -> None:
    claimed = sum(len(got) for _, _, got in read)
    wrong = [(text, sorted(got - facts)) for text, facts, got in read if got - facts]
    assert sum(len(w) for _, w in wrong) <= 0.14 * claimed, wrong


def test_sentences_without_a_fact_move_no_map(read: list[tuple[str, set[str], set[str]]]) -> None:
    silent = [(text, got) for text, facts, got in read if not facts]
    assert sum(bool(got) for _, got in silent) <= 0.05 * len(silent), [text for text, got in silent if got]
