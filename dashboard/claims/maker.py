"""Makes claims and aggregates of the rules that fired, one for each place, and says why others are dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dashboard.claims.blocks import Sentence
from dashboard.claims.counts import Count, count_of, half_of, number
from dashboard.claims.cues import Mood
from dashboard.claims.dates import TimeRef
from dashboard.claims.drafts import Draft, Hung, Trace
from dashboard.claims.hits import Hit
from dashboard.claims.items import Line
from dashboard.claims.judge import anchor_of, is_vague, voice_at, with_verb
from dashboard.claims.mentions import Placed, choose
from dashboard.claims.nounruns import Phrase
from dashboard.claims.phrases import phrase_at
from dashboard.claims.resolve import resolve
from dashboard.claims.rulebook import DISTANCE
from dashboard.claims.spans import quote_span
from dashboard.claims.speakers import Voice
from dashboard.claims.story import Story
from dashboard.claims.telling import Telling, partly_taken
from dashboard.claims.when import STALE, at_place
from dashboard.model import Drop, Modality, Predicate, Resolution, Scope

BESIDE = ("around", "near", "outside", "overlooking", "surrounding")
MOST_GROUP = 6  # places that "those towns" can mean
NEAR = 600  # code points that "it" and "they left" reach back for their place


class Maker:
    """Turns the hits of one article into drafts of claims; made anew for each article."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.drafts: list[Draft] = []
        self.hung: list[Hung] = []

    def hit(
        self, sentence: Sentence, line: Line, hit: Hit, voices: list[Voice], outlet: str | None, trace: Trace
    ) -> None:
        """Makes the claims, the aggregates or the drop of one hit."""
        voice = voice_at(line, hit, voices)
        start, end = quote_span(line, hit, voice)
        text = self.story.text
        if hit.dropped is not None:
            drop = Drop(
                article=self.story.article.id,
                start=start,
                end=end,
                quote=text[start:end],
                rule=hit.rule.id,
                reason=hit.dropped,
            )
            trace.drops.append(drop)
            return
        anchor = anchor_of(line, hit, start, self.story.refs(sentence.start, sentence.end))
        if anchor is not None and anchor.anchor == "next" and 0 <= start - anchor.end <= 1:
            start = with_verb(line, anchor.start)
        telling = Telling(self.story, sentence, line, hit, voice, outlet, (start, end))
        if self._long_ago(telling, anchor):
            telling.mood = Mood(Modality.HISTORIC, anchor.wording if anchor is not None else "then")
        if hit.rule.armed and telling.sides.actor is None and telling.sides.wording in (None, "it", "It", "we", "We"):
            trace.drops.append(telling.drop("those who leave are no armed side"))
            return
        drafts, aggregates = len(self.drafts), len(trace.aggregates)
        if not hit.places:
            self._unsaid(telling, trace)
        for phrase in hit.places:
            self._place(telling, phrase, trace)
        if anchor is not None:
            self._hang(anchor, sentence, trace, drafts, aggregates)

    def _long_ago(self, telling: Telling, anchor: TimeRef | None) -> bool:
        """Whether a past event is history: told as long before another, or in one breath with what is history."""
        hit = telling.hit
        if telling.mood.modality is not Modality.ASSERTED or hit.rule.predicate is Predicate.HOLDS:
            return False
        published = self.story.article.published
        if anchor is not None and anchor.shift is not None and published is not None:
            days = min(abs(n) for n in anchor.shift)
            return days > STALE and (published - timedelta(days)).year < published.year
        before = self.drafts[-1] if self.drafts else None
        return (
            before is not None
            and before.sentence == telling.sentence.start
            and before.claim.modality is Modality.HISTORIC
            and not telling.dated
            and hit.verb is not None
            and hit.form == "past"
            and not hit.verb.perfect
        )

    def _hang(self, anchor: TimeRef, sentence: Sentence, trace: Trace, drafts: int, aggregates: int) -> None:
        """Remembers what the text dates by another event."""
        self.hung += [Hung(anchor, sentence.start, draft=d) for d in self.drafts[drafts:]]
        self.hung += [
            Hung(anchor, sentence.start, trace=trace, aggregate=n) for n in range(aggregates, len(trace.aggregates))
        ]

    def _unsaid(self, telling: Telling, trace: Trace) -> None:
        """A hit without a place: the one spoken of just before."""
        placed = self._here(telling) or self._before(telling.sentence)
        if placed is None:
            trace.drops.append(telling.drop("it is not said from where"))
        else:
            self._keep(telling, placed, None, trace)

    def _here(self, telling: Telling) -> Placed | None:
        """The town that the sentence names before a hit without a place."""
        line, first = telling.line, telling.hit.gainer.first if telling.hit.gainer is not None else telling.hit.first
        for nr in range(first - 1, -1, -1):
            if line.items[nr].kind == "place" and not _elsewhere(line, nr):
                placed = resolve(line, Phrase(nr, nr, "place", nr, name=nr), self.story.mentions)
                if placed.unit is not None:
                    return replace(placed, resolution=Resolution.ANAPHORA)
        return None

    def _group(self, telling: Telling, phrase: Phrase) -> list[Placed]:
        """The places that "both towns", "all three", "those settlements" speak of: named last before."""
        line = telling.line
        if phrase.name is not None or phrase.parents or not (phrase.plural or phrase.kind == "number"):
            return []
        if "both" in phrase.words:
            wanted = 2
        elif phrase.words & {"all", "the", "these", "those"} and phrase.number is not None:
            wanted = number(phrase.number) or 0
        elif phrase.words & {"these", "those"}:
            wanted = MOST_GROUP
        else:
            return []
        found: dict[str, Placed] = {}
        last = 0
        at = line.items[phrase.first].start
        for name in self.story.mentions.before(at, max(0, at - NEAR)):
            place, how, _ = choose(name, None, [], self.story.mentions)
            if place is None or place.unit is None or place.scope is Scope.COUNTRY:
                continue
            if found and wanted == MOST_GROUP and last - name.end > 12:
                break  # the list ends here
            last = name.start
            found.setdefault(place.id, Placed(place.name, place.scope, place, place.unit, None, how))
            if len(found) == wanted:
                break
        return list(found.values()) if 2 <= wanted <= MOST_GROUP else []

    def _place(self, telling: Telling, phrase: Phrase, trace: Trace) -> None:
        line = telling.line
        if group := self._group(telling, phrase):
            for placed in group:
                self._keep(telling, replace(placed, resolution=Resolution.ANAPHORA), phrase, trace)
            return
        count = count_of(line, phrase)
        if count is not None:
            self._count(telling, phrase, count, trace)
        elif is_vague(line, phrase) and self._beside(telling, phrase, trace):
            return
        elif is_vague(line, phrase):
            trace.drops.append(telling.drop("no place is named: a plural without number or name"))
        elif phrase.kind == "compass":
            trace.drops.append(telling.drop("a direction, no place"))
        else:
            self._named(telling, phrase, resolve(line, phrase, self.story.mentions), trace)

    def _beside(self, telling: Telling, phrase: Phrase, trace: Trace) -> bool:
        """ "highlands around X", "villages near X" taken: an advance on X, and not X."""
        line, at = telling.line, phrase.last + 1
        taken = telling.predicate is Predicate.CAPTURED and at < len(line.items) and line.items[at].low in BESIDE
        near = phrase_at(line, at + 1) if taken else None
        if near is None or not near.is_place or near.name is None:
            return False
        telling.predicate = Predicate.ADVANCED
        self._keep(telling, resolve(line, near, self.story.mentions), near, trace)
        telling.predicate = Predicate.CAPTURED
        return True

    def _named(self, telling: Telling, phrase: Phrase, placed: Placed, trace: Trace) -> None:
        if placed.scope is Scope.COUNTRY and telling.predicate not in (Predicate.CAPTURED, Predicate.HOLDS):
            trace.drops.append(telling.drop("the country at large, no place"))
            return
        if placed.scope is Scope.COUNTRY:
            self._count(telling, phrase, Count("region", region="country"), trace)
            return
        pronoun = phrase.kind == "pronoun"
        if pronoun and (last := self._here(telling) or self._before(telling.sentence)) is not None:
            placed = replace(last, wording=placed.wording)
        elif placed.unit is None and (pronoun or _pointless(telling, phrase)):
            trace.drops.append(telling.drop("no place is named"))
            return
        taken = telling.predicate is Predicate.CAPTURED and telling.mood.modality is Modality.ASSERTED
        if taken and (placed.facility or _is_facility(placed)):
            self.story.mentions.spoken.append((telling.start, placed))
            trace.drops.append(telling.drop("a base or a building is not the place it lies in"))
            return
        self._keep(telling, placed, phrase, trace)

    def _keep(self, telling: Telling, placed: Placed, phrase: Phrase | None, trace: Trace) -> None:
        when, dated = telling.when, telling.dated
        by_compass = False
        if phrase is not None:
            own = at_place(telling.line, phrase.last, when, self.story.article.published)
            if own is not when and own.lo is not None and not own.historic:
                when, dated = own, True
            by_compass = bool(phrase.compass) and telling.predicate is Predicate.HOLDS
        claim = telling.claim(placed, partly=partly_taken(placed, by_compass=by_compass), when=when)
        self.story.mentions.spoken.append((claim.start, placed))
        draft = Draft(claim, when.ref, telling.hit, telling.sentence.block, dated, telling.sentence.start)
        draft.topic = self.story.attacking()
        trace.drafts.append(draft)
        self.drafts.append(draft)

    def _before(self, sentence: Sentence) -> Placed | None:
        for start, placed in reversed(self.story.mentions.spoken[-4:]):
            if sentence.start - start < NEAR and placed.scope is not Scope.COUNTRY:
                return replace(placed, resolution=Resolution.ANAPHORA)
        return None

    def _count(self, telling: Telling, phrase: Phrase, count: Count, trace: Trace) -> None:
        if "last" in phrase.words and "one" in phrase.words and phrase.first > 0:
            return
        count = half_of(count, telling.line, phrase, self.story.mentions.units)
        trace.aggregates.append(telling.aggregate(count))


def _is_facility(placed: Placed) -> bool:
    """Whether a known name is a crossing's, an oil field's or an airport's."""
    return placed.place is not None and placed.place.scope is Scope.POINT and placed.scope is Scope.POINT


def _elsewhere(line: Line, nr: int) -> bool:
    """Whether a name is where something comes from or lies by: "from X", "90 km north of X", "the road to X"."""
    before = line.items[nr - 1] if nr > 0 else None
    if before is None:
        return False
    if before.low == "of" and nr > 1:
        return line.items[nr - 2].has("compass") or line.items[nr - 2].low in DISTANCE
    return before.low in ("from", "to", "near", "towards", "toward", "for", "outside")


def _pointless(telling: Telling, phrase: Phrase) -> bool:
    """A state of something that nothing pins down: "an abandoned base is in rebel hands"."""
    return (
        telling.hit.rule.predicate is Predicate.HOLDS
        and phrase.name is None
        and phrase.indefinite
        and not phrase.parents
    )
