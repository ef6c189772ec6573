"""What is remembered while an article is read: its names, sides, times, and who was spoken of last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.actors import ActorName, Actors
from dashboard.claims.dates import TimeRef, find_times
from dashboard.claims.items import Line, NameLike, line_of
from dashboard.claims.phrases import Phrase
from dashboard.claims.resolve import Mentions
from dashboard.model import Article
from dashboard.places.gazetteer import Gazetteer


@dataclass(slots=True)
class Story:
    """An article as it is read, with the scans of its text done once."""

    article: Article
    actors: Actors
    mentions: Mentions
    sides: tuple[ActorName, ...]
    times: tuple[TimeRef, ...]
    last_side: list[ActorName] = field(default_factory=list)  # sides spoken of, latest last

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def line(self, start: int, end: int) -> Line:
        """The items of a sentence."""
        names = _within(self.mentions.names, start, end)
        sides = _within(self.sides, start, end)
        refs = [(r.start, r.end, r) for r in _within(self.times, start, end) if r.kind != "anchored" and r.rule != "date.within-future"]
        return line_of(self.text, (start, end), names, sides, refs)

    def refs(self, start: int, end: int) -> Sequence[TimeRef]:
        """The expressions of time in a stretch of text."""
        return _within(self.times, start, end)

    def side_in(self, line: Line, phrase: Phrase | None, item: int | None) -> tuple[str | None, str | None]:
        """The side that a phrase or an item names: (actor id, wording)."""
        if item is not None:
            return self._side_item(line, item)
        if phrase is None:
            return None, None
        wording = self.text[line.items[phrase.first].start : line.items[phrase.last].end]
        if phrase.kind == "pronoun" or phrase.words & {"group", "they", "fighters", "forces"} and not any(i.actor for i in line.items[phrase.first : phrase.last + 1]):
            side = self.before(line.items[phrase.first].start)
            return (side.actor, wording) if side is not None else (None, wording)
        last = phrase.last
        for nr in range(phrase.first, last + 1):
            if line.items[nr].actor is not None:
                if nr + 1 <= last and line.items[nr + 1].low in ("-backed", "-led", "-linked", "-allied", "-aligned") and any(line.items[n].actor for n in range(nr + 2, last + 1)):
                    continue
                return self._side_item(line, nr)
        follow = line.items[last + 1 : last + 7]
        for nr, it in enumerate(follow, last + 1):
            if it.has("aux", "verb", "saying") or it.kind == "punct":
                break
            if it.actor is not None and line.items[nr - 1].low not in ("against", "by"):
                return self._side_item(line, nr)
        return self.actors.side_of(wording) if phrase.kind in ("name", "people") else None, wording

    def _side_item(self, line: Line, nr: int) -> tuple[str | None, str | None]:
        it = line.items[nr]
        if it.actor is not None:
            if it.actor.actor is not None:
                return it.actor.actor, it.text
            pool = set(getattr(it.actor, "candidates", ()) or ())
            if it.actor.proper and not pool:
                return None, it.text
            side = self.before(it.start, pool or None)
            return (side.actor if side is not None and it.actor.candidates else None), it.text
        if it.has("possessive") or it.has("people"):
            side = self.before(it.start)
            return (side.actor if side is not None and it.has("possessive") else None), it.text
        return self.actors.side_of(it.text), it.text

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
