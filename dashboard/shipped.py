"""Where the files are that ship with the package: inside it in a wheel, beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The path of `assets`, `data`, `seeds` or `examples`, in a wheel or in a checkout."""
    inside = _PACKAGE / "shipped" / name
    return inside if inside.exists() else _PACKAGE.parent / name
