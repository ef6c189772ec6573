"""Small judgements on a hit: who speaks, in whose interest, denied or not, dated by another event, too vague."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.claims.cues import Mood
from dashboard.claims.dates import TimeRef
from dashboard.claims.hits import Hit
from dashboard.claims.items import Line
from dashboard.claims.nounruns import Phrase
from dashboard.claims.speakers import Voice
from dashboard.claims.when import When
from dashboard.model import Interest, Modality, Predicate

REASONS = {
    Modality.FORECAST: "forecast: it has not happened",
    Modality.CONDITIONAL: "conditional: only if something else happens",
    Modality.INTENDED: "intended: somebody wants or tries it",
    Modality.FAILED: "failed: it was tried in vain",
    Modality.NEGATED: "negated: it did not happen",
    Modality.HISTORIC: "historic: long before this article",
    Modality.QUESTION: "a question, not a statement",
}


MANNER = re.compile(
    r"\b(without (?:a |any |much |firing )*(?:fight|fighting|struggle|resistance|shot|battle|opposition|clashes?)|unopposed|bloodlessly)\b",
    re.IGNORECASE,
)


UNOPPOSED = re.compile(
    r"\b(unopposed|(?:without|no|any) resistance|without (?:a fight|firing a shot|a shot))\b", re.IGNORECASE
)


TAKING = (
    "capture",
    "recapture",
    "re-capture",
    "seizure",
    "liberation",
    "conquest",
    "takeover",
    "retaking",
    "seizing",
    "capturing",
)  # nouns whose doer gains


def anchor_of(line: Line, hit: Hit, start: int, refs: Sequence[TimeRef]) -> TimeRef | None:
    """The expression that dates a hit by another event: right before it, or right behind its place."""
    ends = [line.items[p.last].end for p in hit.places] + [line.items[hit.last].end]
    for ref in refs:
        if ref.kind == "anchored" and (0 <= start - ref.end <= 1 or 0 <= ref.start - max(ends) <= 2):
            return ref
    return None


def with_verb(line: Line, start: int) -> int:
    """The offset from which "comes only a day after" is quoted."""
    before = next((i for i in reversed(line.items) if i.end <= start), None)
    return before.start if before is not None and before.low in ("comes", "came", "coming", "come") else start


def manner_of(quote: str) -> str | None:
    """How a place was taken, where the quote says that nobody fought."""
    return "without a fight" if MANNER.search(quote) else None


def is_vague(line: Line, phrase: Phrase) -> bool:
    """A plural that nothing pins down: "more cities", "towns and cities across the country"."""
    if not phrase.plural or phrase.number is not None or phrase.name is not None:
        return False
    if phrase.words & {"several", "some", "many", "the", "these", "those"} and "more" not in phrase.words:
        return False
    after = line.items[phrase.last + 1] if phrase.last + 1 < len(line.items) else None
    named = [n for n in phrase.parents if "country" not in line.items[n].tags]
    return not named and not (after is not None and after.low in ("that", "which"))


def interest_of(predicate: Predicate, actor: str | None, loser: str | None, side: str | None) -> Interest:
    """Whether the side of the speaker gains by what is said."""
    if side is None or (actor is None and loser is None):
        return Interest.NEUTRAL
    if predicate in (Predicate.CAPTURED, Predicate.HOLDS):
        if side == actor:
            return Interest.FOR
        return Interest.AGAINST if actor is not None or side == loser else Interest.FOR
    if predicate is Predicate.WITHDREW:
        return Interest.AGAINST if side == actor else Interest.FOR
    if predicate is Predicate.DENIED:
        return Interest.FOR if side != actor else Interest.AGAINST
    return Interest.NEUTRAL


def denied_or(hit: Hit, mood: Mood, voice: Voice | None, when: When) -> tuple[Mood, Predicate]:
    """The mood and predicate of a hit, turned into a denial where somebody denies it."""
    predicate = hit.rule.predicate
    if when.historic and mood.modality is Modality.ASSERTED:
        return Mood(Modality.HISTORIC, when.wording), predicate
    if predicate in (Predicate.CAPTURED, Predicate.HOLDS) or hit.rule.detail == "entered":
        if mood.modality is Modality.DENIED or (
            voice is not None and voice.denies and mood.modality in (Modality.ASSERTED, Modality.DENIED)
        ):
            return Mood(Modality.DENIED, mood.cue), Predicate.DENIED
        if mood.modality is Modality.NEGATED and voice is not None and hit.rule.predicate is Predicate.CAPTURED:
            return Mood(Modality.DENIED, mood.cue), Predicate.DENIED
    if predicate is Predicate.WITHDREW and (
        (
            mood.modality is Modality.DENIED
            or (mood.modality is Modality.NEGATED and mood.cue == "not" and voice is not None)
        )
        or (voice is not None and voice.denies and mood.modality in (Modality.ASSERTED, Modality.NEGATED))
    ):
        return Mood(Modality.DENIED, mood.cue), Predicate.DENIED  # "we have not abandoned X"
    if mood.modality is Modality.DENIED:
        return Mood(Modality.NEGATED, mood.cue), predicate
    return mood, predicate


def voice_at(line: Line, hit: Hit, voices: list[Voice]) -> Voice | None:
    """The speaker whose words the trigger stands in: the innermost that covers it."""
    at = line.items[hit.first].start
    covering = [v for v in voices if v.covers[0] <= at < v.covers[1] and not (v.start <= at < v.end)]
    covering = [v for v in covering if not (v.lead is not None and v.lead[0] <= at < v.lead[1])]
    return min(covering, key=lambda v: (v.covers[1] - v.covers[0], abs(v.start - at)), default=None)
