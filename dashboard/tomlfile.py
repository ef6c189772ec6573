"""A TOML file that knows its lines, so that a mistake in it can be shown to the person who edits it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dashboard.days import is_likely
from dashboard.model import WhoHoldsError
from dashboard.textfile import read_text

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*=""")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A table of a TOML file, or all of the file; its fields are read by kind, and a mistake names file and line."""

    path: Path
    text: str  # of the whole file
    data: Mapping[str, Any]
    name: str = ""  # as its header says, such as "translations.fa"; empty for the file
    index: int = 0  # which of the tables of this name

    def line_of(self, key: str | None = None, value: object = None) -> int:
        """The line (from 1) of a field, or of a value in it, or of the table's header; 1 if it is not found."""
        lines = self.text.splitlines()
        here, seen, found = "", {"": 0}, 0
        for number, line in enumerate(lines, 1):
            if header := _HEADER.match(line):
                here = header[2].replace('"', "").replace("'", "")
                seen[here] = seen.get(here, -1) + 1
                if here == self.name and seen[here] == self.index and key is None:
                    return number
                continue
            if here != self.name or seen[here] != self.index:
                continue
            if (match := _KEY.match(line)) and (match[1] or match[2] or match[3]) == key:
                found = number
                break
        return self._line_of_value(lines, found, value) if found else 1

    def _line_of_value(self, lines: list[str], start: int, value: object) -> int:
        if isinstance(value, str):
            for number in range(start, len(lines) + 1):
                line = lines[number - 1]
                if number > start and (_HEADER.match(line) or _KEY.match(line)):
                    break
                if f'"{value}"' in line or f"'{value}'" in line:
                    return number
        return start

    def mistake(self, say: str, key: str | None = None, value: object = None) -> WhoHoldsError:
        """An error that begins with the file and the line."""
        return WhoHoldsError(f"{self.path}, line {self.line_of(key, value)}: {say}")

    def only(self, allowed: Collection[str]) -> None:
        """Raise WhoHoldsError for the first field that is not allowed."""
        for key in self.data:
            if key not in allowed:
                where = f" of [{self.name}]" if self.name else ""
                raise self.mistake(f"unknown field {key!r}{where}. Allowed are: {', '.join(sorted(allowed))}.", key)

    def string(self, key: str, default: str | None = None) -> str | None:
        """The text of a field, or the default where it is missing; WhoHoldsError if it is no text or empty."""
        if key not in self.data:
            return default
        value = self.data[key]
        if not isinstance(value, str) or not value.strip():
            raise self.mistake(f"{key} = {value!r} must be a text that is not empty.", key)
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """The list of texts of a field (empty where it is missing); WhoHoldsError if it is none."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            say = f'{key} = {value!r} must be a list of texts, such as {key} = ["one", "two"].'
            raise self.mistake(say, key)
        return tuple(value)

    def translations(self, key: str) -> Mapping[str, str]:
        """The table of a field, language code -> text (empty where it is missing); WhoHoldsError if it is none."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            raise self.mistake(f'{key} = {value!r} must be a table of languages, such as {key} = {{fa = "..."}}.', key)
        for code, text in value.items():
            self.language(code, key, key)
            if not isinstance(text, str) or not text.strip():
                raise self.mistake(f"{key}: {code} = {text!r} must be a text that is not empty.", key)
        return MappingProxyType(dict(value))

    def language(self, code: str, where: str, key: str | None = None) -> None:
        """Raise WhoHoldsError where what stands for a language is no language code."""
        if not _LANGUAGE.fullmatch(code):
            say = f"{where}: {code!r} is no language code. Write a BCP 47 tag in small letters, such as fa or ps."
            raise self.mistake(say, key)

    def flag(self, key: str) -> bool:
        """The true or false of a field (false where it is missing); WhoHoldsError if it is neither."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self.mistake(f"{key} = {value!r} must be true or false.", key)
        return value

    def day(self, key: str) -> date | None:
        """The day of a field, None where it is missing; WhoHoldsError if it is none, or not from 1800 to 2199."""
        value = self.data.get(key)
        if value is not None and (type(value) is not date or not is_likely(value)):  # a datetime is a date too
            say = (
                f"{key} = {value!s} must be a day from 1800 to 2199, such as 2021-08-01 (no quotation marks, no time)."
            )
            raise self.mistake(say, key)
        return value

    def table(self, key: str) -> TomlTable:
        """The table of a field (empty where it is missing); WhoHoldsError if it is none."""
        value, name = self.data.get(key, {}), f"{self.name}.{key}" if self.name else key
        if not isinstance(value, dict):
            raise self.mistake(f"{key} = {value!r} must be a table, written as [{name}].", key)
        return replace(self, data=value, name=name, index=0)

    def tables(self, key: str) -> tuple[TomlTable, ...]:
        """The tables of a list (none where it is missing); WhoHoldsError if it is no list of tables."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.mistake(f"{key} = {value!r} must be written as [[{key}]] tables.", key)
        return tuple(replace(self, data=item, name=key, index=index) for index, item in enumerate(value))


def read_toml(path: Path) -> TomlTable:
    """The TOML file at `path`; WhoHoldsError if it is missing, not UTF-8 or not TOML."""
    return toml_of(read_text(path, "a TOML file"), path)


def toml_of(text: str, path: Path) -> TomlTable:
    """The same from a text; `path` is what errors call it."""
    try:
        return TomlTable(path, text, tomllib.loads(text.replace("\r\n", "\n")))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise WhoHoldsError(f"{path}: is not valid TOML: {error}.") from None
