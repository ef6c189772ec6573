"""Build the page's fonts (assets/fonts/*.woff2) from those of the pictures: Latin and punctuation only, so the page stays light.

Usage: python scripts/page_fonts.py
"""

from pathlib import Path

from fontTools import subset

ROOT = Path(__file__).parent.parent
SOURCE, TARGET = ROOT / "dashboard" / "figures" / "fonts", ROOT / "assets" / "fonts"
CHOSEN = ("WhoHoldsSans-400", "WhoHoldsSans-700", "WhoHoldsSerif-400")
UNICODES = (
    "U+0020-007E,U+00A0-017F,U+02BB-02BC,U+2010-2026,U+2030,U+2032-2033,U+2039-203A,U+20AC,U+2122,U+2190-2193,U+2212"
)


def main() -> None:
    """Write one WOFF2 file for each chosen font."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in CHOSEN:
        out = TARGET / f"{name}.woff2"
        subset.main(
            [
                str(SOURCE / f"{name}.ttf"),
                f"--unicodes={UNICODES}",
                "--layout-features=*",
                "--flavor=woff2",
                f"--output-file={out}",
            ]
        )
        print(f"{out.relative_to(ROOT)}: {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
