/* The map under the hand: what hovering says, what a click chooses, and the same by keyboard. */
(function (root) {
  "use strict";

  const { Shell, byId: by } = root.whoholds;
  const make = (...all) => root.whoholds.element(...all);

  Object.assign(Shell.prototype, {
    hover() {
      const { graph } = this.camera, tip = by("tip");
      const at = (event) => this.scene.unitIndex.get(event.points?.[0]?.location) ?? null;
      graph.on("plotly_hover", (event) => this.heat(at(event), event.event));
      graph.on("plotly_unhover", () => this.heat(null));
      graph.on("plotly_click", (event) => {
        const unit = at(event);
        if (unit !== null) this.choose(this.scene.units[unit].id);
      });
      graph.addEventListener("pointermove", (event) => this.placeTip(event));
      graph.addEventListener("pointerleave", () => this.heat(null));
      this.bordersHover(graph);
      tip.setAttribute("aria-hidden", "true"); // the list of units and the live region say the same
      document.addEventListener("pointerover", (event) => {
        const row = event.target.closest?.("[data-unit]");
        if (!row || graph.contains(row)) return;
        this.overlay.outline("hot", this.scene.unitIndex.get(row.dataset.unit) ?? null);
        row.addEventListener("pointerleave", () => this.overlay.outline("hot", null), { once: true });
      });
    },

    choose(unit) { this.state.go({ unit, claim: null, tab: "evidence" }); },

    heat(unit, event) {
      this.tipUnit = unit;
      this.overlay.outline("hot", unit);
      const id = unit === null ? null : this.scene.units[unit].id;
      for (const row of document.querySelectorAll(".is-hot[data-unit]")) row.classList.remove("is-hot");
      if (id) for (const row of document.querySelectorAll(`#side [data-unit="${CSS.escape(id)}"], #alt [data-unit="${CSS.escape(id)}"]`)) row.classList.add("is-hot");
      by("tip").classList.toggle("is-on", unit !== null || (this.tipBorder ?? null) !== null);
      if (unit !== null) { this.tipText(); if (event) this.placeTip(event); }
    },

    tipText() {
      const { clock } = this.state, unit = this.scene.units[this.tipUnit ?? -1], key = `${this.tipUnit}|${this.tipBorder}|${clock.day}|${clock.knownNow}`;
      if (key === this.tipKey) return;
      this.tipKey = key;
      const said = unit ? [make("b", {}, this.scene.unitName(unit)), make("span", {}, this.scene.status(this.tipUnit, clock.day, clock.knownNow))] : [];
      by("tip").replaceChildren(...said, ...this.bordersTip());
    },

    placeTip(event) {
      const tip = by("tip"), box = by("map-region").getBoundingClientRect();
      const x = event.clientX - box.left, y = event.clientY - box.top, width = tip.offsetWidth || 220, height = tip.offsetHeight || 48;
      tip.style.transform = `translate(${Math.max(4, Math.min(x + 14, box.width - width - 8))}px, ${Math.max(4, y + 18 + height > box.height ? y - height - 12 : y + 18)}px)`;
    },

    /* --- the map by keyboard: a list of units over the map, arrows go to the nearest unit in that direction --- */
    mapKeys() {
      const list = by("map-keys");
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", this.text("map.keys"));
      list.tabIndex = 0;
      list.append(...this.scene.units.map((unit) => {
        const option = make("div", { id: `key-${unit.id}` }, this.scene.unitName(unit));
        option.setAttribute("role", "option");
        option.dataset.unit = unit.id;
        return option;
      }));
      const show = (unit) => {
        this.focused = unit;
        this.overlay.outline("focus", unit);
        list.setAttribute("aria-activedescendant", `key-${this.scene.units[unit].id}`);
        const { clock } = this.state, option = by(`key-${this.scene.units[unit].id}`);
        option.textContent = this.scene.sentence(unit, clock.day, clock.knownNow);
        this.tipUnit = unit;
        this.tipText();
        const at = this.camera.project(this.scene.units[unit].label), box = by("map-region").getBoundingClientRect();
        if (at) this.placeTip({ clientX: at[0] + box.left, clientY: at[1] + box.top });
        by("tip").classList.add("is-on");
      };
      list.addEventListener("focus", () => show(this.scene.unitIndex.get(this.state.rest.unit) ?? this.focused ?? 0));
      list.addEventListener("blur", () => { this.overlay.outline("focus", null); by("tip").classList.remove("is-on"); this.tipUnit = null; });
      list.addEventListener("keydown", (event) => {
        const to = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
        if (to) show(this.towards(this.focused ?? 0, to));
        else if (event.key === "Home") show(0);
        else if (event.key === "End") show(this.scene.units.length - 1);
        else if (event.key === "Enter" || event.key === " ") this.choose(this.scene.units[this.focused ?? 0].id);
        else if (event.key === "Escape") this.state.go({ unit: null, claim: null });
        else if (event.key.length === 1 && /\p{L}/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
          const found = this.typed(event.key);
          if (found >= 0) show(found); else return;
        } else return;
        event.preventDefault();
        event.stopPropagation();
      });
    },

    /* The next unit whose name begins with a letter, after the focused one. */
    typed(letter) {
      const size = this.scene.units.length, from = this.focused ?? -1;
      for (let by = 1; by <= size; by += 1) {
        const at = (from + by + size) % size;
        if (this.scene.unitName(this.scene.units[at]).toLowerCase().startsWith(letter.toLowerCase())) return at;
      }
      return -1;
    },

    towards(from, [dx, dy]) {
      const here = this.camera.project(this.scene.units[from].label);
      let best = from, least = Infinity;
      this.scene.units.forEach((unit, at) => {
        const there = at === from ? null : this.camera.project(unit.label);
        if (!there || !here) return;
        const along = (there[0] - here[0]) * dx + (there[1] - here[1]) * dy, across = Math.abs((there[0] - here[0]) * dy) + Math.abs((there[1] - here[1]) * dx);
        if (along <= 0 || across > along * 1.8) return;
        if (along + 2 * across < least) { least = along + 2 * across; best = at; }
      });
      return best;
    },
  });
})(globalThis);
