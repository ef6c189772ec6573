"""The dates grammar: every rule's own examples, and facts that hold for any text."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.claims.dategrammar import Rule, grammar
from dashboard.claims.dates import default_interval, find_times, shifted
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


def test_the_seed_expressions_read_as_an_analyst_reads_them(seed_text: str) -> None:
    refs = {ref.wording.lower(): ref for ref in find_times(seed_text, SUNDAY)}
    assert (refs["on saturday night"].lo, refs["on saturday night"].hi) == (date(2021, 8, 14), date(2021, 8, 14))
    assert (refs["in recent days"].lo, refs["in recent days"].hi) == (date(2021, 8, 12), date(2021, 8, 14))
    assert refs["in recent days"].precision is Precision.FEW_DAYS
    after = refs["only a day after"]
    assert (after.kind, after.shift, after.anchor) == ("anchored", (1, 1), "next")
    saturday = date(2021, 8, 14)
    assert shifted(after, saturday, saturday, back=True) == (date(2021, 8, 13), date(2021, 8, 13))


def test_the_date_of_a_saying_is_no_date_of_the_event() -> None:
    (ref,) = find_times("Forces said on Friday they had taken the port.", SUNDAY)
    assert (ref.kind, ref.lo) == ("report", date(2021, 8, 13))
    (ref,) = find_times("Forces captured the port on Friday, officials said.", SUNDAY)
    assert ref.kind == "event"


def test_years_gone_are_history_and_since_then_is_not() -> None:
    history = {
        ref.wording: ref.historic
        for ref in find_times("seized in 1996, last year, two decades ago, since 2001, in May", SUNDAY)
    }
    assert history == {
        "in 1996": True,
        "last year": True,
        "two decades ago": True,
        "since 2001": False,
        "in May": False,
    }


def test_without_a_publication_day_only_full_dates_give_days() -> None:
    refs = find_times(
        "on Saturday, on 8 August, in May, on 8 August 2021, in 1996, two days ago, last week, recently", None
    )
    assert [ref.wording for ref in refs if ref.dated] == ["on 8 August 2021", "in 1996"]


def test_a_date_without_a_year_is_the_latest_one_before_publication() -> None:
    (ref,) = find_times("on Dec. 28", date(2022, 1, 3))
    assert ref.lo == date(2021, 12, 28)
    (ref,) = find_times("by Aug. 31", SUNDAY)
    assert (ref.kind, ref.lo) == ("future", None)


def test_ambiguous_numeric_dates_are_not_guessed() -> None:
    assert find_times("on 3/4/2021", SUNDAY) == ()


def test_tense_gives_an_interval_up_to_publication() -> None:
    assert default_interval("perfect", SUNDAY) == (date(2021, 8, 13), SUNDAY)
    assert default_interval("past", SUNDAY) == (date(2021, 8, 13), SUNDAY)
    assert default_interval("past", None) is None


PIECES = st.sampled_from(
    (
        *(
            "on",
            "in",
            "at",
            "the",
            "since",
            "by",
            "between",
            "from",
            "to",
            "and",
            "-",
            "–",
            ",",
            ".",
            "(",
            ")",
            "'s",
            "said",
        ),
        *(
            "last",
            "next",
            "this",
            "late",
            "early",
            "mid-",
            "past",
            "of",
            "ago",
            "after",
            "before",
            "later",
            "two",
            "a",
            "few",
        ),
        *(
            "Monday",
            "Sunday",
            "night",
            "May",
            "may",
            "March",
            "August",
            "Aug.",
            "Sept.",
            "8",
            "31",
            "30",
            "2021",
            "1996",
            "1990s",
        ),
        *("24", "hours", "days", "day", "weeks", "weekend", "week", "year", "recently", "yesterday", "fall", "summer"),
        *("2021-08-14", "9/8/2021", "\u200b", "\n", "عربى", "😀"),
    )
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join), st.dates(date(1901, 1, 1), date(2100, 12, 31)))
def test_intervals_are_ordered_bounded_and_exact(text: str, published: date) -> None:
    end = 0
    for ref in find_times(text, published):
        assert text[ref.start : ref.end] == ref.wording
        assert end <= ref.start < ref.end
        end = ref.end
        assert (ref.lo is None) == (ref.hi is None)
        if ref.lo is not None and ref.hi is not None:
            assert ref.lo <= ref.hi <= published
            assert ref.basis in (Basis.EXPLICIT, Basis.RELATIVE)
        assert (ref.shift is not None) == (ref.kind == "anchored")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.dates())
def test_any_text_is_read_without_an_error(text: str, published: date) -> None:
    for ref in find_times(text, published):
        assert text[ref.start : ref.end] == ref.wording


@pytest.mark.parametrize(
    "unit",
    ["Monday ", "in May ", "the last two days ", "1996 ", "since ", "a few ", "day after ", "((((", "20", "in the "],
)
def test_cost_is_linear_in_hostile_text(unit: str) -> None:
    find_times("warm", SUNDAY)

    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        find_times(text, SUNDAY)
        return time.process_time() - begin

    small, large = (min(cost(size) for _ in range(3)) for size in (5_000, 40_000))
    assert large < max(small, 0.01) * 8 * 3


def test_the_first_day_of_the_calendar_is_no_crash() -> None:
    assert all(
        ref.lo is None or ref.lo <= date(1, 1, 1)
        for ref in find_times("two weeks ago, last year, in recent days", date.min)
    )
    assert find_times("two weeks ago", date.min + timedelta(30))[0].dated
