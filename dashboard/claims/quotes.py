"""Quotations that run over several sentences: whoever speaks in the first or the last of them speaks in all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dashboard.claims.blocks import Block, Sentence
from dashboard.claims.speakers import Speakers, Voice
from dashboard.claims.story import Story
from dashboard.claims.voices import voices_in

QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|\"[^\"]*\"")
NEXT = 4  # code points that may stand between a quotation and the words that name its speaker


class Quotes:
    """The quotations of one block."""

    def __init__(self, story: Story, block: Block, sentences: Sequence[Sentence]) -> None:
        self.story, self.sentences = story, sentences
        self.spans = [m.span() for m in QUOTED.finditer(story.text, block.start, block.end)]

    def around(self, sentence: Sentence, memory: Speakers) -> list[Voice]:
        """The speakers of the quotations that begin or end outside a sentence, for the part of it that is quoted."""
        found = []
        for start, end in self.spans:
            if start < sentence.end and end > sentence.start and not (sentence.start <= start and end <= sentence.end):
                voice = self._speaker(start, end, sentence, memory)
                if voice is not None:
                    covers = (max(start, sentence.start), min(end, sentence.end))
                    found.append(replace(voice, covers=covers, lead=None, denies=False, rebuts=False))
        return found

    def _speaker(self, start: int, end: int, sentence: Sentence, memory: Speakers) -> Voice | None:
        for other in self.sentences:
            first, last = other.start <= start < other.end, other.start < end <= other.end
            if other is sentence or not (first or last):
                continue
            line = self.story.line(other.start, other.end)
            seen = Speakers(memory.last)
            for voice in voices_in(line, self.story.text, seen):
                lead = voice.lead or (voice.start, voice.end)
                if (first and 0 <= start - lead[1] <= NEXT) or (last and 0 <= min(lead[0], voice.start) - end <= NEXT):
                    return voice
        return None
