"""Which places and sides an article is read with: the case's for its own country, else what the package knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.articles import ENDINGS, iter_lines, read_articles
from dashboard.case import Case, country_case
from dashboard.claims.engines import Engine
from dashboard.claims.exchange import claim_line
from dashboard.cli.options import progress_bar, say
from dashboard.model import Aggregate, Article, Claim, Reading, WhoHoldsError


@lru_cache(maxsize=8)
def _pack(country: str | None) -> Case:
    return country_case(country)


def pack_for(country: str | None, case: Case) -> Case:
    """The case for its own country, else the package's for that country; None has no units and no places."""
    return case if country is not None and country == case.country else _pack(country)


def articles_of(paths: Iterable[Path], country: str | None) -> Iterator[Article]:
    """The articles of files and folders, one at a time; `country` where they do not name their own.

    Raises WhoHoldsError for a folder without any, and for what cannot be read.
    """
    nowhere = 0
    for path in paths:
        found = iter_lines(path, country) if path.suffix.lower() == ".jsonl" else read_articles(path, country=country)
        if isinstance(found, tuple) and not found:
            raise WhoHoldsError(
                f"{path}: holds no article. Articles are files ending in {', '.join(ENDINGS)} or .jsonl."
            )
        for article in found:
            nowhere += article.country is None
            yield article
    if nowhere:
        say(f"{nowhere} articles name no country: their claims get no unit (say --country CC).")


def readings_of(articles: Iterable[Article], case: Case, engine: Engine) -> Iterator[tuple[Reading, Case]]:
    """Each article's reading, with the case whose places and sides it was read with; a count shows on a terminal."""
    coded: dict[str, list[Claim]] = {}
    for claim in case.claims:
        coded.setdefault(claim.article, []).append(claim)
    with progress_bar("Reading articles") as tick:
        for done, article in enumerate(articles, start=1):
            pack = pack_for(article.country, case)
            if article.id in coded:  # a hand-coded event: the person's claims stand, its text is not read again
                yield Reading(article=article.id, claims=tuple(coded[article.id])), case
            else:
                yield engine.read(article, pack.gazetteer, pack.actors), pack
            if tick:
                tick(done, 0)


def lines_of(articles: Iterable[Article], case: Case, engine: Engine) -> Iterator[dict[str, Any]]:
    """Every claim and aggregate in the exchange format, in order of article and offset."""
    for reading, pack in readings_of(articles, case, engine):
        items: list[Claim | Aggregate] = [*reading.claims, *reading.aggregates]
        for item in sorted(items, key=lambda item: (item.start, item.end)):
            yield claim_line(item, pack.actors)
