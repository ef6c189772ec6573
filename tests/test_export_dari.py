"""Pictures in a language that runs from right to left."""

from __future__ import annotations

import re
from pathlib import Path

import export_world as world
import numpy as np
import pytest
from click.testing import CliRunner
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from dashboard.cli import whoholds
from dashboard.export import export_bytes
from dashboard.export.picture import map_sheet
from dashboard.export.sheet import Sheet
from dashboard.export.shot import shot_of
from dashboard.export.type import font, width
from dashboard.model import View
from dashboard.situation import Situation


@pytest.fixture(scope="module")
def squares(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    return world.situation(tmp_path_factory.mktemp("squares"))


def test_a_picture_in_dari_runs_from_right_to_left_and_the_map_does_not(seed_situation: Situation) -> None:
    english, dari = (map_sheet(shot_of(seed_situation, View(), lang=lang)) for lang in ("en", "fa"))
    heads = [max(sheet.axes.texts, key=lambda text: text.get_fontsize()) for sheet in (english, dari)]
    assert [head.get_ha() for head in heads] == ["left", "right"]
    assert heads[0].get_position()[0] + heads[1].get_position()[0] == english.width

    def outline(sheet: Sheet) -> np.ndarray:
        (drawn,) = [patch for patch in sheet.axes.patches if patch.get_gid() == "unit-AF-HER"]
        return np.asarray(drawn.get_path().vertices)

    there, here = outline(english), outline(dari)
    # the same polygon, moved and scaled: west stays west
    assert np.corrcoef(there[:, 0], here[:, 0])[0, 1] > 0.999


def test_a_picture_in_dari_says_nothing_in_english_but_titles_sources_and_data_sets(seed_situation: Situation) -> None:
    sheet = map_sheet(shot_of(seed_situation, View(), lang="fa"))
    said = [text.get_text() for text in sheet.axes.texts]
    left = re.compile(r"Natural Earth|data/SOURCES\.md|GeoNames, CC BY|ISO|rules/|whoholds|filter|[0-9a-f]{12}")
    outlets = re.compile(
        "|".join(["The New York Times", "CNN News", "UPI", "On Saturday night.*", "in northern Afghanistan.*"])
    )
    assert [text for text in said if re.search("[A-Za-z]{2}", outlets.sub("", left.sub("", text)))] == []


def test_shaped_text_is_as_wide_as_it_is_drawn() -> None:
    text = "تحت کنترول طالبان"
    figure = Figure(dpi=96)
    FigureCanvasAgg(figure)
    drawn = figure.text(0, 0, text, fontproperties=font(100)).get_window_extent(figure.canvas.get_renderer())
    assert width(text, 100) == pytest.approx(drawn.width, rel=0.02)


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_a_picture_in_dari_is_the_same_bytes_twice(squares: Situation, form: str) -> None:
    first, second = (export_bytes(squares, View(), form, lang="fa") for _ in range(2))
    assert first == second


def test_a_line_of_an_svg_in_dari_says_which_way_it_runs(squares: Situation) -> None:
    drawing = export_bytes(squares, View(), "svg", lang="fa").decode()
    lines = re.findall(r"<text style=\"([^\"]*)\"[^>]*>\u200f", drawing)
    assert lines
    assert all("unicode-bidi: plaintext" in style for style in lines)
    assert "unicode-bidi" not in export_bytes(squares, View(), "svg").decode()


def test_the_command_writes_in_dari(tmp_path: Path) -> None:
    asked = ["export", "--lang", "fa", "-o", str(tmp_path / "status.csv")]
    assert CliRunner().invoke(whoholds, asked).exit_code == 0
    table = (tmp_path / "status.csv").read_text("utf-8")
    assert "تحت کنترول طالبان" in table
    assert table.startswith("unit,name,as_of,known_at,status,side")
    assert "AF-LOG,لوگر," in table
