"""The docs say what is so."""

import re
import runpy
from pathlib import Path

import pytest

from dashboard import __version__

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
OWN = [
    p
    for p in ROOT.rglob("*")
    if p.is_file() and not {".git", ".venv", "dist", "build"} & set(p.relative_to(ROOT).parts)
]


def test_the_readme_opens_with_a_sentence_a_picture_and_two_commands():
    head = README.split("\n## ")[0]
    blocks = [block for block in head.split("\n\n") if block.strip()]
    assert blocks[0].startswith("# ")
    assert blocks[1].count(".") == 1
    assert blocks[2].startswith("![")
    assert re.findall(r"^make (\w+)", head, re.M) == ["serve", "test"]


def test_every_command_of_the_readme_is_in_the_makefile():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert set(re.findall(r"^make (\w+)", README, re.M)) <= targets


def test_ci_runs_the_test_command_of_the_readme():
    assert "\nmake test\n" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_every_file_that_the_docs_link_to_exists():
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_page_of_the_command_line_is_what_help_says():
    page = runpy.run_path(str(ROOT / "scripts" / "build_docs.py"))["page"]
    written = (ROOT / "docs" / "cli.md").read_text("utf-8")
    # click's versions set their columns apart differently; the words must be the same
    assert written.split() == page().split(), "run: python scripts/build_docs.py"


def test_the_changelog_knows_this_version():
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_nothing_points_outside_the_project():
    outside = "../" + "shared"
    for path in OWN:
        if path.suffix in {".py", ".md", ".toml", ".js", ".css", ".csv", ".txt", ".sh", ""}:
            assert outside not in path.read_text("utf-8", errors="replace"), path


@pytest.mark.parametrize("name", ["dashboard", "assets"])
def test_no_file_loads_anything_from_another_host(name):
    for path in (ROOT / name).rglob("*"):
        if path.suffix in {".js", ".css", ".py"} and not path.name.endswith(".min.js"):
            found = re.search(
                r"(src|href|url|fetch|import)\W{1,4}https?://(?!127|localhost|www\.w3\.org)", path.read_text("utf-8")
            )
            assert found is None, f"{path}: {found and found[0]}"
