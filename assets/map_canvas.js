/* The painter for many units: a canvas under Plotly's paths on which only the units that change are drawn again.
 *
 * Plotly keeps the borders, the hover and the click; its paths are transparent and never touched while playing, so
 * nothing of the large SVG is rasterised again. A worker draws, so that the page stays free. Same interface as Painter. */
(function (root) {
  "use strict";

  const { Painter } = root.whoholds; // map_pen.js is loaded after this file
  const MANY = 150;

  /* The pen at the other end of a worker. */
  class FarPen {
    constructor(canvas, kinds) {
      this.worker = new Worker(root.whoholds.penSource);
      this.asks = [null]; // numbered from 1
      this.worker.onmessage = ({ data }) => { this.asks[data.drawn]?.(); delete this.asks[data.drawn]; };
      const far = canvas.transferControlToOffscreen();
      this.worker.postMessage({ canvas: far, ...kinds }, [far]);
    }

    place(place) { this.worker.postMessage({ place }); }
    look(look) { this.worker.postMessage({ look }); }
    draw(changes) { this.worker.postMessage({ changes }, [changes.buffer]); }

    /* A promise that all sent so far is drawn. */
    settled() {
      return new Promise((resolve) => {
        this.asks.push(resolve);
        this.worker.postMessage({ ask: this.asks.length - 1 });
      });
    }
  }

  /* The pen in the page itself. */
  class NearPen {
    constructor(canvas, kinds) { this.pen = new root.whoholds.MapPen(canvas, kinds); }
    place(place) { this.pen.place(place); }
    look(look) { this.pen.look(look); }
    draw(changes) { this.pen.take(changes); this.pen.draw(); }
    settled() { return Promise.resolve(); }
  }

  class CanvasPainter extends Painter {
    constructor(graph, scene, fills) {
      super(graph, scene, fills);
      this.canvas = document.createElement("canvas");
      this.canvas.className = "wh-canvas";
      this.canvas.setAttribute("aria-hidden", "true");
      graph.parentElement.insertBefore(this.canvas, graph.parentElement.firstChild);
      graph.closest(".wh-map").classList.add("is-canvas");
      const kinds = { styles: scene.styles, geometry: scene.geometry };
      this.pen = this.canvas.transferControlToOffscreen && root.Worker ? new FarPen(this.canvas, kinds) : new NearPen(this.canvas, kinds);
      this.onCanvas = true;
    }

    bind() {
      const all = super.bind(), { clientWidth, clientHeight } = this.graph;
      const { projection } = this.graph._fullLayout?.geo?._subplot || {};
      for (const path of this.paths) if (path && path.style.fill !== "transparent") path.style.fill = "transparent";
      this.canvas.style.width = `${clientWidth}px`;
      this.canvas.style.height = `${clientHeight}px`;
      this.look();
      this.pen.place({
        width: clientWidth, height: clientHeight, ratio: Math.min(root.devicePixelRatio || 1, 2),
        shapes: this.paths.map((path) => path?.getAttribute("d") || null),
        seats: this.scene.units.map((unit) => (projection && (unit.at || unit.label) ? projection(unit.at || unit.label) : null)),
      });
      return all;
    }

    setMode(mode) {
      this.mode = mode;
      this.look();
      super.setMode(mode);
    }

    look() {
      const colours = getComputedStyle(document.documentElement), colour = (name) => colours.getPropertyValue(name).trim();
      this.pen.look({ mode: this.mode, paper: colour("--wh-paper"), neighbour: colour("--wh-neighbour") });
    }

    repaint() {
      const { codes, painted, paths } = this;
      if (!codes || !paths) return;
      this.tables[this.mode] ||= this.fills.table(this.mode);
      const changes = [];
      for (let unit = 0; unit < codes.length; unit += 1) {
        const key = this.key(codes[unit]);
        if (key === painted[unit] || !paths[unit]) continue;
        painted[unit] = key;
        changes.push(unit, key);
        paths[unit].__data__.z = codes[unit];
      }
      this.count += changes.length / 2;
      if (changes.length) this.pen.draw(Int32Array.from(changes));
    }
  }

  const painterFor = (graph, scene, fills) => new (scene.units.length > MANY ? CanvasPainter : Painter)(graph, scene, fills);
  root.whoholds = Object.assign(root.whoholds || {}, { CanvasPainter, painterFor });
})(globalThis);
