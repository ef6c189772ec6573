"""The lexicon of sides: every country's file loads, and news words mean the side that they mean there."""

import csv
from pathlib import Path

import pytest

from dashboard.actors import world_actors
from dashboard.model import WhoHoldsError

HERE = Path(__file__).parent
FILES = sorted(path.stem for path in (HERE.parent / "dashboard" / "actors" / "world").glob("??.toml"))
ROWS = list(csv.DictReader((HERE / "world_actors.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("country", FILES)
def test_every_file_of_the_lexicon_loads_and_has_two_sides(country):
    actors = world_actors(country)
    assert len(actors) >= 2
    actors.scan("A text in which nobody is named.")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['country']}: {row['sentence'][:50]}")
def test_a_sentence_names_the_sides_it_names(row):
    found = [name.actor for name in world_actors(row["country"]).scan(row["sentence"]) if name.actor]
    assert found == row["sides"].split()


def test_a_country_without_a_file_has_its_state_and_rebels():
    actors = world_actors("FJ")
    found = [name.actor for name in actors.scan("Fijian troops drove the rebels out of the town.")]
    assert found == ["government", "rebels"]


def test_a_code_that_is_no_country_is_refused():
    with pytest.raises(WhoHoldsError, match="ISO 3166-1"):
        world_actors("QQ")
