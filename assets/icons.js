/* The signs of buttons as drawings, so that they look alike wherever the page is read; loaded before what uses them. */
(function (root) {
  "use strict";

  const FILLED = {
    play: "M7 4.5v15l12-7.5z", pause: "M7 5h4v14H7zM13 5h4v14h-4z",
    earliest: "M6 5h2.4v14H6zM20 5v14L9.5 12z", latest: "M15.6 5H18v14h-2.400zM4 5v14l10.500-7z",
    back: "M15 5v14L5.500 12zM17 5h2v14h-2z", on: "M9 5v14l9.500-7zM5 5h2v14H5z", loop: "M7 7h9v-3l5 4.500-5 4.500v-3H9v4H7zM17 17H8v3l-5-4.500 5-4.500v3h7v-4h2z",
    span: "M4 5h2v14H4zM18 5h2v14h-2zM8 11h8v2H8z",
    theme: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2.200v13.600a6.800 6.800 0 0 1 0-13.600z",
  };
  const DRAWN = {
    plus: "M12 5v14M5 12h14", minus: "M5 12h14", close: "M6.500 6.500l11 11M17.500 6.500l-11 11",
    whole: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
    more: "M5 12h.01M12 12h.01M19 12h.01",
  };

  function icon(name, size = 20) {
    const { svgNode } = root.whoholds;
    const svg = svgNode("svg", { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", class: `wh-glyph is-${name}` });
    if (FILLED[name]) svgNode("path", { d: FILLED[name], fill: "currentColor", "fill-rule": "evenodd" }, svg);
    else svgNode("path", { d: DRAWN[name], fill: "none", stroke: "currentColor", "stroke-width": name === "more" ? 3 : 2, "stroke-linecap": "round", "stroke-linejoin": "round" }, svg);
    return svg;
  }

  root.whoholds = Object.assign(root.whoholds || {}, { icon });
})(globalThis);
