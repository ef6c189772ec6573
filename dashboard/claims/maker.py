"""Makes claims and aggregates of the rules that fired: place, sides, day, speaker, modality, quote."""

from __future__ import annotations

from dataclasses import replace

from dashboard.claims.blocks import Sentence
from dashboard.claims.counts import Count, count_of, half_of
from dashboard.claims.drafts import Draft, Hung, Trace
from dashboard.claims.hits import Hit
from dashboard.claims.items import Line
from dashboard.claims.judge import (
    REASONS,
    TAKING,
    UNOPPOSED,
    anchor_of,
    denied_or,
    interest_of,
    is_vague,
    manner_of,
    voice_at,
    with_verb,
)
from dashboard.claims.mentions import Placed
from dashboard.claims.mood import mood_of
from dashboard.claims.nounruns import Phrase
from dashboard.claims.resolve import resolve
from dashboard.claims.spans import quote_span
from dashboard.claims.story import Story
from dashboard.claims.voices import Voice, unverified
from dashboard.claims.when import When, at_place, by_tense, when_of
from dashboard.model import (
    Aggregate,
    Article,
    Claim,
    Drop,
    Modality,
    Part,
    Predicate,
    Resolution,
    Scope,
    SpeakerRole,
)

ENGINE = "rules/0.1.0"


class Maker:
    """Turns the hits of one article into drafts of claims; made anew for each article."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.article: Article = story.article
        self.drafts: list[Draft] = []
        self.hung: list[Hung] = []

    def hit(
        self, sentence: Sentence, line: Line, hit: Hit, voices: list[Voice], outlet: str | None, trace: Trace
    ) -> None:
        """Makes the claims, aggregates or the drop of one hit."""
        voice = voice_at(line, hit, voices)
        start, end = quote_span(line, hit, voice)
        if hit.dropped is not None:
            trace.drops.append(self.drop(start, end, hit.rule.id, hit.dropped))
            return
        anchor = anchor_of(line, hit, start, self.story.refs(sentence.start, sentence.end))
        if anchor is not None and anchor.anchor == "next" and 0 <= start - anchor.end <= 1:
            start = with_verb(line, anchor.start)
        mood = mood_of(line, hit, self.article.text)
        when = when_of(line, hit, self.story.refs(sentence.start, sentence.end), self.article.published)
        verb = (
            hit.verb.first
            if hit.verb is not None and hit.gainer is not None and hit.gainer.last < hit.verb.first
            else None
        )
        said = (
            voice
            if voice is not None
            and hit.gainer is not None
            and voice.start < line.items[hit.gainer.first].start
            and voice.role is not SpeakerRole.OUTLET
            else None
        )
        actor, wording = self.story.side_in(line, hit.gainer, hit.gainer_item, verb, said)
        loser, loser_text = self._loser(line, hit)
        if (
            actor is None
            and wording is None
            and line.items[hit.first].low in TAKING
            and (sole := self._rival(line, loser)) is not None
        ):
            actor, wording = sole
        rival = self._rival(line, loser) if hit.withdrew and loser is not None else None
        if rival is not None:
            actor, wording = rival
        elif hit.withdrew:
            actor, wording, loser, loser_text = loser, loser_text, None, None
        mood, predicate = denied_or(hit, mood, voice, when)
        if (
            hit.rule.detail == "entered"
            and mood.modality is Modality.ASSERTED
            and UNOPPOSED.search(self.article.text, sentence.start, sentence.end)
        ):
            predicate = Predicate.CAPTURED
        if hit.withdrew and rival is None:
            predicate = Predicate.WITHDREW
        if (
            hit.rule.detail == "besieged"
            and hit.verb is not None
            and line.items[max(0, hit.verb.first - 1)].low in ("almost", "nearly", "virtually")
        ):
            predicate = Predicate.ADVANCED
        base = Claim(
            article=self.article.id,
            start=start,
            end=end,
            quote=self.article.text[start:end],
            predicate=predicate,
            modality=mood.modality,
            detail=hit.rule.detail or manner_of(self.article.text[start:end]),
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
        base = replace(
            base,
            event_from=when.lo,
            event_to=when.hi,
            precision=when.precision,
            basis=when.basis,
            time_text=when.wording,
        )
        if mood.cue and base.reason:
            base = replace(base, reason=f"{base.reason} ({mood.cue})")
        known = len(self.drafts), len(trace.aggregates)
        places: list[Phrase | None] = [*hit.places] or [None]
        for phrase in places:
            self._place(line, hit, phrase, base, when, dated, sentence, trace)

        if anchor is not None:
            self.hung += [Hung(anchor, sentence.start, draft=d) for d in self.drafts[known[0] :]]
            self.hung += [
                Hung(anchor, sentence.start, trace=trace, aggregate=n) for n in range(known[1], len(trace.aggregates))
            ]

    def _place(
        self,
        line: Line,
        hit: Hit,
        phrase: Phrase | None,
        base: Claim,
        when: When,
        dated: bool,
        sentence: Sentence,
        trace: Trace,
    ) -> None:
        if phrase is None:
            placed = self._place_before(sentence)
            if placed is None:
                trace.drops.append(self.drop(base.start, base.end, hit.rule.id, "it is not said from where"))
                return
        else:
            count = count_of(line, phrase)
            if count is not None:
                self._aggregate(line, phrase, count, base, trace)
                return
            if is_vague(line, phrase) and hit.rule.predicate is not Predicate.CONTESTED:
                trace.drops.append(
                    self.drop(base.start, base.end, hit.rule.id, "no place is named: a plural without number or name")
                )
                return
            own = at_place(line, phrase.last, when, self.article.published)
            if own is not when and own.lo is not None and not own.historic:
                when, dated = own, True
                base = replace(
                    base,
                    event_from=own.lo,
                    event_to=own.hi,
                    precision=own.precision,
                    basis=own.basis,
                    time_text=own.wording,
                )
            placed = resolve(line, phrase, self.story.mentions)
            if phrase.kind == "compass":
                trace.drops.append(self.drop(base.start, base.end, hit.rule.id, "a direction, no place"))
                return
            if placed.scope is Scope.COUNTRY:
                self._aggregate(line, phrase, Count("region", region="country"), base, trace)
                return
            if phrase.kind == "pronoun" and placed.unit is None and (last := self._place_before(sentence)) is not None:
                placed = replace(last, wording=placed.wording)
            elif placed.unit is None and (
                phrase.kind == "pronoun"
                or (
                    hit.rule.predicate is Predicate.HOLDS
                    and phrase.name is None
                    and phrase.indefinite
                    and not phrase.parents
                )
            ):
                trace.drops.append(self.drop(base.start, base.end, hit.rule.id, "no place is named"))
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
        partly = (
            placed.part in (Part.PARTS, Part.OUTSKIRTS)
            and phrase is not None
            and not (phrase.compass and claim.predicate is Predicate.HOLDS)
        )
        if partly and claim.predicate in (Predicate.CAPTURED, Predicate.HOLDS) and placed.scope is Scope.SETTLEMENT:
            claim = replace(
                claim,
                predicate=Predicate.CONTESTED,
                detail=claim.detail or ("parts taken" if claim.predicate is Predicate.CAPTURED else "parts held"),
            )
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
        others = {
            i.actor.actor: i.text
            for i in line.items
            if i.actor is not None and i.actor.actor is not None and i.actor.actor != loser
        }
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
                        side = line.items[n].actor
                        if side is not None:
                            return side.actor, line.items[n].text
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
            interest=interest_of(claim, side),
            origin=speaker or outlet or self.article.publisher or self.article.id,
            unconfirmed=doubted is not None,
        )

    def drop(self, start: int, end: int, rule: str, reason: str) -> Drop:
        """A phrase that is no claim, with the reason."""
        return Drop(
            article=self.article.id, start=start, end=end, quote=self.article.text[start:end], rule=rule, reason=reason
        )
