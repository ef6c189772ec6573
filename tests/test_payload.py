"""The scene says exactly what control says: every cell of every known day comes back out of its coded runs."""

from __future__ import annotations

import base64
import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dashboard.figures.credits import sentences_once
from dashboard.figures.payload import LAYERS, changed_runs, packed, scene, scene_bytes
from dashboard.situation import Situation


def unpacked(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), dtype="<u2").reshape(-1, 4)


def applied(matrix: np.ndarray, runs: np.ndarray) -> np.ndarray:
    after = matrix.copy()
    for unit, day, length, code in runs.astype(int):
        after[unit, day : day + length] = code
    return after


matrices = arrays(np.uint16, (5, 9), elements=st.integers(0, 3))


@given(matrices, matrices)
@settings(max_examples=150)
def test_the_runs_turn_one_day_of_knowledge_into_the_next(before: np.ndarray, now: np.ndarray) -> None:
    assert np.array_equal(applied(before, unpacked(packed(changed_runs(before, now)))), now)


@given(matrices)
def test_nothing_is_sent_where_nothing_changed(matrix: np.ndarray) -> None:
    assert len(changed_runs(matrix, matrix)) == 0


def test_every_cell_of_every_known_day_is_what_control_says(seed_situation: Situation) -> None:
    control, payload = seed_situation.control, scene(seed_situation)
    matrix = np.zeros((len(control.units), len(control.days)), dtype=np.uint16)
    for known_at, step in zip(control.known_days, payload["steps"], strict=True):
        matrix = applied(matrix, unpacked(step))
        cells = np.array(payload["cells"])[matrix]
        layers = control.layers(known_at)
        for at, name in enumerate(LAYERS):
            wanted = np.where(layers.kind == 0, 0, getattr(layers, name).astype(int))
            assert np.array_equal(cells[:, :, at], wanted), name


def test_code_zero_is_no_report_and_every_cell_has_a_look_in_each_mode(seed_situation: Situation) -> None:
    payload = scene(seed_situation)
    assert payload["cells"][0] == (0,) * len(LAYERS)
    assert {mode: len(looks) for mode, looks in payload["styles"].items()} == dict.fromkeys(
        ("light", "dark", "print"), len(payload["cells"])
    )


def test_the_axis_runs_on_to_the_last_publication(seed_situation: Situation) -> None:
    payload, control = scene(seed_situation), seed_situation.control
    assert payload["axis"][: payload["days"]] == [day.isoformat() for day in control.days]
    assert payload["axis"][-1] == max(control.days[-1], control.known_days[-1]).isoformat()


def test_the_same_situation_gives_the_same_bytes_and_little_of_them(seed_situation: Situation) -> None:
    one, two = (scene_bytes(scene(seed_situation)) for _ in range(2))
    assert one == two
    assert len(one[0]) < 200_000
    assert json.loads(one[0])["rule"] == "filter"


def test_the_scene_says_whose_work_the_map_is_and_that_a_machine_read_it(seed_situation: Situation) -> None:
    case = scene(seed_situation)["case"]
    assert case["machine"] is True
    assert case["credits"].startswith("Boundaries and names shown do not imply endorsement.")
    assert "Place names: GeoNames, CC BY 4.0." in case["credits"]


def test_a_sentence_that_two_notes_share_stands_once() -> None:
    assert sentences_once(("By hand. Free.", None, "", "Free", "By foot.")) == "By hand. Free. By foot."
    assert sentences_once((None, "")) == ""


def test_every_report_of_the_scene_is_a_claim_of_control(seed_situation: Situation) -> None:
    known = {claim.id for claim in seed_situation.control.claims}
    assert {row["id"] for row in scene(seed_situation)["reports"]} <= known
