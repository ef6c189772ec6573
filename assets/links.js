/* The link: a view becomes a query and a query a view, by the one table of dashboard/web/url.py (sent in the scene).
 *
 * A value that equals its default is not written, so `latest` stays latest. No DOM here. */
(function (root) {
  "use strict";

  const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  const list = (text) => (text ? text.split("~").filter(Boolean) : []);
  const plain = { read: (text) => text, write: String };

  /* kind -> {read: text to value, undefined where it cannot be read; write: value to text; said: the text as it would be
     written had it all been here, so that a value that differs from it was mended and is told as a notice} */
  const KINDS = {
    flag: { read: (text) => text === "1" || text === "true", write: (value) => (value ? "1" : "0") },
    text: plain,
    unit: { read: (text, scene) => unit(text, scene), write: String },
    word: { read: (text, scene, link) => link.allowed.find((word) => word === text.toLowerCase()), write: String },
    words: { read: list, write: (value) => value.join("~") },
    days: { read: (text, scene) => days(text, scene), write: (value) => value.join("~"), said: (text, scene) => list(text).map((day) => isoDay(day, scene)).join("~") },
    span: { read: (text, scene) => span(text, scene), write: (value) => value.join(".."), said: (text, scene) => text.split("..").map((day) => isoDay(day, scene)).join("..") },
    number: { read: (text) => (Number(text) > 0 && Number(text) <= 60 ? Number(text) : undefined), write: String },
    camera: { read: (text, scene) => camera(text, scene), write: (value) => value.join(",") },
    day: { read: (text, scene) => day(text, scene, scene.days), write: String, said: (text, scene) => isoDay(text, scene) },
    known: { read: (text, scene) => day(text, scene, scene.axis.length), write: String, said: (text, scene) => isoDay(text, scene) },
  };

  /* 2021-8-14, 2021-08-14T10:00, 20210814 and 14 Aug 2021 as 2021-08-14; null for what is no day. */
  function isoDay(text, scene) {
    const months = [...MONTHS, ...(scene?.texts?.months || "").toLowerCase().split("|")];
    const written = /^(\d{1,2})\s+(\p{L}+)\.?\s+(\d{4})$/u.exec(text.trim());
    const named = written && months.findIndex((month) => month && written[2].toLowerCase().startsWith(month));
    const found = written && named >= 0
      ? [written[3], (named % 12) + 1, written[1]]
      : (/^(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$/.exec(text.trim()) || /^(\d{4})(\d\d)(\d\d)$/.exec(text.trim()))?.slice(1);
    if (!found) return null;
    const [year, month, date] = found.map(Number), made = new Date(Date.UTC(year, month - 1, date));
    return made.getUTCMonth() === month - 1 && made.getUTCDate() === date ? made.toISOString().slice(0, 10) : null;
  }

  function day(text, scene, length) {
    if (text === "latest") return null;
    if (text === "earliest") return scene.axis[0];
    const iso = isoDay(text, scene);
    return (iso && scene.nearest(iso, length)) || undefined;
  }

  function days(text, scene) {
    const found = list(text).map((one) => isoDay(one, scene)).filter(Boolean).map((iso) => scene.nearest(iso));
    return found.length ? [...new Set(found)] : undefined;
  }

  function span(text, scene) {
    const ends = text.split("..").map((end) => isoDay(end, scene)).map((iso) => iso && scene.nearest(iso, scene.days));
    return ends.length === 2 && ends[0] && ends[1] && ends[0] < ends[1] ? ends : undefined;
  }

  /* A unit by its id in any case, or by a name in any language. */
  function unit(text, scene) {
    if (scene.unitIndex.has(text)) return text;
    const wanted = text.trim().toLowerCase();
    const called = (one) => [one.id, one.name, ...Object.values(one.names || {})].some((name) => name.toLowerCase() === wanted);
    return scene.units.find(called)?.id;
  }

  /* Scale, longitude and latitude of a part of the map that lies on the case or near it. */
  function camera(text, scene) {
    const numbers = text.split(",").map(Number), [scale, lon, lat] = numbers, [west, south, east, north] = scene.bounds;
    const near = (at, low, high) => at >= low - (high - low) && at <= high + (high - low);
    const sound = numbers.length === 3 && numbers.every(Number.isFinite) && scale >= 0.5 && scale <= 40;
    return sound && near(lon, west, east) && near(lat, south, north) ? numbers : undefined;
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

    /* -> {view, notices, given, tidy}: settings left out have their default; each mended or refused one has a notice
       {key, text, used}; `given` are the keys that the link has; `tidy`: whether it is written otherwise today. */
    read(query) {
      const pairs = new URLSearchParams(query), view = this.defaults, notices = [], given = new Set();
      let tidy = this._migrate(pairs);
      for (const link of this.links) {
        const texts = pairs.getAll(link.key), text = texts.at(-1); // of a key written twice the last value counts
        if (!text) continue;
        const { read, write, said } = KINDS[link.kind], value = read(text, this.scene, link);
        if (value !== undefined) { view[link.field] = value; given.add(link.key); }
        const used = value === undefined || value === null ? null : write(value);
        if (value === undefined || (said && used !== null && text !== "earliest" && used !== said(text, this.scene))) notices.push({ key: link.key, text, used });
        tidy ||= texts.length > 1 || (used !== null && used !== text && text !== "earliest");
      }
      return { view, notices, given, tidy: tidy || notices.length > 0 };
    }

    /* Old keys under their names of today; whether there were any. */
    _migrate(pairs) {
      let old = false;
      for (const [, before, today] of this.migrations) {
        if (!pairs.has(before)) continue;
        if (!pairs.has(today)) pairs.set(today, pairs.get(before));
        pairs.delete(before);
        old = true;
      }
      return old;
    }

    /* -> "?at=2021-08-14&unit=AF-HER" with only what differs from the default; "" for the default view */
    write(view) {
      const parts = [];
      for (const link of this.links) {
        const value = view[link.field];
        if (value === null || value === undefined || same(value, link.default)) continue;
        parts.push(`${link.key}=${encodeURIComponent(KINDS[link.kind].write(value)).replace(/%2C/g, ",")}`);
      }
      return parts.length ? `?${parts.join("&")}` : "";
    }
  }

  root.whoholds = Object.assign(root.whoholds || {}, { Links });
})(globalThis);
