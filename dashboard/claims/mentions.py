"""The places that an article names, and which of its candidates a name means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from dashboard.claims.items import NameLike
from dashboard.claims.rulebook import rulebook
from dashboard.model import Claim, Part, Place, Resolution, Scope
from dashboard.places.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Placed:
    """A place as a claim needs it."""

    wording: str
    scope: Scope | None
    place: Place | None = None
    unit: str | None = None
    part: Part | None = None
    resolution: Resolution = Resolution.NONE
    candidates: tuple[str, ...] = ()

    def put(self, claim: Claim) -> Claim:
        """A claim, said of this place."""
        return replace(
            claim,
            place=self.wording,
            place_id=self.place.id if self.place is not None else None,
            unit=self.unit,
            scope=self.scope,
            part=self.part,
            resolution=self.resolution,
            candidates=self.candidates,
            capital=self.capital,
        )

    @property
    def capital(self) -> bool:
        """Whether it is the seat of government of its unit."""
        return self.place is not None and self.place.capital and self.scope is Scope.SETTLEMENT

    @property
    def facility(self) -> bool:
        """Whether it only lies in a unit without a name of its own in the gazetteer: "the police headquarters in X"."""
        named = self.place is not None and self.place.scope is Scope.POINT
        return self.scope is Scope.POINT and self.unit is not None and not named


@dataclass(slots=True)
class Mentions:
    """The places that an article names, in order of offsets, and those that its claims speak of."""

    text: str
    gazetteer: Gazetteer
    names: Sequence[NameLike]
    countries: frozenset[str] = frozenset()
    demonyms: frozenset[str] = frozenset()
    spoken: list[tuple[int, Placed]] = field(default_factory=list)  # what claims spoke of
    counted: int | None = None

    @property
    def units(self) -> int:
        """How many first-level units the gazetteer has."""
        if self.counted is None:
            self.counted = len({p.unit for p in self.gazetteer.places.values() if p.scope is Scope.PROVINCE})
        return self.counted

    def before(self, at: int, start: int = 0) -> list[NameLike]:
        """Names before an offset, nearest first."""
        return list(reversed(self.around(start, at)))

    def around(self, start: int, end: int) -> Sequence[NameLike]:
        """Names that begin in a stretch of text."""
        low = bisect_left(self.names, start, key=lambda n: n.start)
        return self.names[low : bisect_left(self.names, end, key=lambda n: n.start)]


@cache
def _region_words() -> dict[str, str]:
    return {word: name for name, text in rulebook().table("counts", "regions").items() for word in text.split()}


def region_of(word: str) -> str | None:
    """The compass region that a word names: "northern" -> "north"."""
    return _region_words().get(word)


def scope_of(noun: str | None) -> Scope | None:
    """The scope of an area noun, or None."""
    name = rulebook().scopes.get(noun or "")
    if name is None:
        return None
    return Scope.POINT if name == "part" else Scope(name)


def choose(
    name: NameLike, scope: Scope | None, near: Sequence[NameLike], mentions: Mentions
) -> tuple[Place | None, Resolution, tuple[str, ...]]:
    """The one place that a name means here, or none with the candidates where the text does not tell."""
    found = list(name.candidates)
    if not found:
        return None, Resolution.NONE, ()
    fits = [p for p in found if p.scope is scope] if scope is not None else []
    if scope in (Scope.DISTRICT, Scope.POINT, Scope.REGION, Scope.SETTLEMENT) and not fits:
        fits = [p for p in found if p.scope is not Scope.PROVINCE]
    pool = fits or found
    if scope is None:
        pool = (
            [p for p in pool if p.scope is Scope.SETTLEMENT] or [p for p in pool if p.scope is Scope.PROVINCE] or pool
        )
    exact = Resolution.EXACT if name.exact else Resolution.ALIAS
    units = {p.unit for p in pool}
    if len(units) == 1:
        return pool[0], exact, ()
    around = [{p.unit for p in n.candidates} for n in near]
    for group in around:
        inside = [p for p in pool if p.unit in group] or [p for p in found if p.unit in group]
        if len({p.unit for p in inside}) == 1:
            return inside[0], Resolution.CONTEXT, ()
    top = pool[0]
    if top.capital or top.national_capital or top.scope is Scope.PROVINCE:
        return top, exact, ()
    nearby = _nearby(name, pool, mentions)
    if nearby is not None:
        return nearby, Resolution.CONTEXT, ()
    if (top.population or 0) >= 20000 and (top.population or 0) > 5 * max((p.population or 0) for p in pool[1:]):
        return top, exact, ()
    return None, Resolution.AMBIGUOUS, tuple(p.id for p in pool[:8])


def _nearby(name: NameLike, pool: Sequence[Place], mentions: Mentions) -> Place | None:
    """The candidate in a unit that the text names close by."""
    units = {p.unit: p for p in pool}
    close = [n for n in mentions.around(name.start - 1200, name.start + 1200) if n is not name]
    for other in sorted(close, key=lambda n: abs(n.start - name.start)):
        sure = {p.unit for p in other.candidates}
        if len(sure) == 1 and (unit := next(iter(sure))) in units:
            return units[unit]
    return None
