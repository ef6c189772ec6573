"""Regions and counts: when a region reaches its units, what stands over it, and how a stated count is checked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from control_cases import G, T, aug, claim

from dashboard.control import Control, control_from
from dashboard.model import Aggregate, Extent, Interest, Kind, Modality, Note, Predicate, SpeakerRole

UNITS = ("n1", "n2", "s1", "s2")
REGIONS = {"north": ("n1", "n2"), "south": ("s1", "s2")}
OFFICIAL = {"speaker_role": SpeakerRole.OFFICIAL, "interest": Interest.AGAINST}
NORTH = Aggregate(
    article="r", start=0, end=5, quote="captured the whole north", kind="region", modality=Modality.ASSERTED, actor=T,
    region="north", event_from=aug(10), event_to=aug(10), origin="r", published=aug(11),
)  # fmt: skip


def count(value: int, kind: str = "province", **fields: Any) -> Aggregate:
    base = replace(NORTH, kind="count", quote="n of 4", value=value, of=4, of_kind=kind, region=None)
    return replace(base, **fields)


def control(*items: Any, **options: Any) -> Control:
    claims = [i for i in items if not isinstance(i, Aggregate)]
    said = [i for i in items if isinstance(i, Aggregate)]
    return control_from(claims, UNITS, (T, G), aggregates=said, regions=REGIONS, start=aug(1), end=aug(20), **options)


@pytest.mark.parametrize(
    "quote", ["the whole north", "all of the north", "the entire north fell", "complete control of the north"]
)
def test_a_region_said_to_be_held_whole_reaches_its_units_as_a_claim(quote):
    c = control(replace(NORTH, quote=quote))
    for unit in REGIONS["north"]:
        status = c.status(unit, aug(10))
        assert (status.kind, status.extent) == (Kind.CLAIMED, Extent.REGIONAL)
        assert c.evidence(unit, aug(10)).effects[0].claim.quote == quote
    assert c.status("s1", aug(10)).kind is Kind.NO_REPORT


@pytest.mark.parametrize(
    "quote",
    ["virtually dominate the whole north", "most of the north", "gains in the north", "almost all of the north"],
)
def test_a_hedged_or_partial_region_colours_nothing_and_is_a_finding(quote):
    c = control(replace(NORTH, quote=quote))
    assert not c.layers().kind.any()
    assert [f.kind for f in c.findings()] == ["region"]


def test_a_region_never_stands_over_direct_evidence_for_another_side():
    c = control(claim("n1", 8, actor=G), NORTH)
    assert (c.status("n1", aug(12)).actor, c.status("n1", aug(12)).extent) == (G, Extent.CAPITAL)
    (dropped,) = c.evidence("n1", aug(12)).not_counted
    assert dropped.why_not == Note("overruled")
    assert c.status("n2", aug(12)).extent is Extent.REGIONAL


def test_a_region_and_a_capture_by_one_origin_are_one_voice():
    c = control(claim("n1", 10, article="r", published=aug(11)), NORTH)
    status = c.status("n1", aug(10))
    assert status.probability[T] == pytest.approx(0.85)
    assert (status.extent, status.origins) == (Extent.CAPITAL, 1)


def test_a_region_that_the_case_does_not_know_is_a_finding():
    c = control(replace(NORTH, region="far east", quote="the whole far east"))
    assert [f.note for f in c.findings()] == [Note("region_unknown", {"regions": ("far east",)})]


@pytest.mark.parametrize(
    ("value", "comparison", "fits"),
    [
        (1, None, True),
        (4, None, False),
        (4, "about", False),
        (1, "at least", True),
        (3, "more than", False),
        (3, "fewer than", True),
    ],
)
def test_a_count_fits_or_does_not_by_what_it_compares(value, comparison, fits):
    certain = [claim("n1", 10, article=a, **OFFICIAL) for a in "abc"]
    (check,) = control(*certain, count(value, comparison=comparison)).checks(aug(12))
    assert (check.comparable, check.placed, check.fits) == (True, 1, fits)
    assert 0.0 <= check.probability <= 1.0


def test_a_count_of_districts_is_shown_and_not_compared():
    (check,) = control(count(200, "district")).checks(aug(12))
    assert (check.comparable, check.fits) == (False, True)
    assert check.note == Note("count_kind", {"counted": "district"})


def test_a_count_in_a_region_is_checked_there_only():
    (check,) = control(claim("n1", 9), claim("s1", 9), count(1, "city", region="north")).checks(aug(12))
    assert check.units == ("n1",)


def test_counts_move_the_map_only_where_the_case_says_so_and_never_to_a_status():
    stated = count(4)
    assert control(claim("n1", 9), stated).status("s1", aug(12)).probability["unknown"] == 1.0
    weak = control(claim("n1", 9), stated, counts_as_evidence=True)
    assert 0.0 < weak.status("s1", aug(12)).probability[T] <= 0.2
    assert weak.status("s1", aug(12)).kind is Kind.NO_REPORT


def test_claims_without_a_place_or_a_day_are_listed_as_unplaced():
    c = control(
        claim(None, 10, place="the city"),
        claim("n1", 10, event_from=None, event_to=None),
        claim(None, 10, modality=Modality.FORECAST),
    )
    assert [(x.unit, x.place) for x in c.unplaced()] == [(None, "the city"), ("n1", "the seat")]
    assert not c.unplaced(aug(5))


def test_a_source_that_reports_recaptures_is_not_one_way():
    swaps = [
        claim("n1", d, actor=side, publisher="Wire", origin="Wire", start=d)
        for d, side in ((5, T), (7, G), (9, T), (11, G))
    ]
    (entry,) = control(*swaps).balance()
    assert (entry.gains, entry.recaptures, entry.one_way) == ({T: 2, G: 2}, 2, False)


def test_an_approach_is_marked_for_a_week_and_gone_once_the_side_is_there():
    near = claim("n1", 5, predicate=Predicate.ADVANCED, place="the bridge", published=aug(6))
    assert [m.place for m in control(near).markers(aug(8))] == ["the bridge"]
    assert not control(near).markers(aug(13))
    assert not control(near, claim("n1", 7)).markers(aug(8))
