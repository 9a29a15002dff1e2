/* Names of rivers, lakes and disputed lines of the base map, where enough of them is in view. */
"use strict";
((page) => {
  const {DATA, decode} = page;

  const LONG = 170; // pixels of a line in view that are worth a name
  const MOST = 9; // names of one kind at once

  function groundLabels() {
    const part = DATA.basemap.detail;
    if (!part) return [];
    const view = page.map.getBounds().pad(-0.04);
    const drawn = new Set(DATA.features.map((feature) => feature.place));
    const disputed = part.borders.filter((border) => border.disputed && border.name && !drawn.has("border:" + border.pair));
    const waters = (list) => list.filter((one) => one.name && page.isSpoken(one.name));
    return [
      ...named(disputed, "dispute", part.scale, view),
      ...named(waters(part.lakes), "lake", part.scale, view),
      ...named(waters(part.rivers), "river", part.scale, view),
    ];
  }

  function named(list, kind, scale, view) {
    const out = [];
    for (const {name, lines} of list) {
      const seen = lines.flatMap((line) => decode(line, scale).filter(([lat, lon]) => lon > view.getWest() && lon < view.getEast() && lat > view.getSouth() && lat < view.getNorth()));
      if (seen.length < 2) continue;
      const box = L.latLngBounds(seen);
      const low = page.map.latLngToContainerPoint(box.getSouthWest()), high = page.map.latLngToContainerPoint(box.getNorthEast());
      const wide = high.x - low.x;
      if (kind === "lake" ? wide < name.length * 5 : Math.hypot(wide, low.y - high.y) < LONG) continue;
      const anchors = kind === "lake" ? [box.getCenter()] : [0.5, 0.35, 0.65, 0.2, 0.8].map((at) => seen[Math.floor(seen.length * at)]);
      out.push({words: name, at: L.latLng(anchors[0]), anchors, kind, rank: 1});
      if (out.length === MOST) break;
    }
    return out;
  }

  Object.assign(page, {groundLabels});
})(dateline);
