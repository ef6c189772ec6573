"""A row of an export in the manner of ACLED -> an article of one sentence, and the claim in it."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.events.coded import SAID, span
from dashboard.events.sheet import Row
from dashboard.model import Article, Basis, Claim, Modality, Precision, Predicate, Resolution, Scope, SpeakerRole

COLUMNS = ("event_date", "sub_event_type", "actor1", "actor2", "unit")
ENGINE = "acled/1"
SPREAD = {
    "1": (0, Precision.DAY),
    "2": (6, Precision.WEEK),
    "3": (30, Precision.MONTH),
}  # time_precision -> days before
SCOPES = {"1": Scope.SETTLEMENT, "2": Scope.DISTRICT, "3": Scope.PROVINCE}  # geo_precision


@cache
def mapping() -> dict[str, dict[str, Any]]:
    """What each sub-event type means, by its name."""
    return {
        item["sub_event_type"]: item
        for item in tomllib.loads(Path(__file__).with_name("acled.toml").read_text("utf-8"))["event"]
    }


def acled_row(row: Row, units: frozenset[str], actors: frozenset[str]) -> list[tuple[Article, Claim]]:
    """The article and claim of a row, or none where the event is no change of hands and no battle."""
    event = mapping().get(row.needed("sub_event_type"))
    if event is None:
        return []
    unit = row.one_of("unit", row.needed("unit"), sorted(units))
    actor, other = _sides(row, event["gains"], actors)
    predicate = Predicate(event["predicate"])
    day = row.day("event_date") or date.fromisoformat(row.needed("event_date"))
    before, precision = SPREAD[row.one_of("time_precision", row.text("time_precision", "1") or "1", tuple(SPREAD))]
    scope = SCOPES[row.one_of("geo_precision", row.text("geo_precision", "1") or "1", tuple(SCOPES))]
    first, place, source = day - timedelta(before), row.text("location") or unit, row.text("source")
    quote = f"{place}: {row.needed('sub_event_type')}, {SAID[predicate]} {actor}, {span(first, day)}."
    article = Article(
        id=f"{row.path.stem}:{row.text('event_id_cnty') or row.line}",
        text=" ".join(part for part in (quote, row.text("notes"), f"Source: {source or 'not named'}.") if part),
        title=f"Coded event, {row.path.name} line {row.line}",
        publisher=source,
        published=row.day("published") or day,
        published_basis="coded: the day of the event, where the table does not say when it was reported",
        path=str(row.path),
    )
    return [(article, Claim(
        article=article.id, start=0, end=len(quote), quote=quote, predicate=predicate, modality=Modality.ASSERTED,
        detail=event.get("detail"), place=place, unit=unit, scope=scope, resolution=Resolution.EXACT,
        capital=row.flag("capital"), actor=actor, actor_text=actor, from_actor=other, event_from=first, event_to=day,
        precision=precision, basis=Basis.EXPLICIT, speaker_role=SpeakerRole.MONITOR, outlet=source,
        origin=source or article.id, published=article.published, publisher=source, sentence_end=len(quote),
        rule=f"acled:{event['sub_event_type']}", engine=ENGINE, grade=row.text("grade"),
    ))]  # fmt: skip


def _sides(row: Row, gains: str, actors: frozenset[str]) -> tuple[str, str | None]:
    """The side that gains and the other one. `state` and `non-state` ask for the columns actor1_state, actor2_state."""
    first = row.one_of("actor1", row.needed("actor1"), sorted(actors))
    second = row.one_of("actor2", value, sorted(actors)) if (value := row.text("actor2")) else None
    if gains == "actor1" or second is None:
        return first, second
    first_is_state = row.flag("actor1_state")
    if first_is_state == row.flag("actor2_state"):
        raise row.mistake(
            "actor1_state", str(row.text("actor1_state")), "exactly one of actor1_state and actor2_state is yes"
        )
    return (first, second) if first_is_state == (gains == "state") else (second, first)
