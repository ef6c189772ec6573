/* What lies over the fills: selection, capitals, labels, approaches, hold-outs and report points.
 *
 * One SVG over the graph in the same pixels, placed by Plotly's own projection and placed again whenever it moves. */
(function (root) {
  "use strict";

  const { svgNode } = root.whoholds;

  class Overlay {
    constructor(host, camera, painter, scene) {
      Object.assign(this, { host, camera, painter, scene });
      this.svg = svgNode("svg", { class: "wh-overlay", "aria-hidden": "true" }, host);
      this.layers = Object.fromEntries(["outlines", "points", "signs", "markers", "labels"].map(
        (name) => [name, svgNode("g", { class: `wh-overlay__${name}` }, this.svg)]));
      this.labels = true;
      this.signs = scene.units.map((unit) => this._sign(unit));
      this.outlines = { selected: this._outline("is-selected"), hot: this._outline("is-hot"), focus: this._outline("is-focus") };
      this.chosen = { selected: null, hot: null, focus: null };
      this.frame = null;
    }

    _outline(state) { return svgNode("path", { class: `wh-outline ${state}` }, this.layers.outlines); }

    _sign(unit) {
      if ((!unit.at && !unit.label) || this.painter.onCanvas) return null; // a canvas draws its own signs
      // two circles of fixed size: a frame changes what is seen of them, and nothing is laid out
      const seat = svgNode("circle", { class: "wh-seat", r: 1.7 }, this.layers.signs);
      const mark = svgNode("circle", { class: "wh-capital", r: 3.4, visibility: "hidden" }, this.layers.signs);
      mark.dataset.unit = unit.id;
      mark.dataset.sign = "none";
      return { mark, seat };
    }

    /* Put everything where the projection now has it. */
    place() {
      if (!this.camera.subplot) return;
      this.scene.units.forEach((unit, at) => {
        if (!this.signs[at]) return;
        const point = this.camera.project(unit.at || unit.label);
        move(this.signs[at].mark, point);
        move(this.signs[at].seat, point);
      });
      for (const state of Object.keys(this.outlines)) this.outline(state, this.chosen[state]);
      this._placeLabels();
      this.markerKey = null;
      if (this.frame) this.draw(this.frame);
    }

    /* Outline a unit (index or null) as selected, hot or focus: a copy of Plotly's own path. */
    outline(state, unit) {
      this.chosen[state] = unit;
      const path = unit === null || unit === undefined ? null : this.painter.paths?.[unit];
      if (path) this.outlines[state].setAttribute("d", path.getAttribute("d") || "");
      this.outlines[state].style.display = path ? "" : "none";
    }

    /* The signs of a frame: {codes, day, step, knownIndex, points}. */
    draw(frame) {
      this.frame = frame;
      const looks = this.painter.tables[this.painter.mode];
      if (looks && !frame.points && !this.painter.onCanvas) this._drawSigns(frame.codes, looks);
      this.layers.signs.style.display = frame.points ? "none" : "";
      this._drawMarkers(frame);
      this._drawPoints(frame);
    }

    _drawSigns(codes, looks) {
      const drawn = (this.drawn ||= []);
      for (let at = 0; at < codes.length; at += 1) {
        const look = looks[codes[at]], before = drawn[at];
        if (!this.signs[at] || before === look) continue;
        drawn[at] = look;
        if (before && before.sign === look.sign && before.signColour === look.signColour) continue;
        this._showSign(this.signs[at], look);
      }
    }

    /* A dot covers the seat, a ring replaces it. */
    _showSign({ mark, seat }, { sign, signColour }) {
      mark.dataset.sign = sign;
      mark.style.visibility = sign === "none" ? "" : "visible";
      seat.style.visibility = sign === "ring" ? "hidden" : "";
      mark.style.fill = sign === "dot" ? signColour : "transparent";
      mark.style.stroke = sign === "dot" ? "var(--paper)" : signColour;
    }

    /* Approaches are arrows to the seat of the unit from the named place, hold-outs hollow squares at the place. */
    _drawMarkers({ day, step }) {
      // a span: first and last step, first and last day, all included
      const stands = ([since, until, from, to]) => since <= step && step <= until && from <= day && day <= to;
      const shown = this.scene.markers.filter((marker) => marker.spans.some(stands));
      const numbers = (this.markerNumbers ||= new Map(this.scene.markers.map((marker, at) => [marker, at])));
      const key = shown.map((marker) => numbers.get(marker)).join();
      if (key === this.markerKey) return; // place() forgets the key when the projection has moved
      this.markerKey = key;
      this.layers.markers.replaceChildren();
      // an approach to the seat says less than one at a named place of the same unit and side
      const telling = shown.filter((m) => m.kind !== "approach" || !this._atSeat(m) || !shown.some((o) => o !== m && o.kind === "approach" && o.unit === m.unit && o.side === m.side && !this._atSeat(o)));
      for (const marker of telling) this._marker(marker);
    }

    _marker(marker) {
      const unit = this.scene.units[this.scene.unitIndex.get(marker.unit)];
      const at = this.camera.project(marker.point || unit?.at || unit?.label);
      if (!at) return;
      const colour = marker.side ? `var(--wh-side-${marker.side})` : "var(--wh-unknown)";
      const group = svgNode("g", { class: `wh-marker is-${marker.kind}`, style: `--side:${colour}` }, this.layers.markers);
      svgNode("title", {}, group).textContent = marker.place;
      if (marker.kind === "approach") this._arrow(group, at, this.camera.project(unit?.at || unit?.label));
      else {
        // a hold-out whose own point is not known stands beside the seat, not on it
        const seat = this.camera.project(unit?.at), beside = seat && Math.hypot(at[0] - seat[0], at[1] - seat[1]) < 8 ? 9 : 0;
        svgNode("rect", { x: at[0] - 4 + beside, y: at[1] - 4 - beside * 0.8, width: 8, height: 8 }, group);
      }
    }

    _atSeat(marker) {
      const unit = this.scene.units[this.scene.unitIndex.get(marker.unit)], seat = unit?.at || unit?.label;
      return !marker.point || (seat && Math.hypot(marker.point[0] - seat[0], marker.point[1] - seat[1]) < 0.03);
    }

    /* An arrow at the named place pointing at the seat; where no direction was said, a ring around the seat points from none. */
    _arrow(group, from, to) {
      if (!to || Math.hypot(to[0] - from[0], to[1] - from[1]) <= 1.5) {
        svgNode("circle", { cx: from[0], cy: from[1], r: 11, class: "wh-ring" }, group);
        for (const turn of [0, 90, 180, 270]) svgNode("path", { d: "M-6 0 L-12 -4 L-12 4 Z", transform: `translate(${from[0]} ${from[1]}) rotate(${turn})` }, group);
        return;
      }
      const angle = Math.atan2(to[1] - from[1], to[0] - from[0]), length = 24;
      const tail = [from[0] - Math.cos(angle) * length, from[1] - Math.sin(angle) * length];
      const degrees = (angle * 180) / Math.PI;
      const shaft = { x1: tail[0], y1: tail[1], x2: from[0] - Math.cos(angle) * 5, y2: from[1] - Math.sin(angle) * 5 };
      const head = { d: "M0 0 L-9 -5 L-9 5 Z", transform: `translate(${from[0]} ${from[1]}) rotate(${degrees})` };
      // the casing keeps the arrow apart from a fill of its own side
      for (const layer of ["wh-casing", ""]) {
        svgNode("line", { ...shaft, class: layer }, group);
        svgNode("path", { ...head, class: layer }, group);
      }
    }

    /* Reports up to the day, each a dot at its place; the view that fills nothing. */
    _drawPoints({ day, knownIndex, points }) {
      this.layers.points.style.display = points ? "" : "none";
      if (!points) return;
      this.layers.points.replaceChildren();
      for (const report of this.scene.reports) {
        if (!report.moves || report.day > day || report.known > knownIndex) continue;
        const unit = this.scene.units[report.unit], at = this.camera.project(report.point || unit?.label);
        if (!at) continue;
        const colour = report.side ? `var(--wh-side-${report.side})` : "var(--wh-unknown)";
        const dot = svgNode("circle", { cx: at[0], cy: at[1], r: 5.5, class: `wh-report is-${report.predicate}`, style: `--side:${colour}` }, this.layers.points);
        dot.dataset.claim = report.id;
      }
    }

    /* Names, largest units first, left out where they would touch another. */
    _placeLabels() {
      this.layers.labels.replaceChildren();
      if (!this.labels) return;
      const taken = [], width = this.svg.clientWidth, height = this.svg.clientHeight, marked = this._marked();
      const first = (at) => (at === this.chosen.selected ? Infinity : this.scene.units[at].area);
      const order = this.scene.units.map((unit, at) => at).sort((a, b) => first(b) - first(a));
      for (const at of order) {
        const unit = this.scene.units[at], point = this.camera.project(unit.label);
        if (!point || point[0] < 0 || point[1] < 0 || point[0] > width || point[1] > height) continue;
        const name = this.scene.unitName(unit), half = name.length * 3.3 + 3;
        if (at !== this.chosen.selected && !this._fits(at, half)) continue;
        const box = ([x, y]) => [x - half, y - 11, x + half, y + 4], spots = this._spots(at, point, half);
        const free = (spot) => { const own = box(spot); return !taken.some((other) => own[0] < other[2] && other[0] < own[2] && own[1] < other[3] && other[1] < own[3]); };
        const clear = (spot) => { const own = box(spot); return !marked.some(([x, y]) => x > own[0] - 3 && x < own[2] + 3 && y > own[1] - 2 && y < own[3] + 2); };
        const spot = spots.find((one) => free(one) && clear(one)) || spots.slice(0, 1).find(free);
        if (!spot) continue;
        taken.push(box(spot));
        svgNode("text", { x: spot[0], y: spot[1] }, this.layers.labels).textContent = name;
      }
    }

    /* Where seats, approaches and hold-outs are marked; none where they are too many to keep names clear of all. */
    _marked() {
      if (this.painter.onCanvas) return [];
      const points = this.scene.units.map((unit) => unit.at && this.camera.project(unit.at));
      for (const marker of this.scene.markers) {
        const unit = this.scene.units[this.scene.unitIndex.get(marker.unit)], seat = unit?.at || unit?.label;
        const from = this.camera.project(marker.point || seat), to = this.camera.project(seat);
        const far = from && to ? Math.hypot(to[0] - from[0], to[1] - from[1]) : 0;
        if (!from) continue;
        // an arrow reaches back from its place, away from the seat; a square has corners, and stands aside where the seat is
        if (marker.kind === "approach" && far > 1.5) for (const back of [0, 8, 16, 24]) points.push([from[0] - ((to[0] - from[0]) / far) * back, from[1] - ((to[1] - from[1]) / far) * back]);
        else for (const [x, y] of [[-4, -4], [4, -4], [-4, 4], [4, 4]]) points.push(far < 8 ? [from[0] + x + 9, from[1] + y - 7] : [from[0] + x, from[1] + y]);
      }
      return points.filter(Boolean);
    }

    /* The places for a name, best first: the middle of its unit, a little above and below, around its seat; all inside the unit. */
    _spots(at, [x, y], half) {
      const unit = this.scene.units[at], seat = unit.at && this.camera.project(unit.at);
      const bounds = this.painter.onCanvas || !seat ? null : this.painter.paths?.[at]?.getBBox();
      if (!bounds) return [[x, y + 4]];
      const around = [[x, y - 6], [x, y + 14], [seat[0], seat[1] + 14], [seat[0], seat[1] - 7], [seat[0] + half + 5, seat[1] + 4], [seat[0] - half - 5, seat[1] + 4]];
      return [[x, y + 4], ...around.filter(([a, b]) => a > bounds.x && a < bounds.x + bounds.width && b - 4 > bounds.y && b - 4 < bounds.y + bounds.height)];
    }

    /* On a small map a name that is much wider than its unit would hide the others. */
    _fits(at, half) {
      const path = this.painter.paths?.[at];
      return !path || path.getBBox().width > half * (this.svg.clientWidth < 500 ? 1.6 : 1.1);
    }
  }

  function move(mark, point) {
    mark.style.display = point ? "" : "none";
    if (point) { mark.setAttribute("cx", point[0]); mark.setAttribute("cy", point[1]); }
  }

  root.whoholds = Object.assign(root.whoholds || {}, { Overlay });
})(globalThis);
