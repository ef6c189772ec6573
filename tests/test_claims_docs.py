"""docs/rules.md is what the rules say."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.claims.blocks import blocks_of
from dashboard.claims.rulebook import rulebook
from dashboard.claims.rules_page import rules_page

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"


def test_the_page_is_in_step_with_the_rules() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page()


@pytest.mark.parametrize("row", rulebook().table("blocks", "block"), ids=lambda row: row["kind"])
def test_lines_that_are_no_story_are_told_apart(row: dict[str, str]) -> None:
    assert blocks_of(row["match"])[0].kind == row["kind"]
    assert blocks_of(row["no_match"])[0].told
