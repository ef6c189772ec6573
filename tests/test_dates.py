"""The dates grammar: every rule's own examples, and facts that hold for any text."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.claims.dates import Rule, default_interval, find_times, grammar, shifted
from dashboard.model import Basis, Precision

SUNDAY = date(2021, 8, 15)
RULES = grammar().rules


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_meaning_and_examples(rule: Rule) -> None:
    assert rule.meaning
    assert rule.example or rule.gives == "ignore"
    assert rule.counter or rule.gives == "future"


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r in RULES for e in r.example], ids=lambda v: v.id if isinstance(v, Rule) else v[0]
)
def test_example_gives_its_interval(rule: Rule, example: tuple[str, ...]) -> None:
    text, published, lo, hi, precision, *kind = example
    refs = [ref for ref in find_times(text, _day(published)) if ref.rule == rule.id]
    assert refs, find_times(text, _day(published))
    assert (refs[0].lo, refs[0].hi, refs[0].precision) == (_day(lo), _day(hi), precision)
    assert refs[0].kind == (kind[0] if kind else "event")


@pytest.mark.parametrize(
    ("rule", "text"), [(r, t) for r in RULES for t in r.counter], ids=lambda v: v.id if isinstance(v, Rule) else v
)
def test_counter_example_finds_nothing(rule: Rule, text: str) -> None:
    found = find_times(text, SUNDAY)
    if rule.gives == "ignore":
        assert not found
    else:
        assert not [ref for ref in found if ref.rule == rule.id]
