"""A row of our own table of events -> an article of one sentence, and the claim in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dashboard.csvfile import Row
from dashboard.events.known import Known
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


@dataclass(frozen=True, slots=True)
class _Event:
    """What happened, as a row says it."""

    predicate: Predicate
    unit: str
    place: str
    actor: str
    first: date
    last: date
    published: date


def coded_row(row: Row, known: Known) -> list[tuple[Article, Claim]]:
    """The article and claim of a row (always one); WhoHoldsError for a cell that is not allowed."""
    event = _event(row, known)
    quote = _sentence(row, event, known)
    article = _article(row, event, quote)
    return [(article, _claim(row, event, known, article, quote))]


def _event(row: Row, known: Known) -> _Event:
    unit = row.one_of("unit", row.needed("unit"), sorted(known.units))
    actor = row.one_of("actor", row.needed("actor"), sorted(known.sides))
    predicate = Predicate(row.one_of("predicate", row.needed("predicate"), list(Predicate)))
    return _Event(predicate, unit, row.text("place") or unit, actor, *_days(row))


def _sentence(row: Row, event: _Event, known: Known) -> str:
    detail = f" ({said})" if (said := row.text("detail")) else ""
    who, when = known.sides[event.actor], span(event.first, event.last)
    return f"{event.place}: {SAID[event.predicate]} {who}{detail}, {when}."


def _article(row: Row, event: _Event, quote: str) -> Article:
    outlet = row.text("outlet")
    text = " ".join(part for part in (quote, f"Source: {outlet or 'not named'}.", row.text("note")) if part)
    return Article(
        id=f"{row.path.stem}:{row.needed('id')}",
        text=text,
        title=f"Hand-coded event, {row.path.name} line {row.line}",
        publisher=outlet,
        published=event.published,
        published_basis="hand-coded: the day on which the source reported it, or first could have",
        path=str(row.path),
    )


def _claim(row: Row, event: _Event, known: Known, article: Article, quote: str) -> Claim:
    speaker, outlet = row.text("speaker"), row.text("outlet")
    speaker_side = _side(row, "speaker_side", known)
    said = Modality.ATTRIBUTED if speaker else Modality.ASSERTED
    return Claim(
        article=article.id, start=0, end=len(quote), quote=quote, predicate=event.predicate,
        modality=row.member("modality", Modality, said), detail=row.text("detail"), place=event.place,
        place_id=row.text("place_id"), unit=event.unit, scope=row.member("scope", Scope, Scope.SETTLEMENT),
        part=row.member("part", Part, Part.ALL) if row.text("part") else None, resolution=Resolution.EXACT,
        capital=row.flag("capital"), actor=event.actor, actor_text=known.sides[event.actor],
        from_actor=_side(row, "from_actor", known), event_from=event.first, event_to=event.last,
        precision=Precision.DAY if event.first == event.last else Precision.FEW_DAYS, basis=Basis.EXPLICIT,
        speaker=speaker, speaker_role=row.member("speaker_role", SpeakerRole, SpeakerRole.OUTLET),
        speaker_side=speaker_side, outlet=outlet, origin=row.text("origin") or speaker or outlet or article.id,
        interest=_interest(speaker_side, event.actor, event.predicate), unconfirmed=row.flag("unconfirmed"),
        published=event.published, publisher=outlet, sentence_end=len(quote), rule="hand", engine=ENGINE,
        grade=grade_of(row),
    )  # fmt: skip


def _side(row: Row, column: str, known: Known) -> str | None:
    value = row.text(column)
    return None if value is None else row.one_of(column, value, sorted(known.sides))


def grade_of(row: Row) -> str | None:
    """The row's Admiralty grade, such as B2; WhoHoldsError where it is none."""
    grade = row.text("grade")
    if grade is not None and not re.fullmatch(r"[A-Fa-f][1-6]?", grade):
        raise row.mistake("grade", grade, "write a letter A-F, and a figure 1-6 if you like, such as B2")
    return grade


def _days(row: Row) -> tuple[date, date, date]:
    """First and last day of the event and the day of publication; WhoHoldsError where they are out of order."""
    begin = row.needed_day("event_from")
    end = row.day("event_to") or begin
    published = row.day("published") or end
    for column, day in (("event_to", end), ("published", published)):
        if day < begin:
            raise row.mistake(column, day.isoformat(), f"it must not be before event_from = {begin}")
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
