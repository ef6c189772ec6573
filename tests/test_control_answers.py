"""What control answers beside a status: evidence with its weights, what rests on what, rules, the second clock, errors."""

from __future__ import annotations

import pytest
from control_cases import LATE, OFFICIAL, SPOKESMAN, G, T, aug, claim, control, shown

from dashboard.control import control_from, default_weights, difference
from dashboard.model import Kind, Modality, Note, Predicate, WhoHoldsError


def test_forecasts_and_other_words_that_move_nothing_are_listed_with_the_reason():
    c = control(claim(day=10, modality=Modality.FORECAST))
    evidence = c.evidence("AF-BAL", aug(10))
    assert evidence.status.kind is Kind.NO_REPORT
    assert not evidence.effects
    assert evidence.not_counted[0].why_not == Note("said_as", {"modality": Modality.FORECAST})


def test_unconfirmed_halves_the_weight_and_the_ledger_says_so():
    c = control(claim(day=10, unconfirmed=True))
    (effect,) = c.evidence("AF-BAL", aug(10)).effects
    assert effect.weight == pytest.approx(0.425)
    assert Note("weight.unverified", {"factor": 0.5}) in effect.reasons
    assert (effect.before, effect.after) == (0.0, pytest.approx(0.425))


def test_grades_of_the_analyst_replace_the_base():
    graded = control(claim(day=10, speaker="Bot", **SPOKESMAN), grades={"Bot": "A1"})
    assert graded.status("AF-BAL", aug(10)).probability[T] == pytest.approx(0.95)
    own = control(claim(day=10, grade="E3"))
    assert own.status("AF-BAL", aug(10)).probability[T] == pytest.approx(0.12)
    with pytest.raises(WhoHoldsError, match="A to F"):
        control(claim(day=10, grade="Z9"))


def test_without_says_what_would_be_shown_without_each_claim():
    c = control(claim(day=10, origin="spokesman", **SPOKESMAN), claim(day=10, article="b"))
    by_origin = {e.origin: e.without for e in c.evidence("AF-BAL", aug(10)).effects}
    assert by_origin == {"spokesman": f"held {T}", "b": f"claimed {T}"}


def test_effects_of_a_claim_are_the_days_that_it_moved():
    one = claim(day=10)
    c = control(one, claim(day=20, actor=G, article="b", **OFFICIAL))
    first, *_ = c.effects_of(one.id)
    assert (first.unit, first.first, first.without) == ("AF-BAL", aug(10), Kind.HELD)
    assert first.last == aug(31)
    assert c.effects_of("nothing") == ()


def test_rules_differ_where_one_origin_stands_alone():
    c = control(claim(day=10), claim(day=12, actor=G, article="b", **OFFICIAL), claim(day=12, actor=G, article="c"))
    latest, two = c.under("latest"), c.under("two_origins")
    assert [shown(x, 10)[0] for x in (c, latest, two)] == [Kind.HELD, Kind.HELD, Kind.NO_REPORT]
    assert {shown(x, 12) for x in (c, latest, two)} == {(Kind.HELD, G)}
    assert [d.unit for d in difference(c, two, aug(10))] == ["AF-BAL"]
    with pytest.raises(WhoHoldsError, match="two_origins"):
        c.under("vote")


def test_leaving_a_source_out_shows_what_rests_on_it():
    c = control(claim(day=10, publisher="Wire", speaker="Noor"), claim("AF-KAB", 11, article="b", publisher="Post"))
    found = {(s.what, s.name): [d.unit for d in s.differences] for s in c.sensitivity(aug(20))}
    assert found == {
        ("publisher", "Wire"): ["AF-BAL"],
        ("publisher", "Post"): ["AF-KAB"],
        ("speaker", "Noor"): ["AF-BAL"],
    }


def test_a_source_that_reports_gains_of_one_side_only_is_one_way():
    units = tuple("abc")
    c = control_from([claim(u, 10 + i, publisher="Wire", article=u) for i, u in enumerate(units)], units, (T, G))
    assert [(b.source, b.gains, b.recaptures, b.one_way) for b in c.balance()] == [("Wire", {T: 3}, 0, True)]
    assert any(f.kind == "one_way" for f in c.findings())


def test_contradictions_are_findings():
    c = control(claim(day=10), claim(day=10, actor=G, article="b"))
    assert [f.kind for f in c.findings() if f.kind == "contradiction"] == ["contradiction"]


def test_the_baseline_stands_before_the_first_report_and_is_marked_as_such():
    before = claim(day=-30, predicate=Predicate.HOLDS, actor=G, article="base", published=None)
    c = control(claim("AF-KAB", 10), claim(day=20, **OFFICIAL), baseline=[before])
    assert shown(c, 9) == (Kind.HELD, G)
    layers = c.layers(aug(9))
    assert layers.baseline[0, c.at(aug(9))]
    assert not c.layers().baseline[0, c.at(aug(20))]


def test_a_report_published_later_is_not_known_before():
    c = control(claim(day=5, published=aug(20)), claim("AF-KAB", 10))
    assert c.known_days == (aug(10), aug(20))
    assert c.status("AF-BAL", aug(31), aug(19)).kind is Kind.NO_REPORT
    assert c.status("AF-BAL", aug(5), aug(20)).kind is Kind.HELD
    assert c.status("AF-BAL", aug(5), aug(12)).known_at == aug(12)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"event_from": aug(10), "event_to": aug(9)}, "event_to 2021-08-09 lies before"),
        ({"unit": "AF-XXX"}, "unit is 'AF-XXX'"),
        ({"actor": "nobody"}, "actor is 'nobody'"),
        ({"from_actor": "nobody"}, "from_actor is 'nobody'"),
        ({"weight": 1.5}, "weight is 1.5; allowed is 0 to 1"),
        ({"weight": float("nan")}, "weight is nan"),
    ],
)
def test_claims_that_cannot_be_meant_are_errors_that_say_what_is_allowed(fields, message):
    with pytest.raises(WhoHoldsError, match=message):
        control(claim(**fields))


def test_a_claim_dated_after_its_publication_moves_nothing_and_is_listed():
    c = control(claim(day=20, published=aug(10)))
    assert shown(c, 25)[0] is Kind.NO_REPORT
    why_not = c.evidence("AF-BAL", aug(25)).not_counted[0].why_not
    assert why_not == Note("after_publication", {"day": aug(10)})


def test_claims_before_the_first_day_act_before_it():
    c = control_from([claim(day=1, **LATE)], ("AF-BAL",), (T, G), start=aug(10), end=aug(12))
    status = c.status("AF-BAL", aug(10))
    assert (status.kind, status.last_report, status.age) == (Kind.HELD, aug(1), 9)


def test_an_empty_case_is_no_report_everywhere():
    c = control_from([], ("AF-BAL",), (T, G), start=aug(1), end=aug(3))
    assert {c.status("AF-BAL", d).kind for d in c.days} == {Kind.NO_REPORT}
    assert not c.changes() + c.findings() + c.markers(aug(1))
    assert control_from([], (), ()).layers().kind.shape == (0, 1)
    with pytest.raises(WhoHoldsError, match="unit is 'x'"):
        c.status("x", aug(1))


def test_many_claims_on_one_day_are_one_event():
    c = control(*(claim(day=10, start=i, origin=f"o{i % 7}") for i in range(3000)))
    status = c.status("AF-BAL", aug(10))
    assert status.probability[T] == pytest.approx(default_weights()["cap"])
    assert (status.claims, status.origins) == (3000, 7)
    effects = c.evidence("AF-BAL", aug(10)).effects
    assert len(effects) == 1000
    assert {e.origin for e in effects} == {f"o{i}" for i in range(7)}
    assert len({e.event for e in effects}) == 1


def test_a_figure_of_the_analyst_stands_for_unconfirmed():
    assert control(claim(day=10, unconfirmed=True, grade="B4")).status("AF-BAL", aug(10)).probability[
        T
    ] == pytest.approx(0.425)
    assert control(claim(day=10, unconfirmed=True, grade="B")).status("AF-BAL", aug(10)).probability[
        T
    ] == pytest.approx(0.425)
    assert control(claim(day=10, grade="B6")).status("AF-BAL", aug(10)).probability[T] == pytest.approx(0.85)
