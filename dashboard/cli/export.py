"""`whoholds export`: pictures and files of a view."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dashboard.cli.options import case_option, clock_options, open_situation, say, store_option
from dashboard.export import export
from dashboard.model import View


@click.command("export")
@case_option
@store_option
@clock_options
@click.option("--unit", help="Mark this unit (an ISO 3166-2 id such as AF-KNR).")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file; its ending says the format.",
)
def export_command(
    case_folder: Path | None,
    store_file: Path | None,
    at: date | None,
    known_at: date | None,
    rule: str,
    unit: str | None,
    output: Path,
) -> None:
    """Draw or write a view: the ending of the file says how (.png .svg .pdf .csv .geojson .zip ...).

    Pictures are drawn without a browser; the same input gives the same bytes.

    \b
    Example:  whoholds export --at 2021-08-14 --known-at 2021-08-15 -o map.png
    """
    situation = open_situation(case_folder, rule, store_file)
    export(situation, View(day=at, known_at=known_at, unit=unit, rule=rule), output)
    say(f"{output} written.")
