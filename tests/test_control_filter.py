"""How claims become control: captures, recaptures, fighting, denials, withdrawals, scope, origins and quiet time."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from control_cases import OFFICIAL, SPOKESMAN, G, T, aug, claim, control, shown

from dashboard.control import control_from
from dashboard.model import Extent, Kind, Modality, Part, Predicate, Scope


def test_a_capture_colours_its_day_and_later_days_and_no_earlier_one():
    c = control(claim(day=10))
    assert shown(c, 9) == (Kind.NO_REPORT, None)
    assert shown(c, 10) == shown(c, 31) == (Kind.HELD, T)
    assert c.status("AF-BAL", aug(31)).since == aug(10)
    assert c.status("AF-BAL", aug(31)).age == 21


def test_a_recapture_of_a_recapture_ends_with_the_last_holder():
    c = control(claim(day=8), claim(day=12, actor=G, article="b"), claim(day=13, article="c"))
    assert [shown(c, d)[1] for d in (8, 12, 13)] == [T, G, T]
    assert c.status("AF-BAL", aug(14)).since == aug(13)


def test_a_brief_capture_leaves_two_changes_of_hands():
    c = control(claim(day=8, actor=G), claim(day=12, article="b"), claim(day=13, actor=G, article="c"))
    assert [(change.day, change.after.actor) for change in c.changes()] == [(aug(8), G), (aug(12), T), (aug(13), G)]


def test_the_same_outlet_reporting_a_capture_and_a_recapture_is_no_dispute():
    first, second = claim(day=8, origin="wire"), claim(day=12, actor=G, origin="wire", start=50)
    assert Kind.DISPUTED not in {shown(control(first, second), d)[0] for d in range(1, 31)}


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_two_articles_of_one_day_that_name_different_captors_are_a_dispute_whatever_their_names(names):
    c = control(claim(day=10, article=names[0]), claim(day=10, actor=G, article=names[1]))
    status = c.status("AF-BAL", aug(10))
    assert (status.kind, {status.actor, status.rival}) == (Kind.DISPUTED, {T, G})
    assert status.probability[T] == pytest.approx(status.probability[G])


def test_one_article_that_tells_of_two_captures_on_a_day_tells_their_order():
    c = control(claim(day=10, start=0, end=9), claim(day=10, start=50, end=60, actor=G))
    assert shown(c, 10) == (Kind.HELD, G)


def test_an_interval_is_pending_until_its_last_day_and_its_change_uncertain():
    c = control(claim(day=10, to=13))
    layers, at = c.layers(), c.at(aug(10))
    assert layers.pending[0, at : at + 4].tolist() == [True, True, True, False]
    chances = [c.status("AF-BAL", aug(d)).probability[T] for d in range(10, 14)]
    assert all(np.diff(chances) > 0)
    status = c.status("AF-BAL", aug(20))
    assert (status.kind, status.since_uncertain) == (Kind.HELD, True)


def test_an_exact_report_of_the_same_event_sharpens_a_vague_one():
    c = control(claim(day=5, to=15), claim(day=12, article="b"))
    assert shown(c, 11) == (Kind.NO_REPORT, None)
    assert c.status("AF-BAL", aug(12)).probability[T] > 0.9
    assert c.status("AF-BAL", aug(12)).origins == 2


def test_fighting_inside_is_contested_between_the_attacker_and_the_holder():
    c = control(claim(day=5, actor=G), claim(day=9, predicate=Predicate.CONTESTED, actor=T, from_actor=G, article="b"))
    status = c.status("AF-BAL", aug(9))
    assert (status.kind, {status.actor, status.rival}, status.extent) == (Kind.CONTESTED, {T, G}, Extent.CAPITAL)


def test_a_spokesman_alone_is_claimed_and_five_reprints_do_not_help_him():
    one = claim(day=10, origin="spokesman", **SPOKESMAN)
    c = control(one, *(claim(day=10, origin="spokesman", article=f"r{i}", **SPOKESMAN) for i in range(5)))
    assert shown(c, 10) == (Kind.CLAIMED, T)
    assert c.status("AF-BAL", aug(10)).probability[T] == pytest.approx(0.45)
    assert (c.status("AF-BAL", aug(10)).claims, c.status("AF-BAL", aug(10)).origins) == (6, 1)


def test_two_origins_lift_a_claim_to_held():
    c = control(claim(day=10, origin="spokesman", **SPOKESMAN), claim(day=10, article="b"))
    assert shown(c, 10) == (Kind.HELD, T)


def test_an_admission_stands_against_a_denial():
    held = claim(day=1, actor=G)
    admitted = claim(day=7, article="b", origin="governor", **OFFICIAL)
    denial = claim(day=7, article="c", predicate=Predicate.DENIED, speaker_side=G, origin="ministry",
                   **{**SPOKESMAN, "modality": Modality.DENIED})  # fmt: skip
    assert shown(control(held, admitted, denial), 7) == (Kind.HELD, T)


def test_a_claim_and_its_denial_are_disputed():
    said = claim(day=7, origin="spokesman", **SPOKESMAN)
    denial = claim(day=7, article="c", predicate=Predicate.DENIED, speaker_side=G, origin="ministry",
                   **{**SPOKESMAN, "modality": Modality.DENIED})  # fmt: skip
    status = control(said, denial).status("AF-BAL", aug(7))
    assert (status.kind, {status.actor, status.rival}) == (Kind.DISPUTED, {T, G})


def test_a_withdrawal_without_a_taker_leaves_no_report():
    c = control(claim(day=5, actor=G), claim(day=9, predicate=Predicate.WITHDREW, actor=G, article="b", **OFFICIAL))
    assert [shown(c, d)[0] for d in (8, 9)] == [Kind.HELD, Kind.NO_REPORT]
    assert c.evidence("AF-BAL", aug(9)).effects


def test_a_capture_by_nobody_named_is_a_withdrawal_of_the_side_that_lost():
    c = control(claim(day=5, actor=G), claim(day=9, actor=None, from_actor=G, article="b"))
    assert shown(c, 9)[0] is Kind.NO_REPORT


def test_a_state_claim_turns_a_rival_only_with_a_second_origin():
    held = claim(day=1, actor=G)
    now = claim(day=20, predicate=Predicate.HOLDS, article="b")
    also = claim(day=20, predicate=Predicate.HOLDS, article="c")
    assert shown(control(held, now), 20)[0] is Kind.DISPUTED
    assert control(held, now, also).status("AF-BAL", aug(20)).actor == T


def test_one_origin_never_adds_to_itself_and_refreshes_the_age():
    c = control(claim(day=5, origin="wire"), claim(day=25, predicate=Predicate.HOLDS, origin="wire", start=90))
    status = c.status("AF-BAL", aug(25))
    assert status.probability[T] == pytest.approx(0.85, abs=0.005)
    assert (status.age, status.origins) == (0, 1)


def test_quiet_time_fades_slowly_towards_contested_and_unknown_and_never_to_the_rival():
    c = control_from([claim(day=1, actor=G), claim(day=2)], ("AF-BAL",), (T, G), end=date(2023, 8, 1))
    chances = [c.status("AF-BAL", date(2021 + n, 8, 1)).probability for n in (1, 2)]
    assert chances[0][T] > chances[1][T]
    assert chances[0][G] < 0.15
    assert c.status("AF-BAL", date(2023, 8, 1)).kind is not Kind.HELD
    assert c.layers().age[0, -1] == 3


def test_a_district_is_evidence_of_fighting_and_not_of_holding():
    c = control(claim(day=10, scope=Scope.DISTRICT, place="Balkh district", capital=False))
    status = c.status("AF-BAL", aug(10))
    assert (status.kind, status.extent, status.probability[T]) == (Kind.CONTESTED, Extent.PARTS, 0.0)


def test_a_district_taken_by_the_holder_changes_nothing():
    alone = control(claim(day=5))
    more = control(claim(day=5), claim(day=9, scope=Scope.DISTRICT, capital=False, article="b"))
    assert more.status("AF-BAL", aug(9)).probability[T] == pytest.approx(alone.status("AF-BAL", aug(9)).probability[T])


def test_one_district_does_not_unseat_a_holder_and_ten_do():
    parts = [
        claim(day=9, actor=G, scope=Scope.DISTRICT, place=f"d{i}", capital=False, article="b", start=i)
        for i in range(10)
    ]
    assert shown(control(claim(day=5), parts[0]), 9) == (Kind.HELD, T)
    status = control(claim(day=5), *parts).status("AF-BAL", aug(9))
    assert (status.kind, status.extent, {status.actor, status.rival}) == (Kind.CONTESTED, Extent.PARTS, {T, G})


def test_the_outskirts_are_not_the_city():
    c = control(claim(day=10, predicate=Predicate.CONTESTED, part=Part.OUTSKIRTS))
    assert shown(c, 10)[0] is Kind.NO_REPORT


def test_whole_is_lost_when_a_rival_takes_a_part():
    whole = claim(day=5, scope=Scope.PROVINCE, part=Part.ALL)
    part = claim(day=9, actor=G, scope=Scope.DISTRICT, capital=False, article="b")
    c = control(whole, part)
    assert [c.status("AF-BAL", aug(d)).extent for d in (8, 9)] == [Extent.WHOLE, Extent.CAPITAL]


def test_a_held_airport_caps_certainty_for_three_days_and_is_marked():
    more = [claim(day=10, article=x, **OFFICIAL) for x in "bc"]
    airport = claim(
        day=10, predicate=Predicate.HOLDS, actor=G, scope=Scope.POINT, place="the airport", capital=False, article="d"
    )
    c = control(claim(day=10), *more, airport)
    assert [round(c.status("AF-BAL", aug(d)).probability[T], 2) for d in (10, 12, 13)] == [0.85, 0.85, 0.98]
    assert [(m.kind, m.actor, m.place) for m in c.markers(aug(11))] == [("holdout", G, "the airport")]
    taken = claim(day=11, scope=Scope.POINT, place="the airport", capital=False, article="e")
    assert not control(claim(day=10), *more, airport, taken).markers(aug(11))
