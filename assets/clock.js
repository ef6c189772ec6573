/* The clock: two hands over one axis of days, without a page. Everything here can be tested with no DOM.
 *
 * `day` is an index into the days of the situation, `known` an index into the axis (which may run on to the last
 * publication). Both are whole numbers; what is on screen at one index is the business of others. */
(function (root) {
  "use strict";

  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  class Clock {
    /* axis: ISO days; days: how many of them the situation has; changes: day -> sorted indexes where something changes */
    constructor({ axis, days, changes = () => [], reports = [] }) {
      this.axis = axis;
      this.days = days;
      this.changesOf = changes;
      this.reports = reports;
      this.day = days - 1;
      this.known = axis.length - 1;
      this.linked = false;
      this.playing = false;
      this.loop = false;
      this.step = "day";
      this.speed = Clock.pace(days);
      this.span = null;
      this.due = null;
      this.direction = 1;
    }

    /* Days a second at which the whole range plays in about twelve seconds, within what an eye can follow. */
    static pace(days) {
      const wanted = Math.max(1, days / 12);
      return Clock.SPEEDS.reduce((best, s) => (Math.abs(s - wanted) < Math.abs(best - wanted) ? s : best), 1);
    }

    get first() { return this.span ? this.span[0] : 0; }
    get last() { return this.span ? this.span[1] : this.days - 1; }
    get date() { return this.axis[this.day]; }
    get knownDate() { return this.axis[this.knownNow]; }
    get knownNow() { return this.linked ? this.day : this.known; }
    get atLatest() { return this.day === this.days - 1; }
    get knownAtLatest() { return !this.linked && this.known === this.axis.length - 1; }

    /* The index of a date: itself, or the nearest day there is (ISO dates compare as text). */
    index(iso, length = this.axis.length) {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(iso || "") || Number.isNaN(Date.parse(iso))) return null;
      if (iso <= this.axis[0]) return 0;
      let low = 0;
      for (let high = length - 1; low < high;) {
        const middle = (low + high + 1) >> 1;
        if (this.axis[middle] <= iso) low = middle; else high = middle - 1;
      }
      return low;
    }

    seek(day) {
      const target = clamp(Math.round(day), 0, this.days - 1);
      const moved = target !== this.day;
      this.day = target;
      return moved;
    }

    seekKnown(index) {
      this.linked = false;
      const target = clamp(Math.round(index), 0, this.axis.length - 1);
      const moved = target !== this.known;
      this.known = target;
      return moved;
    }

    link(on) { this.linked = Boolean(on); }

    /* One step of the chosen size, forwards or backwards; false at the end. */
    move(by) {
      if (this.step === "change") return by > 0 ? this.next() : this.previous();
      return this.seek(this.day + by * (this.step === "week" ? 7 : 1));
    }

    page(by) { return this.seek(this.day + by * Math.max(1, Math.round(this.days / 10))); }
    home() { return this.seek(this.first); }
    end() { return this.seek(this.last); }

    next() {
      const next = this.changesOf(this).find((index) => index > this.day);
      return next === undefined ? false : this.seek(next);
    }

    previous() {
      const before = this.changesOf(this).filter((index) => index < this.day);
      return before.length ? this.seek(before[before.length - 1]) : false;
    }

    brush(from, to) {
      if (from === null || from === undefined) { this.span = null; return; }
      const a = clamp(Math.round(Math.min(from, to)), 0, this.days - 1);
      const b = clamp(Math.round(Math.max(from, to)), 0, this.days - 1);
      this.span = b > a ? [a, b] : null;
    }

    /* Play from where the hand stands; from the start when it stands at the end. `now` is in milliseconds. */
    play(now = 0) {
      if (this.day >= this.last || this.day < this.first) this.seek(this.first);
      this.playing = true;
      this.due = now + this.interval;
    }

    pause() { this.playing = false; this.due = null; }

    get interval() { return 1000 / this.speed; }

    /* Called each frame: moves on when a step is due (several when frames are slow), stops or loops at the end. */
    tick(now) {
      if (!this.playing) return false;
      let moved = false;
      // half a millisecond of grace, or a 60-a-second play would skip every other frame of a 60 Hz screen
      while (this.playing && now + 0.5 >= this.due) {
        moved = this._advance() || moved;
        this.due += this.interval;
        if (this.due < now - 250) this.due = now + this.interval; // the page slept: no burst of steps
      }
      return moved;
    }

    _advance() {
      const before = this.day;
      const stepped = this.day < this.last && this.move(1) && this.day <= this.last;
      if (stepped) return true;
      if (this.day > this.last) this.seek(this.last);
      if (this.loop && this.last > this.first) return this.seek(this.first);
      if (this.step !== "day" && this.day < this.last && this.day === before) this.seek(this.last);
      this.pause();
      return this.day !== before;
    }
  }

  Clock.SPEEDS = [0.5, 1, 2, 4, 8, 15, 30, 60];
  root.whoholds = Object.assign(root.whoholds || {}, { Clock, clamp });
})(globalThis);
