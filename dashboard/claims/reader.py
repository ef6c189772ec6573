"""Reads an article: sentence by sentence, hit by hit, into claims, aggregates and drops with their reasons."""

from __future__ import annotations

import re

from dashboard.claims.blocks import Block, Sentence, blocks_of, sentences_of
from dashboard.claims.drafts import Trace
from dashboard.claims.echoes import echo_words
from dashboard.claims.frames import hits_in
from dashboard.claims.maker import Maker
from dashboard.claims.publications import publication_in
from dashboard.claims.quotes import Quotes
from dashboard.claims.repeats import Repeats, rebuts
from dashboard.claims.rulebook import rulebook
from dashboard.claims.speakers import Speakers, Voice, introduced
from dashboard.claims.story import Story
from dashboard.claims.voices import voices_in
from dashboard.model import Article, Drop, SpeakerRole

BACK = 500  # code points that "he" reaches back for the person introduced last
PRONOUNS = frozenset(("he", "she", "her", "him", "they", "them"))
WEAK = frozenset(
    ["have", "has", "had", "in", "inside"]
)  # "SIDE has PLACE", "SIDE is in PLACE": read where a side is named
TOWN = frozenset(("city", "town", "capital", "village"))
WORDS = re.compile(r"[^\W_]+")


class Reader:
    """Walks through one article; made anew for each."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.article: Article = story.article
        self.speakers = Speakers()
        self.traces: list[Trace] = []
        self.maker = Maker(story)
        self.repeats = Repeats(story, self.maker.drafts)
        self.unread: list[Sentence] = []  # sentences in which somebody speaks, but of nothing that a rule knows

    def read(self) -> None:
        """Reads all blocks in order."""
        for block in blocks_of(self.article.text):
            if not block.told:
                self._untold(block)
                continue
            sentences = list(sentences_of(self.article.text, block))
            cited = self._closing_citation(sentences)
            self.quotes = Quotes(self.story, block, sentences)
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
        if words.isdisjoint(book.keys) and not self._worth(sentence, words):
            if not words.isdisjoint(book.spoken):
                self.unread.append(sentence)
            return
        self._catch_up(words, sentence.start)
        line = self.story.line(sentence.start, sentence.end, heading=sentence.block.kind in ("title", "heading"))
        if not line.items:
            return
        voices = voices_in(line, self.article.text, self.speakers)
        voices += self.quotes.around(sentence, self.speakers)
        here = publication_in(self.article.text, sentence.start, sentence.end)
        outlet = here[2] if here is not None else cited
        taken: set[int] = set()
        for hit in hits_in(line):
            self.maker.hit(sentence, line, hit, voices, outlet, trace)
            taken.update(n for p in hit.places for n in range(p.first, p.last + 1))
        self.repeats.echoes(sentence, line, taken, trace)
        self.repeats.denials(sentence, line, voices, trace)

    def _worth(self, sentence: Sentence, words: set[str]) -> bool:
        """Whether a sentence without a rule's word may still say something: of a side in a place, or again of another."""
        placed = bool(self.story.mentions.around(sentence.start, sentence.end))
        if words & WEAK and (placed or words & TOWN) and self.story.refs_side(sentence.start, sentence.end):
            return True
        if not self.repeats.near(sentence):
            return False
        return (placed and not words.isdisjoint(echo_words())) or rebuts(
            self.article.text[sentence.start : sentence.end]
        )

    def _catch_up(self, words: set[str], at: int) -> None:
        """Reads who spoke in the sentences passed over, where a pronoun may mean him."""
        if not words.isdisjoint(PRONOUNS):
            for sentence in self.unread[-3:]:
                voices_in(self.story.line(sentence.start, sentence.end), self.article.text, self.speakers)
            self._introduce(at)
        self.unread.clear()

    def _introduce(self, at: int) -> None:
        """Takes the person who was introduced last as the one meant, where nobody has spoken since."""
        found = introduced(self.article.text, at - BACK, at)
        last = self.speakers.last
        if found is None or (last is not None and last.start > found[0]):
            return
        start, name, who = found
        side = self.story.side_of(who) or self.story.side_within(start, at, who)
        role = SpeakerRole.BELLIGERENT if side is not None else SpeakerRole.OFFICIAL
        self.speakers.last = Voice(start, start + len(name), name, role, (start, start), side=side)
