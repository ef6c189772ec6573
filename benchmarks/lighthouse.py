"""Lighthouse on the default case: performance, accessibility and best practices, desktop preset, in the same Chromium.

Usage: npm install --prefix DIR lighthouse && python benchmarks/lighthouse.py --lighthouse DIR/node_modules/.bin/lighthouse [--runs 3]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

from play import FLAGS, serving

from dashboard.case import default_case
from dashboard.situation import situation_of
from dashboard.web import create_app

KINDS = ("performance", "accessibility", "best-practices")


def scores(lighthouse: Path, url: str, chromium: str) -> dict[str, int]:
    """The scores (0-100) of one run."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        flags = " ".join(["--headless=new", *FLAGS])
        asked = [
            "--preset=desktop",
            f"--only-categories={','.join(KINDS)}",
            "--output=json",
            f"--output-path={out}",
            "--quiet",
        ]
        subprocess.run(
            [str(lighthouse), url, *asked, f"--chrome-flags={flags}"],
            check=True,
            env=os.environ | {"CHROME_PATH": chromium},
        )
        found = json.loads(out.read_text(encoding="utf-8"))["categories"]
    return {kind: round(100 * found[kind]["score"]) for kind in KINDS}


def main() -> None:
    """Serve as `whoholds serve` does, and ask Lighthouse."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lighthouse", type=Path, required=True)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with serving(create_app(situation_of(default_case()))) as url:
        for _ in range(given.runs):
            print(scores(given.lighthouse, url, given.chromium), flush=True)


if __name__ == "__main__":
    main()
