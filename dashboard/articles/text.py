"""The text of one file, or an error that says how to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from dashboard.model import WhoHoldsError
from dashboard.textfile import decoded, read_bytes

_HALF = re.compile("[\ud800-\udfff]")
ENDINGS = (".txt", ".html", ".htm", ".pdf")


@dataclass(frozen=True, slots=True)
class Found:
    """The text of a file, and what the file itself tells of it (only web pages do)."""

    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None


def text_of(path: Path) -> Found:
    """The article's text: of a .txt every character of the file (a leading byte order mark apart, line ends as they are).

    Of .html and .pdf what the extras `html` and `pdf` find. Raises WhoHoldsError for a missing, empty, binary or
    undecodable file, an ending that is not read, and an extra that is not installed.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise WhoHoldsError(
            f"{path}: files ending in {ending or 'nothing'} are not read. Allowed: {', '.join(ENDINGS)}, .jsonl."
        )
    data = read_bytes(path, "a file with the text of an article")
    if ending == ".pdf":
        found = Found(_pdf(path))
    elif ending == ".txt":
        found = Found(decoded(data, path))
    else:
        found = _html(decoded(data, path), path)
    if not found.text.strip():
        kind = "is empty" if ending == ".txt" else "holds no article text that could be found"
        raise WhoHoldsError(f"{path}: {kind}. Put the article's text into a .txt file, or take the file away.")
    return found


def _html(text: str, path: Path) -> Found:
    if not text.strip():
        return Found("")
    page = _extra("trafilatura", "html", path).bare_extraction(
        text, with_metadata=True, include_comments=False, include_tables=False
    )
    if page is None:
        return Found("")
    return Found(whole(page.text or ""), page.title, page.sitename, page.url, page.date)


def _pdf(path: Path) -> str:
    pypdf = _extra("pypdf", "pdf", path)
    # a broken file makes pypdf fail in many ways beside its own errors
    broken = (pypdf.errors.PyPdfError, ValueError, TypeError, LookupError, AttributeError, RecursionError, OSError)
    try:
        return whole("\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages))
    except broken as error:
        raise WhoHoldsError(
            f"{path}: cannot be read as PDF ({error}). Save the article's text as .txt instead."
        ) from error


def whole(text: str) -> str:
    """The text with lone halves of surrogate pairs, which no file can hold, as U+FFFD: one for one, offsets stay."""
    return _HALF.sub("\ufffd", text)


def _extra(module: str, extra: str, path: Path) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise WhoHoldsError(
            f"{path}: {path.suffix} files need the extra `{extra}`. Install it: pip install 'whoholds[{extra}]'"
        ) from None
