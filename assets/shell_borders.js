/* Disputed borders: dashed on every map, named in the legend, in the note at the foot and under the hand. */
(function (root) {
  "use strict";

  const { Shell, byId: by, svgNode } = root.whoholds;
  const make = (...all) => root.whoholds.element(...all);

  class Borders {
    constructor(scene, camera, overlay) {
      Object.assign(this, { scene, camera });
      const layer = svgNode("g", { class: "wh-borders" });
      overlay.svg.insertBefore(layer, overlay.svg.firstChild);
      this.drawn = scene.borders.map((_, at) => [...this.line(layer, at, 1), svgNode("path", { class: "wh-border is-reach" }, layer)]);
    }

    /* The two strokes of a border, in the shape that palette.toml gives to pictures too. */
    line(parent, border, size) {
      const { disputed_width: width, disputed_casing: casing, disputed_dash: dash } = this.scene.edge;
      const made = ["is-casing", "is-line"].map((name) => svgNode("path", { class: `wh-border ${name}`, "data-border": border }, parent));
      made[0].style.strokeWidth = casing * size;
      Object.assign(made[1].style, { strokeWidth: width * size, strokeDasharray: dash.map((d) => d * size).join(" ") });
      return made;
    }

    /* A border as a path in the pixels of the map; what the projection does not show is left out. */
    path({ lines }) {
      return lines.map((line) => {
        let pen = "M";
        return line.map((point) => {
          const at = this.camera.project(point);
          if (!at) { pen = "M"; return ""; }
          const step = `${pen}${at[0].toFixed(1)} ${at[1].toFixed(1)}`;
          pen = "L";
          return step;
        }).join("");
      }).join("");
    }

    place() {
      if (!this.camera.subplot) return;
      this.scene.borders.forEach((border, at) => {
        const d = this.path(border);
        for (const path of this.drawn[at]) path.setAttribute("d", d);
      });
    }

    /* The index of the border that lies within reach of a point in the pixels of the map, or null. */
    near(x, y) {
      const found = this.drawn.findIndex(([, , reach]) => reach.getAttribute("d") && reach.isPointInStroke(new DOMPoint(x, y)));
      return found < 0 ? null : found;
    }
  }

  Object.assign(Shell.prototype, {
    /* What the foot of the map says of them; nothing where there are none. */
    bordersNote() {
      const { scene } = this;
      return scene.borders.length ? this.text("border.note", { names: scene.borders.map((border) => scene.borderName(border)).join(this.text("border.join")) }) : "";
    },

    boundaryNote() { return [this.scene.case.note, this.bordersNote()].filter(Boolean).join(" "); },

    bordersLegend() {
      if (!this.scene.borders.length) return [];
      const svg = svgNode("svg", { width: 28, height: 17, viewBox: "0 0 28 17", "aria-hidden": "true" });
      for (const path of this.borders.line(svg, -1, 1)) path.setAttribute("d", "M1 8.5H27");
      return [make("li", { className: "wh-legend__sign is-border" }, svg, make("span", {}, make("b", {}, this.text("border.title")), make("small", {}, this.text("border.help"))))];
    },

    /* Under the hand: name and note of the border, below what is said of the province. */
    bordersHover(graph) {
      if (!this.scene.borders.length) return;
      graph.addEventListener("pointermove", (event) => {
        const box = graph.getBoundingClientRect(), near = this.borders.near(event.clientX - box.left, event.clientY - box.top);
        if (near === this.tipBorder) return;
        this.tipBorder = near;
        this.tipKey = null;
        by("tip").classList.toggle("is-on", near !== null || (this.tipUnit ?? null) !== null);
        this.tipText();
        this.placeTip(event);
      });
      graph.addEventListener("pointerleave", () => { this.tipBorder = null; this.tipKey = null; });
    },

    bordersTip() {
      const border = this.scene.borders[this.tipBorder ?? -1];
      return border ? [make("span", { className: "wh-tip__border" }, make("b", {}, this.scene.borderName(border)), ` ${this.scene.borderNote(border)}`)] : [];
    },
  });

  root.whoholds = Object.assign(root.whoholds || {}, { Borders });
})(globalThis);
