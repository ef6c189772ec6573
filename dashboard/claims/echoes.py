"""Clauses without a verb of their own that say of another place what was said before: "as did X", "on Sunday it was X"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dashboard.claims.dates import TimeRef
from dashboard.claims.items import Item, Line
from dashboard.claims.rulebook import rulebook

OPEN = ("did", "do", "does")


@dataclass(frozen=True, slots=True)
class Echo:
    """An elliptic clause: its rule, its items, the item of its place and that of its day."""

    rule: str
    first: int
    last: int
    place: int
    day: TimeRef | None


@cache
def _patterns() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The patterns by their first word, longest first."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    rows = [(row["id"], tuple(p.split())) for row in rulebook().table("echo", "echo") for p in row["patterns"]]
    for rule, words in sorted(rows, key=lambda row: -len(row[1])):
        found.setdefault(words[0], []).append((rule, words))
    return found


@cache
def echo_words() -> frozenset[str]:
    """A sentence without any of these words holds no echo."""
    return frozenset(("as", "so", "likewise", "too", "followed", "next", "turn", "same", "also", "nor", "it"))


def echoes_in(line: Line, taken: set[int], refs: Sequence[TimeRef]) -> Iterator[Echo]:
    """The elliptic clauses of a sentence whose places no rule has read; `taken`: items of places already read."""
    days = {ref.start: ref for ref in refs if ref.kind in ("event", "anchored", "report")}
    at = 0
    while at < len(line.items):
        item = line.items[at]
        rows = _patterns().get("{place}" if item.kind == "place" else item.low)
        if rows is None:
            at += 1
            continue
        tried = (_match(line.items, at, rule, words, days) for rule, words in rows)
        found = next((echo for echo in tried if echo is not None and echo.place not in taken), None)
        if found is not None:
            yield found
        at = found.last + 1 if found is not None else at + 1


def _match(items: list[Item], at: int, rule: str, words: tuple[str, ...], days: Mapping[int, TimeRef]) -> Echo | None:
    nr, place, day = at, None, None
    for word in words:
        if word in ("{end}", "{date}"):
            if nr < len(items) and items[nr].start in days:
                day = days[items[nr].start]
                nr = next((n for n in range(nr, len(items)) if items[n].start >= day.end), len(items))
            elif word == "{date}":
                return None
            if word == "{end}" and not _ended(items, nr):
                return None
            continue
        while at < nr < len(items) and items[nr].has("adverb") and items[nr].low != word and word != "{place}":
            nr += 1
        if nr >= len(items) or not _fits(items[nr], word):
            return None
        place = nr if word == "{place}" else place
        nr += 1
    if place is None:
        return None
    if day is None and nr < len(items):
        day = days.get(items[nr].start)
    return Echo(rule, at, max(nr - 1, place), place, day)


def _fits(item: Item, word: str) -> bool:
    if word == "{place}":
        return item.kind == "place"
    if word == "{aux}":
        return item.has("aux") or item.low in OPEN
    return item.low == word


def _ended(items: list[Item], nr: int) -> bool:
    """Whether a clause may end here."""
    return nr >= len(items) or items[nr].kind == "punct" or items[nr].has("conjunction", "subordinator", "relative")
