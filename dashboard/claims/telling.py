"""One hit as it is told: its sides, speaker, day and modality, from which claims, aggregates or a drop are made."""

from __future__ import annotations

from dataclasses import replace

from dashboard.claims.blocks import Sentence
from dashboard.claims.counts import Count
from dashboard.claims.hits import Hit
from dashboard.claims.items import Line
from dashboard.claims.judge import REASONS, UNOPPOSED, denied_or, interest_of, manner_of
from dashboard.claims.mentions import Placed
from dashboard.claims.mood import mood_of
from dashboard.claims.publications import unverified
from dashboard.claims.sides import SideFinder
from dashboard.claims.speakers import Voice
from dashboard.claims.story import Story
from dashboard.claims.when import When, by_tense, of_row, when_of
from dashboard.model import Aggregate, Article, Claim, Drop, Modality, Part, Predicate, Scope, SpeakerRole

ENGINE = "rules/0.1.0"
HEDGES = ("almost", "nearly", "virtually")


class Telling:
    """A hit in its sentence, with everything that the claims of it share."""

    def __init__(
        self,
        story: Story,
        sentence: Sentence,
        line: Line,
        hit: Hit,
        voice: Voice | None,
        outlet: str | None,
        span: tuple[int, int],
    ) -> None:
        self.story, self.sentence, self.line, self.hit = story, sentence, line, hit
        self.article: Article = story.article
        self.voice, self.outlet = voice, outlet
        self.start, self.end = span
        finder = SideFinder(story, line, hit, voice, self.speaker_side)
        self.sides = finder.sides()
        self.expelled = finder.expelled  # driven out: True where the one who did it is known
        mood = mood_of(line, hit, self.article.text)
        when = when_of(line, hit, story.refs(sentence.start, sentence.end), self.article.published)
        self.mood, self.predicate = denied_or(hit, mood, voice, when)
        self._bend()
        if when.lo is None:
            block = sentence.block
            when = of_row(self.article, block.start, story.refs(block.start, block.end)) or when
        self.dated = when.lo is not None
        if not self.dated:
            headline = sentence.block.kind in ("title", "heading")
            when = replace(by_tense(hit, self.article.published, headline=headline), ref=when.ref, wording=when.wording)
        self.when: When = when

    @property
    def quote(self) -> str:
        """The words that the claim rests on."""
        return self.article.text[self.start : self.end]

    def _bend(self) -> None:
        """Predicates that more than the rule decides: driven out, entered unopposed, almost surrounded."""
        hit, line = self.hit, self.line
        both = hit.gainer is not None and "both" in hit.gainer.words
        if both and self.predicate is Predicate.CAPTURED:
            self.predicate = Predicate.CONTESTED  # "both sides claim X"
        if self.expelled is False:
            self.predicate = Predicate.WITHDREW
        entered = hit.rule.detail == "entered" and self.mood.modality is Modality.ASSERTED
        if entered and UNOPPOSED.search(self.article.text, self.sentence.start, self.sentence.end):
            self.predicate = Predicate.CAPTURED
        if hit.rule.event and any(i.low.startswith("since") for i in line.items[hit.last + 1 : hit.last + 12]):
            self.predicate = Predicate.HOLDS  # "has controlled X since May": a state, not an event
        if hit.passive and hit.verb is not None and hit.verb.perfect and self.predicate is Predicate.CAPTURED:
            behind = line.items[hit.last + 1 : hit.last + 4]
            if any(i.kind == "date" and i.low.startswith("since") for i in behind):
                self.predicate = Predicate.HOLDS  # "has been occupied since March"
        after = max((p.last for p in hit.places), default=hit.last) + 1
        if hit.rule.id == "holds-have" and after < len(line.items) and line.items[after].low == "back":
            self.predicate = Predicate.CAPTURED  # "had X back"
        before = line.items[max(0, hit.verb.first - 1)].low if hit.verb is not None else ""
        if hit.rule.detail == "besieged" and before in HEDGES:
            self.predicate = Predicate.ADVANCED

    @property
    def modality(self) -> Modality:
        """The modality, attributed where somebody says it."""
        said = self.voice is not None or self.outlet is not None
        return Modality.ATTRIBUTED if self.mood.modality is Modality.ASSERTED and said else self.mood.modality

    @property
    def speaker_side(self) -> str | None:
        """The side of the speaker."""
        if self.voice is None:
            return None
        return self.voice.side or self.story.side_of(self.voice.wording)

    @property
    def origin(self) -> str:
        """Who said it first."""
        speaker = self.voice.wording if self.voice is not None else None
        return speaker or self.outlet or self.article.publisher or self.article.id

    @property
    def doubted(self) -> bool:
        """Whether this sentence or the next says that it could not be verified."""
        window = self.article.text[self.sentence.start : self.sentence.end + 220]
        lower = window.casefold()
        return ("verif" in lower or "confirm" in lower) and unverified().search(window) is not None

    @property
    def reason(self) -> str | None:
        """Why it does not move the map."""
        reason = REASONS.get(self.mood.modality)
        return f"{reason} ({self.mood.cue})" if reason and self.mood.cue else reason

    def claim(self, placed: Placed, *, partly: bool, when: When) -> Claim:
        """The claim of one place."""
        predicate, detail = self.predicate, self.hit.rule.detail or manner_of(self.quote)
        if partly and predicate in (Predicate.CAPTURED, Predicate.HOLDS) and placed.scope is Scope.SETTLEMENT:
            detail = detail or ("parts taken" if predicate is Predicate.CAPTURED else "parts held")
            predicate = Predicate.CONTESTED
        if predicate is Predicate.CAPTURED and placed.facility:
            predicate, detail = Predicate.CONTESTED, detail or "facility taken"  # a base is not the place it lies in
        voice, kind = self.voice, self.sentence.block.kind
        role = voice.role if voice is not None else SpeakerRole.OUTLET if self.outlet else SpeakerRole.NONE
        claim = Claim(
            article=self.article.id,
            start=self.start,
            end=self.end,
            quote=self.quote,
            predicate=predicate,
            modality=self.modality,
            detail=detail,
            actor=self.sides.actor,
            actor_text=self.sides.wording,
            from_actor=self.sides.loser,
            from_actor_text=self.sides.loser_wording,
            speaker=voice.wording if voice is not None else None,
            speaker_role=role,
            speaker_side=self.speaker_side,
            outlet=self.outlet,
            origin=self.origin,
            interest=interest_of(self.predicate, self.sides.actor, self.sides.loser, self.speaker_side),
            unconfirmed=self.doubted,
            position="title" if kind == "heading" else kind,
            published=self.article.published,
            publisher=self.article.publisher,
            sentence_start=self.sentence.start,
            sentence_end=self.sentence.end,
            rule=self.hit.rule.id,
            engine=ENGINE,
            reason=self.reason,
        )
        return when.put(placed.put(claim))

    def aggregate(self, count: Count) -> Aggregate:
        """The count or region that stands where a place would."""
        return Aggregate(
            article=self.article.id,
            start=self.start,
            end=self.end,
            quote=self.quote,
            kind=count.kind,
            modality=self.modality,
            actor=self.sides.actor,
            actor_text=self.sides.wording,
            value=count.value,
            of=count.of,
            of_kind=count.of_kind,
            comparison=count.comparison,
            region=count.region,
            event_from=self.when.lo,
            event_to=self.when.hi,
            precision=self.when.precision,
            speaker=self.voice.wording if self.voice is not None else None,
            outlet=self.outlet,
            origin=self.origin,
            published=self.article.published,
            rule=self.hit.rule.id,
            engine=ENGINE,
        )

    def drop(self, reason: str) -> Drop:
        """The hit as no claim, with the reason."""
        return Drop(
            article=self.article.id,
            start=self.start,
            end=self.end,
            quote=self.quote,
            rule=self.hit.rule.id,
            reason=reason,
        )


def partly_taken(placed: Placed, *, by_compass: bool) -> bool:
    """Whether only part of a place is spoken of: "parts of the city", not "the eastern part"."""
    return placed.part in (Part.PARTS, Part.OUTSKIRTS) and not by_compass
