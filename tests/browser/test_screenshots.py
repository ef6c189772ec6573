"""The script that photographs the page does so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).parent.parent.parent / "scripts" / "take_screenshots.py"


def test_a_state_is_photographed_at_the_width_asked_for(tmp_path: Path) -> None:
    asked = ["--state", "keys", "--width", "390", "--theme", "dark", "--sheets", "--out", str(tmp_path)]
    subprocess.run([sys.executable, str(SCRIPT), *asked], check=True, capture_output=True, timeout=120)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keys-390-dark.png", "sheet-390-dark-01.png"]
    picture = Image.open(tmp_path / "keys-390-dark.png").convert("RGB")
    assert picture.size == (390, 844)
    colours = picture.getcolors(1 << 20)
    assert colours is not None
    assert len(colours) > 50  # not an empty page
