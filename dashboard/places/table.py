"""The table of places: a CSV file that an analyst can edit becomes places, and a mistake in it names its line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from dashboard.model import Place, Scope, WhoHoldsError
from dashboard.places.boundaries import Units

COLUMNS = ("id", "name", "scope", "unit", "aliases", "lon", "lat", "capital", "population", "district", "source")
_CAPITAL = {"": (False, False), "yes": (True, False), "national": (True, True)}


def read_table(path: Path, units: Units) -> tuple[Place, ...]:
    """The places of a CSV file in the order of the file.

    Raises WhoHoldsError, naming file, line, field, value and what is allowed, for a missing column, an unknown unit or
    scope, a repeated id, a number that is none, or a point outside degrees.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as why:
        raise WhoHoldsError(f"{path}: cannot be read as UTF-8 text ({why}). Expected a CSV table of places.") from why
    return places_of_text(text, str(path), units)


def places_of_text(text: str, name: str, units: Units) -> tuple[Place, ...]:
    """The places of a CSV text; `name` is what errors call it."""
    reader = csv.DictReader(io.StringIO(text))
    missing = [column for column in ("id", "name", "scope", "unit") if column not in (reader.fieldnames or ())]
    if missing:
        raise WhoHoldsError(
            f"{name}: line 1: the column {missing[0]!r} is missing; the columns are {','.join(COLUMNS)} "
            "(id, name, scope and unit are needed, the others may be left out)."
        )
    places: list[Place] = []
    lines: dict[str, int] = {}
    for row in reader:
        values = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}
        where = f"{name}: line {reader.line_num}"
        if None in row:
            raise WhoHoldsError(f"{where}: more fields than columns; put a value that holds a comma in double quotes.")
        if not any(values.values()):
            continue
        place = _place(values, where, units)
        if place.id in lines:
            raise WhoHoldsError(
                f"{where}: field id: {place.id!r} is already used in line {lines[place.id]}; ids are unique."
            )
        lines[place.id] = reader.line_num
        places.append(place)
    return tuple(places)


def _place(values: dict[str, str], where: str, units: Units) -> Place:
    for field in ("id", "name"):
        if not values[field]:
            raise WhoHoldsError(f"{where}: field {field}: is empty; every place needs an id and a name.")
    scopes = [scope.value for scope in Scope]
    if values["scope"] not in scopes:
        raise WhoHoldsError(f"{where}: field scope: {values['scope']!r} is not known; allowed are {', '.join(scopes)}.")
    capital = values.get("capital", "")
    if capital not in _CAPITAL:
        raise WhoHoldsError(f"{where}: field capital: {capital!r} is not known; allowed are yes, national or nothing.")
    members = _members(values["unit"], where, units)
    population = _number(values.get("population", ""), "population", where)
    return Place(
        id=values["id"],
        name=values["name"],
        scope=Scope(values["scope"]),
        unit=members[0] if len(members) == 1 else None,
        aliases=tuple(alias.strip() for alias in values.get("aliases", "").split("|") if alias.strip()),
        point=_point(values, where),
        capital=_CAPITAL[capital][0],
        national_capital=_CAPITAL[capital][1],
        population=None if population is None else int(population),
        district=values.get("district") or None,
        members=members if len(members) > 1 else (),
    )


def _members(value: str, where: str, units: Units) -> tuple[str, ...]:
    members = tuple(unit.strip() for unit in value.split("|") if unit.strip())
    for unit in members:
        if unit not in units.by_id:
            example = ", ".join(units.ids[:3])
            raise WhoHoldsError(
                f"{where}: field unit: {unit!r} is not in the boundary file; allowed are its {len(units)} ids ({example}, "
                "...), several joined by | for a region, or nothing for a place in no unit."
            )
    return members


def _point(values: dict[str, str], where: str) -> tuple[float, float] | None:
    lon, lat = _number(values.get("lon", ""), "lon", where), _number(values.get("lat", ""), "lat", where)
    if lon is None and lat is None:
        return None
    if lon is None or lat is None:
        raise WhoHoldsError(f"{where}: fields lon and lat: one is empty; give both in degrees, or neither.")
    if abs(lon) > 180 or abs(lat) > 90:
        raise WhoHoldsError(
            f"{where}: fields lon and lat: {lon}, {lat} are no degrees; allowed are -180..180 and -90..90."
        )
    return lon, lat


def _number(value: str, field: str, where: str) -> float | None:
    if not value:
        return None
    try:
        number = float(value)
    except ValueError:
        raise WhoHoldsError(f"{where}: field {field}: {value!r} is not a number.") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise WhoHoldsError(f"{where}: field {field}: {value!r} is not a number.")
    return number
