"""The text of one file, or an error that says how to mend it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from dashboard.model import WhoHoldsError

ENDINGS = (".txt", ".html", ".htm", ".pdf")


def text_of(path: Path) -> str:
    """The article's text: of a .txt every character of the file (a leading byte order mark apart, line ends as they are).

    Of .html and .pdf what the extras `html` and `pdf` find. Raises WhoHoldsError for a missing, empty, binary or
    undecodable file, an ending that is not read, and an extra that is not installed.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise WhoHoldsError(
            f"{path}: files ending in {ending or 'nothing'} are not read. Allowed: {', '.join(ENDINGS)}, .jsonl."
        )
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise WhoHoldsError(f"{path}: there is no such file.") from None
    except OSError as error:
        raise WhoHoldsError(f"{path}: cannot be read ({error.strerror}).") from None
    if ending == ".pdf":
        text = _pdf(path)
    else:
        text = decoded(data, path)
        if ending != ".txt":
            text = _html(text, path)
    if not text.strip():
        raise WhoHoldsError(f"{path}: is empty. Put the article's text into it, or take the file away.")
    return text


def decoded(data: bytes, path: Path) -> str:
    """Bytes as UTF-8 text; WhoHoldsError where they are binary or in another encoding."""
    if b"\x00" in data:
        raise WhoHoldsError(
            f"{path}: is binary (a NUL byte at {data.index(0)}), not text. Save the article as UTF-8 text."
        )
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise WhoHoldsError(
            f"{path}: byte {error.start} (0x{data[error.start]:02x}) is not UTF-8. "
            f"Save the file as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 {path.name}"
        ) from None


def _html(text: str, path: Path) -> str:
    return _extra("trafilatura", "html", path).extract(text, include_comments=False, include_tables=False) or ""


def _pdf(path: Path) -> str:
    pypdf = _extra("pypdf", "pdf", path)
    try:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    except pypdf.errors.PyPdfError as error:
        raise WhoHoldsError(
            f"{path}: cannot be read as PDF ({error}). Save the article's text as .txt instead."
        ) from error


def _extra(module: str, extra: str, path: Path) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise WhoHoldsError(
            f"{path}: {path.suffix} files need the extra `{extra}`. Install it: pip install 'whoholds[{extra}]'"
        ) from None
