"""Reads an article: sentence by sentence, hit by hit, into claims, aggregates and drops with their reasons."""

from __future__ import annotations

import re
from dataclasses import replace

from dashboard.claims.blocks import Block, Sentence, blocks_of, sentences_of
from dashboard.claims.drafts import Trace
from dashboard.claims.frames import hits_in
from dashboard.claims.items import Line
from dashboard.claims.maker import Maker
from dashboard.claims.rulebook import rulebook
from dashboard.claims.story import Story
from dashboard.claims.voices import Speakers, Voice, publication_in, voices_in
from dashboard.model import (
    Article,
    Drop,
    Interest,
    Modality,
    Predicate,
)

PRONOUNS = frozenset(("he", "she", "her", "him", "they", "them"))
DENIABLE = (
    "claim",
    "claims",
    "report",
    "reports",
    "allegation",
    "allegations",
    "assertion",
    "loss",
    "capture",
    "news",
    "statement",
)
WEAK = frozenset("have has had in inside".split())  # "SIDE has PLACE", "SIDE is in PLACE": read where a side is named
WORDS = re.compile(r"[^\W_]+")


class Reader:
    """Walks through one article; made anew for each."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.article: Article = story.article
        self.speakers = Speakers()
        self.traces: list[Trace] = []
        self.maker = Maker(story)
        self.unread: list[Sentence] = []  # sentences in which somebody speaks, but of nothing that a rule knows

    def read(self) -> None:
        """Reads all blocks in order."""
        for block in blocks_of(self.article.text):
            if not block.told:
                self._untold(block)
                continue
            sentences = list(sentences_of(self.article.text, block))
            cited = self._closing_citation(sentences)
            for sentence in sentences:
                self._sentence(sentence, cited)
                self.story.previous = (sentence.start, sentence.end)

    def _untold(self, block: Block) -> None:
        trace = Trace(block.start, block.end, block.kind)
        text = self.article.text[block.start : block.end]
        trace.drops.append(
            Drop(
                article=self.article.id,
                start=block.start,
                end=block.end,
                quote=text,
                rule=f"block.{block.kind}",
                reason=f"{block.kind} line: no part of the story",
            )
        )
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
        if words.isdisjoint(book.keys) and not (words & WEAK and self.story.refs_side(sentence.start, sentence.end)):
            if not words.isdisjoint(book.spoken):
                self.unread.append(sentence)
            return
        self._catch_up(words)
        line = self.story.line(sentence.start, sentence.end, heading=sentence.block.kind in ("title", "heading"))
        if not line.items:
            return
        voices = voices_in(line, self.article.text, self.speakers)
        here = publication_in(self.article.text, sentence.start, sentence.end)
        outlet = here[2] if here is not None else cited
        for hit in hits_in(line):
            self.maker.hit(sentence, line, hit, voices, outlet, trace)
        for voice in voices:
            if voice.denies:
                self._denies(sentence, line, voice, trace)

    def _catch_up(self, words: set[str]) -> None:
        """Reads who spoke in the sentences passed over, where a pronoun may mean him."""
        if not words.isdisjoint(PRONOUNS):
            for sentence in self.unread[-3:]:
                voices_in(self.story.line(sentence.start, sentence.end), self.article.text, self.speakers)
        self.unread.clear()

    def _denies(self, sentence: Sentence, line: Line, voice: Voice, trace: Trace) -> None:
        """ "... but the army denied it": the claim before, denied by this speaker."""
        if voice.lead is None or any(d.claim.predicate is Predicate.DENIED for d in trace.drafts):
            return
        after = [i.low for i in line.items if i.start >= voice.lead[1]][:2]
        bare = (
            not after
            or after[0] in (".", ",", ";", "it", "this", "that", "these", "those", '"', "”")
            or (after[0] in ("the", "such") and after[-1] in DENIABLE)
            or after[0] in DENIABLE
        )
        if not bare or (after and after[0] == "that" and len(after) > 1 and after[1] not in (".", ",", ";")):
            return
        for draft in reversed(self.maker.drafts[-4:]):
            claim = draft.claim
            if (
                claim.predicate is Predicate.CAPTURED
                and claim.modality.moves
                and claim.actor != (voice.side or "")
                and sentence.start - claim.start < 500
                and claim.start < voice.lead[0]
            ):
                start, end = voice.lead
                denial = replace(
                    claim,
                    start=start,
                    end=end,
                    quote=self.article.text[start:end],
                    predicate=Predicate.DENIED,
                    modality=Modality.DENIED,
                    detail=None,
                )
                denial = replace(
                    denial,
                    speaker=voice.wording,
                    speaker_role=voice.role,
                    speaker_side=voice.side,
                    origin=voice.wording,
                    interest=Interest.FOR,
                    rule="denied-back",
                    sentence_start=sentence.start,
                    sentence_end=sentence.end,
                )
                found = replace(draft, claim=denial, block=sentence.block, sentence=sentence.start)
                trace.drafts.append(found)
                self.maker.drafts.append(found)
                return
