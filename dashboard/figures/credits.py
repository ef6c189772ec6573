"""What must stand beside a map of a case: notes on its boundaries and the credits of its data."""

from __future__ import annotations

from collections.abc import Iterable


def sentences_once(texts: Iterable[str | None]) -> str:
    """Some notes as one text in which each sentence stands once; "" for no notes."""
    joined = ". ".join(text.strip().rstrip(".") for text in texts if text)
    return ". ".join(dict.fromkeys(part.strip().rstrip(".") for part in joined.split(". "))) + "." if joined else ""
