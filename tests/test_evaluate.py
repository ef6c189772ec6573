"""Scores against annotated articles: what counts as found, wrong, dated, said and trapped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.claims.evaluate import evaluate_claims, lexicon_side, read_predicted, read_sides
from dashboard.claims.gold import Gold, read_golds
from dashboard.claims.scores import Scores, scores_text
from dashboard.model import WhoHoldsError

TEXT = (
    "Rebels took Alpha on Friday, residents said. The army still holds Beta. Rebels may take Gamma. "
    "There was shooting near Delta. Fighting went on in Epsilon."
)


def _claim(quote: str, kind: str, unit: str | None, actor: str, **more: Any) -> dict[str, Any]:
    return {"quote": quote, "type": kind, "admin1": unit, "actor": actor, "modality": "asserted"} | more


GOLD: dict[str, Any] = {
    "id": "x-1",
    "text": TEXT,
    "country": "ZZ",
    "published": "2021-08-15",
    "claims": [
        _claim(
            "Rebels took Alpha on Friday",
            "captured",
            "ZZ-A",
            "Rebels",
            event_date="2021-08-13",
            date_precision="day",
            attribution="residents",
        ),
        _claim("The army still holds Beta", "holds", "ZZ-B", "The army"),
        _claim("Fighting went on in Epsilon", "contested", "ZZ-E", "Rebels"),
    ],
    "traps": [{"quote": "Rebels may take Gamma", "why": "forecast"}],
    "borderline": [{"quote": "There was shooting near Delta", "why": "near"}],
}


def _said(quote: str, predicate: str, unit: str | None, actor: str, **more: Any) -> dict[str, Any]:
    at = TEXT.find(quote)
    base = {"article": "x-1", "start": at, "end": at + len(quote), "quote": quote, "predicate": predicate, "unit": unit}
    return base | {"actor": actor, "modality": "asserted"} | more


@pytest.fixture
def golds(tmp_path: Path) -> tuple[Gold, ...]:
    (tmp_path / "1.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return read_golds(tmp_path)


def _side(_: str, actor: str | None) -> str | None:
    return {"rebels": "rebels", "the army": "army", "soldiers": "army"}.get((actor or "").lower())


def _scores(golds: tuple[Gold, ...], *lines: dict[str, Any]) -> Scores:
    return evaluate_claims(golds, lines, _side)


def test_a_perfect_reading_scores_one(golds: tuple[Gold, ...]) -> None:
    scores = _scores(
        golds,
        _said(
            "took Alpha on Friday",
            "captured",
            "ZZ-A",
            "rebels",
            event_from="2021-08-13",
            event_to="2021-08-13",
            speaker="residents",
        ),
        _said("still holds Beta", "holds", "ZZ-B", "soldiers"),
        _said("Fighting went on in Epsilon", "contested", "ZZ-E", "soldiers"),
    )
    assert scores.precision() == scores.recall() == scores.f1() == 1.0
    assert (scores.rates["dates"], scores.rates["dates of"]) == (1, 1)
    assert (scores.rates["speakers"], scores.rates["speakers of"]) == (1, 1)
    assert scores.rates["quotes"] == scores.rates["quotes of"] == 3
    assert not scores.misses


def test_nothing_predicted_scores_zero_and_lists_every_fact(golds: tuple[Gold, ...]) -> None:
    scores = _scores(golds)
    assert scores.precision() == scores.recall() == scores.f1() == 0.0
    assert [miss.kind for miss in scores.misses] == ["missed"] * 3


def test_the_wrong_side_is_a_wrong_fact_where_one_side_acts(golds: tuple[Gold, ...]) -> None:
    scores = _scores(golds, _said("still holds Beta", "holds", "ZZ-B", "Rebels"))
    assert (scores.facts["all", "found"], scores.facts["all", "wrong"]) == (0, 1)
    assert scores.facts["control", "wrong"] == 1


def test_a_fact_said_twice_counts_once(golds: tuple[Gold, ...]) -> None:
    line = _said("still holds Beta", "holds", "ZZ-B", "the army")
    assert _scores(golds, line, line).facts["holds", "found"] == 1
    wrong = _said("still holds Beta", "captured", "ZZ-B", "the army")
    assert _scores(golds, wrong, wrong).facts["all", "wrong"] == 1


def test_borderline_passages_neither_reward_nor_punish(golds: tuple[Gold, ...]) -> None:
    scores = _scores(golds, _said("There was shooting near Delta", "contested", "ZZ-D", "rebels"))
    assert scores.facts["all", "wrong"] == scores.facts["all", "found"] == 0


def test_a_claim_inside_a_trap_trips_it_and_a_mention_does_not(golds: tuple[Gold, ...]) -> None:
    trip = _scores(golds, _said("Rebels may take Gamma", "captured", "ZZ-C", "rebels"))
    assert (trip.rates["traps"], trip.rates["traps of"]) == (1, 1)
    mention = _scores(golds, _said("Rebels may take Gamma", "captured", "ZZ-C", "rebels", modality="forecast"))
    assert mention.rates["traps"] == 0
    assert mention.facts["all", "wrong"] == 0


@pytest.mark.parametrize(
    ("lo", "hi", "ok"),
    [
        ("2021-08-13", "2021-08-13", 1),
        ("2021-08-14", "2021-08-14", 1),
        ("2021-08-12", "2021-08-15", 1),
        ("2021-08-15", "2021-08-15", 0),
        ("2021-08-11", "2021-08-15", 0),
        (None, None, 0),
    ],
)
def test_a_date_is_right_within_a_day_and_no_wider_than_four(
    golds: tuple[Gold, ...], lo: str | None, hi: str | None, ok: int
) -> None:
    scores = _scores(golds, _said("took Alpha on Friday", "captured", "ZZ-A", "rebels", event_from=lo, event_to=hi))
    assert scores.rates["dates"] == ok


def test_claims_without_a_place_and_inexact_quotes_are_counted(golds: tuple[Gold, ...]) -> None:
    line = _said("took Alpha", "captured", None, "rebels") | {"quote": "took alpha"}
    scores = _scores(golds, line)
    assert scores.rates["unplaced"] == 1
    assert (scores.rates["quotes"], scores.rates["quotes of"]) == (0, 1)
    assert (scores.rates["places"], scores.rates["places of"]) == (0, 1)


def test_text_gives_counts_beside_every_share(golds: tuple[Gold, ...]) -> None:
    scores = _scores(golds, _said("still holds Beta", "holds", "ZZ-B", "the army"))
    text = scores_text(scores, details=True)
    assert "holds      P 1.000 (1/1)  R 1.000 (1/1)  F1 1.000" in text
    assert "all        P 1.000 (1/1)  R 0.333 (1/3)" in text
    assert "missed x-1  ZZ-A captured rebels | Rebels took Alpha on Friday" in text


def test_sides_come_from_a_file_or_from_the_lexicon(tmp_path: Path) -> None:
    path = tmp_path / "sides.json"
    path.write_text('{"ZZ": {"army": "army|soldiers"}}', encoding="utf-8")
    side_of = read_sides(path)
    assert side_of("ZZ", "government soldiers") == "army"
    assert side_of("ZZ", None) is None
    assert side_of("YY", "army") is None
    assert lexicon_side("SY", "Islamic State militants") == lexicon_side("SY", "ISIS")
    assert lexicon_side("SY", "ISIS") is not None


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"id": "a"}', '{"id": "a", "text": "b", "claims": [{"quote": "c", "type": "holds"}]}']
)
def test_a_broken_annotation_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")
    with pytest.raises(WhoHoldsError, match=r"bad\.json"):
        read_golds(tmp_path)


def test_broken_predictions_are_named_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(
        json.dumps(_said("took Alpha", "captured", "ZZ-A", "rebels")) + '\n\n{"article": "x"}\n', encoding="utf-8"
    )
    with pytest.raises(WhoHoldsError, match="line 3: 'start' is missing"):
        read_predicted(path)
    path.write_text("not json", encoding="utf-8")
    with pytest.raises(WhoHoldsError, match="line 1"):
        read_predicted(path)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WhoHoldsError, match="no annotated articles"):
        read_golds(tmp_path)
