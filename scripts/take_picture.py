"""Make docs/page.png, the picture of the README: the page as it opens on the seeds, in a real Chromium, at 1440 px."""

from served import HOME, chromium, served, until

VIEW = "?at=2021-08-14&unit=AF-LOG"


def main() -> None:
    """Serve the default case, open the view, save the picture."""
    with served() as url, chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
        page.goto(url + VIEW)
        until(page, "document.querySelector('.wh-evidence')")
        page.wait_for_timeout(1500)
        page.screenshot(path=HOME / "docs" / "page.png")


if __name__ == "__main__":
    main()
