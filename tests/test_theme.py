"""The visual grammar: colours that every reader can tell apart, one look for one meaning."""

from __future__ import annotations

import itertools

import pytest

from dashboard.figures import colour
from dashboard.figures.theme import EXTENTS, KINDS, Mode, Pattern, look, palette, side_colours, style_of, type_scale
from dashboard.model import Actor, Extent, Kind, WhoHoldsError

COLOURED = (Mode.LIGHT, Mode.DARK)
GUARD = look()["guard"]


@pytest.mark.parametrize("mode", COLOURED)
@pytest.mark.parametrize("sight", ["normal", *colour.DEFICIENCIES])
def test_sides_are_told_apart_by_every_reader(mode: Mode, sight: str) -> None:
    base = palette(mode)
    seen = {c: c if sight == "normal" else colour.seen_by(c, sight) for c in (*base.sides, base.paper)}
    for a, b in itertools.combinations(seen, 2):
        assert colour.distance(seen[a], seen[b]) >= GUARD["least_distance"], (a, b)


@pytest.mark.parametrize("mode", COLOURED)
def test_the_guard_sees_red_and_green_that_a_reader_cannot_tell_apart(mode: Mode) -> None:
    assert colour.least_distance("#c0504d", "#7f8b3a") < GUARD["least_distance"]


def test_the_first_sides_of_print_differ_in_lightness_alone() -> None:
    light = [colour.lab(c)[0] for c in palette(Mode.PRINT).sides[:4]]
    assert all(abs(a - b) >= GUARD["print_lightness"] for a, b in itertools.combinations(light, 2))


@pytest.mark.parametrize("mode", tuple(Mode))
@pytest.mark.parametrize("name", ["ink", "muted", "accent", "warning"])
def test_text_stands_out_from_paper_and_panel(mode: Mode, name: str) -> None:
    base = palette(mode)
    for ground in (base.paper, base.panel):
        assert colour.contrast(getattr(base, name), ground) >= GUARD["text_contrast"]


@pytest.mark.parametrize("mode", tuple(Mode))
def test_kinds_and_extents_never_share_a_look(mode: Mode) -> None:
    seen: dict[object, object] = {}
    for kind, extent in itertools.product(KINDS, EXTENTS[1:]):
        style = style_of(kind, 1, 2, extent, 0, mode)
        meaning = (kind, extent) if kind in (Kind.HELD, Kind.CLAIMED) else (kind,)
        if extent is Extent.REGIONAL and kind in (Kind.HELD, Kind.CLAIMED):
            meaning = ("regional",)  # a regional report is doubt enough: held or claimed look the same
        assert seen.setdefault(style, meaning) == meaning
    assert len(set(seen.values())) == 3 * 2 + 1 + 3


@pytest.mark.parametrize("mode", tuple(Mode))
def test_age_fades_step_by_step_and_stays_off_the_paper(mode: Mode) -> None:
    base = palette(mode)
    for kind, extent in ((Kind.HELD, Extent.WHOLE), (Kind.HELD, Extent.CAPITAL), (Kind.CLAIMED, Extent.CAPITAL)):
        away = [colour.distance(style_of(kind, 1, 0, extent, age, mode).fill, base.paper) for age in range(4)]
        assert away == sorted(away, reverse=True)
        assert len(set(away)) == 4
        assert away[-1] > 5


def test_an_old_holding_is_not_taken_for_a_claim() -> None:
    old, claimed = style_of(Kind.HELD, 1, 0, Extent.CAPITAL, 3), style_of(Kind.CLAIMED, 1, 0, Extent.CAPITAL, 0)
    assert colour.distance(old.fill, claimed.fill) >= 10
    assert claimed.dash
    assert not old.dash


def test_no_report_looks_like_paper_and_never_like_a_side() -> None:
    style = style_of(Kind.NO_REPORT, 1, 2, Extent.WHOLE)
    assert style.pattern is Pattern.PAPER
    assert style.fill == palette().paper
    assert style == style_of(Kind.NO_REPORT, 0)


def test_codes_of_layers_and_words_of_the_model_give_the_same_look() -> None:
    assert style_of(2, 1, 0, 2, 1) == style_of(Kind.CLAIMED, 1, 0, Extent.CAPITAL, 1)


def test_an_own_colour_wins_and_is_lightened_on_dark_paper() -> None:
    actors = [Actor(id="a", name="A", colour="#101010"), Actor(id="b", name="B")]
    assert side_colours(actors) == ("#101010", palette().sides[1])
    dark = side_colours(actors, "dark")[0]
    assert colour.contrast(dark, palette("dark").paper) >= 3
    assert side_colours(actors, "print")[0] == palette("print").sides[0]


def test_more_sides_than_colours_start_again() -> None:
    actors = [Actor(id=str(i), name=str(i)) for i in range(8)]
    assert side_colours(actors)[6] == palette().sides[0]
    assert style_of(Kind.HELD, 7).fill == style_of(Kind.HELD, 1).fill


@pytest.mark.parametrize("wrong", ["red", "#12345", "#12345g", "url(x)"])
def test_a_colour_that_is_none_says_what_is_allowed(wrong: str) -> None:
    with pytest.raises(WhoHoldsError, match="#rrggbb"):
        side_colours([Actor(id="a", name="A", colour=wrong)])


def test_an_unknown_mode_says_what_is_allowed() -> None:
    with pytest.raises(WhoHoldsError, match="light, dark, print"):
        palette("sepia")


def test_css_names_every_colour_once() -> None:
    css = palette("dark").css()
    assert "--wh-side-1: #e0705a;" in css
    assert css.count("--wh-ink:") == 1
    assert "mode" not in css


def test_the_type_scale_grows() -> None:
    assert list(type_scale()) == sorted(type_scale())


def test_known_colours_come_out_as_published() -> None:
    assert colour.contrast("#ffffff", "#000000") == pytest.approx(21.0)
    assert colour.lab("#ffffff")[0] == pytest.approx(100.0, abs=0.01)
    assert colour.lab("#ff0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert colour.seen_by("#ffffff", "deutan") == "#ffffff"


@pytest.mark.parametrize("mode", list(Mode))
def test_held_units_are_parted_by_paper_and_the_rest_by_the_border(mode: Mode) -> None:
    base = palette(mode)
    for extent in (Extent.WHOLE, Extent.CAPITAL, Extent.PARTS):
        assert style_of(Kind.HELD, 1, 0, extent, 0, mode).stroke == base.paper
    for kind, extent in ((Kind.NO_REPORT, Extent.NONE), (Kind.CONTESTED, Extent.NONE), (Kind.CLAIMED, Extent.REGIONAL)):
        assert style_of(kind, 1, 2, extent, 0, mode).stroke == base.border


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("age", [0, 3])
def test_the_line_around_a_held_unit_stands_out_from_its_fill(mode: Mode, age: int) -> None:
    for side in range(1, len(palette(mode).sides) + 1):
        for extent in (Extent.WHOLE, Extent.CAPITAL, Extent.PARTS):
            style = style_of(Kind.HELD, side, 0, extent, age, mode)
            assert colour.contrast(style.stroke, style.fill) >= 1.25
    silent = style_of(Kind.NO_REPORT, 0, mode=mode)
    assert colour.contrast(silent.stroke, silent.fill) >= 3
