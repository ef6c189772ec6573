/* The tour on first use: shown once, only on a bare address (a shared link opens what it shows), and on request. */
(function (root) {
  "use strict";

  const SEEN = "whoholds.tour";
  const box = () => document.getElementById("tour");
  const steps = () => [...box().querySelectorAll(".wh-tour__step")];
  let at = 0, before = null;

  const seen = (mark) => {
    try { if (mark) root.localStorage.setItem(SEEN, "1"); return root.localStorage.getItem(SEEN); } catch { return "1"; }
  };

  function show(step) {
    const list = steps();
    at = Math.max(0, Math.min(step, list.length - 1));
    list.forEach((card, i) => { card.hidden = i !== at; });
    for (const lit of document.querySelectorAll(".is-toured")) lit.classList.remove("is-toured");
    document.getElementById(list[at].dataset.target)?.classList.add("is-toured");
    box().dataset.at = list[at].dataset.target; // the card stands beside what it speaks of
    const own = root.whoholds?.panelTexts?.(root.whoholds.view?.().lang) || {}, next = box().querySelector("[data-tour=next]");
    next.textContent = own[at === list.length - 1 ? "tour.done" : "tour.next"] || next.textContent;
    box().querySelector("[data-tour=back]").disabled = at === 0;
    box().querySelector(".wh-tour__dots").textContent = list.map((_, i) => (i === at ? "●" : "○")).join(" ");
  }

  function open() {
    before = document.activeElement;
    box().hidden = false;
    show(0);
    box().querySelector("[data-tour=next]").focus({ preventScroll: true });
  }

  function close() {
    box().hidden = true;
    for (const lit of document.querySelectorAll(".is-toured")) lit.classList.remove("is-toured");
    seen(true);
    before?.focus?.();
  }

  function pressed(event) {
    const what = event.target.closest?.("[data-tour]")?.dataset.tour;
    if (!what) return;
    if (what === "start") open();
    else if (what === "skip" || (what === "next" && at === steps().length - 1)) close();
    else show(at + (what === "next" ? 1 : -1));
  }

  if (!root.document) return;
  document.addEventListener("click", pressed);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && box() && !box().hidden) close(); });
  document.addEventListener("whoholds:ready", () => { if (box() && !root.location.search && !seen()) open(); });
})(globalThis);
