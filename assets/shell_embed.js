/* Embedded in another page: a small title, the day, and the way to the full page; below the map whose work it is. */
(function (root) {
  "use strict";

  const { Shell, byId: by } = root.whoholds;
  const make = (...all) => root.whoholds.element(...all);

  Object.assign(Shell.prototype, {
    /* Shown or not, as the view says. */
    embed(view) {
      document.documentElement.toggleAttribute("data-embed", view.embed);
      if (view.embed && !this.embedDay) this.embedHead();
      if (view.embed) this.embedLink();
    },

    embedHead() {
      this.embedDay = document.createTextNode("");
      this.embedOpen = make("a", { className: "wh-embed__open", target: "_blank", rel: "noopener" }, this.text("embed.open"));
      this.embedOpen.title = this.text("embed.new_tab");
      this.embedOpen.addEventListener("click", () => this.embedLink()); // it may be playing
      by("embed").append(
        make("h1", { className: "wh-embed__title" }, make("bdi", {}, this.scene.case.title)),
        make("span", { className: "wh-embed__day" }, this.embedDay), this.embedOpen);
      this.embedCredits();
      this.state.on("frame", ({ day }) => { this.embedDay.data = this.scene.day(day); });
      this.embedDay.data = this.scene.day(this.state.view().day);
    },

    /* Whose work the map is: open where it covers nothing of the map. */
    embedCredits() {
      const { credits, machine } = this.scene.case;
      by("map-note").replaceChildren(make("details", { className: "wh-embed__credits", open: root.innerWidth > 640 && root.innerHeight >= 600 },
        make("summary", {}, this.text(machine ? "embed.machine" : "embed.credits")), make("bdi", {}, [credits, this.bordersNote()].filter(Boolean).join(" "))));
    },

    embedLink() {
      const query = this.state.links.write({ ...this.state.forLink, embed: false });
      this.embedOpen.href = root.location.pathname + query;
    },
  });
})(globalThis);
