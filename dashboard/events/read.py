"""A table of hand-coded events -> articles of a sentence each, and the claims in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from dashboard.csvfile import read_csv
from dashboard.events.acled import COLUMNS as ACLED
from dashboard.events.acled import acled_row
from dashboard.events.coded import COLUMNS as CODED
from dashboard.events.coded import coded_row
from dashboard.events.known import Known
from dashboard.model import Article, Claim, WhoHoldsError


def read_events(
    path: Path,
    units: Iterable[str],
    actors: Iterable[str] | Mapping[str, str],
    *,
    states: Iterable[str] = (),
    unit_of: Callable[[str], str | None] | None = None,
    side_of: Callable[[str], str | None] | None = None,
    place_of: Callable[[str, str], tuple[str, bool] | None] | None = None,
) -> tuple[tuple[Article, ...], tuple[Claim, ...]]:
    """The claims of a table, each a slice of an article of its own, in the order of the rows.

    `actors` are ids, or ids with the names that sentences use. For tables from elsewhere `unit_of` gives the unit of a
    province's name, `side_of` the side of an actor's name, `place_of` the id of a place in a unit and whether it is its
    capital, `states` the sides that are states.

    Raises WhoHoldsError naming file, line, column, value and what is allowed: unknown units and sides, days that are
    none, reversed intervals, ids used twice, columns that are missing.
    """
    names = dict(actors) if isinstance(actors, Mapping) else {actor: actor for actor in actors}
    known = Known(
        frozenset(units), names, frozenset(states), unit_of or _nothing, side_of or _nothing, place_of or _nothing
    )
    table = read_csv(path)
    if set(ACLED) <= set(table.columns) and {"unit", "admin1"} & set(table.columns):
        read = acled_row
    else:
        table.need(CODED, "See docs/import.md for both kinds of table.")
        read = coded_row
    pairs = [pair for row in table.rows for pair in read(row, known)]
    seen: set[str] = set()
    for article, _ in pairs:
        if article.id in seen:
            raise WhoHoldsError(f"{path}: the id {article.id!r} is used twice. Every row needs its own.")
        seen.add(article.id)
    return tuple(article for article, _ in pairs), tuple(claim for _, claim in pairs)


def _nothing(*_: str) -> None:
    return None
