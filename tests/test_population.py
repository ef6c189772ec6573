"""Populations: read beside the boundaries, shown and exported as a third measure with denominator and source."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import export_world as world
import pytest
from small_case import parts_of, text_of

from dashboard.case import Case, default_case, read_case
from dashboard.export import export_bytes
from dashboard.figures.look import look_at
from dashboard.figures.totals_view import measures, totals
from dashboard.model import View, WhoHoldsError
from dashboard.situation import Situation

LAST = View(day=date(2021, 8, 20))
HEADER = "unit,population,year,source\n"
FIGURES = HEADER + "IS-1,300,2020,Census\nIS-2,100,2020,Census\nIS-7,600,2019,Estimate of the town\n"


def case_with(folder: Path, table: str | None) -> Case:
    """The seven squares with a table of populations beside them, or without."""
    world.write_case(folder)
    if table is not None:
        (folder / "population.csv").write_text(table, "utf-8")
        sheet = folder / "case.toml"
        sheet.write_text('population = "population.csv"\n' + sheet.read_text("utf-8"), "utf-8")
    return read_case(folder)


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    return world.of_case(case_with(tmp_path_factory.mktemp("peopled"), FIGURES))


def rows_of(situation: Situation, what: str, **asked: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export_bytes(situation, LAST, "csv", what=what, **asked).decode())))


def test_a_table_beside_the_boundaries_gives_each_unit_its_figure_year_and_source(peopled: Situation) -> None:
    units = peopled.case.units.by_id
    assert (units["IS-1"].population, units["IS-1"].population_year) == (300, 2020)
    assert units["IS-7"].population_source == "Estimate of the town"
    assert units["IS-3"].population is None


def test_properties_of_the_boundaries_say_the_same_and_the_table_stands_over_them(tmp_path: Path) -> None:
    world.write_case(tmp_path)
    path = tmp_path / "units.geojson"
    collection = json.loads(path.read_text("utf-8"))
    for feature in collection["features"]:
        feature["properties"] |= {"population": 50, "population_year": 2001, "population_source": "Old count"}
    path.write_text(json.dumps(collection), "utf-8")
    unit = read_case(tmp_path).units.by_id["IS-3"]
    assert (unit.population, unit.population_year, unit.population_source) == (50, 2001, "Old count")
    (tmp_path / "population.csv").write_text(FIGURES, "utf-8")
    sheet = tmp_path / "case.toml"
    sheet.write_text('population = "population.csv"\n' + sheet.read_text("utf-8"), "utf-8")
    units = read_case(tmp_path).units.by_id
    assert (units["IS-1"].population, units["IS-3"].population) == (300, None)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("unit,population\nIS-1,5\n", r"population\.csv, line 1: columns are missing: year, source"),
        (HEADER + "IS-9,5,2020,Census\n", "line 2: unit = 'IS-9': allowed are IS-1, IS-2"),
        (HEADER + "IS-1,5,2020,Census\nIS-1,6,2020,Census\n", r"line 3: unit = 'IS-1': it has a figure already \(line 2\)"),
        (HEADER + "IS-1,many,2020,Census\n", "line 2: population = 'many': it is not a number"),
        (HEADER + "IS-1,-5,2020,Census\n", "line 2: population = '-5': it must be a whole number, 0 or more"),
        (HEADER + "IS-1,,2020,Census\n", "line 2: population = '': it must not be empty"),
        (HEADER + "IS-1,5,1066,Census\n", "line 2: year = '1066': allowed is a year from 1800 to 2199"),
        (HEADER + "IS-1,5,,Census\n", "line 2: year = '': it must not be empty"),
        (HEADER + "IS-1,5,2020,\n", "line 2: source = '': it must not be empty"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_line_column_value_and_what_is_allowed(tmp_path: Path, table: str, said: str) -> None:
    with pytest.raises(WhoHoldsError, match=said):
        case_with(tmp_path, table)


def test_a_table_that_is_not_there_is_said(tmp_path: Path) -> None:
    world.write_case(tmp_path)
    sheet = tmp_path / "case.toml"
    sheet.write_text('population = "people.csv"\n' + sheet.read_text("utf-8"), "utf-8")
    with pytest.raises(WhoHoldsError, match=r"case\.toml, line 1: population = 'people\.csv': there is no such file"):
        read_case(tmp_path)


def test_totals_show_the_share_of_population_with_denominator_and_source(peopled: Situation) -> None:
    page = totals(look_at(peopled, LAST))
    assert len(parts_of(page, "Figure")) == 3
    said = text_of(page)
    assert "of 1,000 people in the 3 provinces with a figure" in said
    assert "Population: Census (2020); Estimate of the town (2019)." in said
    # IS-1 and IS-2 are held: 400 of 1,000
    assert "40.0 %" in said


def test_totals_in_dari_say_it_too(peopled: Situation) -> None:
    said = text_of(totals(look_at(peopled, LAST, "fa")))
    assert "فیصدی نفوس" in said
    assert "نفوس: Census (۲۰۲۰)؛ Estimate of the town (۲۰۱۹)." in said


def test_where_the_case_has_no_figures_nothing_speaks_of_population(tmp_path: Path) -> None:
    bare = world.of_case(case_with(tmp_path, None))
    assert [measure.name for measure in measures(look_at(bare, LAST))] == ["units", "area"]
    assert "opulation" not in text_of(totals(look_at(bare, LAST)))
    assert not [name for name in rows_of(bare, "totals")[0] if "population" in name]


def test_a_table_of_zeros_divides_nothing(tmp_path: Path) -> None:
    empty = world.of_case(case_with(tmp_path, HEADER + "IS-1,0,2020,Census\n"))
    assert [measure.name for measure in measures(look_at(empty, LAST))] == ["units", "area"]


def test_the_export_of_totals_has_a_row_a_day_and_part_with_denominators(peopled: Situation) -> None:
    rows = rows_of(peopled, "totals")
    last = [row for row in rows if row["day"] == "2021-08-20"]
    held = next(row for row in last if (row["status"], row["side"]) == ("held", "reds"))
    assert (held["units"], held["units_of"]) == ("2", "7")
    assert (held["population"], held["population_of"], held["population_share"]) == ("400", "1000", "0.4")
    assert (held["population_units"], held["population_source"]) == (
        "3", "Population: Census (2020); Estimate of the town (2019)."
    )  # fmt: skip
    for day in {row["day"] for row in rows}:
        parts = [row for row in rows if row["day"] == day]
        assert sum(int(row["units"]) for row in parts) == 7
        assert sum(float(row["population_share"]) for row in parts) == pytest.approx(1)
        assert sum(float(row["area_share"]) for row in parts) == pytest.approx(1, abs=1e-4)


def test_the_export_of_totals_agrees_with_the_control_on_every_day(peopled: Situation) -> None:
    rows = rows_of(peopled, "totals")
    for day in peopled.control.days[:: max(1, len(peopled.control.days) // 7)]:
        wanted = {(str(kind), actor or ""): n for (actor, kind), n in peopled.control.totals(day).counts.items() if n}
        found = {(r["status"], r["side"]): int(r["units"]) for r in rows if r["day"] == day.isoformat()}
        assert {k: v for k, v in found.items() if k[1]} == {
            k: v for k, v in wanted.items() if k[0] in ("held", "claimed")
        }
        assert sum(found.values()) == sum(wanted.values())


def test_the_default_case_ships_no_population_and_says_why() -> None:
    assert all(unit.population is None for unit in default_case().units)
    sources = (Path(__file__).parent.parent / "data" / "SOURCES.md").read_text("utf-8")
    assert "No population of the provinces is shipped" in sources
