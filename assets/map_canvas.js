/* The painter for many units: a canvas under Plotly's paths on which only the units that change are drawn again.
 *
 * Plotly keeps the borders, the hover and the click; its paths are transparent and never touched while playing, so
 * nothing of the large SVG is rasterised again. Same interface as Painter. */
(function (root) {
  "use strict";

  const { Painter } = root.whoholds;
  const MANY = 150;

  class CanvasPainter extends Painter {
    constructor(graph, scene, fills) {
      super(graph, scene, fills);
      this.canvas = document.createElement("canvas");
      this.canvas.className = "wh-canvas";
      this.canvas.setAttribute("aria-hidden", "true");
      graph.parentElement.insertBefore(this.canvas, graph.parentElement.firstChild);
      graph.closest(".wh-map").classList.add("is-canvas");
      this.pen = this.canvas.getContext("2d");
      this.inks = {};
      this.onCanvas = true;
    }

    bind() {
      const all = super.bind();
      this.size();
      this.shapes = this.paths.map((path) => path && new Path2D(coarse(path.getAttribute("d") || "")));
      for (const path of this.paths) if (path && path.style.fill !== "transparent") path.style.fill = "transparent";
      const { projection } = this.graph._fullLayout?.geo?._subplot || {};
      this.seats = this.scene.units.map((unit) => (projection && (unit.at || unit.label) ? projection(unit.at || unit.label) : null));
      return all;
    }

    size() {
      const ratio = Math.min(root.devicePixelRatio || 1, 2), { clientWidth, clientHeight } = this.graph;
      this.canvas.width = clientWidth * ratio;
      this.canvas.height = clientHeight * ratio;
      this.canvas.style.width = `${clientWidth}px`;
      this.canvas.style.height = `${clientHeight}px`;
      this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.colours = getComputedStyle(document.documentElement);
    }

    setMode(mode) {
      this.colours = getComputedStyle(document.documentElement);
      super.setMode(mode);
    }

    repaint() {
      const { codes, painted, shapes, hidden } = this;
      if (!codes || !shapes) return;
      this.tables[this.mode] ||= this.fills.table(this.mode);
      const looks = this.scene.styles[this.mode], inks = (this.inks[this.mode] ||= looks.map((style) => this.ink(style)));
      for (let unit = 0; unit < codes.length; unit += 1) {
        const key = codes[unit] | (hidden[codes[unit]] ? 1 << 20 : 0) | (this.points ? 1 << 21 : 0);
        if (key === painted[unit] || !shapes[unit]) continue;
        painted[unit] = key;
        this.count += 1;
        this.draw(unit, key >= 1 << 20 ? looks[0] : looks[codes[unit]], key >= 1 << 21 ? this.colours.getPropertyValue("--wh-paper") : inks[key >= 1 << 20 ? 0 : codes[unit]], key);
        this.paths[unit].__data__.z = codes[unit];
      }
    }

    draw(unit, look, ink, key) {
      const { pen } = this, shape = this.shapes[unit];
      if (key & (1 << 20)) {
        pen.fillStyle = this.colours.getPropertyValue("--wh-neighbour");
        pen.fill(shape);
        pen.globalAlpha = 0.35;
      }
      pen.fillStyle = ink;
      pen.fill(shape);
      pen.globalAlpha = 1;
      const dashed = look.dash.length > 0, seat = look.sign !== "none" && this.seats[unit];
      if ((!dashed && !seat) || key >= 1 << 20) return;
      pen.save();
      pen.clip(shape); // what is drawn for a unit stays inside it, so that drawing it again covers it
      if (dashed) {
        pen.setLineDash(look.dash);
        pen.lineWidth = look.width * 2;
        pen.strokeStyle = look.stroke;
        pen.stroke(shape);
      }
      if (seat) this.sign(look, seat);
      pen.restore();
    }

    sign(look, [x, y]) {
      const { pen } = this;
      pen.beginPath();
      pen.arc(x, y, 2.6, 0, 2 * Math.PI);
      pen.setLineDash([]);
      pen.lineWidth = 1.4;
      pen[look.sign === "dot" ? "fillStyle" : "strokeStyle"] = look.sign_colour;
      if (look.sign === "dot") pen.fill(); else pen.stroke();
    }

    /* The same marks as the SVG patterns of fills.js, as a tile of pixels. */
    ink(style) {
      if (style.pattern === "solid" && style.texture === "none") return style.fill;
      const shape = this.scene.geometry[style.pattern] || this.scene.geometry.texture, scale = 4;
      const tile = document.createElement("canvas");
      tile.width = tile.height = Math.round(shape.step * scale);
      const pen = tile.getContext("2d"), side = tile.width, thick = (shape.width || 0) * scale;
      pen.fillStyle = style.fill;
      pen.fillRect(0, 0, side, side);
      pen.fillStyle = style.second || style.texture_colour;
      if (style.pattern === "dots" || style.pattern === "paper") {
        pen.beginPath();
        pen.arc(side / 2, side / 2, shape.radius * scale, 0, 2 * Math.PI);
        pen.fill();
      } else {
        if (style.pattern === "crosshatch" || (style.pattern === "solid" && style.texture !== "vertical")) pen.fillRect(0, 0, side, thick);
        if (style.pattern !== "solid" || style.texture !== "horizontal") pen.fillRect(0, 0, thick, side);
      }
      const pattern = this.pen.createPattern(tile, "repeat");
      pattern.setTransform(new DOMMatrix().rotate(shape.angle || 0).scale(1 / scale));
      return pattern;
    }
  }

  /* A path without the corners that stand within three quarters of a pixel of the one before: the borders above hide it. */
  function coarse(d) {
    let x = NaN, y = NaN;
    return d.replace(/([ML])([-\d.e]+)[ ,]([-\d.e]+)/g, (whole, kind, nextX, nextY) => {
      if (kind === "L" && Math.abs(nextX - x) + Math.abs(nextY - y) < 0.75) return "";
      x = Number(nextX); y = Number(nextY);
      return whole;
    });
  }

  const painterFor = (graph, scene, fills) => new (scene.units.length > MANY ? CanvasPainter : Painter)(graph, scene, fills);
  root.whoholds = Object.assign(root.whoholds || {}, { CanvasPainter, painterFor });
})(globalThis);
