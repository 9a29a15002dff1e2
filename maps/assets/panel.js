/* The panel: tabs, cards, the report's text, and how they and the map follow each other. */
"use strict";
((page) => {
  const {DATA, root, calm, byId, drawn, byClaim, listeners, latLng, el, find} = page;

  /** Mark everything that belongs to the claims with a class; takes it off everything else. */
  function lightUp(claims, css) {
    const wanted = new Set(claims);
    const features = new Set(claims.flatMap((claim) => byClaim.get(claim) || []));
    document.querySelectorAll(".card").forEach((card) => card.classList.toggle(css, wanted.has(card.dataset.claim)));
    document.querySelectorAll("mark[data-claims]").forEach((mark) => {
      mark.classList.toggle(css, mark.dataset.claims.split(" ").some((claim) => wanted.has(claim)));
    });
    drawn.forEach((item, id) => item.element.classList.toggle(css, features.has(id)));
    if (css === "is-on") page.map.getContainer().classList.toggle("has-choice", features.size > 0);
  }

  /** Choose a claim. `from` says where it was page.chosen, so that this place does not jump. */
  function select(claim, {from = "card", focus = false} = {}) {
    const card = find(claim);
    if (!card) return;
    page.chosen = claim;
    lightUp([claim], "is-on");
    document.querySelectorAll(".card[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
    card.setAttribute("aria-current", "true");
    if (from !== "card") openTab(from === "text" ? null : "claims");
    if (from !== "text") scrollTo(card, from === "card");
    else revealCard(card);
    scrollTo(document.querySelector(`mark[data-claims~="${CSS.escape(claim)}"]`), false);
    if (focus) card.focus({preventScroll: true});
    if (from !== "map") showOnMap(claim);
  }

  function revealCard(card) {
    if (!card.closest(".pane").hidden) scrollTo(card, false);
  }

  function scrollTo(node, gentle) {
    if (!node || node.closest("[hidden]")) return;
    node.scrollIntoView({block: gentle ? "nearest" : "center", behavior: calm.matches ? "auto" : "smooth"});
  }

  /** Pan only where the claim's places are out of view. */
  function showOnMap(claim) {
    page.map.closePopup();
    const features = (byClaim.get(claim) || []).map((id) => byId.get(id));
    if (!features.length) return;
    const whole = (feature) => feature.layer !== "areas" || feature.kind === "uncertain";
    const sharp = features.filter((feature) => whole(feature) && feature.layer !== "movements");
    const box = L.latLngBounds([]);
    for (const feature of sharp.length ? sharp : features) {
      if (feature.middle && !whole(feature)) box.extend(latLng(feature.middle));
      else {
        const layer = drawn.get(feature.id).layer;
        box.extend(layer.getBounds ? layer.getBounds() : layer.getLatLng());
      }
    }
    if (!page.map.getBounds().pad(-0.05).contains(box)) page.fly(box, {maxZoom: Math.max(page.map.getZoom(), 5)});
  }

  function clear() {
    page.chosen = null;
    page.map.closePopup();
    lightUp([], "is-on");
    document.querySelectorAll(".card[aria-current]").forEach((card) => card.removeAttribute("aria-current"));
  }

  const NARROW = window.matchMedia("(max-width: 760px)");

  function openTab(id) {
    if (!id) return;
    for (const tab of document.querySelectorAll("#tabs a")) {
      const open = tab.hash === "#" + id;
      tab.setAttribute("aria-selected", String(open));
      tab.setAttribute("tabindex", open ? "0" : "-1");
      document.getElementById(tab.hash.slice(1)).hidden = !open;
    }
  }

  function setUpTabs() {
    const bar = document.getElementById("tabs");
    const tabs = [...bar.querySelectorAll("a")];
    bar.setAttribute("role", "tablist");
    for (const tab of tabs) {
      const pane = document.getElementById(tab.hash.slice(1));
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", pane.id);
      pane.setAttribute("role", "tabpanel");
      pane.setAttribute("aria-labelledby", tab.id);
      pane.setAttribute("tabindex", "0");
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        openTab(pane.id);
      });
    }
    bar.addEventListener("keydown", (event) => {
      const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (!step) return;
      const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
      openTab(next.hash.slice(1));
      next.focus();
    });
    openTab("claims");
  }

  function setUpCards() {
    for (const card of document.querySelectorAll(".card")) {
      card.setAttribute("tabindex", "-1");
      card.addEventListener("click", (event) => {
        if (!event.target.closest("a") && !String(window.getSelection())) select(card.dataset.claim);
      });
      card.addEventListener("mouseenter", () => lightUp([card.dataset.claim], "is-near"));
      card.addEventListener("mouseleave", () => lightUp([], "is-near"));
    }
    document.addEventListener("click", (event) => {
      const tab = event.target.closest('.credits a[href="#sources"]');
      if (tab) openTab("sources");
      const link = event.target.closest('a[href^="#claim-"]');
      if (!link || event.defaultPrevented) return;
      event.preventDefault();
      openTab("claims");
      select(link.hash.slice("#claim-".length), {focus: true});
    });
  }

  function setUpText() {
    for (const mark of document.querySelectorAll("mark[data-claims]")) {
      mark.addEventListener("click", () => select(mark.dataset.claims.split(" ").at(-1), {from: "text"}));
    }
    for (const mention of document.querySelectorAll(".mention[data-place]")) {
      const feature = DATA.features.find((one) => one.place === mention.dataset.place);
      if (!feature) continue;
      mention.classList.add("on-map");
      mention.setAttribute("role", "button");
      mention.setAttribute("tabindex", "0");
      const act = (event) => {
        if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        goTo(feature);
      };
      mention.addEventListener("click", act);
      mention.addEventListener("keydown", act);
    }
  }

  function goTo(feature) {
    const layer = drawn.get(feature.id).layer;
    const at = feature.middle ? latLng(feature.middle) : layer.getLatLng ? layer.getLatLng() : layer.getCenter();
    if (!page.map.getBounds().pad(-0.1).contains(at)) page.map.setView(at, Math.min(page.map.getZoom(), 7), {animate: false});
    page.openFeature(feature, at);
  }

  function step(by) {
    const cards = [...document.querySelectorAll(".card")];
    if (!cards.length) return;
    const now = cards.findIndex((card) => card.dataset.claim === page.chosen);
    const next = cards[(now + by + cards.length + (now < 0 && by < 0 ? 1 : 0)) % cards.length];
    openTab("claims");
    select(next.dataset.claim, {focus: true});
  }

  function setUpTools() {
    const bar = document.getElementById("tools");
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
    const add = (label, act) => {
      const button = el("button", {type: "button"}, label);
      button.addEventListener("click", () => act(button));
      bar.append(button);
      return button;
    };
    add("Previous", () => step(-1)).setAttribute("aria-keyshortcuts", "k");
    add("Next claim", () => step(1)).setAttribute("aria-keyshortcuts", "j");
    const theme = add(isDark() ? "Light" : "Dark", (button) => {
      root.dataset.theme = isDark() ? "light" : "dark";
      button.textContent = isDark() ? "Light" : "Dark";
      themeChanged();
    });
    dark.addEventListener("change", () => {
      theme.textContent = isDark() ? "Light" : "Dark";
      themeChanged();
    });
  }

  const themeChanged = () => listeners.forEach((act) => act());

  function setUpKeys() {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
      if (event.key === "j") step(1);
      else if (event.key === "k") step(-1);
      else if (event.key === "Escape") clear();
    });
  }

  setUpTabs();
  setUpCards();
  setUpText();
  setUpTools();
  setUpKeys();

  Object.assign(page, {select, lightUp});
})(dateline);
