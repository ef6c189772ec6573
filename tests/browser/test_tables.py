"""The tables beside the map: the keyboard twin of the map, and the grid of claims, both in step with map and timeline."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from dashboard.figures.spreadsheet import FORMULA, harmless

pytestmark = pytest.mark.browser
Visit = Any
NAMES = "[...document.querySelectorAll('.wh-provinces tbody tr:not([hidden]) th')].map(th => th.textContent)"


def provinces(visit: Visit, query: str = "") -> None:
    visit.open(f"?tab=provinces{query}")
    visit.until("document.querySelectorAll('.wh-provinces tbody tr').length === 34")


def test_each_province_has_a_row_and_enter_chooses_it_on_the_map(visit: Visit) -> None:
    provinces(visit)
    visit.page.focus(".wh-provinces tr[data-unit=AF-HER] button")
    visit.page.keyboard.press("Enter")
    visit.until("whoholds.view().unit === 'AF-HER'")
    visit.until("document.querySelector('.wh-provinces tr.is-on')?.dataset.unit === 'AF-HER'")
    visit.page.keyboard.press("ArrowDown")
    assert visit.page.evaluate("document.activeElement.textContent") == "Jowzjan"


def test_a_heading_sorts_both_ways_and_says_so(visit: Visit) -> None:
    provinces(visit)
    visit.page.click(".wh-sort[data-column='1']")
    assert "held" in visit.page.evaluate(
        "document.querySelector('.wh-provinces tbody tr').textContent"
    ) or "claimed" in visit.page.evaluate("document.querySelector('.wh-provinces tbody tr').textContent")
    visit.page.click(".wh-sort[data-column='0']")
    assert visit.page.evaluate(NAMES)[0] == "Badakhshan"
    visit.page.click(".wh-sort[data-column='0']")
    assert visit.page.evaluate(NAMES)[0] == "Zabul"
    assert visit.page.get_attribute(".wh-provinces th:first-child", "aria-sort") == "descending"


def test_the_table_follows_the_clock_and_keeps_its_order(visit: Visit) -> None:
    provinces(visit)
    visit.page.click(".wh-sort[data-column='0']")
    status = "document.querySelector('.wh-provinces tr[data-unit=AF-HER] td').textContent"
    assert visit.page.evaluate(status) != "no report"
    visit.page.evaluate("whoholds.go({day: '2021-08-06'})")
    visit.until(f"{status} === 'no report'")
    assert visit.page.evaluate(NAMES)[0] == "Zabul"


def test_finding_hides_the_other_rows_and_is_in_the_link(visit: Visit) -> None:
    provinces(visit)
    visit.page.fill(".wh-provinces .wh-find", "herat")
    visit.until(f"{NAMES}.length === 1")
    visit.until("location.search.includes('q=herat')")


def test_the_provinces_download_as_csv_with_ids_and_iso_days(visit: Visit) -> None:
    provinces(visit)
    with visit.page.expect_download() as caught:
        visit.page.click(".wh-csv")
    with open(caught.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(io.StringIO(file.read())))
    assert len(rows) == 34
    herat = next(row for row in rows if row["id"] == "AF-HER")
    assert herat["Since"] == "2021-08-12"
    assert caught.value.suggested_filename == "provinces-2021-08-15-known-2021-08-15.csv"


def test_the_claims_are_those_known_and_a_row_moves_clock_and_map(visit: Visit) -> None:
    visit.open("?tab=claims")
    visit.until("document.querySelectorAll('#claims-grid .ag-center-cols-container .ag-row').length === 7")
    visit.page.click("#claims-grid .ag-row[row-id] [col-id=unit] >> text=Jowzjan")
    visit.until("whoholds.view().unit === 'AF-JOW' && whoholds.view().day === '2021-08-07'")
    visit.page.evaluate("whoholds.go({known: '2021-08-10'})")
    visit.until("document.querySelectorAll('#claims-grid .ag-center-cols-container .ag-row').length === 3")


def test_the_grid_filters_by_text_and_by_column(visit: Visit) -> None:
    visit.open("?tab=claims")
    visit.until("document.querySelectorAll('#claims-grid .ag-center-cols-container .ag-row').length === 7")
    visit.page.fill(".is-claims .wh-find", "Kunduz")
    visit.until("document.querySelectorAll('#claims-grid .ag-center-cols-container .ag-row').length === 2")
    visit.page.evaluate(
        """dash_ag_grid.getApi('claims-grid').setFilterModel({side: {filterType: 'text', type: 'contains', filter: 'Gov'}})"""
    )
    visit.until("document.querySelectorAll('#claims-grid .ag-center-cols-container .ag-row').length === 1")


def claims(visit: Visit) -> None:
    visit.open("?tab=claims")
    visit.until("document.querySelectorAll('#claims-grid .ag-center-cols-container .ag-row').length === 7")


def claims_file(visit: Visit) -> tuple[str, list[dict[str, str]]]:
    """The name and the rows of the file that the grid gives."""
    with visit.page.expect_download() as caught:
        visit.page.click("#claims-csv")
    with open(caught.value.path(), encoding="utf-8-sig", newline="") as file:
        return caught.value.suggested_filename, list(csv.DictReader(io.StringIO(file.read())))


def test_the_claims_download_as_csv_with_iso_days(visit: Visit) -> None:
    claims(visit)
    name, rows = claims_file(visit)
    assert name == "claims-known-2021-08-15.csv"
    herat = next(row for row in rows if row["Province"] == "Herat")
    assert (herat["Quote"], herat["Day"]) == ("Herat was captured on 12 August.", "2021-08-12")


@pytest.mark.parametrize("start", [*FORMULA, "'", "a", "1", " =", "–"])
def test_page_and_server_make_the_same_cells_harmless(visit: Visit, start: str) -> None:
    if visit.page.url == "about:blank":
        visit.open()
    text = f"{start}cmd|' /C calc'!A0"
    assert visit.page.evaluate("(text) => whoholds.harmless(text)", text) == harmless(text)
    assert (harmless(text) == text) == (start not in FORMULA)


@pytest.mark.parametrize("start", FORMULA)
def test_no_file_of_the_page_holds_a_formula(visit: Visit, start: str) -> None:
    claims(visit)
    bad = f"{start}HYPERLINK(1)"
    visit.page.evaluate(
        """(bad) => { const api = dash_ag_grid.getApi('claims-grid'); let node; api.forEachNode((one) => { node ||= one; });
        node.setDataValue('quote', bad); }""",
        bad,
    )
    assert f"'{bad}" in {row["Quote"] for row in claims_file(visit)[1]}
    provinces(visit)
    visit.page.evaluate(
        """(bad) => { const body = document.querySelector('[data-rows]');
        body.whData.find((row) => row.id === 'AF-HER').cells[2][0] = bad; }""",
        bad,
    )
    with visit.page.expect_download() as caught:
        visit.page.click(".wh-csv")
    with open(caught.value.path(), encoding="utf-8-sig", newline="") as file:
        assert f"'{bad}" in {row["Side"] for row in csv.DictReader(io.StringIO(file.read()))}


SEEN = """(selector) => { const box = document.querySelector('#side').getBoundingClientRect();
  return [...document.querySelectorAll(selector)].filter((head) => { const at = head.getBoundingClientRect();
    return at.left >= box.left - 1 && at.right <= box.right + 1; }).map((head) => head.innerText.trim()); }"""
GRID_HEADS, HEADS = "#claims-grid .ag-header-cell[col-id]", ".wh-provinces thead th"


def test_the_panel_shows_the_telling_columns_first(visit: Visit) -> None:
    claims(visit)
    assert {"Province", "Day", "Says"} <= set(visit.page.evaluate(SEEN, GRID_HEADS))
    provinces(visit)
    assert visit.page.evaluate(SEEN, HEADS)[:4] == ["Province", "Status", "Side", "Since"]


def test_a_phone_shows_province_and_day_of_a_claim_and_the_side_of_a_province(phone: Visit) -> None:
    claims(phone)
    assert {"Province", "Day", "Says"} <= set(phone.page.evaluate(SEEN, GRID_HEADS))
    provinces(phone)
    assert phone.page.evaluate(SEEN, HEADS)[:3] == ["Province", "Status", "Side"]


def test_the_wide_columns_are_reached_by_scrolling_and_the_province_stays(visit: Visit) -> None:
    claims(visit)
    visit.page.evaluate("dash_ag_grid.getApi('claims-grid').ensureColumnVisible('quote', 'start')")
    visit.until(f"({SEEN})('{GRID_HEADS}').length && document.querySelector('#claims-grid .ag-row [col-id=quote]')")
    assert "Province" in visit.page.evaluate(SEEN, GRID_HEADS)
    visit.page.evaluate("dash_ag_grid.getApi('claims-grid').ensureColumnVisible('moves')")
    visit.until(f"({SEEN})('{GRID_HEADS}').includes('Moves the map')")
    provinces(visit)
    visit.page.evaluate("document.querySelector('.wh-table__scroll').scrollLeft = 4000")
    seen = visit.page.evaluate(SEEN, HEADS)
    assert "Origins" in seen
    assert visit.page.evaluate(SEEN, ".wh-provinces tbody tr:first-child th") == ["Badakhshan"]
