"""`[translations.fa]` of a case.toml: what the case says of itself, in other languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from dashboard.case.shape import Translation
from dashboard.tomlfile import TomlFile

FIELDS = ("title", "note", "credits", "dated")


def read_translations(file: TomlFile) -> Mapping[str, Translation]:
    """The translations of a case by language code.

    Raises WhoHoldsError for what is no language code, an unknown field, a value of the wrong kind.
    """
    tables = file.data.get("translations", {})
    if not isinstance(tables, dict):
        raise file.mistake(f"translations = {tables!r} must be tables, such as [translations.fa].", "translations")
    return MappingProxyType({lang: _translation(file, lang, table) for lang, table in tables.items()})


def _translation(file: TomlFile, lang: str, table: Any) -> Translation:
    name = f"translations.{lang}"
    file.language(lang, "translations", table=name)
    if not isinstance(table, dict):
        raise file.mistake(f"{lang} = {table!r} must be a table [{name}].", lang, table="translations")
    file.only(table, FIELDS, table=name)
    return Translation(
        title=file.string(table, "title", table=name),
        note=file.string(table, "note", table=name),
        credits=file.strings(table, "credits", table=name),
        dated=_dated(file, f"{name}.dated", table.get("dated", {})),
    )


def _dated(file: TomlFile, name: str, found: Any) -> Mapping[str, str]:
    if not isinstance(found, dict):
        raise file.mistake(f"dated = {found!r} must be a table [{name}]: article id = text.", "dated", table=name[:-6])
    for article in found:
        file.string(found, article, table=name)
    return MappingProxyType(dict(found))
