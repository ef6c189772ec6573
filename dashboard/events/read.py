"""A table of hand-coded events -> articles of a sentence each, and the claims in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dashboard.events.acled import COLUMNS as ACLED
from dashboard.events.acled import acled_row
from dashboard.events.coded import COLUMNS as CODED
from dashboard.events.coded import coded_row
from dashboard.events.sheet import rows_of
from dashboard.model import Article, Claim, WhoHoldsError


def read_events(
    path: Path, units: Iterable[str], actors: Iterable[str]
) -> tuple[tuple[Article, ...], tuple[Claim, ...]]:
    """The claims of a table, each a slice of an article of its own, in the order of the rows.

    Raises WhoHoldsError naming file, line, column, value and what is allowed: unknown units and sides, days that are
    none, reversed intervals, ids used twice, columns that are missing.
    """
    columns, rows = rows_of(path)
    if set(ACLED) <= set(columns):
        read = acled_row
    elif set(CODED) <= set(columns):
        read = coded_row
    else:
        missing = [name for name in CODED if name not in columns]
        raise WhoHoldsError(
            f"{path}, line 1: columns are missing: {', '.join(missing)}. See docs/import.md for both kinds of table."
        )
    pairs = [pair for row in rows for pair in read(row, frozenset(units), frozenset(actors))]
    seen: set[str] = set()
    for article, _ in pairs:
        if article.id in seen:
            raise WhoHoldsError(f"{path}: the id {article.id!r} is used twice. Every row needs its own.")
        seen.add(article.id)
    return tuple(article for article, _ in pairs), tuple(claim for _, claim in pairs)
