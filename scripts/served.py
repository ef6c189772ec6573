"""The page on a free port and a real Chromium before it, for the scripts that take pictures of it."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from find_browser import find
from playwright.sync_api import Browser, Page, sync_playwright

HOME = Path(__file__).resolve().parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@contextmanager
def served(case: Path | None = None) -> Iterator[str]:
    """The address of `whoholds serve` for a case's folder (None: the default case), which ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port)]
    server = subprocess.Popen([*command, *(["--case", str(case)] if case else [])], cwd=HOME, stderr=subprocess.DEVNULL)
    try:
        yield _answering(f"http://127.0.0.1:{port}/", server)
    finally:
        server.terminate()
        server.wait()


def _answering(url: str, server: "subprocess.Popen[bytes]") -> str:
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return url
        except OSError:
            if server.poll() is not None:
                raise SystemExit(f"The server ended with code {server.returncode} before it answered.") from None
            time.sleep(0.1)
    raise SystemExit(f"{url} does not answer")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window; SystemExit where there is none."""
    found = find()
    if found is None:
        raise SystemExit("No Chromium here: run `make browser`, or set CHROMIUM=/path/to/a/chrome.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


def until(page: Page, condition: str, seconds: float = 20) -> bool:
    """Whether a condition of the page (JavaScript) comes true in time; the page's policy forbids Playwright's own wait."""
    asked = f"(() => {{ try {{ return Boolean({condition}); }} catch {{ return false; }} }})()"
    for _ in range(int(seconds / 0.05)):
        if page.evaluate(asked):
            return True
        page.wait_for_timeout(50)
    return False
