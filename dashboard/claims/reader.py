"""Reads an article: sentence by sentence, hit by hit, into claims, aggregates and drops with their reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dashboard.claims.blocks import Block, Sentence, blocks_of, sentences_of
from dashboard.claims.counts import Count, count_of, half_of
from dashboard.claims.dates import TimeRef
from dashboard.claims.frames import Hit, hits_in
from dashboard.claims.items import Line
from dashboard.claims.mood import Mood, mood_of
from dashboard.claims.phrases import Phrase
from dashboard.claims.resolve import Placed, resolve
from dashboard.claims.rulebook import rulebook
from dashboard.claims.spans import quote_span
from dashboard.claims.story import Story
from dashboard.claims.voices import Speakers, Voice, publication_in, unverified, voices_in
from dashboard.claims.when import When, at_place, by_tense, when_of
from dashboard.model import Aggregate, Article, Basis, Claim, Drop, Interest, Modality, Part, Precision, Predicate, Resolution, Scope, SpeakerRole

ENGINE = "rules/0.1.0"
REASONS = {
    Modality.FORECAST: "forecast: it has not happened",
    Modality.CONDITIONAL: "conditional: only if something else happens",
    Modality.INTENDED: "intended: somebody wants or tries it",
    Modality.FAILED: "failed: it was tried in vain",
    Modality.NEGATED: "negated: it did not happen",
    Modality.HISTORIC: "historic: long before this article",
    Modality.QUESTION: "a question, not a statement",
}


@dataclass(slots=True)
class Draft:
    """A claim before the article has been read to its end."""

    claim: Claim
    ref: TimeRef | None
    hit: Hit
    block: Block
    dated: bool
    sentence: int


@dataclass(slots=True)
class Hung:
    """A claim or aggregate that the text dates by another event: "a day after X, Y"."""

    ref: TimeRef
    sentence: int
    draft: Draft | None = None
    trace: Trace | None = None
    aggregate: int = 0


@dataclass(slots=True)
class Trace:
    """What happened in one sentence."""

    start: int
    end: int
    kind: str
    drafts: list[Draft] = field(default_factory=list)
    aggregates: list[Aggregate] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)


class Reader:
    """Walks through one article; made anew for each."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.article: Article = story.article
        self.speakers = Speakers()
        self.traces: list[Trace] = []
        self.drafts: list[Draft] = []
        self.hung: list[Hung] = []

    def read(self) -> None:
        """Reads all blocks in order."""
        for block in blocks_of(self.article.text, self.article.title):
            if not block.told:
                self._untold(block)
                continue
            sentences = list(sentences_of(self.article.text, block))
            cited = self._closing_citation(sentences)
            for sentence in sentences:
                self._sentence(sentence, cited)

    def _untold(self, block: Block) -> None:
        trace = Trace(block.start, block.end, block.kind)
        text = self.article.text[block.start : block.end]
        trace.drops.append(Drop(article=self.article.id, start=block.start, end=block.end, quote=text, rule=f"block.{block.kind}", reason=f"{block.kind} line: no part of the story"))
        self.traces.append(trace)

    def _closing_citation(self, sentences: list[Sentence]) -> str | None:
        """The outlet whose report the last sentence of a paragraph cites."""
        if not sentences:
            return None
        found = publication_in(self.article.text, sentences[-1].start, sentences[-1].end)
        if found is not None and found[1] >= sentences[-1].end - 2 and found[0] > sentences[-1].start:
            return found[2]
        return None

    def _sentence(self, sentence: Sentence, cited: str | None) -> None:
        trace = Trace(sentence.start, sentence.end, sentence.block.kind)
        self.traces.append(trace)
        words = set(WORDS.findall(self.article.text[sentence.start : sentence.end].casefold()))
        book = rulebook()
        if words.isdisjoint(book.keys) and words.isdisjoint(book.spoken):
            return
        line = self.story.line(sentence.start, sentence.end, heading=sentence.block.kind in ("title", "heading"))
        if not line.items:
            return
        voices = voices_in(line, self.article.text, self.speakers)
        here = publication_in(self.article.text, sentence.start, sentence.end)
        outlet = here[2] if here is not None else cited
        if words.isdisjoint(book.keys):
            return
        for hit in hits_in(line):
            self._hit(sentence, line, hit, voices, outlet, trace)
        for voice in voices:
            if voice.denies:
                self._denies(sentence, line, voice, trace)

    def _denies(self, sentence: Sentence, line: Line, voice: Voice, trace: Trace) -> None:
        """"... but the army denied it": the claim before, denied by this speaker."""
        if voice.lead is None or any(d.claim.predicate is Predicate.DENIED for d in trace.drafts):
            return
        after = [i.low for i in line.items if i.start >= voice.lead[1]][:2]
        bare = not after or after[0] in (".", ",", ";", "it", "this", "that", "these", "those", '"', "”") or (after[0] in ("the", "such") and after[-1] in DENIABLE) or after[0] in DENIABLE
        if not bare or (after and after[0] == "that" and len(after) > 1 and after[1] not in (".", ",", ";")):
            return
        for draft in reversed(self.drafts[-4:]):
            claim = draft.claim
            if claim.predicate is Predicate.CAPTURED and claim.modality.moves and claim.actor != (voice.side or "") and sentence.start - claim.start < 500 and claim.start < voice.lead[0]:
                start, end = voice.lead
                denial = replace(claim, start=start, end=end, quote=self.article.text[start:end], predicate=Predicate.DENIED, modality=Modality.DENIED, detail=None)
                denial = replace(denial, speaker=voice.wording, speaker_role=voice.role, speaker_side=voice.side, origin=voice.wording, interest=Interest.FOR, rule="denied-back", sentence_start=sentence.start, sentence_end=sentence.end)
                found = replace(draft, claim=denial, block=sentence.block, sentence=sentence.start)
                trace.drafts.append(found)
                self.drafts.append(found)
                return

    def _hit(self, sentence: Sentence, line: Line, hit: Hit, voices: list[Voice], outlet: str | None, trace: Trace) -> None:
        voice = _voice_at(line, hit, voices)
        start, end = quote_span(line, hit, voice)
        if hit.dropped is not None:
            trace.drops.append(self._drop(start, end, hit.rule.id, hit.dropped))
            return
        anchor = _anchor(line, hit, start, self.story.refs(sentence.start, sentence.end))
        if anchor is not None and anchor.anchor == "next" and 0 <= start - anchor.end <= 1:
            start = _with_verb(line, anchor.start)
        mood = mood_of(line, hit, self.article.text)
        when = when_of(line, hit, self.story.refs(sentence.start, sentence.end), self.article.published)
        verb = hit.verb.first if hit.verb is not None and hit.gainer is not None and hit.gainer.last < hit.verb.first else None
        said = voice if voice is not None and hit.gainer is not None and voice.start < line.items[hit.gainer.first].start and voice.role is not SpeakerRole.OUTLET else None
        actor, wording = self.story.side_in(line, hit.gainer, hit.gainer_item, verb, said)
        loser, loser_text = self._loser(line, hit)
        if actor is None and wording is None and line.items[hit.first].low in TAKING and (sole := self._rival(line, loser)) is not None:
            actor, wording = sole
        expelled = hit.withdrew and loser is not None and (rival := self._rival(line, loser)) is not None
        if expelled:
            actor, wording = rival
        elif hit.withdrew:
            actor, wording, loser, loser_text = loser, loser_text, None, None
        mood, predicate = _denial(hit, mood, voice, when)
        if hit.rule.detail == "entered" and mood.modality is Modality.ASSERTED and UNOPPOSED.search(self.article.text, sentence.start, sentence.end):
            predicate = Predicate.CAPTURED
        if hit.withdrew and not expelled:
            predicate = Predicate.WITHDREW
        if hit.rule.detail == "besieged" and hit.verb is not None and line.items[max(0, hit.verb.first - 1)].low in ("almost", "nearly", "virtually"):
            predicate = Predicate.ADVANCED
        base = Claim(
            article=self.article.id,
            start=start,
            end=end,
            quote=self.article.text[start:end],
            predicate=predicate,
            modality=mood.modality,
            detail=hit.rule.detail or _manner(self.article.text[start:end]),
            actor=actor,
            actor_text=wording,
            from_actor=loser if loser != actor else None,
            from_actor_text=loser_text if loser != actor else None,
            position={"heading": "title"}.get(sentence.block.kind, sentence.block.kind),
            published=self.article.published,
            publisher=self.article.publisher,
            sentence_start=sentence.start,
            sentence_end=sentence.end,
            rule=hit.rule.id,
            engine=ENGINE,
            reason=REASONS.get(mood.modality),
        )
        base = self._spoken(base, voice, outlet, sentence)
        dated = when.lo is not None
        if not dated:
            tense = by_tense(hit, self.article.published, headline=sentence.block.kind in ("title", "heading"))
            when = replace(tense, ref=when.ref, wording=when.wording)
        base = replace(base, event_from=when.lo, event_to=when.hi, precision=when.precision, basis=when.basis, time_text=when.wording)
        if mood.cue and base.reason:
            base = replace(base, reason=f"{base.reason} ({mood.cue})")
        known = len(self.drafts), len(trace.aggregates)
        for phrase in hit.places or [None]:
            self._place(line, hit, phrase, base, when, dated, sentence, trace)

        if anchor is not None:
            self.hung += [Hung(anchor, sentence.start, draft=d) for d in self.drafts[known[0] :]]
            self.hung += [Hung(anchor, sentence.start, trace=trace, aggregate=n) for n in range(known[1], len(trace.aggregates))]

    def _place(self, line: Line, hit: Hit, phrase: Phrase | None, base: Claim, when: When, dated: bool, sentence: Sentence, trace: Trace) -> None:
        if phrase is None:
            placed = self._place_before(sentence)
            if placed is None:
                trace.drops.append(self._drop(base.start, base.end, hit.rule.id, "it is not said from where"))
                return
        else:
            count = count_of(line, phrase)
            if count is not None:
                self._aggregate(line, phrase, count, base, trace)
                return
            if _vague(line, phrase) and hit.rule.predicate is not Predicate.CONTESTED:
                trace.drops.append(self._drop(base.start, base.end, hit.rule.id, "no place is named: a plural without number or name"))
                return
            own = at_place(line, phrase.last, when, self.article.published)
            if own is not when and own.lo is not None and not own.historic:
                when, dated = own, True
                base = replace(base, event_from=own.lo, event_to=own.hi, precision=own.precision, basis=own.basis, time_text=own.wording)
            placed = resolve(line, phrase, self.story.mentions)
            if phrase.kind == "compass":
                trace.drops.append(self._drop(base.start, base.end, hit.rule.id, "a direction, no place"))
                return
            if placed.scope is Scope.COUNTRY:
                self._aggregate(line, phrase, Count("region", region="country"), base, trace)
                return
            if phrase.kind == "pronoun" and placed.unit is None and (last := self._place_before(sentence)) is not None:
                placed = replace(last, wording=placed.wording)
            elif placed.unit is None and (phrase.kind == "pronoun" or (hit.rule.predicate is Predicate.HOLDS and phrase.name is None and phrase.indefinite and not phrase.parents)):
                trace.drops.append(self._drop(base.start, base.end, hit.rule.id, "no place is named"))
                return
        claim = replace(
            base,
            place=placed.wording,
            place_id=placed.place.id if placed.place is not None else None,
            unit=placed.unit,
            scope=placed.scope,
            part=placed.part,
            resolution=placed.resolution,
            candidates=placed.candidates,
            capital=placed.capital,
        )
        partly = placed.part in (Part.PARTS, Part.OUTSKIRTS) and phrase is not None and not (phrase.compass and claim.predicate is Predicate.HOLDS)
        if partly and claim.predicate in (Predicate.CAPTURED, Predicate.HOLDS) and placed.scope is Scope.SETTLEMENT:
            claim = replace(claim, predicate=Predicate.CONTESTED, detail=claim.detail or ("parts taken" if claim.predicate is Predicate.CAPTURED else "parts held"))
        self.story.mentions.spoken.append((claim.start, placed))
        draft = Draft(claim, when.ref, hit, sentence.block, dated, sentence.start)
        trace.drafts.append(draft)
        self.drafts.append(draft)

    def _place_before(self, sentence: Sentence) -> Placed | None:
        for start, placed in reversed(self.story.mentions.spoken[-4:]):
            if sentence.start - start < 600 and placed.scope is not Scope.COUNTRY:
                return replace(placed, resolution=Resolution.ANAPHORA)
        return None

    def _aggregate(self, line: Line, phrase: Phrase, count: Count, base: Claim, trace: Trace) -> None:
        if phrase.words & {"last"} and phrase.first > 0 and "one" in phrase.words:
            return
        units = self.story.mentions.units
        count = half_of(count, line, phrase, units)
        trace.aggregates.append(
            Aggregate(
                article=base.article,
                start=base.start,
                end=base.end,
                quote=base.quote,
                kind=count.kind,
                modality=base.modality,
                actor=base.actor,
                actor_text=base.actor_text,
                value=count.value,
                of=count.of,
                of_kind=count.of_kind,
                comparison=count.comparison,
                region=count.region,
                event_from=base.event_from,
                event_to=base.event_to,
                precision=base.precision,
                speaker=base.speaker,
                outlet=base.outlet,
                origin=base.origin,
                published=base.published,
                rule=base.rule,
                engine=base.engine,
            )
        )

    def _rival(self, line: Line, loser: str | None) -> tuple[str, str] | None:
        """The one other side that the sentence names, where one was driven out and nobody is said to have done it."""
        others = {i.actor.actor: i.text for i in line.items if i.actor is not None and i.actor.actor is not None and i.actor.actor != loser}
        if len(others) != 1:
            return None
        side, wording = next(iter(others.items()))
        return str(side), wording

    def _loser(self, line: Line, hit: Hit) -> tuple[str | None, str | None]:
        if hit.loser is not None:
            return self.story.side_in(line, hit.loser, None)
        if hit.places and hit.rule.predicate is Predicate.CAPTURED:
            at = hit.places[-1].last + 1
            for nr in range(at, min(len(line.items), at + 8)):
                item = line.items[nr]
                if item.low == "from" or (item.low in ("under", "in") and nr > 0 and line.items[nr - 1].low == "still"):
                    for n in range(nr + 1, min(len(line.items), nr + 5)):
                        if line.items[n].actor is not None:
                            return line.items[n].actor.actor, line.items[n].text
                    return None, None
                if item.text in ".;" or item.has("saying", "relative"):
                    break
        return None, None

    def _spoken(self, claim: Claim, voice: Voice | None, outlet: str | None, sentence: Sentence) -> Claim:
        speaker = voice.wording if voice is not None else None
        role = voice.role if voice is not None else SpeakerRole.OUTLET if outlet else SpeakerRole.NONE
        side = voice.side if voice is not None else None
        if voice is not None and side is None:
            side = self.story.actors.side_of(voice.wording)
        modality = claim.modality
        if modality is Modality.ASSERTED and (speaker or outlet):
            modality = Modality.ATTRIBUTED
        window = self.article.text[sentence.start : min(len(self.article.text), sentence.end + 220)]
        lower = window.casefold()
        doubted = unverified().search(window) if "verif" in lower or "confirm" in lower else None
        return replace(
            claim,
            speaker=speaker,
            speaker_role=role,
            speaker_side=side,
            outlet=outlet,
            modality=modality,
            interest=_interest(claim, side),
            origin=speaker or outlet or self.article.publisher or self.article.id,
            unconfirmed=doubted is not None,
        )

    def _drop(self, start: int, end: int, rule: str, reason: str) -> Drop:
        return Drop(article=self.article.id, start=start, end=end, quote=self.article.text[start:end], rule=rule, reason=reason)


def _anchor(line: Line, hit: Hit, start: int, refs: Sequence[TimeRef]) -> TimeRef | None:
    """The expression that dates a hit by another event: right before it, or right behind its place."""
    ends = [line.items[p.last].end for p in hit.places] + [line.items[hit.last].end]
    for ref in refs:
        if ref.kind == "anchored" and (0 <= start - ref.end <= 1 or 0 <= ref.start - max(ends) <= 2):
            return ref
    return None


def _with_verb(line: Line, start: int) -> int:
    """The offset from which "comes only a day after" is quoted."""
    before = next((i for i in reversed(line.items) if i.end <= start), None)
    return before.start if before is not None and before.low in ("comes", "came", "coming", "come") else start


DENIABLE = ("claim", "claims", "report", "reports", "allegation", "allegations", "assertion", "loss", "capture", "news", "statement")
TAKING = ("capture", "recapture", "re-capture", "seizure", "liberation", "conquest", "takeover", "retaking", "seizing", "capturing")  # nouns whose doer gains
UNOPPOSED = re.compile(r"\b(unopposed|(?:without|no|any|little) resistance|without (?:a fight|firing a shot|a shot))\b", re.IGNORECASE)
WORDS = re.compile(r"[^\W_]+")
MANNER = re.compile(r"\b(without (?:a |any |much |firing )*(?:fight|fighting|struggle|resistance|shot|battle|opposition|clashes?)|unopposed|bloodlessly)\b", re.IGNORECASE)


def _manner(quote: str) -> str | None:
    return "without a fight" if MANNER.search(quote) else None


def _vague(line: Line, phrase: Phrase) -> bool:
    """A plural that nothing pins down: "more cities", "towns and cities across the country"."""
    if not phrase.plural or phrase.number is not None or phrase.name is not None:
        return False
    if phrase.words & {"several", "some", "many", "the", "these", "those"} and "more" not in phrase.words:
        return False
    after = line.items[phrase.last + 1] if phrase.last + 1 < len(line.items) else None
    named = [n for n in phrase.parents if "country" not in line.items[n].tags]
    return not named and not (after is not None and after.low in ("that", "which"))


def _interest(claim: Claim, side: str | None) -> Interest:
    if side is None or claim.actor is None and claim.from_actor is None:
        return Interest.NEUTRAL
    if claim.predicate in (Predicate.CAPTURED, Predicate.HOLDS):
        if side == claim.actor:
            return Interest.FOR
        return Interest.AGAINST if claim.actor is not None else Interest.FOR
    if claim.predicate is Predicate.WITHDREW:
        return Interest.AGAINST if side == claim.actor else Interest.FOR
    if claim.predicate is Predicate.DENIED:
        return Interest.FOR if side != claim.actor else Interest.AGAINST
    return Interest.NEUTRAL


def _denial(hit: Hit, mood: Mood, voice: Voice | None, when: When) -> tuple[Mood, Predicate]:
    predicate = hit.rule.predicate
    if when.historic and mood.modality is Modality.ASSERTED:
        return Mood(Modality.HISTORIC, when.wording), predicate
    if predicate in (Predicate.CAPTURED, Predicate.HOLDS) or hit.rule.detail == "entered":
        if mood.modality is Modality.DENIED or (voice is not None and voice.denies and mood.modality in (Modality.ASSERTED, Modality.DENIED)):
            return Mood(Modality.DENIED, mood.cue), Predicate.DENIED
        if mood.modality is Modality.NEGATED and voice is not None and hit.rule.predicate is Predicate.CAPTURED:
            return Mood(Modality.DENIED, mood.cue), Predicate.DENIED
    if mood.modality is Modality.DENIED:
        return Mood(Modality.NEGATED, mood.cue), predicate
    return mood, predicate


def _voice_at(line: Line, hit: Hit, voices: list[Voice]) -> Voice | None:
    """The speaker whose words the trigger stands in: the innermost that covers it."""
    at = line.items[hit.first].start
    covering = [v for v in voices if v.covers[0] <= at < v.covers[1] and not (v.start <= at < v.end)]
    covering = [v for v in covering if not (v.lead is not None and v.lead[0] <= at < v.lead[1])]
    return min(covering, key=lambda v: (v.covers[1] - v.covers[0], abs(v.start - at)), default=None)
