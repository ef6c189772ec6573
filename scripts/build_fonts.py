"""Build the fonts of the pictures from two npm packages: latin and latin-ext joined, as TTF, under names of our own.

Run: npm pack @fontsource/libre-franklin@5.3.0 @fontsource/newsreader@5.3.0, unpack each into a folder, then
     python scripts/build_fonts.py FOLDER_OF_LIBRE_FRANKLIN FOLDER_OF_NEWSREADER dashboard/figures/fonts
Needs fonttools (comes with matplotlib). Both are under the SIL Open Font License 1.1 without reserved names; the name is
changed so that a copy installed on the reader's machine can never be drawn instead (same input, same bytes).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools import merge
from fontTools.ttLib import TTFont

# source package, weight there, our family, our weight: those that the fallback font has too
CUTS = (
    ("libre-franklin", 400, "Who Holds Sans", 400),
    ("libre-franklin", 600, "Who Holds Sans", 700),
    ("newsreader", 500, "Who Holds Serif", 400),
)


def build(folder: Path, stem: str, weight: int, family: str, ours: int, out: Path) -> Path:
    """One cut: latin and latin-ext merged with their kerning, renamed."""
    with tempfile.TemporaryDirectory() as work:
        parts = []
        for subset in ("latin", "latin-ext"):
            font = TTFont(folder / "files" / f"{stem}-{subset}-{weight}-normal.woff", recalcTimestamp=False)
            font.flavor = None
            for table in ("STAT",):
                if table in font:
                    del font[table]
            part = Path(work) / f"{subset}.ttf"
            font.save(part)
            parts.append(str(part))
        font = merge.Merger().merge(parts)
        rename(font, family, ours)
        font["head"].created = font["head"].modified = 3786825600  # fixed: same input, same bytes
        font.recalcTimestamp = False
        target = out / f"{family.replace(' ', '')}-{ours}.ttf"
        font.save(target)
        return target


def rename(font: TTFont, family: str, weight: int) -> None:
    """Give the font our family name; the weight is ours too."""
    sub = {400: "Regular", 700: "Bold"}[weight]
    names = {1: family, 2: sub, 3: f"{family} {sub}", 4: f"{family} {sub}", 6: f"{family} {sub}".replace(" ", "-")}
    table = font["name"]
    table.names = [n for n in table.names if n.nameID in (0, 13, 14)]
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


if __name__ == "__main__":
    folders, out = dict(zip(("libre-franklin", "newsreader"), map(Path, sys.argv[1:3]), strict=True)), Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    for stem, weight, family, ours in CUTS:
        print(build(folders[stem], stem, weight, family, ours, out))
