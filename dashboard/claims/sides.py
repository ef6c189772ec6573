"""Who gains and who loses by a hit, as its sentence says it: ids and wordings."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.claims.hits import Hit
from dashboard.claims.items import Line
from dashboard.claims.judge import TAKING
from dashboard.claims.nounruns import Phrase
from dashboard.claims.rulebook import rulebook
from dashboard.claims.speakers import Voice
from dashboard.claims.story import Story
from dashboard.model import Predicate, SpeakerRole

SPEAK_FOR = (SpeakerRole.BELLIGERENT, SpeakerRole.OFFICIAL)
FIRST_PERSON = ("we", "our", "ours", "us", "i", "my")
CLEARED = ("cleared", "clear", "clears", "clearing", "purged", "cleansed", "freed", "emptied", "rid", "is", "was")


@dataclass(slots=True)
class Sides:
    """Who gains (or holds, leaves, attacks) and who loses: ids and wordings."""

    actor: str | None = None
    wording: str | None = None
    loser: str | None = None
    loser_wording: str | None = None


class SideFinder:
    """Finds the sides of one hit; `expelled` says afterwards whether one who was driven out was driven out by somebody known."""

    def __init__(self, story: Story, line: Line, hit: Hit, voice: Voice | None, side_of_voice: str | None) -> None:
        self.story, self.line, self.hit, self.voice = story, line, hit, voice
        self.side_of_voice = side_of_voice
        self.expelled: bool | None = None

    def sides(self) -> Sides:
        """Who gains and who loses; a side that only the text around names is left open."""
        if (own := self._own_side()) is not None:
            return own
        hit, sides = self.hit, self._named()
        if hit.gainer is None and hit.form == "ing":
            items = self.line.items[: hit.first]
            first = next((i.actor for i in items if i.actor is not None and i.actor.actor is not None), None)
            if first is not None:
                sides.actor, sides.wording = first.actor, first.wording
        open_side = sides.actor is None and sides.wording is None
        if open_side and self.line.items[hit.first].low in TAKING:
            sides.actor, sides.wording = self._rival(sides.loser) or (None, None)
        elif open_side and hit.passive and hit.rule.detail == "recaptured" and self.voice is not None:
            sides.actor, sides.wording = self.side_of_voice, self.voice.wording
        if hit.withdrew:
            rival = self._rival(sides.loser) if sides.loser is not None else None
            self.expelled = rival is not None
            if rival is None:
                return Sides(sides.loser, sides.loser_wording)
            sides.actor, sides.wording = rival
        if sides.loser == sides.actor:
            sides.loser = sides.loser_wording = None
        return sides

    def _named(self) -> Sides:
        """The sides that the phrases of the hit name; troops of whom a side speaks are its own."""
        line, hit, voice = self.line, self.hit, self.voice
        before = hit.verb is not None and hit.gainer is not None and hit.gainer.last < hit.verb.first
        verb = hit.verb.first if before and hit.verb is not None else None
        said = None
        if voice is not None and hit.gainer is not None and voice.role is not SpeakerRole.OUTLET:
            said = voice if voice.start < line.items[hit.gainer.first].start else None
        sides = Sides(*self.story.side_in(line, hit.gainer, hit.gainer_item, verb, said), *self._loser())
        generic = sides.actor is None and hit.gainer is not None and not self._proper(hit.gainer)
        if generic and said is not None and said.side is not None and said.role in SPEAK_FOR:
            sides.actor = said.side  # "the ministry said troops had taken X": its own
        return sides

    def _own_side(self) -> Sides | None:
        """ "We hold X", "X is ours": the side of the one who says it; "X is theirs": the side spoken of."""
        hit, line, voice = self.hit, self.line, self.voice
        nr = hit.gainer_item if hit.gainer_item is not None else hit.gainer.first if hit.gainer is not None else None
        if nr is None or line.items[nr].actor is not None:
            return None
        low = line.items[nr].low
        if low in FIRST_PERSON and voice is not None:
            return Sides(self.side_of_voice or self._office(voice), voice.wording, *self._loser())
        if low == "theirs":
            if voice is not None and voice.start < line.items[nr].start and self.side_of_voice is not None:
                return Sides(self.side_of_voice, voice.wording)
            side = self.story.spoken_of(line, line.items[nr].start)
            return Sides(side.actor, side.wording) if side is not None else Sides(None, line.items[nr].text)
        return None

    def _office(self, voice: Voice) -> str | None:
        """The state, where one who says "we" holds an office of it: a governor, a mayor."""
        tags = rulebook().tags
        held = any("role:official" in tags.get(w.casefold(), ()) for w in voice.wording.replace(",", " ").split())
        return next((a.id for a in self.story.actors.by_id.values() if a.state), None) if held else None

    def _proper(self, phrase: Phrase) -> bool:
        run = self.line.items[phrase.first : phrase.last + 1]
        return any(i.kind in ("proper", "place") or (i.actor is not None and i.actor.proper) for i in run)

    def _rival(self, loser: str | None) -> tuple[str, str] | None:
        """The one other side that the sentence names, where nobody is said to have done it."""
        named = [i for i in self.line.items if i.actor is not None and i.actor.actor not in (None, loser)]
        sides = {i.actor.actor for i in named if i.actor is not None}
        if len(sides) != 1:
            return None
        return str(sides.pop()), named[-1].text

    def _loser(self) -> tuple[str | None, str | None]:
        line, hit = self.line, self.hit
        if hit.loser is not None:
            return self.story.side_in(line, hit.loser, None)
        if not hit.places or hit.rule.predicate is not Predicate.CAPTURED:
            return None, None
        at = max(hit.last, hit.places[-1].last) + 1
        for nr in range(at, min(len(line.items), at + 8)):
            item = line.items[nr]
            cleared = item.low == "of" and hit.first_word in CLEARED
            if item.low == "from" or cleared or (item.low in ("under", "in") and line.items[nr - 1].low == "still"):
                near = line.items[nr + 1 : nr + 5]
                return next(((i.actor.actor, i.text) for i in near if i.actor is not None), (None, None))
            if item.text in ".;" or item.has("saying", "relative"):
                break
        return None, None
