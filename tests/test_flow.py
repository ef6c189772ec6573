"""From the article to the polygon and back: what the seed must show, on each day and on both clocks, from its own text."""

from datetime import date

import pytest

from dashboard.model import Extent, Kind

SAT, SUN = date(2021, 8, 14), date(2021, 8, 15)
CAPITALS = ("AF-BAL", "AF-KNR", "AF-LAG", "AF-HER", "AF-KAN")
NORTH = ("AF-JOW", "AF-FYB", "AF-SAR", "AF-SAM", "AF-KDZ", "AF-BGL", "AF-TAK", "AF-BDS")


@pytest.mark.parametrize("unit", CAPITALS)
def test_captured_capitals_are_the_talibans_and_no_more_than_the_capital(seed_situation, unit):
    status = seed_situation.control.status(unit, SAT, SUN)
    assert status.kind in (Kind.HELD, Kind.CLAIMED)
    assert (status.actor, status.extent) == ("taliban", Extent.CAPITAL)


def test_all_of_logar_is_held(seed_situation):
    status = seed_situation.control.status("AF-LOG", SAT, SUN)
    assert (status.kind, status.actor, status.extent) == (Kind.HELD, "taliban", Extent.WHOLE)


@pytest.mark.parametrize("unit", NORTH)
def test_the_north_is_at_most_claimed_and_only_as_a_region(seed_situation, unit):
    status = seed_situation.control.status(unit, SAT, SUN)
    assert (status.kind, status.extent) == (Kind.CLAIMED, Extent.REGIONAL)


def test_kabul_has_no_report_but_an_approach_at_char_asyab(seed_situation):
    control = seed_situation.control
    assert control.status("AF-KAB", SAT, SUN).kind == Kind.NO_REPORT
    assert ("approach", "AF-KAB", "Char Asyab area") in {(m.kind, m.unit, m.place) for m in control.markers(SAT, SUN)}


def test_everywhere_else_there_is_no_report(seed_situation):
    control = seed_situation.control
    rest = set(control.units) - {*CAPITALS, *NORTH, "AF-LOG"}
    assert {control.status(unit, SAT, SUN).kind for unit in rest} == {Kind.NO_REPORT}


def test_on_12_august_only_the_intervals_of_herat_and_kandahar_have_begun(seed_situation):
    control = seed_situation.control
    day = control.days.index(date(2021, 8, 12))
    begun = {unit for row, unit in enumerate(control.units) if control.layers(SUN).pending[row, day]}
    assert begun == {"AF-HER", "AF-KAN"}
    others = set(control.units) - begun
    assert {control.status(unit, date(2021, 8, 12), SUN).kind for unit in others} == {Kind.NO_REPORT}
    assert control.markers(date(2021, 8, 12), SUN) == ()


def test_before_the_article_came_out_nothing_was_known(seed_situation):
    control = seed_situation.control
    for day in control.days:
        assert {control.status(unit, day, SAT).kind for unit in control.units} == {Kind.NO_REPORT}


def test_every_colour_has_a_quote_that_stands_in_its_article(seed_situation):
    control = seed_situation.control
    for day in control.days:
        for unit in control.units:
            status = control.status(unit, day)
            if status.kind == Kind.NO_REPORT:
                continue
            effects = control.evidence(unit, day).effects
            assert effects, (unit, day)
            for effect in effects:
                claim = effect.claim
                assert seed_situation.articles[claim.article].text[claim.start : claim.end] == claim.quote


def test_the_stated_count_is_a_check_with_its_difference(seed_situation):
    (check,) = [c for c in seed_situation.control.checks(SAT, SUN) if c.aggregate.value == 20]
    assert check.aggregate.of == 34
    assert not check.fits
