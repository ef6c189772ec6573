"""Finishes the claims of an article: dates that hang on other claims, places named later, repeated readings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from dashboard.claims.discourse import doers
from dashboard.claims.drafts import Draft, Hung
from dashboard.claims.mentions import choose, region_of
from dashboard.claims.story import Story
from dashboard.claims.when import When, hung_on
from dashboard.model import Basis, Claim, Place, Precision, Predicate, Resolution, Scope

AHEAD = 1200


def finish(drafts: Sequence[Draft], hung: Sequence[Hung], story: Story) -> tuple[Claim, ...]:
    """The claims of an article, in order of offsets, each once."""
    _places_ahead(drafts, story)
    doers(drafts, story)
    drafts = [d for d in drafts if not _superseded(d, drafts)]
    _dates(drafts)
    for item in hung:
        _hang(item, drafts)
    seen: set[tuple[object, ...]] = set()
    out: list[Claim] = []
    for draft in sorted(drafts, key=lambda d: (d.claim.start, d.claim.end)):
        claim = draft.claim
        key = (claim.start, claim.end, claim.predicate, claim.place, claim.actor, claim.modality)
        if key not in seen:
            seen.add(key)
            out.append(claim)
    return tuple(out)


def _superseded(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the sentence itself goes on to say more: "the town held by A was taken by B", "entered X and took it"."""
    claim = draft.claim
    held = claim.predicate is Predicate.HOLDS and draft.hit.verb is None and draft.hit.rule.frame == "state"
    entered = claim.predicate is Predicate.CONTESTED and claim.detail == "entered"
    if not (held or entered) or claim.unit is None:
        return False
    for other in drafts:
        now = other.claim
        if other.sentence != draft.sentence or now.predicate is not Predicate.CAPTURED or now.unit != claim.unit:
            continue
        if not now.modality.moves:
            continue
        if (held and now.actor != claim.actor) or (entered and now.actor == claim.actor):
            return True
    return False


def _places_ahead(drafts: Sequence[Draft], story: Story) -> None:
    """A description that a later claim names: "the final major city in the north ... X fell"."""
    for nr, draft in enumerate(drafts):
        claim = draft.claim
        if claim.unit is not None or claim.scope is not Scope.SETTLEMENT or claim.resolution is not Resolution.NONE:
            continue
        words = (claim.place or "").casefold().split()
        if not words or (words[0] not in ("the", "a", "an") and draft.block.kind not in ("title", "heading")):
            continue
        regions = {r for w in words if (r := region_of(w)) is not None}
        units = {u for r in regions for u in story.mentions.gazetteer.regions.get(r, ())}
        if draft.block.kind in ("title", "heading") and not units and (ahead := _next_name(draft, story)) is not None:
            draft.claim = replace(
                claim, unit=ahead.unit, place_id=ahead.id, capital=ahead.capital, resolution=Resolution.CONTEXT
            )
            continue
        for other in islice(drafts, nr + 1, nr + 60):
            named = other.claim
            if named.start - claim.end > AHEAD:
                break
            if (
                named.unit is None
                or not named.modality.moves
                or named.scope is not Scope.SETTLEMENT
                or named.predicate is not claim.predicate
                or named.actor != claim.actor
            ):
                continue
            if units and named.unit not in units:
                continue
            draft.claim = replace(
                claim, unit=named.unit, place_id=named.place_id, capital=named.capital, resolution=Resolution.CONTEXT
            )
            break


def _next_name(draft: Draft, story: Story) -> Place | None:
    """The first town that the text under a heading names, where the heading only describes it."""
    names = story.mentions.names
    for name in names[bisect_left(names, draft.block.end, key=lambda n: n.start) :][:6]:
        if draft.block.end <= name.start < draft.block.end + 250:
            place, _, _ = choose(name, Scope.SETTLEMENT, [], story.mentions)
            return place if place is not None and place.scope is Scope.SETTLEMENT else None
    return None


def _dates(drafts: Sequence[Draft]) -> None:
    """Undated claims take the date of the same event told elsewhere, of what they hang on, or of their paragraph."""
    told: dict[str, Draft] = {}
    for draft in drafts:
        place = draft.claim.place_id
        if (
            place is not None
            and place not in told
            and _gives_day(draft)
            and draft.claim.predicate is Predicate.CAPTURED
        ):
            told[place] = draft
    latest: dict[int, Draft] = {}  # per block, of the sentences before this one
    pending: list[Draft] = []
    for draft in drafts:
        while pending and pending[0].sentence < draft.sentence:
            earlier = pending.pop(0)
            latest[earlier.block.number] = earlier
        if draft.dated and _gives_day(draft):
            pending.append(draft)
        if draft.dated or not draft.claim.modality.moves:
            continue
        found = (
            told.get(draft.claim.place_id or "")
            if draft.claim.predicate in (Predicate.CAPTURED, Predicate.WITHDREW)
            else None
        )
        if found is None and draft.claim.predicate is not Predicate.HOLDS:
            found = latest.get(draft.block.number)
        if found is not None:
            other = found.claim
            draft.claim = replace(
                draft.claim,
                event_from=other.event_from,
                event_to=other.event_to,
                precision=other.precision,
                basis=Basis.LEDE,
                time_text=other.time_text,
            )


def _gives_day(draft: Draft) -> bool:
    """Whether others may take the day of a claim: a day they may; "in recent days" dates its own sentence only."""
    return draft.dated and draft.claim.modality.moves and draft.claim.precision is Precision.DAY


def _hang(item: Hung, drafts: Sequence[Draft]) -> None:
    """Dates what hangs on another event of its sentence: the one before it, or the one behind it."""
    start = (
        item.draft.claim.start
        if item.draft is not None
        else item.trace.aggregates[item.aggregate].start
        if item.trace is not None
        else 0
    )
    others = [
        d for d in drafts if d.sentence == item.sentence and d is not item.draft and d.claim.event_from is not None
    ]
    leads = item.ref.start <= start + 12  # the quote may begin with "comes"
    other = next((d for d in (reversed(others) if leads else others) if (d.claim.start < start) == leads), None)
    if other is None or other.claim.basis is Basis.TENSE:
        return
    known = When(other.claim.event_from, other.claim.event_to)
    when = hung_on(item.ref, known, back=leads)
    if when.lo is None:
        return
    if item.draft is not None:
        item.draft.claim = when.put(item.draft.claim)
    elif item.trace is not None:
        aggregate = item.trace.aggregates[item.aggregate]
        item.trace.aggregates[item.aggregate] = replace(
            aggregate, event_from=when.lo, event_to=when.hi, precision=when.precision
        )
