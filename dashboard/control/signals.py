"""Signs that fill nothing: approaches (somebody is on the way to a place) and hold-outs (somebody is still there)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.control.clusters import Cluster
from dashboard.control.passes import Pass
from dashboard.control.result import KINDS, Skipped
from dashboard.control.table import HOLDOUT
from dashboard.control.weights import Weights
from dashboard.model import Claim, Kind, Marker, Predicate

HELD = KINDS.index(Kind.HELD)


@dataclass(frozen=True, slots=True)
class Sign:
    """An approach or a hold-out with the days (ordinals, `end` excluded) on which it stands unless its side holds the unit."""

    kind: str  # approach | holdout
    row: int  # of the unit in the pass
    side: int  # index of the side, -1 where the text names none
    place: str
    claims: tuple[str, ...]
    first: int
    end: int


def markers(
    skipped: Mapping[str | None, Sequence[Skipped]],
    done: Pass,
    claims: Sequence[Claim],
    units: Mapping[str, int],
    actors: Sequence[str],
    day: date,
    at: int,
    weights: Weights,
) -> tuple[Marker, ...]:
    """The approaches of the last days, unless the side is there by now, and the hold-outs not yet taken.

    `skipped` are the claims that move no status, by unit; `claims` those of the table; `units` the units that are asked
    for, with their rows; `at` the index of the day.
    """
    names = {row: unit for unit, row in units.items()}
    found: dict[tuple[str, str, str | None, str], list[str]] = {}
    for sign in _all(skipped, done, claims, units, actors, weights):
        if sign.first <= day.toordinal() < sign.end and not held_by(done, sign.row, at, sign.side):
            key = (sign.kind, names[sign.row], actors[sign.side] if sign.side >= 0 else None, sign.place)
            found.setdefault(key, []).extend(sign.claims)
    return tuple(
        Marker(kind=kind, unit=unit, actor=actor, place=place, point=None, claims=tuple(dict.fromkeys(ids)))
        for (kind, unit, actor, place), ids in sorted(found.items(), key=lambda item: tuple(map(str, item[0])))
    )


def _all(
    skipped: Mapping[str | None, Sequence[Skipped]],
    done: Pass,
    claims: Sequence[Claim],
    units: Mapping[str, int],
    actors: Sequence[str],
    weights: Weights,
) -> Iterator[Sign]:
    for unit, row in units.items():
        yield from approaches((item.claim for item in skipped.get(unit, ())), row, actors, weights)
        yield from hold_outs(done, row, claims, weights)


def approaches(claims: Iterable[Claim], row: int, actors: Sequence[str], weights: Weights) -> Iterator[Sign]:
    """The approaches among the claims about a unit that move no status; one stays for some days after its last day."""
    for claim in claims:
        if claim.predicate is Predicate.ADVANCED and claim.modality.moves and claim.event_from and not claim.reason:
            side = actors.index(claim.actor) if claim.actor in actors else -1
            last = (claim.event_to or claim.event_from).toordinal()
            end = last + int(weights["marker.days"])
            yield Sign("approach", row, side, claim.place or "", (claim.id,), claim.event_from.toordinal(), end)


def hold_outs(done: Pass, row: int, claims: Sequence[Claim], weights: Weights) -> Iterator[Sign]:
    """The hold-outs of a unit: each stands until some days after its last report, or until another side takes the place."""
    for cluster in done.hold_outs.get(row, ()):
        said = [claims[number] for number in cluster.rows]
        end = min([cluster.hi + int(weights["marker.days"]), *_taken(cluster, done)])
        ids = tuple(claim.id for claim in said)
        yield Sign("holdout", row, cluster.actor, said[0].place or "", ids, cluster.lo, end)


def _taken(held: Cluster, done: Pass) -> Iterator[int]:
    """First days on which another side is reported at the place of a hold-out."""
    for cluster in done.by_unit.get(held.unit, []):
        if cluster.place == held.place and cluster.family != HOLDOUT and cluster.actor not in (held.actor, -1):
            yield cluster.lo


def held_by(done: Pass, row: int, at: int, side: int) -> bool:
    """Whether a unit is shown as held by a side (index, -1 for none) on a day (index)."""
    layers = done.layers
    return side >= 0 and bool(layers.kind[row, at] == HELD and layers.side[row, at] == side + 1)
