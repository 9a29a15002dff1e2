/* The panel: tabs, cards, the report's text, and how they and the map follow each other. */
"use strict";
((page) => {
  if (!page.DATA) return; // it could not be read: the page stays as it is without scripts
  const {DATA, root, calm, byId, drawn, byClaim, cards, listeners, latLng, marks} = page;

  const lit = {"is-near": new Set(), "is-on": new Set()}; // elements that bear the class now

  /** Mark everything that belongs to the claims with a class; takes it off everything else. */
  function lightUp(claims, css) {
    const wanted = new Set();
    for (const claim of claims) {
      if (DATA.large ? page.isListed(claim) : cards.has(claim)) wanted.add(cards.get(claim));
      for (const mark of marksOf.get(claim) || []) wanted.add(mark);
      for (const feature of byClaim.get(claim) || []) wanted.add(drawn.get(feature).element);
      for (const bar of page.barsOf(claim)) wanted.add(bar);
    }
    for (const node of lit[css]) if (!wanted.has(node)) node.classList.remove(css);
    for (const node of wanted) node.classList.add(css);
    lit[css] = wanted;
    const onMap = claims.some((claim) => byClaim.has(claim));
    if (css === "is-on") page.map.getContainer().classList.toggle("has-choice", onMap);
  }

  const marksOf = new Map(); // claim id -> elements in the report

  /** Choose a claim. `from` says where it was page.chosen, so that this place does not jump. */
  function select(claim, {from = "card", focus = false} = {}) {
    const card = cards.get(claim);
    if (!card) return;
    if (!page.visible(claim)) page.clearAll("restored"); // a link leads to it: show it
    page.chosen = claim;
    if (card.parentElement.hidden || !card.isConnected) page.showInList();
    lightUp([claim], "is-on");
    setCurrent(card);
    if (from !== "card") openTab(from === "text" ? null : "claims");
    if (from !== "text") scrollTo(card, from === "card");
    else revealCard(card);
    if (from !== "text") scrollTo((marksOf.get(claim) || [])[0], false);
    if (focus) card.focus({preventScroll: true});
    if (from !== "map") showOnMap(claim);
    page.chose(claim);
  }

  /** The chosen card is the one that the Tab key finds. */
  function setCurrent(card) {
    for (const other of document.querySelectorAll(".card[aria-current]")) {
      other.removeAttribute("aria-current");
      other.setAttribute("tabindex", "-1");
    }
    if (card) {
      card.setAttribute("aria-current", "true");
      card.setAttribute("tabindex", "0");
    }
    page.showActions(card);
  }

  function revealCard(card) {
    if (!card.closest(".pane").hidden) scrollTo(card, false);
  }

  const narrow = window.matchMedia("(max-width: 760px)"); // map and tabs stand above the list

  function scrollTo(node, gentle) {
    if (!node || node.closest("[hidden]")) return;
    node.scrollIntoView({block: gentle ? "nearest" : narrow.matches ? "start" : "center", behavior: calm.matches ? "auto" : "smooth"});
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

  function letGo() {
    page.chosen = null;
    page.map.closePopup();
    lightUp([], "is-on");
    setCurrent(null);
    page.chose(null);
  }

  const openedTab = () => document.querySelector('#tabs a[aria-selected="true"]').hash.slice(1);

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
        page.remember("tab");
      });
    }
    bar.addEventListener("keydown", (event) => {
      const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (!step) return;
      const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
      openTab(next.hash.slice(1));
      next.focus();
      page.remember("tab");
    });
    openTab("claims");
  }

  /** Cards and marks in the report answer to the pointer through their list and their report: they are many. */
  function listenTo(box, find, light, choose) {
    let over = null;
    const turn = (node) => {
      if (node === over) return;
      over = node;
      lightUp(node ? light(node) : [], "is-near");
    };
    box.addEventListener("mouseover", (event) => turn(find(event.target)));
    box.addEventListener("mouseleave", () => turn(null));
    box.addEventListener("click", (event) => {
      const node = find(event.target);
      if (node && !event.target.closest("a, button") && !String(window.getSelection())) choose(node);
    });
  }

  const wireCard = (card) => card.setAttribute("tabindex", "-1");

  function wireMark({node, claims}) {
    for (const claim of claims) marksOf.set(claim, [...(marksOf.get(claim) || []), node]);
  }

  /** Of marks within marks the inner one is meant whose claims are shown. */
  function markAt(node) {
    const mark = node.closest("mark[data-claims]");
    return !mark || claimsAt(mark).length ? mark : markAt(mark.parentElement);
  }

  const claimsAt = (mark) => mark.dataset.claims.split(" ").filter(page.visible);

  function setUpCards() {
    if (!DATA.cards) cards.forEach(wireCard); // columns.js makes its own
    listenTo(document.getElementById("claim-list"), (node) => node.closest(".card"), (card) => [card.dataset.claim], (card) => select(card.dataset.claim));
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
    marks.forEach(wireMark);
    listenTo(document.getElementById("report"), markAt, claimsAt, (mark) => select(claimsAt(mark).at(-1), {from: "text"}));
    document.querySelectorAll(".mention[data-place]").forEach(wireMention);
  }

  /** Let a name in the report lead to its place on the map. */
  function wireMention(mention) {
    const feature = page.byPlace.get(mention.dataset.place);
    if (!feature) return;
    const near = () => lightUp((feature.claims || []).filter(page.visible), "is-near");
    mention.addEventListener("focus", near);
    mention.addEventListener("blur", () => lightUp([], "is-near"));
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

  function goTo(feature) {
    const layer = drawn.get(feature.id).layer;
    const at = feature.middle ? latLng(feature.middle) : layer.getLatLng ? layer.getLatLng() : layer.getCenter();
    if (!page.map.getBounds().pad(-0.1).contains(at)) page.map.setView(at, Math.min(page.map.getZoom(), 7), {animate: false});
    page.openFeature(feature, at);
  }

  /** Go to the next or previous of the claims that are shown. */
  function step(by) {
    const left = page.shownClaims();
    if (!left.length) return;
    const at = left.indexOf(page.chosen);
    const next = left[(at + by + left.length + (at < 0 && by < 0 ? 1 : 0)) % left.length];
    openTab("claims");
    select(next, {focus: true});
  }

  function setUpTheme() {
    const button = document.getElementById("theme");
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
    const turned = () => {
      button.textContent = isDark() ? "Light" : "Dark";
      listeners.forEach((act) => act());
    };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      turned();
    });
    dark.addEventListener("change", turned);
    turned();
  }

  setUpTabs();
  setUpCards();
  setUpText();
  setUpTheme();

  Object.assign(page, {wireCard, wireMark, select, lightUp, letGo, openTab, openedTab, goTo, step, marksOf, wireMention});
})(dateline);
