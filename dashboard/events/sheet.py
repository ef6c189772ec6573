"""One row of a table, with the words for its mistakes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from dashboard.model import WhoHoldsError

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Known:
    """What a table may name: units, sides with the names that sentences use, and how other names are understood."""

    units: frozenset[str]
    sides: Mapping[str, str]
    states: frozenset[str]
    unit_of: Callable[[str], str | None]
    side_of: Callable[[str], str | None]
    place_of: Callable[[str, str], tuple[str, bool] | None]  # wording, unit -> id, whether it is the unit's capital


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line, by column name; empty cells are None."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def text(self, column: str, default: str | None = None) -> str | None:
        """The cell's text, or the default where it is empty or the column is not there."""
        return self.cells.get(column, "").strip() or default

    def needed(self, column: str) -> str:
        """The cell's text; WhoHoldsError where it is empty."""
        value = self.text(column)
        if value is None:
            raise self.mistake(column, "", "it must not be empty")
        return value

    def day(self, column: str) -> date | None:
        """The cell as a day (ISO 8601), None where it is empty."""
        value = self.text(column)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.mistake(column, value, "write a day as 2021-08-14") from None

    def flag(self, column: str) -> bool:
        """True for yes, false for no or an empty cell."""
        return self.one_of(column, self.text(column, "no") or "no", ("yes", "no")) == "yes"

    def member(self, column: str, kind: type[E], default: E) -> E:
        """The cell as a member of an enumeration."""
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


def rows_of(path: Path) -> tuple[tuple[str, ...], Iterator[Row]]:
    """The column names of a CSV (UTF-8, commas) and its rows; WhoHoldsError where it cannot be read or is empty."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise WhoHoldsError(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError as error:
        raise WhoHoldsError(f"{path}: byte {error.start} is not UTF-8. Save the table as CSV in UTF-8.") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not reader.fieldnames:
        raise WhoHoldsError(f"{path}: is empty. The first line names the columns (docs/import.md).")
    return tuple(reader.fieldnames), _rows(path, reader)


def _rows(path: Path, reader: csv.DictReader[str]) -> Iterator[Row]:
    for cells in reader:
        yield Row(path, reader.line_num, {key: value or "" for key, value in cells.items() if key})
