"""Places that are described, not named: "its capital", "the second-biggest city", "the city"."""

from __future__ import annotations

from dashboard.claims.items import Item, Line, NameLike
from dashboard.claims.mentions import Mentions, choose, region_of
from dashboard.claims.nounruns import Phrase
from dashboard.claims.rulebook import rulebook
from dashboard.model import Place, Scope
from dashboard.places.gazetteer import Gazetteer

SEATED = frozenset(
    ("role:official", "role:outlet", "role:analyst", "role:witness", "role:anonymous", "role:monitor", "saying")
)
RANK_WORDS = {"biggest": 0, "largest": 0, "big": 0, "main": 0}


ORDINALS = {"second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5}


def has_ordinal(line: Line, phrase: Phrase) -> bool:
    """Whether a phrase counts its place: "the third provincial capital"."""
    return any(i.has("ordinal") or i.low[:1].isdigit() for i in line.items[phrase.first : phrase.last + 1])


def capital_meant(line: Line, phrase: Phrase, mentions: Mentions) -> Place | None:
    """ "the capital of X province", "X's capital", "its capital", "the Afghan capital"."""
    gazetteer, items = mentions.gazetteer, line.items
    holder: Item | None = None
    if phrase.of is not None and phrase.of.name is not None:
        holder = items[phrase.of.name]
    elif phrase.owner is not None:
        holder = items[phrase.owner]
    if holder is not None:
        if holder.low in mentions.countries or holder.low in ("country", "nation"):
            return gazetteer.national_capital() if not phrase.words & {"provincial", "regional"} else None
        if holder.name is None:
            return None
        place, _, _ = choose(holder.name, Scope.PROVINCE, [], mentions)
        return gazetteer.capital_of(place.unit) if place is not None and place.unit is not None else None
    if phrase.words & {"provincial", "regional", "district", "local", "state"}:
        return None
    if phrase.pronoun_owner is not None:
        unit = spoken_province(line, phrase, mentions)
        return gazetteer.capital_of(unit) if unit is not None else None
    plain = not phrase.indefinite and not phrase.plural and phrase.number is None and phrase.noun == "capital"
    run = items[phrase.first : phrase.last + 1]
    if plain and (run[0].low == "the" or any(i.low in mentions.demonyms for i in run)):
        return gazetteer.national_capital()
    return None


def spoken_province(line: Line, phrase: Phrase, mentions: Mentions) -> str | None:
    """The unit that "its" speaks of: the nearest province before, in the sentence or just before it."""
    at = line.items[phrase.first].start
    for name in mentions.before(at, max(0, at - 400)):
        provinces = [p for p in name.candidates if p.scope is Scope.PROVINCE]
        if provinces:
            return provinces[0].unit
    return None


def spoken_unit(line: Line, phrase: Phrase, mentions: Mentions) -> Place | None:
    """The seat that "the provincial capital" speaks of: the nearest name with a unit."""
    at = line.items[phrase.first].start
    for name in mentions.before(at, max(0, at - 1500)):
        place, _, _ = choose(name, None, [], mentions)
        if place is not None and place.unit is not None:
            return mentions.gazetteer.capital_of(place.unit)
    return None


def ranked_city(phrase: Phrase, gazetteer: Gazetteer) -> Place | None:
    """ "the country's second-biggest city" by population."""
    if phrase.plural or phrase.indefinite or "city" not in phrase.words:
        return None
    if not any("biggest" in w or "largest" in w for w in phrase.words) or phrase.compass:
        return None
    rank = next((n for w, n in ORDINALS.items() if any(x == w or x.startswith(w + "-") for x in phrase.words)), 0)
    cities = gazetteer.ranked_cities()
    return cities[rank] if rank < len(cities) else None


def anaphor(line: Line, phrase: Phrase) -> bool:
    """Whether a description points back to a place named before."""
    opener = line.items[phrase.first]
    if phrase.kind == "pronoun":
        return opener.low in ("it", "there")
    if phrase.plural or phrase.number is not None or has_ordinal(line, phrase):
        return False
    return opener.low in ("the", "this", "that", "its")


def antecedent(line: Line, phrase: Phrase, scope: Scope | None, mentions: Mentions) -> Place | None:
    """The nearest place before that the description fits; a claim's own place before a mere mention."""
    at = line.items[phrase.first].start
    spoken = [
        p.place
        for start, p in reversed(mentions.spoken[-40:])
        if start < at and p.place is not None and at - start < 900
    ]
    named: list[Place] = []
    near_start = -1
    for name in mentions.before(at, max(0, at - 900)):
        fits = [p for p in name.candidates if scope is None or p.scope is scope]
        if scope is Scope.POINT or scope is Scope.COUNTRY:
            break
        place, _, _ = choose(name, scope, [], mentions)
        if fits and place is not None and not _aside(mentions.text, name):
            named.append(place)
            near_start = name.start
            break
    fitting = [
        p
        for p in spoken[:6]
        if scope is None or p.scope is scope or (scope is Scope.DISTRICT and p.scope is Scope.DISTRICT)
    ]
    here = [p for p in named if near_start >= line.start]
    chosen = here or fitting[:1] or named
    return chosen[0] if chosen else None


def _speaks(word: str) -> bool:
    """Whether the place behind a word is where somebody speaks or sits: "the government in X", "told reporters in X"."""
    tags = rulebook().tags.get(word, frozenset())
    return bool(tags & SEATED) or word in ("told", "said", "speaking", "government", "embassy", "based")


def _aside(text: str, name: NameLike) -> bool:
    """Whether a name only says where something else lies: "south of Kabul", "from Kandahar"."""
    before = text[max(0, name.start - 30) : name.start].casefold().split()
    if len(before) > 1 and before[-1] in ("in", "from", "at") and _speaks(before[-2]):
        return True
    return bool(before) and (
        before[-1] in ("of", "from", "near", "between", "to")
        and len(before) > 1
        and (region_of(before[-2]) is not None or before[-1] in ("from", "near", "between"))
    )
