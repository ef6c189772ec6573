"""Every rule carries an example that it must match and one that it must not; both are read with plain general sides."""

from __future__ import annotations

import pytest

from dashboard.actors import Actors, world_actors
from dashboard.claims import find_claims
from dashboard.claims.patterns import Rule
from dashboard.claims.rulebook import rulebook
from dashboard.model import Article, Reading
from dashboard.places.gazetteer import Gazetteer

RULES = rulebook().rules


@pytest.fixture(scope="module")
def sides() -> Actors:
    return world_actors("TJ")  # a country without a file of its own: general words only


def read(text: str, sides: Actors) -> Reading:
    return find_claims(Article(id="example", text=text), Gazetteer(()), sides)


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_example_matches(rule: Rule, sides: Actors) -> None:
    claims = [c for c in read(rule.match, sides).claims if c.rule == rule.id]
    assert claims, f"{rule.id} does not match its example {rule.match!r}"
    claim = claims[0]
    assert claim.modality.moves
    assert claim.predicate is rule.predicate
    if "place" in rule.gives:
        assert (claim.place or "").removeprefix("the ").removeprefix("The ") == rule.gives["place"].removeprefix(
            "the "
        ).removeprefix("The ")
    if "actor" in rule.gives:
        assert (
            (claim.actor_text or "")
            .removeprefix("The ")
            .removeprefix("the ")
            .startswith(rule.gives["actor"].removeprefix("The ").removeprefix("the "))
        )


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_counter_example_does_not_match(rule: Rule, sides: Actors) -> None:
    found = [c for c in read(rule.no_match, sides).claims if c.rule == rule.id and c.modality.moves]
    assert not found, f"{rule.id} matches {rule.no_match!r}: {found[0].quote!r}"
