"""One look: a situation, a view of it and a language, with the names that every figure and table then uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from dashboard.case.shape import Translation
from dashboard.figures.notes import how_dated, note_text
from dashboard.figures.sentences import short_status
from dashboard.figures.words import Words, words_of
from dashboard.model import Article, Claim, Effect, Note, Status, Unit, View

if TYPE_CHECKING:
    from dashboard.control import Control
    from dashboard.situation import Situation


@dataclass(frozen=True)
class Look:
    """What is looked at: every pure function of the page takes one and asks it for days, names and texts."""

    situation: Situation
    view: View
    words: Words

    @cached_property
    def control(self) -> Control:
        """The control under the view's decision rule."""
        return self.situation.under(self.view.rule).control

    @cached_property
    def day(self) -> date:
        """The day of the situation: the view's own, brought inside the range; the last day where the view names none."""
        days = self.control.days
        return days[-1] if self.view.day is None else min(max(self.view.day, days[0]), days[-1])

    @cached_property
    def known_at(self) -> date:
        """The day up to which reports count; under linked clocks it is the day itself."""
        known, last = self.control.known_days, self.control.days[-1]
        if self.view.linked:
            return self.day
        return known[-1] if self.view.known_at is None else min(self.view.known_at, max(known[-1], last))

    @cached_property
    def told(self) -> Translation:
        """What the case says of itself in the language of the page; empty where it says nothing in it."""
        return self.situation.case.translations.get(self.words.lang, Translation())

    @property
    def title(self) -> str:
        """The title of the case."""
        return self.told.title or self.situation.case.title

    @property
    def notes(self) -> tuple[str, ...]:
        """What the case says about its boundaries, and what the boundaries say themselves."""
        case = self.situation.case
        return (self.told.note,) if self.told.note else tuple(t for t in (case.note, case.units.note) if t)

    @property
    def credits(self) -> tuple[str, ...]:
        """Who is to be credited for boundaries, names and articles."""
        case = self.situation.case
        return self.told.credits or tuple(t for t in (case.units.credit, *case.credits) if t)

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """The units by id."""
        return self.situation.case.units.by_id

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims known at `known_at`, by id; an undated claim is known always and moves nothing."""
        return {c.id: c for c in self.all_claims if c.published is None or c.published <= self.known_at}

    @cached_property
    def all_claims(self) -> tuple[Claim, ...]:
        """Every claim that was read or given, moving or not, in order of publication, article and place in the text."""
        read = [claim for reading in self.situation.readings.values() for claim in reading.claims]
        every = {claim.id: claim for claim in (*read, *self.control.claims)}
        return tuple(sorted(every.values(), key=lambda c: (c.published or date.min, c.article, c.start, c.end)))

    def status(self, unit: str) -> Status:
        """The status of a unit in this look."""
        return self.control.status(unit, self.day, self.known_at)

    def unit_name(self, unit: str | None) -> str:
        """A unit's name in the language of the page, else its own name."""
        if unit is None or unit not in self.units:
            return self.words("place.none") if unit is None else unit
        found = self.units[unit]
        return found.names.get(self.words.lang, found.name)

    def actor_name(self, actor: str | None) -> str:
        """A side's name in the language of the page, else its own; "contested" and "unknown" are states of a unit, not sides."""
        if actor is None:
            return self.words("actor.none")
        if actor in ("contested", "unknown"):
            return self.words(f"actor.{actor}")
        found = self.situation.case.actors.by_id.get(actor)
        return found.called(self.words.lang) if found else actor

    def side(self, actor: str | None) -> int:
        """1 + the index of a side among the control's actors, 0 for none: the number of its colour."""
        return self.control.actors.index(actor) + 1 if actor in self.control.actors else 0

    def short_status(self, status: Status) -> str:
        """A status in a few words: `held by the Taliban, capital only`."""
        return short_status(status, self.situation, self.words.lang)

    def note(self, note: Note) -> str:
        """What the program says about the data, as a sentence."""
        return note_text(note, self.situation, self.words.lang)

    def how_dated(self, article: Article) -> str | None:
        """How an article's day of publication is known, where that is not printed in it."""
        return how_dated(article, self.situation, self.words.lang)

    def moved(self, effect: Effect) -> str:
        """What a claim did to the probability of its side, or why it moved nothing."""
        if effect.why_not:
            return self.note(effect.why_not)
        return self.words("sentence.moved", before=effect.before, after=effect.after)

    def article(self, article: str) -> Article | None:
        """The article as stored, or None for a claim that came without its text."""
        return self.situation.articles.get(article)


def look_at(situation: Situation, view: View | None = None, lang: str | None = None) -> Look:
    """A look at a situation; without a view the latest day as known now, in the language of measure."""
    return Look(situation, view or View(), words_of(lang))
