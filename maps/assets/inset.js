/* The overview in the map's corner: where the first view lies, and what comes from far away.
 *
 * It is there where something that the report names lies outside the first view, such as the place
 * from which an arrow comes, and where the first view is so small that a reader would not know where
 * on earth it is. A click shows everything.
 */
"use strict";
((page) => {
  const NAMED_FROM = 3.4; // below this zoom a country is too small in the overview to bear its name
  const {DATA, listeners, latLng, bounds, decode, el, colour} = page;

  let frame = null; // keeps its room from the start; drawn when the map itself is to be seen

  function addInset() {
    if (!DATA.view.overview) return;
    frame = el("div", {class: "inset-map", "aria-hidden": "true"});
    const button = el("button", {type: "button", "aria-label": "Overview: show everything that is drawn"});
    button.addEventListener("click", () => page.fly(bounds(DATA.view.all)));
    const Inset = L.Control.extend({
      options: {position: "bottomright"},
      onAdd() {
        const box = el("div", {class: "inset"}, frame, button);
        L.DomEvent.disableClickPropagation(box);
        return box;
      },
    });
    new Inset().addTo(page.map);
    page.afterwards(draw); // not from the script's own run: the browser may show a picture before the map starts
  }

  function draw() {
    const off = ["zoomControl", "attributionControl", "dragging", "keyboard", "doubleClickZoom", "scrollWheelZoom", "boxZoom", "touchZoom", "tapHold", "zoomAnimation", "fadeAnimation"];
    const small = L.map(frame, {...Object.fromEntries(off.map((name) => [name, false])), zoomSnap: 0});
    small.createPane("base").style.zIndex = "250";
    small.fitBounds(bounds(DATA.view.overview), {animate: false});
    listeners.push(drawBasemap(small, {world: DATA.basemap.world}, colour, decode));
    const core = bounds(DATA.view.core);
    const shown = {interactive: false};
    const features = page.apart ? page.apart(small) : DATA.features; // large.js
    for (const feature of features) {
      if (feature.shape.t === "area") {
        const rings = feature.shape.p.map((polygon) => polygon.map((ring) => decode(ring)));
        keep(feature, L.polygon(rings, {...shown, className: feature.kind === "uncertain" ? "f-areas is-uncertain" : "f-areas is-country"}).addTo(small));
      } else if (feature.layer === "movements") {
        const line = L.polyline(feature.shape.p.map((part) => decode(part)), {...shown, className: "f-movements is-" + feature.status, smoothFactor: 0, noClip: true}).addTo(small);
        line.getElement().setAttribute("marker-end", "url(#arrowhead-small)");
        keep(feature, line);
      } else if (feature.shape.t === "point" && !core.contains(decode(feature.shape.p)[0])) {
        keep(feature, L.circleMarker(decode(feature.shape.p)[0], {...shown, className: "f-" + feature.layer, radius: 3}).addTo(small));
      }
    }
    nameCountries(small, nameFarPlaces(small, core, features));
    const view = L.rectangle(page.map.getBounds(), {...shown, className: "inset-view"}).addTo(small);
    page.map.on("moveend resize", follow);
    follow();

    function follow() {
      const now = page.map.getBounds();
      view.setBounds(now);
      frame.parentElement.hidden = now.contains(core) && now.intersects(bounds(DATA.view.overview)) && wide(now) > wide(bounds(DATA.view.overview)) * 0.8;
    }
  }

  function keep(feature, layer) {
    const element = layer.getElement();
    element.classList.toggle("is-out", !page.inView(feature));
    page.small.push({feature, element});
  }

  const wide = (box) => box.getEast() - box.getWest();

  /** The report's own places outside the first view by name, where there is room. */
  function nameFarPlaces(small, core, features) {
    const taken = [];
    const size = small.getSize();
    for (const feature of features) {
      const isPoint = feature.shape.t === "point";
      if (!isPoint && feature.shape.t !== "area") continue;
      const name = isPoint ? feature.name : feature.label || feature.name;
      const spot = isPoint ? L.latLng(decode(feature.shape.p)[0]) : latLng(feature.middle);
      const at = small.latLngToContainerPoint(spot);
      const clash = taken.some((other) => Math.abs(other.x - at.x) < 46 && Math.abs(other.y - at.y) < 13);
      if (core.contains(spot) || clash || at.x < 14 + name.length * 2 || at.y < 10 || at.x > size.x - 14 - name.length * 2 || at.y > size.y - 8) continue;
      taken.push(at);
      const words = el("span", {...page.spelt(name), "data-name": name}, page.named(name));
      const icon = L.divIcon({className: "inset-name", html: words, iconSize: [0, 0]});
      keep(feature, L.marker(spot, {icon, interactive: false, keyboard: false}).addTo(small));
    }
    return taken;
  }

  /** Where the overview shows no more than some countries, they are named. */
  function nameCountries(small, taken) {
    if (small.getZoom() < NAMED_FROM) return;
    const size = small.getSize();
    const view = small.latLngToContainerPoint(bounds(DATA.view.core).getCenter());
    for (const [words, lon, lat, , kind, , farLon, farLat] of DATA.labels) {
      if (kind !== "country" && kind !== "area") continue;
      const spot = L.latLng(farLat ?? lat, farLon ?? lon), at = small.latLngToContainerPoint(spot);
      const half = words.length * 2.6;
      const clash = [...taken, view].some((other) => Math.abs(other.x - at.x) < half + 22 && Math.abs(other.y - at.y) < 13);
      if (clash || at.x < half + 4 || at.y < 10 || at.x > size.x - half - 4 || at.y > size.y - 12) continue;
      taken.push(at);
      const icon = L.divIcon({className: "inset-name inset-country", html: el("span", {...page.spelt(words), "data-name": words}, page.named(words)), iconSize: [0, 0]});
      L.marker(spot, {icon, interactive: false, keyboard: false}).addTo(small);
    }
  }

  Object.assign(page, {addInset});
})(dateline);
