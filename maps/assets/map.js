/* The map: its frame, its buttons and the layers of the report. */
"use strict";
((page) => {
  const {DATA, calm, drawn, byClaim, listeners, latLng, bounds, decode, el, use, colour} = page;

  const RIM = 16; // pixels around the first view
  const FAR = 5.5; // below this zoom towns of one country run into each other

  function start(id) {
    page.map = L.map(id, {
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
    ["world", "base", "areas", "borders", "movements"].forEach((name, i) => {
      page.map.createPane(name).style.zIndex = String(200 + 50 * i);
    });
    const labels = page.map.createPane("labels");
    labels.style.zIndex = "500";
    labels.setAttribute("aria-hidden", "true");
    fitFirst();
    page.coreZoom = page.map.getZoom();
    L.control.scale({imperial: true, position: "bottomleft", maxWidth: 110}).addTo(page.map);
    addButtons();
    drawBase();
    page.map.on("zoomend", showFar);
    showFar();
    page.addInset();
    page.map.on("moveend resize", page.labelsSoon);
    page.map.on("popupopen", (event) => event.popup.getElement().querySelector("a, button, summary")?.focus({preventScroll: true}));
    new ResizeObserver(([box]) => box.contentRect.height && page.map.invalidateSize({animate: false})).observe(page.map.getContainer());
    requestAnimationFrame(() => page.root.classList.add("drawn")); // with the names, so nothing is without for a moment
  }

  /** Show the first view where the still picture has it (page.css, .static-map). */
  const fitFirst = () => exactly(() => page.map.fitBounds(bounds(DATA.view.core), {animate: false, padding: [RIM, RIM]}));

  /** Change the view to a zoom between two steps. */
  function exactly(act) {
    const {zoomSnap} = page.map.options;
    page.map.options.zoomSnap = 0;
    act();
    page.map.options.zoomSnap = zoomSnap;
  }

  /** Where the map shows a continent, signs are small and bear no numbers. */
  function showFar() {
    page.map.getContainer().classList.toggle("is-far", page.map.getZoom() < FAR);
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
        add("+", "Zoom in", () => page.map.zoomIn());
        add("−", "Zoom out", () => page.map.zoomOut());
        add("Core", "Core: show where most claims are", () => fly(bounds(DATA.view.core)));
        add("All", "All: show everything that is drawn", () => fly(bounds(DATA.view.all)));
        L.DomEvent.disableClickPropagation(box);
        return box;
      },
    });
    new Buttons().addTo(page.map);
  }

  function fly(box, options = {}) {
    page.map.fitBounds(box, {animate: !calm.matches, padding: [20, 20], ...options});
  }

  /** Draw one layer of the data; called once a layer, in drawing order. */
  function show(name) {
    for (const feature of DATA.features) {
      if (feature.layer === name) draw(feature);
    }
    page.labelsSoon();
  }

  function draw(feature) {
    const css = ["f-" + feature.layer, "is-" + feature.status, feature.disputed ? "is-disputed" : "",
      feature.kind === "country" ? "is-country" : "", feature.kind === "uncertain" ? "is-uncertain" : ""];
    const many = feature.shape.t === "point" ? page.gather : page.paint; // clusters.js, canvas.js
    const {layer, element} = many ? many(feature) : drawAlone(feature, css.join(" "));
    if (!many) wire(feature, layer, element);
    else if (many === page.paint) listen(feature, layer);
    drawn.set(feature.id, {layer, element});
    for (const claim of feature.claims || []) {
      if (byClaim.has(claim)) byClaim.get(claim).push(feature.id);
      else byClaim.set(claim, [feature.id]);
    }
  }

  function drawAlone(feature, css) {
    const layer = feature.shape.t === "point" ? drawPoint(feature) : drawPath(feature, css);
    layer.addTo(page.map);
    return {layer, element: layer.getElement()};
  }

  /** Let a sign or line answer to the pointer and to the keyboard. */
  function wire(feature, layer, element) {
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.dataset.feature = feature.id;
    L.DomEvent.on(element, "keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        page.openFeature(feature);
      }
    });
    listen(feature, layer);
    element.addEventListener("focus", () => page.lightUp(feature.claims || [], "is-near"));
    element.addEventListener("blur", () => page.lightUp([], "is-near"));
  }

  function listen(feature, layer) {
    layer.on("click", (event) => page.openFeature(feature, event.latlng));
    layer.on("mouseover", () => page.lightUp(feature.claims || [], "is-near"));
    layer.on("mouseout", () => page.lightUp([], "is-near"));
  }

  function describe(feature) {
    const left = (feature.claims || []).filter(page.visible);
    const how = [...new Set(left.map((claim) => DATA.claims[claim].words))];
    return [feature.name, feature.lengths, page.plural(left.length, "claim"), ...how.slice(0, 3)].filter(Boolean).join(", ");
  }

  function drawPoint(feature) {
    const sign = feature.layer === "bases" ? "s-base" : "s-event";
    const count = (feature.claims || []).length;
    const box = el("div", {class: "pin pin-" + feature.layer}, use(sign, "sign"));
    if (feature.symbol) box.append(use(feature.symbol, "mil"));
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
    const layer = L.polyline(lines, {pane, className, smoothFactor: feature.layer === "movements" ? 0 : 0.7, noClip: feature.layer === "movements"});
    if (feature.layer === "movements") {
      layer.on("add", () => layer.getElement().setAttribute("marker-end", "url(#arrowhead)"));
    }
    return layer;
  }

  function drawBase() {
    listeners.push(drawBasemap(page.map, DATA.basemap, colour, decode, page.afterwards));
  }

  Object.assign(page, {start, show, fly, fitFirst, exactly, describe, drawPoint, wire});
})(dateline);
