"""Region claims: "the whole north" reaches the units of the north; "virtually dominates the south" reaches none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dashboard.control.weights import Weights
from dashboard.model import Aggregate, Claim, Modality, Part, Precision, Predicate, Resolution, Scope, SpeakerRole


def region_claims(
    aggregates: Iterable[Aggregate], regions: Mapping[str, tuple[str, ...]], units: Sequence[str], weights: Weights
) -> tuple[Claim, ...]:
    """A claim of scope region per unit of every region that a text says is held whole; its quote is the aggregate's."""
    members = {name.casefold(): inside for name, inside in regions.items()}
    known = set(units)
    return tuple(
        region_claim(aggregate, name, unit)
        for aggregate in aggregates
        if expands(aggregate, weights)
        for name in region_names(aggregate)
        for unit in members.get(name.casefold(), ())
        if unit in known
    )


def expands(aggregate: Aggregate, weights: Weights) -> bool:
    """Whether a region claim speaks of every unit in it: a word for the whole of it, and none that hedges."""
    if aggregate.kind != "region" or not aggregate.modality.moves or aggregate.modality is Modality.DENIED:
        return False
    if aggregate.actor is None or aggregate.event_from is None:
        return False
    return _says(aggregate.quote, weights.words["whole"]) and not _says(aggregate.quote, weights.words["hedged"])


def region_names(aggregate: Aggregate) -> tuple[str, ...]:
    """The regions that an aggregate names: "south, west and north" are three."""
    parts = re.split(r"\s*(?:,|;|\||\band\b)\s*", aggregate.region or "")
    return tuple(part for part in parts if part)


def _says(quote: str, words: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", quote, re.IGNORECASE) for word in words)


def region_claim(aggregate: Aggregate, name: str, unit: str) -> Claim:
    """What an aggregate says of one unit, as a claim with the aggregate's quote."""
    return Claim(
        article=aggregate.article,
        start=aggregate.start,
        end=aggregate.end,
        quote=aggregate.quote,
        predicate=Predicate.HOLDS,
        modality=aggregate.modality,
        detail="region",
        place=name,
        unit=unit,
        scope=Scope.COUNTRY if name == "country" else Scope.REGION,
        part=Part.ALL,
        resolution=Resolution.CONTEXT,
        actor=aggregate.actor,
        actor_text=aggregate.actor_text,
        event_from=aggregate.event_from,
        event_to=aggregate.event_to or aggregate.event_from,
        precision=_precision(aggregate),
        speaker=aggregate.speaker,
        speaker_role=SpeakerRole.OUTLET if aggregate.outlet and not aggregate.speaker else SpeakerRole.NONE,
        outlet=aggregate.outlet,
        origin=aggregate.origin,
        published=aggregate.published,
        rule=aggregate.rule,
        engine=aggregate.engine,
    )


def _precision(aggregate: Aggregate) -> Precision:
    day = aggregate.event_to in (None, aggregate.event_from) and aggregate.precision is Precision.UNKNOWN
    return Precision.DAY if day else aggregate.precision
