"""Engines: made by name, set by the environment, compared with each other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from chat_endpoint import ARTICLE, TEXT, actors, gazetteer

from dashboard.claims.engines import (
    ChatEngine,
    ChatSettings,
    RulesEngine,
    compare_readings,
    comparison_text,
    engine,
    settings_from,
)
from dashboard.model import Claim, Modality, Predicate, Reading, WhoHoldsError


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "WHOHOLDS_CHAT_URL"),
        ({"WHOHOLDS_CHAT_URL": "ftp://x"}, "no http"),
        ({"WHOHOLDS_CHAT_URL": "https://x/v1", "WHOHOLDS_CHAT_MODEL": "m"}, "WHOHOLDS_CHAT_KEY"),
        (
            {"WHOHOLDS_CHAT_URL": "http://x/v1", "WHOHOLDS_CHAT_MODEL": "m", "WHOHOLDS_CHAT_KEY": "k"},
            "only sent over https",
        ),
        ({"WHOHOLDS_CHAT_URL": "http://127.0.0.1/v1"}, "WHOHOLDS_CHAT_MODEL"),
        (
            {"WHOHOLDS_CHAT_URL": "http://127.0.0.1/v1", "WHOHOLDS_CHAT_MODEL": "m", "WHOHOLDS_CHAT_TIMEOUT": "x"},
            "no positive number",
        ),
    ],
)
def test_settings_say_what_is_missing(environment: dict[str, str], message: str) -> None:
    with pytest.raises(WhoHoldsError, match=message):
        settings_from(environment)


@pytest.mark.parametrize(
    ("more", "folder"),
    [
        ({}, None),
        ({"HOME": "/home/x"}, "/home/x/.cache/whoholds/chat"),
        ({"XDG_CACHE_HOME": "/c", "HOME": "/home/x"}, "/c/whoholds/chat"),
        ({"WHOHOLDS_CHAT_CACHE": "/k", "HOME": "/home/x"}, "/k"),
        ({"WHOHOLDS_CHAT_CACHE": "none", "HOME": "/home/x"}, None),
    ],
)
def test_the_cache_is_in_the_users_folder_unless_named(more: dict[str, str], folder: str | None) -> None:
    base = {"WHOHOLDS_CHAT_URL": "http://127.0.0.1/v1/", "WHOHOLDS_CHAT_MODEL": "m"}
    settings = settings_from(base | more)
    assert settings.cache == (Path(folder) if folder else None)
    assert settings.base_url == "http://127.0.0.1/v1"


def test_a_missing_httpx_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(WhoHoldsError, match=r"whoholds\[llm\]"):
        ChatEngine(ChatSettings(base_url="http://localhost/v1", model="m"))


def test_engines_are_made_by_name() -> None:
    assert engine("rules").name == "rules"
    assert engine("chat", ChatSettings(base_url="http://localhost/v1", model="m")).name == "chat:m"
    with pytest.raises(WhoHoldsError, match="rules and chat"):
        engine("magic")


def test_the_rules_engine_reads_an_article(tmp_path: Path) -> None:
    reading = RulesEngine().read(ARTICLE, gazetteer(), actors(tmp_path))
    assert reading.article == "a-1"
    assert any(claim.unit == "ZZ-A" and claim.predicate is Predicate.CAPTURED for claim in reading.claims)


def _claim(start: int, end: int, **more: Any) -> Claim:
    base: dict[str, Any] = {
        "predicate": Predicate.CAPTURED,
        "modality": Modality.ASSERTED,
        "unit": "ZZ-A",
        "place": "Alphaville",
    }
    return Claim(article="a-1", start=start, end=end, quote=TEXT[start:end], **(base | more))


def test_comparison_lists_agreement_difference_and_what_only_one_has() -> None:
    first = Reading(article="a-1", claims=(_claim(0, 27), _claim(59, 80, actor="rebels"), _claim(90, 110, unit="ZZ-B")))
    second = Reading(article="a-1", claims=(_claim(0, 38), _claim(59, 80, actor="army"), _claim(112, 120)))
    found = compare_readings(first, second)
    assert [(a.start, b.start) for a, b in found.agreed] == [(0, 0)]
    assert [d.fields for d in found.differ] == [(("actor", "rebels", "army"),)]
    assert [c.start for c in found.only_first] == [90]
    assert [c.start for c in found.only_second] == [112]
    assert found.agreement == 0.25
    text = comparison_text(found, ("rules", "chat"))
    assert "1 alike, 1 read differently, 1 only rules, 1 only chat" in text
    assert "actor: rebels | army" in text


def test_a_reading_agrees_with_itself_and_not_with_another_article() -> None:
    reading = Reading(article="a-1", claims=(_claim(0, 27), _claim(59, 80)))
    assert compare_readings(reading, reading).agreement == 1.0
    with pytest.raises(WhoHoldsError, match="two articles"):
        compare_readings(reading, Reading(article="a-2"))
