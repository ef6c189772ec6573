"""A row of an export in the manner of ACLED -> an article of one sentence, and the claim in it."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.csvfile import Row
from dashboard.days import is_likely
from dashboard.events.coded import SAID, grade_of, span
from dashboard.events.known import Known
from dashboard.model import Article, Basis, Claim, Modality, Precision, Predicate, Resolution, Scope, SpeakerRole

COLUMNS = ("event_date", "sub_event_type", "actor1", "actor2")  # and one of unit, admin1
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


def acled_row(row: Row, known: Known) -> list[tuple[Article, Claim]]:
    """The article and claim of a row, or none where the event is no change of hands and no battle."""
    event = mapping().get(row.needed("sub_event_type"))
    if event is None:
        return []
    unit = _unit(row, known)
    predicate = Predicate(event["predicate"])
    actor, other = _gainer(row, event["gains"], known, predicate is not Predicate.CONTESTED)
    name = known.sides[actor] if actor else row.needed("actor1")
    day = _day(row)
    before, precision = SPREAD[row.one_of("time_precision", row.text("time_precision", "1") or "1", tuple(SPREAD))]
    scope = SCOPES[row.one_of("geo_precision", row.text("geo_precision", "1") or "1", tuple(SCOPES))]
    first, place, source = day - timedelta(before), row.text("location") or unit, row.text("source")
    place_id, capital = known.place_of(place, unit) or (None, False)
    quote = f"{place}: {row.needed('sub_event_type')}, {SAID[predicate]} {name}, {span(first, day)}."
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
        detail=event.get("detail"), place=place, place_id=place_id, unit=unit, scope=scope, resolution=Resolution.EXACT,
        capital=capital or row.flag("capital"), actor=actor, actor_text=name, from_actor=other, event_from=first, event_to=day,
        precision=precision, basis=Basis.EXPLICIT, speaker_role=SpeakerRole.MONITOR, outlet=source,
        origin=source or article.id, published=article.published, publisher=source, sentence_end=len(quote),
        rule=f"acled:{event['sub_event_type']}", engine=ENGINE, grade=grade_of(row),
    ))]  # fmt: skip


def _day(row: Row) -> date:
    """The day of the event: 2021-08-06, or 06 August 2021 as in files that ACLED hands out."""
    value = row.needed("event_date")
    for form in ("%Y-%m-%d", "%d %B %Y"):
        with suppress(ValueError):
            day = datetime.strptime(value, form).date()
            if is_likely(day):
                return day
    raise row.mistake("event_date", value, "write a day as 2021-08-14 or 14 August 2021 (from 1800 to 2199)")


def _unit(row: Row, known: Known) -> str:
    """The column `unit`, else the unit of the province that `admin1` names."""
    if value := row.text("unit"):
        return row.one_of("unit", value, sorted(known.units))
    name = row.needed("admin1")
    unit = known.unit_of(name)
    if unit not in known.units:
        raise row.mistake(
            "admin1", name, "it names no unit of this case; add the spelling to places.csv or a column unit"
        )
    return unit


def _side(row: Row, column: str, known: Known, strict: bool) -> str | None:
    """The side that a column names, by its id or by any of its names; None for others, which `strict` refuses."""
    value = row.text(column)
    if value is None:
        return None
    side = value if value in known.sides else known.side_of(value)
    if side not in known.sides:
        if not strict:
            return None
        ids = ", ".join(sorted(known.sides))
        raise row.mistake(column, value, f"it names no side of this case ({ids}); add the name to actors.toml")
    return side


def _gainer(row: Row, gains: str, known: Known, strict: bool) -> tuple[str | None, str | None]:
    """The side that gains and the other one; ACLED's order of actors tells only for non-violent transfers."""
    row.needed("actor1")
    first, second = (_side(row, column, known, strict) for column in ("actor1", "actor2"))
    if gains == "actor1" or second is None:
        return first, second
    flags = [
        row.flag(f"{column}_state") or side in known.states for column, side in (("actor1", first), ("actor2", second))
    ]
    if flags[0] == flags[1]:
        say = "exactly one of the two sides must be a state: say so in columns actor1_state and actor2_state (yes, no)"
        raise row.mistake("actor1", row.needed("actor1"), say)
    return (first, second) if flags[0] == (gains == "state") else (second, first)
