"""Turns a sentence into typed items: words with their classes, places, sides, names, numbers, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from dashboard.claims.rulebook import rulebook
from dashboard.model import Place

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?:-[A-Za-z]+)*|[^\W\d_]+\d*(?:[-‐‑’'ʼ.](?=[^\W\d_])[^\W_]+)*|\S"
)
EMPTY: frozenset[str] = frozenset()
ARTICLE = re.compile(r"(?:al|el|ar|as|ad|an|at|az|ez|ul|ash|el|i|e|o)-[A-Z]")  # "al-Zour": a name that begins small
POSSESSIVE = ("'s", "’s", "ʼs", "'", "’")
OPEN, CLOSE = "“«„‘", "”»"


class NameLike(Protocol):
    """A place name that the gazetteer found."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def wording(self) -> str: ...  # noqa: D102
    @property
    def candidates(self) -> tuple[Place, ...]: ...  # noqa: D102
    @property
    def exact(self) -> bool: ...  # noqa: D102


class ActorNameLike(Protocol):
    """A side's name or description that the lexicon of sides found."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def wording(self) -> str: ...  # noqa: D102
    @property
    def actor(self) -> str | None: ...  # noqa: D102
    @property
    def proper(self) -> bool: ...  # noqa: D102
    @property
    def candidates(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(slots=True)
class Item:
    """A word, name, number, date or sign of a sentence."""

    start: int
    end: int
    text: str
    low: str
    kind: str  # word | place | actor | proper | number | date | punct | poss
    tags: frozenset[str] = EMPTY
    name: NameLike | None = None
    actor: ActorNameLike | None = None
    date: object | None = None

    def has(self, *tags: str) -> bool:
        """Whether the word stands in one of the classes."""
        return not self.tags.isdisjoint(tags)


@dataclass(slots=True)
class Line:
    """A sentence as items, with what the grammar asks of it again and again."""

    start: int
    end: int
    items: list[Item]
    titled: bool  # every word capitalised: capitals say nothing
    quoted: list[bool] = field(default_factory=list)  # per item: inside quotation marks
    heading: bool = False  # a title or a heading: the present tense tells what has happened

    def text(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of a run of items, both ends included."""
        return self.items[first].start, self.items[last].end


def _raw(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    book = rulebook()
    found: list[tuple[int, int, str]] = []
    for match in TOKEN.finditer(text, start, end):
        word, at = match.group(), match.start()
        cut = len(word)
        if len(word) > 2 and word[-2:] in ("'s", "’s", "ʼs"):
            cut = len(word) - 2
        if "-" in word:
            low = word[:cut].casefold()
            for suffix in book.compounds:
                if (
                    low.endswith(suffix)
                    and len(low) > len(suffix)
                    and low not in book.tags
                    and low not in book.patterns
                ):
                    split = cut - len(suffix)
                    found.append((at, at + split, word[:split]))
                    found.append((at + split, at + cut, word[split:cut]))
                    break
            else:
                found.append((at, at + cut, word[:cut]))
        else:
            found.append((at, at + cut, word[:cut]))
        if cut < len(word):
            found.append((at + cut, match.end(), word[cut:]))
    return found


def _titled(words: Sequence[str]) -> bool:
    long = [w for w in words if w[:1].isalpha() and len(w) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.75 * len(long)


@lru_cache(maxsize=32768)
def _word(word: str) -> tuple[str, str, frozenset[str]]:
    """Folded form, kind and classes of a word."""
    book = rulebook()
    low = word.casefold().replace("’", "'")
    tags = book.tags.get(low, EMPTY)
    head = word[0]
    if low in ("'s", "'", "ʼs"):
        return low, "poss", EMPTY
    if head.isdigit():
        return low, "number", EMPTY
    if not head.isalnum() and not word.startswith("-"):
        return low, "punct", EMPTY
    if not tags and ARTICLE.match(word):
        return low, "proper", tags
    if head.isupper() and not tags and low not in book.common and low not in book.patterns:
        return low, "proper", tags
    return low, "number" if "number" in tags and low != "second" else "word", tags


def line_of(
    text: str,
    span: tuple[int, int],
    names: Sequence[NameLike],
    actors: Sequence[ActorNameLike],
    dates: Sequence[tuple[int, int, object]] = (),
) -> Line:
    """The items of one sentence; names, sides and dates are those that lie inside it."""
    raw = _raw(text, *span)
    titled = _titled([w for _, _, w in raw])
    fixed: list[tuple[int, int, str, object]] = [(a.start, a.end, "actor", a) for a in actors]
    fixed += [(n.start, n.end, "place", n) for n in names]
    fixed += [(s, e, "date", d) for s, e, d in dates]
    fixed.sort(key=lambda f: (f[0], -f[1], f[2]))
    items: list[Item] = []
    at, nr = 0, 0
    while nr < len(raw):
        start, end, word = raw[nr]
        while at < len(fixed) and fixed[at][0] < start:
            at += 1
        if at < len(fixed) and fixed[at][0] == start and fixed[at][1] >= end:
            nr = _take_fixed(text, raw, nr, fixed[at], items)
            continue
        items.append(Item(start, end, word, *_word(word)))
        nr += 1
    line = Line(span[0], span[1], _merge(text, items), titled)
    line.quoted = _quoted(line.items)
    return line


def _take_fixed(
    text: str, raw: list[tuple[int, int, str]], nr: int, fix: tuple[int, int, str, object], items: list[Item]
) -> int:
    start, end, kind, ref = fix
    last = nr
    while last + 1 < len(raw) and raw[last + 1][0] < end:
        last += 1
    stop = max(end, raw[last][1]) if kind == "date" else raw[last][1]
    word = text[start:stop]
    item = Item(start, stop, word, word.casefold(), kind)
    if kind == "actor":
        item.actor = ref  # type: ignore[assignment]
    elif kind == "place":
        item.name = ref  # type: ignore[assignment]
    else:
        item.date = ref
    items.append(item)
    return last + 1


def _merge(text: str, items: list[Item]) -> list[Item]:
    """Joins neighbouring capitalised words of unknown names into one name."""
    out: list[Item] = []
    for item in items:
        before = out[-1] if out else None
        if (
            before
            and item.kind == "proper"
            and before.kind == "proper"
            and text[before.end : item.start] in (" ", "\u00a0")
        ):
            word = text[before.start : item.end]
            out[-1] = Item(before.start, item.end, word, word.casefold(), "proper", before.tags | item.tags)
        else:
            out.append(item)
    return out


def _quoted(items: list[Item]) -> list[bool]:
    inside, plain, found = False, False, []
    for item in items:
        if item.kind == "punct":
            if item.text in "“«„":
                inside = True
            elif item.text in "”»":
                inside = False
            elif item.text == '"':
                plain = not plain
        found.append(inside or plain)
    return found
