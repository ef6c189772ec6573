/* The menus at the top: search in any spelling, views, export, share, theme, and the list of keys. */
(function (root) {
  "use strict";

  const { Shell, byId: by } = root.whoholds;
  const make = (...all) => root.whoholds.element(...all);

  /* The same folding as the gazetteer's, near enough for a list to choose from: case, marks, hyphens, doubled letters. */
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[-'’`ʿʾ]/g, " ")
    .replace(/\bal |\bas /g, "").replace(/ e | i /g, " ").replace(/kh/g, "k").replace(/gh|q/g, "g").replace(/ou|oo|u/g, "o").replace(/(.)\1+/g, "$1").replace(/\s+/g, "").trim();

  Object.assign(Shell.prototype, {
    search() {
      const input = make("input", { type: "search", className: "wh-search__input", placeholder: this.text("search.placeholder"), autocomplete: "off" });
      const list = make("ul", { id: "search-list", className: "wh-search__list", hidden: true });
      for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", "search-list"], ["aria-autocomplete", "list"], ["aria-label", this.text("search.label")]]) input.setAttribute(name, value);
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", this.text("search.label"));
      by("search").append(input, list);
      let places = null, at = -1, shown = [];
      const load = async () => { places ||= await fetch(this.urls.places).then((answer) => answer.json()).then((rows) => rows.map((row) => this.findable(row))); };
      const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
      const pick = (place) => { close(); input.value = place.name; this.jump(place); };
      const mark = () => {
        [...list.children].forEach((item, index) => item.setAttribute("aria-selected", index === at));
        if (at >= 0) { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
      };
      const show = async () => {
        await load();
        const wanted = fold(input.value);
        shown = wanted ? this.ranked(places, wanted) : [];
        at = shown.length ? 0 : -1;
        list.replaceChildren(...shown.map(({ place, name }, index) => {
          const unit = this.scene.units[place.unit];
          const item = make("li", { id: `found-${index}` }, make("b", {}, place.name), make("span", {}, [name !== place.name ? name : "", this.text(`scope.${place.scope}`), unit && place.scope !== "province" ? this.scene.unitName(unit) : ""].filter(Boolean).join(" · ")));
          item.setAttribute("role", "option");
          item.addEventListener("pointerdown", (event) => { event.preventDefault(); pick(place); });
          return item;
        }));
        if (wanted && !shown.length) list.replaceChildren(make("li", { className: "is-none" }, this.text("search.none")));
        list.hidden = !wanted;
        input.setAttribute("aria-expanded", Boolean(wanted));
        mark();
      };
      input.addEventListener("focus", load);
      input.addEventListener("input", show);
      input.addEventListener("blur", close);
      input.addEventListener("keydown", (event) => {
        const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (by && shown.length) { at = (at + by + shown.length) % shown.length; mark(); }
        else if (event.key === "Enter" && shown[at]) pick(shown[at].place);
        else if (event.key === "Escape") { input.value = ""; close(); }
        else return;
        event.preventDefault();
      });
    },

    /* A place with its folded spellings; a province is found and called by its local names too. */
    findable(row) {
      const unit = row.scope === "province" ? this.scene.units[row.unit] : null;
      const names = unit ? [...row.names, ...Object.values(unit.names || {})] : row.names;
      return { ...row, name: unit ? this.scene.unitName(unit) : row.name, names, folded: names.map(fold) };
    },

    /* Whole spelling first, then its beginning, then any part; provinces before towns. */
    ranked(places, wanted) {
      const found = [];
      for (const place of places) {
        let best = 9, name = place.name;
        place.folded.forEach((folded, index) => {
          const rank = folded === wanted ? 0 : folded.startsWith(wanted) ? 1 : folded.includes(wanted) && wanted.length > 2 ? 2 : 9;
          if (rank < best) { best = rank; name = place.names[index]; }
        });
        if (best < 9) found.push({ place, name, rank: best * 10 + (place.scope === "province" ? 0 : place.capital ? 1 : 2) });
      }
      return found.sort((a, b) => a.rank - b.rank || a.place.name.localeCompare(b.place.name)).slice(0, 8);
    },

    jump(place) {
      const unit = this.scene.units[place.unit];
      if (!unit) return;
      this.choose(unit.id);
      const point = place.point || unit.label;
      if (point) this.camera.goTo(point, 2.2);
      this.overlay.ping?.(point);
    },

    menu(label, ...items) {
      const menu = make("details", { className: "wh-menu" }, make("summary", { className: "wh-btn wh-btn--quiet" }, label), make("div", { className: "wh-menu__list" }, ...items));
      menu.addEventListener("toggle", () => { if (menu.open) for (const other of document.querySelectorAll("details.wh-menu[open]")) if (other !== menu) other.open = false; });
      menu.addEventListener("keydown", (event) => { if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); event.stopPropagation(); } });
      return menu;
    },

    /* A group of a menu that chooses one value of a setting. */
    choices(field, values) {
      if (values.length < 2) return [];
      return [make("div", { className: "wh-menu__head" }, this.text(`menu.${field}`)), ...values.map((value) => {
        const made = this.item(this.text(`${field}.${value}`), null, { [field]: value });
        made.setAttribute("aria-current", this.state.rest[field] === value);
        return made;
      })];
    },

    item(label, action, go = null) {
      const made = make("button", { type: "button", className: "wh-menu__item" }, label);
      if (go) made.dataset.go = JSON.stringify(go);
      if (action) made.addEventListener("click", (event) => { action(event); made.closest("details").open = false; });
      return made;
    },

    menus() {
      const views = this.menu(this.text("menu.views"), ...["map", "compare", "difference", "multiples", "strip"].map((mode) => {
        const made = this.item(this.text(`mode.${mode}`), null, { mode });
        made.dataset.mode = mode;
        return made;
      }), ...this.choices("rule", this.urls.rules), ...this.choices("lang", this.urls.langs));
      const exports = this.menu(this.text("menu.export"), ...this.exports(), this.item(this.text("export.print"), () => root.print()));
      const share = this.menu(this.text("menu.share"),
        this.item(this.text("share.link"), () => this.copy(root.location.href, "share.copied")),
        this.item(this.text("share.embed"), () => this.copy(`<iframe src="${root.location.origin}${root.location.pathname}${this.state.links.write({ ...this.state.forLink, embed: true })}" width="960" height="640" title="${this.scene.case.title.replace(/"/g, "&quot;")}"></iframe>`, "share.copied_embed")));
      const theme = make("button", { type: "button", className: "wh-icon wh-theme", title: this.text("menu.theme") }, root.whoholds.icon("theme"));
      theme.setAttribute("aria-label", this.text("menu.theme"));
      theme.addEventListener("click", () => this.state.go({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }, { push: false }));
      const keys = make("button", { type: "button", className: "wh-icon", title: `${this.text("menu.keys")} (?)` }, "?");
      keys.setAttribute("aria-label", this.text("menu.keys"));
      keys.addEventListener("click", () => by("keys-dialog").showModal());
      by("menus").append(views, exports, share, theme, keys);
      document.addEventListener("click", (event) => { if (!event.target.closest("details.wh-menu")) for (const open of document.querySelectorAll("details.wh-menu[open]")) open.open = false; });
      this.keysDialog();
      root.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.theme(this.state.view()));
      root.addEventListener("beforeprint", () => this.theme({ ...this.state.view(), print: true }));
      root.addEventListener("afterprint", () => this.theme(this.state.view()));
    },

    /* Every file of the view, in groups; drawing one takes a moment, which is said. */
    exports() {
      const groups = { picture: [["map", "png"], ["map", "svg"], ["map", "pdf"]], film: [["map", "gif"], ["map", "mp4"]], data: [["status", "csv"], ["claims", "csv"], ["totals", "csv"], ["map", "geojson"]], all: [["map", "html"], ["map", "zip"]] };
      this.files = [];
      return Object.entries(groups).flatMap(([group, files]) => [make("div", { className: "wh-menu__head" }, this.text(`export.head_${group}`)), ...files.map(([what, format]) => {
        const name = this.text(`export.${format}${["claims", "totals"].includes(what) ? `_${what}` : ""}`), made = make("a", { className: "wh-menu__item", href: "#" }, name);
        Object.assign(made.dataset, { what, format });
        made.addEventListener("click", () => {
          made.closest("details").open = false;
          this.notice(this.text("export.making", { name }), "is-calm");
        });
        this.files.push(made);
        return made;
      })]);
    },

    menuState(view) {
      const picture = ["difference", "multiples", "strip"].includes(view.mode) ? view.mode : "map";
      for (const file of this.files) {
        const { what, format } = file.dataset, drawn = ["png", "svg", "pdf"].includes(format);
        file.href = `${this.urls.export}${drawn ? picture : what}.${format}${this.state.query}`;
      }
      for (const item of document.querySelectorAll(".wh-menu__item[data-mode]")) item.setAttribute("aria-current", item.dataset.mode === view.mode);
    },

    async copy(text, said) {
      try {
        await navigator.clipboard.writeText(text);
        this.notice(this.text(said), "is-calm");
      } catch {
        root.prompt(this.text("share.by_hand"), text);
      }
    },

    keysDialog() {
      const rows = [["Space", "keys.play"], ["← →", "keys.step"], ["[ ]", "keys.change"], ["PgUp PgDn", "keys.page"], ["Home End", "keys.ends"], ["K", "keys.linked"], ["/", "keys.search"], ["Esc", "keys.close"], ["?", "keys.list"]];
      const body = make("dl", { className: "wh-keys" });
      for (const [key, text] of rows) body.append(make("dt", {}, ...key.split(" ").map((one) => make("kbd", {}, one))), make("dd", {}, this.text(text)));
      const close = make("button", { type: "button", className: "wh-btn", autofocus: true }, this.text("notice.close"));
      const dialog = make("dialog", { id: "keys-dialog", className: "wh-dialog" }, make("h2", {}, this.text("menu.keys")), body, make("p", { className: "wh-muted" }, this.text("keys.map")), close);
      dialog.setAttribute("aria-label", this.text("menu.keys"));
      close.addEventListener("click", () => dialog.close());
      document.body.append(dialog);
    },
  });
})(globalThis);
