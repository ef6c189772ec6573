"""What several tests share: the text of the seed, and the case that ships, read once a process."""

from pathlib import Path

import pytest

from dashboard.case import default_case
from dashboard.situation import Situation, situation_of

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def seed_text() -> str:
    """The user's article, as it is in seeds/."""
    (path,) = (ROOT / "seeds").glob("*.txt")
    return path.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def seed_situation() -> Situation:
    """The default case, read."""
    return situation_of(default_case())
