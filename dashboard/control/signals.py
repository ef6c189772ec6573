"""Signs that fill nothing: approaches (somebody is on the way to a place) and hold-outs (somebody is still there)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.control.passes import Pass
from dashboard.control.result import KINDS, Skipped
from dashboard.control.table import HOLDOUT, Table
from dashboard.control.weights import Weights
from dashboard.model import Claim, Kind, Marker, Predicate


def markers(
    skipped: Mapping[str | None, Sequence[Skipped]],
    done: Pass,
    table: Table,
    units: Mapping[str, int],
    actors: Sequence[str],
    day: date,
    at: int,
    weights: Weights,
) -> tuple[Marker, ...]:
    """The approaches of the last days, unless the side is there by now, and the hold-outs not yet taken.

    `skipped` are the claims that move no status, by unit; `units` the units that are asked for, with their rows.
    """
    found: dict[tuple[str, str, str | None, str], list[str]] = {}
    for unit, row in units.items():
        for item in skipped.get(unit, ()):
            claim = item.claim
            if _approaches(claim, day, weights) and _holder(done, row, at, actors) != claim.actor:
                found.setdefault(("approach", unit, claim.actor, claim.place or ""), []).append(claim.id)
        for cluster in done.hold_outs.get(row, ()):
            standing = cluster.lo <= day.toordinal() < cluster.hi + weights["marker.days"]
            if standing and not _taken(cluster.unit, cluster.place, cluster.actor, day, done):
                claims = [table.claims[number] for number in cluster.rows]
                key = ("holdout", unit, actors[cluster.actor], claims[0].place or "")
                if _holder(done, row, at, actors) != key[2]:
                    found.setdefault(key, []).extend(claim.id for claim in claims)
    return tuple(
        Marker(kind=kind, unit=unit, actor=actor, place=place, point=None, claims=tuple(dict.fromkeys(ids)))
        for (kind, unit, actor, place), ids in sorted(found.items(), key=lambda item: tuple(map(str, item[0])))
    )


def _approaches(claim: Claim, day: date, weights: Weights) -> bool:
    if (
        claim.predicate is not Predicate.ADVANCED
        or not claim.modality.moves
        or claim.event_from is None
        or claim.reason
    ):
        return False
    last = claim.event_to or claim.event_from
    return claim.event_from <= day and (day - last).days < weights["marker.days"]


def _holder(done: Pass, row: int, at: int, actors: Sequence[str]) -> str | None:
    held = KINDS[int(done.layers.kind[row, at])] is Kind.HELD
    return actors[int(done.layers.side[row, at]) - 1] if held else None


def _taken(unit: int, place: int, actor: int, day: date, done: Pass) -> bool:
    return any(
        c.unit == unit
        and c.place == place
        and c.family != HOLDOUT
        and c.actor not in (actor, -1)
        and c.lo <= day.toordinal()
        for c in done.by_unit.get(unit, [])
    )
