"""What control and the readers of articles say about the data, put into the reader's language (texts/*.notes.toml)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from dashboard.figures import citation
from dashboard.figures.sentences import side_text
from dashboard.figures.words import MEASURE, Words, words_of
from dashboard.model import Article, Note

if TYPE_CHECKING:
    from dashboard.situation import Situation

# values that are words of a closed list -> the group of the catalogue that has their labels
LABELS = {
    "role": "role", "interest": "interest", "modality": "modality", "precision": "precision", "position": "position",
    "scope": "scope", "part": "part", "comparison": "comparison", "counted": "counted",
}  # fmt: skip


def note_text(note: Note, situation: Situation, lang: str | None = None) -> str:
    """A note as a sentence; the factor of a weight is left to `reason_lines`."""
    words = words_of(lang)
    values = {name: _said(name, value, situation, words) for name, value in note.values.items()}
    return " ".join(words(f"note.{note.key}", **values).split())


def reason_lines(reasons: Sequence[Note], situation: Situation, lang: str | None = None) -> list[str]:
    """How a weight came about, a line each: `the article itself, no stake in it 0.85`, then `... × 0.95`."""
    words, lines = words_of(lang), []
    for number, note in enumerate(reasons):
        line = note_text(note, situation, lang)
        if isinstance(factor := note.values.get("factor"), int | float):
            line += f"{' ×' if number else ''} {words.number(f'{factor:g}')}"
        lines.append(line)
    return lines


def _said(name: str, value: object, situation: Situation, words: Words) -> object:
    """One value as the language says it: labels of closed lists, names of sides and sources, lists with its own comma."""
    if name in LABELS:
        return words.label(LABELS[name], value) if value else ""
    if name == "actor":
        return side_text(str(value), situation, words.lang)
    if name == "source":
        return source_name(str(value), situation, words.lang)
    if name == "reason":
        return reason_text(str(value), words.lang)
    if isinstance(value, str) and value.isdigit():
        return words.number(value)
    if isinstance(value, tuple):
        return words.listed(words.label("compass", item) for item in value)
    return value


def source_name(source: str, situation: Situation, lang: str | None = None) -> str:
    """Who says something: a speaker, an outlet or a publisher by name, an article by its publisher or its title."""
    article = situation.articles.get(source.removeprefix("article:"))
    if article is not None:
        name = article.publisher or article.title
        return name or words_of(lang)("article.untitled", name=article.id.split("_")[0])
    return source.split(":", 1)[-1]


def reason_text(reason: str, lang: str | None = None) -> str:
    """Why a phrase is no claim, or a claim moves nothing, as the readers of articles write it (in English), translated.

    A reason that the catalogue does not have, such as one of an imported file, stays as it is.
    """
    return _translated("reason", reason, lang)


def how_dated(article: Article, situation: Situation, lang: str | None = None) -> str | None:
    """How a day of publication is known: as the case says it in the language, else what the program or the case says."""
    if article.published_basis is None:
        return None
    told = situation.case.translations.get(words_of(lang).lang)
    return (told and told.dated.get(article.id)) or _translated("dated", article.published_basis, lang)


def title_text(article: Article, lang: str | None = None) -> str:
    """An article's title, or its first line; a title that the program gave to a coded row is translated."""
    return _translated("titled", citation.title(article), lang)


def published_text(article: Article, situation: Situation, lang: str | None = None) -> str:
    """When an article was published and, where the text does not carry the day, how it is known."""
    words = words_of(lang)
    if article.published is None:
        return words("sentence.undated")
    if basis := how_dated(article, situation, lang):
        return words("sentence.published_basis", day=article.published, basis=basis.rstrip("."))
    return words("sentence.published", day=article.published)


def _translated(group: str, text: str, lang: str | None) -> str:
    words = words_of(lang)
    for key, pattern in _patterns(group):
        if found := pattern.fullmatch(text):
            return words(key, **{k: words.number(v) if v.isdigit() else v for k, v in found.groupdict().items()})
    return text


@cache
def _patterns(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The English texts of a group, as patterns whose groups are the placeholders; fixed texts before those with any."""
    known = {key: text for key, text in words_of(MEASURE).texts.items() if key.startswith(f"{group}.")}
    ordered = sorted(known.items(), key=lambda item: item[1].count("{"))
    return tuple((key, re.compile(_pattern(text), re.DOTALL)) for key, text in ordered)


def _pattern(text: str) -> str:
    parts = re.split(r"\{(\w+)\}", text)
    return "".join(f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
