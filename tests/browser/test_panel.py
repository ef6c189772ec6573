"""The panel, the article and the other views in a real Chromium: what is clicked is what is shown, and Esc closes it."""

from __future__ import annotations

from typing import Any

import pytest

Visit = Any

pytestmark = pytest.mark.browser


def shown(visit: Visit, selector: str) -> str:
    """The text of the first element that a selector finds."""
    return str(visit.page.evaluate(f"document.querySelector({selector!r})?.innerText || ''"))


def test_a_province_in_the_link_opens_its_evidence(visit: Visit) -> None:
    visit.open("?unit=AF-HER")
    visit.until("document.querySelector('#panel-title')?.textContent === 'Herat'")
    assert "captured" in shown(visit, ".wh-evidence")
    assert shown(visit, ".wh-evidence mark") == "Herat was captured on 12 August."


def test_before_a_province_is_chosen_the_day_is_told_and_each_line_leads_on(visit: Visit) -> None:
    visit.open("?at=2021-08-13")
    visit.until("document.querySelector('.wh-landing__part.is-changed')?.innerText.includes('Logar')")
    visit.page.keyboard.press("ArrowLeft")
    visit.until("document.querySelector('.wh-landing__part.is-changed')?.innerText.includes('Herat')")
    visit.page.click(".wh-landing__part.is-reports [data-unit=AF-HER]")
    visit.until("whoholds.view().unit === 'AF-HER' && whoholds.view().claim")
    visit.until("document.querySelector('#panel-title')?.textContent === 'Herat'")
    visit.page.go_back()
    visit.until("document.querySelector('.wh-landing__part.is-begin')")
    visit.page.click(".wh-landing__tabs >> text=Findings")
    visit.until("whoholds.view().tab === 'findings'")


def test_a_neighbour_is_one_press_away(visit: Visit) -> None:
    visit.open("?unit=AF-HER")
    visit.until("document.querySelector('.wh-neighbours__row[data-unit=AF-FRA]')")
    visit.page.click(".wh-neighbours__row[data-unit=AF-FRA]")
    visit.until("document.querySelector('#panel-title')?.textContent === 'Farah'")
    assert "unit=AF-FRA" in visit.query


def test_a_card_opens_its_article_with_the_claim_in_view_and_escape_goes_back(visit: Visit) -> None:
    visit.open("?unit=AF-HER")
    visit.until("document.querySelector('.wh-open-claim')")
    visit.page.focus(".wh-open-claim")
    visit.page.keyboard.press("Enter")
    visit.until("document.querySelector('#article').open && document.querySelector('.wh-mark.is-chosen')")
    visit.until("document.activeElement.classList.contains('is-chosen')")
    assert shown(visit, ".wh-mark.is-chosen") == "Herat was captured on 12 August."
    visit.page.keyboard.press("Escape")
    visit.until("!document.querySelector('#article').open")
    assert "article=" not in visit.query
    assert visit.page.evaluate("document.activeElement.classList.contains('wh-open-claim')")


def test_n_and_p_step_through_the_claims_without_asking_the_server(visit: Visit) -> None:
    visit.open("?unit=AF-HER&article=late")
    visit.until("document.querySelectorAll('#article-body .wh-mark').length >= 4")
    visit.page.wait_for_timeout(400)
    before = len(visit.posts)
    visit.page.keyboard.press("n")
    visit.until("/Claim 1 of 4/.test(document.querySelector('.wh-article__position').textContent)")
    visit.page.keyboard.press("n")
    visit.until("/Claim 2 of 4/.test(document.querySelector('.wh-article__position').textContent)")
    visit.page.keyboard.press("p")
    visit.until("/Claim 1 of 4/.test(document.querySelector('.wh-article__position').textContent)")
    visit.page.wait_for_timeout(300)
    assert len(visit.posts) == before


def test_each_sentence_is_explained_on_request(visit: Visit) -> None:
    visit.open("?unit=AF-HER&article=late")
    visit.until("document.querySelector('.wh-explain')")
    assert not visit.page.evaluate("document.querySelector('.wh-notes').checkVisibility()")
    visit.page.click(".wh-explain")
    visit.until("document.querySelector('.wh-notes').checkVisibility()")
    assert visit.page.get_attribute(".wh-explain", "aria-pressed") == "true"


def test_a_citation_is_copied(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open("?unit=AF-HER")
    visit.until("document.querySelector('[data-copy]')")
    visit.page.click(".wh-cite [data-copy]")
    visit.until("document.querySelector('.wh-cite [data-copy]').textContent === 'Copied'")
    assert "Herat was captured" in visit.page.evaluate("navigator.clipboard.readText()")


def test_the_tabs_move_with_the_arrows_and_the_tab_is_in_the_link(visit: Visit) -> None:
    visit.open()
    visit.page.focus("#tab-evidence")
    visit.page.keyboard.press("ArrowRight")
    visit.until("document.querySelector('#tab-provinces').getAttribute('aria-selected') === 'true'")
    visit.page.keyboard.press("End")
    visit.until(
        "!document.querySelector('#body-help').hidden && document.querySelector('#body-help').childElementCount > 3"
    )
    assert "tab=help" in visit.query


def test_only_the_tab_that_is_shown_is_asked_for(visit: Visit) -> None:
    visit.open("?unit=AF-HER")
    visit.until("document.querySelector('.wh-evidence')")
    visit.page.wait_for_timeout(300)
    assert len(visit.posts) == 1


def test_contested_is_striped_in_the_strip_and_a_click_goes_to_the_day(visit: Visit) -> None:
    visit.open("?mode=strip")
    visit.until("document.querySelector('[data-strip-unit=AF-KDZ] rect')?.style.fill")
    fills = visit.page.evaluate(
        "[...document.querySelectorAll('[data-strip-unit=AF-KDZ] rect')].map(r => r.style.fill)"
    )
    assert any("url(" in fill for fill in fills)
    box = visit.page.locator("[data-strip-unit=AF-KDZ]").bounding_box()
    assert box
    visit.page.mouse.click(box["x"] + box["width"] * 3.5 / 11, box["y"] + 5)
    visit.until("whoholds.view().unit === 'AF-KDZ' && whoholds.view().day === '2021-08-08'")


def test_the_difference_map_fills_only_what_differs_as_it_is_now(visit: Visit) -> None:
    visit.open("?mode=difference&at2=2021-08-10")
    visit.until("document.querySelectorAll('.wh-mini path').length >= 34")
    filled = visit.page.evaluate(
        "[...document.querySelectorAll('.wh-mini path:not(.is-same)')].map(p => p.dataset.unit).sort()"
    )
    assert filled == ["AF-HER", "AF-KDZ", "AF-LOG"]
    fill = visit.page.evaluate("document.querySelector('.wh-mini path[data-unit=AF-KDZ]').style.fill")
    assert fill == visit.fill("AF-KDZ")


def test_the_small_maps_follow_the_chosen_days(visit: Visit) -> None:
    visit.open("?mode=multiples")
    visit.until("document.querySelectorAll('.wh-multiples__one').length > 2")
    visit.page.fill(".wh-date input", "2021-08-07, 2021-08-13")
    visit.page.keyboard.press("Tab")
    visit.until("document.querySelectorAll('.wh-multiples__one').length === 2")
    assert "dates=" in visit.query


def test_the_page_reads_from_right_to_left_in_dari(visit: Visit) -> None:
    visit.open("?unit=AF-HER&lang=fa")
    visit.until("document.querySelector('#panel-title')?.textContent === 'هرات'")
    assert visit.page.evaluate("document.documentElement.dir") == "rtl"
    assert shown(visit, "#tab-evidence") == "شواهد"
    side = visit.page.locator("#side").bounding_box()
    assert side
    assert side["x"] < 10


def test_on_a_phone_the_panel_is_a_sheet_and_nothing_sticks_out(phone: Visit) -> None:
    phone.open("?unit=AF-HER")
    phone.until("document.querySelector('.wh-evidence')")
    phone.page.click(".wh-sheet")
    assert phone.page.get_attribute(".wh-sheet", "aria-expanded") == "true"
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert phone.page.evaluate(
        "document.querySelector('.wh-side__body').scrollWidth <= document.querySelector('.wh-side__body').clientWidth"
    )


def test_on_a_phone_the_map_has_the_screen_until_a_province_is_chosen(phone: Visit) -> None:
    phone.open()
    phone.until("document.querySelector('#side').dataset.sheet === 'peek'")
    assert phone.page.locator(".wh-map").bounding_box()["height"] > 400
    phone.page.evaluate("whoholds.go({unit: 'AF-HER'})")
    phone.until("document.querySelector('#side').dataset.sheet === 'half'")
    assert phone.page.locator(".wh-map").bounding_box()["height"] < 350


def test_the_sheet_is_drawn_by_its_handle_and_opens_at_a_tab(phone: Visit) -> None:
    phone.open("?unit=AF-HER")
    phone.until("document.querySelector('#side').dataset.sheet === 'half'")
    box = phone.page.locator(".wh-sheet").bounding_box()
    assert box
    phone.page.mouse.move(195, box["y"] + 8)
    phone.page.mouse.down()
    phone.page.mouse.move(195, box["y"] - 120, steps=4)
    phone.page.mouse.up()
    phone.until("document.querySelector('#side').dataset.sheet === 'full'")
    phone.page.click(".wh-sheet")
    phone.until("document.querySelector('#side').dataset.sheet === 'peek'")
    phone.page.click("#tab-evidence")
    phone.until("document.querySelector('#side').dataset.sheet === 'half'")


def test_copying_the_link_is_said_and_the_notice_goes_by_itself(visit: Visit) -> None:
    visit.open("?unit=AF-HER")
    visit.page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    visit.page.click("#menus details:nth-of-type(3) summary")
    visit.page.click("#menus details:nth-of-type(3) .wh-menu__item")
    visit.until("document.querySelector('#notices').innerText.includes('Link copied')")
    assert visit.page.evaluate("window.copied === location.href")
    visit.until("!document.querySelector('#notices').innerText", 12)


def test_at_twice_the_size_of_text_nothing_is_cut(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 720, "height": 450})  # 1440 x 900 at 200 %
    visit.open("?unit=AF-HER")
    visit.until("document.querySelector('.wh-evidence')")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 720
    visit.page.set_viewport_size({"width": 1440, "height": 900})


def test_the_tour_opens_once_on_a_bare_address_and_can_be_left(visit: Visit) -> None:
    visit.page.add_init_script("localStorage.removeItem('whoholds.tour')")
    visit.open()
    visit.until("!document.querySelector('#tour').hidden")
    visit.page.click("[data-tour=next]")
    assert "timeline" in shown(visit, ".wh-tour__step:not([hidden])").lower()
    visit.page.keyboard.press("Escape")
    visit.until("document.querySelector('#tour').hidden")
    assert visit.page.evaluate("localStorage.getItem('whoholds.tour')") == "1"


def test_a_lost_server_is_said_and_a_found_one_takes_it_away(visit: Visit) -> None:
    visit.open("?unit=AF-HER")
    visit.until("document.querySelector('.wh-evidence')")
    visit.page.route("**/_dash-update-component*", lambda route: route.abort())
    visit.page.evaluate("whoholds.go({unit: 'AF-LOG'})")
    visit.until("!document.querySelector('#offline').hidden")
    visit.page.unroute("**/_dash-update-component*")
    visit.page.evaluate("whoholds.go({unit: 'AF-NIM'})")
    visit.until(
        "document.querySelector('#offline').hidden && document.querySelector('#panel-title').textContent === 'Nimroz'"
    )
    visit.faults.clear()  # the requests that this test broke


def test_what_covers_the_map_scrolls_to_its_end(visit: Visit) -> None:
    visit.open("?mode=strip")
    visit.until("document.querySelector('.wh-totals__table')")
    visit.page.evaluate("document.querySelector('#alt-body').scrollTo(0, 1e6)")
    assert visit.page.evaluate("document.querySelector('#alt-body').scrollTop > 0")
    end = visit.page.locator(".wh-totals__table").bounding_box()
    timeline = visit.page.locator("#timeline").bounding_box()
    assert end
    assert timeline
    assert end["y"] + end["height"] <= timeline["y"]
