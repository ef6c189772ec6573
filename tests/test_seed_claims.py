"""The seed article: every claim and aggregate field by field, and nothing in its traps."""

# ruff: noqa: E501  (quotes are as long as they are)

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from dashboard.actors import read_actors
from dashboard.claims import explain, find_claims
from dashboard.model import Article, Basis, Modality, Precision, Predicate, Reading, Resolution, Scope, SpeakerRole
from dashboard.places.boundaries import read_units
from dashboard.places.gazetteer import read_places
from dashboard.shipped import shipped

SEED = "000_9befa76efd5dd30c"


@pytest.fixture(scope="module")
def article() -> Article:
    text = (shipped("seeds") / f"{SEED}.txt").read_text(encoding="utf-8")
    return Article(id=SEED, text=text, published=date(2021, 8, 15), country="AF")


def pack(folder: Path):  # type: ignore[no-untyped-def]
    case = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
    places = read_places(folder / "places.csv", read_units(folder / "provinces.geojson"), case.get("regions", {}))
    return places, read_actors(folder / "actors.toml")


@pytest.fixture(scope="module")
def reading(article: Article) -> Reading:
    return find_claims(article, *pack(shipped("data")))


SAT = date(2021, 8, 14)
C, W, A = Predicate.CAPTURED, Predicate.WITHDREW, Predicate.ADVANCED
SAID, PLAIN = Modality.ATTRIBUTED, Modality.ASSERTED
TOWN, PROV, DIST = Scope.SETTLEMENT, Scope.PROVINCE, Scope.DISTRICT
T, G = "taliban", "government"
DAY, FEW = Precision.DAY, Precision.FEW_DAYS
NYT, CNN, UPI = "The New York Times", "CNN News", "UPI"
GAINS = "the Taliban have made significant gains, seizing Herat and Kandahar, the country's second and third-biggest cities, respectively"
# quote, predicate, modality, place, unit, scope, actor, loser, from, to, precision, speaker, outlet, detail, resolution
CLAIMS = [
    ("On Saturday night, the Taliban captured the final major city in northern Afghanistan", C, PLAIN, "the final major city in northern Afghanistan", "AF-BAL", TOWN, T, None, SAT, SAT, DAY, None, None, None, Resolution.CONTEXT),
    ("Mazar-i-Sharif Fell in the Hands of Taliban", C, PLAIN, "Mazar-i-Sharif", "AF-BAL", TOWN, T, None, SAT, SAT, DAY, None, None, None, Resolution.EXACT),
    ("the fall of Mazar-i-Sharif, the seat of Balkh Province and one of the last three major towns still under government control", C, SAID, "Mazar-i-Sharif", "AF-BAL", TOWN, T, G, SAT, SAT, DAY, None, NYT, None, Resolution.EXACT),
    ("After Asadabad, the capital of Kunar Province in the country's east, fell to the Taliban on Saturday night", C, SAID, "Asadabad", "AF-KNR", TOWN, T, None, SAT, SAT, DAY, None, CNN, None, Resolution.EXACT),
    ("the Taliban captured Mazar-i-Sharif, the final northern holdout city", C, PLAIN, "Mazar-i-Sharif", "AF-BAL", TOWN, T, None, SAT, SAT, DAY, None, None, None, Resolution.EXACT),
    ("Government security troops and militias, notably those headed by notorious warlords Marshal Abdul Rashid Dostum and Atta Muhammad Noor, left shortly after, essentially surrendering power to the rebels", W, PLAIN, "Mazar-i-Sharif", "AF-BAL", TOWN, G, None, SAT, SAT, DAY, None, None, None, Resolution.ANAPHORA),
    ("the city surrendered to the Taliban without a struggle on Saturday night", C, PLAIN, "the city", "AF-BAL", TOWN, T, None, SAT, SAT, DAY, None, None, "surrendered", Resolution.ANAPHORA),
    ("According to Hoda Ahmadi, a provincial legislator, the Taliban seized all of Logar province, just south of Kabul, on Saturday", C, SAID, "Logar province", "AF-LOG", PROV, T, None, SAT, SAT, DAY, "Hoda Ahmadi", UPI, None, Resolution.EXACT),
    ("According to her, the Taliban had reached the Char Asyab area, which is just 11 kilometers or 7 miles south of the city", A, SAID, "Char Asyab area", "AF-KAB", DIST, T, None, SAT, SAT, DAY, "Hoda Ahmadi", UPI, None, None),
    (GAINS, C, PLAIN, "Herat", "AF-HER", TOWN, T, None, date(2021, 8, 12), SAT, FEW, None, None, None, Resolution.EXACT),
    (GAINS, C, PLAIN, "Kandahar", "AF-KAN", TOWN, T, None, date(2021, 8, 12), SAT, FEW, None, None, None, Resolution.EXACT),
    ("According to Zefon Safi, a provincial legislator, the militants took over Mihterlam, the capital of Laghman province, northeast of Kabul, without fighting", C, SAID, "Mihterlam", "AF-LAG", TOWN, T, None, date(2021, 8, 13), date(2021, 8, 15), FEW, "Zefon Safi", None, "without a fight", None),
]  # fmt: skip
# a heading and a pressure that the text says besides these
BESIDES = [
    "Government Security Forces and Militias Fled Mazar-i-Sharif",
    "almost surrounding the country's capital, Kabul",
]
AGGREGATES = [
    ("handing over control of the whole country's north to the insurgents", "region", None, None, None, None, "north", SAT, SAT),
    ("comes only a day after the Taliban took control of two important cities in southern and western Afghanistan", "count", 2, None, "city", None, "south, west", date(2021, 8, 13), date(2021, 8, 13)),
    ("the rebels now virtually dominate the country's southern, western, and northern areas", "region", None, None, None, None, "south, west, north", SAT, date(2021, 8, 15)),
    ("in little over a week, the militants had taken control of more than half of Afghanistan's provincial capitals", "count", 17, 34, "capital", "more than", None, date(2021, 8, 7), date(2021, 8, 15)),
    ("the militants held about 20 of Afghanistan's 34 provinces", "count", 20, 34, "province", "about", None, SAT, SAT),
]  # fmt: skip
TRAPS = [
    "who seem to be on the brink of a full military takeover",
    "Taliban Executes Surrendering Afghan Troops; Kabul May Fall Into Militia Hands in 90 Days",
    "its harsh terrain has long been home to foreign fighters crossing the Pakistani border",
    "accused government troops of handing over their guns and equipment to the Taliban",
    "leading many to believe that the government or militia leaders had made an agreement to hand up the city to the Taliban",
    "arrested local authorities",
    "the international community warned that a Taliban administration imposed by force would be despised",
]


@pytest.mark.parametrize("row", CLAIMS, ids=lambda row: f"{row[1]}-{row[3]}")
def test_claim_is_read_field_by_field(article: Article, reading: Reading, row: tuple[object, ...]) -> None:
    (
        quote,
        predicate,
        modality,
        place,
        unit,
        scope,
        actor,
        loser,
        lo,
        hi,
        precision,
        speaker,
        outlet,
        detail,
        resolution,
    ) = row
    start = article.text.index(str(quote))
    found = [c for c in reading.claims if c.quote == quote and c.place == place]
    assert len(found) == 1
    claim = found[0]
    assert (claim.start, claim.end) == (start, start + len(str(quote)))
    assert (claim.predicate, claim.modality, claim.unit, claim.scope) == (predicate, modality, unit, scope)
    assert (claim.actor, claim.from_actor) == (actor, loser)
    assert (claim.event_from, claim.event_to, claim.precision) == (lo, hi, precision)
    assert (claim.speaker, claim.outlet, claim.detail) == (speaker, outlet, detail)
    if resolution is not None:
        assert claim.resolution is resolution


def test_nothing_else_is_claimed(reading: Reading) -> None:
    known = {(row[0], row[3]) for row in CLAIMS}
    rest = [c for c in reading.claims if (c.quote, c.place) not in known]
    assert len(rest) == len(BESIDES)
    assert all(
        claim.quote.endswith(words) for claim, words in zip(sorted(rest, key=lambda c: -c.start), BESIDES, strict=True)
    )
    assert {c.predicate for c in rest} == {Predicate.WITHDREW, Predicate.ADVANCED}


@pytest.mark.parametrize("row", AGGREGATES, ids=lambda row: str(row[0])[:30])
def test_aggregate_is_read_field_by_field(article: Article, reading: Reading, row: tuple[object, ...]) -> None:
    quote, kind, value, of, of_kind, comparison, region, lo, hi = row
    found = [a for a in reading.aggregates if a.quote == quote]
    assert len(found) == 1
    item = found[0]
    assert article.text[item.start : item.end] == quote
    assert (item.kind, item.value, item.of, item.of_kind) == (kind, value, of, of_kind)
    assert (item.comparison, item.region, item.actor) == (comparison, region, "taliban")
    assert (item.event_from, item.event_to) == (lo, hi)


def test_there_are_five_aggregates(reading: Reading) -> None:
    assert len(reading.aggregates) == 5


@pytest.mark.parametrize("trap", TRAPS, ids=lambda t: t[:30])
def test_traps_are_not_tripped(article: Article, reading: Reading, trap: str) -> None:
    start = article.text.index(trap)
    end = start + len(trap)
    for claim in reading.claims:
        inside = max(0, min(claim.end, end) - max(claim.start, start))
        assert not (claim.modality.moves and inside * 2 >= claim.end - claim.start), claim.quote


def test_speakers_have_roles_and_interest(reading: Reading) -> None:
    logar = next(c for c in reading.claims if c.unit == "AF-LOG")
    assert logar.speaker_role is SpeakerRole.OFFICIAL
    assert logar.origin == "Hoda Ahmadi"
    asadabad = next(c for c in reading.claims if c.unit == "AF-KNR")
    assert asadabad.speaker_role is SpeakerRole.OUTLET
    assert asadabad.origin == CNN


def test_a_day_told_elsewhere_says_so(reading: Reading) -> None:
    heading = next(c for c in reading.claims if c.quote == "Mazar-i-Sharif Fell in the Hands of Taliban")
    assert heading.basis is Basis.LEDE
    assert heading.position == "title"


def test_every_quote_is_a_slice(article: Article, reading: Reading) -> None:
    for item in (*reading.claims, *reading.aggregates, *reading.drops):
        assert article.text[item.start : item.end] == item.quote


def test_explain_shows_the_read_also_line(article: Article) -> None:
    traces = explain(article, *pack(shipped("data")))
    related = next(t for t in traces if t.text.startswith("Read Also"))
    assert related.kind == "related"
    assert related.drops[0].rule == "block.related"
