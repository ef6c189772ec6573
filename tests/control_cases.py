"""Claims and cases that the tests of control share: short builders, and the seed article read by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dashboard.control import Control, control_from
from dashboard.model import (
    Aggregate,
    Claim,
    Interest,
    Kind,
    Modality,
    Part,
    Precision,
    Predicate,
    Scope,
    SpeakerRole,
)

AUG = date(2021, 8, 1)
T, G = "taliban", "government"
UNITS = tuple(
    f"AF-{code}"
    for code in [
        "BAL",
        "BAM",
        "BDG",
        "BDS",
        "BGL",
        "DAY",
        "FRA",
        "FYB",
        "GHA",
        "GHO",
        "HEL",
        "HER",
        "JOW",
        "KAB",
        "KAN",
        "KAP",
        "KDZ",
        "KHO",
        "KNR",
        "LAG",
        "LOG",
        "NAN",
        "NIM",
        "NUR",
        "PAN",
        "PAR",
        "PIA",
        "PKA",
        "SAM",
        "SAR",
        "TAK",
        "URU",
        "WAR",
        "ZAB",
    ]
)
REGIONS = {
    "north": ("AF-BAL", "AF-JOW", "AF-FYB", "AF-SAR", "AF-SAM", "AF-KDZ", "AF-BGL", "AF-TAK", "AF-BDS"),
    "south": ("AF-KAN", "AF-HEL", "AF-NIM", "AF-URU", "AF-ZAB"),
    "west": ("AF-HER", "AF-FRA", "AF-BDG", "AF-GHO"),
}
OFFICIAL = {"speaker_role": SpeakerRole.OFFICIAL, "interest": Interest.AGAINST, "modality": Modality.ATTRIBUTED}
SPOKESMAN = {"speaker_role": SpeakerRole.BELLIGERENT, "interest": Interest.FOR, "modality": Modality.ATTRIBUTED}
LATE = {"published": date(2021, 8, 31)}


def aug(day: int) -> date:
    """A day of August 2021; 0 and less fall into July."""
    return AUG + timedelta(days=day - 1)


def claim(unit: str | None = "AF-BAL", day: int = 10, *, to: int | None = None, **fields: Any) -> Claim:
    """The Taliban captured the seat of a unit, says article "a" published on the last day; any field can be changed."""
    last = aug(to if to is not None else day)
    values: dict[str, Any] = {
        "article": "a",
        "start": 0,
        "end": 10,
        "quote": "0123456789",
        "predicate": Predicate.CAPTURED,
        "modality": Modality.ASSERTED,
        "unit": unit,
        "place": "the seat",
        "scope": Scope.SETTLEMENT,
        "capital": True,
        "actor": T,
        "event_from": aug(day),
        "event_to": last,
        "precision": Precision.DAY if last == aug(day) else Precision.FEW_DAYS,
        "published": last,
    }
    values.update(fields)
    values.setdefault("origin", values["article"])
    if values["scope"] not in (Scope.SETTLEMENT, Scope.DISTRICT) or fields.get("capital") is False:
        values["capital"] = False
    return Claim(**values)


SEED = "000_9befa76efd5dd30c"
NORTH = REGIONS["north"][1:]


def seed_claims() -> tuple[Claim, ...]:
    """The twelve claims of the seed article, as the gold reading has them."""
    base = claim(None, 14, article=SEED, published=aug(15))
    rows: Sequence[tuple[str, dict[str, Any]]] = (
        ("AF-BAL", {"start": 0, "position": "lede"}),
        ("AF-BAL", {"start": 218, "position": "title"}),
        ("AF-BAL", {"start": 310, "from_actor": G, "outlet": "The New York Times", "origin": "The New York Times", "role": "outlet"}),
        ("AF-KNR", {"start": 845, "outlet": "CNN News", "origin": "CNN News", "role": "outlet"}),
        ("AF-BAL", {"start": 1450}),
        ("AF-BAL", {"start": 1520, "predicate": Predicate.WITHDREW, "actor": G}),
        ("AF-BAL", {"start": 2300, "detail": "surrendered"}),
        ("AF-LOG", {"start": 2560, "scope": Scope.PROVINCE, "part": Part.ALL, "capital": False, "speaker": "Hoda Ahmadi",
                    "role": "official"}),
        ("AF-KAB", {"start": 2700, "scope": Scope.DISTRICT, "place": "Char Asyab area", "predicate": Predicate.ADVANCED,
                    "speaker": "Hoda Ahmadi", "role": "official", "capital": False}),
        ("AF-HER", {"start": 2900, "event_from": aug(12), "event_to": aug(14), "precision": Precision.FEW_DAYS}),
        ("AF-KAN", {"start": 2900, "event_from": aug(12), "event_to": aug(14), "precision": Precision.FEW_DAYS}),
        ("AF-LAG", {"start": 3100, "event_from": aug(13), "event_to": aug(15), "precision": Precision.FEW_DAYS,
                    "speaker": "Zefon Safi", "role": "official"}),
    )  # fmt: skip
    found = []
    for unit, fields in rows:
        role = SpeakerRole(fields.pop("role", "none"))
        against = Interest.AGAINST if role is SpeakerRole.OFFICIAL else Interest.NEUTRAL
        said = Modality.ASSERTED if role is SpeakerRole.NONE else Modality.ATTRIBUTED
        fields = {"origin": fields.get("speaker", SEED), **fields}
        found.append(replace(base, unit=unit, speaker_role=role, interest=against, modality=said, **fields))
    return tuple(found)


def seed_aggregates() -> tuple[Aggregate, ...]:
    """The five counts and regions of the seed article."""
    base = {
        "article": SEED,
        "start": 0,
        "end": 9,
        "modality": Modality.ASSERTED,
        "actor": T,
        "origin": SEED,
        "published": aug(15),
    }
    rows: Sequence[dict[str, Any]] = (
        {"quote": "handing over control of the whole country's north to the insurgents", "kind": "region", "region": "north"},
        {"quote": "two important cities in southern and western Afghanistan", "kind": "count", "value": 2, "of_kind": "city",
         "region": "south and west", "event_from": aug(13), "event_to": aug(13)},
        {"quote": "virtually dominate the country's southern, western, and northern areas", "kind": "region",
         "region": "south, west, north"},
        {"quote": "more than half of Afghanistan's provincial capitals", "kind": "count", "value": 17, "of": 34,
         "of_kind": "capital", "comparison": "more than"},
        {"quote": "about 20 of Afghanistan's 34 provinces", "kind": "count", "value": 20, "of": 34, "of_kind": "province",
         "comparison": "about"},
    )  # fmt: skip
    return tuple(Aggregate(**{**base, "event_from": aug(14), "event_to": aug(14), **row}) for row in rows)


def control(*claims: Claim, **options: Any) -> Control:
    """The control over two provinces and two sides that follows from claims, until the end of August."""
    return control_from(claims, ("AF-BAL", "AF-KAB"), (T, G), end=aug(31), **options)


def shown(control: Control, day: int, unit: str = "AF-BAL") -> tuple[Kind, str | None]:
    """What a province shows on a day of August."""
    status = control.status(unit, aug(day))
    return status.kind, status.actor
