"""What holds for any claims: sums, order, no hindsight, no status without evidence, one voice per origin."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
from control_cases import G, T, aug, claim
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.control import Control, control_from
from dashboard.control.filter import forward
from dashboard.control.ledger import _voices
from dashboard.control.ops import ops_of
from dashboard.model import Claim, Interest, Kind, Modality, Predicate, Scope, SpeakerRole

UNITS, ACTORS = ("u1", "u2", "silent"), (T, G, "third")
FAST = settings(max_examples=60, deadline=None)


@st.composite
def claims(draw: st.DrawFn, units: tuple[str, ...] = UNITS[:2], actors: tuple[str, ...] = ACTORS) -> Claim:
    day = draw(st.integers(1, 12))
    to = day + draw(st.sampled_from([0, 0, 0, 1, 3, 6]))
    scope = draw(
        st.sampled_from([Scope.SETTLEMENT, Scope.SETTLEMENT, Scope.PROVINCE, Scope.DISTRICT, Scope.POINT, Scope.REGION])
    )
    return claim(
        draw(st.sampled_from(units)),
        day,
        to=to,
        article=draw(st.sampled_from("abcd")),
        start=draw(st.integers(0, 400)),
        predicate=draw(st.sampled_from(list(Predicate))),
        modality=draw(st.sampled_from([Modality.ASSERTED, Modality.ATTRIBUTED, Modality.FORECAST])),
        actor=draw(st.sampled_from(actors)),
        from_actor=draw(st.sampled_from([None, *actors])),
        speaker_role=draw(st.sampled_from(list(SpeakerRole))),
        speaker_side=draw(st.sampled_from([None, *actors])),
        interest=draw(st.sampled_from(list(Interest))),
        scope=scope,
        place=draw(st.sampled_from(["p", "q"])),
        capital=scope is Scope.SETTLEMENT and draw(st.booleans()),
        origin=draw(st.sampled_from(["x", "y", "z"])),
        unconfirmed=draw(st.booleans()),
        published=aug(to + draw(st.integers(0, 4))),
    )


def many(**options: object) -> st.SearchStrategy[list[Claim]]:
    return st.lists(claims(**options), max_size=14)  # type: ignore[arg-type]


def infer(items: list[Claim], rule: str = "filter") -> Control:
    return control_from(items, UNITS, ACTORS, start=aug(0), end=aug(25), rule=rule)


def same(one: Control, two: Control) -> bool:
    a, b = one.layers(), two.layers()
    names = ("kind", "side", "rival", "extent", "age", "pending", "baseline")
    close = np.allclose(one.passed(None).state, two.passed(None).state, atol=1e-9)
    return close and all(np.array_equal(getattr(a, n), getattr(b, n)) for n in names)


@FAST
@given(many(), st.sampled_from(["filter", "latest", "two_origins"]))
def test_probabilities_are_probabilities_that_sum_to_1(items, rule):
    state = infer(items, rule).passed(None).state
    assert np.isfinite(state).all()
    assert (state >= 0).all()
    assert np.allclose(state.sum(axis=-1), 1)


@FAST
@given(many(), st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(items, chance: random.Random):
    other = items[:]
    chance.shuffle(other)
    assert same(infer(items), infer(other))


@FAST
@given(many(), st.integers(0, 13))
def test_saying_a_thing_twice_changes_nothing(items, which):
    again = items + items[which : which + 1]
    assert same(infer(items), infer(again))


@FAST
@given(many())
def test_a_unit_without_evidence_is_no_report_on_every_day(items):
    assert not infer(items).layers().kind[UNITS.index("silent")].any()


@FAST
@given(many())
def test_no_status_before_the_earliest_day_of_its_evidence(items):
    control = infer(items)
    for row, unit in enumerate(UNITS):
        days = [c.event_from for c in items if c.unit == unit and c.event_from]
        first = control.at(min(days)) if days else len(control.days)
        assert not control.layers().kind[row, :first].any()
        assert not control.layers().pending[row, :first].any()


@FAST
@given(many())
def test_every_status_has_evidence_and_the_ledger_ends_where_the_map_is(items):
    control = infer(items)
    for unit in UNITS:
        for day in (aug(6), aug(13), aug(25)):
            evidence = control.evidence(unit, day)
            assert evidence.status == control.status(unit, day)
            if evidence.status.kind is not Kind.NO_REPORT:
                assert evidence.effects
            assert all(e.claim.event_from and e.claim.event_from <= day for e in evidence.effects)


@FAST
@given(many())
def test_as_known_at_the_last_publication_is_as_known_now(items):
    control = infer(items)
    assert control.layers(control.known_days[-1]) is control.layers()
    last = control.known_days[-1]
    assert same(control, infer([c for c in items if c.published and c.published <= last]))


@FAST
@given(many(), st.integers(1, 20))
def test_what_is_published_later_does_not_change_what_was_known(items, day):
    then = infer(items).layers(aug(day))
    alone = infer([c for c in items if c.published and c.published <= aug(day)]).layers()
    assert np.array_equal(then.kind, alone.kind)
    assert np.array_equal(then.side, alone.side)


@FAST
@given(
    st.lists(claims(units=("u1",), actors=(T,)).filter(lambda c: c.predicate in GAINS), max_size=10),
    st.integers(1, 18),
    st.sampled_from("xyw"),
)
def test_a_claim_for_a_side_never_lowers_it_on_its_day_when_nothing_contradicts(items, day, origin):
    more = [*items, claim("u1", day, article="new", origin=origin)]
    before, after = (infer(i).status("u1", aug(day)).probability[T] for i in (items, more))
    assert after >= before - 1e-9


GAINS = (Predicate.CAPTURED, Predicate.HOLDS)


@FAST
@given(many(), st.sampled_from(["filter", "latest", "two_origins"]))
def test_the_ledger_claim_by_claim_ends_where_the_pass_of_all_units_ends(items, rule):
    control = infer(items, rule)
    done = control.passed(None)
    whole = forward(done.ops, len(ACTORS), done.decay)
    for row, clusters in done.by_unit.items():
        pieces = [replace(piece, unit=0) for cluster in clusters for piece, _, _ in _voices(cluster)]
        one_by_one = forward(ops_of(pieces, len(ACTORS), control.weights), len(ACTORS), done.decay)
        ends = np.flatnonzero(done.ops.unit == row)
        assert len(one_by_one) >= len(ends)
        if len(ends):
            assert np.allclose(one_by_one[-1], whole[ends[-1]], atol=1e-9)
