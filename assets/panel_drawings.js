/* Drawings that come as plain data (`data-svg`), date fields, and the strip of days: cursor, click, keys.
 *
 * Only the tags and attributes below are ever made, so a drawing cannot carry a script or a link. */
(function (root) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const TAGS = new Set(["svg", "g", "path", "rect", "line", "circle", "text", "title", "polyline", "polygon"]);
  const ATTRIBUTES = new Set(["viewBox", "preserveAspectRatio", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "d", "r", "cx", "cy",
    "rx", "points", "class", "style", "data-cell", "text-anchor"]);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const pending = new Set();

  function build([tag, attributes, ...children]) {
    if (!TAGS.has(tag)) return document.createTextNode("");
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "style") made.style.setProperty("--side", String(value).replace(/^--side:\s*/, ""));
      else if (ATTRIBUTES.has(name)) made.setAttribute(name, value);
    }
    for (const child of children) made.append(Array.isArray(child) ? build(child) : String(child));
    return made;
  }

  function paint(inside) {
    if (!root.whoholds?.map) return;
    for (const shape of all("[data-cell]", inside)) {
      if (shape.namespaceURI !== SVG) continue;
      const style = root.whoholds.map.fills.look(JSON.parse(shape.dataset.cell), root.whoholds.painter.mode);
      if (style) shape.style.fill = root.whoholds.map.fills.fill(style);
    }
  }

  function draw(holder) {
    const packed = holder.dataset.svg;
    if (holder.whDrawn === packed && holder.firstChild) return;
    holder.whDrawn = packed;
    const made = build(JSON.parse(packed));
    made.setAttribute("aria-hidden", "true");
    holder.replaceChildren(made);
    paint(made);
  }

  /* ---- date fields ---- */
  function field(type, label, values) {
    const box = document.createElement("label"), input = document.createElement("input");
    box.className = "wh-date__box";
    Object.assign(input, { type, className: "wh-input", ...values });
    const name = Object.assign(document.createElement("span"), { className: "wh-label", textContent: label });
    box.append(name, input);
    return [box, input];
  }

  function dateField(holder) {
    if (holder.whMade === holder.dataset.date) return;
    holder.whMade = holder.dataset.date;
    const { field: name, value, min, max } = JSON.parse(holder.dataset.date);
    const [box, input] = field("date", holder.dataset.label, { value, min, max });
    input.addEventListener("change", () => { if (input.value) root.whoholds.go({ [name]: input.value }); });
    const shown = Object.assign(document.createElement("span"), { className: "wh-date__shown", textContent: root.dashAgGridFunctions?.whDay(value) ?? value });
    shown.setAttribute("aria-hidden", "true"); // the field itself writes days as the browser likes; this is how the page does
    box.append(shown);
    holder.replaceChildren(box);
  }

  function datesField(holder) {
    if (holder.whMade === holder.dataset.dates) return;
    holder.whMade = holder.dataset.dates;
    const [box, input] = field("text", holder.dataset.label, { value: holder.dataset.dates, spellcheck: false });
    input.addEventListener("change", () => {
      const days = input.value.match(/\d{4}-\d{2}-\d{2}/g) || [];
      root.whoholds.go({ dates: [...new Set(days)].sort() });
    });
    holder.replaceChildren(box);
  }

  /* ---- the strip ---- */
  function cursor({ day }) {
    const scene = root.whoholds?.scene;
    for (const rows of all("[data-days]")) {
      rows.whDays ??= JSON.parse(rows.dataset.days);
      const at = rows.whDays.indexOf(day);
      if (at < 0) continue;
      const share = `${((at + 0.5) / rows.whDays.length) * 100}%`;
      for (const holder of [rows, ...all("[data-cursor]")]) holder.style.setProperty("--now", share);
      for (const label of all(".wh-strip__today")) label.textContent = scene.day(day);
    }
  }

  function clicked(event) {
    const track = event.target.closest?.("[data-strip-unit]");
    if (!track) return;
    const box = track.getBoundingClientRect(), days = JSON.parse(track.closest("[data-days]").dataset.days);
    const along = (event.clientX - box.left) / box.width, share = document.documentElement.dir === "rtl" ? 1 - along : along;
    const at = Math.min(days.length - 1, Math.max(0, Math.floor(share * days.length)));
    root.whoholds.go({ unit: track.dataset.stripUnit, day: days[at] });
  }

  function keyed(event) {
    const name = event.target.closest?.(".wh-strip__name, .wh-provinces tbody button");
    if (!name || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
    const list = all(name.matches(".wh-strip__name") ? ".wh-strip__name" : ".wh-provinces tbody tr:not([hidden]) button");
    const at = list.indexOf(name);
    const next = { ArrowDown: list[at + 1], ArrowUp: list[at - 1], Home: list[0], End: list.at(-1) }[event.key];
    event.preventDefault();
    event.stopPropagation();
    next?.focus();
  }

  /* ---- whatever appears in the page ---- */
  function arrived() {
    pending.clear();
    for (const holder of all("[data-svg]")) draw(holder);
    for (const holder of all("[data-date]")) dateField(holder);
    for (const holder of all("[data-dates]")) datesField(holder);
    if (root.whoholds?.view && document.querySelector("[data-days]")) cursor(root.whoholds.view());
  }

  function soon() {
    if (pending.size) return;
    pending.add(1);
    root.requestAnimationFrame(arrived);
  }

  if (!root.document) { root.whoholds = Object.assign(root.whoholds || {}, { drawingTags: TAGS }); return; }
  const OURS = "[data-svg], [data-date], [data-dates], [data-days]";
  new MutationObserver((changes) => {
    const ours = (node) => node.nodeType === 1 && (node.matches(OURS) || node.querySelector(OURS));
    if (changes.some((c) => (c.type === "attributes" ? true : [...c.addedNodes].some(ours)))) soon();
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-svg", "data-date", "data-dates", "data-days"] });
  document.addEventListener("whoholds:frame", (event) => cursor(event.detail));
  document.addEventListener("whoholds:ready", () => { paint(document); soon(); });
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", keyed, true);
  document.addEventListener("whoholds:theme", () => paint(document));
})(globalThis);
