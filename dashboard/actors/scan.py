"""Find the names of sides in a text: the longest name at each place, from left to right, each word once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dashboard.actors.lexicon import Lexicon
from dashboard.actors.names import (
    ADJECTIVE,
    ALIAS,
    COUNTRY,
    DEMONYM,
    METONYM,
    UNSIDED,
    WORD,
    Entry,
    Node,
    is_acronym,
    is_gap,
    is_joint,
    words_of,
    written_so,
)

_MOST_MODIFIERS = 5
_PREFIXES = ("anti", "pro")


@dataclass(frozen=True, slots=True)
class ActorName:
    """A name of a side in a text: `wording == text[start:end]`, without article and possessive.

    `actor` is the side's id, or None where the words alone do not tell: then `candidates` holds the sides that share
    the words (empty: any side, or a side that is not of this conflict if `proper`). `proper` is a name, not a
    description. `metonym` is a country or capital that may stand for its government ("Kyiv said") or be the place.
    """

    start: int
    end: int
    wording: str
    actor: str | None
    proper: bool
    candidates: tuple[str, ...] = ()
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name between two words (from, to) of a text."""

    first: int
    last: int
    actor: str | None
    proper: bool
    candidates: tuple[str, ...] = ()
    metonym: bool = False
    kind: str = ALIAS


class Scanner:
    """The walk over one text; made anew for each text, because it remembers the text's words."""

    __slots__ = ("keys", "lexicon", "spans", "text")

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        self.lexicon = lexicon
        self.text = text
        self.spans, self.keys = words_of(text)

    def names(self) -> list[ActorName]:
        """Every name, in order, none overlapping."""
        hits: list[_Hit] = []
        free, root, keys = 0, self.lexicon.root.next, [*self.keys, ""]
        for at in [at for at, key in enumerate(self.keys) if key in root]:
            if at < free:
                continue
            node = root[keys[at]]
            if not (node.entries or keys[at + 1] in node.next or keys[at] in self.lexicon.openers):
                continue
            hit = self._name_at(at)
            if hit and hit.first >= free:
                hits.append(hit)
                free = hit.last
        return self._linked([self._named(hit) for hit in hits])

    def _named(self, hit: _Hit) -> ActorName:
        first = hit.first + (self.keys[hit.first] == "the" and hit.last - hit.first > 1)
        start, end = self.spans[first][0], self.spans[hit.last - 1][1]
        return ActorName(start, end, self.text[start:end], hit.actor, hit.proper, hit.candidates, hit.metonym)

    def countries_at(self, at: int) -> list[tuple[str, int]]:
        """The codes of the countries whose name or adjective begins at a word, with the word after it."""
        return [(entry.country, self._owned(to)) for entry, to in self._entries(at) if entry.country]

    def has_voice(self, at: int) -> bool:
        """Whether a word for someone who speaks for a government stands among the next few words."""
        near = range(at, min(at + 4, len(self.keys)))
        return any(self._follow(self.lexicon.voices, to) > to for to in near)

    # --- one place -----------------------------------------------------------------------------------------------

    def _name_at(self, at: int) -> _Hit | None:
        word = self.keys[at]
        if word in self.lexicon.owners:
            return self._of_owner(at)
        for entry, to in self._entries(at):
            if word == "the" and self._longer_after(at, to):
                continue
            if entry.kind in (ALIAS, WORD, UNSIDED):
                hit = self._plain(entry, at, to)
            elif entry.kind == ADJECTIVE:
                hit = self._adjective(entry, at, to)
            else:
                hit = self._of_country(entry, at, to)
            if hit:
                return hit
        return self._against(at) if word in _PREFIXES else None

    def _entries(self, at: int) -> list[tuple[Entry, int]]:
        """What begins at a word, the longest phrase first."""
        found: list[tuple[Entry, int]] = []
        node, keys, to = self.lexicon.root, self.keys, at
        while to < len(keys):
            following = node.next.get(keys[to])
            if following is None and to > at and (owned := self._owned(to)) > to and owned < len(keys):
                following, to = node.next.get(keys[owned]), owned  # "Karabakh's army" is "Karabakh army"
            if following is None or (to > at and not is_joint(self._gap(to))):
                break
            node, to = following, to + 1
            if node.entries:
                found = [(entry, to) for entry in node.entries if self._written(entry, at, to)] + found
        return found

    def _written(self, entry: Entry, at: int, to: int) -> bool:
        """Whether the words have the capitals that the name needs; its later words may be small ("Wagner group")."""
        raws = [self.text[start:end] for start, end in self.spans[at:to]]
        if to - at > 1 and self._is_dateline(at):
            return False
        needed = True
        for word, raw, spelled in zip(range(at, to), raws, entry.spelled, strict=False):
            acronym = is_acronym(spelled)
            if (needed or acronym) and not written_so(raw, spelled):
                return False
            needed = needed and not spelled[:1].isupper()
            if acronym and self.keys[word] in self.lexicon.plain and self._shouted(*self.spans[word]):
                return False
        return True

    def _is_dateline(self, at: int) -> bool:
        """Whether a line begins with a word in capitals and goes on in small letters: "TRIPOLI Forces said"."""
        if len(self.keys[at]) < 5 or (at and "\n" not in self._gap(at)) or at + 1 == len(self.keys):
            return False
        (start, end), (next_start, next_end) = self.spans[at : at + 2]
        return self.text[start:end].isupper() and not self.text[next_start:next_end].isupper()

    def _shouted(self, start: int, end: int) -> bool:
        """Whether the words around, in the same line, are in capitals too, so that capitals say nothing."""
        line = self.text[max(self.text.rfind("\n", 0, start) + 1, start - 80) : start]
        after = self.text[end : end + 80].split("\n", 1)[0]
        others = re.findall(r"[^\W\d_]{4,}", line + " " + after)
        return bool(others) and all(other.isupper() for other in others)

    def _longer_after(self, at: int, to: int) -> bool:
        return any(end > to and entry.kind != DEMONYM for entry, end in self._entries(at + 1)) if at + 1 < to else False

    def _gap(self, to: int) -> str:
        return self.text[self.spans[to - 1][1] : self.spans[to][0]]

    def _spaced(self, to: int) -> bool:
        """Whether word `to` goes on the phrase before it: after a space, or a line break and a small letter."""
        if not 0 < to < len(self.keys):
            return False
        gap = self._gap(to)
        return gap == " " or (is_gap(gap) and ("\n" not in gap or self.text[self.spans[to][0]].islower()))

    def _hyphened(self, to: int) -> bool:
        return 0 < to < len(self.keys) and self._gap(to) in ("-", "‐", "‑", "–")

    def _follow(self, tree: Node, at: int) -> int:
        """Where the longest phrase of a word list ends that begins at a word; the word itself if none does."""
        best, node, to = at, tree, at
        while to < len(self.keys) and (following := node.next.get(self.keys[to])):
            if to > at and not is_joint(self._gap(to)):
                break
            node, to = following, to + 1
            if node.entries:
                best = to
        return best

    def _extend(self, to: int, nouns: Node) -> int:
        """The end of a name after modifiers and the nouns that belong to it; `to` if no noun follows."""
        last, at = to, to
        if to == len(self.keys):
            return to
        if self._hyphened(at) and self.keys[at] == "led":
            at += 1
        for _ in range(_MOST_MODIFIERS):
            if not self._spaced(at):
                break
            if (after := self._follow(nouns, at)) > at:
                last = at = after
            elif (after := self._follow(self.lexicon.modifiers, at)) > at:
                at = after
            else:
                break
        return last

    def _owned(self, to: int) -> int:
        """The word after a possessive ("Taliban's fighters"), or the same word."""
        if to < len(self.keys):
            gap = self._gap(to)
            if self.keys[to] == "s" and gap in ("'", "’", "ʼ", "`"):
                return to + 1
            if gap in ("' ", "’ "):
                return to
        return to

    def _of_owner(self, at: int) -> _Hit | None:
        """ "its forces", "their men": the side spoken of before."""
        if any(entry.kind in (ALIAS, ADJECTIVE, DEMONYM) for entry, _ in self._entries(at + 1)):
            return None
        end = self._extend(at + 1, self.lexicon.force_nouns)
        return _Hit(at, end, None, False, kind=UNSIDED) if end > at + 1 else None

    # --- kinds of names ------------------------------------------------------------------------------------------

    def _plain(self, entry: Entry, at: int, to: int) -> _Hit | None:
        if self._hyphened(to) and self.keys[to] in self.lexicon.supporting:
            return self._supported(entry.actors, at, to)
        if entry.kind != ALIAS and self._barred(at, to):
            return None
        end = self._extend(to, self.lexicon.force_nouns)
        if end == to and (owned := self._owned(to)) > to:
            end = self._extend(owned, self.lexicon.force_nouns)
            end = to if end == owned else end
        if entry.kind != ALIAS and (first := self._name_before(at, to)) < at:
            return _Hit(first, end, None, True, kind=UNSIDED)
        if entry.kind == UNSIDED:
            return _Hit(at, max(to, end), None, False, kind=UNSIDED)
        one = entry.actors[0] if len(entry.actors) == 1 else None
        return _Hit(at, end, one, entry.kind == ALIAS, () if one else entry.actors, kind=entry.kind)

    def _name_before(self, at: int, to: int) -> int:
        """Where an unknown proper name begins that ends in a word such as Army ("the Arakan Army"); else the word."""
        if to - at > 1 or self.keys[at] not in self.lexicon.bodies or not self._capital(at):
            return at
        first = at
        while first and at - first < 4 and self._spaced(first) and self._capital(first - 1):
            first -= 1
        opens = first < at and (self.keys[first] == "the" or self._entries(first))
        return at if opens or not first or not self._small(first) else first

    def _capital(self, at: int) -> bool:
        raw = self.text[self.spans[at][0] : self.spans[at][1]]
        return raw[:1].isupper() and (len(raw) < 4 or not raw.isupper())

    def _small(self, at: int) -> bool:
        """Whether the word before is in small letters, so that capitals say something (not in a title)."""
        return bool(at) and self.text[self.spans[at - 1][0]].islower()

    def _barred(self, at: int, to: int) -> bool:
        """Whether words such as "the military" only describe what follows: "the military takeover"."""
        keys = tuple(self.keys[at:to])
        return keys in self.lexicon.not_before_words and self._spaced(to) and self.keys[to] in self.lexicon.not_before

    def _supported(self, actors: tuple[str, ...], at: int, to: int) -> _Hit | None:
        """ "X-backed fighters": X itself if it is a side at home, else nobody, and the scan goes on after it."""
        noun = self._extend(to + 1, self.lexicon.force_nouns)
        if noun > to + 1 and len(actors) == 1 and actors[0] not in self.lexicon.foreign:
            named = [e for e, _ in self._entries(to + 1) if e.kind in (ALIAS, WORD)]
            if not named:
                return _Hit(at, noun, actors[0], False)
        return None

    def _adjective(self, entry: Entry, at: int, to: int) -> _Hit | None:
        one = entry.actors[0] if len(entry.actors) == 1 else None
        rest = () if one else entry.actors
        if self._hyphened(to) and self.keys[to] in self.lexicon.supporting:
            return None
        end = self._extend(to, self.lexicon.force_nouns)
        if end > to:
            return _Hit(at, end, one, True, rest)
        return _Hit(at, to, one, True, rest) if self._in_context(to) else None

    def _in_context(self, to: int) -> bool:
        if to >= len(self.keys) or not (self._spaced(to) or self._hyphened(to)):
            return False
        return self.keys[to] in self.lexicon.contexts

    def _of_country(self, entry: Entry, at: int, to: int) -> _Hit | None:
        lexicon, code = self.lexicon, entry.country or ""
        owned = self._owned(to)
        if entry.kind in (COUNTRY, METONYM) and owned == to:
            if self._is_dateline(at):
                return None
            state = self._extend(to, lexicon.state_nouns)
            if state > to and lexicon.state_of.get(code):  # "Mali army", "Ukraine forces"
                return _Hit(at, state, lexicon.state_of[code], True)
            return self._metonym(entry, at, to)
        side = lexicon.state_of.get(code)
        if self._hyphened(to) and self.keys[to] in lexicon.supporting:
            return None
        state = self._extend(owned, lexicon.state_nouns)
        inner = self._name_at(owned) if self._spaced(owned) else None
        if inner and inner.first == owned and inner.kind != UNSIDED and not inner.metonym:
            if code == lexicon.home or (inner.actor is not None and inner.actor == side):
                return replace(inner, first=at, proper=True)
            if inner.proper:
                return None
            if state == owned:
                return _Hit(at, inner.last, None, True)
        if state > owned:
            return _Hit(at, state, side, True)
        if inner and inner.kind == UNSIDED and inner.first == owned:
            return _Hit(at, inner.last, side, True)
        return self._people(entry, at, to, side)

    def _people(self, entry: Entry, at: int, to: int, side: str | None) -> _Hit | None:
        """ "under Russian control", "the Russians": only where the country is a side."""
        if side is None:
            return None
        if self._in_context(self._owned(to)):
            return _Hit(at, to, side, True, metonym=entry.kind != DEMONYM)
        several = self.keys[to - 1].endswith("s") and at and self.keys[at - 1] == "the"
        if entry.kind == DEMONYM and several and entry.country in self.lexicon.nations:
            return _Hit(at, to, side, True)
        return None

    def _metonym(self, entry: Entry, at: int, to: int) -> _Hit | None:
        if at and self.keys[at - 1] in self.lexicon.place_words and is_joint(self._gap(at)):
            return None
        own = self.lexicon.state_of.get(entry.country or "")
        side = entry.actors[0] if entry.actors else own
        if self._hyphened(to) and self.keys[to] not in self.lexicon.contexts:
            return None
        if side is None or ((entry.kind == METONYM or not entry.actors) and not self._acts(to)):
            return None
        return _Hit(at, to, side, True, metonym=True)

    def _acts(self, to: int) -> bool:
        """Whether a verb of speaking or deciding follows: "Moscow has denied", and not "Moscow fell"."""
        at = to
        while at < min(to + 2, len(self.keys)) and self._spaced(at):
            if self.keys[at] in self.lexicon.acts:
                return True
            at += 1
        return False

    def _against(self, at: int) -> _Hit | None:
        """ "pro-X fighters" are X's side; "anti-X fighters" the other side, where there is one other only."""
        if not self._hyphened(at + 1):
            return None
        inner = self._name_at(at + 1)
        if inner is None or inner.first != at + 1:
            return self._against_country(at)
        if self.keys[at] == "pro":
            return replace(inner, first=at)
        others = tuple(s for s in self.lexicon.sides if s != inner.actor and s not in self.lexicon.foreign)
        one = others[0] if len(others) == 1 else None
        return _Hit(at, inner.last, one, False, () if one else others, kind=WORD)

    def _against_country(self, at: int) -> _Hit | None:
        for entry, to in self._entries(at + 1):
            end = self._extend(to, self.lexicon.force_nouns)
            if entry.country and end > to:
                side = self.lexicon.state_of.get(entry.country) if self.keys[at] == "pro" else None
                return _Hit(at, end, side, False, kind=WORD)
        return None

    def _linked(self, names: list[ActorName]) -> list[ActorName]:
        """Join "forces" and "loyal to X" into one name of X."""
        out: list[ActorName] = []
        for name in names:
            last = out[-1] if out else None
            if last and not last.proper and name.actor and self._is_link(self.text[last.end : name.start]):
                out[-1] = replace(name, start=last.start, wording=self.text[last.start : name.end], metonym=False)
            else:
                out.append(name)
        return out

    def _is_link(self, gap: str) -> bool:
        if not 3 < len(gap) < 60:
            return False
        words = gap.split()
        if words[:2] in (["that", "are"], ["which", "are"], ["who", "are"]):
            del words[:2]
        if not words or words[0] not in self.lexicon.link_starts:
            return False
        if words[-1] in ("the", "a"):
            words.pop()
        plain = " ".join(words)
        if plain in self.lexicon.links:
            return True
        owner = words[-1].endswith(("'s", "’s")) and len(words) < 6
        return owner and any(plain.startswith(link + " ") for link in self.lexicon.links if " " in link)
