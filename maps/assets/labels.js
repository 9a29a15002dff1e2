/* Names on the map, placed so that none covers another, a sign or a line. */
"use strict";
((page) => {
  const {DATA, drawn, decode, el} = page;

  const SETTLED = 60; // milliseconds
  const REACH = 300; // pixels that a label may stand beside its point
  const SIGN = 18; // pixels: the sign of a place without its air
  const CITY_PIXELS = 32000; // one city of the surroundings for this much of the map

  function placeLabels() {
    const pane = page.map && page.map.getPane("labels");
    if (!pane || !page.map._loaded) return;
    pane.replaceChildren();
    const size = page.map.getSize();
    const taken = obstacles();
    const far = page.map.getContainer().classList.contains("is-far");
    let cities = Math.round(size.x * size.y / CITY_PIXELS);
    const known = DATA.labels.map(fromData).filter((label) => isIn(label, size, far)).filter(isWanted);
    const points = page.groupNames ? page.groupNames() : known.filter((label) => label.kind === "point");
    const areas = known.filter((label) => label.kind === "area");
    const others = known.filter((label) => label.kind !== "point" && label.kind !== "area");
    const wanted = [...points, ...areas, ...originLabels(), ...borderLabels(), ...others, ...page.groundLabels()].filter((label) => isIn(label, size, far));
    for (const {label, node, width, height} of measured(wanted, pane)) {
      const isCity = label.kind === "city" || label.kind === "capital";
      const at = page.map.latLngToContainerPoint(label.at);
      const dot = isCity ? {x: at.x - 4, y: at.y - 4, w: 8, h: 8} : null;
      const meets = (box, others) => others.some((other) => hits(box, other));
      const free = (others, w = width, h = height) => dot && meets(dot, others) ? null : spots(label, at, w, h).find((box) => inside(box, size) && !meets(box, others));
      let spot = isCity && cities < 1 ? null : free(taken) || (["point", "area", "movement"].includes(label.kind) && free(taken.filter((other) => !other.soft)));
      if (!spot && label.more) { // the name alone may find room
        node.querySelector("small").remove();
        spot = free(taken, node.offsetWidth, node.offsetHeight);
      }
      if (!spot) {
        node.remove();
        continue;
      }
      if (isCity) {
        node.prepend(el("i", {class: "dot"}));
        cities -= 1;
      }
      taken.push(spot, ...(dot ? [dot] : []));
      L.DomUtil.setPosition(node, page.map.containerPointToLayerPoint([spot.x, spot.y]));
    }
  }

  /** Tell whether a label may be needed at this zoom; what is far outside is not even measured. */
  function isIn(label, size, far) {
    if ((label.minZoom && page.map.getZoom() < label.minZoom) || (far && label.kind === "city")) return false;
    if (label.kind === "water" && !page.isSpoken(label.words)) return false;
    const at = page.map.latLngToContainerPoint(label.at);
    return at.x > -REACH && at.y > -REACH && at.x < size.x + REACH && at.y < size.y + REACH;
  }

  /** Make the labels' elements, then measure all at once: the page is laid out once, not for each. */
  function measured(labels, pane) {
    const made = labels.map((label) => {
      const node = el("span", {class: "label label-" + label.kind + (label.rank ? "" : " label-own"), ...page.spelt(label.words)}, page.named(label.words));
      if (label.more) node.append(el("small", {}, label.more));
      return {label, node};
    });
    pane.append(...made.map(({node}) => node));
    return made.map((one) => ({...one, width: one.node.offsetWidth, height: one.node.offsetHeight}));
  }

  // A number of a timer may be one of a picture too: each is taken back by its own.
  const [ask, cancel] = DATA.cards ? [(act) => setTimeout(act, SETTLED), clearTimeout] : [requestAnimationFrame, cancelAnimationFrame];
  let asked = 0;

  /** Place the labels before the next picture is drawn, however often it is asked for until then.
   *
   * On a page of very many claims signs, lines and list come first, and the names when all has settled. */
  function labelsSoon() {
    cancel(asked);
    asked = ask(placeLabels);
  }

  function fromData([words, lon, lat, rank, kind, minZoom, farLon, farLat]) {
    const off = farLon !== undefined && page.map.getZoom() < page.coreZoom - 0.75;
    return {words, at: off ? L.latLng(farLat, farLon) : L.latLng(lat, lon), rank, kind, minZoom, home: [lon, lat]};
  }

  /** A point whose claims are all filtered out loses its name; a country keeps it. */
  function isWanted(label) {
    if (label.kind !== "point" && label.kind !== "uncertain") return true;
    const own = DATA.features.filter((feature) => isAt(feature, label.home));
    return !own.length || own.some(page.inView);
  }

  function isAt(feature, [lon, lat]) {
    const spot = feature.middle ? [feature.middle[1], feature.middle[0]] : feature.shape.t === "point" ? decode(feature.shape.p)[0] : null;
    return spot && Math.abs(spot[0] - lat) < 0.002 && Math.abs(spot[1] - lon) < 0.002;
  }

  /** Places where a label may stand, best first: beside a point, on the middle of an area. */
  function spots(label, at, w, h) {
    const box = (x, y) => ({x: at.x + x, y: at.y + y, w, h});
    if (["point", "city", "capital"].includes(label.kind)) {
      const far = page.map.getContainer().classList.contains("is-far");
      const own = label.kind === "point";
      const tall = own && document.querySelector("#mil:checked"); // military symbols are higher
      const gap = own ? (tall ? 22 : far ? 10 : 13) : 6;
      const rise = own ? (tall ? 22 : far ? 7 : 11) : 4;
      const near = [box(gap, -h / 2), box(-gap - w, -h / 2), box(-w / 2, rise), box(-w / 2, -h - rise)];
      if (!own) return near;
      const side = gap * 0.7; // clear of the sign by height alone
      return [...near, box(side, rise), box(side, -h - rise), box(-side - w, rise), box(-side - w, -h - rise)];
    }
    if (label.kind === "uncertain") return besideArea(label, at, w, h);
    if (label.kind === "movement") return besideArrow(label, w, h);
    if (label.kind === "border") return besideLine(label, w, h, [10, 30, 55, 85]);
    if (label.kind === "river" || label.kind === "dispute") return besideLine(label, w, h, [2, 7]);
    if (label.kind === "lake") return [box(-w / 2, -h / 2)];
    const steps = [[0, 0], [0, -22], [0, 22], [40, 0], [-40, 0], [0, 44], [0, -44], [70, 30], [-70, 30], [0, 66], [70, -30], [-70, -30], [0, -66], [90, 0], [-90, 0]];
    const own = label.rank ? null : edgesOf(areaNamed(label.words));
    const isInside = ([x, y]) => own && at.x + x > own.x && at.x + x < own.x + own.w && at.y + y > own.y && at.y + y < own.y + own.h;
    return steps.filter((step, number) => number < 3 || isInside(step)).map(([x, y]) => box(x - w / 2, y - h / 2)); // no name leaves its area
  }

  const areasByName = new Map(); // name -> feature
  function areaNamed(words) {
    if (!areasByName.size) for (const feature of DATA.features) if (feature.shape.t === "area") areasByName.set(feature.label || feature.name, feature);
    return areasByName.get(words);
  }

  /** The box of a drawn area on the screen. */
  function edgesOf(feature) {
    if (!feature || !drawn.has(feature.id)) return null;
    const edges = drawn.get(feature.id).layer.getBounds();
    const low = page.map.latLngToContainerPoint(edges.getSouthWest());
    const high = page.map.latLngToContainerPoint(edges.getNorthEast());
    return {x: low.x, y: high.y, w: high.x - low.x, h: low.y - high.y};
  }

  /** Beside an uncertain area, whose outline and middle its words must not hide; inside if there is room. */
  function besideArea(label, at, w, h) {
    const feature = DATA.features.find((one) => one.kind === "uncertain" && (one.label || one.name) === label.words);
    const inner = {x: at.x - w / 2, y: at.y - h / 2, w, h};
    const edges = feature && !feature.thin && edgesOf(feature);
    if (!edges) return [inner];
    const right = edges.x + edges.w, low = edges.y + edges.h, x = edges.x + edges.w / 2 - w / 2, y = edges.y + edges.h / 2 - h / 2;
    const beside = [{x, y: low + 3, w, h}, {x, y: edges.y - h - 3, w, h}, {x: right + 5, y, w, h}, {x: edges.x - w - 5, y, w, h}];
    return edges.w > w + 12 ? [inner, ...beside] : [...beside, inner];
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
  function besideLine(label, w, h, distances) {
    const out = [];
    for (const away of distances) {
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
    const nodes = [...page.map.getContainer().querySelectorAll(".pin-box .sign, .pin-box .mil, .pin-count, .cluster, .leaflet-control"), ...document.querySelectorAll(".mil-switch")];
    const boxes = nodes.map((node) => {
      const rect = unlit(node);
      return {x: rect.left - frame.left, y: rect.top - frame.top, w: rect.width, h: rect.height};
    });
    return boxes.concat(lineBoxes(), tipBoxes());
  }

  /** Where a node stands, empty if hidden; a sign's drawing fills the middle of its box, lit or not. */
  function unlit(node) {
    const {left, top, width, height} = node.getBoundingClientRect();
    if (!node.matches(".sign") || !width) return {left, top, width, height};
    const sign = page.map.getContainer().classList.contains("is-far") ? SIGN * 0.6 : SIGN;
    return {left: left + width / 2 - sign / 2, top: top + height / 2 - sign / 2, width: sign, height: sign};
  }

  /** Small boxes along the visible borders and arrows, so that no name stands on the line. */
  function lineBoxes() {
    const size = page.map.getSize();
    const cells = new Set();
    for (const feature of DATA.features) {
      if ((feature.layer !== "borders" && feature.layer !== "movements") || !page.inView(feature)) continue;
      for (const line of feature.shape.p) {
        for (const at of close(decode(line).map((point) => page.map.latLngToContainerPoint(point)))) {
          if (at.x > 0 && at.y > 0 && at.x < size.x && at.y < size.y) cells.add(Math.round(at.x / 8) + " " + Math.round(at.y / 8));
        }
      }
    }
    return [...cells].map((cell) => cell.split(" ")).map(([x, y]) => ({x: x * 8 - 3, y: y * 8 - 3, w: 6, h: 6, soft: true}));
  }

  /** Points of a line no farther apart than its boxes are wide. */
  function close(points) {
    const out = [];
    points.forEach((at, i) => {
      const from = points[i - 1] || at;
      const steps = Math.min(60, Math.ceil(Math.hypot(at.x - from.x, at.y - from.y) / 8));
      for (let step = 1; step < steps; step += 1) out.push({x: from.x + (at.x - from.x) * step / steps, y: from.y + (at.y - from.y) * step / steps});
      out.push(at);
    });
    return out;
  }

  /** The points of arrows, where a name would hide what they point at. */
  function tipBoxes() {
    const arrows = page.paint ? [] : DATA.features.filter((feature) => feature.layer === "movements");
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
      if (feature.layer !== "borders" || !drawn.has(feature.id) || !page.inView(feature)) continue;
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
    for (const feature of page.paint ? [] : DATA.features) { // too many to be named
      if (feature.layer !== "movements" || !drawn.has(feature.id) || !page.inView(feature)) continue;
      const points = decode(feature.shape.p[0]);
      if (view.contains(points[0])) continue;
      const seen = points.filter((point) => view.pad(-0.03).contains(point));
      if (!seen.length) continue;
      const anchors = [0, 0.4, 0.8].map((part) => seen[Math.floor(seen.length * part)]);
      out.push({words: feature.label || feature.name, at: L.latLng(anchors[0]), anchors, kind: "movement", rank: 0});
    }
    return out;
  }

  Object.assign(page, {placeLabels, labelsSoon});
})(dateline);
