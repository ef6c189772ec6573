/* The pen of the canvas map: units filled, edged and signed on any 2D context; runs in a worker where there is one.
 *
 * The page loads this file to know its address, and draws with it itself where a browser has no OffscreenCanvas. */
(function (root) {
  "use strict";

  const HIDDEN = 1 << 20, POINTS = 1 << 21; // the bits of Painter.key, which a worker cannot read: switched off in the legend; fill nothing

  class MapPen {
    /* styles: {mode: looks by code}; geometry: the measures of the patterns */
    constructor(canvas, { styles, geometry }) {
      Object.assign(this, { canvas, styles, geometry });
      this.pen = canvas.getContext("2d");
      this.inks = {};
      this.waiting = new Map(); // unit -> key not drawn yet: a late frame draws only the last one
    }

    /* The units where the projection now has them: width and height in CSS pixels, path data, seats. */
    place(place) { this.placed = place; }

    /* Only when drawing: sizing a canvas empties it. */
    _place({ width, height, ratio, shapes, seats }) {
      this.placed = null;
      this.canvas.width = width * ratio;
      this.canvas.height = height * ratio;
      this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.shapes = shapes.map((d) => d && new Path2D(coarse(d)));
      this.seats = seats;
    }

    look({ mode, paper, neighbour }) {
      Object.assign(this, { mode, paper, neighbour });
      this.inks[mode] ||= this.styles[mode].map((style) => this.ink(style));
    }

    /* changes: unit, key, unit, key ... */
    take(changes) {
      for (let at = 0; at < changes.length; at += 2) this.waiting.set(changes[at], changes[at + 1]);
    }

    draw() {
      if (this.placed) this._place(this.placed);
      for (const [unit, key] of this.waiting) if (this.shapes[unit]) this.unit(unit, key);
      this.waiting.clear();
    }

    unit(unit, key) {
      const { pen } = this, shape = this.shapes[unit], code = key >= HIDDEN ? 0 : key, look = this.styles[this.mode][code];
      if (key & HIDDEN) {
        pen.fillStyle = this.neighbour;
        pen.fill(shape);
        pen.globalAlpha = 0.35;
      }
      pen.fillStyle = key & POINTS ? this.paper : this.inks[this.mode][code];
      pen.fill(shape);
      pen.globalAlpha = 1;
      const dashed = look.dash.length > 0, seat = look.sign !== "none" && this.seats[unit];
      if ((!dashed && !seat) || key >= HIDDEN) return;
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
      const shape = this.geometry[style.pattern] || this.geometry.texture, scale = 4;
      const tile = blank(Math.round(shape.step * scale));
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

  function blank(side) {
    if (root.OffscreenCanvas) return new OffscreenCanvas(side, side);
    return Object.assign(document.createElement("canvas"), { width: side, height: side });
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

  /* In a worker: draw once a frame whatever has come since, and tell when asked that all of it is drawn. */
  function listen() {
    let pen, due = false;
    const asked = [];
    const draw = () => {
      due = false;
      pen.draw();
      for (const ask of asked.splice(0)) root.postMessage({ drawn: ask });
    };
    root.onmessage = ({ data }) => {
      if (data.canvas) pen = new MapPen(data.canvas, data);
      if (data.place) pen.place(data.place);
      if (data.look) pen.look(data.look);
      if (data.changes) pen.take(data.changes);
      if (data.ask) asked.push(data.ask);
      if (!due) { due = true; root.requestAnimationFrame(draw); }
    };
  }

  if (root.document) root.whoholds = Object.assign(root.whoholds || {}, { MapPen, penSource: document.currentScript.src });
  else listen();
})(globalThis);
