"""The table of places: a CSV file that an analyst can edit becomes places, and a mistake in it names its line."""

from __future__ import annotations

from pathlib import Path

from dashboard.csvfile import CsvFile, Row, csv_of, read_csv
from dashboard.model import Place, Scope
from dashboard.places.boundaries import Units
from dashboard.places.folding import words

COLUMNS = ("id", "name", "scope", "unit", "aliases", "lon", "lat", "capital", "population", "district", "source")
_NEEDED = COLUMNS[:4]


def read_table(path: Path, units: Units) -> tuple[Place, ...]:
    """The places of a CSV file in the order of the file.

    Raises WhoHoldsError, naming file, line, column, value and what is allowed, for a missing column, an unknown unit or
    scope, a repeated id, a second capital of a unit, an unknown district, a number that is none, or a point outside degrees.
    """
    return _places(read_csv(path), units)


def places_of_text(text: str, name: str, units: Units) -> tuple[Place, ...]:
    """The places of a CSV text; `name` is what errors call it."""
    return _places(csv_of(text, Path(name)), units)


def _places(table: CsvFile, units: Units) -> tuple[Place, ...]:
    table.need(_NEEDED, f"Allowed beside them: {', '.join(COLUMNS[4:])}.")
    places = [_place(row, units) for row in table.rows]
    ids = {place.id for place in places}
    lines: dict[str, int] = {}
    capitals: dict[str, int] = {}
    for row, place in zip(table.rows, places, strict=True):
        if (first := lines.setdefault(place.id, row.line)) != row.line:
            raise row.mistake("id", place.id, f"it is already used in line {first}; ids are unique")
        if place.district is not None and place.district not in ids:
            raise row.mistake("district", place.district, "it is not the id of a place in this table")
        for seat in _seats(place):
            if (first := capitals.setdefault(seat, row.line)) != row.line:
                raise row.mistake("capital", row.needed("capital"), f"line {first} has that of {seat}; one is allowed")
    return tuple(places)


def _seats(place: Place) -> tuple[str, ...]:
    """What a place is the seat of government of: its unit, the country, or nothing."""
    unit = (place.unit,) if place.capital and place.unit else ()
    return (*unit, "the country") if place.national_capital else unit


def _place(row: Row, units: Units) -> Place:
    members = _members(row, units)
    capital = row.text("capital") and row.one_of("capital", row.needed("capital"), ("yes", "national"))
    return Place(
        id=row.needed("id"),
        name=_name(row),
        scope=Scope(row.one_of("scope", row.needed("scope"), list(Scope))),
        unit=members[0] if len(members) == 1 else None,
        aliases=tuple(alias.strip() for alias in (row.text("aliases") or "").split("|") if alias.strip()),
        point=_point(row),
        capital=capital is not None,
        national_capital=capital == "national",
        population=row.count("population"),
        district=row.text("district"),
        members=members if len(members) > 1 else (),
    )


def _name(row: Row) -> str:
    name = row.needed("name")
    if not words(name):
        raise row.mistake("name", name, "it has no letter or digit")
    return name


def _members(row: Row, units: Units) -> tuple[str, ...]:
    members = tuple(unit.strip() for unit in (row.text("unit") or "").split("|") if unit.strip())
    for unit in members:
        if unit not in units.by_id:
            example = ", ".join(units.ids[:3])
            say = (
                f"it is not in the boundary file; allowed are its {len(units)} ids ({example}, ...), "
                "several joined by | for a region, or nothing for a place in no unit"
            )
            raise row.mistake("unit", unit, say)
    return members


def _point(row: Row) -> tuple[float, float] | None:
    lon, lat = row.number("lon"), row.number("lat")
    if lon is None and lat is None:
        return None
    if lon is None or lat is None:
        raise row.mistake("lon" if lon is None else "lat", "", "one of lon and lat is empty; give both, or neither")
    for column, degrees, most in (("lon", lon, 180), ("lat", lat, 90)):
        if abs(degrees) > most:
            raise row.mistake(column, f"{degrees:g}", f"no degrees; allowed are -{most} to {most}")
    return lon, lat
