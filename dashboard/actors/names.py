"""The names of sides as a tree of words, and how a text is cut into the words that are looked up in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from anyascii import anyascii

ALIAS: Final = "alias"
WORD: Final = "word"
ADJECTIVE: Final = "adjective"
METONYM: Final = "metonym"
UNSIDED: Final = "unsided"
DEMONYM: Final = "demonym"
COUNTRY: Final = "country"

# "U.S." is one word; elsewhere a word is letters, digits and combining marks
_WORDS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+(?!\w)\.?|[\w\u0300-\u036f]+")
_JOINT = frozenset("-‐‑'’ʼ`./&")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name means: its kind, the sides that use it, how its words must be written, and the country it is of."""

    kind: str
    actors: tuple[str, ...] = ()
    spelled: tuple[str, ...] = ()
    country: str | None = None


class Node:
    """A step in the tree of names: the words that may follow and what the words so far mean."""

    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.entries: list[Entry] = []


def fold_word(word: str) -> str:
    """The form of a word that is looked up: lower case, ASCII, without the points of "U.S."."""
    plain = word if word.isascii() else anyascii(word)
    return plain.replace(".", "").lower()


def words_of(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """The words of a text: their spans, and the folded forms that are looked up; linear in the length of the text."""
    low = text.lower()
    if len(low) != len(text):  # "İ".lower() has two characters: offsets must stay those of the text
        low = "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    spans = [match.span() for match in _WORDS.finditer(low)]
    keys = [low[start:end] for start, end in spans]
    if not text.isascii():
        keys = [key if key.isascii() else anyascii(key).lower() for key in keys]
    return spans, [key.replace(".", "") if "." in key else key for key in keys]


def is_gap(gap: str) -> bool:
    """Whether two words with this between them stand in one phrase: white space, but no blank line."""
    return gap == " " or (gap.isspace() and gap.count("\n") < 2)


def is_joint(gap: str) -> bool:
    """Whether a name may go on over this: a space, a hyphen, an apostrophe or a point inside it."""
    return is_gap(gap) or (0 < len(gap) < 3 and (_JOINT.issuperset(gap) or gap in ("' ", "’ ")))


def pieces(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The folded words of a name and the same words as they are written."""
    spans = [(match.start(), match.end()) for match in _WORDS.finditer(name)]
    raw = tuple(name[start:end] for start, end in spans)
    return tuple(fold_word(word) for word in raw), raw


def add_name(root: Node, name: str, entry: Entry) -> None:
    """Put a name into the tree; a name of several sides of the same kind becomes one entry with all of them."""
    keys, _ = pieces(name)
    node = root
    for key in keys:
        node = node.next.setdefault(key, Node())
    if keys:
        node.entries.append(entry)


def tree_of(names: Iterable[str]) -> Node:
    """A tree that only tells whether a phrase is one of `names`."""
    root = Node()
    for name in names:
        add_name(root, name, Entry(WORD))
    return root


def is_acronym(spelled: str) -> bool:
    """Whether a word of a name is written in capitals alone ("ISK"), and so must be in texts."""
    return spelled.isupper() and 1 < len(spelled) <= 7


def written_so(raw: str, spelled: str) -> bool:
    """Whether a word of a text may be this word of a name: capitals are needed where the name has them."""
    if is_acronym(spelled):
        return raw.upper() == raw
    return not (spelled[:1].isupper() and raw[:1].islower())
