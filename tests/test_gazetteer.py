"""The gazetteer: every known spelling finds its place, false friends do not, offsets are exact."""

from __future__ import annotations

import csv
import itertools
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.model import Scope, WhoHoldsError
from dashboard.places.boundaries import Units, read_units
from dashboard.places.folding import fold
from dashboard.places.gazetteer import Gazetteer, read_places
from dashboard.shipped import shipped

DATA = shipped("data")


@pytest.fixture(scope="module")
def units() -> Units:
    return read_units(DATA / "provinces.geojson")


@pytest.fixture(scope="module")
def afghan(units: Units) -> Gazetteer:
    return read_places(DATA / "places.csv", units, {"north": ("AF-BAL", "AF-KDZ")})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mazar-i-Sharif", "Mazar-e Sharif"),
        ("Mazar-i-Sharif", "MAZAR E SHARIF"),
        ("Pul-i-Khumri", "Pol-e Khomri"),
        ("Jawzjan", "Jauzjan"),
        ("Jowzjan", "Jozjan"),
        ("Kunduz", "Qondooz"),
        ("Kandahar", "Qandahār"),
        ("Maymana", "Maimana"),
        ("Herat", "Hirat"),
        ("Farah", "Farrah"),
        ("al-Raqqa", "Raqqah"),
        ("Deir al-Zor", "Deir ez-Zor"),
        ("Sana'a", "Sanaa"),
        ("Khost wa Fereng", "Khost-o-Fereng"),
    ],
)
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khumri", "Pul-i-Khumri"),
        ("Shibar", "Shibarghan"),
        ("Paktia", "Paktika"),
        ("Kunar", "Kunduz"),
        ("Nili", "Nilgiri"),
    ],
)
def test_different_names_do_not_fold_together(one: str, other: str) -> None:
    assert fold(one) != fold(other)


CAPITALS = {
    "Mihterlam": "AF-LAG", "Mehtarlam": "AF-LAG", "Mihtarlam": "AF-LAG", "Zaranj": "AF-NIM", "Sheberghan": "AF-JOW",
    "Shibirghan": "AF-JOW", "Taloqan": "AF-TAK", "Taluqan": "AF-TAK", "Pul-i-Khumri": "AF-BGL", "Pul-e-Alam": "AF-LOG",
    "Lashkar Gah": "AF-HEL", "Lashkargah": "AF-HEL", "Qala-i-Naw": "AF-BDG", "Qala-e Naw": "AF-BDG",
    "Feroz Koh": "AF-GHO", "Chaghcharan": "AF-GHO", "Tirin Kot": "AF-URU", "Tarinkot": "AF-URU", "Sharana": "AF-PKA",
    "Gardiz": "AF-PIA", "Nilli": "AF-DAY", "Maidan Shar": "AF-WAR", "Mahmud-i-Raqi": "AF-KAP", "Parun": "AF-NUR",
    "Bazarak": "AF-PAN", "Asadabad": "AF-KNR", "Aibak": "AF-SAM", "Maimana": "AF-FYB", "Faizabad": "AF-BDS",
    "Charikar": "AF-PAR", "Jalalabad": "AF-NAN", "Qalat": "AF-ZAB", "Mazar-e-Sharif": "AF-BAL", "Sar-i-Pul": "AF-SAR",
}  # fmt: skip


@pytest.mark.parametrize(("wording", "unit"), CAPITALS.items())
def test_a_capital_is_found_by_its_news_spellings(afghan: Gazetteer, wording: str, unit: str) -> None:
    text = f"The militants entered {wording}, officials said."
    (name,) = afghan.scan(text)
    assert text[name.start : name.end] == name.wording == wording
    assert name.candidates[0].unit == unit
    assert name.candidates[0].capital


@pytest.mark.parametrize(
    ("wording", "unit"),
    [
        ("Char Asyab", "AF-KAB"),
        ("Chahar Asyab", "AF-KAB"),
        ("Qala-e Zal", "AF-KDZ"),
        ("Spin Boldak", "AF-KAN"),
        ("Shir Khan Bandar", "AF-KDZ"),
        ("Islam Qala", "AF-HER"),
        ("Torkham", "AF-NAN"),
        ("Bagram airfield", "AF-PAR"),
        ("Hamid Karzai International Airport", "AF-KAB"),
        ("Panjshir Valley", "AF-PAN"),
        ("Nad-e Ali", "AF-HEL"),
        ("Lash-o-Juwayn", "AF-FRA"),
    ],
)
def test_districts_and_facilities_are_found(afghan: Gazetteer, wording: str, unit: str) -> None:
    (name,) = afghan.scan(f"They took {wording} late on Friday.")
    assert name.wording == wording
    assert {place.unit for place in name.candidates} == {unit}


@pytest.mark.parametrize(
    "text",
    [
        "Troops camped at Khumri's farm.",
        "a khost of problems, the farah of it, nili, bak, tani, reg",
        "Back to the Coast: Lugar, Nile, Gore and Ban.",
        "March on, Monday. Want more? They may fall.",
        "Shibarghanistan",
        "A brigade and 3 camps; Camp 7; Division 2; the Corps; Far ah; Nil i.",
    ],
)
def test_false_friends_are_not_names(afghan: Gazetteer, text: str) -> None:
    assert afghan.scan(text) == ()


def test_names_in_capitals_over_lines_and_with_possessives_are_found(afghan: Gazetteer) -> None:
    text = "KUNDUZ FALLS. Kunduz's governor left Lashkar\nGah; Herāt, He\u0301rat and Mazar–i–Sharif."
    assert [name.wording for name in afghan.scan(text)] == [
        "KUNDUZ", "Kunduz", "Lashkar\nGah", "Herāt", "He\u0301rat", "Mazar–i–Sharif",
    ]  # fmt: skip


def test_numbers_belong_to_a_name(afghan: Gazetteer) -> None:
    (name,) = afghan.scan("Fighters reached Yakawlang No 2 on Friday")
    assert name.candidates[0].name == "Yakawlang No 2"
    assert [name.wording for name in afghan.scan("They hold 209th Shaheen Corps headquarters")] != ["Corps"]


def test_a_later_word_may_be_small_only_if_names_have_it(afghan: Gazetteer) -> None:
    assert [name.wording for name in afghan.scan("Farah city fell, Kabul airport held, Lashkar gah too")][:2] == [
        "Farah city",
        "Kabul airport",
    ]
    assert [name.wording for name in afghan.scan("Kabul a day later; Herat as ever")] == ["Kabul", "Herat"]


def test_a_province_and_its_capital_are_two_candidates_capital_first(afghan: Gazetteer) -> None:
    scopes = [place.scope for place in afghan.find("Herat")]
    assert scopes == [Scope.SETTLEMENT, Scope.PROVINCE, Scope.DISTRICT]
    assert next(place.scope for place in afghan.find("Balkh")) is Scope.PROVINCE


def test_an_ambiguous_name_keeps_all_its_places(afghan: Gazetteer) -> None:
    assert {place.unit for place in afghan.find("Arghandab")} == {"AF-KAN", "AF-ZAB"}
    assert {place.unit for place in afghan.find("Qarabagh")} == {"AF-GHA", "AF-KAB"}
    assert {place.unit for place in afghan.find("Baharak")} == {"AF-BDS", "AF-TAK"}


def test_exact_means_spelled_as_the_place_itself(afghan: Gazetteer) -> None:
    (own, other) = afghan.scan("Mazar-i-Sharif and Mazar-e-Sharif")
    assert own.exact
    assert not other.exact


def test_the_table_is_complete_and_lies_where_it_says(afghan: Gazetteer, units: Units) -> None:
    places = afghan.places.values()
    assert sum(place.scope is Scope.PROVINCE for place in places) == 34
    assert sum(place.capital for place in places) == 34
    assert sum(place.scope is Scope.DISTRICT for place in places) >= 400
    assert [place.name for place in places if place.national_capital] == ["Kabul"]
    assert [p.id for p in places if p.point and units.locate(*p.point) != p.unit] == []
    districts = {place.id for place in places if place.scope is Scope.DISTRICT}
    assert [place.id for place in places if place.district and place.district not in districts] == []
    provinces = {place.unit: place.name for place in places if place.scope is Scope.PROVINCE}
    for unit in units:
        capital = afghan.capital_of(unit.id)
        assert capital is not None
        assert capital.name == unit.capital
        assert provinces[unit.id] == unit.name


def test_cities_are_ranked_by_population(afghan: Gazetteer) -> None:
    assert [city.name for city in afghan.ranked_cities()[:3]] == ["Kabul", "Kandahar", "Herat"]
    assert afghan.national_capital() == afghan.places["AF-KAB.kabul"]
    assert afghan.regions["north"] == ("AF-BAL", "AF-KDZ")


def test_a_slip_of_the_pen_is_no_spelling(afghan: Gazetteer) -> None:
    assert afghan.find("Lashkra Gah") == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("KabulHertMzi- 'é\u0301\n.,ÄßشК\u200b😀Al"), max_size=200))
def test_offsets_are_exact_whatever_the_text(text: str) -> None:
    names = _gazetteer().scan(text)
    assert all(text[name.start : name.end] == name.wording and name.candidates for name in names)
    assert all(one.end <= other.start for one, other in itertools.pairwise(names))


def test_long_hostile_texts_take_linear_time(afghan: Gazetteer) -> None:
    for piece in ("Kabul ", "al-", "Mazar-i-", "A", "’", "Lashkar\n"):
        assert len(afghan.scan(piece * (200_000 // len(piece)))) < 200_000


HEADER = "id,name,scope,unit,aliases,lon,lat,capital,population,district,source"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,scope\nx,y\n", "columns are missing: id, unit"),
        (f"{HEADER}\nA,Alpha,town,AF-KAB,,,,,,,\n", "line 2: scope = 'town': allowed are point"),
        (f"{HEADER}\nA,Alpha,settlement,AF-XXX,,,,,,,\n", "line 2: unit = 'AF-XXX': it is not in the boundary file"),
        (f"{HEADER}\nA,Alpha,settlement,AF-KAB,,east,34,,,,\n", "lon = 'east': it is not a number"),
        (f"{HEADER}\nA,Alpha,settlement,AF-KAB,,500,34,,,,\n", "no degrees"),
        (f"{HEADER}\nA,Alpha,settlement,AF-KAB,,69,,,,,\n", "one of lon and lat is empty"),
        (f"{HEADER}\nA,Alpha,settlement,AF-KAB,,,,maybe,,,\n", "capital = 'maybe'"),
        (f"{HEADER}\n,Alpha,settlement,AF-KAB,,,,,,,\n", "id = '': it must not be empty"),
        (f"{HEADER}\nA,Alpha,settlement,AF-KAB,,,,,many,,\n", "population = 'many': it is not a number"),
        (f"{HEADER}\nA,Alpha,settlement,AF-KAB,,,,,,,\nA,Beta,settlement,AF-KAB,,,,,,,\n", "already used in line 2"),
        (f"{HEADER}\nA,Alpha,settlement,AF-KAB,,,,,12.5,,\n", "population = '12.5': it must be a whole number"),
        (
            f"{HEADER}\nA,Alpha,settlement,AF-KAB,,,,yes,,,\nB,Beta,settlement,AF-KAB,,,,yes,,,\n",
            "line 3: capital = 'yes': line 2 has that of AF-KAB",
        ),
        (
            f"{HEADER}\nA,Alpha,settlement,AF-KAB,,,,national,,,\nB,Beta,settlement,AF-HER,,,,national,,,\n",
            "line 3: capital = 'national': line 2 has that of the country",
        ),
        (f"{HEADER}\nA,Alpha,settlement,AF-KAB,,,,,,B,\n", "line 2: district = 'B': it is not the id of a place"),
        (f"{HEADER}\nA,---,settlement,AF-KAB,,,,,,,\n", "line 2: name = '---': it has no letter or digit"),
        (f"{HEADER}\nA,Alpha,settlement,AF-KAB,,,,,,,,more\n", "more cells than columns"),
    ],
)
def test_a_mistake_in_the_table_names_its_line(tmp_path: Path, units: Units, text: str, said: str) -> None:
    path = tmp_path / "places.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WhoHoldsError, match=r"places\.csv") as error:
        read_places(path, units)
    assert said in str(error.value)


def test_a_region_may_span_units(tmp_path: Path, units: Units) -> None:
    path = tmp_path / "places.csv"
    path.write_text(f"{HEADER}\nR,Loya Paktia,region,AF-KHO|AF-PIA|AF-PKA,,,,,,,hand\n", encoding="utf-8")
    (place,) = read_places(path, units).find("Loya Paktia")
    assert place.unit is None
    assert place.members == ("AF-KHO", "AF-PIA", "AF-PKA")


def test_every_row_of_the_table_says_its_source() -> None:
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        assert {row["source"].split(":")[0] for row in csv.DictReader(file)} == {"hand", "geonames"}


@lru_cache
def _gazetteer() -> Gazetteer:
    return read_places(DATA / "places.csv", read_units(DATA / "provinces.geojson"))
