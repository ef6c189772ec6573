"""Claims: what an article says of who holds, takes, loses or fights for a place. The rules are data in `rules/`.

    text -> blocks -> sentences -> items (words, places, sides, dates) -> hits (a rule fired) -> claims

`find_claims` reads an article; `explain` says, sentence by sentence, what matched and what was dropped, and by which rule.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.actors import Actors
from dashboard.claims.finish import finish
from dashboard.claims.reader import Reader
from dashboard.claims.story import story_of
from dashboard.model import Aggregate, Article, Claim, Drop, Reading
from dashboard.places.gazetteer import Gazetteer

__all__ = ["SentenceTrace", "explain", "find_claims"]


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """One sentence (or line) with what was read in it: `text[start:end]`, its kind, claims, aggregates and drops."""

    start: int
    end: int
    text: str
    kind: str
    claims: tuple[Claim, ...]
    aggregates: tuple[Aggregate, ...]
    drops: tuple[Drop, ...]


def find_claims(article: Article, gazetteer: Gazetteer, actors: Actors) -> Reading:
    """All that is read in an article: claims (those that do not move the map with a reason), aggregates, drops."""
    reader = Reader(story_of(article, gazetteer, actors))
    reader.read()
    claims = finish(reader.maker.drafts, reader.maker.hung, reader.story)
    aggregates = tuple(a for trace in reader.traces for a in trace.aggregates)
    drops = tuple(d for trace in reader.traces for d in trace.drops)
    return Reading(article=article.id, claims=claims, aggregates=aggregates, drops=drops)


def explain(article: Article, gazetteer: Gazetteer, actors: Actors) -> tuple[SentenceTrace, ...]:
    """The reading of an article, sentence by sentence."""
    reader = Reader(story_of(article, gazetteer, actors))
    reader.read()
    claims = finish(reader.maker.drafts, reader.maker.hung, reader.story)
    return tuple(
        SentenceTrace(
            t.start,
            t.end,
            article.text[t.start : t.end],
            t.kind,
            tuple(c for c in claims if t.start <= c.start < t.end),
            tuple(t.aggregates),
            tuple(t.drops),
        )
        for t in reader.traces
    )
