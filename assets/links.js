/* The link: a view becomes a query and a query a view, by the one table of dashboard/web/url.py (sent in the scene).
 *
 * A value that equals its default is not written, so `latest` stays latest. No DOM here. */
(function (root) {
  "use strict";

  const list = (text) => (text ? text.split("~").filter(Boolean) : []);

  /* kind -> [text to value, value to text]; a value that cannot be read is undefined and is told as a notice */
  const KINDS = {
    flag: [(text) => text === "1" || text === "true", (value) => (value ? "1" : "0")],
    text: [(text) => text, String],
    unit: [(text, scene) => (scene.unitIndex.has(text) ? text : undefined), String],
    word: [(text, scene, link) => (link.allowed.includes(text) ? text : undefined), String],
    words: [list, (value) => value.join("~")],
    days: [(text, scene) => list(text).map((day) => scene.nearest(day)).filter(Boolean), (value) => value.join("~")],
    span: [(text, scene) => span(text, scene), (value) => value.join("..")],
    number: [(text) => (Number(text) > 0 && Number(text) <= 60 ? Number(text) : undefined), String],
    camera: [(text) => camera(text), (value) => value.join(",")],
    day: [(text, scene) => day(text, scene, scene.days), String],
    known: [(text, scene) => day(text, scene, scene.axis.length), String],
  };

  function day(text, scene, length) {
    if (text === "latest") return null;
    if (text === "earliest") return scene.axis[0];
    return scene.nearest(text, length) || undefined;
  }

  function span(text, scene) {
    const ends = text.split("..").map((end) => scene.nearest(end));
    return ends.length === 2 && ends[0] && ends[1] && ends[0] < ends[1] ? ends : undefined;
  }

  function camera(text) {
    const numbers = text.split(",").map(Number);
    return numbers.length === 3 && numbers.every(Number.isFinite) && numbers[0] > 0 ? numbers : undefined;
  }

  const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

  class Links {
    constructor(table, scene) {
      this.links = table.links;
      this.migrations = table.migrations;
      this.scene = scene;
    }

    get defaults() {
      return Object.fromEntries(this.links.map((link) => [link.field, structuredClone(link.default)]));
    }

    /* -> {view, notices}: settings left out have their default; each mended or refused one has a notice [key, text, used] */
    read(query) {
      const pairs = new URLSearchParams(query);
      for (const [, old, today] of this.migrations) {
        if (pairs.has(old)) {
          if (!pairs.has(today)) pairs.set(today, pairs.get(old));
          pairs.delete(old);
        }
      }
      const view = this.defaults, notices = [];
      for (const link of this.links) {
        const text = pairs.get(link.key);
        if (text === null || text === "") continue;
        const value = KINDS[link.kind][0](text, this.scene, link);
        if (value !== undefined) view[link.field] = value;
        if (value === undefined || (typeof value === "string" && value !== text && text !== "earliest")) {
          notices.push({ key: link.key, text, used: value === undefined ? null : value });
        }
      }
      return { view, notices };
    }

    /* -> "?at=2021-08-14&unit=AF-HER" with only what differs from the default; "" for the default view */
    write(view) {
      const parts = [];
      for (const link of this.links) {
        const value = view[link.field];
        if (value === null || value === undefined || same(value, link.default)) continue;
        parts.push(`${link.key}=${encodeURIComponent(KINDS[link.kind][1](value)).replace(/%2C/g, ",")}`);
      }
      return parts.length ? `?${parts.join("&")}` : "";
    }
  }

  root.whoholds = Object.assign(root.whoholds || {}, { Links });
})(globalThis);
