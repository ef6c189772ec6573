"""Who did what a sentence leaves without a doer: "X fell", "Y was taken on Friday", "its garrison left"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dashboard.claims.drafts import Draft
from dashboard.claims.story import Story
from dashboard.model import Predicate

ATTACKS = (Predicate.CAPTURED, Predicate.ADVANCED, Predicate.CONTESTED)
RESTORED = ("recovery", "recapture", "liberation", "retaking", "reconquest", "re-capture")
MOST = 0.75  # share of all captures by which one side is the taker of an article


def doers(drafts: Sequence[Draft], story: Story) -> None:
    """Gives captures and departures without a side the side that the text speaks of, where it speaks of one."""
    state = next((a.id for a in story.actors.by_id.values() if a.state), None)
    for nr, draft in enumerate(drafts):
        claim = draft.claim
        if claim.actor is not None or _named(draft):
            continue
        if claim.predicate is Predicate.CAPTURED:
            found = _taker(drafts, nr, story) or _restorer(drafts, draft, state)
        elif claim.predicate is Predicate.HOLDS and draft.hit.passive:
            found = _occupier(drafts, nr, story)
        elif claim.predicate is Predicate.WITHDREW:
            found = _leaver(drafts, nr, state)
        else:
            continue
        if found is not None:
            draft.claim = replace(claim, actor=found)


def _named(draft: Draft) -> bool:
    """Whether the text names somebody, though no side that is known."""
    wording = draft.claim.actor_text
    return (
        wording is not None and wording[:1].isupper() and not wording.casefold().startswith(("its ", "their ", "the "))
    )


def _taker(drafts: Sequence[Draft], nr: int, story: Story) -> str | None:
    """Who took a place: told of it elsewhere, of its paragraph, of the sentence before, of the article; or the loser's only rival."""
    draft = drafts[nr]
    if draft.claim.detail == "recaptured" and (owner := _owner(drafts, draft)) is not None:
        return owner
    losers = _losers(drafts, draft)
    same = (
        {
            d.claim.actor
            for d in drafts
            if d.claim.place_id == draft.claim.place_id
            and d.claim.predicate is Predicate.CAPTURED
            and d.claim.modality.moves
            and d.claim.unit is not None
        }
        - losers
        - {None}
    )
    same = same or _holders(drafts, draft) - losers
    if len(same) == 1:
        return next(iter(same))
    said = draft.claim.speaker_side
    if said is not None and said not in losers and not story.actors.by_id[said].state:
        return said  # a side that is not the state's says that a place fell: to itself
    for near in reversed(drafts[:nr]):
        if near.block is not draft.block:
            break
        if _attacks(near) and near.claim.actor not in losers:
            return near.claim.actor
    if draft.topic is not None and draft.topic not in losers:
        return draft.topic
    return _dominant(drafts, losers) or _rival(drafts, losers, story)


def _restorer(drafts: Sequence[Draft], draft: Draft, state: str | None) -> str | None:
    """The state, where a place is freed or recovered and the state's forces are among those who take places here."""
    restored = draft.claim.detail == "recaptured" or draft.hit.first_word in RESTORED
    takers = {d.claim.actor for d in drafts if d.claim.predicate is Predicate.CAPTURED and d.claim.modality.moves}
    return state if restored and state in takers else None


def _occupier(drafts: Sequence[Draft], nr: int, story: Story) -> str | None:
    """Who holds what "has been occupied since March": the only rival of the side that attacks in the paragraph."""
    draft = drafts[nr]
    near = next((d for d in reversed(drafts[:nr]) if d.block is draft.block and _attacks(d)), None)
    speaker = draft.claim.speaker_side
    rival = near.claim.actor if near is not None else speaker
    return _rival(drafts, {rival}, story) if rival is not None else _only_foe(story)


def _only_foe(story: Story) -> str | None:
    """The side that is not the state's, where the conflict has two sides."""
    sides = list(story.actors.by_id.values())
    return next((a.id for a in sides if not a.state), None) if len(sides) == 2 else None


def _holders(drafts: Sequence[Draft], draft: Draft) -> set[str | None]:
    """Who is said elsewhere to have the place now."""
    return {
        d.claim.actor
        for d in drafts
        if d.claim.place_id is not None
        and d.claim.place_id == draft.claim.place_id
        and d.sentence != draft.sentence
        and d.claim.predicate is Predicate.HOLDS
        and d.claim.modality.moves
    } - {None}


def _owner(drafts: Sequence[Draft], draft: Draft) -> str | None:
    """Who is said to have lost the place before: "X, lost by A in May, was won back"."""
    lost = {
        d.claim.from_actor
        for d in drafts
        if d.claim.place_id is not None
        and d.claim.place_id == draft.claim.place_id
        and d.claim.predicate is Predicate.CAPTURED
        and d is not draft
    } - {None}
    return next(iter(lost)) if len(lost) == 1 else None


def _losers(drafts: Sequence[Draft], draft: Draft) -> set[str | None]:
    """Who cannot have taken it: who lost it, held it, or left it."""
    found: set[str | None] = {draft.claim.from_actor}
    for other in drafts:
        claim = other.claim
        near = claim.place_id is not None and claim.place_id == draft.claim.place_id
        same = other.sentence == draft.sentence and claim.unit == draft.claim.unit
        if (near or same) and other is not draft:
            if claim.predicate is Predicate.WITHDREW or (same and claim.predicate is Predicate.HOLDS):
                found.add(claim.actor)
            if near and claim.predicate is Predicate.CAPTURED and claim.from_actor is not None:
                found.add(claim.from_actor)
    return found


def _attacks(draft: Draft) -> bool:
    claim = draft.claim
    return (
        claim.actor is not None and claim.modality.moves and claim.predicate in ATTACKS and claim.detail != "repelled"
    )


def _dominant(drafts: Sequence[Draft], losers: set[str | None]) -> str | None:
    """The side that takes nearly all that is taken in the article."""
    takers = Counter(
        d.claim.actor
        for d in drafts
        if d.claim.predicate is Predicate.CAPTURED
        and d.claim.modality.moves
        and d.claim.actor is not None
        and d.claim.actor not in losers
    )
    if not takers:
        return None
    first, number = takers.most_common(1)[0]
    return first if number >= MOST * sum(takers.values()) else None


def _rival(drafts: Sequence[Draft], losers: set[str | None], story: Story) -> str | None:
    """The only other side, where the loser is known: of those that act here, else of all of the conflict's own."""
    lost = losers - {None}
    if not lost:
        return None
    acting = {d.claim.actor for d in drafts if d.claim.modality.moves} - {None}
    for pool in (acting, {a.id for a in story.actors.by_id.values() if not a.foreign}, set(story.actors.by_id)):
        rivals = pool - losers
        if len(rivals) == 1:
            return next(iter(rivals))
    return None


def _leaver(drafts: Sequence[Draft], nr: int, state: str | None) -> str | None:
    """Whose garrison left: the side that lost the place, else the state's where the text tells of attacks by others only."""
    draft = drafts[nr]
    gone = {
        d.claim.from_actor
        for d in drafts
        if d.claim.place_id == draft.claim.place_id and d.claim.predicate is Predicate.CAPTURED
    } - {None}
    if len(gone) == 1:
        return next(iter(gone))
    attackers = {d.claim.actor for d in drafts if _attacks(d)}
    leavers = {d.claim.actor for d in drafts if d.claim.predicate is Predicate.WITHDREW} - {None} - attackers
    if len(leavers) == 1:
        return next(iter(leavers))
    return state if state is not None and state not in attackers else None
