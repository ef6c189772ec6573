"""Articles as JSON lines: one object a line with id, text, and what is known about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from dashboard.articles.fields import FIELDS, checked_fields
from dashboard.articles.text import whole
from dashboard.model import Article, WhoHoldsError
from dashboard.textfile import decoded


def iter_lines(path: Path, country: str | None = None, timezone: str | None = None) -> Iterator[Article]:
    """The articles of a .jsonl, one at a time so that memory stays flat; offsets refer to each object's `text`.

    Raises WhoHoldsError naming file and line for what is not JSON, has no id or text, or an id twice.
    """
    seen: set[str] = set()
    try:
        file = path.open("rb")
    except OSError as error:
        raise WhoHoldsError(f"{path}: cannot be read ({error.strerror}).") from None
    with file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                where = f"{path}, line {number}"
                article = _article(decoded(line, where), where, path, country, timezone)
                if article.id in seen:
                    raise WhoHoldsError(
                        f"{path}, line {number}: id = {article.id!r} is used twice. Every article needs its own."
                    )
                seen.add(article.id)
                yield article
    if not seen:
        raise WhoHoldsError(f'{path}: is empty. Write one JSON object a line: {{"id": ..., "text": ...}}.')


def _article(line: str, where: str, path: Path, country: str | None, timezone: str | None) -> Article:
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise WhoHoldsError(f"{where}: is not JSON ({error.msg} at column {error.colno}).") from None
    except (RecursionError, ValueError) as error:
        raise WhoHoldsError(f"{where}: is not JSON that can be read ({error}).") from None
    if not isinstance(found, dict) or not isinstance(found.get("text"), str) or not isinstance(found.get("id"), str):
        raise WhoHoldsError(
            f"{where}: must be an object with the texts `id` and `text`; allowed beside them: {', '.join(FIELDS[1:])}."
        )
    if not found["id"].strip():
        raise WhoHoldsError(f"{where}: id must not be empty.")
    fields = checked_fields(found, lambda _: where, country, timezone)
    return Article(text=whole(found["text"]), path=str(path), **fields)
