/* The painter: Plotly draws and projects the units once, this sets the fill of its own path.choroplethlocation elements.
 *
 * Only units whose code changed are touched. After each redraw by Plotly (resize, restyle, theme) the paths are found
 * anew, keyed by the `loc` of the datum that d3 bound to them, and painted again. */
(function (root) {
  "use strict";

  const NOTHING = -1, HIDDEN = 1 << 20, POINTS = 1 << 21;

  class Painter {
    constructor(graph, scene, fills) {
      this.graph = graph;
      this.scene = scene;
      this.fills = fills;
      this.tables = {};
      this.painted = new Int32Array(scene.units.length).fill(NOTHING);
      this.codes = null;
      this.hidden = new Uint8Array(0);
      this.points = false;
      this.mode = "light";
      this.count = 0; // fills set so far: tests and the benchmark read it
    }

    /* Find Plotly's paths again; true when there is one for every unit. */
    bind() {
      this.paths = new Array(this.scene.units.length).fill(null);
      for (const path of this.graph.querySelectorAll("path.choroplethlocation")) {
        const at = this.scene.unitIndex.get(path.__data__?.loc);
        if (at === undefined) continue;
        this.paths[at] = path;
        path.whLook = null;
        path.dataset.unit = this.scene.units[at].id;
      }
      this.painted.fill(NOTHING);
      return this.paths.every(Boolean);
    }

    setMode(mode) {
      this.mode = mode;
      this.painted.fill(NOTHING);
      this.repaint();
    }

    /* hidden: per code 1 where the legend switched it off; points: fill nothing at all */
    setFilter(hidden, points) {
      this.hidden = hidden;
      this.points = points;
      this.repaint();
    }

    paint(codes) {
      this.codes = codes;
      this.repaint();
    }

    /* What is painted of a code: the code, with a bit each for switched off and for fill nothing. */
    key(code) { return code | (this.hidden[code] ? HIDDEN : 0) | (this.points ? POINTS : 0); }

    repaint() {
      const { codes, painted, paths } = this;
      if (!codes || !paths) return;
      const table = (this.tables[this.mode] ||= this.fills.table(this.mode));
      for (let unit = 0; unit < codes.length; unit += 1) {
        const key = this.key(codes[unit]);
        if (key === painted[unit] || !paths[unit]) continue;
        painted[unit] = key;
        this._set(paths[unit], table, codes[unit], key);
      }
    }

    _set(path, table, code, key) {
      const look = table[key >= HIDDEN ? 0 : code], style = path.style, before = path.whLook;
      this.count += 1;
      style.fill = key >= POINTS ? "var(--land)" : look.fill;
      // the edge is the same for most looks: an untouched property costs no style
      if (!before || before.stroke !== look.stroke) style.stroke = look.stroke;
      if (!before || before.width !== look.width) style.strokeWidth = look.width;
      if (!before || before.dash !== look.dash) style.strokeDasharray = look.dash;
      const opacity = key & HIDDEN && !(key & POINTS) ? "0.35" : "";
      if (style.opacity !== opacity) style.opacity = opacity;
      path.whLook = look;
      path.__data__.z = code; // what Plotly tells in its events stays true
    }
  }

  /* Fit, zoom and project, through Plotly's own layout; the only place that knows its geo subplot. */
  class Camera {
    constructor(graph, scene) {
      this.graph = graph;
      this.scene = scene;
    }

    get subplot() { return this.graph._fullLayout?.geo?._subplot; }

    project(point) { return point && this.subplot ? this.subplot.projection(point) : null; }

    /* Longitude and latitude ranges that fill the frame with the case, padded in the shape of the frame. */
    frame(pad = { left: 24, right: 24, top: 24, bottom: 24 }) {
      const [west, south, east, north] = this.scene.bounds;
      const width = Math.max(80, this.graph.clientWidth), height = Math.max(80, this.graph.clientHeight);
      const top = mercator(north), bottom = mercator(south), rad = Math.PI / 180;
      const scale = Math.min((width - pad.left - pad.right) / ((east - west) * rad), (height - pad.top - pad.bottom) / (top - bottom));
      const x0 = west * rad - (pad.left + (width - pad.left - pad.right - (east - west) * rad * scale) / 2) / scale;
      const y1 = top + (pad.top + (height - pad.top - pad.bottom - (top - bottom) * scale) / 2) / scale;
      return {
        "geo.lonaxis.range": [x0 / rad, (x0 + width / scale) / rad],
        "geo.lataxis.range": [unmercator(y1 - height / scale), unmercator(y1)],
      };
    }

    /* The whole case in the frame, or the part of it that `at` ([scale, lon, lat]) says. */
    fit(pad, at = null) {
      const wanted = this.frame(pad), lon = wanted["geo.lonaxis.range"], lat = wanted["geo.lataxis.range"];
      const middle = unmercator((mercator(lat[0]) + mercator(lat[1])) / 2);
      const home = [1, (lon[0] + lon[1]) / 2, middle];
      this.home = rounded(home);
      return root.Plotly.relayout(this.graph, {
        ...wanted, "geo.projection.scale": at ? at[0] : 1, "geo.center": at ? { lon: at[1], lat: at[2] } : { lon: (lon[0] + lon[1]) / 2, lat: middle }, "geo.projection.rotation.lon": (lon[0] + lon[1]) / 2,
      });
    }

    /* Whether the map shows what a view asks for: null asks for the whole case. */
    shows(at) { return String(rounded(this.state)) === String(at ? rounded(at) : this.home); }

    get state() {
      const geo = this.graph._fullLayout.geo;
      return [geo.projection.scale, geo.center.lon, geo.center.lat];
    }

    set([scale, lon, lat]) {
      return root.Plotly.relayout(this.graph, { "geo.projection.scale": Math.min(Math.max(scale, 0.5), 40), "geo.center.lon": lon, "geo.center.lat": lat });
    }

    zoom(by) {
      const [scale, lon, lat] = this.state;
      return this.set([scale * by, lon, lat]);
    }

    goTo(point, scale) { return this.set([Math.max(this.state[0], scale), point[0], point[1]]); }
  }

  const rounded = (numbers) => numbers.map((n) => Number(n.toFixed(3)));
  const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + (Math.min(Math.max(lat, -84), 84) * Math.PI) / 360));
  const unmercator = (y) => (2 * Math.atan(Math.exp(y)) - Math.PI / 2) * (180 / Math.PI);

  root.whoholds = Object.assign(root.whoholds || {}, { Painter, Camera });
})(globalThis);
