"""What goes wrong outside the program: every command says it in one line, ends with another code than 0, leaves no rest."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.case import new_case
from dashboard.cli import whoholds
from dashboard.model import WhoHoldsError

COMMAND = [sys.executable, "-m", "dashboard"]


def refused(*words):
    """What a command says when it refuses its input."""
    result = CliRunner().invoke(whoholds, [str(word) for word in words])
    if isinstance(result.exception, WhoHoldsError):
        return str(result.exception)
    assert result.exit_code == 2, result.output
    return result.output


@pytest.mark.parametrize("words", [["control", "--format", "csv"], ["claims", "--format", "jsonl"], ["case", "check"]])
def test_a_full_disk_under_standard_output_is_one_line_and_exit_code_2(words):
    full = Path("/dev/full")
    if not full.is_char_device():
        pytest.skip("there is no /dev/full here")
    with full.open("wb") as out:
        done = subprocess.run([*COMMAND, *words], stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "whoholds: the output: No space left on device\n"


@pytest.mark.parametrize(
    "words", [["case", "new", "mine", "--country", "TV"], ["claims", "--format", "jsonl", "-o", "mine"]]
)
def test_a_disk_that_is_full_in_the_middle_leaves_nothing(tmp_path, words):
    done = subprocess.run(
        [*COMMAND, *words],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512)),
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "whoholds: mine: cannot be written (File too large)" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_stop_by_the_keyboard_is_one_word_and_exit_code_130(tmp_path):
    pipe = tmp_path / "article.txt"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [*COMMAND, "read", str(pipe), "--store", str(tmp_path / "case.db")], stderr=subprocess.PIPE, text=True
    )
    with pipe.open("wb"):  # opens when the command begins to read, and keeps it waiting
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert said.strip() == "whoholds: stopped"
    assert [path.name for path in tmp_path.iterdir()] == ["article.txt"]


@pytest.mark.parametrize(
    "words",
    [
        ["claims", "--country"],
        ["read", "x", "--store", "y", "--country"],
        ["evaluate", "x", "--country"],
        ["case", "new", "x", "--country"],
    ],
    ids=lambda words: words[0],
)
def test_a_country_that_is_none_is_refused_before_anything_is_read(words):
    assert "'Afghanistan' is no country: write an ISO 3166-1 alpha-2 code" in refused(*words, "Afghanistan")


@pytest.mark.parametrize("words", [["claims"], ["read", "--store", "case.db"]], ids=lambda words: words[0])
def test_a_folder_without_an_article_is_refused(tmp_path, words):
    assert "holds no article. Articles are files ending in .txt" in refused(*words, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_span_of_days_is_within_those_that_are_shown():
    assert "--from 2021-08-15 is after --at 2021-08-14" in refused(
        "control", "--from", "2021-08-15", "--at", "2021-08-14"
    )
    assert "there is no such day here; the days are 2021-08-" in refused(
        "control", "--from", "0001-01-01", "--at", "0002-01-01"
    )
    words = ["control", "--from", "0001-01-01", "--at", "2021-08-14", "--unit", "AF-LOG", "--format", "jsonl"]
    lines = CliRunner().invoke(whoholds, words).stdout.splitlines()
    assert 1 < len(lines) < 30
    assert len(set(lines)) == len(lines)


def test_an_address_that_is_not_of_this_machine_is_not_called_a_busy_port():
    said = refused("serve", "--host", "nowhere.invalid", "--port", "8050")
    assert "cannot listen on --host nowhere.invalid" in said
    assert "Another program" not in said


def test_a_new_case_is_not_made_in_a_file_nor_in_the_folder_one_is_in(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    with pytest.raises(WhoHoldsError, match="mine: cannot be written"):
        new_case(tmp_path / "file" / "mine", "TV")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WhoHoldsError, match="the folder you are in"):
        new_case(Path(), "TV")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_beside_a_new_case_is_left_alone(tmp_path):
    (tmp_path / "mine.part").mkdir()
    (tmp_path / "mine.part" / "notes.txt").write_text("keep me")
    new_case(tmp_path / "mine", "TV")
    assert (tmp_path / "mine.part" / "notes.txt").read_text() == "keep me"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "mine.part"]
