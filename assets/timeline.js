/* The timeline: draws the clock and hands it what fingers and keys do. Its logic is in clock.js. */
(function (root) {
  "use strict";

  const { svgNode, clamp, icon } = root.whoholds;

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key in made && key !== "list" && key !== "for") made[key] = value; else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  class Timeline {
    constructor(host, state, scene) {
      Object.assign(this, { host, state, scene, clock: state.clock });
      this.build();
      state.on("frame", () => this.draw());
      new ResizeObserver(() => this.layout()).observe(this.track);
    }

    text(key, values) { return this.scene.text(key, values); }

    button(name, label, action, keys) {
      const made = element("button", { type: "button", className: `wh-icon wh-time__${name}`, title: keys ? `${label} (${keys})` : label }, icon(name));
      made.setAttribute("aria-label", label);
      if (keys) made.setAttribute("aria-keyshortcuts", keys);
      made.addEventListener("click", action);
      return made;
    }

    build() {
      const step = (action) => () => { this.state.pause(); action(); this.moved(); };
      this.playButton = this.button("play", this.text("time.play"), () => this.state.toggle(), "Space");
      this.playButton.classList.add("wh-play");
      const moves = element("div", { className: "wh-time__moves" },
        this.button("earliest", this.text("time.earliest"), step(() => this.clock.home()), "Home"),
        this.button("back", this.text("time.previous"), step(() => this.clock.previous()), "["),
        this.playButton,
        this.button("on", this.text("time.next"), step(() => this.clock.next()), "]"),
        this.button("latest", this.text("time.latest"), step(() => this.clock.end()), "End"));
      this.bar = element("div", { className: "wh-time__bar" }, moves, this.dateField(), this.knownField(), this.settings());
      this.host.append(this.bar, this.trackParts());
      this.host.setAttribute("aria-label", this.text("time.label"));
      this.draw();
    }

    /* The date of the situation, large; typing a date moves the hand there. */
    dateField() {
      this.dateInput = element("input", { type: "date", className: "wh-time__input", min: this.scene.axis[0], max: this.scene.axis[this.scene.days - 1] });
      this.dateInput.setAttribute("aria-label", this.text("time.type"));
      this.dateInput.addEventListener("change", () => {
        const at = this.clock.index(this.dateInput.value, this.scene.days);
        if (at !== null) { this.state.pause(); this.clock.seek(at); this.moved(); }
      });
      [this.dateText, this.weekday] = [written(), written()];
      const date = element("output", { className: "wh-time__date" }, this.dateText), weekday = element("span", { className: "wh-time__weekday" }, this.weekday);
      return element("div", { className: "wh-time__day" },
        element("span", { className: "wh-label" }, this.text("time.as_of")),
        element("label", { className: "wh-time__pick" }, element("span", { className: "wh-still is-day" }, date, weekday), this.dateInput));
    }

    /* Which clock is on: as known now, as known then, or as known on a chosen day. */
    knownField() {
      this.knownText = written();
      const known = element("output", { className: "wh-time__known-date" }, this.knownText);
      this.knownInput = element("input", { type: "date", className: "wh-time__input", min: this.scene.axis[0], max: this.scene.axis[this.scene.axis.length - 1] });
      this.knownInput.setAttribute("aria-label", this.text("time.type_known"));
      this.knownInput.addEventListener("change", () => {
        const at = this.clock.index(this.knownInput.value);
        if (at !== null) { this.clock.seekKnown(at); this.moved(true); }
      });
      this.modes = element("div", { className: "wh-segments", role: "radiogroup" });
      this.modes.setAttribute("aria-label", this.text("time.known_at"));
      const modes = { now: () => { this.clock.seekKnown(this.scene.axis.length - 1); }, then: () => this.clock.link(true), chosen: () => this.clock.seekKnown(this.clock.knownAtLatest ? Math.min(this.clock.day, this.scene.axis.length - 2) : this.clock.knownNow) };
      for (const [name, action] of Object.entries(modes)) {
        const made = element("button", { type: "button", className: "wh-segments__one", title: this.text(`time.known_${name}_help`) }, this.text(`time.known_${name}`));
        made.setAttribute("role", "radio");
        made.dataset.known = name;
        made.addEventListener("click", () => { action(); this.moved(true); });
        this.modes.append(made);
      }
      this.modes.addEventListener("keydown", (event) => rove(event, [...this.modes.children]));
      return element("div", { className: "wh-time__known" },
        element("span", { className: "wh-label" }, this.text("time.known_at")),
        element("div", { className: "wh-time__knownrow" }, element("label", { className: "wh-time__pick" }, element("span", { className: "wh-still is-known" }, known), this.knownInput), this.modes));
    }

    settings() {
      const select = (label, values, current, change) => {
        const made = element("select", { className: "wh-select" });
        for (const [value, name] of values) made.append(element("option", { value, selected: value === current }, name));
        made.setAttribute("aria-label", label);
        made.addEventListener("change", () => { change(made.value); this.state.settle({ url: "replace" }); });
        return made;
      };
      this.speedSelect = select(this.text("time.speed"), root.whoholds.Clock.SPEEDS.map((s) => [s, this.text("time.speed_value", { n: s })]), this.clock.speed, (value) => { this.clock.speed = Number(value); });
      this.stepSelect = select(this.text("time.step"), ["day", "week", "change"].map((s) => [s, this.text(`time.step_${s}`)]), this.clock.step, (value) => { this.clock.step = value; });
      this.loopButton = this.button("loop", this.text("time.loop"), () => { this.clock.loop = !this.clock.loop; this.draw(); this.state.settle({ url: "replace" }); });
      this.spanButton = this.button("span", this.text("time.span"), () => this.toggleSpan());
      const box = element("div", { className: "wh-time__settings", id: "time-settings" }, this.speedSelect, this.stepSelect, this.loopButton, this.spanButton);
      // on narrow screens the settings open above the bar
      const more = element("button", { type: "button", className: "wh-icon wh-time__more", title: this.text("time.more") }, icon("more"));
      for (const [name, value] of [["aria-label", this.text("time.more")], ["aria-expanded", "false"], ["aria-controls", "time-settings"]]) more.setAttribute(name, value);
      more.addEventListener("click", () => more.setAttribute("aria-expanded", box.classList.toggle("is-open")));
      return element("div", { className: "wh-time__setting" }, more, box);
    }

    toggleSpan() {
      const { clock } = this;
      if (clock.span) clock.brush(null);
      else clock.brush(Math.max(0, Math.round(clock.day - clock.days / 6)), Math.min(clock.days - 1, Math.max(1, Math.round(clock.day + clock.days / 6))));
      this.moved(true);
    }

    trackParts() {
      this.plot = svgNode("svg", { class: "wh-time__plot", "aria-hidden": "true" });
      this.thumb = this.slider("wh-thumb", this.text("time.slider"));
      this.knownThumb = this.slider("wh-thumb wh-thumb--known", this.text("time.known_slider"));
      this.spanThumbs = [0, 1].map((end) => this.slider("wh-thumb wh-thumb--span", this.text(end ? "time.span_to" : "time.span_from")));
      this.hand = element("div", { className: "wh-time__hand" });
      this.track = element("div", { className: "wh-time__track" }, this.plot, this.hand, ...this.spanThumbs, this.knownThumb, this.thumb);
      this.keys();
      this.pointers();
      return this.track;
    }

    slider(className, label) {
      const made = element("div", { className, tabIndex: 0 });
      made.setAttribute("role", "slider");
      made.setAttribute("aria-label", label);
      made.setAttribute("aria-orientation", "horizontal");
      made.setAttribute("aria-valuemin", 0);
      return made;
    }

    /* Arrows a step, Page a tenth, Home and End; the same keys on each handle. */
    keys() {
      const { clock } = this;
      const bind = (thumb, get, set, size) => thumb.addEventListener("keydown", (event) => {
        const rtl = document.documentElement.dir === "rtl" ? -1 : 1, big = Math.max(1, Math.round(clock.days / 10));
        const to = { ArrowRight: get() + rtl, ArrowUp: get() + 1, ArrowLeft: get() - rtl, ArrowDown: get() - 1, PageUp: get() + big, PageDown: get() - big, Home: 0, End: size() - 1 }[event.key];
        if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        this.state.pause();
        set(to, event.key);
        this.moved();
      });
      bind(this.thumb, () => clock.day, (to, key) => {
        if (key.startsWith("Arrow")) clock.move(to > clock.day ? 1 : -1); else clock.seek(to);
      }, () => this.scene.days);
      bind(this.knownThumb, () => clock.knownNow, (to) => clock.seekKnown(to), () => this.scene.axis.length);
      this.spanThumbs.forEach((thumb, end) => bind(thumb, () => clock.span?.[end] ?? 0, (to) => {
        if (!clock.span) return;
        const span = [...clock.span];
        span[end] = end ? Math.max(span[0] + 1, to) : Math.min(span[1] - 1, to);
        clock.brush(...span);
      }, () => this.scene.days));
    }

    pointers() {
      let held = null;
      this.track.addEventListener("pointerdown", (event) => {
        if (event.button) return;
        const x = event.clientX - this.track.getBoundingClientRect().left;
        held = this.grab(event, this.at(x));
        this.peek(null); // the date in the bar says where the hand is
        this.track.setPointerCapture(event.pointerId);
        this.state.pause();
        this.state.holding += 1;
        held(this.at(x));
        (held.thumb || this.thumb).focus({ preventScroll: true });
        event.preventDefault();
      });
      this.track.addEventListener("pointermove", (event) => {
        const x = event.clientX - this.track.getBoundingClientRect().left;
        if (held) held(this.at(x)); else this.peek(x);
      });
      const release = () => {
        if (!held) return;
        held = null;
        this.state.holding -= 1;
        this.moved();
      };
      this.track.addEventListener("pointerup", release);
      this.track.addEventListener("pointercancel", release);
      this.track.addEventListener("pointerleave", () => this.peek(null));
      this.host.addEventListener("wheel", (event) => {
        if (event.ctrlKey || event.target.closest("select, input")) return;
        event.preventDefault();
        this.wheel = (this.wheel || 0) + (event.deltaY || event.deltaX);
        if (Math.abs(this.wheel) < 30) return;
        this.state.pause();
        this.clock.move(this.wheel > 0 ? 1 : -1);
        this.wheel = 0;
        this.moved();
      }, { passive: false });
    }

    /* What a press on the track moves: a handle under it, the span with Shift, else the day. */
    grab(event, start) {
      const { clock } = this;
      const carry = (thumb, set) => Object.assign((at) => { set(at); this.state.frame(); }, { thumb });
      const span = this.spanThumbs.indexOf(event.target);
      if (event.target === this.knownThumb) return carry(this.knownThumb, (at) => clock.seekKnown(at));
      if (span >= 0) return carry(event.target, (at) => clock.span && clock.brush(span ? clock.span[0] : at, span ? at : clock.span[1]));
      if (event.shiftKey) return carry(this.thumb, (at) => clock.brush(start, at));
      return carry(this.thumb, (at) => clock.seek(at));
    }

    moved(now = false) {
      this.state.frame();
      if (now) this.state.settle({ url: "push" }); else this.state.soon();
    }

    /* The sentence of the day under the pointer. */
    peek(x) {
      const under = x === null ? null : clamp(this.at(x), 0, this.scene.days - 1), at = under === this.clock.day ? null : under;
      this.track.dataset.peek = at === null ? "" : this.scene.day(this.scene.axis[at]);
      if (at !== null) this.track.style.setProperty("--peek", `${this.x(at)}px`);
    }

    get rtl() { return this.scene.texts.direction === "rtl"; }
    x(index) { const x = this.pad + (index * (this.width - 2 * this.pad)) / Math.max(1, this.scene.axis.length - 1); return this.rtl ? this.width - x : x; }
    at(x) { const from = this.rtl ? this.width - x : x; return Math.round(((from - this.pad) / Math.max(1, this.width - 2 * this.pad)) * (this.scene.axis.length - 1)); }

    layout() {
      this.width = this.track.clientWidth;
      this.height = this.track.clientHeight;
      this.pad = 18;
      this.plot.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
      this.histogramKey = null;
      this.draw();
    }

    /* The hands, the words and the state of every control; called each frame, so it touches only what changed. */
    draw() {
      const { clock, scene } = this;
      if (!this.track) return;
      this.words();
      if (!this.width) return;
      this.put(this.thumb, clock.day, scene.days - 1, scene.day(clock.date));
      this.put(this.knownThumb, clock.knownNow, scene.axis.length - 1, this.text("time.known_value", { day: scene.day(clock.knownDate) }));
      this.spanThumbs.forEach((thumb, end) => {
        if (thumb.hidden === Boolean(clock.span)) thumb.hidden = !clock.span;
        if (clock.span) this.put(thumb, clock.span[end], scene.days - 1, scene.day(scene.axis[clock.span[end]]));
      });
      this.histogram();
      this.hand.style.transform = `translateX(${this.x(clock.day)}px)`;
      const known = this.x(clock.knownNow);
      const fogged = `${known} ${clock.knownAtLatest}`;
      if (fogged === this.fogAt) return;
      this.fogAt = fogged;
      this.fog.style.display = clock.knownAtLatest ? "none" : "";
      this.fog.setAttribute("x", this.rtl ? 0 : known);
      this.fog.setAttribute("width", Math.max(0, this.rtl ? known : this.width - known));
    }

    put(thumb, index, max, text) {
      const at = this.x(index), key = `${index} ${max}`;
      if (thumb.at !== at) thumb.style.transform = `translateX(${(thumb.at = at)}px)`;
      // while it plays nobody reads sixty values a second: they are told when it rests
      if (this.clock.playing || thumb.told === key) return;
      thumb.told = key;
      thumb.setAttribute("aria-valuemax", max);
      thumb.setAttribute("aria-valuenow", index);
      thumb.setAttribute("aria-valuetext", text);
    }

    words() {
      const { clock, scene } = this;
      const mode = clock.linked ? "then" : clock.knownAtLatest ? "now" : "chosen";
      if (clock.playing !== this.playing) {
        this.playing = clock.playing;
        this.playButton.replaceChildren(icon(clock.playing ? "pause" : "play"));
        this.playButton.setAttribute("aria-label", this.text(clock.playing ? "time.pause" : "time.play"));
      }
      const key = `${clock.date} ${clock.knownDate} ${mode}`;
      if (key === this.wordsKey) return clock.playing ? undefined : this.controls(mode);
      this.wordsKey = key;
      this.dateText.data = scene.day(clock.date);
      this.weekdays ||= new Intl.DateTimeFormat(scene.texts.lang || "en", { weekday: "long", timeZone: "UTC" });
      this.weekday.data = this.weekdays.format(new Date(`${clock.date}T00:00Z`));
      this.knownText.data = scene.day(clock.knownDate);
      if (!clock.playing) this.controls(mode);
    }

    /* What need not follow every frame: the fields and buttons. */
    controls(mode) {
      const { clock } = this, key = [clock.date, clock.knownDate, mode, clock.playing, clock.loop, clock.speed, clock.step, Boolean(clock.span)].join();
      if (key === this.controlsKey) return;
      this.controlsKey = key;
      this.dateInput.value = clock.date;
      this.knownInput.value = clock.knownDate;
      for (const made of this.modes.children) {
        const on = made.dataset.known === mode;
        made.classList.toggle("is-on", on);
        made.setAttribute("aria-checked", on);
        made.tabIndex = on ? 0 : -1;
      }
      document.documentElement.dataset.clock = mode;
      this.loopButton.setAttribute("aria-pressed", clock.loop);
      this.spanButton.setAttribute("aria-pressed", Boolean(clock.span));
      this.speedSelect.value = clock.speed;
      this.stepSelect.value = clock.step;
    }

  }

  /* A text that changes each frame: its data is set in place, which spares the page a new node. */
  const written = () => document.createTextNode("");

  /* Arrow keys move the choice inside a group of radios. */
  function rove(event, buttons) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = buttons[(buttons.indexOf(document.activeElement) + by + buttons.length) % buttons.length];
    next.click();
    next.focus();
  }

  root.whoholds = Object.assign(root.whoholds || {}, { Timeline, element });
})(globalThis);
