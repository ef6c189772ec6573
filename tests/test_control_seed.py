"""What the seed article must show, on each day and on both clocks."""

from __future__ import annotations

import pytest
from control_cases import NORTH, REGIONS, UNITS, G, T, aug, seed_aggregates, seed_claims

from dashboard.control import Control, control_from
from dashboard.model import Extent, Kind

HOLDS = ("AF-BAL", "AF-KNR", "AF-LAG", "AF-HER", "AF-KAN")


@pytest.fixture(scope="module")
def seed() -> Control:
    return control_from(seed_claims(), UNITS, (T, G), aggregates=seed_aggregates(), regions=REGIONS)


def test_on_the_14th_five_provinces_are_held_or_claimed_in_their_capital_only(seed):
    for unit in HOLDS:
        status = seed.status(unit, aug(14), aug(15))
        assert status.kind in (Kind.HELD, Kind.CLAIMED), unit
        assert (status.actor, status.extent) == (T, Extent.CAPITAL), unit


def test_on_the_14th_logar_is_held_whole(seed):
    status = seed.status("AF-LOG", aug(14), aug(15))
    assert (status.kind, status.actor, status.extent) == (Kind.HELD, T, Extent.WHOLE)


def test_on_the_14th_kabul_has_no_report_and_an_approach_at_char_asyab(seed):
    status = seed.status("AF-KAB", aug(14), aug(15))
    assert (status.kind, status.claims, status.probability["unknown"]) == (Kind.NO_REPORT, 0, 1.0)
    assert [(m.kind, m.place, m.actor) for m in status.markers] == [("approach", "Char Asyab area", T)]


def test_on_the_14th_the_north_is_claimed_at_most_and_only_as_a_region(seed):
    for unit in NORTH:
        status = seed.status(unit, aug(14), aug(15))
        assert (status.kind, status.actor, status.extent) == (Kind.CLAIMED, T, Extent.REGIONAL), unit


def test_on_the_14th_the_rest_has_no_report(seed):
    for unit in set(UNITS) - {*HOLDS, *NORTH, "AF-LOG"}:
        assert seed.status(unit, aug(14), aug(15)).kind is Kind.NO_REPORT, unit


def test_on_the_12th_nothing_but_the_intervals_of_herat_and_kandahar_has_begun(seed):
    at = seed.at(aug(12))
    layers = seed.layers(aug(15))
    assert {u for u, on in zip(UNITS, layers.pending[:, at], strict=True) if on} == {"AF-HER", "AF-KAN"}
    assert all(seed.status(u, aug(12)).kind is Kind.NO_REPORT for u in UNITS)


def test_as_known_on_the_14th_nothing_is_reported_anywhere(seed):
    for day in seed.days:
        assert all(seed.status(u, day, aug(14)).kind is Kind.NO_REPORT for u in UNITS)
    assert not seed.markers(aug(14), aug(14))
    assert not seed.checks(aug(14), aug(14))


def test_balkh_rests_on_two_origins_and_the_withdrawal_is_not_counted_for_it(seed):
    evidence = seed.evidence("AF-BAL", aug(14), aug(15))
    assert evidence.status.origins == 2
    assert {e.origin for e in evidence.effects if e.supports} >= {"The New York Times"}
    assert evidence.effects[0].before == 0.0
    assert max(e.after for e in evidence.effects) == pytest.approx(evidence.status.probability[T], abs=1e-9)


def test_the_count_of_twenty_provinces_does_not_fit_the_map_and_that_is_a_finding(seed):
    checks = seed.checks(aug(15))
    twenty = next(c for c in checks if c.stated == 20)
    assert (twenty.placed, twenty.fits, twenty.comparable) == (14, False, True)
    two = next(c for c in checks if c.stated == 2)
    assert set(two.units) <= {"AF-HER", "AF-KAN"}
    assert two.fits
    assert any(f.kind == "count" for f in seed.findings())


def test_totals_count_every_unit_once(seed):
    totals = seed.totals(aug(14))
    assert sum(n for _, _, n in totals.parts) == totals.units == 34
    assert totals.of(Kind.NO_REPORT) == 20


def test_the_article_as_the_rules_read_it_shows_what_the_article_read_by_hand_shows(seed, seed_situation):
    read = seed_situation.control
    for unit in UNITS:
        ours, theirs = (c.status(unit, aug(14), aug(15)) for c in (seed, read))
        shown = {Kind.HELD, Kind.CLAIMED}
        assert (ours.kind in shown, ours.extent, ours.actor) == (theirs.kind in shown, theirs.extent, theirs.actor), (
            unit
        )
    assert all(read.status(unit, aug(12)).kind is Kind.NO_REPORT for unit in UNITS)
    assert all(read.status(unit, aug(14), aug(14)).kind is Kind.NO_REPORT for unit in UNITS)
    assert "Char Asyab area" in {m.place for m in read.markers(aug(14))}
