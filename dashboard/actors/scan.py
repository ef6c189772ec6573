"""Find the names of sides in a text: the longest name at each place, from left to right, each word once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.actors.names import ADJECTIVE, ALIAS, COUNTRY, DEMONYM, METONYM, UNSIDED, WORD, Entry, is_joint
from dashboard.actors.walk import Walk

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


class Scanner(Walk):
    """The walk over one text; made anew for each text, because it remembers the text's words."""

    __slots__ = ()

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
        return [(entry.country, self.owned(to)) for entry, to in self.entries(at) if entry.country]

    def has_voice(self, at: int) -> bool:
        """Whether a word for someone who speaks for a government stands among the next few words."""
        near = range(at, min(at + 4, len(self.keys)))
        return any(self.follow(self.lexicon.voices, to) > to for to in near)

    def has_forces(self, at: int) -> bool:
        """Whether "forces of" or the like stands before a word."""
        return at > 1 and self.keys[at - 1] == "of" and self.follow(self.lexicon.force_nouns, at - 2) > at - 2

    def _name_at(self, at: int, *, inside: bool = False) -> _Hit | None:
        """The name that begins at a word; `inside` another name no country or "anti-" is looked for, so it ends."""
        word = self.keys[at]
        if word in self.lexicon.owners:
            return self._of_owner(at)
        for entry, to in self.entries(at):
            if word == "the" and self._longer_after(at, to):
                continue
            if entry.kind in (ALIAS, WORD, UNSIDED):
                hit = self._plain(entry, at, to)
            elif entry.kind == ADJECTIVE:
                hit = self._adjective(entry, at, to)
            else:
                hit = None if inside else self._of_country(entry, at, to)
            if hit:
                return hit
        return self._against(at) if word in _PREFIXES and not inside else None

    def _longer_after(self, at: int, to: int) -> bool:
        return any(end > to and entry.kind != DEMONYM for entry, end in self.entries(at + 1)) if at + 1 < to else False

    def _of_owner(self, at: int) -> _Hit | None:
        """ "its forces", "their men": the side spoken of before."""
        if any(entry.kind in (ALIAS, ADJECTIVE, DEMONYM) for entry, _ in self.entries(at + 1)):
            return None
        end = self.extend(at + 1, self.lexicon.force_nouns)
        return _Hit(at, end, None, False, kind=UNSIDED) if end > at + 1 else None

    def _plain(self, entry: Entry, at: int, to: int) -> _Hit | None:
        if self.hyphened(to) and self.keys[to] in self.lexicon.supporting:
            return self._supported(entry.actors, at, to)
        if entry.kind != ALIAS and self._barred(at, to):
            return None
        end = self.extend(to, self.lexicon.force_nouns)
        if end == to and (owned := self.owned(to)) > to:
            end = self.extend(owned, self.lexicon.force_nouns)
            end = to if end == owned else end
        if entry.kind != ALIAS and (first := self._name_before(at, to)) < at:
            return _Hit(first, end, None, True, kind=UNSIDED)
        if entry.kind == UNSIDED:
            return _Hit(at, max(to, end), None, False, kind=UNSIDED)
        one = entry.actors[0] if len(entry.actors) == 1 else None
        return _Hit(at, end, one, entry.kind == ALIAS, () if one else entry.actors, kind=entry.kind)

    def _name_before(self, at: int, to: int) -> int:
        """Where an unknown proper name begins that ends in a word such as Army ("the Arakan Army"); else the word."""
        if to - at > 1 or self.keys[at] not in self.lexicon.bodies or not self.capital(at):
            return at
        first = at
        while first and at - first < 5 and self.spaced(first):
            owner = self.keys[first - 1] == "s" and first > 1 and self.owned(first - 1) == first  # "People's Army"
            before = first - 2 if owner else first - 1
            if not self.capital(before):
                break
            first = before
        opens = first < at and (self.keys[first] == "the" or self.entries(first))
        return at if opens or not first or not self.small(first) else first

    def _barred(self, at: int, to: int) -> bool:
        """Whether words such as "the military" only describe what follows: "the military takeover"."""
        keys = tuple(self.keys[at:to])
        return keys in self.lexicon.not_before_words and self.spaced(to) and self.keys[to] in self.lexicon.not_before

    def _supported(self, actors: tuple[str, ...], at: int, to: int) -> _Hit | None:
        """ "X-backed fighters": X itself if it is a side at home, else nobody, and the scan goes on after it."""
        noun = self.extend(to + 1, self.lexicon.force_nouns)
        if noun > to + 1 and len(actors) == 1 and actors[0] not in self.lexicon.foreign:
            named = [e for e, _ in self.entries(to + 1) if e.kind in (ALIAS, WORD)]
            if not named:
                return _Hit(at, noun, actors[0], False)
        return None

    def _adjective(self, entry: Entry, at: int, to: int) -> _Hit | None:
        one = entry.actors[0] if len(entry.actors) == 1 else None
        rest = () if one else entry.actors
        if self.hyphened(to) and self.keys[to] in self.lexicon.supporting:
            return None
        end = self.extend(to, self.lexicon.force_nouns)
        if end > to:
            return _Hit(at, end, one, True, rest)
        return _Hit(at, to, one, True, rest) if self.in_context(to) else None

    def _of_country(self, entry: Entry, at: int, to: int) -> _Hit | None:
        lexicon, code = self.lexicon, entry.country or ""
        owned = self.owned(to)
        if entry.kind in (COUNTRY, METONYM) and owned == to:
            if self.is_dateline(at):
                return None
            state = self.extend(to, lexicon.state_nouns)
            if state > to and lexicon.state_of.get(code):  # "Mali army", "Ukraine forces"
                return _Hit(at, state, lexicon.state_of[code], True)
            return self._metonym(entry, at, to)
        side = lexicon.state_of.get(code)
        if self.hyphened(to) and self.keys[to] in lexicon.supporting:
            return None
        state = self.extend(owned, lexicon.state_nouns)
        inner = self._name_at(owned, inside=True) if self.spaced(owned) else None
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
        if self.in_context(self.owned(to)):
            return _Hit(at, to, side, True, metonym=entry.kind != DEMONYM)
        several = self.keys[to - 1].endswith("s") and at and self.keys[at - 1] == "the"
        if entry.kind == DEMONYM and several and entry.country in self.lexicon.nations:
            return _Hit(at, to, side, True)
        return None

    def _metonym(self, entry: Entry, at: int, to: int) -> _Hit | None:
        if at and self.keys[at - 1] in self.lexicon.place_words and is_joint(self.gap(at)):
            return None
        own = self.lexicon.state_of.get(entry.country or "")
        side = entry.actors[0] if entry.actors else own
        if self.hyphened(to) and self.keys[to] not in self.lexicon.contexts:
            return None
        if side is None or ((entry.kind == METONYM or not entry.actors) and not self.acts(to)):
            return None
        return _Hit(at, to, side, True, metonym=True)

    def _against(self, at: int) -> _Hit | None:
        """ "pro-X fighters" are X's side; "anti-X fighters" the other side, where there is one other only."""
        if not self.hyphened(at + 1):
            return None
        inner = self._name_at(at + 1, inside=True)
        if inner is None or inner.first != at + 1:
            return self._against_country(at)
        if self.keys[at] == "pro":
            return replace(inner, first=at)
        others = tuple(s for s in self.lexicon.sides if s != inner.actor and s not in self.lexicon.foreign)
        one = others[0] if len(others) == 1 else None
        return _Hit(at, inner.last, one, False, () if one else others, kind=WORD)

    def _against_country(self, at: int) -> _Hit | None:
        for entry, to in self.entries(at + 1):
            end = self.extend(to, self.lexicon.force_nouns)
            if entry.country and end > to:
                side = self.lexicon.state_of.get(entry.country) if self.keys[at] == "pro" else None
                return _Hit(at, end, side, False, kind=WORD)
        return None

    def _linked(self, names: list[ActorName]) -> list[ActorName]:
        """Join "forces" and "loyal to X" into one name of X."""
        out: list[ActorName] = []
        for name in names:
            last = out[-1] if out else None
            if last and not last.proper and name.actor and self._is_link(last, name):
                out[-1] = replace(name, start=last.start, wording=self.text[last.start : name.end], metonym=False)
            else:
                out.append(name)
        return out

    def _is_link(self, last: ActorName, name: ActorName) -> bool:
        """Whether "loyal to", "led by the" stands between; "from" and "of" join only words of no other side."""
        gap = self.text[last.end : name.start]
        words = gap.lower().split() if 3 < len(gap) < 60 else []
        if words[:2] in (["that", "are"], ["which", "are"], ["who", "are"]):
            del words[:2]
        if not words or words[0] not in self.lexicon.link_starts:
            return False
        owner = words[-1].endswith(("'s", "’s"))  # "loyal to the country's new government"
        while words and (words[-1] in self.lexicon.titles or (owner and len(words) > 2)):
            words.pop()
            owner = owner and " ".join(words) not in self.lexicon.links
        link = " ".join(words)
        return link in self.lexicon.links and (len(words) > 1 or last.actor in (None, name.actor))
