"""The case: mistakes are named, another conflict is another folder."""

import shutil
from pathlib import Path

import pytest

from dashboard.case import check_case, country_case, default_case, new_case, read_case
from dashboard.model import WhoHoldsError

ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path / "data"


def test_the_default_case_is_afghanistan_with_no_baseline():
    case = default_case()
    assert len(case.units) == 34
    assert case.baseline == ()
    assert all(case.gazetteer.capital_of(unit) for unit in case.units.ids)
    assert len(case.regions["north"]) == 9


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'timezone = "Asia/Kabul"',
            'timezone = "Kabul time"',
            r"case\.toml, line 5: timezone = 'Kabul time' is not known",
        ),
        (
            'boundaries = "provinces.geojson"',
            'boundaries = "map.geojson"',
            "line 6: boundaries = 'map.geojson': there is no such",
        ),
        ("counts_as_evidence = false", 'counts_as_evidence = "maybe"', "must be true or false"),
        ('"AF-BAL", "AF-JOW"', '"AF-XXX", "AF-JOW"', "there is no unit 'AF-XXX'"),
        ('id = "afghanistan', 'colour = "red"\nid = "afghanistan', "unknown field 'colour'"),
        ("[regions]", '[grades]\nReuters = "Z9"\n[regions]', "Reuters = 'Z9' must be an Admiralty grade"),
        (
            "[regions]",
            "[timeline]\nstart = 2021-09-01\nend = 2021-08-01\n[regions]",
            "end = 2021-08-01 is before start",
        ),
        ("[translations.fa]", "[translations.Farsi]", "line 33: translations: 'Farsi' is no language code"),
        ("[translations.fa]", "[translations.fa]\nname = 'x'", r"unknown field 'name' of \[translations.fa\]"),
        ('fa]\ntitle = "', 'fa]\ntitle = 3 # "', "line 34: title = 3 must be a text"),
        ("[translations.fa.dated]", '[translations.fa.dated]\nx = ""', "x = '' must be a text that is not empty"),
        ("[regions]", '[baseline]\nsource = "x"\n[regions]', "events is missing. A baseline needs a table of events"),
        (
            "[regions]",
            '[baseline]\nsource = "x"\nevents = "x.csv"\n[regions]',
            r"line \d+: events = 'x\.csv': there is no such file",
        ),
        ("[regions]", '[[grades]]\nReuters = "B2"\n[regions]', r"grades = .* must be a table, written as \[grades\]"),
        ("[regions]", "[[timeline]]\n[regions]", r"timeline = .* must be a table, written as \[timeline\]"),
        ("[regions]", "[[baseline]]\n[regions]", r"baseline = .* must be a table, written as \[baseline\]"),
        ("[regions]", "[[regions]]", r"regions = .* must be a table, written as \[regions\]"),
        ("[regions]", "[timeline]\nstart = 2021-09-01T10:00:00Z\n[regions]", "start = .* must be a day"),
        ("[regions]", "[timeline]\nstart = 0001-01-01\n[regions]", "start = 0001-01-01 must be a day from 1800"),
        (
            "[regions]",
            "[timeline]\nstart = 1821-01-01\nend = 2021-01-01\n[regions]",
            "end = 2021-01-01 is more than a hundred years after start",
        ),
        ('country = "AF"', 'country = "Afghanistan"', "country = 'Afghanistan' must be an ISO 3166-1 alpha-2 code"),
        ('timezone = "Asia/Kabul"', 'timezone = "Asia"', "timezone = 'Asia' is not known"),
        ("[regions]", '[baseline]\nevents = "x.csv"\n[regions]', "A baseline needs a cited source"),
    ],
)
def test_a_mistake_in_case_toml_names_line_value_and_what_is_allowed(folder, old, new, said):
    path = folder / "case.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(WhoHoldsError, match=said):
        read_case(folder)


def test_an_event_may_not_have_the_id_of_an_article(folder):
    with (folder / "case.toml").open("r+", encoding="utf-8") as file:
        text = file.read()
        file.seek(0)
        file.write('events = "events.csv"\n' + text)
    (folder / "events.csv").write_text(
        "id,unit,predicate,actor,event_from\na,AF-KAB,captured,taliban,2021-08-15\n", encoding="utf-8"
    )
    assert read_case(folder).claims
    (folder.parent / "seeds" / "events:a.txt").write_text("Kabul fell on Sunday.", encoding="utf-8")
    with pytest.raises(WhoHoldsError, match=r"case\.toml, line 1: events: the id 'events:a' is that of an article too"):
        read_case(folder)


def test_an_alias_of_two_sides_is_refused_with_both_named(folder):
    path = folder / "actors.toml"
    path.write_text(
        path.read_text("utf-8") + '\n[[actor]]\nid = "others"\nname = "Others"\naliases = ["Taliban"]\n',
        encoding="utf-8",
    )
    with pytest.raises(WhoHoldsError, match=r"(?s)actors\.toml, line \d+.*Taliban"):
        read_case(folder)


def test_a_folder_that_is_no_case_says_how_to_start_one(tmp_path):
    with pytest.raises(WhoHoldsError, match="whoholds case new"):
        read_case(tmp_path / "nothing")


def test_a_case_says_title_note_and_dates_in_other_languages(folder):
    told = read_case(folder).translations["fa"]
    assert told.title == "افغانستان، اگست ۲۰۲۱"
    assert told.note
    assert len(told.credits) == 3
    assert set(told.dated) == {article.id for article in read_case(folder).articles}


def test_a_check_names_the_article_that_a_translation_speaks_of_and_the_case_has_not(folder):
    path = folder / "case.toml"
    path.write_text(path.read_text("utf-8").replace("000_9befa76efd5dd30c =", "another ="), "utf-8")
    assert "[translations.fa.dated]: there is no article 'another' here" in check_case(folder)


def test_a_check_says_that_a_date_is_inferred(folder):
    assert any("inferred" in remark for remark in check_case(folder))


@pytest.mark.parametrize("country", ["SD", "UA", "SY", "CH"])
def test_a_new_case_for_any_country_is_a_case(tmp_path, country):
    new_case(tmp_path / "mine", country)
    case = read_case(tmp_path / "mine")
    assert case.country == country
    assert case.units.ids == country_case(country).units.ids
    assert {actor.id for actor in case.actors} == {actor.id for actor in country_case(country).actors}


def test_a_new_case_never_overwrites(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep me")
    with pytest.raises(WhoHoldsError, match="not empty"):
        new_case(tmp_path / "mine", "SD")
    assert (tmp_path / "mine" / "notes.txt").read_text() == "keep me"


def test_a_country_that_does_not_exist_is_refused():
    with pytest.raises(WhoHoldsError, match="ISO 3166-1"):
        country_case("XQ")


def test_without_a_country_there_are_sides_but_no_units():
    case = country_case(None)
    assert len(case.units) == 0
    assert case.actors.side_of("the rebels")


def test_disputed_borders_are_a_stated_setting(tmp_path):
    new_case(tmp_path / "un", "UA")
    new_case(tmp_path / "source", "UA", "source")
    as_un, as_source = read_case(tmp_path / "un"), read_case(tmp_path / "source")
    assert set(as_source.units.ids) < set(as_un.units.ids)
    assert as_un.note != as_source.note
    assert as_un.note


def test_a_new_case_keeps_names_capitals_and_regions(tmp_path):
    new_case(tmp_path / "mine", "SD")
    case, world = read_case(tmp_path / "mine"), country_case("SD")
    assert [unit.capital for unit in case.units] == [unit.capital for unit in world.units]
    assert dict(case.regions) == dict(world.regions)
    assert case.gazetteer.find("Darfur")[0].members
