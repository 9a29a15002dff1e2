/* Very many signs: those that would cover each other stand together as one, with a count and a list.
 *
 * Only the signs in view are elements; the others are `Sign`s that remember what they would look
 * like. A group stands on the place of its member with the most claims, never on a spot between; its
 * ring tells how many of which kind it holds. Only what is filtered in is counted.
 */
"use strict";
((page) => {
  const {DATA, drawn, decode, el} = page;

  const NEAR = 44; // pixels between signs that would touch
  const LISTED = 60; // members that a group's list names
  const CLOSER = 3; // zoom levels at most that a click on a group goes nearer
  const SVG = "http://www.w3.org/2000/svg";
  const KINDS = {bases: "base or garrison", events: "place of a claim"};
  const LIT = ["is-on", "is-near"];
  const signs = [], shown = L.layerGroup(), turned = new Set();
  let groups = [], zoom = null, stale = false;

  /** A point's sign, whether it has an element just now or stands in a group. */
  class Sign extends page.StandIn {
    turned(css, on) {
      if (css === "is-out") stale = true;
      if (this.live) this.live.classList.toggle(css, on);
      else if (this.group && this.group.node && LIT.includes(css)) lightSoon(this.group);
    }

    querySelector(what) {
      return this.live && this.live.querySelector(what);
    }
  }

  /** Take a point into the signs in place of drawing it. */
  function gather(feature) {
    const spot = L.latLng(decode(feature.shape.p)[0]);
    const sign = new Sign({feature, spot, world: page.map.project(spot, 0), left: 0, group: null, live: null});
    if (!signs.length) {
      shown.addTo(page.map);
      page.map.on("zoomend moveend resize", refresh);
    }
    signs.push(sign);
    stale = true;
    return {layer: {getLatLng: () => spot, options: {}}, element: sign};
  }

  /** Put signs that are near each other into groups: the one with most claims first. */
  function regroup() {
    zoom = page.map.getZoom();
    stale = false;
    const scale = 2 ** zoom, cells = new Map();
    const left = signs.filter((sign) => {
      sign.group = null;
      sign.left = (sign.feature.claims || []).filter(page.visible).length;
      return !sign.classes.has("is-out");
    });
    left.sort((a, b) => b.left - a.left || (a.feature.id < b.feature.id ? -1 : 1));
    groups = [];
    for (const sign of left) {
      const x = sign.world.x * scale, y = sign.world.y * scale;
      const column = Math.floor(x / NEAR), row = Math.floor(y / NEAR);
      let best = null, least = NEAR * NEAR;
      for (let i = column - 1; i <= column + 1; i++) {
        for (let j = row - 1; j <= row + 1; j++) {
          for (const group of cells.get(i * 1e6 + j) || []) {
            const far = (group.x - x) ** 2 + (group.y - y) ** 2;
            if (far < least) [best, least] = [group, far];
          }
        }
      }
      if (!best) {
        best = {head: sign, x, y, members: [], claims: 0, node: null};
        groups.push(best);
        const key = column * 1e6 + row;
        if (cells.has(key)) cells.get(key).push(best);
        else cells.set(key, [best]);
      }
      best.members.push(sign);
      best.claims += sign.left;
      sign.group = best;
    }
  }

  /** Draw what is in view; what has the focus keeps it. */
  function refresh() {
    if (stale || zoom !== page.map.getZoom()) regroup();
    const focused = page.map.getContainer().contains(document.activeElement) ? document.activeElement.dataset.feature : null;
    shown.clearLayers();
    for (const sign of signs) sign.live = null;
    const view = page.map.getBounds().pad(0.15);
    for (const group of groups) {
      group.node = null;
      if (view.contains(group.head.spot)) drawGroup(group);
    }
    if (focused) page.map.getContainer().querySelector(`[data-feature="${CSS.escape(focused)}"]`)?.focus({preventScroll: true});
    page.labelsSoon();
  }

  function drawGroup(group) {
    const {head, members} = group;
    const single = members.length === 1;
    const marker = single ? page.drawPoint(head.feature) : L.marker(head.spot, {icon: ring(group), keyboard: false, alt: "", zIndexOffset: 200});
    marker.addTo(shown);
    const node = group.node = marker.getElement();
    if (single) {
      head.live = node;
      node.classList.add(...head.classes);
      const badge = node.querySelector(".pin-count");
      if (badge) badge.textContent = head.left > 1 ? head.left : "";
      node.setAttribute("aria-label", page.describe(head.feature));
      page.wire(head.feature, marker, node);
    } else {
      wireGroup(group, marker, node);
      light(group);
    }
  }

  /** A ring whose parts are the kinds of the members, around the number of their claims. */
  function ring({members, claims}) {
    const size = Math.round(30 + Math.min(20, 3 * Math.log2(members.length)));
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 40 40");
    svg.setAttribute("aria-hidden", "true");
    let from = 0;
    for (const [kind, count] of byKind(members)) {
      const part = 100 * count / members.length;
      const arc = document.createElementNS(SVG, "circle");
      const look = {cx: 20, cy: 20, r: 17, pathLength: 100, class: "ring-" + kind, "stroke-dasharray": `${part} 100`, "stroke-dashoffset": -from, transform: "rotate(-90 20 20)"};
      for (const [key, value] of Object.entries(look)) arc.setAttribute(key, value);
      svg.append(arc);
      from += part;
    }
    const html = el("div", {class: "cluster"}, svg, el("span", {}, short(claims)));
    return L.divIcon({className: "cluster-box", html, iconSize: [size, size]});
  }

  const short = (count) => count < 1000 ? String(count) : `${(count / 1000).toFixed(count < 9950 ? 1 : 0)}k`;

  function byKind(members) {
    const counts = new Map(Object.keys(KINDS).map((kind) => [kind, 0]));
    for (const {feature} of members) counts.set(feature.layer, (counts.get(feature.layer) || 0) + 1);
    return [...counts].filter((pair) => pair[1]);
  }

  function wireGroup(group, marker, node) {
    const kinds = byKind(group.members).map(([kind, count]) => `${count} × ${KINDS[kind] || kind}`);
    const words = `${group.members.length} places around ${group.head.feature.label || group.head.feature.name}, ${page.plural(group.claims, "claim")}: ${kinds.join(", ")}`;
    const claims = () => group.members.flatMap(({feature}) => feature.claims || []);
    for (const [key, value] of Object.entries({tabindex: "0", role: "button", "aria-label": words, title: words, "data-feature": group.head.feature.id})) node.setAttribute(key, value);
    L.DomEvent.on(node, "keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open(group);
    });
    marker.on("click", () => open(group));
    marker.on("mouseover", () => page.lightUp(claims().slice(0, 200), "is-near"));
    marker.on("mouseout", () => page.lightUp([], "is-near"));
  }

  function light({node, members}) {
    for (const css of LIT) node.classList.toggle(css, members.some((sign) => sign.classes.has(css)));
  }

  /** A group has many members: it is looked through once, when all of them have turned. */
  function lightSoon(group) {
    if (!turned.size) queueMicrotask(() => {
      turned.forEach((one) => one.node && light(one));
      turned.clear();
    });
    turned.add(group);
  }

  /** Go nearer where that takes the group apart, else list what it holds. */
  function open(group) {
    const box = L.latLngBounds(group.members.map((sign) => sign.spot));
    const now = page.map.getZoom();
    const goal = Math.min(page.map.getBoundsZoom(box.pad(0.1)), now + CLOSER, page.map.getMaxZoom());
    const apart = Math.max(...group.members.map((sign) => sign.world.distanceTo(group.head.world))) * 2 ** goal > NEAR;
    if (goal > now && apart) page.map.setView(goal < now + CLOSER ? box.getCenter() : group.head.spot, goal, {animate: !page.calm.matches});
    else list(group);
  }

  function list(group) {
    const rows = group.members.slice(0, LISTED).map(({feature, spot, left}) => {
      const button = el("button", {type: "button", class: "quiet"}, el("bdi", {}, feature.name));
      button.addEventListener("click", () => page.openFeature(feature, spot));
      return el("li", {}, button, ` · ${page.plural(left, "claim")}`);
    });
    const more = group.members.length - rows.length;
    const box = el("div", {class: "popup", role: "group", "aria-label": "Places that stand together"},
      el("h2", {}, page.plural(group.members.length, "place")), el("ul", {class: "popup-claims"}, ...rows),
      more > 0 ? el("p", {class: "note"}, `${more} more: zoom in`) : "");
    L.popup({maxWidth: 320, minWidth: 220, maxHeight: 340, className: "place-popup"}).setLatLng(group.head.spot).setContent(box).openOn(page.map);
  }

  /** Names of the signs that stand alone. */
  const names = () => groups.filter((group) => group.node && group.members.length === 1).slice(0, 150)
    .map(({head}) => ({words: head.feature.label || head.feature.name, at: head.spot, kind: "point", rank: 0}));

  page.followers.push(refresh);

  Object.assign(page, {gather, groupNames: names, groups: () => groups});
})(dateline);
