"""`whoholds claims`: what the articles say of control, a claim a line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import click

from dashboard.articles import read_articles
from dashboard.case import Case, country_case
from dashboard.claims import claim_line, explain, find_claims
from dashboard.cli.options import as_table, case_option, open_case, out_option, progress_bar, put, say, store_option
from dashboard.model import Article, Reading

SHOWN = ("article", "predicate", "modality", "place", "unit", "actor", "event_from", "event_to", "speaker", "quote")


@click.command("claims")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@case_option
@store_option
@click.option(
    "--country", help="ISO 3166-1 alpha-2 code of the country that the articles speak of, where they do not say."
)
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True)
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="Sentence by sentence: what matched, what was dropped, and by which rule.",
)
@out_option
def claims_command(
    paths: tuple[Path, ...],
    case_folder: Path | None,
    store_file: Path | None,
    country: str | None,
    form: str,
    explained: bool,
    output: Path | None,
) -> None:
    """Read articles and print their claims: the articles of a case, or the files and folders that are named.

    Articles come as .txt, .html, .pdf, .jsonl or a folder of them. Each is read with the places and sides of its own
    country: those of the case if it is the case's country, else those that the package knows.

    \b
    Example:  whoholds claims
              whoholds claims --country SY --format jsonl articles.jsonl > claims.jsonl
              whoholds claims --explain seeds
    """
    case = open_case(case_folder, store_file)
    stated = country.upper() if country else (case.country if case_folder else None)
    articles = _articles(paths, stated) if paths else case.articles
    if explained:
        put("\n".join(_traces(articles, case)), output)
        return
    lines = _lines(articles, case)
    if form == "jsonl":
        _put_lines((json.dumps(line, ensure_ascii=False) for line in lines), output)
    else:
        put(_csv(lines) if form == "csv" else as_table([{k: line.get(k) for k in SHOWN} for line in lines]), output)


def _articles(paths: tuple[Path, ...], country: str | None) -> tuple[Article, ...]:
    articles = tuple(article for path in paths for article in read_articles(path, country=country))
    nowhere = sum(article.country is None for article in articles)
    if nowhere:
        say(
            f"{nowhere} of {len(articles)} articles name no country: their claims get no unit. Say --country CC or --case FOLDER."
        )
    return articles


@lru_cache(maxsize=8)
def _pack(country: str | None) -> Case:
    return country_case(country)


def _pack_for(article: Article, case: Case) -> Case:
    """The places and sides an article is read with: the case's for its own country, else the package's."""
    return case if article.country is not None and article.country == case.country else _pack(article.country)


def _read(article: Article, case: Case) -> tuple[Reading, Case]:
    pack = _pack_for(article, case)
    return find_claims(article, pack.gazetteer, pack.actors), pack


def _lines(articles: Iterable[Article], case: Case) -> Iterator[dict[str, Any]]:
    known = list(articles)
    with progress_bar("Reading articles") as tick:
        for done, article in enumerate(known, start=1):
            reading, pack = _read(article, case)
            for item in sorted((*reading.claims, *reading.aggregates), key=lambda item: (item.start, item.end)):
                yield claim_line(item, pack.actors)
            if tick:
                tick(done, len(known))


def _traces(articles: Iterable[Article], case: Case) -> Iterator[str]:
    for article in articles:
        pack = _pack_for(article, case)
        yield f"== {article.id}" + (f" · {article.title}" if article.title else "")
        for trace in explain(article, pack.gazetteer, pack.actors):
            yield str(trace)


def _csv(lines: Iterable[dict[str, Any]]) -> str:
    rows = list(lines)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def _put_lines(lines: Iterator[str], output: Path | None) -> None:
    """Lines as they come on standard output (memory stays flat), or whole to a file."""
    if output is not None:
        put("\n".join(lines), output)
        return
    for line in lines:
        click.echo(line)
