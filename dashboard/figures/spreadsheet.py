"""What a cell of a table may hold so that a spreadsheet that opens the file runs nothing of it."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # assets/panel_tables.js has the same list for the files that the page makes


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula (OWASP, CSV injection)."""
    return "'" + text if text.startswith(FORMULA) else text
