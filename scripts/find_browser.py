"""Find a Chromium for the browser tests; install it where it is missing and that is allowed; else say how to."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str | None:
    """The path of a browser: CHROMIUM from the environment, one on the PATH, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named and Path(named).exists():
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install Debian's Chromium and fonts as root; elsewhere try Playwright's own download."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        done = subprocess.run(
            ["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-core"],
            check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdout=subprocess.DEVNULL,
        )
        if done.returncode == 0:
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Print the browser's path; 1 with instructions where there is none and none could be installed."""
    if not find():
        print("No Chromium found: trying to install it.", flush=True)
        install()
    if path := find():
        print(f"Chromium: {path}")
        return 0
    print(
        "The browser tests need Chromium, and it could not be installed here.\n"
        "  Debian, Ubuntu:  sudo apt-get install chromium fonts-noto-core\n"
        "  Fedora:          sudo dnf install chromium\n"
        "  macOS, Windows:  python -m playwright install chromium\n"
        "Or set CHROMIUM=/path/to/a/chrome. Then run the command again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
