"""`whoholds export`: pictures and files of a view."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dashboard.cli.options import Day, case_option, check_units, clock_options, open_situation, say, store_option
from dashboard.export import PICTURES, TABLES, export
from dashboard.figures.theme import Mode
from dashboard.figures.words import languages
from dashboard.model import View


@click.command("export")
@case_option
@store_option
@clock_options
@click.option("--linked", is_flag=True, help="As known then: each day with what had been published by it.")
@click.option("--points", is_flag=True, help="Fill nothing: a point for each report (pictures, .geojson, .gpkg).")
@click.option("--unit", help="Mark this unit (an ISO 3166-2 id such as AF-KNR).")
@click.option(
    "--what",
    type=click.Choice([*PICTURES, *TABLES]),
    help="What a picture (map, multiples, difference, strip; brief as .pdf) or a table (status, claims, changes, totals, sources) shows.",
)
@click.option("--day", "days", multiple=True, type=Day(), help="A day of multiples, difference or an animation.")
@click.option(
    "--mode", type=click.Choice([str(m) for m in Mode]), default="light", show_default=True, help="Ground of pictures."
)
@click.option(
    "--lang", type=click.Choice(languages()), default="en", show_default=True, help="Language of texts and names."
)
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
    linked: bool,
    points: bool,
    unit: str | None,
    what: str | None,
    days: tuple[date, ...],
    mode: str,
    lang: str,
    output: Path,
) -> None:
    """Draw or write a view: the ending of the file says how.

    Pictures: .png .svg .pdf, drawn without a browser. Animation: .gif .mp4. Tables: .csv .jsonl .geojson .gpkg .
    The sentences: .md . A page in one file: .html . Everything: .zip . The same input gives the same bytes.

    \b
    Example:  whoholds export --at 2021-08-14 --known-at 2021-08-15 -o map.png
              whoholds export --what multiples --day 2021-08-12 --day 2021-08-14 --mode print -o days.pdf
              whoholds export --what claims -o claims.csv
    """
    situation = open_situation(case_folder, rule, store_file)
    check_units([unit] if unit else [], situation)
    view = View(day=at, known_at=known_at, unit=unit, linked=linked, rule=rule, points=points)
    export(situation, view, output, what=what, days=tuple(d for d in days if d), mode=mode, lang=lang)
    say(f"{output} written.")
