"""Synthetic cases of any size, made with the project's own types: units, hand-coded reports, and the control that follows."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np
import shapely

from dashboard.actors import read_actors
from dashboard.case import Case, default_case
from dashboard.model import (
    Article,
    Basis,
    Claim,
    Interest,
    Modality,
    Precision,
    Predicate,
    Scope,
    SpeakerRole,
    Unit,
)
from dashboard.places.boundaries import Units
from dashboard.places.gazetteer import Gazetteer
from dashboard.shipped import shipped
from dashboard.situation import Situation, situation_of

DAYS = 200
START = date(2021, 1, 1)
Edge = np.ndarray


def _wavy(a: tuple[float, float], b: tuple[float, float], corners: int, seed: int) -> Edge:
    wave = np.random.default_rng(seed).normal(0, 0.03, corners + 1)
    wave[[0, -1]] = 0
    t = np.linspace(0, 1, corners + 1)[:, None]
    across = np.array([-(b[1] - a[1]), b[0] - a[0]])
    return np.array(a) + t * (np.array(b) - np.array(a)) + wave[:, None] * across


def synthetic_units(count: int, points: int = 80) -> Units:
    """A sheet of wavy cells that share their edges, about `points` corners each."""
    rows = round((count / 1.6) ** 0.5) or 1
    columns, side = -(-count // rows), points // 4
    knots = {(r, c): (60 + c * 16 / columns, 28 + r * 10 / rows) for r in range(rows + 1) for c in range(columns + 1)}

    def flat(r: int, c: int) -> Edge:
        return _wavy(knots[r, c], knots[r, c + 1], side, r * 9973 + c)

    def tall(r: int, c: int) -> Edge:
        return _wavy(knots[r, c], knots[r + 1, c], side, 7 + r * 7919 + c * 31)

    shapes, items = {}, []
    for at in range(count):
        r, c = divmod(at, columns)
        ring = np.concatenate([flat(r, c), tall(r, c + 1)[1:], flat(r + 1, c)[::-1][1:], tall(r, c)[::-1][1:]])
        shape, name = shapely.Polygon(ring), f"XX-{at:04d}"
        shapes[name] = shape
        seat = (float(shape.centroid.x), float(shape.centroid.y))
        items.append(Unit(id=name, name=f"Unit {at}", capital_point=seat, label_point=seat, area_km2=1000.0))
    return Units(items=tuple(items), shapes=shapes)


# what a report may say: predicate, scope, whether of the seat, who says so
KINDS = (
    (Predicate.CAPTURED, Scope.PROVINCE, False, SpeakerRole.NONE),
    (Predicate.CAPTURED, Scope.SETTLEMENT, True, SpeakerRole.NONE),
    (Predicate.HOLDS, Scope.PROVINCE, False, SpeakerRole.NONE),
    (Predicate.CAPTURED, Scope.PROVINCE, False, SpeakerRole.BELLIGERENT),
    (Predicate.CONTESTED, Scope.SETTLEMENT, True, SpeakerRole.NONE),
    (Predicate.DENIED, Scope.PROVINCE, False, SpeakerRole.OFFICIAL),
)


def synthetic_case(count: int, share: float = 0.03) -> Case:
    """A case of `count` units in which a `share` of them has a report each day of 200, all published on the last day.

    34 units are the shipped provinces with their own corners; any other number is drawn with 80 corners a unit.
    """
    units = default_case().units if count == len(default_case().units.items) else synthetic_units(count)
    actors = read_actors(shipped("data") / "actors.toml")
    sides = [actor.id for actor in actors][:2]
    chance, last = random.Random(3), START + timedelta(DAYS - 1)
    reports = [
        (unit.id, START + timedelta(day), *chance.choice(KINDS), chance.choice(sides))
        for unit in units
        for day in range(DAYS)
        if chance.random() < share or day == 0
    ]
    told = [_told(number, report, last) for number, report in enumerate(reports)]
    return Case(
        id="synthetic", title=f"{count} units", country=None, timezone="UTC", folder=None, units=units, gazetteer=Gazetteer(()),
        actors=actors, articles=tuple(article for article, _ in told), claims=tuple(claim for _, claim in told),
        start=START, end=last,
    )  # fmt: skip


def _told(
    number: int, report: tuple[str, date, Predicate, Scope, bool, SpeakerRole, str], published: date
) -> tuple[Article, Claim]:
    unit, day, predicate, scope, seat, role, side = report
    quote, name = f"{predicate} in {unit} on {day} by {side}.", f"report-{number}"
    claim = Claim(
        article=name, start=0, end=len(quote), quote=quote, predicate=predicate, modality=Modality.ASSERTED, place=unit, unit=unit,
        scope=scope, capital=seat, actor=side, event_from=day, event_to=day, precision=Precision.DAY, basis=Basis.EXPLICIT,
        speaker_role=role, speaker_side=side if role is SpeakerRole.BELLIGERENT else None,
        interest=Interest.FOR if role is SpeakerRole.BELLIGERENT else Interest.NEUTRAL,
        origin=name, published=published, sentence_end=len(quote), engine="hand/1",
    )  # fmt: skip
    return Article(id=name, text=quote, title=f"Report {number}", publisher="Made up", published=published), claim


def synthetic_situation(count: int) -> Situation:
    """The situation of `synthetic_case`."""
    return situation_of(synthetic_case(count))
