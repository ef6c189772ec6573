"""The phrases of reports about reports: the publication a text cites, and the words that say a report could not be verified."""

from __future__ import annotations

import re
from functools import cache

from dashboard.claims.rulebook import rulebook


@cache
def _publications() -> re.Pattern[str]:
    phrases = sorted(rulebook().table("speech", "phrases")["publication"], key=len, reverse=True)
    return re.compile(r"(?i)(?:" + "|".join(re.escape(p) for p in phrases) + r")\s+(?=(?:(?:the|a|an)\s+)?(?-i:[A-Z]))")


@cache
def unverified() -> re.Pattern[str]:
    """The phrases that say a report could not be verified."""
    return re.compile(
        "|".join(re.escape(p) for p in rulebook().table("speech", "phrases")["unverified"]), re.IGNORECASE
    )


def publication_in(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """An outlet whose report the sentence cites: (start of the phrase, end, name)."""
    stretch = text[start:end].casefold()
    if not any(word in stretch for word in ("article", "report", "published")):
        return None
    match = _publications().search(text, start, end)
    if match is None:
        return None
    name = re.compile(r"(?:[Tt]he\s+)?[A-Z][\w.&’'-]*(?:\s+[A-Z][\w.&’'-]*)*").match(text, match.end(), end)
    if name is None:
        return None
    wording = name.group().rstrip(".,")
    return match.start(), match.start() + len(text[match.start() : name.end()].rstrip(".,")), wording
