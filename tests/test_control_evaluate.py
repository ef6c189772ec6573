"""The map against a reference, weights fitted to one, weights files, and articles that repeat each other."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from control_cases import G, T, aug, claim

from dashboard.control import (
    RULES,
    control_from,
    default_weights,
    duplicate_articles,
    evaluate_reference,
    read_reference,
    read_weights,
    reference_text,
)
from dashboard.control.calibrate import calibrate, main, used_roles
from dashboard.control.checks import poisson_binomial
from dashboard.control.evaluate import Held
from dashboard.model import Article, Interest, Modality, SpeakerRole, WhoHoldsError

UNITS = ("u1", "u2")
REFERENCE = (Held("u1", aug(10), aug(11), T), Held("u1", aug(15), aug(15), G), Held("u2", aug(12), aug(12), T))


def control(*claims):
    return control_from(claims, UNITS, (T, G), start=aug(5), end=aug(20))


def test_a_map_that_is_right_has_no_error_and_one_that_says_nothing_knows_nothing():
    right = control(claim("u1", 11), claim("u1", 15, actor=G, article="b"), claim("u2", 12))
    ours, *others = evaluate_reference(right, REFERENCE)
    assert (ours.rule, ours.accuracy, ours.recall, ours.mean_error, ours.missed) == ("filter", 1.0, 1.0, 0.0, 0)
    assert [o.rule for o in others] == ["latest", "two_origins"]
    nothing = evaluate_reference(control(), REFERENCE)[0]
    assert (nothing.answered, nothing.missed) == (0, 3)
    assert nothing.log_loss == pytest.approx(math.log(2))
    assert nothing.brier == pytest.approx(0.5)


def test_changes_are_measured_in_days_outside_the_interval_of_the_reference():
    off = control(claim("u1", 9), claim("u1", 17, actor=G, article="b"), claim("u2", 12))
    ours = evaluate_reference(off, REFERENCE)[0]
    assert [c.days for c in ours.changes] == [-1, 2, 0]
    assert ours.mean_error == 1.0
    assert "u1 government 2021-08-15: shown 2021-08-17, +2 days" in reference_text([ours])


def test_the_calibration_table_counts_every_day_that_the_reference_decides():
    ours = evaluate_reference(control(claim("u1", 11), claim("u2", 12)), REFERENCE)[0]
    assert sum(row.days for row in ours.calibration) == ours.days == 5 - 1 + 6 + 9


def test_a_reference_file_is_read_or_refused_with_the_line_and_what_is_allowed(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("unit,from,to,holder\nu1,2021-08-10,2021-08-11,taliban\n", encoding="utf-8")
    assert read_reference(path, UNITS, (T, G)) == (Held("u1", aug(10), aug(11), T),)
    for text, message in (
        ("unit,holder\nu1,taliban\n", "columns are missing: day; .*Needed are unit, holder and day"),
        ("unit,day,holder\n", "has no rows"),
        ("unit,day,holder\nu9,2021-08-10,taliban\n", "line 2: unit = 'u9': allowed are u1, u2"),
        ("unit,day,holder\nu1,10 Aug,taliban\n", "line 2: day = '10 Aug': write a day"),
        (
            "unit,day,holder,day_to\nu1,2021-08-10,taliban,2021-08-09\n",
            "line 2: day_to = '2021-08-09': it must not be before day",
        ),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(WhoHoldsError, match=message):
            read_reference(path, UNITS, (T, G))


def test_calibration_lowers_the_weight_of_a_role_that_is_wrong_and_never_does_worse():
    said = {"speaker_role": SpeakerRole.BELLIGERENT, "interest": Interest.FOR, "modality": Modality.ATTRIBUTED}
    units = tuple(f"u{i}" for i in range(12))
    claims = [claim(u, 10, article=u, **said) for u in units]
    reference = [Held(u, aug(5), aug(5), G) for u in units]
    names = used_roles(claims)
    assert names == ("role.belligerent.for",)
    fitted, before, after = calibrate(
        lambda w: control_from(claims, units, (T, G), weights=w, start=aug(5), end=aug(20)),
        reference,
        default_weights(),
        names,
    )
    assert fitted["role.belligerent.for"] < default_weights()["role.belligerent.for"]
    assert after < before


def test_a_weights_file_changes_what_it_names_and_is_refused_where_it_is_wrong(tmp_path):
    path = tmp_path / "w.toml"
    path.write_text('[[weight]]\nid = "role.none.neutral"\nvalue = 0.5\nreason = "mine"\n', encoding="utf-8")
    weights = read_weights(path)
    assert (weights["role.none.neutral"], weights.reasons["role.none.neutral"]) == (0.5, "mine")
    assert weights["role.witness.neutral"] == default_weights()["role.witness.neutral"]
    for text, message in (
        ('[[weight]]\nid = "role.none.neutral"\nvalue = 1.5\n', "allowed is between 0 and 1"),
        ('[[weight]]\nid = "role.nobody"\nvalue = 0.5\n', "no weight has the id 'role.nobody'"),
        ('[[weight]]\nid = "cap"\n', "needs an id"),
        ('weight = "cap"\n', r"line 1: weight = 'cap' must be written as \[\[weight\]\] tables"),
        ('[[weight]]\nid = "cap"\nvalue = "much"\n', r"w\.toml, line 1: a weight needs an id"),
        ('[words]\nall = "every"\n', r"line 2: all = 'every' must be a list of texts"),
        ("[[weight]\n", "is not valid TOML"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(WhoHoldsError, match=message):
            read_weights(path)


def test_every_weight_has_a_reason():
    weights = default_weights()
    assert all(weights.reasons[name] for name in weights.values)
    roles = {f"role.{role}.{interest}" for role in SpeakerRole for interest in Interest}
    assert roles <= set(weights.values)


def test_a_reprint_with_another_headline_is_found_and_counts_once():
    story = " ".join(f"word{i} of the long story" for i in range(80))
    first = Article(id="a", text="The city falls. " + story, published=aug(10))
    again = Article(id="b", text="Breaking news today: " + story[:1800], published=aug(11))
    other = Article(id="c", text=" ".join(f"quite another text number {i}" for i in range(80)), published=aug(9))
    found = duplicate_articles([again, other, first])
    assert found == {"b": "a"}
    claims = [claim("u1", 10, article="a", origin="Wire"), claim("u1", 10, article="b", origin="Daily")]
    one = control_from(claims, UNITS, (T, G), origins=found).status("u1", aug(10))
    two = control_from(claims, UNITS, (T, G)).status("u1", aug(10))
    assert (one.origins, two.origins) == (1, 2)
    assert one.probability[T] == pytest.approx(0.85)


def test_the_spread_of_a_count_is_that_of_independent_trials():
    chances = np.array([0.5, 0.5, 0.9])
    share = poisson_binomial(chances)
    assert share.sum() == pytest.approx(1.0)
    assert (share * [0, 1, 2, 3]).sum() == pytest.approx(chances.sum())


def test_the_documentation_lists_every_weight_with_its_value_and_reason_and_every_rule():
    text = (Path(__file__).parent.parent / "docs" / "control.md").read_text(encoding="utf-8")
    weights = default_weights()
    for name, value in weights.values.items():
        assert f"| `{name}` | {value:g} | {weights.reasons[name]} |" in text, name
    assert all(f"| `{rule}` |" in text for rule in RULES)


def test_the_calibration_command_prints_a_weights_file_that_can_be_read(tmp_path, capsys):
    lines = [
        {"article": f"a{i}", "start": 0, "end": 9, "quote": "123456789", "predicate": "captured", "modality": "attributed", "unit": f"u{i}",
         "scope": "province", "actor": "Taliban", "event_from": "2021-08-10", "event_to": "2021-08-10", "published": "2021-08-10",
         "speaker_role": "belligerent", "interest": "for"}
        for i in range(12)
    ]  # fmt: skip
    claims, reference, fitted = tmp_path / "c.jsonl", tmp_path / "r.csv", tmp_path / "w.toml"
    claims.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    rows = [f"u{i},2021-08-05,government\nu{i},2021-08-10,{'taliban' if i < 1 else 'government'}" for i in range(12)]
    reference.write_text("unit,day,holder\n" + "\n".join(rows), encoding="utf-8")
    assert main(["--claims", str(claims), "--reference", str(reference)]) == 0
    fitted.write_text(capsys.readouterr().out, encoding="utf-8")
    assert read_weights(fitted)["role.belligerent.for"] < default_weights()["role.belligerent.for"]
    reference.write_text("unit,day,holder\nu1,2021-08-05,nobody\n", encoding="utf-8")
    assert main(["--claims", str(claims), "--reference", str(reference)]) == 2
    assert "no holder is an actor of the claims (Taliban)" in capsys.readouterr().err
