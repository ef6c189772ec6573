"""Steps over the words of a text: what begins at a word, how far a name goes on, what stands around it."""

from __future__ import annotations

from dashboard.actors.lexicon import Lexicon
from dashboard.actors.names import Entry, Node, is_acronym, is_gap, is_joint, words_of, written_so

_MOST_MODIFIERS = 5


class Walk:
    """The words of one text, with the lexicon of the conflict that it speaks of; `at` and `to` are numbers of words."""

    __slots__ = ("keys", "lexicon", "spans", "text")

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        self.lexicon = lexicon
        self.text = text
        self.spans, self.keys = words_of(text)

    def entries(self, at: int) -> list[tuple[Entry, int]]:
        """What begins at a word, the longest phrase first."""
        found: list[tuple[Entry, int]] = []
        node, keys, to = self.lexicon.root, self.keys, at
        while to < len(keys):
            following = node.next.get(keys[to])
            if following is None and to > at and (owned := self.owned(to)) > to and owned < len(keys):
                following, to = node.next.get(keys[owned]), owned  # "Karabakh's army" is "Karabakh army"
            if following is None or (to > at and not is_joint(self.gap(to))):
                break
            node, to = following, to + 1
            if node.entries:
                found = [(entry, to) for entry in node.entries if self.written(entry, at, to)] + found
        return found

    def written(self, entry: Entry, at: int, to: int) -> bool:
        """Whether the words have the capitals that the name needs; its later words may be small ("Wagner group")."""
        if to - at > 1 and self.is_dateline(at):
            return False
        needed = True
        for word, spelled in zip(range(at, to), entry.spelled, strict=False):
            acronym = is_acronym(spelled)
            if needed or acronym:
                if not written_so(self.raw(word), spelled):
                    return False
                if acronym and self.keys[word] in self.lexicon.plain and self.shouted(at, to):
                    return False
            needed = needed and not spelled[:1].isupper()
        return True

    def is_dateline(self, at: int) -> bool:
        """Whether a line begins with a word in capitals and goes on in small letters: "TRIPOLI Forces said"."""
        if len(self.keys[at]) < 5 or at + 1 == len(self.keys):
            return False
        if at and "\n" not in self.gap(at):
            return False
        return self.raw(at).isupper() and not self.raw(at + 1).isupper()

    def shouted(self, at: int, to: int) -> bool:
        """Whether the words beside a name are in capitals too, so that capitals say nothing: "IRAQ IS ON THE BRINK"."""
        before = self.raw(at - 1) if at else ""
        after = self.raw(to) if to < len(self.keys) else ""
        return (len(before) > 3 and before.isupper()) or (len(after) > 1 and after.isupper())

    def raw(self, at: int) -> str:
        """A word as it stands in the text."""
        start, end = self.spans[at]
        return self.text[start:end]

    def gap(self, to: int) -> str:
        """The text between a word and the one before it."""
        return self.text[self.spans[to - 1][1] : self.spans[to][0]]

    def spaced(self, to: int) -> bool:
        """Whether word `to` goes on the phrase before it: after a space, or a line break and a small letter."""
        if not 0 < to < len(self.keys):
            return False
        gap = self.gap(to)
        return gap == " " or (is_gap(gap) and ("\n" not in gap or self.text[self.spans[to][0]].islower()))

    def hyphened(self, to: int) -> bool:
        """Whether a hyphen joins a word to the one before it."""
        return 0 < to < len(self.keys) and self.gap(to) in ("-", "‐", "‑", "–")

    def follow(self, tree: Node, at: int) -> int:
        """Where the longest phrase of a word list ends that begins at a word; the word itself if none does."""
        best, node, to = at, tree, at
        while to < len(self.keys) and (following := node.next.get(self.keys[to])):
            if to > at and not is_joint(self.gap(to)):
                break
            node, to = following, to + 1
            if node.entries:
                best = to
        return best

    def extend(self, to: int, nouns: Node) -> int:
        """The end of a name after modifiers and the nouns that belong to it; `to` if no noun follows."""
        last, at = to, to
        if to == len(self.keys):
            return to
        if self.hyphened(at) and self.keys[at] == "led":
            at += 1
        for _ in range(_MOST_MODIFIERS):
            if not self.spaced(at):
                break
            if (after := self.follow(nouns, at)) > at:
                last = at = after
            elif (after := self.follow(self.lexicon.modifiers, at)) > at:
                at = after
            else:
                break
        return last

    def owned(self, to: int) -> int:
        """The word after a possessive ("Taliban's fighters"), or the same word."""
        if to < len(self.keys):
            gap = self.gap(to)
            if self.keys[to] == "s" and gap in ("'", "’", "ʼ", "`"):
                return to + 1
            if gap in ("' ", "’ "):
                return to
        return to

    def capital(self, at: int) -> bool:
        """Whether a word has a capital letter and is not in capitals altogether."""
        raw = self.raw(at)
        return raw[:1].isupper() and (len(raw) < 4 or not raw.isupper())

    def small(self, at: int) -> bool:
        """Whether the word before is in small letters, so that capitals say something (not in a title)."""
        return bool(at) and self.text[self.spans[at - 1][0]].islower()

    def in_context(self, to: int) -> bool:
        """Whether a word follows before which an adjective stands for a side: "control", "-held"."""
        if to >= len(self.keys) or not (self.spaced(to) or self.hyphened(to)):
            return False
        return self.keys[to] in self.lexicon.contexts

    def acts(self, to: int) -> bool:
        """Whether a verb of speaking or deciding follows: "Moscow has denied", and not "Moscow fell"."""
        at = to
        while at < min(to + 2, len(self.keys)) and self.spaced(at):
            if self.keys[at] in self.lexicon.acts:
                return True
            at += 1
        return False
