/* The looks of cells: each style of the scene becomes a colour, or an SVG pattern shared by every map of the page.
 *
 * Plotly 7 has no pattern for choropleths; a path of its own can be filled with url(#pattern) all the same. */
(function (root) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  function node(name, attributes = {}, parent = null) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (parent) parent.appendChild(made);
    return made;
  }

  class Fills {
    constructor(scene) {
      this.scene = scene;
      this.made = new Map();
      // not display:none: a pattern inside such an element paints nothing
      const svg = node("svg", { width: 0, height: 0, "aria-hidden": "true", class: "wh-defs" }, document.body);
      this.defs = node("defs", {}, svg);
    }

    /* -> per code {fill, stroke, width, dash, sign, signColour, opacity} in one mode: light, dark or print */
    table(mode) {
      return this.scene.styles[mode].map((style) => ({
        fill: this.fill(style),
        stroke: style.stroke,
        width: style.width,
        dash: style.dash.join(" "),
        sign: style.sign,
        signColour: style.sign_colour,
      }));
    }

    fill(style) {
      if (style.pattern === "solid" && style.texture === "none") return style.fill;
      const key = [style.pattern, style.fill, style.second, style.texture, style.texture_colour].join("|");
      if (!this.made.has(key)) this.made.set(key, this._pattern(style, `wh-fill-${this.made.size}`));
      return this.made.get(key);
    }

    _pattern(style, id) {
      const shape = this.scene.geometry[style.pattern] || this.scene.geometry.texture;
      const step = shape.step, pattern = node("pattern", { id, width: step, height: step, patternUnits: "userSpaceOnUse" }, this.defs);
      pattern.dataset.pattern = style.pattern;
      if (shape.angle) pattern.setAttribute("patternTransform", `rotate(${shape.angle})`);
      node("rect", { width: step, height: step, fill: style.fill }, pattern);
      this._marks(style, shape, pattern);
      return `url(#${id})`;
    }

    _marks(style, { step, width, radius }, pattern) {
      const line = (horizontal, colour, thick) => node("rect", {
        width: horizontal ? step : thick, height: horizontal ? thick : step, fill: colour,
      }, pattern);
      switch (style.pattern) {
        case "stripes": return line(false, style.second, width);
        case "crosshatch": line(true, style.second, width); return line(false, style.second, width);
        case "dots":
        case "paper": return node("circle", { cx: step / 2, cy: step / 2, r: radius, fill: style.second }, pattern);
        default: return this._texture(style, step, width, line);
      }
    }

    _texture(style, step, width, line) {
      if (style.texture !== "vertical") line(true, style.texture_colour, width);
      if (style.texture !== "horizontal") line(false, style.texture_colour, width);
    }

    /* The look that the map gives to a cell, named as in the model; where no day of the scene has that cell (two sides may
       fight that the legend never pairs), the legend's for its kind and side. */
    look({ kind = "no_report", side = null, rival = null, extent = "none", age = 0 }, mode) {
      const { scene } = this, at = (id) => scene.actors.findIndex((actor) => actor.id === id) + 1;
      const k = scene.kinds.indexOf(kind), e = scene.extents.indexOf(extent || "none");
      const same = scene.cells.findIndex((cell) => cell[0] === k && cell[1] === at(side) && cell[2] === at(rival) && cell[3] === e && cell[4] === (age || 0));
      if (same >= 0) return scene.styles[mode][same];
      const rows = scene.legend[mode].filter((row) => row.kind === k), own = rows.filter((row) => row.side === at(side));
      return (own.find((row) => row.extent === e && (!rival || row.rival === at(rival))) || own.find((row) => row.extent === e) || own[0] || rows[0])?.style;
    }

    /* A rectangle of the look of a code, for legends: an <svg> element. */
    swatch(code, mode, width = 26, height = 16) {
      return this.sample(this.scene.styles[mode][code], width, height);
    }

    sample(style, width = 26, height = 16) {
      const svg = node("svg", { width, height, viewBox: `0 0 ${width} ${height}`, class: "wh-swatch__box", "aria-hidden": "true" });
      node("rect", {
        x: 0.75, y: 0.75, width: width - 1.5, height: height - 1.5, rx: 2,
        style: `fill:${this.fill(style)};stroke:${style.stroke};stroke-width:${style.width};stroke-dasharray:${style.dash.join(" ")}`,
      }, svg);
      if (style.sign === "dot") node("circle", { cx: width / 2, cy: height / 2, r: 2.6, fill: style.sign_colour }, svg);
      if (style.sign === "ring") node("circle", { cx: width / 2, cy: height / 2, r: 2.8, fill: "none", stroke: style.sign_colour, "stroke-width": 1.3 }, svg);
      return svg;
    }
  }

  root.whoholds = Object.assign(root.whoholds || {}, { Fills, svgNode: node });
})(globalThis);
