"""What deserves a second look: contradictions, thin or one-sided statuses, stale ones, sources that report one way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from dashboard.control.regions import expands, region_names
from dashboard.control.result import Balance, Difference, Finding, Sensitivity
from dashboard.control.table import GAIN
from dashboard.model import Interest, Kind, Note, Status

if TYPE_CHECKING:
    from dashboard.control.control import Control

GROUPS = ("publisher", "outlet", "speaker")


def findings_of(control: Control, day: date, known_at: date | None) -> tuple[Finding, ...]:
    """All findings of the days up to one, in the order: contradictions, counts, regions, thin, stale, unplaced, one-way."""
    statuses = [control.status(unit, day, known_at) for unit in control.units]
    return (
        *contradictions(control, day, known_at),
        *_counts(control, day, known_at),
        *_regions(control, day, known_at),
        *(finding for status in statuses for finding in _thin(control, status, known_at)),
        *_stale(control, statuses),
        *(
            Finding(
                kind="unplaced",
                unit=None,
                day=c.event_from,
                note=Note("unplaced", {"place": c.place}) if c.place else Note("nowhere"),
                claims=(c.id,),
                actor=c.actor,
            )
            for c in control.unplaced(known_at)
            if c.event_from is None or c.event_from <= day
        ),
        *(
            Finding(kind="one_way", unit=None, day=None, source=b.source, note=_one_way(b))
            for b in control.balance(known_at)
            if b.one_way
        ),
    )


def contradictions(control: Control, day: date, known_at: date | None, since: date | None = None) -> Iterator[Finding]:
    """Claims for two sides about one unit on a common day (from `since` on), from different origins."""
    done, table = control.passed(known_at), control.table
    first = since.toordinal() if since else 0
    for unit, clusters in sorted(done.by_unit.items()):
        gains = sorted(
            (c for c in clusters if c.family == GAIN and not c.regional and c.hi >= first), key=lambda c: c.lo
        )
        for number, one in enumerate(gains):
            for two in gains[number + 1 :]:
                shared = two.lo
                if shared > min(one.hi, day.toordinal()):
                    break  # and so do all that begin later
                if shared < first or one.actor == two.actor or set(one.best) == set(two.best):
                    continue
                ids = [table.claims[row].id for c in (one, two) for row in c.rows[:3]]
                note = Note("contradiction", {"first": len(one.best), "second": len(two.best)})
                yield Finding(
                    kind="contradiction",
                    unit=control.units[unit],
                    day=date.fromordinal(shared),
                    note=note,
                    claims=tuple(ids),
                )


def _counts(control: Control, day: date, known_at: date | None) -> Iterator[Finding]:
    for check in control.checks(day, known_at):
        if check.comparable and not check.fits:
            said = check.aggregate
            values = {"comparison": said.comparison, "stated": said.value, "placed": check.placed}
            yield Finding(kind="count", unit=None, day=check.day, note=Note("count", values), actor=said.actor)


def _regions(control: Control, day: date, known_at: date | None) -> Iterator[Finding]:
    """Region claims that reach no unit, with the reason."""
    last = known_at or control.known_days[-1]
    known = {name.casefold() for name in control.regions}
    for said in control.aggregates:
        if said.kind != "region" or (said.published and said.published > last):
            continue
        if said.event_from is not None and said.event_from > day:
            continue
        missing = [name for name in region_names(said) if name.casefold() not in known]
        if not expands(said, control.weights):
            note = Note("region_hedged", {"quote": said.quote})
        elif missing:
            note = Note("region_unknown", {"regions": tuple(missing)})
        else:
            continue
        yield Finding(kind="region", unit=None, day=said.event_from, actor=said.actor, note=note)


def _thin(control: Control, status: Status, known_at: date | None) -> Iterator[Finding]:
    """Held or claimed on the word of one origin, or of the winning side alone."""
    if status.kind not in (Kind.HELD, Kind.CLAIMED):
        return
    lines = [
        line
        for line in control.lines(status.unit, status.day, known_at)
        if line.cluster.actor == control.actors.index(status.actor or "")
    ]
    claims = [control.table.claims[line.row] for line in lines]
    ids = tuple(dict.fromkeys(c.id for c in claims))[:5]
    own_word = bool(claims) and all(c.interest is Interest.FOR for c in claims)
    for kind, thin in (("one_origin", status.origins == 1), ("one_side", own_word)):
        if thin:
            yield Finding(
                kind=kind, unit=status.unit, day=status.since, note=Note(kind), claims=ids, actor=status.actor
            )


def _stale(control: Control, statuses: list[Status]) -> Iterator[Finding]:
    for status in statuses:
        if (
            status.kind is not Kind.NO_REPORT
            and status.age is not None
            and status.age > control.weights["finding.stale"]
        ):
            yield Finding(
                kind="stale",
                unit=status.unit,
                day=status.last_report,
                note=Note("stale", {"n": status.age}),
                actor=status.actor,
            )


def balance(control: Control, known_at: date | None) -> tuple[Balance, ...]:
    """Per source (publisher, else origin): captures reported by side, and how many took a unit back from another side."""
    gains: dict[str, Counter[str]] = {}
    back: Counter[str] = Counter()
    done, table = control.passed(known_at), control.table
    for _, clusters in sorted(done.by_unit.items()):
        held: set[int] = set()
        for cluster in (c for c in clusters if c.family == GAIN and c.event and not c.regional):
            for row in {int(table.origin[r]): r for r in cluster.rows}.values():
                claim = table.claims[row]
                source = claim.publisher or claim.outlet or claim.origin or claim.article
                gains.setdefault(source, Counter())[control.actors[cluster.actor]] += 1
                back[source] += bool(held - {cluster.actor}) and cluster.actor in held
            held.add(cluster.actor)
    return tuple(
        Balance(
            source=source,
            gains=dict(count),
            recaptures=back[source],
            one_way=len(count) == 1 and sum(count.values()) >= 3,
        )
        for source, count in sorted(gains.items())
    )


def _one_way(entry: Balance) -> Note:
    side, number = next(iter(entry.gains.items()))
    return Note("one_way", {"source": entry.source, "n": number, "actor": side})


def sensitivity(control: Control, day: date, known_at: date | None) -> tuple[Sensitivity, ...]:
    """Leave one publisher, outlet, speaker or side out; kinds and sides that change on the day."""
    at, full = control.at(day), control.passed(known_at).layers
    groups: dict[tuple[str, str], list[int]] = {}
    for row, claim in enumerate(control.table.claims):
        for what in GROUPS:
            if name := getattr(claim, what):
                groups.setdefault((what, name), []).append(row)
        if claim.speaker_side:
            groups.setdefault(("side", claim.speaker_side), []).append(row)
    found = []
    for (what, name), rows in sorted(groups.items()):
        keep = np.ones(len(control.table.claims), dtype=np.bool_)
        keep[rows] = False
        less = control.keeping(keep)
        layers = less.passed(known_at).layers
        moved = np.flatnonzero((layers.kind[:, at] != full.kind[:, at]) | (layers.side[:, at] != full.side[:, at]))
        pairs = [
            (u, control.status(u, day, known_at), less.status(u, day, known_at))
            for u in (control.units[r] for r in moved)
        ]
        different = tuple(Difference(unit=u, first=a, second=b) for u, a, b in pairs)
        found.append(Sensitivity(what=what, name=name, claims=len(rows), differences=different))
    return tuple(sorted(found, key=lambda s: (-len(s.differences), s.what, s.name)))
