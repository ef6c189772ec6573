"""Claims made of a claim before: said again of another place ("so did X"), or denied ("not so, says its mayor")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dashboard.claims.blocks import Sentence
from dashboard.claims.drafts import Draft, Trace
from dashboard.claims.echoes import Echo, echoes_in
from dashboard.claims.items import Line
from dashboard.claims.nounruns import Phrase
from dashboard.claims.resolve import resolve
from dashboard.claims.rulebook import rulebook
from dashboard.claims.speakers import Voice
from dashboard.claims.story import Story
from dashboard.claims.when import When, given, hung_on
from dashboard.model import Claim, Interest, Modality, Predicate

REACH = 500  # code points that a denial reaches back for what it denies
AGAIN = (Predicate.CAPTURED, Predicate.HOLDS, Predicate.WITHDREW)
DENIABLE = (*AGAIN, Predicate.CONTESTED)


@cache
def _rebuttals() -> re.Pattern[str]:
    phrases = rulebook().table("modality", "rebuttal")["phrases"]
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in phrases) + r")\b", re.IGNORECASE)


def rebuts(text: str) -> bool:
    """Whether a sentence says of the one before that it is not so."""
    return _rebuttals().search(text[:60]) is not None


class Repeats:
    """What one article says again; works on the drafts of its maker."""

    def __init__(self, story: Story, drafts: list[Draft]) -> None:
        self.story, self.drafts = story, drafts

    def near(self, sentence: Sentence) -> bool:
        """Whether something was claimed shortly before a sentence."""
        return bool(self.drafts) and sentence.start - self.drafts[-1].claim.start < REACH

    def echoes(self, sentence: Sentence, line: Line, taken: set[int], trace: Trace) -> None:
        """Says the claim before again of the places of elliptic clauses."""
        if not self.near(sentence) or not self.story.mentions.around(sentence.start, sentence.end):
            return
        for echo in echoes_in(line, taken, self.story.refs(sentence.start, sentence.end)):
            source = self._source(sentence, line, echo)
            if source is not None:
                self._again(sentence, line, echo, source, trace)

    def _source(self, sentence: Sentence, line: Line, echo: Echo) -> Draft | None:
        at = line.items[echo.first].start
        for draft in reversed(self.drafts[-6:]):
            claim = draft.claim
            if claim.start >= at or claim.predicate not in AGAIN:
                continue
            here = draft.sentence == sentence.start
            if echo.rule == "echo-and-dated" and not here:
                return None
            if not here and (draft.sentence != self.story.previous[0] or self.story.previous[0] == 0 == sentence.start):
                return None
            return draft
        return None

    def _again(self, sentence: Sentence, line: Line, echo: Echo, source: Draft, trace: Trace) -> None:
        phrase = Phrase(echo.place, echo.place, "place", echo.place, name=echo.place)
        placed = resolve(line, phrase, self.story.mentions)
        if placed.unit is None:
            return
        start, end = line.items[echo.first].start, line.items[echo.last].end
        claim = replace(
            self._when(echo, source.claim).put(replace(placed, part=None).put(source.claim)),
            start=start,
            end=end,
            quote=self.story.text[start:end],
            sentence_start=sentence.start,
            sentence_end=sentence.end,
            rule=echo.rule,
        )
        self.story.mentions.spoken.append((start, placed))
        self._add(replace(source, claim=claim, block=sentence.block, sentence=sentence.start, dated=True), trace)

    def _when(self, echo: Echo, claim: Claim) -> When:
        """The day that the clause gives, else that of the claim it repeats."""
        same = When(claim.event_from, claim.event_to, claim.precision, claim.basis, claim.time_text)
        if echo.day is None:
            return same
        if echo.day.kind == "anchored":
            found = hung_on(echo.day, same)
            return found if found.lo is not None else same
        return given(echo.day, self.story.article.published)

    def denials(self, sentence: Sentence, line: Line, voices: list[Voice], trace: Trace) -> None:
        """Denies the claim before where a speaker does nothing but deny it, or where the sentence says that it is not so."""
        if any(d.claim.predicate is Predicate.DENIED for d in trace.drafts):
            return
        for voice in voices:
            if voice.lead is not None and (voice.rebuts or (voice.denies and _bare(line, *voice.lead))):
                self._deny(sentence, voice, voice.lead, trace)
                return
        match = _rebuttals().search(self.story.text, sentence.start, min(sentence.end, sentence.start + 60))
        if match is not None and not trace.drafts:
            self._deny(sentence, voices[0] if voices else None, (match.start(), match.end()), trace)

    def _deny(self, sentence: Sentence, voice: Voice | None, span: tuple[int, int], trace: Trace) -> None:
        side = voice.side if voice is not None else None
        for draft in self._deniable(sentence, span[0], side):
            start, end = span
            claim = replace(
                draft.claim,
                start=start,
                end=end,
                quote=self.story.text[start:end],
                predicate=Predicate.DENIED,
                modality=Modality.DENIED,
                detail=None,
                interest=Interest.FOR,
                rule="denied-back",
                sentence_start=sentence.start,
                sentence_end=sentence.end,
            )
            if voice is not None:
                claim = replace(
                    claim,
                    speaker=voice.wording,
                    speaker_role=voice.role,
                    speaker_side=voice.side,
                    origin=voice.wording,
                )
            self._add(replace(draft, claim=claim, block=sentence.block, sentence=sentence.start), trace)
            return

    def _deniable(self, sentence: Sentence, at: int, side: str | None) -> Iterator[Draft]:
        for draft in reversed(self.drafts[-4:]):
            claim = draft.claim
            moves = claim.predicate is Predicate.CAPTURED or claim.detail == "entered"
            near = sentence.start - claim.start < REACH and claim.start < at
            if moves and near and claim.modality.moves and claim.actor != (side or ""):
                yield draft

    def _add(self, draft: Draft, trace: Trace) -> None:
        trace.drafts.append(draft)
        self.drafts.append(draft)


def _bare(line: Line, start: int, end: int) -> bool:
    """Whether nothing but "it", "the claim", "this" follows a verb of denying, or "a claim that" stands before."""
    after = [i.low for i in line.items if i.start >= end][:2]
    before = [i.low for i in line.items if i.end <= start][-2:]
    nouns = rulebook().words("modality", "rebuttal", "nouns")
    if len(before) == 2 and before[0] in nouns and before[1] in ("that", "which"):
        return True
    if not after:
        return True
    if after[0] == "that" and len(after) > 1 and after[1] not in (".", ",", ";"):
        return False
    return (
        after[0] in (".", ",", ";", ":", "it", "this", "that", "these", "those", '"', "”")
        or (after[0] in ("the", "such", "any", "all") and after[-1] in nouns)
        or after[0] in nouns
    )
