"""The signs that the page plays are those that control gives for every pair of days, however they were found."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import numpy as np
from control_cases import G, T, aug, claim
from hypothesis import given
from hypothesis import strategies as st
from test_control_properties import ACTORS, FAST, UNITS, infer, many
from test_payload import applied, unpacked

from dashboard.control import Control, control_from
from dashboard.figures.payload import Coded
from dashboard.figures.signals import SignRows
from dashboard.model import Claim, Interest, Predicate, Scope, SpeakerRole

NOWHERE = SimpleNamespace(places={}, find=lambda _: ())


def rows_of(control: Control) -> list[dict]:
    signs = SignRows(control.actors)
    for news in control.news():
        signs.add(news)
    return signs.rows(control.claims, NOWHERE)


def pairs(control: Control) -> set[tuple]:
    """(step, day, kind, unit, side, place) of every sign, pair of days by pair of days."""
    return {
        (step, at, m.kind, m.unit, control.actors.index(m.actor) + 1 if m.actor else 0, m.place)
        for step, known_at in enumerate(control.known_days)
        for at, day in enumerate(control.days)
        for m in control.markers(day, known_at)
    }


def spread(rows: list[dict]) -> list[tuple]:
    """The same from the rows of the page, with repetitions if there are any."""
    return [
        (step, at, row["kind"], row["unit"], row["side"], row["place"])
        for row in rows
        for since, until, first, last in row["spans"]
        for step in range(since, until + 1)
        for at in range(first, last + 1)
    ]


FALLS = st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, 18), st.sampled_from(ACTORS)), max_size=4)


def falls(drawn: list[tuple[str, int, str]]) -> list[Claim]:
    """Units that surely fell, each said by a named official and by another: approaches by that side are over."""
    said = {"speaker_role": SpeakerRole.OFFICIAL, "interest": Interest.AGAINST}
    return [
        claim(unit, day, actor=side, origin=origin, article=f"fall {origin}", published=aug(day + late), **said)
        for unit, day, side in drawn
        for origin, late in (("one", 0), ("two", 2))
    ]


@FAST
@given(many(), FALLS, st.sampled_from(["filter", "latest", "two_origins"]))
def test_the_rows_of_the_page_have_each_sign_of_each_pair_of_days_once(
    items: list[Claim], fallen: list[tuple[str, int, str]], rule: str
) -> None:
    control = infer([*items, *falls(fallen)], rule)
    found = spread(rows_of(control))
    assert len(found) == len(set(found))
    assert set(found) == pairs(control)


@FAST
@given(many(), st.sampled_from(["filter", "latest", "two_origins"]))
def test_units_inferred_alone_as_news_comes_are_the_map_inferred_as_a_whole(items: list[Claim], rule: str) -> None:
    control = infer(items, rule)
    coded, now = Coded(len(UNITS), len(control.days)), np.zeros((len(UNITS), len(control.days)), dtype=np.uint16)
    for news in control.news():
        coded.add(news.rows, news.done.layers)
        now = applied(now, unpacked(coded.steps[-1]))
        layers, cells = control.layers(news.known_at), np.array(coded.cells)[now]
        for at, name in enumerate(("kind", "side", "rival", "extent", "age", "pending", "baseline")):
            assert np.array_equal(cells[:, :, at], np.where(layers.kind == 0, 0, getattr(layers, name))), name


@FAST
@given(many(), st.integers(0, 5))
def test_claims_left_out_leave_no_signs_of_their_own(items: list[Claim], which: int) -> None:
    control = infer(items).without({c.id for c in items[which:]})
    assert set(spread(rows_of(control))) == pairs(control)


def test_the_sign_of_an_approach_goes_on_the_day_on_which_its_side_holds_the_unit() -> None:
    near = claim(predicate=Predicate.ADVANCED, scope=Scope.DISTRICT, place="the bridge", day=8, published=aug(8))
    control = control_from([near, *falls([("AF-BAL", 10, T)])], ["AF-BAL"], [T, G], start=aug(1), end=aug(20))
    assert [row["spans"] for row in rows_of(control)] == [[[0, 0, 7, 13], [1, 2, 7, 8]]]


def test_an_approach_by_a_side_that_is_not_named_is_marked_too() -> None:
    near = claim(predicate=Predicate.ADVANCED, actor=None, scope=Scope.DISTRICT, place="the bridge", day=8)
    control = control_from([near], ["AF-BAL"], [T, G], start=aug(1), end=aug(20))
    assert [m.actor for m in control.markers(aug(8))] == [None]
    assert rows_of(control)[0]["side"] == 0


def test_the_signs_of_400_units_over_ten_years_and_1200_publications_are_those_of_control() -> None:
    start, units = date(2012, 1, 1), [f"U{n:03}" for n in range(400)]
    items = [
        claim(
            units[n % 400],
            article=f"a{n}",
            predicate=(Predicate.ADVANCED, Predicate.HOLDS, Predicate.CAPTURED)[n % 3],
            scope=(Scope.DISTRICT, Scope.POINT, Scope.SETTLEMENT)[n % 3],
            place=f"p{n % 7}",
            actor=(T, G)[n % 2],
            event_from=start + timedelta(n * 3),
            event_to=start + timedelta(n * 3 + n % 4),
            published=start + timedelta(n * 3 + 4),
        )
        for n in range(1200)
    ]
    control = control_from(items, units, [T, G], start=start, end=start + timedelta(3649))
    rows = rows_of(control)
    assert (len(control.days), len(control.known_days)) == (3650, 1200)
    for at, step in [*((at, 1199) for at in range(0, 3650, 331)), (301, 99), (1801, 599), (1801, 602)]:
        wanted = {(m.kind, m.unit, m.place) for m in control.markers(control.days[at], control.known_days[step])}
        shown = {
            (row["kind"], row["unit"], row["place"])
            for row in rows
            for since, until, first, last in row["spans"]
            if since <= step <= until and first <= at <= last
        }
        assert shown == wanted
