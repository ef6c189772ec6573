"""The lists of states and scenes that the scripts photograph and film: every link, device, step and key in them is one that exists."""

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from dashboard.web.url import LINKS

SCRIPTS = Path(__file__).parent.parent / "scripts"
SCREENS: dict[str, Any] = tomllib.loads((SCRIPTS / "screenshots.toml").read_text("utf-8"))
MINUTE: dict[str, Any] = tomllib.loads((SCRIPTS / "first_minute.toml").read_text("utf-8"))
STATES = SCREENS["state"]
KEYS = {
    "name",
    "query",
    "case",
    "until",
    "do",
    "media",
    "size",
    "zoom",
    "hold",
    "refuse",
    "first",
    "whole",
    "devices",
    "themes",
}
STEPS = {"press", "click", "hover", "fill", "run", "until", "scroll", "offline"}
SCENE_STEPS = {"wait", "move", "click", "drag", "press", "until", "scroll", "download", "show"}


def test_every_state_has_a_name_of_its_own():
    names = [state["name"] for state in STATES]
    assert len(names) == len(set(names)) > 60


@pytest.mark.parametrize("state", STATES, ids=lambda state: state["name"])
def test_a_state_names_only_what_exists(state: dict[str, Any]):
    assert set(state) <= KEYS
    keys = {key for key, _ in parse_qsl(state["query"].removeprefix("?"), keep_blank_values=True)}
    assert keys <= {link.key for link in LINKS}
    assert state.get("case", "default") in SCREENS["cases"]
    assert set(state.get("devices", ())) <= {device["name"] for device in SCREENS["device"]}
    assert {name for step in state.get("do", ()) for name in step} <= STEPS


def test_the_widths_are_a_desk_a_tablet_and_a_phone():
    assert [device["width"] for device in SCREENS["device"]] == [1440, 820, 390]


def test_every_tab_and_every_view_is_among_the_states():
    asked = {pair for state in STATES for pair in parse_qsl(state["query"].removeprefix("?"))}
    for link in LINKS:
        if link.key in ("tab", "mode"):
            assert {(link.key, value) for value in link.allowed if value != link.default} <= asked


def test_the_scenes_of_the_first_minute_are_told_and_known():
    for scene in MINUTE["scene"]:
        assert scene["caption"]
        assert {name for step in scene["steps"] for name in step} <= SCENE_STEPS | {"at"}
