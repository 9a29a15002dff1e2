/* The overview in the map's corner: where the first view lies, and what comes from far away.
 *
 * It is there only where something that the report names lies outside the first view, such as the
 * place from which an arrow comes. A click shows everything.
 */
"use strict";
((page) => {
  const {DATA, listeners, latLng, bounds, decode, el, colour} = page;

  function addInset() {
    if (!DATA.view.overview) return;
    const frame = el("div", {class: "inset-map", "aria-hidden": "true"});
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
    draw(frame);
  }

  function draw(frame) {
    const off = ["zoomControl", "attributionControl", "dragging", "keyboard", "doubleClickZoom", "scrollWheelZoom", "boxZoom", "touchZoom", "tapHold", "zoomAnimation", "fadeAnimation"];
    const small = L.map(frame, {...Object.fromEntries(off.map((name) => [name, false])), zoomSnap: 0});
    small.createPane("base").style.zIndex = "250";
    small.fitBounds(bounds(DATA.view.overview), {animate: false});
    listeners.push(drawBasemap(small, {world: DATA.basemap.world}, colour, decode));
    const core = bounds(DATA.view.core);
    const shown = {interactive: false};
    for (const feature of DATA.features) {
      if (feature.shape.t === "area") {
        const rings = feature.shape.p.map((polygon) => polygon.map((ring) => decode(ring)));
        L.polygon(rings, {...shown, className: feature.kind === "uncertain" ? "f-areas is-uncertain" : "f-areas is-country"}).addTo(small);
      } else if (feature.layer === "movements") {
        const line = L.polyline(feature.shape.p.map((part) => decode(part)), {...shown, className: "f-movements is-" + feature.status, smoothFactor: 0, noClip: true}).addTo(small);
        line.getElement().setAttribute("marker-end", "url(#arrowhead-small)");
      } else if (feature.shape.t === "point" && !core.contains(decode(feature.shape.p)[0])) {
        L.circleMarker(decode(feature.shape.p)[0], {...shown, className: "f-" + feature.layer, radius: 3}).addTo(small);
      }
    }
    nameFarPlaces(small, core);
    const view = L.rectangle(page.map.getBounds(), {...shown, className: "inset-view"}).addTo(small);
    page.map.on("moveend resize", () => {
      const now = page.map.getBounds();
      view.setBounds(now);
      frame.parentElement.hidden = now.contains(core) && now.intersects(bounds(DATA.view.overview)) && wide(now) > wide(bounds(DATA.view.overview)) * 0.8;
    });
  }

  const wide = (box) => box.getEast() - box.getWest();

  /** The report's own places outside the first view by name, where there is room. */
  function nameFarPlaces(small, core) {
    const taken = [];
    const size = small.getSize();
    for (const feature of DATA.features) {
      const isPoint = feature.shape.t === "point";
      if (!isPoint && feature.shape.t !== "area") continue;
      const spot = isPoint ? L.latLng(decode(feature.shape.p)[0]) : latLng(feature.middle);
      const at = small.latLngToContainerPoint(spot);
      const clash = taken.some((other) => Math.abs(other.x - at.x) < 46 && Math.abs(other.y - at.y) < 13);
      if (core.contains(spot) || clash || at.x < 14 || at.y < 10 || at.x > size.x - 14 || at.y > size.y - 8) continue;
      taken.push(at);
      const words = el("span", {dir: "auto"}, isPoint ? feature.name : feature.label || feature.name);
      const icon = L.divIcon({className: "inset-name", html: words, iconSize: [0, 0]});
      L.marker(spot, {icon, interactive: false, keyboard: false}).addTo(small);
    }
  }

  Object.assign(page, {addInset});
})(dateline);
