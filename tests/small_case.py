"""Three square provinces, two sides, two articles: small enough to know every answer by heart.

West  fell to the Reds on 3 May (a named official says so, and the reprint repeats her).
Mid   is claimed by the Reds themselves, and a resident says the Blues hold it: the sources disagree.
East  is never reported, but one sentence fears for it.
The first article was published on 4 May, the second on 6 May and has neither title nor publisher.
"""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import shapely

from dashboard.control import control_from
from dashboard.model import (
    Actor,
    Aggregate,
    Article,
    Basis,
    Claim,
    Drop,
    Interest,
    Modality,
    Precision,
    Predicate,
    Reading,
    Resolution,
    Scope,
    SpeakerRole,
    Unit,
)
from dashboard.places.boundaries import Units
from dashboard.situation import Situation

MAY = {day: date(2022, 5, day) for day in range(1, 10)}
FIRST = (
    "🔥 Night of fire. Westville, the seat of West, fell to the Reds on Tuesday, the mayor Ana Lo said, according to the Gazette. "
    "Officials feared that East could fall next. The Reds held a press conference.\n"
    "The Reds control one of the three provinces."
)
SECOND = (
    "Westville fell on Tuesday, mayor Ana Lo had said. The Reds claimed that they had taken Midtown. "
    "A resident of Midtown said the Blues still hold the town. Fighters took Springfield."
)


def claim(article: str, text: str, quote: str, predicate: Predicate, **fields: Any) -> Claim:
    """A claim over its very words, with the sentence around it."""
    start = text.index(quote)
    end = start + len(quote)
    stop = text.find(".", end)
    known: dict[str, Any] = {
        "modality": Modality.ATTRIBUTED,
        "resolution": Resolution.EXACT,
        "scope": Scope.SETTLEMENT,
        "precision": Precision.DAY,
        "basis": Basis.RELATIVE,
        "published": MAY[4] if article == "first" else MAY[6],
        "rule": "made",
        "engine": "rules/test",
        "sentence_start": text.rfind(". ", 0, start) + 2,
        "sentence_end": (stop if stop >= 0 else len(text)) + 1,
    }
    return Claim(article=article, start=start, end=end, quote=quote, predicate=predicate, **(known | fields))


def claims() -> tuple[Claim, ...]:
    """Every claim of both articles; the third moves nothing, the last could not be placed."""
    mayor = {"speaker": "Ana Lo", "speaker_role": SpeakerRole.OFFICIAL, "origin": "ana lo"}
    west = {
        "place": "Westville",
        "unit": "XX-W",
        "capital": True,
        "actor": "reds",
        "event_from": MAY[3],
        "event_to": MAY[3],
    }
    mid = {"place": "Midtown", "unit": "XX-M", "capital": True, "event_from": MAY[5], "event_to": MAY[5]}
    east = {
        "place": "East",
        "unit": "XX-E",
        "scope": Scope.PROVINCE,
        "actor": "reds",
        "event_from": MAY[4],
        "event_to": MAY[4],
    }
    return (
        claim("first", FIRST, "Westville, the seat of West, fell to the Reds on Tuesday", Predicate.CAPTURED, **west, **mayor,
              outlet="Gazette", time_text="on Tuesday", interest=Interest.AGAINST),
        claim("first", FIRST, "East could fall next", Predicate.CAPTURED, **east, modality=Modality.FORECAST, origin="first",
              reason="a fear, not an event"),
        claim("second", SECOND, "Westville fell on Tuesday", Predicate.CAPTURED, **west, **mayor),
        claim("second", SECOND, "they had taken Midtown", Predicate.CAPTURED, **mid, actor="reds", speaker="The Reds", origin="reds",
              speaker_role=SpeakerRole.BELLIGERENT, speaker_side="reds", interest=Interest.FOR, unconfirmed=True),
        claim("second", SECOND, "the Blues still hold the town", Predicate.HOLDS, **mid, actor="blues", speaker="A resident",
              speaker_role=SpeakerRole.WITNESS, origin="resident"),
        claim("second", SECOND, "Fighters took Springfield", Predicate.CAPTURED, place="Springfield", actor="reds", origin="second",
              event_from=MAY[5], event_to=MAY[5], resolution=Resolution.AMBIGUOUS, modality=Modality.ASSERTED),
    )  # fmt: skip


def units() -> Units:
    """West, Mid and East: squares of one degree side by side."""
    made = [
        Unit(
            id=f"XX-{name[0]}", name=name, names={"fa": local}, capital=f"{name}ville", capital_point=(x + 0.5, 0.5),
            label_point=(x + 0.5, 0.5), area_km2=area, population=people,
        )
        for x, (name, local, area, people) in enumerate(
            (("West", "غرب", 100.0, 1000), ("Mid", "میانه", 300.0, None), ("East", "شرق", 600.0, 3000))
        )
    ]  # fmt: skip
    boxes = {unit.id: shapely.box(x, 0, x + 1, 1) for x, unit in enumerate(made)}
    ordered = sorted(made, key=lambda unit: unit.id)
    return Units(tuple(ordered), boxes, note="Drawn for a test.", credit="By hand.")


def articles() -> dict[str, Article]:
    """Both articles by id; only the first has a title, a publisher and a link that may be followed."""
    first = Article(
        id="first",
        text=FIRST,
        title="West falls",
        publisher="The Daily {Test}",
        url="https://news.example/west",
        published=MAY[4],
        country="XX",
    )
    second = Article(
        id="second", text=SECOND, url="javascript:alert(1)", published=MAY[6], published_basis="inferred: from the page",
        country="XX",
    )  # fmt: skip
    return {"first": first, "second": second}


def stated() -> Aggregate:
    """The count of the first article."""
    count = "control one of the three provinces"
    at = FIRST.index(count)
    return Aggregate(
        article="first", start=at, end=at + len(count), quote=count, kind="count", modality=Modality.ASSERTED, actor="reds", value=1,
        of=3, of_kind="province", event_from=MAY[4], event_to=MAY[4], precision=Precision.DAY, origin="first", published=MAY[4],
    )  # fmt: skip


def readings() -> dict[str, Reading]:
    """What was read in both articles, with a drop in the first."""
    held = FIRST.index("held a press conference")
    why = "an event is held, not a place"
    drop = Drop(article="first", start=held, end=held + 4, quote="held", rule="hold-event", reason=why)
    first, second = (tuple(c for c in claims() if c.article == name) for name in ("first", "second"))
    return {
        "first": Reading(article="first", claims=first, aggregates=(stated(),), drops=(drop,)),
        "second": Reading(article="second", claims=second),
    }


def small_situation() -> Situation:
    """The situation of the small case, read."""
    sides = (
        Actor(id="reds", name="Reds", said="the Reds"),
        Actor(id="blues", name="Blues", said="the Blues", state=True),
    )
    actors: Any = SimpleNamespace(by_id={side.id: side for side in sides})
    found = articles()
    control = control_from(
        claims(), units().ids, [side.id for side in sides], start=MAY[1], end=MAY[7], aggregates=[stated()]
    )
    case: Any = SimpleNamespace(
        id="small", title="Three squares", country="XX", timezone="UTC", folder=None, units=units(), gazetteer=None, actors=actors,
        articles=tuple(found.values()), baseline=(), claims=(), start=None, end=None, note="", credits=(), regions={}, translations={},
        counts_as_evidence=False, grades={},
    )  # fmt: skip
    return Situation(case=case, articles=found, readings=readings(), control=control)


def empty_situation() -> Situation:
    """The same squares before any article: no report anywhere."""
    full = small_situation()
    control = control_from([], full.case.units.ids, ["reds", "blues"], start=MAY[1], end=MAY[7])
    return Situation(case=full.case, articles={}, readings={}, control=control)


def text_of(tree: Any) -> str:
    """All text of a Dash tree, in order: what a reader of the page would read."""
    if tree is None:
        return ""
    if isinstance(tree, (str, int, float)):
        return str(tree)
    if isinstance(tree, (list, tuple)):
        return " ".join(text for text in (text_of(part) for part in tree) if text)
    return text_of(getattr(tree, "children", None))


def parts_of(tree: Any, kind: str | None = None, **attributes: Any) -> list[Any]:
    """The components of a Dash tree of one kind and with these attributes (className is matched as a word)."""
    found: list[Any] = []
    if isinstance(tree, (list, tuple)):
        for part in tree:
            found += parts_of(part, kind, **attributes)
        return found
    if tree is None or isinstance(tree, (str, int, float)):
        return found
    names = (getattr(tree, "className", None) or "").split()
    wanted = attributes.get("className")
    others = {k: v for k, v in attributes.items() if k != "className"}
    if (
        (kind is None or type(tree).__name__ == kind)
        and (wanted is None or wanted in names)
        and all(getattr(tree, k, None) == v for k, v in others.items())
    ):
        found.append(tree)
    return found + parts_of(getattr(tree, "children", None), kind, **attributes)
