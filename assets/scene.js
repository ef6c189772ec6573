/* The scene: what the server sent once, unpacked: matrices of cell codes, changes, reports, sentences. No DOM here. */
(function (root) {
  "use strict";

  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  class Scene {
    constructor(payload) {
      Object.assign(this, payload);
      this.unitIndex = new Map(this.units.map((unit, index) => [unit.id, index]));
      this.knownAxis = this.known.map((day) => this.axis.findIndex((other) => other >= day));
      this.decoded = new Map(); // step -> matrix, day-major so that a day is one slice
      this.changeDays = new Map();
      this.texts = payload.texts || {};
      this.borders ||= [];
      const told = this.case?.translations?.[this.texts.lang] || {};
      this.case = { ...this.case, title: told.title || this.case?.title, note: told.note || this.case?.note, credits: told.credits || this.case?.credits };
    }

    /* The step (index of a known day) that holds at an index of the axis; -1 before the first publication. */
    stepAt(knownIndex) {
      const iso = this.axis[Math.min(Math.max(knownIndex, 0), this.axis.length - 1)];
      let low = 0, high = this.known.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.known[middle] <= iso) low = middle + 1; else high = middle;
      }
      return low - 1;
    }

    /* The matrix of a step: Uint16Array of days x units; each step is the one before it with its changed runs put in. */
    matrix(step) {
      if (this.decoded.has(step)) return this.decoded.get(step);
      const size = this.units.length * this.days;
      if (step < 0) return this._keep(step, new Uint16Array(size));
      let from = step - 1;
      while (from >= 0 && !this.decoded.has(from)) from -= 1;
      let matrix = from < 0 ? new Uint16Array(size) : this.decoded.get(from).slice();
      for (let at = from + 1; at <= step; at += 1) this._apply(matrix, at);
      return this._keep(step, matrix);
    }

    _apply(matrix, step) {
      const runs = unpack(this.steps[step]), units = this.units.length;
      for (let at = 0; at < runs.length; at += 4) {
        const unit = runs[at], code = runs[at + 3];
        for (let day = runs[at + 1], end = day + runs[at + 2]; day < end; day += 1) matrix[day * units + unit] = code;
      }
    }

    _keep(step, matrix) {
      // a linked play walks all steps: keep what fits in about 64 MB, always the two last ones
      const most = Math.max(3, Math.floor(32e6 / Math.max(1, matrix.length)));
      this.decoded.set(step, matrix);
      for (const key of this.decoded.keys()) {
        if (this.decoded.size <= most) break;
        if (key !== step) this.decoded.delete(key);
      }
      return matrix;
    }

    /* Codes of all units on a day as known at an index of the axis. */
    codes(day, knownIndex) {
      const units = this.units.length;
      return this.matrix(this.stepAt(knownIndex)).subarray(day * units, (day + 1) * units);
    }

    code(unit, day, knownIndex) { return this.codes(day, knownIndex)[unit]; }

    /* A cell in words and numbers: {kind, side, rival, extent, age, pending}; side and rival are actor ids or null. */
    meaning(code) {
      const [kind, side, rival, extent, age, pending] = this.cells[code];
      const actor = (number) => (number ? this.actors[number - 1].id : null);
      return { kind: this.kinds[kind], side: actor(side), rival: actor(rival), extent: this.extents[extent], age, pending: Boolean(pending) };
    }

    /* Days on which the kind or side of any unit changes, for the clock's "next change". */
    changes(clock) {
      if (clock.linked) return this._linkedChanges(clock);
      const step = this.stepAt(clock.known);
      if (!this.changeDays.has(step)) {
        const days = [];
        for (let day = 1; day < this.days; day += 1) if (this._differs(step, day - 1, step, day)) days.push(day);
        this.changeDays.set(step, days);
      }
      return this.changeDays.get(step);
    }

    _linkedChanges() {
      if (!this.linkedDays) {
        this.linkedDays = [];
        for (let day = 1; day < this.days; day += 1) {
          if (this._differs(this.stepAt(day - 1), day - 1, this.stepAt(day), day)) this.linkedDays.push(day);
        }
      }
      return this.linkedDays;
    }

    _differs(stepA, dayA, stepB, dayB) {
      const units = this.units.length, a = this.matrix(stepA), b = this.matrix(stepB);
      for (let unit = 0; unit < units; unit += 1) {
        const one = a[dayA * units + unit], two = b[dayB * units + unit];
        if (one !== two && !this.alike(one, two)) return true;
      }
      return false;
    }

    /* Whether two codes are one status: same kind, side and extent, however old. */
    alike(one, two) {
      const a = this.cells[one], b = this.cells[two];
      return a[0] === b[0] && a[1] === b[1] && a[3] === b[3];
    }

    /* First day of the run of like cells that a day stands in. */
    since(unit, day, knownIndex) {
      const units = this.units.length, matrix = this.matrix(this.stepAt(knownIndex));
      let first = day;
      while (first > 0 && this.alike(matrix[(first - 1) * units + unit], matrix[day * units + unit])) first -= 1;
      return first;
    }

    /* The last day on which a unit has a status or a sign, or a report of it was made; null where that is the last of all,
       and where there is none. */
    lastTelling(unit, knownIndex) {
      const step = this.stepAt(knownIndex), matrix = this.matrix(step), units = this.units.length, id = this.units[unit].id;
      let last = this.days - 1;
      while (last >= 0 && !this.cells[matrix[last * units + unit]][0]) last -= 1;
      for (const { unit: where, spans } of this.markers) {
        if (where === id) for (const [since, until, , to] of spans) if (since <= step && step <= until) last = Math.max(last, to);
      }
      if (last < 0) for (const report of this.reports) if (report.unit === unit && report.moves && report.known <= knownIndex) last = Math.max(last, Math.min(report.day, this.days - 1));
      return last < 0 || last === this.days - 1 ? null : last;
    }

    nearest(iso, length = this.axis.length) {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(iso || "") || Number.isNaN(Date.parse(iso))) return null;
      const last = this.axis[length - 1];
      return iso < this.axis[0] ? this.axis[0] : iso > last ? last : iso;
    }

    text(key, values = {}) {
      let chosen = this.texts[key];
      if (chosen === undefined && "n" in values) chosen = this.texts[`${key}.${values.n === 1 ? "one" : "other"}`] ?? this.texts[`${key}.other`];
      return (chosen ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? this.written(values[name]) : whole));
    }

    written(value) {
      const digits = this.texts.digits;
      return digits && digits !== "0123456789" ? String(value).replace(/\d/g, (d) => digits[d]) : String(value);
    }

    /* 14 Aug 2021, in the case's own calendar day: no timezone is applied to a day. */
    day(iso) {
      const [year, month, day] = iso.split("-").map(Number);
      const months = this.texts.months ? this.texts.months.split("|") : MONTHS;
      return this.written(`${day} ${months[month - 1]} ${year}`);
    }

    unitName(unit) { return (this.texts.lang && unit.names[this.texts.lang]) || unit.name; }

    borderName(border) { return border.names[this.texts.lang] || border.name; }

    borderNote(border) { return border.notes[this.texts.lang] || border.note; }

    actorName(actor) { return (this.texts.lang && actor.names?.[this.texts.lang]) || actor.name; }

    sideName(id) {
      const actor = this.actors.find((a) => a.id === id);
      return actor ? this.actorName(actor) : this.text("actor.none");
    }

    /* "held by Taliban since 14 Aug 2021, capital only" */
    status(unit, day, knownIndex) {
      const cell = this.meaning(this.code(unit, day, knownIndex));
      const words = this.text(`kind.${cell.kind}`);
      if (cell.kind === "no_report") return words;
      const sides = [cell.side, cell.rival].filter(Boolean).map((id) => this.sideName(id));
      const head = cell.kind === "held" || cell.kind === "claimed"
        ? this.text("hover.by", { kind: words, actor: sides[0] || this.text("actor.none") })
        : this.text("hover.between", { kind: words, sides: sides.join(this.text("hover.and")) });
      const parts = [this.text("hover.since", { status: head, day: this.day(this.axis[this.since(unit, day, knownIndex)]) })];
      if (cell.extent !== "none") parts.push(this.text(`extent.${cell.extent}`));
      if (cell.pending) parts.push(this.text("hover.pending"));
      if (cell.age > 0) parts.push(this.text(`age.${cell.age}`));
      return parts.join(this.text("hover.join"));
    }

    sentence(unit, day, knownIndex) { return `${this.unitName(this.units[unit])}: ${this.status(unit, day, knownIndex)}`; }
  }

  function unpack(base64) {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const view = new DataView(bytes.buffer), numbers = new Uint16Array(bytes.length / 2);
    for (let at = 0; at < numbers.length; at += 1) numbers[at] = view.getUint16(at * 2, true);
    return numbers;
  }

  root.whoholds = Object.assign(root.whoholds || {}, { Scene });
})(globalThis);
