/* The view: one object that the URL, the map, the timeline, the panel and the exports obey.
 *
 * It is shown each frame in the browser; the server hears of it (the store `view`) only when it rests. */
(function (root) {
  "use strict";

  const { Clock, Links } = root.whoholds;
  const REST = 140; // ms without a move after which the view counts as resting
  const CLOCK = new Set(["day", "known", "linked", "span", "speed", "step", "loop", "play"]);

  class ViewState {
    constructor(scene, table) {
      this.scene = scene;
      this.links = new Links(table, scene);
      this.clock = new Clock({ axis: scene.axis, days: scene.days, changes: (clock) => scene.changes(clock) });
      this.pace = this.clock.speed;
      this.rest = this.links.defaults;
      this.listeners = { frame: [], view: [] };
      this.holding = 0; // fingers and pointers on the timeline: no rest while one holds it
      root.addEventListener?.("popstate", () => {
        const { view } = this.read(root.location.search);
        if (view.rule !== this.rest.rule || view.lang !== this.rest.lang) root.location.reload();
        else this.open(root.location.search);
      });
    }

    on(event, listener) { this.listeners[event].push(listener); }

    /* The view of a query string, with its clock where it makes sense; see Links.read. */
    read(query) {
      const found = this.links.read(query), { view, given, notices } = found, report = this.scene.reports.find((r) => r.id === view.claim);
      if (report && !view.unit && report.unit >= 0) view.unit = this.scene.units[report.unit].id;
      const free = !given.has("at") && !["linked", "play", "span"].some((key) => given.has(key));
      const day = view.unit && free ? this._lastTelling(view) : null;
      if (day !== null) {
        view.day = this.scene.axis[day];
        notices.push({ moved: view.unit, day: view.day });
      }
      return { ...found, tidy: found.tidy || notices.length > 0 };
    }

    /* The last day on which a view's unit has anything to show, as known in the view; null where that is the latest day. */
    _lastTelling({ unit, known }) {
      return this.scene.lastTelling(this.scene.unitIndex.get(unit), known ? this.clock.index(known) : this.scene.axis.length - 1);
    }

    /* Take a query string as the view; notices are kept for the page to show. */
    open(query) {
      const { view, notices, tidy } = this.read(query);
      this.notices = notices;
      this.pause();
      this.apply(view);
      this.settle({ url: tidy ? "replace" : null });
      if (view.play) this.play();
    }

    apply(patch) {
      const clock = this.clock;
      if ("span" in patch) {
        const span = patch.span && patch.span.map((day) => clock.index(day, this.scene.days));
        clock.brush(...(span || [null]));
      }
      if ("day" in patch) clock.seek(patch.day ? clock.index(patch.day, this.scene.days) ?? this.scene.days - 1 : this.scene.days - 1);
      if ("known" in patch) clock.seekKnown(patch.known ? clock.index(patch.known) ?? this.scene.axis.length - 1 : this.scene.axis.length - 1);
      if ("linked" in patch) clock.link(patch.linked);
      if ("speed" in patch) clock.speed = patch.speed || this.pace;
      if (patch.step) clock.step = patch.step;
      if ("loop" in patch) clock.loop = Boolean(patch.loop);
      for (const [field, value] of Object.entries(patch)) if (!CLOCK.has(field)) this.rest[field] = value;
    }

    /* The view as plain values: days are always concrete, whatever the link says of "latest". */
    view() {
      const { clock } = this;
      return {
        ...structuredClone(this.rest),
        day: clock.date, known: clock.knownDate, day_latest: clock.atLatest, known_latest: clock.knownAtLatest,
        linked: clock.linked, span: clock.span && clock.span.map((at) => clock.axis[at]),
        speed: clock.speed, step: clock.step, loop: clock.loop,
      };
    }

    /* What the link says: null for what is at its default. */
    get forLink() {
      const { clock } = this, view = this.view();
      return {
        ...view,
        day: clock.atLatest ? this._latest(view) : view.day,
        known: clock.linked || clock.knownAtLatest ? null : view.known,
        speed: clock.speed === this.pace ? null : clock.speed,
        play: false,
      };
    }

    /* How the latest day is written: not at all, unless a link without a day would open another (see read). */
    _latest(view) { return view.unit && !view.linked && !view.span && this._lastTelling(view) !== null ? "latest" : null; }

    get query() { return this.links.write(this.forLink); }

    /* Change the view. push: a new entry in the history; wait: rest first (a drag, keys held down). */
    go(patch, { push = true, wait = false } = {}) {
      if (patch.claim) this._makeSense(patch);
      const other = ["rule", "lang"].some((field) => field in patch && patch[field] !== this.rest[field]);
      this.apply(patch);
      if (other) { root.location.assign(root.location.pathname + this.query); return; } // another scene, other texts
      this.frame();
      if (wait) this.soon(); else this.settle({ url: push ? "push" : "replace" });
    }

    /* A claim opened from elsewhere moves the clocks to where it is known and has happened. */
    _makeSense(patch) {
      const report = this.scene.reports.find((r) => r.id === patch.claim);
      if (!report || "day" in patch || "known" in patch) return;
      if (report.day > this.clock.day) patch.day = this.scene.axis[Math.min(report.day, this.scene.days - 1)];
      if (report.known > this.clock.knownNow && !this.clock.linked) patch.known = null;
    }

    play() {
      if (this.clock.playing) return;
      this.clock.play(performance.now());
      this.frame();
      const turn = (now) => {
        if (!this.clock.playing) return this.settle({ url: "replace" });
        if (this.clock.tick(now)) this.frame();
        root.requestAnimationFrame(turn);
      };
      root.requestAnimationFrame(turn);
    }

    pause() { this.clock.pause(); }

    toggle() { if (this.clock.playing) { this.pause(); this.frame(); } else this.play(); }

    /* Everything that follows the clock within a frame: paint, signs, hands. */
    frame() {
      const { clock } = this, detail = { day: clock.date, known: clock.knownDate, index: clock.day, knownIndex: clock.knownNow };
      for (const listener of this.listeners.frame) listener(detail);
      if (root.document) root.document.dispatchEvent(new CustomEvent("whoholds:frame", { detail }));
    }

    /* The claims' table has a script of its own, fetched when its tab is first shown. */
    async ready(view) {
      const source = root.document?.getElementById("boot")?.dataset.later;
      if (view.tab !== "claims" || !source || root.dash_ag_grid) return;
      this.table ||= new Promise((resolve, reject) => {
        const script = document.createElement("script");
        Object.assign(script, { src: source, onload: resolve, onerror: () => reject(new Error(`${source} could not be loaded`)) });
        document.head.append(script);
      });
      await this.table;
    }

    soon() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => (this.holding || this.clock.playing ? this.soon() : this.settle({ url: "replace" })), REST);
    }

    settle({ url = null } = {}) {
      clearTimeout(this.timer);
      if (this.clock.playing) return;
      const view = this.view(), query = this.query;
      if (url && root.location && query !== root.location.search) {
        root.history[url === "push" ? "pushState" : "replaceState"](null, "", root.location.pathname + query);
      }
      this.frame();
      for (const listener of this.listeners.view) listener(view);
      this.ready(view).then(() => root.dash_clientside?.set_props?.("view", { data: view }));
      if (root.document) root.document.dispatchEvent(new CustomEvent("whoholds:view", { detail: view }));
    }
  }

  root.whoholds = Object.assign(root.whoholds || {}, { ViewState });
})(globalThis);
