/* The tables beside the map: rows of provinces from plain data (sorted, found, selected here), and the grid of claims. */
(function (root) {
  "use strict";

  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const sort = { column: 0, down: false }; // kept while the rows change with the view

  function order(a, b) {
    const [x, y] = [a.cells[sort.column][1], b.cells[sort.column][1]];
    if (x === y) return 0;
    if (x === null || y === null) return x === null ? 1 : -1; // what there is none of stays last both ways
    const way = typeof x === "number" ? x - y : String(x).localeCompare(String(y), document.documentElement.lang);
    return sort.down ? -way : way;
  }

  function rows(body) {
    const packed = body.dataset.rows;
    if (body.whRows === packed && body.firstChild) return;
    body.whRows = packed;
    body.whData = JSON.parse(packed);
    fill(body);
  }

  function fill(body) {
    const chosen = root.whoholds?.view?.()?.unit, table = body.closest("table");
    const numbers = all("thead th", table).map((th) => th.classList.contains("is-number"));
    body.replaceChildren(...[...body.whData].sort(order).map((row) => line(row, numbers, chosen)));
    all("thead th", table).forEach((th, i) => th.setAttribute("aria-sort", i === sort.column ? (sort.down ? "descending" : "ascending") : "none"));
    find(body);
  }

  function line(row, numbers, chosen) {
    const tr = document.createElement("tr");
    tr.dataset.unit = row.id;
    tr.classList.toggle("is-on", row.id === chosen);
    row.cells.forEach(([text], i) => {
      const td = document.createElement(i ? "td" : "th");
      if (numbers[i]) td.className = "is-number";
      if (i === 0) { td.scope = "row"; td.append(button(row, text)); }
      else if (i === 1) td.append(sample(row.cell), text);
      else td.textContent = text;
      tr.append(td);
    });
    return tr;
  }

  function button(row, text) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "wh-link", textContent: text });
    made.dataset.go = JSON.stringify({ unit: row.id });
    return made;
  }

  function sample(cell) {
    const made = document.createElement("span");
    made.className = "wh-swatch";
    made.dataset.cell = cell;
    made.setAttribute("aria-hidden", "true");
    return made;
  }

  /* ---- find, sort, download ---- */
  function find(body) {
    const wanted = (root.whoholds?.view?.()?.filter || "").trim().toLocaleLowerCase();
    for (const tr of all("tr", body)) tr.hidden = Boolean(wanted) && !tr.textContent.toLocaleLowerCase().includes(wanted);
  }

  function finder(bar) {
    const own = root.whoholds?.panelTexts?.(root.whoholds.view?.().lang) || {};
    const label = own[bar.closest(".is-claims") ? "side.find_claims" : "side.find_provinces"] || "Find";
    const there = bar.querySelector(".wh-find");
    const input = there || Object.assign(document.createElement("input"), { type: "search", className: "wh-input wh-find", value: root.whoholds?.view?.().filter || "" });
    if (input.placeholder !== label) input.placeholder = label;
    input.setAttribute("aria-label", label);
    if (there) return;
    input.addEventListener("input", () => root.whoholds.go({ filter: input.value }, { push: false, wait: true }));
    bar.append(input);
  }

  function filtered(text) {
    for (const input of all(".wh-find")) if (input !== document.activeElement && input.value !== (text || "")) input.value = text || "";
    for (const body of all("[data-rows]")) find(body);
    const api = grid();
    if (api && api.getGridOption("quickFilterText") !== (text || "")) api.setGridOption("quickFilterText", text || "");
  }

  /* A cell that a spreadsheet would run as a formula, made text: the same rule as in dashboard/figures/spreadsheet.py. */
  const harmless = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

  function download(button) {
    const table = button.closest(".wh-provinces").querySelector("table"), body = table.querySelector("[data-rows]");
    const quoted = (text) => `"${harmless(String(text ?? "")).replaceAll('"', '""')}"`;
    const head = ["id", ...all("thead th", table).map((th) => th.textContent)];
    const shown = all("tbody tr:not([hidden])", table).map((tr) => body.whData.find((row) => row.id === tr.dataset.unit));
    const days = all("thead th", table).map((th) => th.classList.contains("is-day")); // in a file as ISO days
    const lines = [head, ...shown.map((row) => [row.id, ...row.cells.map(([text, value], i) => (days[i] ? value : text))])];
    const blob = new Blob(["\uFEFF" + lines.map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: button.dataset.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function clicked(event) {
    const sorter = event.target.closest?.(".wh-sort"), csv = event.target.closest?.(".wh-csv"), tr = event.target.closest?.(".wh-provinces tbody tr");
    if (sorter) {
      const column = Number(sorter.dataset.column);
      Object.assign(sort, { column, down: sort.column === column ? !sort.down : false });
      fill(sorter.closest("table").querySelector("[data-rows]"));
    } else if (csv) download(csv);
    else if (tr && !event.target.closest("button")) root.whoholds.go({ unit: tr.dataset.unit });
  }

  /* ---- the grid of claims ---- */
  const grid = () => {
    try { return document.getElementById("claims-grid") && root.dash_ag_grid?.getApi("claims-grid"); } catch { return null; }
  };

  /* What the grid holds as a file, with days as ISO days; `params` are the server's (the name of the file). */
  function claimsCsv(params) {
    grid()?.exportDataAsCsv({ ...params, processCellCallback: ({ value }) => (typeof value === "string" ? harmless(value) : value) });
  }

  function select(claim) {
    const api = grid();
    if (!api) return;
    const row = claim && api.getRowNode(claim);
    if (row && !row.isSelected()) { row.setSelected(true, true); api.ensureNodeVisible(row); }
    if (!row) api.deselectAll();
  }

  function day(value) {
    if (!value) return "";
    const own = root.whoholds?.panelTexts?.(root.whoholds.view?.().lang) || {}, [year, month, date] = String(value).split("-");
    const months = (own.months || "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split(" ");
    const written = `${Number(date)} ${months[Number(month) - 1]} ${year}`;
    return own.digits ? written.replace(/\d/g, (d) => own.digits[d]) : written;
  }

  root.dashAgGridFunctions = Object.assign(root.dashAgGridFunctions || {}, { whDay: day });
  root.whoholds = Object.assign(root.whoholds || {}, { harmless, claimsCsv });
  if (!root.document) return;
  const look = () => {
    for (const body of all("[data-rows]")) rows(body);
    for (const bar of all(".wh-table__bar")) finder(bar);
  };
  let asked = false;
  const soon = () => { if (!asked) { asked = true; root.requestAnimationFrame(() => { asked = false; look(); }); } };
  new MutationObserver((changes) => {
    const ours = (node) => node.nodeType === 1 && (node.matches("[data-rows], .wh-table__bar") || node.querySelector("[data-rows], .wh-table__bar"));
    if (changes.some((c) => c.type === "attributes" || [...c.addedNodes].some(ours))) soon();
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-rows"] });
  document.addEventListener("click", clicked);
  document.addEventListener("whoholds:ready", soon);
  document.addEventListener("whoholds:view", (event) => { soon(); select(event.detail.claim); filtered(event.detail.filter); });
})(globalThis);
