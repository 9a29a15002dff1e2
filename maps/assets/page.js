/* The page's own script: map, labels, and the links between map, cards and text.
 *
 * Everything that can be read stands in the HTML already; this file adds the map. Words from the
 * report reach the document through textContent or attributes only, never through innerHTML.
 * Data: <script id="data">, written by maps/payload.py. Points are longitude first there and turn
 * into Leaflet's latitude-first form in `latLng` and `decode` alone.
 */
"use strict";
const dateline = (() => {
  const DATA = JSON.parse(document.getElementById("data").textContent);
  const UNITS = 10000; // per degree, as maps/geometry.py writes coordinates
  const SVG = "http://www.w3.org/2000/svg";
  const root = document.documentElement;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const byId = new Map(DATA.features.map((feature) => [feature.id, feature]));
  const drawn = new Map(); // feature id -> {layer, element}
  const byClaim = new Map(); // claim id -> [feature ids]
  const listeners = []; // called when the theme changes
  let map = null;
  let chosen = null; // id of the selected claim

  /* ---- small helpers ---- */

  const latLng = (point) => L.latLng(point[1], point[0]);
  const bounds = (box) => L.latLngBounds([box[1], box[0]], [box[3], box[2]]);

  /** Turn differences of longitude and latitude into Leaflet points. */
  function decode(numbers, units = UNITS) {
    const out = [];
    let x = 0, y = 0;
    for (let i = 0; i < numbers.length; i += 2) {
      x += numbers[i];
      y += numbers[i + 1];
      out.push([y / units, x / units]);
    }
    return out;
  }

  /** Make an element: el("p", {class: "x"}, "words", child). */
  function el(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...children.filter((child) => child !== null && child !== ""));
    return node;
  }

  function use(symbol, css) {
    const svg = document.createElementNS(SVG, "svg");
    const part = document.createElementNS(SVG, "use");
    svg.setAttribute("class", css);
    svg.setAttribute("aria-hidden", "true");
    part.setAttribute("href", "#" + symbol);
    svg.append(part);
    return svg;
  }

  const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const find = (claim) => document.getElementById("claim-" + claim);

  /* ---- the map ---- */

  function start(id) {
    root.classList.add("js");
    map = L.map(id, {
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0.25,
      zoomDelta: 0.5,
      minZoom: 1.5,
      maxZoom: 13,
      maxBoundsViscosity: 0.7,
      zoomAnimation: !calm.matches,
      fadeAnimation: !calm.matches,
      inertia: !calm.matches,
    });
    ["base", "areas", "borders", "movements"].forEach((name, i) => {
      map.createPane(name).style.zIndex = String(250 + 50 * i);
    });
    const labels = map.createPane("labels");
    labels.style.zIndex = "500";
    labels.setAttribute("aria-hidden", "true");
    map.fitBounds(bounds(DATA.view.core), {animate: false});
    L.control.scale({imperial: true, position: "bottomleft", maxWidth: 110}).addTo(map);
    addButtons();
    drawBase();
    map.on("moveend resize", placeLabels);
    map.on("popupopen", (event) => event.popup.getElement().querySelector("a, button, summary")?.focus({preventScroll: true}));
    window.addEventListener("load", placeLabels);
  }

  function addButtons() {
    const Buttons = L.Control.extend({
      options: {position: "topright"},
      onAdd() {
        const box = el("div", {class: "map-buttons", role: "group", "aria-label": "Map view"});
        const add = (words, label, act) => {
          const button = el("button", {type: "button", "aria-label": label, title: label}, words);
          button.addEventListener("click", act);
          box.append(button);
        };
        add("+", "Zoom in", () => map.zoomIn());
        add("−", "Zoom out", () => map.zoomOut());
        add("Core", "Core: show where most claims are", () => fly(bounds(DATA.view.core)));
        add("All", "All: show everything that is drawn", () => fly(bounds(DATA.view.all)));
        L.DomEvent.disableClickPropagation(box);
        return box;
      },
    });
    new Buttons().addTo(map);
  }

  function fly(box, options = {}) {
    map.fitBounds(box, {animate: !calm.matches, padding: [20, 20], ...options});
  }

  /* ---- layers of the report ---- */

  /** Draw one layer of the data; called once a layer, in drawing order. */
  function show(name) {
    for (const feature of DATA.features) {
      if (feature.layer === name) draw(feature);
    }
    placeLabels();
  }

  function draw(feature) {
    const css = ["f-" + feature.layer, "is-" + feature.status, feature.disputed ? "is-disputed" : ""];
    const layer = feature.shape.t === "point" ? drawPoint(feature) : drawPath(feature, css.join(" "));
    layer.addTo(map);
    const element = layer.getElement();
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", describe(feature));
    element.dataset.feature = feature.id;
    L.DomEvent.on(element, "keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        openFeature(feature);
      }
    });
    layer.on("click", (event) => openFeature(feature, event.latlng));
    layer.on("mouseover", () => lightUp(feature.claims || [], "is-near"));
    layer.on("mouseout", () => lightUp([], "is-near"));
    drawn.set(feature.id, {layer, element});
    for (const claim of feature.claims || []) {
      byClaim.set(claim, [...(byClaim.get(claim) || []), feature.id]);
    }
  }

  function describe(feature) {
    const count = (feature.claims || []).length;
    const claims = count === 1 ? "1 claim" : count + " claims";
    return [feature.name, feature.lengths, claims].filter(Boolean).join(", ");
  }

  function drawPoint(feature) {
    const sign = feature.layer === "bases" ? "s-base" : "s-event";
    const count = (feature.claims || []).length;
    const box = el("div", {class: "pin pin-" + feature.layer}, use(sign, "sign"));
    if (count > 1) box.append(el("span", {class: "pin-count"}, String(count)));
    const icon = L.divIcon({className: "pin-box", html: box, iconSize: [32, 24], iconAnchor: [16, 12]});
    return L.marker(decode(feature.shape.p)[0], {icon, keyboard: false, alt: ""});
  }

  function drawPath(feature, className) {
    const pane = feature.layer;
    if (feature.shape.t === "area") {
      const rings = feature.shape.p.map((polygon) => polygon.map((ring) => decode(ring)));
      return L.polygon(rings, {pane, className, smoothFactor: 0.8});
    }
    const lines = feature.shape.p.map((line) => decode(line));
    const layer = L.polyline(lines, {pane, className, smoothFactor: 0.7, noClip: feature.layer === "movements"});
    if (feature.layer === "movements") {
      layer.on("add", () => layer.getElement().setAttribute("marker-end", "url(#arrowhead)"));
    }
    return layer;
  }

  /* ---- base map ---- */

  function drawBase() {
    listeners.push(drawBasemap(map, DATA.basemap, colour, decode));
  }

  /* ---- popups ---- */

  function openFeature(feature, at) {
    const layer = drawn.get(feature.id).layer;
    const spot = at || (layer.getLatLng ? layer.getLatLng() : layer.getCenter());
    const popup = L.popup({maxWidth: 320, minWidth: 220, maxHeight: 340, className: "place-popup", autoPanPadding: [16, 16]});
    popup.setLatLng(spot).setContent(popupContent(feature)).openOn(map);
    if ((feature.claims || []).length === 1) select(feature.claims[0], {from: "map"});
    else lightUp(feature.claims || [], "is-on");
  }

  function popupContent(feature) {
    const box = el("div", {class: "popup", role: "group", "aria-label": feature.name});
    box.append(el("h2", {dir: "auto"}, feature.name));
    if (feature.lengths) box.append(el("p", {class: "lengths"}, feature.lengths));
    if (feature.note) box.append(el("p", {class: "note", dir: "auto"}, feature.note));
    const list = el("ul", {class: "popup-claims"});
    for (const id of feature.claims || []) {
      const claim = DATA.claims[id];
      if (!claim) continue;
      const link = el("a", {href: "#claim-" + id, dir: "auto"}, claim.quote);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        select(id, {from: "map", focus: true});
      });
      list.append(el("li", {}, use("m-" + claim.mark, "mark mark-" + claim.mark),
        el("span", {class: "how"}, claim.words), " · ", el("bdi", {class: "who"}, claim.who), link));
    }
    box.append(list, whyHere(feature));
    if (feature.source && feature.shape.t === "line") box.append(el("p", {class: "note"}, "Line: " + feature.source));
    return box;
  }

  /** "Why here?": the words, the candidates and the evidence behind a place. */
  function whyHere(feature) {
    const place = DATA.places[feature.place];
    if (!place) return "";
    const box = el("details", {class: "why"}, el("summary", {}, "Why here?"));
    box.addEventListener("toggle", () => map._popup && map._popup.update());
    for (const why of place.why) {
      const percent = Math.round(why.p * 100);
      box.append(el("p", {dir: "auto"}, `“${why.words}” is read as ${place.name} (${percent} %). ${why.reason}`));
      if (why.candidates.length > 1) {
        const list = el("ol", {class: "candidates"});
        for (const option of why.candidates) {
          const evidence = option.evidence.filter((pair) => pair[1] !== 0).map((pair) => `${pair[0].replaceAll("_", " ")} ${pair[1]}`);
          list.append(el("li", {}, el("bdi", {}, option.name), ` · score ${option.score}`,
            evidence.length ? el("small", {}, evidence.join(", ")) : ""));
        }
        box.append(list);
      }
    }
    if (place.source) box.append(el("p", {class: "note"}, "Position: " + place.source));
    return box;
  }

  /* ---- selection: map, cards and text follow each other ---- */

  /** Mark everything that belongs to the claims with a class; takes it off everything else. */
  function lightUp(claims, css) {
    const wanted = new Set(claims);
    const features = new Set(claims.flatMap((claim) => byClaim.get(claim) || []));
    document.querySelectorAll(".card").forEach((card) => card.classList.toggle(css, wanted.has(card.dataset.claim)));
    document.querySelectorAll("mark[data-claims]").forEach((mark) => {
      mark.classList.toggle(css, mark.dataset.claims.split(" ").some((claim) => wanted.has(claim)));
    });
    drawn.forEach((item, id) => item.element.classList.toggle(css, features.has(id)));
    if (css === "is-on") map.getContainer().classList.toggle("has-choice", features.size > 0);
  }

  /** Choose a claim. `from` says where it was chosen, so that this place does not jump. */
  function select(claim, {from = "card", focus = false} = {}) {
    const card = find(claim);
    if (!card) return;
    chosen = claim;
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
    map.closePopup();
    const features = (byClaim.get(claim) || []).map((id) => byId.get(id));
    if (!features.length) return;
    const sharp = features.filter((feature) => feature.layer !== "areas" && feature.layer !== "movements");
    const box = L.latLngBounds([]);
    for (const feature of sharp.length ? sharp : features) {
      if (feature.middle) box.extend(latLng(feature.middle));
      else {
        const layer = drawn.get(feature.id).layer;
        box.extend(layer.getBounds ? layer.getBounds() : layer.getLatLng());
      }
    }
    if (!map.getBounds().pad(-0.05).contains(box)) fly(box, {maxZoom: Math.max(map.getZoom(), 5)});
  }

  function clear() {
    chosen = null;
    map.closePopup();
    lightUp([], "is-on");
    document.querySelectorAll(".card[aria-current]").forEach((card) => card.removeAttribute("aria-current"));
  }

  /* ---- labels without overlap ---- */

  function placeLabels() {
    const pane = map && map.getPane("labels");
    if (!pane || !map._loaded) return;
    pane.replaceChildren();
    const size = map.getSize();
    const taken = obstacles();
    for (const label of [...borderLabels(), ...originLabels(), ...DATA.labels.map(fromData)]) {
      if (label.minZoom && map.getZoom() < label.minZoom) continue;
      const node = el("span", {class: "label label-" + label.kind + (label.rank ? "" : " label-own"), dir: "auto"}, label.words);
      pane.append(node);
      const width = node.offsetWidth, height = node.offsetHeight;
      const at = map.latLngToContainerPoint(label.at);
      if (["city", "capital"].includes(label.kind)) node.prepend(el("i", {class: "dot"}));
      const spot = spots(label, at, width, height).find((box) => inside(box, size) && !taken.some((other) => hits(box, other)));
      if (!spot) {
        node.remove();
        continue;
      }
      taken.push(spot);
      L.DomUtil.setPosition(node, map.containerPointToLayerPoint([spot.x, spot.y]));
    }
  }

  const fromData = ([words, lon, lat, rank, kind, minZoom]) => ({words, at: L.latLng(lat, lon), rank, kind, minZoom});

  /** Places where a label may stand, best first: beside a point, on the middle of an area. */
  function spots(label, at, w, h) {
    const box = (x, y) => ({x: at.x + x, y: at.y + y, w, h});
    if (["point", "city", "capital"].includes(label.kind)) {
      const gap = label.kind === "point" ? 15 : 6;
      return [box(gap, -h / 2), box(-gap - w, -h / 2), box(-w / 2, gap - 2), box(-w / 2, -h - gap + 2)];
    }
    if (label.kind === "movement") return [box(4, -h - 6), box(4, 6), box(-w, -h - 6), box(-w, 6)];
    if (label.kind === "border") return besideLine(label, w, h);
    const steps = [[0, 0], [0, -22], [0, 22], [40, 0], [-40, 0], [0, 44], [0, -44]];
    return steps.map(([x, y]) => box(x - w / 2, y - h / 2));
  }

  /** Beside one of a border's points, as near to it as there is room. */
  function besideLine(label, w, h) {
    const out = [];
    for (const away of [10, 30, 55, 85]) {
      for (const anchor of label.anchors) {
        const at = map.latLngToContainerPoint(anchor);
        out.push({x: at.x - w / 2, y: at.y - h - away, w, h}, {x: at.x - w / 2, y: at.y + away, w, h},
          {x: at.x + away, y: at.y - h / 2, w, h}, {x: at.x - w - away, y: at.y - h / 2, w, h});
      }
    }
    return out;
  }

  /** Signs and buttons that labels must not cover. */
  function obstacles() {
    const frame = map.getContainer().getBoundingClientRect();
    const nodes = [...map.getContainer().querySelectorAll(".pin-box, .leaflet-control")];
    const boxes = nodes.map((node) => {
      const rect = node.getBoundingClientRect();
      return {x: rect.left - frame.left, y: rect.top - frame.top, w: rect.width, h: rect.height};
    });
    return boxes.concat(lineBoxes());
  }

  /** Small boxes along the visible borders, so that no name stands on the line. */
  function lineBoxes() {
    const size = map.getSize();
    const cells = new Set();
    for (const feature of DATA.features) {
      if (feature.layer !== "borders") continue;
      for (const line of feature.shape.p) {
        for (const point of decode(line)) {
          const at = map.latLngToContainerPoint(point);
          if (at.x > 0 && at.y > 0 && at.x < size.x && at.y < size.y) cells.add(Math.round(at.x / 8) + " " + Math.round(at.y / 8));
        }
      }
    }
    return [...cells].map((cell) => cell.split(" ")).map(([x, y]) => ({x: x * 8 - 3, y: y * 8 - 3, w: 6, h: 6}));
  }

  const hits = (a, b) => a.x < b.x + b.w + 3 && b.x < a.x + a.w + 3 && a.y < b.y + b.h + 1 && b.y < a.y + a.h + 1;
  const inside = (box, size) => box.x > 3 && box.y > 3 && box.x + box.w < size.x - 3 && box.y + box.h < size.y - 3;

  /** A border's words stand where the visible part of the line has its middle. */
  function borderLabels() {
    const view = map.getBounds();
    const out = [];
    for (const feature of DATA.features) {
      if (feature.layer !== "borders" || !drawn.has(feature.id)) continue;
      const points = feature.shape.p.flatMap((line) => decode(line)).filter((point) => view.contains(point));
      if (!points.length) continue;
      const parts = (feature.lengths || "").split(" · ");
      const words = [feature.label || feature.name, parts.slice(0, 2).join(" · "), parts.slice(2).join(" · ")];
      const anchors = [0.5, 0.65, 0.35, 0.8, 0.2].map((part) => points[Math.floor(points.length * part)]);
      out.push({words: words.filter(Boolean).join("\n"), at: L.latLng(anchors[0]), anchors, kind: "border", rank: 0});
    }
    return out;
  }

  /** Where an arrow comes in from outside the view, its origin is named at the edge. */
  function originLabels() {
    const view = map.getBounds();
    const out = [];
    for (const feature of DATA.features) {
      if (feature.layer !== "movements" || !drawn.has(feature.id)) continue;
      const points = decode(feature.shape.p[0]);
      if (view.contains(points[0])) continue;
      const entry = points.findIndex((point) => view.pad(-0.06).contains(point));
      if (entry > 0) out.push({words: feature.label || feature.name, at: L.latLng(points[entry]), kind: "movement", rank: 0});
    }
    return out;
  }

  /* ---- panel ---- */

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
    if (!map.getBounds().pad(-0.1).contains(at)) map.setView(at, Math.min(map.getZoom(), 7), {animate: false});
    openFeature(feature, at);
  }

  function step(by) {
    const cards = [...document.querySelectorAll(".card")];
    if (!cards.length) return;
    const now = cards.findIndex((card) => card.dataset.claim === chosen);
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

  return {start, show, select, decode, colour};
})();
