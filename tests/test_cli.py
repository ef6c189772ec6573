"""The command: what a person types, what comes out, and what happens when the input is wrong."""

import csv
import io
import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.cli import whoholds
from dashboard.model import WhoHoldsError

COMMANDS = [
    ["serve"],
    ["read"],
    ["claims"],
    ["control"],
    ["export"],
    ["evaluate"],
    ["case", "check"],
    ["case", "new"],
    ["doctor"],
]


def run(*words, code=0):
    result = CliRunner().invoke(whoholds, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.stdout


@pytest.fixture
def case(tmp_path):
    """A copy of the case that ships, in a folder of its own, to be broken at will."""
    root = Path(__file__).parent.parent
    folder = tmp_path / "case"
    shutil.copytree(root / "data", folder)
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    return folder


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_of_every_command_shows_an_example(words):
    assert "Example:  whoholds " + " ".join(words) in run(*words, "--help")


def test_claims_are_slices_of_their_article(seed_text):
    lines = [json.loads(line) for line in run("claims", "--format", "jsonl").splitlines()]
    assert len(lines) >= 17
    assert all(seed_text[line["start"] : line["end"]] == line["quote"] for line in lines)


def test_control_says_who_held_what_on_a_day_as_known_at_another():
    rows = {
        row["unit"]: row
        for row in csv.DictReader(
            io.StringIO(run(*["control", "--at", "2021-08-14", "--known-at", "2021-08-15", "--format", "csv"]))
        )
    }
    assert len(rows) == 34
    assert (rows["AF-LOG"]["status"], rows["AF-LOG"]["extent"]) == ("held", "whole")
    assert rows["AF-KAB"]["status"] == "no_report"
    early = csv.DictReader(
        io.StringIO(run(*["control", "--at", "2021-08-14", "--known-at", "2021-08-14", "--format", "csv"]))
    )
    assert {row["status"] for row in early} == {"no_report"}


def test_control_from_printed_claims_is_control_from_the_articles(tmp_path):
    run("claims", "--format", "jsonl", "-o", tmp_path / "claims.jsonl")
    words = ["control", "--at", "2021-08-14", "--format", "csv", "--unit", "AF-LOG", "--unit", "AF-BAL"]
    direct = list(csv.DictReader(io.StringIO(run(*words))))
    again = list(csv.DictReader(io.StringIO(run(*words, "--claims", tmp_path / "claims.jsonl"))))
    assert [(r["unit"], r["status"], r["extent"]) for r in again] == [
        (r["unit"], r["status"], r["extent"]) for r in direct
    ]


def test_geojson_of_control_has_every_unit_and_its_claims():
    collection = json.loads(run(*["control", "--at", "2021-08-14", "--format", "geojson"]))
    assert len(collection["features"]) == 34
    coloured = [f["properties"] for f in collection["features"] if f["properties"]["status"] != "no_report"]
    assert coloured
    assert all(p["claim_ids"] for p in coloured)


def test_a_picture_is_the_same_bytes_twice(tmp_path):
    for name in ("a.png", "b.png"):
        run("export", "--at", "2021-08-14", "--known-at", "2021-08-15", "-o", tmp_path / name)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_a_store_adds_its_articles(tmp_path):
    article = tmp_path / "late.txt"
    article.write_text("The Taliban captured Bamyan on Sunday, officials said.", encoding="utf-8")
    (tmp_path / "articles.toml").write_text(
        '[[article]]\nfile = "late.txt"\npublished = 2021-08-16\ncountry = "AF"\n', encoding="utf-8"
    )
    run("read", tmp_path, "--store", tmp_path / "case.db")
    rows = {
        r["unit"]: r
        for r in csv.DictReader(io.StringIO(run("control", "--store", tmp_path / "case.db", "--format", "csv")))
    }
    assert rows["AF-BAM"]["status"] != "no_report"


def test_an_article_without_a_date_is_said_and_moves_nothing(tmp_path):
    (tmp_path / "undated.txt").write_text("The Taliban captured Bamyan on Sunday, officials said.", encoding="utf-8")
    said = run("read", tmp_path / "undated.txt", "--country", "AF", "--store", tmp_path / "case.db")
    assert "1 without a date, which move nothing" in said
    rows = {
        r["unit"]: r
        for r in csv.DictReader(io.StringIO(run("control", "--store", tmp_path / "case.db", "--format", "csv")))
    }
    assert rows["AF-BAM"]["status"] == "no_report"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"\xff\xfe\x00bad", "binary|UTF-8"), (b"caf\xe9 fell to the rebels on Monday", "UTF-8")],
)
def test_an_article_that_cannot_be_read_is_named_with_the_mend(tmp_path, content, said):
    path = tmp_path / "broken.txt"
    path.write_bytes(content)
    with pytest.raises(WhoHoldsError, match=f"broken.txt.*({said})"):
        run("claims", path)


def test_a_date_that_is_no_date_is_named(case):
    toml = case.parent / "seeds" / "articles.toml"
    toml.write_text(toml.read_text("utf-8").replace("2021-08-15", '"the 15th"', 1), encoding="utf-8")
    with pytest.raises(WhoHoldsError, match=r"articles\.toml.*published.*the 15th"):
        run("control", "--case", case)


def test_boundaries_with_an_id_used_twice_are_refused(case):
    path = case / "provinces.geojson"
    collection = json.loads(path.read_text("utf-8"))
    collection["features"][1]["properties"]["id"] = collection["features"][0]["properties"]["id"]
    collection["features"][1]["id"] = collection["features"][0].get("id")
    path.write_text(json.dumps(collection), encoding="utf-8")
    with pytest.raises(WhoHoldsError, match=r"provinces\.geojson"):
        run("case", "check", case)


def test_a_failed_export_leaves_no_file_and_the_old_one_alone(tmp_path):
    target = tmp_path / "map.png"
    target.write_bytes(b"an older picture")
    with pytest.raises(WhoHoldsError, match=r"map\.docx.*\.png"):
        run("export", "-o", tmp_path / "map.docx")
    assert [p.name for p in tmp_path.iterdir()] == ["map.png"]
    assert target.read_bytes() == b"an older picture"


def whoholds_process(*words):
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *words], capture_output=True, text=True, timeout=120, check=False
    )


def test_a_port_in_use_is_one_paragraph_and_exit_code_2():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = whoholds_process("serve", "--port", str(taken.getsockname()[1]))
    assert result.returncode == 2
    assert "Another program is using it" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_pipe_gets_the_result_and_nothing_else():
    result = whoholds_process("control", "--at", "2021-08-14", "--unit", "AF-LOG", "--format", "jsonl")
    assert result.returncode == 0
    assert result.stderr == ""
    assert json.loads(result.stdout)["unit"] == "AF-LOG"


def test_a_wrong_option_is_exit_code_2():
    result = whoholds_process("control", "--at", "yesterday")
    assert result.returncode == 2
    assert "write year-month-day" in result.stderr


def test_doctor_finds_everything_in_a_checkout():
    said = run("doctor")
    assert "default case" in said
    assert "broken" not in said
