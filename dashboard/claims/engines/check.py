"""Holds a model's answer against the text: what does not stand there does not count, and is kept as a drop with the reason.

Quotes, places, actors and speakers must be words of the article; places are resolved by the gazetteer, actors by the lexicon,
times by the grammar of dates. Nothing is repaired: a quote that is nearly right is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from dashboard.actors import Actors
from dashboard.claims.dates import default_interval, find_times
from dashboard.claims.items import line_of
from dashboard.claims.speakers import role_of
from dashboard.model import (
    Article,
    Basis,
    Claim,
    Drop,
    Interest,
    Modality,
    Part,
    Place,
    Precision,
    Predicate,
    Reading,
    Resolution,
    Scope,
    SpeakerRole,
)
from dashboard.places.gazetteer import Gazetteer

Word = TypeVar("Word", Predicate, Modality, Scope, Part)
PRESENT = (Predicate.HOLDS, Predicate.CONTESTED, Predicate.ADVANCED)


class InventedError(Exception):
    """Something in an entry does not stand in the text, or is none of the words allowed."""


@dataclass(slots=True)
class Checker:
    """Checks the entries for one article in the order in which they come."""

    article: Article
    gazetteer: Gazetteer
    actors: Actors
    engine: str
    used: Counter[tuple[str, ...]] = field(default_factory=Counter)
    claims: list[Claim] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)

    def take(self, entries: Iterable[object], start: int, end: int) -> None:
        """Checks the entries that the model gave for `text[start:end]`."""
        for entry in entries:
            if not isinstance(entry, Mapping):
                self.drop("chat.bad-entry", "an entry of the answer is no object")
                continue
            try:
                self.claims.append(self._claim(entry, start, end))
                self.used[_key(entry)] += 1
            except InventedError as error:
                self.drop(*error.args)

    def drop(self, rule: str, reason: str) -> None:
        """Keeps what was refused; it has no place in the text, so its span is empty."""
        self.drops.append(Drop(article=self.article.id, start=0, end=0, quote="", rule=rule, reason=reason))

    def reading(self) -> Reading:
        """What stood the check, in order of offsets."""
        claims = tuple(sorted(self.claims, key=lambda c: (c.start, c.end)))
        return Reading(article=self.article.id, claims=claims, drops=tuple(self.drops))

    def _claim(self, entry: Mapping[str, Any], start: int, end: int) -> Claim:
        quote = _text(entry, "quote")
        at = self._find(quote, entry, start, end)
        predicate, modality = _word(Predicate, entry, "predicate"), _word(Modality, entry, "modality")
        if (predicate is Predicate.DENIED) != (modality is Modality.DENIED):
            raise InventedError(
                "chat.bad-entry", f"predicate {predicate} does not go with modality {modality}: {quote[:80]!r}"
            )
        claim = Claim(
            article=self.article.id,
            start=at,
            end=at + len(quote),
            quote=quote,
            predicate=predicate,
            modality=modality,
            part=_word(Part, entry, "part") if entry.get("part") else None,
            unconfirmed=entry.get("unconfirmed") is True,
            published=self.article.published,
            publisher=self.article.publisher,
            sentence_start=at,
            sentence_end=at + len(quote),
            rule="chat",
            engine=self.engine,
            reason=None if modality.moves else f"the model reads it as {modality}",
        )
        return self._said(self._dated(self._sided(self._placed(claim, entry), entry), entry), entry)

    def _find(self, quote: str, entry: Mapping[str, Any], start: int, end: int) -> int:
        """Where the quote stands; the same statement given again means the quote's next occurrence."""
        if not quote.strip():
            raise InventedError("chat.invented-quote", "an entry has an empty quote")
        key = _key(entry)
        at = self.article.text.find(quote, start, end)
        for _ in range(self.used[key]):
            later = self.article.text.find(quote, at + 1, end)
            if later < 0:
                raise InventedError("chat.repeated", f"given more often than it stands in the text: {quote[:80]!r}")
            at = later
        if at < 0:
            raise InventedError("chat.invented-quote", f"the quote does not stand in the text: {quote[:80]!r}")
        return at

    def _stands(self, entry: Mapping[str, Any], name: str) -> str | None:
        """A wording that must stand in the text, or None where the answer gives none."""
        wording = entry.get(name)
        if wording is None or wording == "":
            return None
        if not isinstance(wording, str) or wording not in self.article.text:
            raise InventedError(
                f"chat.invented-{name.replace('_', '-')}", f"{name} does not stand in the text: {str(wording)[:80]!r}"
            )
        return wording

    def _placed(self, claim: Claim, entry: Mapping[str, Any]) -> Claim:
        place, name = self._stands(entry, "place"), self._stands(entry, "place_name")
        if place is None:
            raise InventedError("chat.bad-entry", f"no place is given: {claim.quote[:80]!r}")
        scope = _word(Scope, entry, "scope") if entry.get("scope") else None
        found = resolved(self.gazetteer, place, scope) or (resolved(self.gazetteer, name, scope) if name else ())
        units = {p.unit for p in found}
        if not found:
            return replace(claim, place=place, scope=scope)
        if len(units) > 1:
            ids = tuple(p.id for p in found)
            return replace(claim, place=place, scope=scope, resolution=Resolution.AMBIGUOUS, candidates=ids)
        best = found[0]
        context = best.name not in place and name is not None and not resolved(self.gazetteer, place, scope)
        exact = Resolution.EXACT if best.name in place else Resolution.ALIAS
        return replace(
            claim,
            place=place,
            place_id=best.id,
            unit=best.unit,
            scope=scope or best.scope,
            capital=best.capital and (scope or best.scope) is Scope.SETTLEMENT,
            resolution=Resolution.CONTEXT if context else exact,
        )

    def _sided(self, claim: Claim, entry: Mapping[str, Any]) -> Claim:
        actor, loser = self._stands(entry, "actor"), self._stands(entry, "from_actor")
        return replace(
            claim,
            actor=self.actors.side_of(actor) if actor else None,
            actor_text=actor,
            from_actor=self.actors.side_of(loser) if loser else None,
            from_actor_text=loser,
        )

    def _dated(self, claim: Claim, entry: Mapping[str, Any]) -> Claim:
        """The days that the grammar reads in the words given; else the model's own, if possible; else those of the tense."""
        published, wording = self.article.published, self._stands(entry, "time")
        for ref in find_times(wording, published) if wording else ():
            if ref.dated:
                return replace(
                    claim,
                    event_from=ref.lo,
                    event_to=ref.hi,
                    precision=ref.precision,
                    basis=ref.basis,
                    time_text=wording,
                )
        first, last = _day(entry, "event_from"), _day(entry, "event_to")
        if first and last and first <= last and published and last <= published:
            days = (last - first).days
            precision = (
                Precision.DAY
                if not days
                else Precision.FEW_DAYS
                if days < 5
                else Precision.WEEK
                if days < 11
                else Precision.MONTH
            )
            return replace(
                claim, event_from=first, event_to=last, precision=precision, basis=Basis.RELATIVE, time_text=wording
            )
        default = default_interval("present" if claim.predicate in PRESENT else "past", published)
        if default is None or not claim.modality.moves:
            return replace(claim, time_text=wording)
        return replace(
            claim,
            event_from=default[0],
            event_to=default[1],
            precision=Precision.FEW_DAYS,
            basis=Basis.TENSE,
            time_text=wording,
        )

    def _said(self, claim: Claim, entry: Mapping[str, Any]) -> Claim:
        speaker, outlet = self._stands(entry, "speaker"), self._stands(entry, "outlet")
        side = self.actors.side_of(speaker) if speaker else None
        role = SpeakerRole.OUTLET if outlet else SpeakerRole.NONE
        if speaker:
            line = line_of(speaker, (0, len(speaker)), (), self.actors.scan(speaker))
            role = role_of(line, 0, len(line.items) - 1)
        modality = claim.modality
        if modality is Modality.ASSERTED and (speaker or outlet):
            modality = Modality.ATTRIBUTED
        return replace(
            claim,
            modality=modality,
            speaker=speaker,
            speaker_role=role,
            speaker_side=side,
            outlet=outlet,
            origin=speaker or outlet or self.article.publisher or self.article.id,
            interest=_interest(claim, side),
        )


def resolved(gazetteer: Gazetteer, wording: str, scope: Scope | None) -> tuple[Place, ...]:
    """The places that a wording names, those of the stated scope where there are any."""
    found = gazetteer.find(wording) or next((name.candidates for name in gazetteer.scan(wording)), ())
    return tuple(place for place in found if place.scope is scope) or found


def _interest(claim: Claim, side: str | None) -> Interest:
    """Whether the speaker's side gains by what is said."""
    if side is None or claim.actor is None or claim.predicate in (Predicate.CONTESTED, Predicate.ADVANCED):
        return Interest.NEUTRAL
    gains = side == claim.actor
    if claim.predicate in (Predicate.WITHDREW, Predicate.DENIED):
        gains = not gains
    return Interest.FOR if gains else Interest.AGAINST


def _key(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """What makes two entries the same statement."""
    return tuple(str(entry.get(name)) for name in ("quote", "predicate", "place", "actor"))


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str):
        raise InventedError("chat.bad-entry", f"{name} is no text: {value!r}"[:160])
    return value


def _word(words: type[Word], entry: Mapping[str, Any], name: str) -> Word:
    value = str(entry.get(name))
    try:
        return words(value)
    except ValueError:
        raise InventedError("chat.bad-entry", f"{name} {value[:40]!r} is none of {', '.join(words)}") from None


def _day(entry: Mapping[str, Any], name: str) -> date | None:
    value = entry.get(name)
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
