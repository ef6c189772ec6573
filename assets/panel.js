/* The side panel: which part of the page is asked for, the tabs, the drawer with the article, the fixed texts.
 *
 * The server is asked for a part only when it is shown and what it depends on has changed. */
(function (root) {
  "use strict";

  const part = (active, ...depends) => ({ active, depends });
  const PARTS = [ // in the order of ids_panel.PARTS
    ["evidence", part((v) => v.tab === "evidence", "unit", "day", "known", "rule", "lang")],
    ["provinces", part((v) => v.tab === "provinces", "day", "known", "rule", "lang")],
    ["claims", part((v) => v.tab === "claims", "known", "rule", "lang")],
    ["findings", part((v) => v.tab === "findings", "day", "known", "rule", "lang")],
    ["help", part((v) => v.tab === "help", "day", "known", "rule", "lang")],
    ["article", part((v) => Boolean(v.article), "article", "day", "known", "rule", "lang")],
    ["alt", part((v) => v.mode !== "map", "mode", "day", "known", "day2", "known2", "dates", "rule", "lang")],
  ];

  const AGAIN = 5000; // milliseconds
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  /* view, what was sent -> [what is sent now, one value a part] */
  function split(view, sent) {
    const skip = root.dash_clientside.no_update;
    if (!view) return [skip, ...PARTS.map(() => skip)];
    const now = { ...sent };
    const out = PARTS.map(([name, { active, depends }]) => {
      const key = JSON.stringify(depends.map((field) => view[field] ?? null));
      if (!active(view) || now[name] === key) return skip;
      now[name] = key;
      return view;
    });
    return [now, ...out];
  }

  function chose(rows) {
    const row = rows && rows[0], here = root.whoholds.view();
    if (!row || here.claim === row.id) return;
    const patch = { claim: row.id };
    if (row.unit_id) patch.unit = row.unit_id;
    if (row.day) patch.day = row.day_to || row.day;
    root.whoholds.go(patch);
  }

  root.dash_clientside = Object.assign(root.dash_clientside || {}, {
    panel: { split, chose, csv: (clicks, params) => { if (clicks) root.whoholds.claimsCsv(params); } },
  });

  /* ---- the view at rest ---- */
  function follow(view) {
    const side = byId("side");
    if (!side) return;
    tabs(view.tab);
    modes(view.mode);
    language(view.lang);
    article(view);
    for (const row of all("[data-unit].wh-strip__row, tr[data-unit]")) row.classList.toggle("is-on", row.dataset.unit === view.unit);
    for (const card of all("[data-claim-card]")) mark(card, view);
  }

  function tabs(chosen) {
    for (const tab of all(".wh-side [role=tab]")) {
      const on = tab.id === `tab-${chosen}`;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
      const body = byId(tab.getAttribute("aria-controls"));
      if (body) body.hidden = !on;
    }
    byId("side").dataset.tab = chosen;
  }

  function modes(chosen) {
    const alt = byId("alt");
    if (!alt) return;
    alt.hidden = chosen === "map";
    for (const button of all("[data-mode]", alt)) {
      const on = button.dataset.mode === chosen;
      if (on && button.getAttribute("aria-pressed") !== "true") button.scrollIntoView({ block: "nearest", inline: "center" });
      button.setAttribute("aria-pressed", on);
    }
  }

  function mark(card, view) {
    const on = card.dataset.claimCard === view.claim;
    if (on && !card.classList.contains("is-chosen")) {
      card.closest("details")?.setAttribute("open", "");
      card.scrollIntoView({ block: "nearest" });
    }
    card.classList.toggle("is-chosen", on);
  }

  /* ---- fixed texts ---- */
  let catalogue = null;
  const texts = (lang) => {
    catalogue ??= JSON.parse(byId("side")?.dataset.texts || "{}");
    return catalogue[lang] || catalogue.en || {};
  };

  function language(lang) {
    const own = texts(lang);
    if (document.documentElement.lang === lang && language.shown === lang) return;
    language.shown = lang;
    document.documentElement.lang = lang || "en";
    document.documentElement.dir = own.dir || "ltr";
    translate(own);
  }

  function translate(own, inside = document) {
    for (const node of all("[data-text]", inside)) node.textContent = own[node.dataset.text] ?? node.textContent;
    for (const node of all("[data-text-label]", inside)) {
      node.setAttribute("aria-label", own[node.dataset.textLabel] ?? node.getAttribute("aria-label"));
      if (node.title) node.title = node.getAttribute("aria-label");
    }
  }

  /* ---- the article ---- */
  function article(view) {
    const drawer = byId("article");
    if (!drawer) return;
    if (view.article && !drawer.open) drawer.showModal();
    if (!view.article && drawer.open) drawer.close();
    if (view.article) choose(view.claim, true);
  }

  const claims = () => [...new Set(all("#article-body [data-first]").flatMap((piece) => piece.dataset.first.split(" ")))]
    .filter((key) => !key.startsWith("drop-") && !key.startsWith("count-"));

  function choose(key, focus) {
    const pieces = all("#article-body [data-marks]");
    let first = null;
    for (const piece of pieces) {
      const on = Boolean(key) && piece.dataset.marks.split(" ").includes(key);
      piece.classList.toggle("is-chosen", on);
      if (on) first ??= piece;
    }
    if (first) {
      first.scrollIntoView({ block: "center" });
      if (focus) first.focus({ preventScroll: true });
    }
    const label = document.querySelector(".wh-article__position"), keys = claims();
    if (label && keys.length) {
      const numeral = (n) => [...String(n)].map((d) => label.dataset.digits[d] ?? d).join("");
      const at = keys.indexOf(key) + 1;
      label.textContent = at ? label.dataset.template.replace("{i}", numeral(at)).replace("{n}", numeral(keys.length)) : label.dataset.none;
    }
  }

  function step(by) {
    const keys = claims();
    if (!keys.length) return;
    const at = keys.indexOf(root.whoholds.view().claim);
    const next = keys[(at + by + keys.length + (at < 0 && by < 0 ? 1 : 0)) % keys.length];
    root.whoholds.go({ claim: next }, { push: false });
  }

  /* ---- what is pressed ---- */
  async function copy(button) {
    const text = button.dataset.copy;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = Object.assign(document.createElement("textarea"), { value: text });
      (button.closest("dialog") || document.body).append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    const said = texts(root.whoholds.view().lang)["card.copied"] || "Copied", before = button.textContent;
    if (button.dataset.said) return;
    button.dataset.said = "true";
    button.textContent = said;
    setTimeout(() => { button.textContent = before; delete button.dataset.said; }, 1400);
  }

  function speak(link) {
    const query = new URLSearchParams(root.location.search);
    if (link.dataset.lang === "en") query.delete("lang"); else query.set("lang", link.dataset.lang);
    root.location.search = query.toString();
  }

  function pressed(event) {
    const link = event.target.closest?.("a[data-lang]");
    if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); return speak(link); }
    const target = event.target.closest?.("button, [data-marks], dialog");
    if (!target) return;
    const toggle = (name, on = target.getAttribute(name) !== "true") => { target.setAttribute(name, on); return on; };
    if (target.dataset.copy !== undefined) copy(target);
    else if (target.dataset.step) step(Number(target.dataset.step));
    else if (target.matches(".wh-explain")) byId("article-body").classList.toggle("is-explained", toggle("aria-pressed"));
    else if (target.matches(".wh-widen")) byId("side").classList.toggle("is-wide", toggle("aria-pressed"));
    else if (target.dataset.retry) retry();
    else if (target.dataset.marks) pick(target);
    else if (target.id === "article" && event.target === target) root.whoholds.go({ article: null });
  }

  function pick(piece) {
    const key = piece.dataset.marks.split(" ").find((name) => claims().includes(name));
    if (key) root.whoholds.go({ claim: key }, { push: false });
  }

  function retry() {
    root.dash_clientside.set_props("view-split", { data: null });
    root.dash_clientside.set_props("view", { data: { ...root.whoholds.view() } });
  }

  function keyed(event) {
    const drawer = byId("article");
    if (drawer?.open && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const by = { n: 1, p: -1 }[event.key];
      if (by) { event.preventDefault(); event.stopPropagation(); step(by); }
      if (event.key === "Enter" && event.target.dataset?.marks) pick(event.target);
      else if (event.key !== "Escape" && event.key !== "Tab") event.stopPropagation(); // the page's own keys rest meanwhile
      return;
    }
    const tab = event.target.closest?.("[role=tab]");
    if (tab) roam(event, tab);
  }

  function roam(event, tab) {
    const list = all("[role=tab]", tab.parentElement), rtl = document.documentElement.dir === "rtl";
    const to = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    const next = event.key === "Home" ? list[0] : event.key === "End" ? list.at(-1) : to && list[(list.indexOf(tab) + to + list.length) % list.length];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
    next.click();
  }

  /* ---- the server's answers ---- */
  function answered(changes) {
    for (const { target } of changes) {
      if (target.id?.startsWith("body-")) translate(texts(root.whoholds.view?.().lang), target);
      if (target.id === "article-body" && target.childElementCount) choose(root.whoholds.view().claim, true);
      if (target.id === "body-evidence") for (const card of all("[data-claim-card]", target)) mark(card, root.whoholds.view());
    }
  }

  /* A failed request to the server shows a quiet line, a good one takes it away. */
  function watchServer() {
    const plain = root.fetch;
    let again = 0;
    const say = (off) => { const line = byId("offline"); if (line && line.hidden === off) line.hidden = !off; };
    /* What could not be fetched is asked for again until it comes; meanwhile what is shown is from before. */
    const missed = (off) => {
      say(off);
      byId("side")?.classList.toggle("is-stale", off);
      clearTimeout(again);
      if (off) again = setTimeout(retry, AGAIN);
    };
    root.fetch = (...given) => plain.apply(root, given).then(
      (answer) => { missed(false); return answer; },
      (why) => { if (why?.name !== "AbortError") missed(true); throw why; },
    );
    root.addEventListener("offline", () => { if (!["localhost", "127.0.0.1", "[::1]"].includes(root.location.hostname)) say(true); });
    root.addEventListener("online", () => { say(false); retry(); });
  }

  if (!root.document) { root.whoholds = Object.assign(root.whoholds || {}, { split }); return; }
  watchServer();
  document.addEventListener("whoholds:view", (event) => follow(event.detail));
  document.addEventListener("click", pressed);
  document.addEventListener("keydown", keyed, true);
  document.addEventListener("cancel", (event) => {
    if (event.target.id === "article") { event.preventDefault(); root.whoholds.go({ article: null }); }
  }, true);
  new MutationObserver(answered).observe(document.documentElement, { childList: true, subtree: true });
  root.whoholds = Object.assign(root.whoholds || {}, { panelTexts: texts });
})(globalThis);
