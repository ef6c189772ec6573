/* Small maps for comparisons and small multiples: Plotly's own shapes, the painter's fills, and a caption. */
(function (root) {
  "use strict";

  const { svgNode } = root.whoholds;

  class Minis {
    constructor(scene, fills, painter, state) {
      Object.assign(this, { scene, fills, painter, state });
      this.shapes = null;
      this.fillAll();
      new MutationObserver(() => this.fillAll()).observe(document.body, { childList: true, subtree: true });
      document.addEventListener("whoholds:theme", () => this.fillAll(true));
    }

    fillAll(again = false) {
      for (const host of document.querySelectorAll("[data-mini]")) {
        if (!again && host.dataset.drawn === host.dataset.mini) continue;
        host.dataset.drawn = host.dataset.mini;
        this.miniature(host, JSON.parse(host.dataset.mini));
      }
      for (const host of document.querySelectorAll(".wh-swatch[data-cell]")) {
        if (!again && host.dataset.drawn === host.dataset.cell) continue;
        host.dataset.drawn = host.dataset.cell;
        host.replaceChildren(this.swatch(JSON.parse(host.dataset.cell)));
      }
    }

    swatch(cell) {
      return this.fills.sample(this.fills.look({ extent: "whole", ...cell }, this.painter.mode));
    }

    /* The outlines once more, at the fitted projection and with the detail that a small map can show. */
    outlines() {
      if (this.shapes) return this.shapes;
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      this.shapes = this.painter.paths.map((path) => {
        const b = path.getBBox();
        box[0] = Math.min(box[0], b.x); box[1] = Math.min(box[1], b.y); box[2] = Math.max(box[2], b.x + b.width); box[3] = Math.max(box[3], b.y + b.height);
        return path.getAttribute("d");
      });
      this.box = box;
      this.borders = this.scene.borders.map((border) => root.whoholds.borders.path(border));
      this.seats = this.scene.units.map((unit) => root.whoholds.camera.project(unit.at || unit.label));
      return this.shapes;
    }

    /* The sign of an extent that is less than the whole, as on the large map. */
    seat(svg, look, at, radius) {
      if (look.sign === "none" || !at) return;
      const dot = look.sign === "dot";
      svgNode("circle", { cx: at[0], cy: at[1], r: radius, class: "wh-mini__seat", fill: dot ? look.signColour : "none", stroke: dot ? "none" : look.signColour, "stroke-width": radius / 2 }, svg);
    }

    /* options: {day, known, day2, known2, difference, label}; a click on a unit chooses it. */
    miniature(host, { day, known, day2, known2, difference = false, label = "" }) {
      const { clock } = this.state, at = (iso) => clock.index(iso, this.scene.days) ?? clock.day, knownAt = (iso) => (iso ? clock.index(iso) : this.scene.axis.length - 1);
      const shapes = this.outlines(), [x0, y0, x1, y1] = this.box, table = this.fills.table(this.painter.mode);
      const codes = this.scene.codes(at(day), knownAt(known)), other = difference ? this.scene.codes(at(day2 || day), knownAt(known2 || known)) : null;
      const alike = (unit) => other && this.scene.alike(codes[unit], other[unit]);
      const svg = svgNode("svg", { viewBox: `${x0 - 3} ${y0 - 3} ${x1 - x0 + 6} ${y1 - y0 + 6}`, class: "wh-mini", role: "img" });
      svg.setAttribute("aria-label", label || this.scene.totalsSentence(at(day), knownAt(known)));
      shapes.forEach((d, unit) => {
        const same = alike(unit), look = table[other ? other[unit] : codes[unit]];
        const path = svgNode("path", { d, class: same ? "wh-mini__unit is-same" : "wh-mini__unit", "data-unit": this.scene.units[unit].id }, svg);
        path.style.fill = same ? "var(--land)" : look.fill;
        if (!same) path.style.stroke = look.stroke;
        if (look.dash && !same) Object.assign(path.style, { stroke: look.stroke, strokeDasharray: "3 2", strokeWidth: 1 });
        svgNode("title", {}, path).textContent = this.scene.sentence(unit, at(other ? day2 || day : day), knownAt(other ? known2 || known : known));
        path.addEventListener("click", () => this.state.go({ unit: this.scene.units[unit].id }));
      });
      if (this.scene.units.length <= 60) shapes.forEach((_, unit) => alike(unit) || this.seat(svg, table[other ? other[unit] : codes[unit]], this.seats[unit], (x1 - x0) / 130));
      this.borders.forEach((d, at) => { for (const path of root.whoholds.borders.line(svg, at, 0.7)) path.setAttribute("d", d); });
      host.replaceChildren(svg);
      if (label) {
        const caption = document.createElement("div");
        caption.className = "wh-mini__label";
        caption.textContent = label;
        host.append(caption);
      }
    }
  }

  root.whoholds = Object.assign(root.whoholds || {}, { Minis });
})(globalThis);
