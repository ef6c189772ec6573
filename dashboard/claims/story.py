"""What is remembered while an article is read: its names, sides, times, and who was spoken of last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.actors import ActorName, Actors
from dashboard.claims.dates import TimeRef, find_times
from dashboard.claims.items import Line, line_of
from dashboard.claims.mentions import Mentions
from dashboard.claims.nounruns import Phrase
from dashboard.claims.rulebook import rulebook
from dashboard.claims.speakers import Voice
from dashboard.model import Article
from dashboard.places.gazetteer import Gazetteer

GARRISON = frozenset(("garrison", "defenders", "soldiers", "troops", "detachment"))


@dataclass(slots=True)
class Story:
    """An article as it is read, with the scans of its text done once."""

    article: Article
    actors: Actors
    mentions: Mentions
    sides: tuple[ActorName, ...]
    times: tuple[TimeRef, ...]
    previous: tuple[int, int] = (0, 0)  # the sentence before
    known_sides: dict[str, str | None] = field(default_factory=dict)

    def side_of(self, wording: str) -> str | None:
        """The side that a wording means, looked up once in an article."""
        if wording not in self.known_sides:
            self.known_sides[wording] = self.actors.side_of(wording)
        return self.known_sides[wording]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def line(self, start: int, end: int, *, heading: bool = False) -> Line:
        """The items of a sentence."""
        names = _within(self.mentions.names, start, end)
        sides = _within(self.sides, start, end)
        refs = [(r.start, r.end, r) for r in _within(self.times, start, end) if r.kind != "anchored"]
        line = line_of(self.text, (start, end), names, sides, refs)
        line.heading = heading
        for item in line.items:
            if item.kind == "proper":
                if item.low in self.mentions.demonyms:
                    item.kind, item.tags = "word", item.tags | {"adjective", "demonym"}
                elif item.low in self.mentions.countries:
                    item.tags = item.tags | {"country"}
        return line

    def attacking(self) -> str | None:
        """The side whose attack the sentence before told of, by its first words."""
        start, end = self.previous
        words = set(self.text[start:end].casefold().split())
        names = [n for n in _within(self.sides, start, end) if n.actor is not None]
        if not names or words.isdisjoint(rulebook().words("words", "attack", "words")):
            return None
        before = self.text[max(start, names[0].start - 9) : names[0].start].casefold().split()
        return None if before and before[-1] in ("against", "from", "by", "on") else names[0].actor

    def side_within(self, start: int, end: int, wording: str) -> str | None:
        """The first side that a wording somewhere in a stretch of text names."""
        at = self.text.find(wording, start, end)
        names = _within(self.sides, at, at + len(wording)) if at >= 0 else ()
        return next((n.actor for n in names if n.actor is not None), None)

    def refs_side(self, start: int, end: int) -> bool:
        """Whether a stretch of text names a side."""
        return bool(_within(self.sides, start, end))

    def refs(self, start: int, end: int) -> Sequence[TimeRef]:
        """The expressions of time in a stretch of text."""
        return _within(self.times, start, end)

    def side_in(
        self, line: Line, phrase: Phrase | None, item: int | None, verb: int | None = None, speaker: Voice | None = None
    ) -> tuple[str | None, str | None]:
        """The side that a phrase or an item names: (actor id, wording); a subject reaches up to its verb."""
        if item is not None:
            return self._side_item(line, item)
        if phrase is None:
            return None, None
        last = self._reach(line, phrase, verb)
        first = phrase.first + (line.items[phrase.first].low in ("the", "a", "an") and phrase.last > phrase.first)
        wording = self.text[line.items[first].start : line.items[last].end]
        found = [n for n in range(phrase.first, last + 1) if line.items[n].actor is not None]
        owner = line.items[phrase.first].text.casefold().split()[0]
        if owner == "its" and phrase.words & GARRISON:
            return None, wording  # a town's garrison: not that of the side spoken of
        owned = phrase.pronoun_owner is not None or owner in ("its", "their", "his", "our", "her", "whose")
        if owned and not any(getattr(line.items[n].actor, "proper", False) for n in found):
            found = []
        for nr in found:
            if nr + 1 <= last and line.items[nr + 1].has("qualifier") and found[-1] > nr:
                continue
            side, _ = self._side_item(line, nr)
            return self._joined(line, nr, side), wording
        if phrase.kind == "pronoun" or owned or phrase.words & {"group", "movement"}:
            side_name = self.spoken_of(line, line.items[phrase.first].start)
            if speaker is not None and owner != "his":
                side = speaker.side or self.side_of(speaker.wording)
                return side or (side_name.actor if side_name is not None else None), speaker.wording
            return (
                (side_name.actor, side_name.wording if phrase.kind == "pronoun" else wording)
                if side_name is not None
                else (None, speaker.wording if speaker is not None else wording)
            )
        return self.side_of(wording) if phrase.kind in ("name", "people", "place") else None, wording

    def _joined(self, line: Line, nr: int, side: str | None) -> str | None:
        """The side of "A and B troops": the first, or B where only A is a side from outside."""
        after = line.items[nr + 1 : nr + 3]
        partner = after[1].actor if len(after) == 2 and after[0].low in ("and", "&") else None
        if side is None or partner is None or partner.actor is None:
            return side
        foreign = self.actors.by_id[side].foreign and not self.actors.by_id[partner.actor].foreign
        return partner.actor if foreign else side

    def spoken_of(self, line: Line, at: int) -> ActorName | None:
        """The side that "they" or "its" means: named before in the sentence, else the subject of the sentence before."""
        if line.items and line.items[0].low == "they" and at > line.items[0].start:
            return self.spoken_of(line, line.items[0].start)  # "They have beaten B, and they hold X"
        here: list[ActorName] = [n for n in _within(self.sides, line.start, at) if n.actor is not None]
        if here:
            return here[-1]
        start, end = self.previous
        if 0 <= line.start - end < 400:
            names: Sequence[ActorName] = _within(self.sides, start, end)
            for name in names:
                owner = self.text[name.end : name.end + 2] in ("'s", "’s")
                before = self.text[max(0, name.start - 9) : name.start].casefold().split()
                if name.actor is not None and not owner and (not before or before[-1] not in ("against", "from")):
                    return name
        return self.before(at)

    @staticmethod
    def _reach(line: Line, phrase: Phrase, verb: int | None) -> int:
        """The last item of a subject with what qualifies it: "fighters from the group", "rebels led by X"."""
        if verb is None or verb <= phrase.last + 1 or verb - phrase.last > 12:
            return phrase.last
        for nr in range(phrase.last + 1, verb):
            item = line.items[nr]
            if item.kind in ("punct", "date") or item.has("saying", "aux", "relative"):
                return (
                    nr - 1
                    if nr - 1 > phrase.last
                    and line.items[phrase.last + 1].low
                    in (
                        "from",
                        "of",
                        "loyal",
                        "led",
                        "backed",
                        "in",
                        "belonging",
                        "fighting",
                        "allied",
                        "operating",
                        "made",
                        "consisting",
                    )
                    else phrase.last
                )
            if item.has("adverb") and nr == phrase.last + 1:
                return phrase.last
        return verb - 1

    def _side_item(self, line: Line, nr: int) -> tuple[str | None, str | None]:
        it = line.items[nr]
        if it.actor is not None:
            if it.actor.actor is not None:
                return it.actor.actor, it.text
            pool = set(it.actor.candidates)
            if it.actor.proper and not pool:
                return None, it.text
            side = self.before(it.start, pool or None)
            return (side.actor if side is not None and it.actor.candidates else None), it.text
        if it.has("possessive") or it.has("people"):
            side = self.before(it.start)
            return (side.actor if side is not None and it.has("possessive") else None), it.text
        return self.side_of(it.text), it.text

    def before(self, at: int, pool: set[str] | None = None) -> ActorName | None:
        """The side named last before an offset."""
        for name in reversed(self.sides[: bisect_left(self.sides, at, key=lambda n: n.start)][-12:]):
            if name.actor is not None and (pool is None or name.actor in pool):
                return name
        return None


def _within(found: Sequence[Any], start: int, end: int) -> Sequence[Any]:
    low = bisect_left(found, start, key=lambda f: f.start)
    high = bisect_left(found, end, key=lambda f: f.start)
    return found[low:high]


def story_of(article: Article, gazetteer: Gazetteer, actors: Actors) -> Story:
    """An article with its names, sides and times found."""
    names = gazetteer.scan(article.text)
    mentions = Mentions(
        article.text,
        gazetteer,
        names,
        frozenset(n.casefold() for n in actors.country_names),
        frozenset(n.casefold() for n in actors.demonyms),
    )
    return Story(article, actors, mentions, actors.scan(article.text), find_times(article.text, article.published))
