"""`whoholds read`: articles into the store."""

from __future__ import annotations

from pathlib import Path

import click

from dashboard.cli.options import CountryCode
from dashboard.cli.packs import articles_of
from dashboard.store import Store


@click.command("read")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--store", "store_file", required=True, type=click.Path(path_type=Path), help="The store; made if it is not there."
)
@click.option(
    "--country",
    type=CountryCode(),
    help="ISO 3166-1 alpha-2 code of the country that the articles speak of, where they do not say.",
)
def read_command(paths: tuple[Path, ...], store_file: Path, country: str | None) -> None:
    """Take articles into a store, all or none; `serve`, `claims`, `control` and `export` add them with --store.

    \b
    Example:  whoholds read downloads/*.html --country AF --store afghanistan.db
              whoholds serve --store afghanistan.db
    """
    articles = list(articles_of(paths, country))
    new = Store(store_file).take_in(articles)
    undated = sum(article.published is None for article in articles)
    click.echo(
        f"{store_file}: {new} new of {len(articles)} articles"
        + (f"; {undated} without a date, which move nothing." if undated else ".")
    )
