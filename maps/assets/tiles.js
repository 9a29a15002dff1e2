/* An online map under the report's own layers: off until the reader, told what it reveals, turns it on. */
"use strict";
((page) => {
  const {DATA, el} = page;
  const {url, host, credit} = DATA.tiles;

  const button = el("button", {type: "button", id: "tiles-button", "aria-pressed": "false"}, "Online map");
  const named = el("span", {class: "online-credit"}, `Online map: ${credit} (${host}) · `);
  let layer = null, agreed = false;

  /** Ask once a visit; without a yes no request is made. */
  function ask() {
    const dialog = page.openDialog("Load a map from the internet?",
      el("p", {}, "Pictures of the map will be loaded from ", el("strong", {}, host), ". This tells whoever runs it, and who can watch the connection:"),
      el("ul", {}, el("li", {}, "your internet address,"), el("li", {}, "which part of the world you look at and how closely, with every move of the map,"), el("li", {}, "the address of the site that this page stands on, if it stands on one.")),
      el("p", {}, "The report, the claims and what you search for or correct are not sent. Until you say yes, and after you turn it off, nothing is loaded."),
      el("p", {class: "dialog-end"}, page.dialogButton("Stay offline", () => dialog.close(), {autofocus: ""}), page.dialogButton(`Load from ${host}`, () => {
        agreed = true;
        dialog.close();
        turn(true);
      })));
  }

  function turn(on) {
    if (on && !layer) {
      page.map.createPane("online").style.zIndex = "260"; // over the base map, under the report's layers
      layer = L.tileLayer(url, {pane: "online", maxZoom: 19, maxNativeZoom: 19, referrerPolicy: "strict-origin-when-cross-origin"});
      let failed = false;
      layer.on("tileerror", () => {
        if (failed) return;
        failed = true;
        page.say(`${host} does not answer; the map below stays as it is`);
      });
    }
    if (on) layer.addTo(page.map);
    else if (layer) layer.remove();
    button.setAttribute("aria-pressed", String(on));
    page.map.getContainer().classList.toggle("is-online", on);
    if (on) document.querySelector(".credits").prepend(named);
    else named.remove();
    page.say(on ? `Online map on, from ${host}` : "Online map off");
  }

  button.addEventListener("click", () => {
    if (layer && page.map.hasLayer(layer)) turn(false);
    else if (agreed) turn(true);
    else ask();
  });
  document.getElementById("tools-show").after(button);
})(dateline);
