/* The shell around the map: legend, totals, zoom, search, menus, keys, notices and what a screen reader hears. */
(function (root) {
  "use strict";

  const make = (...all) => root.whoholds.element(...all); // of timeline.js, which is loaded after this file
  const by = (id) => document.getElementById(id);

  class Shell {
    constructor({ state, scene, painter, camera, overlay, fills, urls }) {
      Object.assign(this, { state, scene, painter, camera, overlay, fills, urls });
      this.zoom();
      this.note();
      this.menus();
      this.search();
      this.mapKeys();
      this.hover();
      this.clicks();
      this.keyboard();
      state.on("frame", (frame) => this.frame(frame));
      state.on("view", (view) => this.settled(view));
    }

    text(key, values) { return this.scene.text(key, values); }

    /* --- each frame --- */
    frame({ day, index, knownIndex }) {
      const view = this.state.rest, codes = this.scene.codes(index, knownIndex);
      this.painter.paint(codes);
      this.overlay.draw({ codes, day: index, knownIndex, step: this.scene.stepAt(knownIndex), points: view.points });
      this.totals(index, knownIndex);
      this.unplaced(knownIndex);
      if (this.tipUnit !== undefined && this.tipUnit !== null) this.tipText();
      return day;
    }

    totals(index, knownIndex) {
      const sentence = this.scene.totalsSentence(index, knownIndex), known = this.fogged(knownIndex);
      if (sentence + known === this.sentence) return;
      this.sentence = sentence + known;
      const box = (this.totalsBox ||= by("totals")), parts = this.totalParts(this.scene.totals(index, knownIndex));
      const key = `${known} ${this.painter.mode} ${parts.map(([key]) => key).join(" ")}`;
      if (key !== this.totalsKey) this.totalsAnew(box, parts, known, key);
      parts.forEach(([, , count], at) => { if (this.totalNumbers[at].data !== count) this.totalNumbers[at].data = count; });
    }

    totalsAnew(box, parts, known, key) {
      this.totalsKey = key;
      this.totalNumbers = parts.map(([, , count]) => document.createTextNode(count));
      const made = parts.map(([part, label], at) => {
        const [kind, side] = part.split(":").map(Number);
        return make("span", { className: "wh-total" }, this.sample(kind, side, 1, 22, 13), make("b", {}, this.totalNumbers[at]), make("span", {}, label));
      });
      box.replaceChildren(...(known ? [make("span", { className: "wh-fogged" }, known)] : []), ...made);
    }

    /* "As known on 12 Aug 2021", only where the second clock is not at now. */
    fogged(knownIndex) {
      const { clock } = this.state;
      return clock.knownAtLatest ? "" : this.text("time.known_badge", { day: this.scene.day(this.scene.axis[knownIndex]) });
    }

    totalParts(counts) {
      const order = [];
      this.scene.actors.forEach((actor, at) => order.push([`1:${at + 1}`, actor.name], [`2:${at + 1}`, this.text("totals.claimed", { actor: actor.name })]));
      order.push(["1:0", this.text("kind.held")], ["2:0", this.text("kind.claimed")], ["3:0", this.text("kind.contested")], ["4:0", this.text("kind.disputed")], ["0:0", this.text("kind.no_report")]);
      return order.filter(([key]) => counts.get(key)).map(([key, label]) => [key, label, this.scene.written(counts.get(key))]);
    }

    sample(kind, side, extent, width, height) {
      const style = this.scene.legend[this.painter.mode].find((s) => s.kind === kind && s.side === side && s.extent === extent)
        || this.scene.legend[this.painter.mode].find((s) => s.kind === kind && (s.side === side || !side));
      return this.fills.sample(style.style, width, height);
    }

    unplaced(knownIndex) {
      const step = this.scene.stepAt(knownIndex), n = step < 0 ? 0 : this.scene.unplaced[step], box = by("unplaced");
      if (box.dataset.n === String(n)) return;
      box.dataset.n = n;
      box.replaceChildren();
      if (!n) return;
      const button = make("button", { type: "button", className: "wh-edge" }, this.text("map.unplaced", { n }));
      button.dataset.go = JSON.stringify({ tab: "findings" });
      button.title = this.text("map.unplaced_help");
      box.append(button);
    }

    /* --- when the view rests --- */
    settled(view) {
      const unit = view.unit === null ? null : this.scene.unitIndex.get(view.unit);
      this.overlay.outline("selected", unit ?? null);
      const app = by("app");
      app.dataset.mode = view.mode;
      app.toggleAttribute("data-embed", view.embed);
      app.toggleAttribute("data-unit-open", Boolean(view.unit));
      for (const option of by("map-keys").querySelectorAll("[role=option]")) option.setAttribute("aria-selected", option.dataset.unit === view.unit);
      this.legend(view);
      this.theme(view);
      this.overlay.labels = view.labels;
      this.overlay._placeLabels();
      this.speak(view, unit);
      this.menuState(view);
      document.title = `${this.scene.day(view.day)} · ${this.scene.case.title}`;
    }

    /* One sentence for the live region: the day's totals, the unit's status, and the other clock if it is not "now". */
    speak(view, unit) {
      const { clock } = this.state, parts = [this.scene.totalsSentence(clock.day, clock.knownNow)];
      if (unit !== null && unit !== undefined) parts.push(this.scene.sentence(unit, clock.day, clock.knownNow));
      if (!clock.knownAtLatest) parts.push(this.text("time.known_value", { day: this.scene.day(view.known) }));
      const sentence = `${parts.join(". ")}.`;
      if (by("live").textContent !== sentence) by("live").textContent = sentence;
    }

    theme(view) {
      const dark = root.matchMedia("(prefers-color-scheme: dark)").matches;
      const mode = view.print ? "print" : view.theme || (dark ? "dark" : "light");
      if (document.documentElement.dataset.theme === mode && this.painter.mode === mode) return;
      document.documentElement.dataset.theme = mode;
      this.painter.setMode(mode);
      this.overlay.drawn = null;
      this.sentence = this.legendKey = this.totalsKey = null;
      this.overlay.place();
      this.state.frame();
      this.legend(view);
      document.dispatchEvent(new CustomEvent("whoholds:theme", { detail: mode }));
    }

    /* --- legend: definitions, and a filter --- */
    legend(view) {
      const key = JSON.stringify([view.off, view.points, view.labels, this.painter.mode]);
      if (key === this.legendKey) return;
      this.legendKey = key;
      this.hide(view);
      const box = by("legend"), open = box.querySelector("details")?.open ?? root.innerWidth > 900;
      const rows = this.legendRows().map((row) => this.legendRow(row, view.off));
      const signs = ["approach", "holdout"].map((name) => make("li", { className: "wh-legend__sign" }, this.sign(name), make("span", {}, make("b", {}, this.text(`sign.${name}`)), make("small", {}, this.text(`sign.${name}_help`)))));
      const details = make("details", { open, className: "wh-legend__box" },
        make("summary", {}, this.text("legend.title")), make("ul", { className: "wh-legend__rows" }, ...rows, ...signs),
        make("p", { className: "wh-legend__note" }, this.text("legend.note")), this.toggles(view));
      box.replaceChildren(details);
    }

    legendRows() {
      const rows = [];
      this.scene.actors.forEach((actor, at) => {
        if (!this.scene.shownSides.includes(at + 1)) return;
        rows.push({ off: actor.id, sample: [1, at + 1, 1], label: this.text("legend.held", { actor: actor.name }), help: this.text("kind_meaning.held"), head: true });
        rows.push({ off: `${actor.id}:capital`, sample: [1, at + 1, 2], label: this.text("legend.capital"), help: this.text("extent_meaning.capital"), sub: true });
        rows.push({ off: `${actor.id}:claimed`, sample: [2, at + 1, 1], label: this.text("legend.claimed"), help: this.text("kind_meaning.claimed"), sub: true });
        rows.push({ off: `${actor.id}:regional`, sample: [2, at + 1, 4], label: this.text("legend.regional"), help: this.text("extent_meaning.regional"), sub: true });
      });
      rows.push({ off: "contested", sample: [3, 1, 1], label: this.text("kind.contested"), help: this.text("kind_meaning.contested") });
      rows.push({ off: "disputed", sample: [4, 1, 1], label: this.text("kind.disputed"), help: this.text("kind_meaning.disputed") });
      rows.push({ off: "no_report", sample: [0, 0, 0], label: this.text("kind.no_report"), help: this.text("kind_meaning.no_report") });
      return rows;
    }

    legendRow({ off, sample, label, help, sub }, hidden) {
      const on = !hidden.includes(off) && !(sub && hidden.includes(off.split(":")[0]));
      const button = make("button", { type: "button", className: `wh-legend__row${sub ? " is-sub" : ""}${on ? "" : " is-off"}`, title: help }, this.sample(...sample, 28, 17), make("span", {}, make("b", {}, label), make("small", {}, help)));
      button.setAttribute("aria-pressed", on);
      button.dataset.off = off;
      button.addEventListener("click", () => {
        const next = hidden.includes(off) ? hidden.filter((o) => o !== off) : [...hidden, off];
        this.state.go({ off: next }, { push: false });
        by("legend").querySelector(`[data-off="${off}"]`)?.focus();
      });
      return make("li", {}, button);
    }

    sign(name) {
      const svg = root.whoholds.svgNode("svg", { width: 28, height: 17, viewBox: "0 0 28 17", class: `wh-marker is-${name}`, "aria-hidden": "true", style: "--side:var(--ink-2)" });
      if (name === "approach") {
        root.whoholds.svgNode("line", { x1: 2, y1: 8.5, x2: 20, y2: 8.5 }, svg);
        root.whoholds.svgNode("path", { d: "M27 8.500 L18 3.500 L18 13.500 Z" }, svg);
      } else root.whoholds.svgNode("rect", { x: 10, y: 4.5, width: 8, height: 8 }, svg);
      return svg;
    }

    toggles(view) {
      const toggle = (field, key) => {
        const input = make("input", { type: "checkbox", checked: view[field] });
        input.addEventListener("change", () => this.state.go({ [field]: input.checked }, { push: false }));
        return make("label", { className: "wh-check" }, input, this.text(key));
      };
      return make("div", { className: "wh-legend__toggles" }, toggle("points", "legend.points"), toggle("labels", "legend.labels"));
    }

    /* Which codes the legend has switched off. */
    hide(view) {
      const off = new Set(view.off), { kinds, actors, extents } = this.scene;
      const hidden = this.scene.cells.map(([kind, side, , extent]) => {
        const name = kinds[kind], actor = side ? actors[side - 1].id : "";
        if (name !== "held" && name !== "claimed") return off.has(name) ? 1 : 0;
        const sub = extents[extent] === "regional" ? "regional" : name === "claimed" ? "claimed" : extents[extent] === "whole" ? "" : "capital";
        return off.has(actor) || off.has(`${actor}:${sub}`) ? 1 : 0;
      });
      this.painter.setFilter(Uint8Array.from(hidden), view.points);
      const { clock } = this.state;
      this.overlay.draw({ codes: this.scene.codes(clock.day, clock.knownNow), day: clock.day, knownIndex: clock.knownNow, step: this.scene.stepAt(clock.knownNow), points: view.points });
    }

    /* --- map edge --- */
    zoom() {
      const button = (text, label, action) => {
        const made = make("button", { type: "button", className: "wh-icon", title: label }, text);
        made.setAttribute("aria-label", label);
        made.addEventListener("click", action);
        return made;
      };
      by("zoom").append(
        button("+", this.text("map.zoom_in"), () => this.camera.zoom(1.5)),
        button("−", this.text("map.zoom_out"), () => this.camera.zoom(1 / 1.5)),
        button("⌂", this.text("map.reset"), () => { this.state.go({ camera: null }, { push: false }); this.camera.fit(this.padding); }));
    }

    get padding() {
      const narrow = root.innerWidth <= 640;
      if (narrow) return { left: 10, right: 10, top: 56, bottom: 30 };
      // the case stands clear of an open legend where there is room for both
      const legend = by("legend").querySelector("details[open]")?.offsetWidth ?? 0, room = by("map-region").clientWidth;
      return { left: legend && legend + 260 < room * 0.75 ? legend + 36 : 32, right: 40, top: 56, bottom: 48 };
    }

    note() {
      const note = by("map-note");
      note.textContent = this.scene.case.note || "";
      for (const { key, text, used } of this.state.notices || []) this.notice(this.text(used ? "notice.mended" : "notice.refused", { key, text, used: used && /^\d{4}-/.test(used) ? this.scene.day(used) : used }));
      if (!this.scene.reports.length) this.notice(this.text("notice.empty"), "is-calm");
    }

    notice(sentence, className = "") {
      const close = make("button", { type: "button", className: "wh-icon", title: this.text("notice.close") }, "×");
      close.setAttribute("aria-label", this.text("notice.close"));
      const box = make("div", { className: `wh-notice ${className}`, role: "status" }, make("span", {}, sentence), close);
      close.addEventListener("click", () => box.remove());
      by("notices").append(box);
    }

    /* --- hover --- */
    hover() {
      const { graph } = this.camera, tip = by("tip");
      const at = (event) => this.scene.unitIndex.get(event.points?.[0]?.location) ?? null;
      graph.on("plotly_hover", (event) => this.heat(at(event), event.event));
      graph.on("plotly_unhover", () => this.heat(null));
      graph.on("plotly_click", (event) => {
        const unit = at(event);
        if (unit !== null) this.choose(this.scene.units[unit].id);
      });
      graph.addEventListener("pointermove", (event) => this.placeTip(event));
      graph.addEventListener("pointerleave", () => this.heat(null));
      tip.setAttribute("aria-hidden", "true"); // the list of units and the live region say the same
      document.addEventListener("pointerover", (event) => {
        const row = event.target.closest?.("[data-unit]");
        if (!row || graph.contains(row)) return;
        this.overlay.outline("hot", this.scene.unitIndex.get(row.dataset.unit) ?? null);
        row.addEventListener("pointerleave", () => this.overlay.outline("hot", null), { once: true });
      });
    }

    choose(unit) { this.state.go({ unit, claim: null, tab: "evidence" }); }

    heat(unit, event) {
      this.tipUnit = unit;
      this.overlay.outline("hot", unit);
      const id = unit === null ? null : this.scene.units[unit].id;
      for (const row of document.querySelectorAll(".is-hot[data-unit]")) row.classList.remove("is-hot");
      if (id) for (const row of document.querySelectorAll(`#side [data-unit="${CSS.escape(id)}"], #alt [data-unit="${CSS.escape(id)}"]`)) row.classList.add("is-hot");
      by("tip").classList.toggle("is-on", unit !== null);
      if (unit !== null) { this.tipText(); if (event) this.placeTip(event); }
    }

    tipText() {
      const { clock } = this.state, unit = this.scene.units[this.tipUnit], key = `${this.tipUnit}|${clock.day}|${clock.knownNow}`;
      if (key === this.tipKey) return;
      this.tipKey = key;
      by("tip").replaceChildren(make("b", {}, this.scene.unitName(unit)), make("span", {}, this.scene.status(this.tipUnit, clock.day, clock.knownNow)));
    }

    placeTip(event) {
      const tip = by("tip"), box = by("map-region").getBoundingClientRect();
      const x = event.clientX - box.left, y = event.clientY - box.top, width = tip.offsetWidth || 220, height = tip.offsetHeight || 48;
      tip.style.transform = `translate(${Math.max(4, Math.min(x + 14, box.width - width - 8))}px, ${Math.max(4, y + 18 + height > box.height ? y - height - 12 : y + 18)}px)`;
    }

    /* --- the map by keyboard: a list of units over the map, arrows go to the nearest unit in that direction --- */
    mapKeys() {
      const list = by("map-keys");
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", this.text("map.keys"));
      list.tabIndex = 0;
      list.append(...this.scene.units.map((unit) => {
        const option = make("div", { id: `key-${unit.id}` }, this.scene.unitName(unit));
        option.setAttribute("role", "option");
        option.dataset.unit = unit.id;
        return option;
      }));
      const show = (unit) => {
        this.focused = unit;
        this.overlay.outline("focus", unit);
        list.setAttribute("aria-activedescendant", `key-${this.scene.units[unit].id}`);
        const { clock } = this.state, option = by(`key-${this.scene.units[unit].id}`);
        option.textContent = this.scene.sentence(unit, clock.day, clock.knownNow);
        this.tipUnit = unit;
        this.tipText();
        const at = this.camera.project(this.scene.units[unit].label), box = by("map-region").getBoundingClientRect();
        if (at) this.placeTip({ clientX: at[0] + box.left, clientY: at[1] + box.top });
        by("tip").classList.add("is-on");
      };
      list.addEventListener("focus", () => show(this.scene.unitIndex.get(this.state.rest.unit) ?? this.focused ?? 0));
      list.addEventListener("blur", () => { this.overlay.outline("focus", null); by("tip").classList.remove("is-on"); this.tipUnit = null; });
      list.addEventListener("keydown", (event) => {
        const to = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
        if (to) show(this.towards(this.focused ?? 0, to));
        else if (event.key === "Home") show(0);
        else if (event.key === "End") show(this.scene.units.length - 1);
        else if (event.key === "Enter" || event.key === " ") this.choose(this.scene.units[this.focused ?? 0].id);
        else if (event.key === "Escape") this.state.go({ unit: null, claim: null });
        else if (event.key.length === 1 && /\p{L}/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
          const found = this.typed(event.key);
          if (found >= 0) show(found); else return;
        } else return;
        event.preventDefault();
        event.stopPropagation();
      });
    }

    /* The next unit whose name begins with a letter, after the focused one. */
    typed(letter) {
      const size = this.scene.units.length, from = this.focused ?? -1;
      for (let by = 1; by <= size; by += 1) {
        const at = (from + by + size) % size;
        if (this.scene.unitName(this.scene.units[at]).toLowerCase().startsWith(letter.toLowerCase())) return at;
      }
      return -1;
    }

    towards(from, [dx, dy]) {
      const here = this.camera.project(this.scene.units[from].label);
      let best = from, least = Infinity;
      this.scene.units.forEach((unit, at) => {
        const there = at === from ? null : this.camera.project(unit.label);
        if (!there || !here) return;
        const along = (there[0] - here[0]) * dx + (there[1] - here[1]) * dy, across = Math.abs((there[0] - here[0]) * dy) + Math.abs((there[1] - here[1]) * dx);
        if (along <= 0 || across > along * 1.8) return;
        if (along + 2 * across < least) { least = along + 2 * across; best = at; }
      });
      return best;
    }

    /* --- declarative navigation: data-go on anything --- */
    clicks() {
      document.addEventListener("click", (event) => {
        const link = event.target.closest?.("[data-go]");
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.state.go(JSON.parse(link.dataset.go));
        link.closest("details.wh-menu")?.removeAttribute("open");
      });
    }

    keyboard() {
      document.addEventListener("keydown", (event) => {
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea, [contenteditable], dialog, [role=slider], [role=tablist], [role=listbox], [role=grid], .ag-root, summary")) {
          if (!event.target.closest?.("[role=slider]") || !"[]? ".includes(event.key)) return;
        }
        const button = event.target.closest?.("button, a, [role=tab]");
        const { clock } = this.state;
        const act = { " ": () => this.state.toggle(), "[": () => clock.previous(), "]": () => clock.next(), ArrowRight: () => clock.move(1), ArrowLeft: () => clock.move(-1), PageUp: () => clock.page(1), PageDown: () => clock.page(-1), Home: () => clock.home(), End: () => clock.end(), "?": () => by("keys-dialog")?.showModal(), "/": () => by("search").querySelector("input").focus(), Escape: () => this.state.go({ unit: null, claim: null, article: null }), p: () => this.state.toggle(), k: () => { clock.link(!clock.linked); this.state.settle({ url: "push" }); } }[event.key];
        if (!act || (event.key === " " && button)) return;
        event.preventDefault();
        if (!" p?/kEscape".includes(event.key)) { this.state.pause(); act(); this.state.frame(); this.state.soon(); } else act();
      });
    }
  }

  root.whoholds = Object.assign(root.whoholds || {}, { Shell, byId: by });
})(globalThis);
