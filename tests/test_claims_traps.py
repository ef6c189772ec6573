"""Sentences with the words of war that say nothing of who holds a place, each read with the places and sides of the default case."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from dashboard.actors import Actors, read_actors
from dashboard.claims import find_claims
from dashboard.model import Article, Claim, Modality, Predicate
from dashboard.places.boundaries import read_units
from dashboard.places.gazetteer import Gazetteer, read_places
from dashboard.shipped import shipped

NOTHING = """
Kabul Zwanan captured the title in Kunduz on Friday.
The film captured the mood of Kabul in 1996.
Ghani took power in Kabul in 2014.
Police seized 40 kilograms of heroin in Herat.
A Taliban commander was captured in Kunduz.
Prices fell to 20 percent in Kabul.
A rocket fell on Kandahar on Sunday.
Snow fell in Bamiyan.
Twenty years after the fall of the Taliban, Kabul is a different city.
The president lost control of the situation in Kabul.
The government plans to retake Kunduz.
Taliban fighters failed to capture Ghazni.
The Taliban attack to capture Kunduz was fended off.
If the Taliban take Herat, the west is lost.
The Taliban captured Kabul in 1996.
In 2015 the Taliban briefly seized Kunduz.
Kabul says it controls the border.
US troops withdrew from Afghanistan in August.
The Taliban withdrew from talks in Doha.
Herat governor fled to Iran.
The army occupied itself with building roads in Kandahar.
Protesters took over the square in Kabul.
The virus has seized Kabul, doctors say.
The airline took off from Kandahar.
Refugees surrounded the airport in Kabul.
Taliban could take Kabul within 90 days, US intelligence says.
Fears rise that Kandahar will fall.
No district has fallen in Herat, the governor said.
Could the Taliban capture Kabul?
The Taliban would have captured Kunduz without the airstrikes.
Rebels captured three soldiers near Kunduz.
The road to Kandahar was captured on video.
The Taliban seized on the opportunity in Herat.
Ismail Khan surrendered to the Taliban in Herat.
Taliban fighters took part in a parade in Kandahar.
Border control in Herat was tightened.
Hospitals in Kabul were overrun with patients.
The Taliban took responsibility for the blast in Kabul.
The company took over a bank in Kabul.
The minister left Kabul for Doha.
Troops left for Kandahar.
The army held a ceremony in Kandahar.
The Taliban held Kunduz for two weeks in 2015.
""".strip().splitlines()


@pytest.fixture(scope="module")
def pack() -> tuple[Gazetteer, Actors]:
    folder = shipped("data")
    case = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
    places = read_places(folder / "places.csv", read_units(folder / "provinces.geojson"), case.get("regions", {}))
    return places, read_actors(folder / "actors.toml")


def moving(text: str, pack: tuple[Gazetteer, Actors]) -> list[Claim]:
    article = Article(id="trap", text=text, published=date(2021, 8, 20), country="AF")
    return [c for c in find_claims(article, *pack).claims if c.modality.moves]


@pytest.mark.parametrize("text", NOTHING, ids=lambda t: t[:40])
def test_nothing_moves_the_map(text: str, pack: tuple[Gazetteer, Actors]) -> None:
    assert not [(c.predicate, c.place) for c in moving(text, pack)]


@pytest.mark.parametrize(
    "text",
    [
        "Officials rejected claims that Ghazni had fallen to the Taliban.",
        "The Taliban have not captured Ghazni, police said.",
    ],
)
def test_a_denial_is_a_claim_of_its_own(text: str, pack: tuple[Gazetteer, Actors]) -> None:
    claims = moving(text, pack)
    assert [(c.predicate, c.modality, c.unit, c.actor) for c in claims] == [
        (Predicate.DENIED, Modality.DENIED, "AF-GHA", "taliban")
    ]
