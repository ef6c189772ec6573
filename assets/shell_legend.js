/* The legend: the definition of each status and sign, and a filter of the map. */
(function (root) {
  "use strict";

  const { Shell, byId: by } = root.whoholds;
  const make = (...all) => root.whoholds.element(...all);

  Object.assign(Shell.prototype, {
    legend(view) {
      const key = JSON.stringify([view.off, view.points, view.labels, this.painter.mode]);
      if (key === this.legendKey) return;
      this.legendKey = key;
      this.hide(view);
      const box = by("legend"), open = box.querySelector("details")?.open ?? (root.innerWidth > 900 && !view.embed);
      const rows = view.points ? this.pointRows() : this.legendRows().map((row) => this.legendRow(row, view.off));
      const signs = ["approach", "holdout"].map((name) => make("li", { className: "wh-legend__sign" }, this.sign(name), make("span", {}, make("b", {}, this.text(`sign.${name}`)), make("small", {}, this.text(`sign.${name}_help`)))));
      const details = make("details", { open, className: "wh-legend__box" },
        make("summary", {}, this.text("legend.title")), make("ul", { className: "wh-legend__rows" }, ...rows, ...signs, ...this.bordersLegend()),
        make("p", { className: "wh-legend__note" }, this.text(view.points ? "legend.note_points" : "legend.note")), this.toggles(view),
        make("p", { className: "wh-legend__note wh-legend__boundaries" }, make("bdi", {}, this.boundaryNote())));
      box.replaceChildren(details);
    },

    legendRows() {
      const rows = [];
      this.scene.actors.forEach((actor, at) => {
        if (!this.scene.shownSides.includes(at + 1)) return;
        rows.push({ off: actor.id, sample: [1, at + 1, 1], label: this.text("legend.held", { actor: this.scene.actorName(actor) }), help: this.text("kind_meaning.held"), head: true });
        // the first side explains every look; the others list those that occur
        const occurs = (kind, extents) => at === 0 || this.scene.cells.some((cell) => cell[0] === kind && cell[1] === at + 1 && extents.includes(cell[3]));
        const sub = (name, kind, extent, extents, help) => occurs(kind, extents) && rows.push({ off: `${actor.id}:${name}`, sample: [kind, at + 1, extent], label: this.text(`legend.${name}`), help: this.text(help), sub: true });
        sub("capital", 1, 2, [2, 3], "extent_meaning.capital");
        sub("claimed", 2, 1, [0, 1, 2, 3], "kind_meaning.claimed");
        sub("regional", 2, 4, [4], "extent_meaning.regional");
      });
      rows.push({ off: "contested", sample: [3, 1, 1], label: this.text("kind.contested"), help: this.text("kind_meaning.contested") });
      rows.push({ off: "disputed", sample: [4, 1, 1], label: this.text("kind.disputed"), help: this.text("kind_meaning.disputed") });
      rows.push({ off: "no_report", sample: [0, 0, 0], label: this.text("kind.no_report"), help: this.text("kind_meaning.no_report") });
      return rows;
    },

    /* What the points are where nothing is filled: a side each, then the shapes. */
    pointRows() {
      const row = (name, side, label) => {
        const svg = root.whoholds.svgNode("svg", { width: 28, height: 17, viewBox: "0 0 28 17", "aria-hidden": "true", style: `--side:${side}` });
        root.whoholds.svgNode("circle", { cx: 14, cy: 8.5, r: 5.5, class: `wh-report is-${name}` }, svg);
        return make("li", { className: "wh-legend__sign" }, svg, make("b", {}, label));
      };
      const sides = this.scene.shownSides.map((side) => row("captured", `var(--wh-side-${side})`, this.text("legend.point", { actor: this.scene.actorName(this.scene.actors[side - 1]) })));
      return [...sides, row("contested", "var(--ink-2)", this.text("legend.point_contested")), row("withdrew", "var(--ink-2)", this.text("legend.point_withdrew"))];
    },

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
    },

    sign(name) {
      const svg = root.whoholds.svgNode("svg", { width: 28, height: 17, viewBox: "0 0 28 17", class: `wh-marker is-${name}`, "aria-hidden": "true", style: "--side:var(--ink-2)" });
      if (name === "approach") {
        root.whoholds.svgNode("line", { x1: 2, y1: 8.5, x2: 20, y2: 8.5 }, svg);
        root.whoholds.svgNode("path", { d: "M27 8.500 L18 3.500 L18 13.500 Z" }, svg);
      } else root.whoholds.svgNode("rect", { x: 10, y: 4.5, width: 8, height: 8 }, svg);
      return svg;
    },

    toggles(view) {
      const toggle = (field, key) => {
        const input = make("input", { type: "checkbox", checked: view[field] });
        input.addEventListener("change", () => this.state.go({ [field]: input.checked }, { push: false }));
        return make("label", { className: "wh-check" }, input, this.text(key));
      };
      return make("div", { className: "wh-legend__toggles" }, toggle("points", "legend.points"), toggle("labels", "legend.labels"));
    },

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
    },
  });
})(globalThis);
