"""Cuts a text into blocks (lines) and sentences, and says which blocks are no part of the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dashboard.claims.rulebook import rulebook

LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c]+")
STOP = re.compile(r"[.!?…。؟]+[\"”’'»)\]]*(?=\s)|[;](?=\s)")
WORD_BEFORE = re.compile(r"(\w[\w.’'-]*)$")
DATELINE = re.compile(
    r"(?:[A-Z][A-Z'’./-]{3,}(?:[ /][A-Z][A-Z'’.-]+){0,3}(?:, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?)?"
    r"(?: ?\([^()\n]{2,30}\))?(?::| ?[-–—]+)? +(?=[\"“‘']?[A-Z])"
    r"|[A-Z][\w’'-]+(?:[ ,/]+[A-Z][\w.’'-]+){0,3}(?: ?\([^()\n]{2,30}\))(?: ?[-–—:]+)? +"
    r"|[A-Z][A-Z'’-]{2,}(?:[ ,/]+[A-Z][\w.’'-]+){0,3} ?(?:[-–—]|--) +)"
)
MAX_SENTENCE = 1500  # longer ones are cut at a comma or a space, so that the cost stays linear
ENTRY = re.compile(r"^\W{0,3}(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\b.{0,12}[-–—:]")
NO_STORY = frozenset({"related", "caption", "byline"})


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the text: its span, its kind and its number."""

    start: int
    end: int
    kind: str  # title | lede | body | heading | related | caption | byline
    number: int

    @property
    def told(self) -> bool:
        """Whether the block is part of the story."""
        return self.kind not in NO_STORY


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span and its block."""

    start: int
    end: int
    block: Block
    number: int


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = rulebook().table("blocks", "block")
    return tuple(
        (row["kind"], re.compile("|".join(f"(?:{p.replace('(?i)', '')})" for p in row["patterns"]), re.IGNORECASE))
        for row in rows
    )


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(rulebook().table("blocks", "abbreviations")["words"].split())


PICTURED = (
    "photo",
    "image",
    "picture",
    "afp",
    "reuters",
    "getty",
    "caption",
    "graphic",
    "video",
    "map",
    "(ap",
    "/ap",
    "[file",
    "(file",
    "file ",
    "epa",
    "anadolu",
)


def _pictured(head: str) -> bool:
    """Whether a line can be a caption at all: a cheap look before the patterns."""
    lower = head.casefold()
    return any(word in lower for word in PICTURED)


def _kind(line: str, first: bool, lede_seen: bool) -> str:
    head = line[:400]
    plain = head[:1].isalpha()
    for kind, pattern in _kinds():
        if plain and kind == "caption" and not _pictured(head):
            continue
        if pattern.search(head):
            return kind
    ended = line.rstrip("\"”’') ")[-1:] in ".!?…"
    if not ended and len(line) < 160:
        return "title" if first else "heading"
    return "body" if lede_seen else "lede"


def blocks_of(text: str) -> tuple[Block, ...]:
    """The lines of a text that hold anything, with their kinds."""
    found: list[Block] = []
    lede = False
    for match in LINE.finditer(text):
        line = match.group()
        left = len(line) - len(line.lstrip())
        right = len(line.rstrip())
        if right <= left:
            continue
        kind = _kind(line[left:right], not found, lede)
        lede = lede or kind == "lede"
        found.append(Block(match.start() + left, match.start() + right, kind, len(found)))
    return tuple(found)


def _is_stop(text: str, start: int, at: int, end: int) -> bool:
    if text[at] == ";":
        return True
    if text[at] != ".":
        return True
    word = WORD_BEFORE.search(text, max(start, at - 24), at)
    name = word.group(1) if word else ""
    if (len(name) == 1 and name.isupper()) or name.casefold() in _abbreviations():
        rest = text[end : end + 3].lstrip()
        return (
            name.casefold() in ("a.m", "p.m", "u.s", "u.n", "u.k", "inc", "co", "etc")
            and rest[:1].isupper()
            and len(name) > 1
        )
    rest = text[end : end + 4].lstrip(" \t\u00a0\"“‘'«([")
    return not rest[:1].islower()


def sentences_of(text: str, block: Block, number: int = 0) -> Iterator[Sentence]:
    """The sentences of a block, without the blanks between them."""
    at = block.start
    if block.kind in ("lede", "body") and (line := DATELINE.match(text, at, min(block.end, at + 90))) is not None:
        at = line.end()
    for stop in STOP.finditer(text, at, block.end):
        if stop.end() - at > MAX_SENTENCE or _is_stop(text, at, stop.start(), stop.end()):
            for piece in _pieces(text, at, stop.end()):
                yield Sentence(*piece, block, number)
                number += 1
            at = stop.end()
    for piece in _pieces(text, at, block.end):
        yield Sentence(*piece, block, number)
        number += 1


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_SENTENCE:
        cut = text.rfind(", ", start + 200, start + MAX_SENTENCE)
        cut = cut + 1 if cut > 0 else start + MAX_SENTENCE
        yield start, cut
        start = cut
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
