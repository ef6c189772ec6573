"""Who can act: whether a phrase names a side, armed people, or somebody who takes no places."""

from __future__ import annotations

from dashboard.claims.hits import Hit
from dashboard.claims.items import Line
from dashboard.claims.nounruns import Phrase


def is_side(line: Line, phrase: Phrase | None) -> bool:
    """Whether a phrase names a side or armed people."""
    if phrase is None:
        return False
    if phrase.kind == "actor" or phrase.side is not None:
        return not any(line.items[n].has("role:witness") for n in range(phrase.first, phrase.last + 1))
    if phrase.pronoun_owner is not None and phrase.words & {"men", "people", "boys", "heroes"}:
        return True
    run = line.items[phrase.first : phrase.last + 1]
    return any(i.has("role:belligerent") and not i.has("adjective") for i in run)  # "major" is both


def speaks(phrase: Phrase | None) -> bool:
    """Whether a subject is "we" or "they": a side that speaks, or one spoken of before."""
    return phrase is not None and phrase.kind == "pronoun" and bool(phrase.words & {"we", "they", "it"})


def may_act(line: Line, phrase: Phrase | None) -> bool:
    """Whether a subject can be a side: a side, armed people, a name, a pronoun for them."""
    if phrase is None:
        return False
    if is_side(line, phrase) or phrase.kind in ("pronoun", "place"):
        return True
    tags = {t for n in range(phrase.first, phrase.last + 1) for t in line.items[n].tags}
    return (phrase.kind == "name" and not tags & {"title"}) or (phrase.kind == "people" and "role:official" not in tags)


def no_taker(line: Line, phrase: Phrase | None) -> bool:
    """Whether a subject or an agent is somebody or something that takes no places: a film, fans, a surprise."""
    if phrase is None or is_side(line, phrase) or phrase.kind in ("pronoun", "place", "name", "actor"):
        return False
    if phrase.kind in ("thing", "abstract"):
        return True
    run = line.items[phrase.first : phrase.last + 1]
    return not any(i.kind in ("proper", "actor") or i.has("demonym") for i in run) and (
        phrase.kind == "people" or any(i.has("unarmed") for i in run)
    )


def unarmed(line: Line, hit: Hit) -> bool:
    """Whether the words around speak of sport, polls or shows, and no side is said to act."""
    if is_side(line, hit.gainer) or is_side(line, hit.loser):
        return False
    near = line.items[max(0, hit.first - 10) : hit.last + 14]
    return any(i.has("unarmed") for i in near)


def armed_or_named(line: Line, phrase: Phrase | None) -> bool:
    """Whether a subject can press a place: a side or a name, not protesters or residents."""
    if phrase is None or phrase.words & {"front", "frontline", "lines", "fighting", "battle"}:
        return True
    if (
        phrase.kind in ("thing", "abstract", "area", "other")
        and phrase.side is None
        and not any(line.items[n].kind in ("proper", "actor") for n in range(phrase.first, phrase.last + 1))
    ):
        return False
    tags = {t for n in range(phrase.first, phrase.last + 1) for t in line.items[n].tags}
    if phrase.words & {
        "supporters",
        "protesters",
        "demonstrators",
        "crowds",
        "mob",
        "rioters",
        "activists",
        "residents",
        "students",
        "refugees",
        "migrants",
        "civilians",
        "families",
    }:
        return False
    return (
        phrase.kind != "people"
        or phrase.side is not None
        or "role:belligerent" in tags
        or any(line.items[n].kind == "proper" for n in range(phrase.first, phrase.last + 1))
    )


def needs_side(line: Line, hit: Hit) -> bool:
    """Whether the verb has so many other uses that only a side's doing it counts, or a place that is known."""
    if hit.rule.predicate != "captured" or not hit.rule.strict:
        return False
    return not any(p.name is not None and line.items[p.name].kind == "place" for p in hit.places) or hit.form == "ing"


def can_gain(phrase: Phrase) -> bool:
    """Whether what stands behind "to" can be a side: not pieces, not the ground."""
    return phrase.kind in ("actor", "people", "pronoun", "name", "other", "place") and not phrase.words & {
        "pieces",
        "ground",
        "floor",
        "knees",
        "death",
        "earth",
        "level",
        "levels",
        "%",
        "percent",
        "low",
    }
