/* The shell around the map: legend, totals, zoom, search, menus, keys, notices and what a screen reader hears. */
(function (root) {
  "use strict";

  const make = (...all) => root.whoholds.element(...all); // of timeline.js, which is loaded after this file
  const by = (id) => document.getElementById(id);

  const PASSING = 6000; // milliseconds

  class Shell {
    constructor({ state, scene, painter, camera, overlay, borders, fills, urls }) {
      Object.assign(this, { state, scene, painter, camera, overlay, borders, fills, urls });
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

    /* Each part is made once and kept: a frame sets numbers, and puts in or takes out only the parts that come or go. */
    totals(index, knownIndex) {
      const parts = this.scene.totalParts(index, knownIndex).map((part) => this.totalOf(part)), known = this.fogged(knownIndex);
      this.badge ||= make("span", { className: "wh-fogged" }, document.createTextNode(""));
      if (known && this.badge.firstChild.data !== known) this.badge.firstChild.data = known;
      hold((this.totalsBox ||= by("totals")), known ? [this.badge, ...parts] : parts);
    }

    /* The element of a part with its numbers as they are now; while it plays a look is not followed from unit to unit. */
    totalOf(part) {
      const look = part.kind > 2 && !this.state.clock.playing ? part.code : "";
      const key = [this.painter.mode, part.key, part.extent, part.note, look].join("|");
      let made = (this.totalParts ||= new Map()).get(key);
      if (!made) {
        const [all, some] = [document.createTextNode(""), document.createTextNode("")];
        const box = make("span", { className: "wh-total" }, this.partSample(part), make("b", {}, all), make("span", {}, part.label), ...this.partNote(part.note, some));
        this.totalParts.set(key, (made = { box, all, some }));
      }
      if (made.all.data !== part.count) made.all.data = part.count;
      if (made.some.data !== part.seats) made.some.data = part.seats;
      return made.box;
    }

    /* "(9 seat only)", in which the number counts on while the clock plays */
    partNote(note, number) {
      const [before, after] = note.split("\u0000");
      return note ? [make("small", {}, "(", before, ...(after === undefined ? [] : [number, after]), ")")] : [];
    }

    /* The look of a part: of contested and disputed that of one of its units, for its sides may be any. */
    partSample({ kind, side, extent, code }) {
      return kind > 2 ? this.fills.sample(this.scene.styles[this.painter.mode][code], 22, 13) : this.sample(kind, side, extent, 22, 13);
    }

    /* "As known on 12 Aug 2021", only where the second clock is not at now. */
    fogged(knownIndex) {
      const { clock } = this.state;
      return clock.knownAtLatest ? "" : this.text("time.known_badge", { day: this.scene.day(this.scene.axis[knownIndex]) });
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
      this.embed(view);
      app.toggleAttribute("data-unit-open", Boolean(view.unit));
      for (const option of by("map-keys").querySelectorAll("[role=option]")) option.setAttribute("aria-selected", option.dataset.unit === view.unit);
      this.legend(view);
      this.theme(view);
      this.overlay.labels = view.labels;
      this.overlay._placeLabels();
      this.speak(view, unit);
      this.menuState(view);
      if (!this.camera.shows(view.camera)) this.camera.fit(this.padding, view.camera); // back and forward move the map too
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
      this.legendKey = null;
      this.overlay.place();
      this.state.frame();
      this.legend(view);
      document.dispatchEvent(new CustomEvent("whoholds:theme", { detail: mode }));
    }

    /* --- map edge --- */
    zoom() {
      const button = (name, label, action) => {
        const made = make("button", { type: "button", className: "wh-icon", title: label }, root.whoholds.icon(name));
        made.setAttribute("aria-label", label);
        made.addEventListener("click", action);
        return made;
      };
      by("zoom").append(
        button("plus", this.text("map.zoom_in"), () => this.camera.zoom(1.5)),
        button("minus", this.text("map.zoom_out"), () => this.camera.zoom(1 / 1.5)),
        button("whole", this.text("map.reset"), () => this.state.go({ camera: null }, { push: false })));
    }

    get padding() {
      const narrow = root.innerWidth <= 640;
      if (narrow) return { left: 10, right: 10, top: 56, bottom: 30 };
      // the case stands clear of an open legend where there is room for both
      const legend = by("legend").querySelector("details[open]")?.offsetWidth ?? 0, room = by("map-region").clientWidth;
      const start = legend && legend + 260 < room * 0.75 ? legend + 36 : 32, rtl = this.scene.texts.direction === "rtl";
      return { left: rtl ? 40 : start, right: rtl ? start : 40, top: 56, bottom: 48 };
    }

    note() {
      const note = by("map-note");
      note.append(make("bdi", {}, this.boundaryNote())); // its language is the case's, its place the page's
      for (const told of this.state.notices || []) this.tellNotice(told);
    }

    /* What became of a link: a setting mended or left out, or the clock moved to where its province has something to show. */
    tellNotice({ key, text, used, moved, day }) {
      const { scene } = this, days = (value) => value?.replace(/\d{4}-\d\d-\d\d/g, (iso) => scene.day(iso));
      if (moved) this.notice(this.text("notice.moved", { unit: scene.unitName(scene.units[scene.unitIndex.get(moved)]), day: scene.day(day) }), "is-calm");
      else this.notice(this.text(used ? "notice.mended" : "notice.refused", { key: scene.texts[`notice.keys.${key}`] ?? key, text, used: days(used) }));
    }

    notice(sentence, className = "") {
      const close = make("button", { type: "button", className: "wh-icon", title: this.text("notice.close") }, root.whoholds.icon("close", 16));
      close.setAttribute("aria-label", this.text("notice.close"));
      const box = make("div", { className: `wh-notice ${className}`, role: "status" }, make("span", {}, sentence), close);
      close.addEventListener("click", () => box.remove());
      by("notices").append(box);
      if (className) setTimeout(() => box.remove(), PASSING); // good news need not be put away by hand
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

  /* Make `nodes`, in their order, the children of a box, touching only what differs. */
  function hold(box, nodes) {
    const wanted = new Set(nodes);
    for (const child of [...box.children]) if (!wanted.has(child)) child.remove();
    nodes.forEach((node, at) => { if (box.children[at] !== node) box.insertBefore(node, box.children[at] || null); });
  }

  root.whoholds = Object.assign(root.whoholds || {}, { Shell, byId: by });
})(globalThis);
