"""A CSV file that knows its lines, so that a mistake in a cell can be shown to the person who edits it."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from dashboard.days import iso_day
from dashboard.model import WhoHoldsError
from dashboard.textfile import read_text

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line, by column name, without blanks around them."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def text(self, column: str, default: str | None = None) -> str | None:
        """The cell's text, or the default where it is empty or the column is not there."""
        return self.cells.get(column) or default

    def needed(self, column: str) -> str:
        """The cell's text; WhoHoldsError where it is empty."""
        value = self.text(column)
        if value is None:
            raise self.mistake(column, "", "it must not be empty")
        return value

    def day(self, column: str) -> date | None:
        """The cell as a day (ISO 8601, 1800 to 2199), None where it is empty; WhoHoldsError where it is none."""
        return None if self.text(column) is None else self.needed_day(column)

    def needed_day(self, column: str) -> date:
        """The cell as a day; WhoHoldsError where it is empty or none."""
        value = self.needed(column)
        try:
            return iso_day(value)
        except ValueError:
            raise self.mistake(column, value, "write a day as 2021-08-14 (from 1800 to 2199)") from None

    def number(self, column: str) -> float | None:
        """The cell as a finite number, None where it is empty; WhoHoldsError where it is none."""
        value = self.text(column)
        if value is None:
            return None
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise self.mistake(column, value, "it is not a number")
        return number

    def count(self, column: str) -> int | None:
        """The cell as a whole number from 0 on, None where it is empty; WhoHoldsError where it is none."""
        value, number = self.text(column), self.number(column)
        if value is None or number is None:
            return None
        if number < 0 or number != int(number):
            raise self.mistake(column, value, "it must be a whole number, 0 or more")
        return int(number)

    def flag(self, column: str) -> bool:
        """True for yes, false for no or an empty cell; WhoHoldsError for any other word."""
        return self.one_of(column, self.text(column, "no") or "no", ("yes", "no")) == "yes"

    def member(self, column: str, kind: type[E], default: E) -> E:
        """The cell as a member of an enumeration, the default where it is empty; WhoHoldsError where it is no member."""
        value = self.text(column)
        return default if value is None else kind(self.one_of(column, value, [member.value for member in kind]))

    def one_of(self, column: str, value: str, allowed: Collection[str]) -> str:
        """The value, if it is allowed; WhoHoldsError otherwise."""
        if value not in allowed:
            raise self.mistake(column, value, f"allowed are {', '.join(list(allowed)[:60])}")
        return value

    def mistake(self, column: str, value: str, allowed: str) -> WhoHoldsError:
        """An error that names file, line, column, value and what is allowed."""
        return WhoHoldsError(f"{self.path}, line {self.line}: {column} = {value!r}: {allowed}.")


@dataclass(frozen=True, slots=True)
class CsvFile:
    """The columns and rows of a CSV file; rows without any text are left out."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def need(self, columns: Collection[str], see: str) -> None:
        """Raise WhoHoldsError, which ends in `see`, where one of the columns is missing."""
        if missing := [name for name in columns if name not in self.columns]:
            raise WhoHoldsError(
                f"{self.path}, line 1: columns are missing: {', '.join(missing)}; "
                f"found are {', '.join(self.columns)} (commas stand between columns). {see}"
            )


def read_csv(path: Path) -> CsvFile:
    """The CSV file at a path: UTF-8, commas, the names of the columns in the first line.

    Raises WhoHoldsError, naming file and line, for a file that cannot be read, is empty or no CSV, names a column
    twice, or has a line with more cells than columns.
    """
    return csv_of(read_text(path, "a CSV table"), path)


def csv_of(text: str, path: Path) -> CsvFile:
    """The same from a text; `path` is what errors call it."""
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = tuple(name.strip() for name in next(filter(any, lines), ()))
        if not columns:
            raise WhoHoldsError(f"{path}: is empty. The first line names the columns.")
        if twice := next((name for name in columns if name and columns.count(name) > 1), None):
            raise WhoHoldsError(f"{path}, line {lines.line_num}: the column {twice!r} stands there twice.")
        return CsvFile(path, columns, tuple(_row(path, lines.line_num, columns, cells) for cells in filter(any, lines)))
    except csv.Error as error:
        raise WhoHoldsError(f"{path}, line {lines.line_num}: cannot be read as CSV ({error}).") from None


def _row(path: Path, line: int, columns: tuple[str, ...], cells: list[str]) -> Row:
    if any(cells[len(columns) :]):
        raise WhoHoldsError(
            f"{path}, line {line}: more cells than columns; put a value that holds a comma in double quotes."
        )
    return Row(path, line, {name: cell.strip() for name, cell in zip(columns, cells, strict=False)})
