"""`whoholds case`: check a case folder, or start a new one."""

from __future__ import annotations

from pathlib import Path

import click

from dashboard.case import check_case, new_case
from dashboard.cli.options import CountryCode
from dashboard.shipped import shipped


@click.group("case")
def case_group() -> None:
    """Check a case folder, or start a new one."""


@case_group.command("check")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def check_command(folder: Path | None) -> None:
    """Read a case folder and say what is wrong (exit code 2) or worth a look (exit code 0).

    \b
    Example:  whoholds case check data
    """
    warnings = check_case(folder or shipped("data"))
    for warning in warnings:
        click.echo(f"note: {warning}")
    click.echo(f"{folder or 'the default case'}: no errors, {len(warnings)} notes.")


@case_group.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--country", type=CountryCode(), required=True, help="ISO 3166-1 alpha-2 code, such as SD.")
@click.option(
    "--borders",
    type=click.Choice(["un", "source"]),
    default="un",
    show_default=True,
    help="Where disputed areas stand: as the UN has them, or with who administers them. The note on the map says which.",
)
def new_command(folder: Path, country: str, borders: str) -> None:
    """Start a case in a new folder, with the units, places and sides that the package knows for a country.

    \b
    Example:  whoholds case new sudan --country SD
    """
    new_case(folder, country, borders)
    click.echo(f"{folder}: put articles into {folder / 'articles'}, then run: whoholds serve --case {folder}")
