"""A day at a glance says what the statuses of all units say, for any claims, and says it quickly."""

from __future__ import annotations

import time
from datetime import date, timedelta

from control_cases import G, T, aug, claim
from hypothesis import given
from hypothesis import strategies as st
from test_control_properties import FAST, UNITS, infer, many

from dashboard.control import Control, control_from, last_turn, latest, shown, turned
from dashboard.model import Claim, Extent, Modality, Predicate, Scope

RULES = st.sampled_from(["filter", "latest", "two_origins"])


def changed_units(control: Control, day: date, known_at: date) -> set[str]:
    before, after = ([control.status(unit, d, known_at) for unit in UNITS] for d in (day - timedelta(1), day))
    if day <= control.days[0]:
        return set()
    return {
        b.unit for a, b in zip(before, after, strict=True) if (a.kind, a.actor, a.extent) != (b.kind, b.actor, b.extent)
    }


@FAST
@given(many(), RULES, st.integers(0, 25), st.integers(1, 22))
def test_what_turned_on_a_day_are_the_units_whose_status_differs(
    items: list[Claim], rule: str, day: int, known: int
) -> None:
    control = infer(items, rule)
    assert set(turned(control, aug(day), aug(known))) == changed_units(control, aug(day), aug(known))


@FAST
@given(many(), RULES, st.integers(0, 25), st.integers(1, 22))
def test_what_is_shown_is_the_status_without_its_evidence(items: list[Claim], rule: str, day: int, known: int) -> None:
    control = infer(items, rule)
    for unit in UNITS:
        full, glance = control.status(unit, aug(day), aug(known)), shown(control, unit, aug(day), aug(known))
        assert (glance.kind, glance.actor, glance.rival, glance.extent) == (
            full.kind,
            full.actor,
            full.rival,
            full.extent,
        )


@FAST
@given(many(), RULES, st.integers(-1, 25), st.integers(1, 22))
def test_the_last_turn_is_the_last_day_on_which_any_unit_did(
    items: list[Claim], rule: str, day: int, known: int
) -> None:
    control = infer(items, rule)
    days = [d for d in control.days if d <= aug(day) and turned(control, d, aug(known))]
    assert last_turn(control, aug(day), aug(known)) == (days[-1] if days else None)


def test_units_that_rest_on_a_region_alone_come_last() -> None:
    region = claim("AF-BAL", 5, scope=Scope.REGION, weight=0.9)
    items = [region, claim("AF-HER", 5), claim("AF-HER", 5, article="b", origin="b")]
    control = control_from(items, ["AF-BAL", "AF-HER"], [T, G], start=aug(1), end=aug(9))
    assert control.status("AF-BAL", aug(5)).extent is Extent.REGIONAL
    assert turned(control, aug(5)) == ("AF-HER", "AF-BAL")


@FAST
@given(many(), st.integers(0, 25), st.integers(1, 22), st.integers(1, 4))
def test_the_latest_claims_are_of_different_units_known_and_begun(
    items: list[Claim], day: int, known: int, most: int
) -> None:
    control = infer(items)
    acting = [c for c, regional in zip(control.table.claims, control.table.regional, strict=True) if not regional]
    coming = [c for c in items if c.predicate is Predicate.ADVANCED and c.modality.moves]
    begun = [c for c in (*acting, *coming) if c.event_from <= aug(day) and c.published <= aug(known)]

    def when(c: Claim) -> tuple[date, date]:
        return min(c.event_to, aug(day)), c.published

    newest = {c.unit: max(when(o) for o in begun if o.unit == c.unit) for c in begun}
    found = latest(control, aug(day), aug(known), most)
    assert all(c in begun for c in found)
    assert [when(c) for c in found] == sorted(newest.values(), reverse=True)[:most]
    assert len({c.unit for c in found}) == len(found)
    assert all(when(c) == newest[c.unit] for c in found)


def test_an_approach_is_among_the_latest_and_a_forecast_is_not() -> None:
    near = claim("AF-BAL", 8, predicate=Predicate.ADVANCED, scope=Scope.DISTRICT, place="the bridge")
    fear = claim("AF-HER", 9, modality=Modality.FORECAST)
    control = control_from([near, fear, claim("AF-HER", 3)], ["AF-BAL", "AF-HER"], [T, G], start=aug(1), end=aug(9))
    assert [(c.unit, c.event_from) for c in latest(control, aug(9))] == [("AF-BAL", aug(8)), ("AF-HER", aug(3))]


def test_a_glance_at_400_units_over_ten_years_takes_no_time() -> None:
    start, units = date(2012, 1, 1), [f"U{n:03}" for n in range(400)]
    items = [
        claim(units[n % 400], article=f"a{n}", actor=(T, G)[n // 400 % 2], event_from=start + timedelta(n % 3600),
              event_to=start + timedelta(n % 3600), published=start + timedelta(n % 3600 + 1))
        for n in range(8000)
    ]  # fmt: skip
    control = control_from(items, units, [T, G], start=start, end=start + timedelta(3649))
    day = start + timedelta(3649)
    control.passed(None)
    begin = time.process_time()
    assert latest(control, day)
    assert last_turn(control, day)
    turned(control, day)
    assert time.process_time() - begin < 0.5
