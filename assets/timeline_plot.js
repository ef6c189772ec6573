/* What the timeline draws behind its hands: reports by day and side, the axis, the span, and the fog of the unpublished. */
(function (root) {
  "use strict";

  const { Timeline, svgNode, clamp } = root.whoholds;

  Object.assign(Timeline.prototype, {
    /* Reports by day and side, stacked; those not yet published at the known day are outlined only. */
    histogram() {
      const { clock, scene } = this, known = clock.knownNow;
      const key = `${this.width} ${this.height} ${clock.linked ? "then" : known} ${clock.span} ${this.rtl}`;
      if (key === this.histogramKey) return clock.linked ? this.uncover(known) : undefined;
      this.histogramKey = key;
      this.plot.replaceChildren();
      this.drawnBars = [];
      const base = this.height - 28, room = base - 14;
      this.axisMarks(base);
      if (clock.span) {
        const [a, b] = clock.span.map((at) => this.x(at));
        svgNode("rect", { class: "wh-time__span", x: Math.min(a, b), y: 2, width: Math.abs(b - a), height: base - 2 }, this.plot);
      }
      const bars = this.bars(known), most = Math.max(1, ...bars.map((bar) => bar.total));
      const step = (this.width - 2 * this.pad) / Math.max(1, scene.axis.length - 1), width = clamp(step * 0.62, 1, 16);
      for (const bar of bars) {
        let y = base;
        for (const part of bar.parts) {
          const height = (part.count / most) * room;
          const drawn = svgNode("rect", { class: part.known <= known ? "wh-bar" : "wh-bar is-later", x: this.x(bar.day) - width / 2, y: y - height, width, height, style: `--side:${part.side ? `var(--wh-side-${part.side})` : "var(--wh-unknown)"}` }, this.plot);
          this.drawnBars.push({ bar: drawn, known: part.known });
          y -= height;
        }
      }
      for (const at of scene.changes(clock)) svgNode("circle", { class: "wh-time__change", cx: this.x(at), cy: base, r: 2 }, this.plot);
      this.fog = svgNode("rect", { class: "wh-time__fog", y: 2, height: base - 2, x: 0, width: 0 }, this.plot);
      this.fogAt = null;
      this.hand.style.height = `${base + 3}px`;
    },

    /* Linked clocks uncover bars as their day of publication comes, without drawing them anew. */
    uncover(known) {
      for (const drawn of this.drawnBars) {
        const later = drawn.known > known;
        if (drawn.later !== later) drawn.bar.classList.toggle("is-later", (drawn.later = later));
      }
    },

    /* Per day its parts by side and day of publication, the earlier published below. */
    bars(known) {
      const days = new Map(), linked = this.clock.linked;
      for (const report of this.scene.reports) {
        // unlinked, all that matters of a publication is the side of the known day that it is on
        const when = linked ? report.known : report.known <= known ? known : known + 1;
        const key = `${when}|${report.side}`, day = days.get(report.day) || new Map();
        day.set(key, (day.get(key) || 0) + 1);
        days.set(report.day, day);
      }
      return [...days].map(([day, counts]) => ({
        day,
        total: [...counts.values()].reduce((a, b) => a + b, 0),
        parts: [...counts].map(([key, count]) => ({ known: Number(key.split("|")[0]), side: Number(key.split("|")[1]), count }))
          .sort((a, b) => a.known - b.known || a.side - b.side),
      }));
    },

    /* A line with as many dates under it as there is room for, months where days are too many. */
    axisMarks(base) {
      const { scene } = this, size = scene.axis.length;
      svgNode("line", { class: "wh-time__line", x1: this.pad - 6, x2: this.width - this.pad + 6, y1: base, y2: base }, this.plot);
      const room = Math.max(2, Math.floor(this.width / 74)), every = Math.max(1, Math.ceil(size / room));
      const monthly = every > 20;
      let last = -Infinity;
      scene.axis.forEach((iso, at) => {
        const x = this.x(at);
        if (size <= 120) svgNode("line", { class: "wh-time__tick", x1: x, x2: x, y1: base, y2: base + 3 }, this.plot);
        const wanted = monthly ? iso.endsWith("-01") : at % every === 0;
        if (!wanted || Math.abs(x - last) < 66) return;
        last = x;
        const text = scene.day(iso);
        svgNode("line", { class: "wh-time__tick is-long", x1: x, x2: x, y1: base, y2: base + 6 }, this.plot);
        // at the edges the words stand inside
        const shift = clamp(x, 24, this.width - 24);
        svgNode("text", { class: "wh-time__text", x: shift, y: base + 23 }, this.plot).textContent = monthly ? text.replace(/^\S+ /, "") : text.replace(/ \S+$/, "");
      });
    },
  });
})(globalThis);
