/* How many units show what: the parts of the line over the map and of the sentence for screen readers. No DOM here. */
(function (root) {
  "use strict";

  const { Scene } = root.whoholds;
  const CAPITAL = 2, REGIONAL = 4; // codes of the extent

  Object.assign(Scene.prototype, {
    /* The parts in the order of the legend: {key, kind, side, extent, code, label, count, seats, note}.
     *
     * What rests on reports of a whole region alone is a part of its own. `extent` is that of the part's look: "capital"
     * where all of its units are held at the seat only; `seats` is the number of those where only some are. */
    totalParts(day, knownIndex) {
      const found = this.tally(day, knownIndex);
      this.partOrder ||= this._partOrder(); // asked for each frame while it plays
      return this.partOrder.filter(([key]) => found.has(key)).map(([key, label]) => this._part(key, label, found.get(key)));
    },

    /* [key, label] of every part there may be, in the order of the legend. */
    _partOrder() {
      const order = [], both = (key, label) => order.push([key, label], [`${key}:regional`, label]);
      this.actors.forEach((actor, at) => {
        const name = this.actorName(actor);
        both(`1:${at + 1}`, name);
        both(`2:${at + 1}`, this.text("totals.claimed", { actor: name }));
      });
      both("1:0", this.text("kind.held"));
      both("2:0", this.text("kind.claimed"));
      for (const [kind, name] of [[3, "contested"], [4, "disputed"], [0, "no_report"]]) order.push([`${kind}:0`, this.text(`kind.${name}`)]);
      return order;
    },

    /* "kind:side" or "kind:side:regional" -> [number of units, how many of them at the seat only, a code among them] */
    tally(day, knownIndex) {
      const codes = (this.codeCounts ||= new Uint32Array(this.cells.length)).fill(0), found = new Map();
      for (const code of this.codes(day, knownIndex)) codes[code] += 1;
      codes.forEach((count, code) => {
        if (!count) return;
        const [kind, side, , extent] = this.cells[code], sided = kind === 1 || kind === 2;
        const key = sided ? `${kind}:${side}${extent === REGIONAL ? ":regional" : ""}` : `${kind}:0`;
        const sum = found.get(key) || [0, 0, code];
        sum[0] += count;
        if (sided && extent === CAPITAL) sum[1] += count;
        found.set(key, sum);
      });
      return found;
    },

    _part(key, label, [count, seats, code]) {
      const [kind, side, regional] = key.split(":"), all = seats === count;
      const note = regional ? this.text("totals.regional") : all ? this.text("totals.seat") : seats ? this.text("totals.some_seats", { n: "\u0000" }) : "";
      return {
        key, kind: Number(kind), side: Number(side), extent: regional ? REGIONAL : all ? CAPITAL : 1, code, label, note,
        count: this.written(count), seats: this.written(seats),
      };
    },

    /* "12 Aug 2021: Taliban 14 (9 seat only), contested 3, no report 17" */
    totalsSentence(day, knownIndex, parts = this.totalParts(day, knownIndex)) {
      const told = parts.map(({ label, count, note, seats }) => `${label} ${count}${note && ` (${note.replace("\u0000", seats)})`}`);
      return `${this.day(this.axis[day])}: ${told.join(this.text("hover.join"))}`;
    },
  });
})(globalThis);
