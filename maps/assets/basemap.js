/* The base map: land, waters and boundaries under the report's own layers.
 *
 * Drawn on two canvases, in the order that maps/drawing/basemap.py gives: the world's land and borders, and
 * over them a rectangle of sea and the detailed region. Where the first view lies within the region,
 * the world is drawn after the first picture, or once the view leaves the region. Colours come from the
 * style sheet and follow the theme. Nothing here can be clicked, so nothing stands in a reader's way.
 */
"use strict";
function drawBasemap(map, data, colour, decode, afterwards) {
  const painted = []; // [layer, function that gives its style]
  const sheet = (pane) => ({renderer: L.canvas({pane, padding: 0.4}), pane, interactive: false, smoothFactor: 0.6});
  let common = sheet("base");

  function paint(layer, style) {
    layer.setStyle(style()).addTo(map);
    painted.push([layer, style]);
  }

  const land = () => ({stroke: false, fill: true, fillOpacity: 1, fillColor: colour("--land"), fillRule: "evenodd"});
  const coast = () => ({...land(), stroke: true, weight: 0.7, color: colour("--coast")});
  const sea = () => ({stroke: false, fill: true, fillOpacity: 1, fillColor: colour("--sea")});
  const border = () => ({color: colour("--lines"), weight: 1.1, opacity: 1});
  const disputed = () => ({...border(), dashArray: "5 4"});
  const division = () => ({color: colour("--lines"), weight: 0.7, opacity: 0.6, dashArray: "1 3"});
  const river = () => ({color: colour("--water"), weight: 1.1, opacity: 1});
  const lake = () => ({stroke: false, fill: true, fillOpacity: 1, fillColor: colour("--water")});

  function lines(list, scale, style, keep = () => true) {
    const parts = list.filter(keep).flatMap((item) => (item.lines || [item]).map((part) => decode(part, scale)));
    if (parts.length) paint(L.polyline(parts, common), style);
  }

  function world(part) {
    paint(L.polygon(part.land.map((ring) => decode(ring, part.scale)), common), coast);
    lines(part.borders || [], part.scale, border, (one) => !one.disputed);
    lines(part.borders || [], part.scale, disputed, (one) => one.disputed);
  }

  function region(part) {
    if (!part) return;
    const [west, south, east, north] = part.bounds;
    const rim = 0.6 / part.scale; // the land's edge is rounded: no sea must shine through there
    paint(L.rectangle([[south + rim, west + rim], [north - rim, east - rim]], common), sea);
    const polygons = part.land.map((polygon) => polygon.map((ring) => decode(ring, part.scale)));
    paint(L.polygon(polygons, common), land);
    lines(part.admin1, part.scale, division);
    const lakes = part.lakes.flatMap((one) => one.lines.map((ring) => [decode(ring, part.scale)]));
    if (lakes.length) paint(L.polygon(lakes, common), lake);
    lines(part.rivers, part.scale, river);
    lines(part.borders, part.scale, border, (one) => !one.disputed);
    lines(part.borders, part.scale, disputed, (one) => one.disputed);
  }

  let worldIsDrawn = !data.world;
  function drawWorld() {
    if (worldIsDrawn) return;
    worldIsDrawn = true;
    common = sheet(data.detail ? "world" : "base");
    world(data.world);
  }

  const {bounds} = data.detail || {};
  region(data.detail);
  if (bounds && L.latLngBounds([bounds[1], bounds[0]], [bounds[3], bounds[2]]).contains(map.getBounds())) {
    afterwards(drawWorld);
    map.once("movestart", drawWorld);
  } else drawWorld();
  return () => painted.forEach(([layer, style]) => layer.setStyle(style()));
}
