"""The options that several commands share, and how their words become values."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from dashboard.case import Case, default_case, read_case
from dashboard.control import RULES
from dashboard.export.files import put_bytes
from dashboard.model import WhoHoldsError
from dashboard.places.atlas import countries
from dashboard.situation import Situation, situation_of
from dashboard.store import Store

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType["date | None"]):
    """An ISO date such as 2021-08-14, or `latest`, which is None."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | None:
        """Read the word as a day."""
        if isinstance(value, date) or value == "latest":
            return value if isinstance(value, date) else None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day: write year-month-day, such as 2021-08-14, or latest.", param, ctx)


class CountryCode(click.ParamType["str"]):
    """The code of a country (ISO 3166-1 alpha-2), in small or large letters."""

    name = "code"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the word as a code."""
        code = str(value).upper()
        if code not in countries():
            self.fail(f"{value!r} is no country: write an ISO 3166-1 alpha-2 code, such as AF or SD.", param, ctx)
        return code


def case_option(command: F) -> F:
    """Add `--case FOLDER`."""
    return click.option(
        "--case",
        "case_folder",
        type=click.Path(path_type=Path),
        help="Folder of a case (with case.toml). Without it: the case that ships.",
    )(command)


def clock_options(command: F) -> F:
    """Add `--at`, `--known-at` and `--rule`."""
    for option in (
        click.option(
            "--rule", type=click.Choice(sorted(RULES)), default="filter", show_default=True, help="Decision rule."
        ),
        click.option(
            "--known-at",
            type=Day(),
            default="latest",
            show_default=True,
            help="Use only what was published by this day.",
        ),
        click.option("--at", type=Day(), default="latest", show_default=True, help="The day of the situation."),
    ):
        command = option(command)
    return command


def out_option(command: F) -> F:
    """Add `-o FILE`, standard output by default."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write here instead of to standard output.",
    )(command)


def store_option(command: F) -> F:
    """Add `--store FILE`."""
    return click.option(
        "--store",
        "store_file",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="A store made by `whoholds read`: its articles are added to those of the case.",
    )(command)


def open_case(folder: Path | None, store_file: Path | None = None) -> Case:
    """The case of a folder, or the one that ships, with the articles of a store added."""
    case = read_case(folder) if folder else default_case()
    if store_file is None:
        return case
    known = {article.id for article in case.articles}
    added = tuple(article for article in Store(store_file).articles() if article.id not in known)
    return replace(case, articles=(*case.articles, *added))


def open_situation(folder: Path | None, rule: str = "filter", store_file: Path | None = None) -> Situation:
    """The case of a folder, read; long reading shows a bar on a terminal and nothing in a pipe."""
    case = open_case(folder, store_file)
    with progress_bar("Reading articles") as tick:
        return situation_of(case, rule=rule, progress=tick)


def check_units(wanted: Iterable[str], situation: Situation) -> None:
    """Raise WhoHoldsError for the first unit that the case does not have."""
    known = situation.control.units
    for unit in wanted:
        if unit not in known:
            raise WhoHoldsError(
                f"--unit {unit}: there is no such unit in {situation.case.title}; its units are {', '.join(known[:40])}."
            )


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """A function (done, of; 0 where nobody knows) that counts on stderr, only on a terminal and only from 20 steps on."""
    if not sys.stderr.isatty():
        yield None
        return

    def tick(done: int, of: int) -> None:
        if done % 20 == 0 or (done == of and of > 20):
            click.echo(f"\r{label}: {done:,}" + (f" of {of:,}" if of else ""), nl=done == of, err=True)

    yield tick


def say(line: str) -> None:
    """A remark to a person: on stderr, and only where stderr is a terminal."""
    if sys.stderr.isatty():
        click.echo(line, err=True)


def put(text: str, output: Path | None) -> None:
    """Write the result to standard output, or whole to a file."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        put_bytes(output, (text if text.endswith("\n") else text + "\n").encode())


def as_table(rows: Sequence[dict[str, Any]]) -> str:
    """Rows as aligned columns for a terminal; cells longer than 70 characters are cut."""
    if not rows:
        return "(nothing)"
    columns = list(rows[0])
    cells = [[_cell(row.get(column)) for column in columns] for row in rows]
    widths = [max(len(column), *(len(row[i]) for row in cells)) for i, column in enumerate(columns)]
    lines = ["  ".join(column.ljust(width) for column, width in zip(columns, widths, strict=True)).rstrip()]
    lines += ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= 70 else text[:69] + "…"
