/* The start: fetch the scene, wait for Plotly's map, join the parts, open the link. */
(function (root) {
  "use strict";

  const boot = JSON.parse(document.getElementById("boot")?.textContent || "null");
  if (!boot) return;
  // before anything is drawn, so that an embedded page shows nothing that it takes away again
  if (/[?&]embed=(1|true)(&|$)/.test(root.location.search)) document.documentElement.setAttribute("data-embed", "");
  let ready;
  root.whoholds.settled = new Promise((resolve) => { ready = resolve; });

  const asJson = (url) => fetch(url).then((answer) => {
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  });

  /* The graph with one path for every unit, once Dash has mounted it and Plotly has drawn it. */
  function graphReady(count) {
    return new Promise((resolve) => {
      const look = () => {
        const graph = document.querySelector("#map .js-plotly-plot");
        const drawn = graph?._fullLayout && graph._ev?._events?.plotly_click;
        if (drawn && graph.querySelectorAll("path.choroplethlocation").length >= count) resolve(quiet(graph));
        else root.requestAnimationFrame(look);
      };
      look();
    });
  }

  /* Dash answers each move of the map by plotting its figure anew, which loses the next move: the map is ours from here. */
  function quiet(graph) {
    for (const event of ["relayout", "restyle", "hover", "unhover", "click", "selected", "deselect"]) graph.removeAllListeners(`plotly_${event}`);
    return graph;
  }

  async function start() {
    const query = new URLSearchParams(root.location.search);
    const suffix = (name) => boot[`${name}s`]?.find((word) => word === query.getAll(name).at(-1)?.toLowerCase());
    const [payload, texts] = await Promise.all([asJson(boot.scenes[suffix("rule") || "filter"]), asJson(boot.texts + (suffix("lang") || "en"))]);
    const scene = new root.whoholds.Scene({ ...payload, texts });
    document.documentElement.lang = texts.lang;
    document.documentElement.dir = texts.direction;
    const state = new root.whoholds.ViewState(scene, boot.table);
    const graph = await graphReady(scene.units.length);
    document.querySelector(".wh-top__title").textContent = scene.case.title;
    await join(scene, state, graph);
    ready();
    document.documentElement.dataset.ready = "true";
    document.dispatchEvent(new CustomEvent("whoholds:ready"));
  }

  async function join(scene, state, graph) {
    const { Fills, painterFor, Camera, Overlay, Shell, Timeline } = root.whoholds;
    const fills = new Fills(scene), painter = painterFor(graph, scene, fills), camera = new Camera(graph, scene);
    painter.mode = document.documentElement.dataset.theme || "light";
    const { view, notices } = state.read(root.location.search);
    state.notices = notices;
    state.apply(view);
    const overlay = new Overlay(graph.parentElement, camera, painter, scene);
    const borders = new root.whoholds.Borders(scene, camera, overlay);
    root.whoholds.state = state;
    Object.assign(root.whoholds, { scene, painter, camera, overlay, borders, go: (patch, options) => state.go(patch, options), view: () => state.view() });
    Object.assign(root.whoholds, {
      sentence: (unit, day, known) => scene.sentence(scene.unitIndex.get(unit), state.clock.index(day, scene.days), state.clock.index(known)),
      cell: (unit, day, known) => scene.meaning(scene.code(scene.unitIndex.get(unit), state.clock.index(day, scene.days), state.clock.index(known))),
    });
    const shell = new Shell({ state, scene, painter, camera, overlay, borders, fills, urls: boot });
    root.whoholds.shell = shell;
    new Timeline(document.getElementById("timeline"), state, scene);
    root.whoholds.map = new root.whoholds.Minis(scene, fills, painter, state);
    follow(graph, shell, camera, painter, overlay, state);
    shell.legend(state.view()); // its width is part of the map's padding
    await camera.fit(shell.padding, view.camera);
    state.open(root.location.search);
  }

  /* Plotly redraws when it likes; paint and signs follow. */
  function follow(graph, shell, camera, painter, overlay, state) {
    const again = () => { painter.bind(); painter.repaint(); overlay.place(); shell.borders.place(); };
    graph.on("plotly_afterplot", again);
    graph.on("plotly_relayouting", () => (painter.onCanvas ? again() : (overlay.place(), shell.borders.place()))); // a canvas moves with the paths above it
    graph.on("plotly_relayout", (change) => {
      again();
      const moved = Object.keys(change).some((key) => key.startsWith("geo.projection.scale") || key.startsWith("geo.center"));
      if (moved && !change["geo.lonaxis.range"]) { state.rest.camera = camera.state.map((n) => Number(n.toFixed(3))); state.soon(); }
    });
    let width = graph.clientWidth, height = graph.clientHeight, timer;
    new ResizeObserver(() => {
      if (graph.clientWidth === width && graph.clientHeight === height) return;
      width = graph.clientWidth; height = graph.clientHeight;
      clearTimeout(timer);
      timer = setTimeout(() => camera.fit(shell.padding, state.rest.camera), 80);
    }).observe(graph);
    again();
  }

  function failed(error) {
    document.documentElement.dataset.failed = "true";
    const box = document.createElement("div");
    box.className = "wh-failed";
    box.setAttribute("role", "alert");
    const lang = new URLSearchParams(root.location.search).get("lang");
    box.textContent = `${boot.failed[lang] || boot.failed.en} (${error.message})`;
    const again = Object.assign(document.createElement("button"), { type: "button", className: "wh-btn", textContent: boot.again[lang] || boot.again.en });
    again.addEventListener("click", () => root.location.reload());
    box.append(again);
    document.body.append(box);
    console.error(error);
  }

  document.addEventListener("DOMContentLoaded", () => start().catch(failed));
})(globalThis);
