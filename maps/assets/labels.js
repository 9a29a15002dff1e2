/* Names on the map, placed so that none covers another, a sign or a line. */
"use strict";
((page) => {
  const {DATA, drawn, decode, el} = page;

  const CITY_PIXELS = 32000; // one city of the surroundings for this much of the map

  function placeLabels() {
    const pane = page.map && page.map.getPane("labels");
    if (!pane || !page.map._loaded) return;
    pane.replaceChildren();
    const size = page.map.getSize();
    const taken = obstacles();
    const far = page.map.getContainer().classList.contains("is-far");
    let cities = Math.round(size.x * size.y / CITY_PIXELS);
    const known = DATA.labels.map(fromData);
    const points = known.filter((label) => label.kind === "point");
    const others = known.filter((label) => label.kind !== "point");
    for (const label of [...points, ...borderLabels(), ...originLabels(), ...others]) {
      const isCity = label.kind === "city" || label.kind === "capital";
      if (label.minZoom && page.map.getZoom() < label.minZoom) continue;
      if (isCity && (cities < 1 || (far && label.kind === "city"))) continue;
      const node = el("span", {class: "label label-" + label.kind + (label.rank ? "" : " label-own"), dir: "auto"}, label.words);
      if (label.more) node.append(el("small", {}, label.more));
      pane.append(node);
      const width = node.offsetWidth, height = node.offsetHeight;
      const at = page.map.latLngToContainerPoint(label.at);
      if (isCity) node.prepend(el("i", {class: "dot"}));
      const free = (others) => spots(label, at, width, height).find((box) => inside(box, size) && !others.some((other) => hits(box, other)));
      const spot = free(taken) || (label.kind === "point" && free(taken.filter((other) => !other.soft)));
      if (!spot) {
        node.remove();
        continue;
      }
      if (isCity) cities -= 1;
      taken.push(isCity ? {...spot, x: Math.min(spot.x, at.x - 4), w: spot.w + 9} : spot);
      L.DomUtil.setPosition(node, page.map.containerPointToLayerPoint([spot.x, spot.y]));
    }
  }

  function fromData([words, lon, lat, rank, kind, minZoom, farLon, farLat]) {
    const off = farLon !== undefined && page.map.getZoom() < page.coreZoom - 0.75;
    return {words, at: off ? L.latLng(farLat, farLon) : L.latLng(lat, lon), rank, kind, minZoom};
  }

  /** Places where a label may stand, best first: beside a point, on the middle of an area. */
  function spots(label, at, w, h) {
    const box = (x, y) => ({x: at.x + x, y: at.y + y, w, h});
    if (["point", "city", "capital"].includes(label.kind)) {
      const far = page.map.getContainer().classList.contains("is-far");
      const gap = label.kind === "point" ? 15 : 6;
      const rise = label.kind === "point" && far ? 9 : gap - 2;
      return [box(gap, -h / 2), box(-gap - w, -h / 2), box(-w / 2, rise), box(-w / 2, -h - rise)];
    }
    if (label.kind === "uncertain") return besideArea(label, at, w, h);
    if (label.kind === "movement") return besideArrow(label, w, h);
    if (label.kind === "border") return besideLine(label, w, h);
    const steps = [[0, 0], [0, -22], [0, 22], [40, 0], [-40, 0], [0, 44], [0, -44], [70, 30], [-70, 30], [0, 66]];
    const allowed = label.rank ? steps.slice(0, 3) : steps; // a neighbour's name must not leave it
    return allowed.map(([x, y]) => box(x - w / 2, y - h / 2));
  }

  /** Beside an uncertain area, whose outline and middle its words must not hide; inside if there is room. */
  function besideArea(label, at, w, h) {
    const feature = DATA.features.find((one) => one.kind === "uncertain" && (one.label || one.name) === label.words);
    if (!feature || feature.thin || !drawn.has(feature.id)) return [{x: at.x - w / 2, y: at.y - h / 2, w, h}];
    const edges = drawn.get(feature.id).layer.getBounds();
    const low = page.map.latLngToContainerPoint(edges.getSouthWest());
    const high = page.map.latLngToContainerPoint(edges.getNorthEast());
    const inner = {x: at.x - w / 2, y: at.y - h / 2, w, h};
    const x = (low.x + high.x) / 2, y = (low.y + high.y) / 2;
    const beside = [{x: x - w / 2, y: low.y + 3, w, h}, {x: x - w / 2, y: high.y - h - 3, w, h},
      {x: high.x + 5, y: y - h / 2, w, h}, {x: low.x - w - 5, y: y - h / 2, w, h}];
    return high.x - low.x > w + 12 ? [inner, ...beside] : [...beside, inner];
  }

  /** Above or below the part of an arrow that is in view, first where it comes in. */
  function besideArrow(label, w, h) {
    const out = [];
    for (const away of [6, 20, 36]) {
      for (const anchor of label.anchors) {
        const at = page.map.latLngToContainerPoint(anchor);
        out.push({x: at.x + 4, y: at.y - h - away, w, h}, {x: at.x + 4, y: at.y + away, w, h},
          {x: at.x - w, y: at.y - h - away, w, h}, {x: at.x - w, y: at.y + away, w, h});
      }
    }
    return out;
  }

  /** Beside one of a border's points, as near to it as there is room. */
  function besideLine(label, w, h) {
    const out = [];
    for (const away of [10, 30, 55, 85]) {
      for (const anchor of label.anchors) {
        const at = page.map.latLngToContainerPoint(anchor);
        out.push({x: at.x - w / 2, y: at.y - h - away, w, h}, {x: at.x - w / 2, y: at.y + away, w, h},
          {x: at.x + away, y: at.y - h / 2, w, h}, {x: at.x - w - away, y: at.y - h / 2, w, h});
      }
    }
    return out;
  }

  /** Signs and buttons that labels must not cover. */
  function obstacles() {
    const frame = page.map.getContainer().getBoundingClientRect();
    const nodes = [...page.map.getContainer().querySelectorAll(".pin-box .sign, .pin-count, .leaflet-control")];
    const boxes = nodes.map((node) => {
      const rect = node.getBoundingClientRect(); // empty where hidden
      return {x: rect.left - frame.left, y: rect.top - frame.top, w: rect.width, h: rect.height};
    });
    return boxes.concat(lineBoxes(), tipBoxes());
  }

  /** Small boxes along the visible borders, so that no name stands on the line. */
  function lineBoxes() {
    const size = page.map.getSize();
    const cells = new Set();
    for (const feature of DATA.features) {
      if (feature.layer !== "borders") continue;
      for (const line of feature.shape.p) {
        for (const point of decode(line)) {
          const at = page.map.latLngToContainerPoint(point);
          if (at.x > 0 && at.y > 0 && at.x < size.x && at.y < size.y) cells.add(Math.round(at.x / 8) + " " + Math.round(at.y / 8));
        }
      }
    }
    return [...cells].map((cell) => cell.split(" ")).map(([x, y]) => ({x: x * 8 - 3, y: y * 8 - 3, w: 6, h: 6, soft: true}));
  }

  /** The points of arrows, where a name would hide what they point at. */
  function tipBoxes() {
    const arrows = DATA.features.filter((feature) => feature.layer === "movements");
    return arrows.map((feature) => {
      const at = page.map.latLngToContainerPoint(decode(feature.shape.p.at(-1)).at(-1));
      return {x: at.x - 12, y: at.y - 10, w: 20, h: 16};
    });
  }

  const hits = (a, b) => a.x < b.x + b.w + 3 && b.x < a.x + a.w + 3 && a.y < b.y + b.h + 1 && b.y < a.y + a.h + 1;
  const inside = (box, size) => box.x > 3 && box.y > 3 && box.x + box.w < size.x - 3 && box.y + box.h < size.y - 3;

  const BORDER_WORDS_ZOOM = 4.5; // from here on a border's lengths stand beside it

  /** A border's words stand where the visible part of the line has its middle. */
  function borderLabels() {
    const view = page.map.getBounds();
    const out = [];
    for (const feature of DATA.features) {
      if (feature.layer !== "borders" || !drawn.has(feature.id)) continue;
      const points = feature.shape.p.flatMap((line) => decode(line)).filter((point) => view.contains(point));
      if (!points.length) continue;
      const far = page.map.getZoom() < BORDER_WORDS_ZOOM;
      const more = far ? "" : [feature.short, feature.share].filter(Boolean).map((line) => "\n" + line).join("");
      const anchors = [0.5, 0.65, 0.35, 0.8, 0.2].map((part) => points[Math.floor(points.length * part)]);
      out.push({words: feature.label || feature.name, more, at: L.latLng(anchors[0]), anchors, kind: "border", rank: 0});
    }
    return out;
  }

  /** Where an arrow comes in from outside the view, its origin is named at the edge. */
  function originLabels() {
    const view = page.map.getBounds();
    const out = [];
    for (const feature of DATA.features) {
      if (feature.layer !== "movements" || !drawn.has(feature.id)) continue;
      const points = decode(feature.shape.p[0]);
      if (view.contains(points[0])) continue;
      const seen = points.filter((point) => view.pad(-0.03).contains(point));
      if (!seen.length) continue;
      const anchors = [0, 0.4, 0.8].map((part) => seen[Math.floor(seen.length * part)]);
      out.push({words: feature.label || feature.name, at: L.latLng(anchors[0]), anchors, kind: "movement", rank: 0});
    }
    return out;
  }

  Object.assign(page, {placeLabels});
})(dateline);
