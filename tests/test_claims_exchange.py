"""The exchange format: what is written can be read back, and mistakes in hand-made lines are named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.actors import Actors, world_actors
from dashboard.claims import find_claims
from dashboard.claims.claimfile import read_claim_lines
from dashboard.claims.exchange import claim_line
from dashboard.model import Article, Reading, WhoHoldsError
from dashboard.places.gazetteer import Gazetteer

TEXT = "Rebels captured the town of Alden on Friday, officials said. The army holds Borden. Rebels now hold 3 of 9 provinces."
GOOD = {
    "article": "a",
    "start": 0,
    "end": 5,
    "quote": "Alden",
    "predicate": "captured",
    "modality": "asserted",
    "place": "Alden",
    "unit": "TJ-KT",
    "actor": "Rebels",
    "event_from": "2024-05-03",
    "event_to": "2024-05-03",
}


@pytest.fixture(scope="module")
def sides() -> Actors:
    return world_actors("TJ")


@pytest.fixture(scope="module")
def reading(sides: Actors) -> Reading:
    return find_claims(Article(id="a", text=TEXT, published=date(2024, 5, 6), publisher="Wire"), Gazetteer(()), sides)


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(r) if not isinstance(r, str) else r for r in rows), encoding="utf-8")
    return path


def test_claims_come_back_as_they_were(tmp_path: Path, reading: Reading, sides: Actors) -> None:
    path = write(tmp_path / "c.jsonl", *(claim_line(c, sides) for c in (*reading.claims, *reading.aggregates)))
    back = read_claim_lines(path, sides)
    assert len(back) == len(reading.claims) >= 2
    for ours, theirs in zip(reading.claims, back, strict=True):
        plain = replace(ours, sentence_start=0, sentence_end=0, actor_text=None, from_actor_text=None)
        assert replace(theirs, actor_text=None, from_actor_text=None) == plain


def test_a_line_has_the_keys_of_the_design(reading: Reading, sides: Actors) -> None:
    keys = "article start end quote predicate detail place unit scope actor from_actor event_from event_to modality speaker outlet rule"
    assert set(keys.split()) <= set(claim_line(reading.claims[0], sides))
    line = claim_line(reading.aggregates[0], sides)
    assert line["predicate"] == "count"
    assert line["unit"] is None
    assert (line["value"], line["of"], line["of_kind"]) == (3, 9, "province")


def test_an_actor_is_written_by_its_name(reading: Reading, sides: Actors) -> None:
    assert claim_line(reading.claims[0], sides)["actor"] == sides.by_id["rebels"].name


def test_hand_made_lines_are_read(tmp_path: Path, sides: Actors) -> None:
    claim = read_claim_lines(write(tmp_path / "c.jsonl", GOOD, ""), sides)[0]
    assert (claim.actor, claim.unit, claim.engine, claim.origin) == ("rebels", "TJ-KT", "hand/1", "a")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"predicate": "conquered"}, ("predicate", "conquered", "captured")),
        ({"modality": None}, ("modality", "asserted")),
        ({"event_from": "2024-05-04"}, ("event_to", "before", "2024-05-04")),
        ({"event_from": None}, ("event_from", "both")),
        ({"event_from": "May 3"}, ("event_from", "May 3")),
        ({"published": "2024-05-01"}, ("event_to", "published")),
        ({"end": 9}, ("end", "quote")),
        ({"start": -1}, ("start", "-1")),
        ({"start": True}, ("start",)),
        ({"quote": ""}, ("quote",)),
        ({"candidates": 5}, ("candidates", "5", "list")),
        ({"candidates": [5]}, ("candidates", "5", "list")),
        ({"capital": "yes"}, ("capital", "yes", "true")),
        ({"weight": 2}, ("weight", "2", "0 to 1")),
        ({"scope": "hamlet"}, ("scope", "hamlet", "settlement")),
        ({"weight": 2}, ("weight", "2")),
        ({"unit": 7}, ("unit", "7")),
    ],
)
def test_mistakes_are_named(tmp_path: Path, change: dict[str, object], words: tuple[str, ...]) -> None:
    path = write(tmp_path / "bad.jsonl", GOOD, {**GOOD, **change})
    with pytest.raises(WhoHoldsError) as error:
        read_claim_lines(path)
    for word in ("bad.jsonl", "line 2", *words):
        assert word in str(error.value)


@pytest.mark.parametrize("line", ["{", "[1]", "7", '"text"', '{"start": ' + "9" * 5000 + "}"])
def test_lines_that_are_no_objects_are_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(WhoHoldsError, match="line 1"):
        read_claim_lines(write(tmp_path / "bad.jsonl", line))


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b"\xff\xfe{")
    with pytest.raises(WhoHoldsError, match="UTF-8"):
        read_claim_lines(path)
