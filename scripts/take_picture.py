"""Take docs/page.png, the picture of the README: the page as it opens on the seeds, in a real Chromium, at 1440 px."""

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from find_browser import find
from playwright.sync_api import sync_playwright

HOME = Path(__file__).resolve().parent.parent
VIEW = "?at=2021-08-14&unit=AF-LOG"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Serve the default case, open the view, save the picture."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "dashboard", "serve", "--port", str(port)], cwd=HOME)
    try:
        _wait(f"http://127.0.0.1:{port}/")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
            page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
            page.goto(f"http://127.0.0.1:{port}/{VIEW}&tour=0")
            page.wait_for_selector("path.choroplethlocation")
            page.wait_for_timeout(2500)
            page.screenshot(path=HOME / "docs" / "page.png")
            browser.close()
    finally:
        server.terminate()
        server.wait()


def _wait(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{url} does not answer")


if __name__ == "__main__":
    main()
