"""How many people live in each unit, of which year and by whose count: a table beside the boundaries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dashboard.csvfile import Row, read_csv
from dashboard.model import Unit
from dashboard.places.boundaries import Units

COLUMNS = ("unit", "population", "year", "source")
YEARS = range(1800, 2200)


def with_population(units: Units, path: Path) -> Units:
    """The units with the figures of a CSV file (columns unit, population, year, source), which stand over the file's own.

    A unit may be left out; it then has no figure. Raises WhoHoldsError, naming file, line, column and value, for a missing
    column, an unknown unit, a unit named twice, a number that is none, a figure without its year or source.
    """
    table = read_csv(path)
    table.need(COLUMNS, "A figure without its year and source says nothing.")
    rows: dict[str, Row] = {}
    for row in table.rows:
        unit = row.one_of("unit", row.needed("unit"), units.ids)
        if unit in rows:
            raise row.mistake("unit", unit, f"it has a figure already (line {rows[unit].line}); one is allowed")
        rows[unit] = row
    return replace(units, items=tuple(_counted(unit, rows.get(unit.id)) for unit in units))


def _counted(unit: Unit, row: Row | None) -> Unit:
    if row is None:
        return replace(unit, population=None, population_year=None, population_source=None)
    row.needed("population")
    year = row.count("year")
    if year is None or year not in YEARS:
        raise row.mistake("year", row.needed("year"), f"allowed is a year from {YEARS[0]} to {YEARS[-1]}")
    return replace(
        unit,
        population=row.count("population"),
        population_year=year,
        population_source=row.needed("source"),
    )
