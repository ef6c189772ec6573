"""`[translations.fa]` of a case.toml: what the case says of itself, in other languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.case.shape import Translation
from dashboard.tomlfile import TomlTable

FIELDS = ("title", "note", "credits", "dated")


def read_translations(file: TomlTable) -> Mapping[str, Translation]:
    """The translations of a case by language code.

    Raises WhoHoldsError for what is no language code, an unknown field, a value of the wrong kind.
    """
    tables = file.table("translations")
    return MappingProxyType({lang: _translation(tables, lang) for lang in tables.data})


def _translation(tables: TomlTable, lang: str) -> Translation:
    table = tables.table(lang)
    table.language(lang, tables.name)
    table.only(FIELDS)
    dated = table.table("dated")
    return Translation(
        title=table.string("title"),
        note=table.string("note"),
        credits=table.strings("credits"),
        dated=MappingProxyType({article: dated.string(article) or "" for article in dated.data}),
    )
