"""Reprints: articles whose text is nearly that of another one, so that both count as one origin.

Exact Jaccard of word shingles, compared only between articles that share a rare shingle: no sampling, so the answer
does not depend on chance, and no dependency.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from dashboard.model import Article

WORDS = 5  # words in a shingle
SAME = 0.6  # Jaccard from which two texts are one: a reprint with another headline and a cut end
RARE = 30  # a shingle in more articles than this is boilerplate
PROBES = 40  # rare shingles of an article that look for its twin: at Jaccard .6 all 40 fail once in 10^8


def duplicate_articles(articles: Iterable[Article]) -> Mapping[str, str]:
    """Article id -> id of the earliest article with nearly the same text; only articles that are reprints are in it."""
    ordered = sorted(articles, key=lambda a: (a.published or date.max, a.id))
    shingles = {article.id: shingles_of(article.text) for article in ordered}
    holders: dict[int, list[str]] = defaultdict(list)
    found: dict[str, str] = {}
    for article in ordered:
        own = shingles[article.id]
        probes = sorted(own)[:PROBES]  # the smallest hashes: the same ones are chosen in every reprint
        candidates = {name for shingle in probes if len(holders[shingle]) <= RARE for name in holders[shingle]}
        scored = [(jaccard(own, shingles[name]), name) for name in sorted(candidates)]
        best = max(scored, default=(0.0, ""), key=lambda item: item[0])
        if best[0] >= SAME:
            found[article.id] = found.get(best[1], best[1])
        for shingle in probes:
            holders[shingle].append(article.id)
    return found


def shingles_of(text: str) -> frozenset[int]:
    """Hashes of all runs of five words, folded; stable between processes."""
    words = re.findall(r"\w+", text.casefold())
    runs = (" ".join(words[i : i + WORDS]) for i in range(max(1, len(words) - WORDS + 1)))
    return frozenset(_stable(run) for run in runs) if words else frozenset()


def jaccard(one: frozenset[int], two: frozenset[int]) -> float:
    """Shared shingles as a part of all; 0 for empty texts."""
    return len(one & two) / len(one | two) if one and two else 0.0


def _stable(run: str) -> int:
    return zlib.crc32(run.encode("utf-8", "surrogatepass"))
