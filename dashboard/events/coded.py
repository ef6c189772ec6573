"""A row of our own table of events -> an article of one sentence, and the claim in it."""

from __future__ import annotations

from datetime import date

from dashboard.events.sheet import Known, Row
from dashboard.model import (
    Article,
    Basis,
    Claim,
    Interest,
    Modality,
    Part,
    Precision,
    Predicate,
    Resolution,
    Scope,
    SpeakerRole,
)

COLUMNS = ("id", "unit", "predicate", "actor", "event_from")
ENGINE = "hand/1"
SAID = {  # how the row's sentence says it
    Predicate.CAPTURED: "captured by",
    Predicate.HOLDS: "held by",
    Predicate.CONTESTED: "contested by",
    Predicate.ADVANCED: "approached by",
    Predicate.WITHDREW: "left by",
    Predicate.DENIED: "denied to be held by",
}


def coded_row(row: Row, known: Known) -> list[tuple[Article, Claim]]:
    """The article and claim of a row (always one); WhoHoldsError for a cell that is not allowed."""
    actors = sorted(known.sides)
    unit = row.one_of("unit", row.needed("unit"), sorted(known.units))
    actor = row.one_of("actor", row.needed("actor"), actors)
    predicate = row.member("predicate", Predicate, Predicate.CAPTURED)
    place = row.text("place") or unit
    first, last, published = days(row)
    outlet = row.text("outlet")
    detail = f" ({said})" if (said := row.text("detail")) else ""
    quote = f"{place}: {SAID[predicate]} {known.sides[actor]}{detail}, {span(first, last)}."
    text = " ".join(part for part in (quote, f"Source: {outlet or 'not named'}.", row.text("note")) if part)
    article = Article(
        id=f"{row.path.stem}:{row.needed('id')}",
        text=text,
        title=f"Hand-coded event, {row.path.name} line {row.line}",
        publisher=outlet,
        published=published,
        published_basis="hand-coded: the day on which the source reported it, or first could have",
        path=str(row.path),
    )
    speaker = row.text("speaker")
    side = row.one_of("speaker_side", who, actors) if (who := row.text("speaker_side")) else None
    claim = Claim(
        article=article.id,
        start=0,
        end=len(quote),
        quote=quote,
        predicate=predicate,
        modality=row.member("modality", Modality, Modality.ATTRIBUTED if speaker else Modality.ASSERTED),
        detail=row.text("detail"),
        place=place,
        place_id=row.text("place_id"),
        unit=unit,
        scope=row.member("scope", Scope, Scope.SETTLEMENT),
        part=row.member("part", Part, Part.ALL) if row.text("part") else None,
        resolution=Resolution.EXACT,
        capital=row.flag("capital"),
        actor=actor,
        actor_text=known.sides[actor],
        from_actor=row.one_of("from_actor", value, actors) if (value := row.text("from_actor")) else None,
        event_from=first,
        event_to=last,
        precision=Precision.DAY if first == last else Precision.FEW_DAYS,
        basis=Basis.EXPLICIT,
        speaker=speaker,
        speaker_role=row.member("speaker_role", SpeakerRole, SpeakerRole.OUTLET),
        speaker_side=side,
        outlet=outlet,
        origin=row.text("origin") or speaker or outlet or article.id,
        interest=_interest(side, actor, predicate),
        unconfirmed=row.flag("unconfirmed"),
        published=published,
        publisher=outlet,
        sentence_end=len(quote),
        rule="hand",
        engine=ENGINE,
        grade=row.text("grade"),
    )
    return [(article, claim)]


def days(row: Row, first: str = "event_from", last: str = "event_to") -> tuple[date, date, date]:
    """First and last day of the event and the day of publication; WhoHoldsError where they are out of order."""
    begin = row.day(first) or date.fromisoformat(row.needed(first))
    end = row.day(last) or begin
    if end < begin:
        raise row.mistake(last, end.isoformat(), f"it must not be before {first} = {begin}")
    published = row.day("published") or end
    if published < begin:
        raise row.mistake("published", published.isoformat(), f"it must not be before {first} = {begin}")
    return begin, min(end, published), published


def span(first: date, last: date) -> str:
    """A day or an interval, as a person writes it."""
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _interest(side: str | None, actor: str, predicate: Predicate) -> Interest:
    """Whether the speaker's side gains: by its own capture or hold, or by a denial of another's."""
    if side is None:
        return Interest.NEUTRAL
    gains = side == actor if predicate not in (Predicate.WITHDREW, Predicate.DENIED) else side != actor
    return Interest.FOR if gains else Interest.AGAINST
