"""`whoholds claims`: what the articles say of control, a claim a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from dashboard.case import Case
from dashboard.claims import explain
from dashboard.claims.engines import compare_readings, comparison_text, engine
from dashboard.cli.options import CountryCode, as_table, case_option, open_case, out_option, put, store_option
from dashboard.cli.packs import articles_of, lines_of, pack_for, readings_of
from dashboard.export.tables import csv_text
from dashboard.model import Aggregate, Article, Claim, Drop

SHOWN = ("article", "predicate", "modality", "place", "unit", "actor", "event_from", "event_to", "speaker", "quote")
ENGINES = ("rules", "chat", "both")


@click.command("claims")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@case_option
@store_option
@click.option(
    "--country", type=CountryCode(), help="ISO 3166-1 alpha-2 code of the country, where articles do not say it."
)
@click.option(
    "--engine",
    "engine_name",
    type=click.Choice(ENGINES),
    default="rules",
    show_default=True,
    help="Who reads.",
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
    engine_name: str,
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
    stated = country or (case.country if case_folder else None)
    articles = articles_of(paths, stated) if paths else case.articles
    if explained:
        _put_lines(_traces(articles, case), output)
    elif engine_name == "both":
        _put_lines(_disagreements(articles, case), output)
    elif form == "jsonl":
        _put_lines(
            (json.dumps(line, ensure_ascii=False) for line in lines_of(articles, case, engine(engine_name))), output
        )
    else:
        lines = list(lines_of(articles, case, engine(engine_name)))
        put(csv_text(lines) if form == "csv" else as_table([{k: line.get(k) for k in SHOWN} for line in lines]), output)


def _disagreements(articles: Iterable[Article], case: Case) -> Iterator[str]:
    """What two engines read differently, article by article."""
    known = list(articles)
    both = zip(readings_of(known, case, engine("rules")), readings_of(known, case, engine("chat")), strict=True)
    for (first, _), (second, _) in both:
        yield comparison_text(compare_readings(first, second), ("rules", "chat"))


def _traces(articles: Iterable[Article], case: Case) -> Iterator[str]:
    for article in articles:
        pack = pack_for(article.country, case)
        yield f"== {article.id}" + (f" · {article.title}" if article.title else "")
        for trace in explain(article, pack.gazetteer, pack.actors):
            yield f"\n{trace.start}-{trace.end} [{trace.kind}] {' '.join(trace.text.split())}"
            yield from (_claim_said(claim) for claim in trace.claims)
            yield from (_aggregate_said(item) for item in trace.aggregates)
            yield from (_drop_said(drop) for drop in trace.drops)


def _claim_said(claim: Claim) -> str:
    sign = "+" if claim.modality.moves else "-"
    when = f"{claim.event_from}..{claim.event_to}" if claim.event_from else "no day"
    why = f"  not counted: {claim.reason}" if claim.reason else ""
    return (
        f"  {sign} {claim.predicate} ({claim.modality}) by {claim.actor or claim.actor_text or 'nobody named'} at {claim.place or '?'}"
        f" -> {claim.unit or 'no unit'} [{claim.resolution}], {when} [{claim.basis}], rule {claim.rule}{why}"
    )


def _aggregate_said(item: Aggregate) -> str:
    what = (
        item.region
        if item.kind == "region"
        else f"{item.comparison or ''} {item.value or '?'} of {item.of or '?'} {item.of_kind or ''}"
    )
    return f"  # {item.kind}: {' '.join(str(what).split())}, rule {item.rule}"


def _drop_said(drop: Drop) -> str:
    return f"  x {' '.join(drop.quote.split())!r}: {drop.reason}, rule {drop.rule}"


def _put_lines(lines: Iterator[str], output: Path | None) -> None:
    """Lines as they come on standard output (memory stays flat), or whole to a file."""
    if output is not None:
        put("\n".join(lines), output)
        return
    for line in lines:
        click.echo(line)
