"""What stands in the pictures: every text that a reader needs, and every sign that occurs."""

from __future__ import annotations

import html
import io
import re
from datetime import date
from xml.etree import ElementTree

import export_world as world
import numpy as np
import pytest
import shapely
from PIL import Image
from pypdf import PdfReader

from dashboard.control import telling_days
from dashboard.export import export_bytes
from dashboard.export.difference import differences
from dashboard.export.labels import place_labels
from dashboard.export.legend import entries
from dashboard.export.mapping import borders
from dashboard.export.multiples import shots_on
from dashboard.export.paint import bands, hatch, lattice
from dashboard.export.picture import map_sheet
from dashboard.export.projection import place
from dashboard.export.shot import shot_of
from dashboard.export.type import fonts, width, wrapped
from dashboard.figures.theme import Mode, palette
from dashboard.model import View
from dashboard.places.boundaries import world_units
from dashboard.situation import Situation

LAST = View(day=date(2021, 8, 20))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def squares(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    return world.situation(tmp_path_factory.mktemp("squares"))


@pytest.fixture(scope="module")
def svg(squares: Situation) -> str:
    return export_bytes(squares, LAST, "svg").decode()


def texts(svg: str) -> str:
    return " ".join("".join(t.itertext()) for t in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def test_the_picture_holds_every_text_that_a_reader_needs(svg: str) -> None:
    said = texts(svg)
    for text in (
        "Seven squares & two sides",
        "As of",
        "Known at",
        "20 Aug 2021",
        "Machine-read, not reviewed",
        "What the map shows",
        "Count of 7 provinces",
        "Sources",
        "A <b>bold</b> war",
        "The Daily $5_Test",
        "(date inferred: it says so)",
        "do not imply endorsement",
        "7 claims moved the map",
        "rule filter",
        "rules/0.1.0",
    ):
        assert text in said, text
    for name in world.NAMES:
        assert name in said


def test_the_picture_holds_no_time_of_the_clock_and_no_path(svg: str) -> None:
    assert str(date.today().year) not in re.sub(r"2021", "", texts(svg))
    assert "dc:date" not in svg
    assert "/tmp" not in svg


def test_the_svg_is_well_formed_named_and_brings_its_fonts(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Seven squares & two sides. As of 20 Aug 2021, known at 20 Aug 2021"
    assert "font/ttf;base64," in svg
    assert not re.search(r"(href|src)=\"https?:", svg)
    families = set(re.findall(r"font: [^;\"]*?'([^']+)'", html.unescape(svg)))
    assert families <= {"Who Holds Sans", "Who Holds Serif"}


def test_every_coloured_unit_has_a_shape_of_its_own(svg: str) -> None:
    assert {i for i in world.IDS if f'id="unit-{i}"' in svg} == set(world.IDS[:5])


def test_the_pdf_has_one_page_with_the_text_and_no_date(squares: Situation) -> None:
    reader = PdfReader(io.BytesIO(export_bytes(squares, LAST, "pdf")))
    assert len(reader.pages) == 1
    assert "Seven squares & two sides" in reader.pages[0].extract_text()
    about = reader.metadata
    assert about is not None
    assert about.creation_date is None
    assert about.title == "Seven squares & two sides. As of 20 Aug 2021, known at 20 Aug 2021"


def test_the_png_is_large_and_names_its_maker_only(squares: Situation) -> None:
    picture = Image.open(io.BytesIO(export_bytes(squares, LAST, "png")))
    assert picture.width == 2560
    assert set(picture.info) <= {"Software", "Title", "dpi"}


@pytest.mark.parametrize("mode", tuple(Mode))
def test_the_paper_of_each_mode_is_the_ground(squares: Situation, mode: Mode) -> None:
    picture = Image.open(io.BytesIO(export_bytes(squares, LAST, "png", mode=mode))).convert("RGB")
    assert "#{:02x}{:02x}{:02x}".format(*picture.getpixel((4, 4))) == palette(mode).paper  # type: ignore[misc]


def test_print_holds_no_colour(squares: Situation) -> None:
    pixels = np.asarray(Image.open(io.BytesIO(export_bytes(squares, LAST, "png", mode="print"))).convert("RGB")).astype(
        int
    )
    assert (pixels.max(axis=2) - pixels.min(axis=2)).max() <= 2


def test_the_legend_shows_what_occurs_and_nothing_else(squares: Situation) -> None:
    labels = [e.label for e in entries(shot_of(squares, LAST))]
    assert labels == [
        "Held by the Reds, whole province",
        "Held, capital only",
        "Contested between the Reds and the Blues",
        "Disputed: some sources say the Blues, others the Reds",
        "No report",
        "Approach",
    ]
    early = [e.label for e in entries(shot_of(squares, View(day=date(2021, 8, 4))))]
    assert early == ["Held by the Reds, whole province", "No report"]
    assert all(e.meaning for e in entries(shot_of(squares, LAST)))


def test_a_day_without_reports_says_so(seed_situation: Situation) -> None:
    view = View(day=date(2021, 8, 12), known_at=date(2021, 8, 14))
    said = texts(export_bytes(seed_situation, view, "svg").decode())
    assert "No province has a report of who holds it up to 12 Aug 2021, as known at 14 Aug 2021." in said
    assert "No article had been published by 14 Aug 2021." in said
    assert "Machine-read" not in said
    assert "Taliban" not in said


def test_an_article_that_is_silent_on_a_day_is_not_said_to_be_unpublished(seed_situation: Situation) -> None:
    said = texts(export_bytes(seed_situation, View(day=date(2021, 8, 11)), "svg").decode())
    assert "1 article published by 15 Aug 2021; nothing read there speaks of a day up to 11 Aug 2021." in said


def test_a_day_inside_an_interval_says_what_is_not_certain(seed_situation: Situation) -> None:
    said = texts(export_bytes(seed_situation, View(day=date(2021, 8, 12)), "svg").decode())
    assert "Some time between: a change in Herat, Kandahar" in said


def test_the_seed_names_every_province_and_its_sources(seed_situation: Situation) -> None:
    said = texts(export_bytes(seed_situation, View(day=date(2021, 8, 14)), "svg").decode())
    for unit in seed_situation.case.units:
        assert unit.name in said
    assert "The New York Times" in said
    assert "Approach" in said


def test_linked_clocks_are_said(squares: Situation) -> None:
    assert "as known then" in texts(export_bytes(squares, View(day=date(2021, 8, 20), linked=True), "svg").decode())


def test_a_chosen_unit_is_named_in_the_deck(squares: Situation) -> None:
    said = texts(export_bytes(squares, View(day=date(2021, 8, 20), unit="IS-2"), "svg").decode())
    assert "Bakki: held by the Reds since 3 Aug 2021, whole province" in said
    assert export_bytes(squares, View(day=date(2021, 8, 20), unit="XX-9"), "svg").decode()


def test_a_difference_map_lists_what_differs(squares: Situation) -> None:
    before, after = shots_on(squares, LAST, [date(2021, 8, 9), date(2021, 8, 20)])
    assert sorted(differences(before, after)) == ["IS-1", "IS-3", "IS-4", "IS-5"]
    assert differences(after, after) == {}
    said = texts(export_bytes(squares, LAST, "svg", what="difference", days=[date(2021, 8, 9)]).decode())
    assert "no report → held by the Reds, capital only" in said
    same = texts(export_bytes(squares, LAST, "svg", what="difference", days=[date(2021, 8, 20)]).decode())
    assert "No province differs." in same


def test_small_multiples_show_the_telling_days(squares: Situation) -> None:
    shot = shot_of(squares, LAST)
    days = telling_days(shot.control, shot.known_at)
    assert days[-1] == date(2021, 8, 20)
    assert date(2021, 8, 13) in days
    assert len(days) <= 6
    said = texts(export_bytes(squares, LAST, "svg", what="multiples").decode())
    for day in days:
        assert shot.words.day(day) in said


def test_the_strip_has_a_row_for_each_unit(squares: Situation) -> None:
    said = texts(export_bytes(squares, LAST, "svg", what="strip").decode())
    for name in world.NAMES:
        assert name in said


def test_the_sheet_grows_where_the_legend_needs_more(squares: Situation) -> None:
    assert map_sheet(shot_of(squares, LAST), size=(700, 480)).height > 480


def test_the_projection_keeps_areas_and_north_up(seed_situation: Situation) -> None:
    units = seed_situation.case.units
    placed = place(units, (0, 0, 900, 600))
    ratio = {u.id: placed.shapes[u.id].area / placed.km**2 / u.area_km2 for u in units}
    assert max(ratio.values()) / min(ratio.values()) < 1.02
    assert placed.point(66.0, 36.0)[1] < placed.point(66.0, 32.0)[1]
    left, top, right, bottom = placed.coast.bounds
    assert left >= -1
    assert top >= -1
    assert right <= 901
    assert bottom <= 601


def test_labels_touch_neither_each_other_nor_signs() -> None:
    shapes = {f"u{i}": shapely.box(i * 60, 0, i * 60 + 60, 40) for i in range(8)}
    anchors = {u: (s.centroid.x, s.centroid.y) for u, s in shapes.items()}
    sign = shapely.Point(30, 20).buffer(5)
    labels = place_labels({u: f"Name {u}" for u in shapes}, shapes, anchors, [sign])
    assert len(labels) == 8
    for i, label in enumerate(labels):
        assert not label.box.intersects(sign)
        assert not any(label.box.intersects(other.box) for other in labels[i + 1 :])


def test_a_name_without_room_is_left_out() -> None:
    tiny = {"u": shapely.box(0, 0, 6, 6)}
    assert place_labels({"u": "A long name of a small place"}, tiny, {"u": (3.0, 3.0)}) == []


def test_patterns_stay_inside_their_shape() -> None:
    shape = shapely.Polygon([(0, 0), (100, 10), (80, 90), (10, 70)])
    around = shape.buffer(1e-6)
    assert bands(shape, 9, 4.5, 45).within(around)
    assert bands(shape, 9, 4.5, 45).area == pytest.approx(shape.area / 2, rel=0.05)
    assert hatch(shape, 7, 45).within(around)
    assert all(shapely.Point(p).buffer(1).within(around) for p in lattice(shape, 8, 1))
    assert lattice(shapely.box(0, 0, 1, 1), 8, 1) == []


def test_texts_wrap_inside_their_room_and_end_in_an_ellipsis() -> None:
    lines = wrapped("a word and another word and more words than fit here", 100, 12, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(width(line, 12) <= 100 for line in lines)
    assert width("wide", 20) > width("wide", 10) > 0


def test_the_fonts_ship_with_the_package_and_their_licence() -> None:
    assert all(path.exists() for path in fonts().values())
    assert "SIL Open Font License" in (next(iter(fonts().values())).parent / "OFL.txt").read_text()


@pytest.mark.parametrize(("country", "wide"), [("RU", 1.4), ("FJ", 0.7), ("CL", 0.15)])
def test_a_country_across_the_date_line_or_very_long_fits_its_box(country: str, wide: float) -> None:
    placed = place(world_units(country), (0, 0, 900, 600))
    left, top, right, bottom = shapely.total_bounds(list(placed.shapes.values()))
    assert (right - left) / (bottom - top) > wide
    assert max(right - 900, bottom - 600) < 1
    assert all(shape.is_valid for shape in placed.shapes.values())


@pytest.mark.parametrize("mode", list(Mode))
def test_of_two_units_the_later_one_draws_their_border_in_the_colour_of_the_theme(
    squares: Situation, mode: Mode
) -> None:
    """Ardal, Bakki and Dalur are held side by side; Fjara above Ardal is disputed, Gil above Bakki and Hof silent."""
    shot = shot_of(squares, LAST, mode=mode)
    placed = place(squares.case.units, (0, 0, 400, 300))
    found = borders(shot, placed)
    base = palette(mode)
    assert set(found) == {base.paper, base.border}

    def colour_between(one: str, two: str) -> str:
        line = shapely.intersection(placed.shapes[one], placed.shapes[two])
        middle = line.interpolate(0.5, normalized=True)
        near = [name for name, lines in found.items() if lines.distance(middle) < 0.01]
        assert len(near) == 1, "each border is drawn once"
        return near[0]

    assert colour_between("IS-1", "IS-2") == colour_between("IS-2", "IS-3") == base.paper
    assert colour_between("IS-1", "IS-5") == colour_between("IS-6", "IS-7") == base.border
    assert colour_between("IS-3", "IS-4") == base.border


def test_the_picture_has_the_borders_of_the_theme(squares: Situation) -> None:
    drawn = export_bytes(squares, LAST, "svg", mode=Mode.DARK).decode().lower()
    for name in (palette(Mode.DARK).paper, palette(Mode.DARK).border):
        assert f"stroke: {name}" in drawn
