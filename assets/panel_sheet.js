/* The panel as a sheet of narrow screens: its tabs alone, half of the screen, nearly all of it. */
(function (root) {
  "use strict";

  const SIZES = ["peek", "half", "full"], FAR = 20; // pixels that make a drag of a tap
  const side = () => document.getElementById("side");
  const handle = () => document.querySelector(".wh-sheet");
  const shown = () => side().dataset.sheet || "peek";

  function size(name) {
    side().dataset.sheet = name;
    handle().setAttribute("aria-expanded", name !== "peek");
  }

  const step = (by) => size(SIZES[Math.max(0, Math.min(SIZES.length - 1, SIZES.indexOf(shown()) + by))]);
  const next = () => size(SIZES[(SIZES.indexOf(shown()) + 1) % SIZES.length]);

  /* It opens with what was asked for; else it leaves the room to the map (on a tablet: to what covers the map). */
  function follow({ detail: view }) {
    if (!side()) return;
    const asked = Boolean(view.unit) || view.tab !== "evidence", key = `${asked} ${view.tab} ${view.mode}`;
    if (side().dataset.asked === key) return;
    side().dataset.asked = key;
    const phone = root.matchMedia("(max-width: 640px)").matches;
    if (!asked && (phone || view.mode !== "map")) size("peek");
    else if (shown() !== "full") size("half");
  }

  /* Drawn up or down by its handle. */
  function drawn(event) {
    if (!event.target.matches?.(".wh-sheet")) return;
    const from = event.clientY;
    handle().setPointerCapture?.(event.pointerId);
    handle().addEventListener("pointerup", ({ clientY }) => {
      handle().dataset.drawn = Math.abs(clientY - from) > FAR;
      if (Math.abs(clientY - from) > FAR) step(clientY < from ? 1 : -1);
    }, { once: true });
  }

  function pressed(event) {
    if (event.target.matches?.(".wh-sheet")) {
      if (handle().dataset.drawn !== "true") next();
      handle().dataset.drawn = false;
    } else if (event.target.closest?.(".wh-side [role=tab]") && shown() === "peek") size("half");
  }

  if (!root.document) return;
  document.addEventListener("whoholds:view", follow);
  document.addEventListener("pointerdown", drawn);
  document.addEventListener("click", pressed);
})(globalThis);
