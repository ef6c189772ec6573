"""A shot: everything that one picture or file says of a situation at one view, read once from the same control."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from dashboard import __version__
from dashboard.control.result import Totals
from dashboard.figures.look import Look, look_at
from dashboard.figures.signals import Report, reports
from dashboard.figures.theme import CellStyle, Mode, Pattern, border_colour, look, palette, side_colours, style_of
from dashboard.figures.words import Words
from dashboard.model import Actor, Article, Claim, Evidence, Kind, Marker, Status, View

if TYPE_CHECKING:
    from dashboard.control import Control
    from dashboard.situation import Situation


@dataclass(frozen=True)
class Shot:
    """A situation on one day as known at one day; `mode` says for which ground the colours are."""

    look: Look
    mode: Mode = Mode.LIGHT

    @property
    def situation(self) -> Situation:
        """What is shown."""
        return self.look.situation

    @property
    def control(self) -> Control:
        """The control under the view's decision rule."""
        return self.look.control

    @property
    def words(self) -> Words:
        """The texts in the language of the shot."""
        return self.look.words

    @property
    def rtl(self) -> bool:
        """Whether the language runs from right to left."""
        return self.words.direction == "rtl"

    @property
    def day(self) -> date:
        """The day of the situation, inside the range."""
        return self.look.day

    @property
    def known_at(self) -> date:
        """The day up to which reports count."""
        return self.look.known_at

    @property
    def points(self) -> bool:
        """Whether nothing is filled, and each report is a point."""
        return self.look.view.points

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The reports up to the day that were published by `known_at`, move the map and lie in a unit, oldest first."""
        every = reports(self.control, self.situation.case.gazetteer)
        known = (r for r in every if r.claim.published is None or r.claim.published <= self.known_at)
        shown = [r for r in known if r.claim.moves and r.day <= self.day and (r.point or r.claim.unit)]
        return tuple(sorted(shown, key=lambda r: (r.day, r.claim.article, r.claim.start, r.claim.id)))

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """The status of every unit, by id."""
        return {unit: self.control.status(unit, self.day, self.known_at) for unit in self.control.units}

    @cached_property
    def evidence(self) -> Mapping[str, Evidence]:
        """The evidence of every unit that has a report, by id."""
        shown = [u for u, s in self.statuses.items() if s.kind is not Kind.NO_REPORT]
        return {unit: self.control.evidence(unit, self.day, self.known_at) for unit in shown}

    @cached_property
    def totals(self) -> Totals:
        """The counts of the day."""
        return self.control.totals(self.day, self.known_at)

    @cached_property
    def markers(self) -> tuple[Marker, ...]:
        """The signs of the day; a marker without a point takes that of its place, where the gazetteer has one."""
        return tuple(self._placed(m) for m in self.control.markers(self.day, self.known_at))

    def _placed(self, marker: Marker) -> Marker:
        if marker.point is not None:
            return marker
        places = self.situation.case.gazetteer.places
        ids = [c.place_id for c in (self.situation.claims.get(i) for i in marker.claims) if c and c.place_id]
        found = next((places[i].point for i in (*ids, marker.place) if i in places and places[i].point), None)
        return replace(marker, point=found)

    @cached_property
    def colours(self) -> tuple[str, ...]:
        """A colour per side, in the order of the control's actors."""
        known = self.situation.case.actors.by_id
        return side_colours([known.get(a) or Actor(id=a, name=a) for a in self.control.actors], self.mode)

    @cached_property
    def ages(self) -> Mapping[str, int]:
        """The age step 0..3 of every unit, as the layers have it."""
        layers = self.control.layers(self.known_at)
        column = min(max((self.day - self.control.days[0]).days, 0), layers.age.shape[1] - 1)
        return {unit: int(layers.age[row, column]) for row, unit in enumerate(self.control.units)}

    @cached_property
    def pending(self) -> tuple[str, ...]:
        """The units in which a change fell in an interval that includes this day."""
        layers = self.control.layers(self.known_at)
        column = min(max((self.day - self.control.days[0]).days, 0), layers.pending.shape[1] - 1)
        return tuple(unit for row, unit in enumerate(self.control.units) if layers.pending[row, column])

    def style(self, unit: str) -> CellStyle:
        """The look of a unit; plain paper where nothing is filled."""
        if self.points:
            base = palette(self.mode)
            return CellStyle(Pattern.SOLID, base.paper, None, border_colour(base), look()["edge"]["width"])
        return self.style_for(self.statuses[unit], self.ages[unit])

    def style_for(self, status: Status, age: int = 0) -> CellStyle:
        """The look of a status."""
        side, rival = self.look.side(status.actor), self.look.side(status.rival)
        return style_of(status.kind, side, rival, status.extent, age, self.mode, self.colours)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The articles published by `known_at`, oldest first; undated ones are in no shot."""
        dated = [a for a in self.situation.articles.values() if a.published and a.published <= self.known_at]
        return tuple(sorted(dated, key=lambda a: (a.published or date.min, a.id)))

    @cached_property
    def acting(self) -> tuple[Claim, ...]:
        """The claims that moved what is shown, each once, in order of publication, article and place in the text."""
        found = {e.claim.id: e.claim for ev in self.evidence.values() for e in ev.effects if e.counted}
        return tuple(sorted(found.values(), key=lambda c: (c.published or date.min, c.article, c.start, c.end)))

    @cached_property
    def shown(self) -> tuple[Claim, ...]:
        """The claims behind all that is shown: those that moved a status, and those behind the signs."""
        known = {c.id: c for c in self.acting}
        signs = {i: self.situation.claims[i] for m in self.markers for i in m.claims if i in self.situation.claims}
        return tuple((known | signs).values())

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim known at the day, and those that a claim on a whole region makes for each unit in it."""
        shown = [e.claim for ev in self.evidence.values() for e in (*ev.effects, *ev.not_counted)]
        return tuple(({c.id: c for c in shown} | dict(self.look.claims)).values())

    @cached_property
    def sentences(self) -> int:
        """How many sentences moved what is shown: one on a whole region counts once, not once a unit."""
        return len({(c.article, c.start, c.end) for c in self.acting})

    @cached_property
    def engines(self) -> tuple[str, ...]:
        """Name and version of what read the claims shown."""
        return tuple(sorted({c.engine for c in self.shown if c.engine}))

    @property
    def machine_read(self) -> bool:
        """Whether any claim shown was read by a machine and not by a person."""
        return any(not c.engine.startswith("hand") for c in self.shown)

    @cached_property
    def digest(self) -> str:
        """A short hash of all that the shot is made from: boundaries, articles and claims known at the day, rule."""
        hashed = hashlib.sha256(f"{self.situation.case.id} {self.control.rule} {__version__}".encode())
        for unit in self.situation.case.units:
            hashed.update(unit.id.encode() + self.situation.case.units.geometry(unit.id).wkb)
        for border in self.situation.case.units.disputed:
            hashed.update(border.name.encode() + border.line.wkb)
        for article in self.articles:
            hashed.update(f"{article.id} {article.digest} {article.published}".encode())
        for claim in sorted(self.look.claims.values(), key=lambda c: (c.id, c.engine)):
            hashed.update(f"{claim.id} {claim.event_from} {claim.event_to} {claim.weight}".encode())
        return hashed.hexdigest()[:12]

    def passport(self) -> str:
        """One line that says which data, rule and program made the shot; it holds no time of the clock."""
        engines = ", ".join(self.engines) or "-"
        return self.words(
            "picture.passport", data=self.digest, rule=self.control.rule, engines=engines, version=__version__
        )


def shot_of(
    situation: Situation, view: View | None = None, mode: Mode | str = Mode.LIGHT, lang: str | None = None
) -> Shot:
    """A shot of a view; days outside the range become the nearest that exists."""
    return Shot(look_at(situation, view, lang), Mode(mode))
