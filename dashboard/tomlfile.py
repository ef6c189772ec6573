"""A TOML file that knows its lines, so that a mistake in it can be shown to the person who edits it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dashboard.model import WhoHoldsError

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*=""")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The parsed data of a TOML file, with its path and text for messages."""

    path: Path
    text: str
    data: Mapping[str, Any]

    def line_of(self, key: str | None = None, value: object = None, table: str = "", index: int = 0) -> int:
        """The line (from 1) of a key, or of a value in it, in the index-th `[table]` or `[[table]]`; 1 if not found."""
        lines = self.text.splitlines()
        here, seen, found = "", {"": 0}, 0
        for number, line in enumerate(lines, 1):
            if header := _HEADER.match(line):
                here = header[2].replace('"', "").replace("'", "")
                seen[here] = seen.get(here, -1) + 1
                if here == table and seen[here] == index and key is None:
                    return number
                continue
            if here != table or seen[here] != index:
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

    def mistake(
        self, say: str, key: str | None = None, value: object = None, *, table: str = "", index: int = 0
    ) -> WhoHoldsError:
        """An error that begins with the file and the line."""
        return WhoHoldsError(f"{self.path}, line {self.line_of(key, value, table, index)}: {say}")

    def only(self, found: Mapping[str, Any], allowed: Collection[str], *, table: str = "", index: int = 0) -> None:
        """Raise WhoHoldsError for the first field that is not allowed in a table."""
        for key in found:
            if key not in allowed:
                where = f" of [{table}]" if table else ""
                say = f"unknown field {key!r}{where}. Allowed are: {', '.join(sorted(allowed))}."
                raise self.mistake(say, key, table=table, index=index)

    def string(
        self, found: Mapping[str, Any], key: str, default: str | None = None, *, table: str = "", index: int = 0
    ) -> str | None:
        """The text of a field, or the default where it is missing; WhoHoldsError if it is no text or empty."""
        if key not in found:
            return default
        value = found[key]
        if not isinstance(value, str) or not value.strip():
            raise self.mistake(f"{key} = {value!r} must be a text that is not empty.", key, table=table, index=index)
        return value

    def strings(self, found: Mapping[str, Any], key: str, *, table: str = "", index: int = 0) -> tuple[str, ...]:
        """The list of texts of a field (empty where it is missing); WhoHoldsError if it is none."""
        value = found.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            say = f'{key} = {value!r} must be a list of texts, such as {key} = ["one", "two"].'
            raise self.mistake(say, key, table=table, index=index)
        return tuple(value)

    def translations(self, found: Mapping[str, Any], key: str, *, table: str = "", index: int = 0) -> Mapping[str, str]:
        """The table of a field, language code -> text (empty where it is missing); WhoHoldsError if it is none."""
        value = found.get(key, {})
        if not isinstance(value, dict):
            say = f'{key} = {value!r} must be a table of languages, such as {key} = {{fa = "..."}}.'
            raise self.mistake(say, key, table=table, index=index)
        for code, text in value.items():
            self.language(code, key, key, table=table, index=index)
            if not isinstance(text, str) or not text.strip():
                say = f"{key}: {code} = {text!r} must be a text that is not empty."
                raise self.mistake(say, key, table=table, index=index)
        return MappingProxyType(dict(value))

    def language(self, code: str, where: str, key: str | None = None, *, table: str = "", index: int = 0) -> None:
        """Raise WhoHoldsError where what stands for a language is no language code."""
        if not _LANGUAGE.fullmatch(code):
            say = f"{where}: {code!r} is no language code. Write a BCP 47 tag in small letters, such as fa or ps."
            raise self.mistake(say, key, table=table, index=index)

    def flag(self, found: Mapping[str, Any], key: str, *, table: str = "", index: int = 0) -> bool:
        """The true or false of a field (false where it is missing); WhoHoldsError if it is neither."""
        value = found.get(key, False)
        if not isinstance(value, bool):
            raise self.mistake(f"{key} = {value!r} must be true or false.", key, table=table, index=index)
        return value


def read_toml(path: Path) -> TomlFile:
    """The TOML file at `path`; WhoHoldsError if it is missing, not UTF-8 or not TOML."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise WhoHoldsError(f"{path}: there is no such file.") from None
    except IsADirectoryError:
        raise WhoHoldsError(f"{path}: this is a folder; a TOML file is needed.") from None
    except OSError as error:
        raise WhoHoldsError(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError as error:
        raise WhoHoldsError(f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from None
    try:
        return TomlFile(path, text, tomllib.loads(text.replace("\r\n", "\n")))
    except tomllib.TOMLDecodeError as error:
        raise WhoHoldsError(f"{path}: is not valid TOML: {error}.") from None
