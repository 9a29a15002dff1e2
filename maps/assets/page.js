/* The page's data, its state, and what all its scripts share.
 *
 * Everything that can be read stands in the HTML already; the scripts add the map. Words from the
 * report reach the document through textContent or attributes only, never through innerHTML.
 * Data: <script id="data">, written by maps/payload.py. Points are longitude first there and turn
 * into Leaflet's latitude-first form in `latLng` and `decode` alone. Each script adds its functions
 * to `dateline`; what a later script gives is called through it, as in `page.placeLabels()`.
 */
"use strict";
const dateline = {};
((page) => {
  const DATA = JSON.parse(document.getElementById("data").textContent);
  const UNITS = 10000; // per degree, as maps/geometry.py writes coordinates
  const SVG = "http://www.w3.org/2000/svg";
  const root = document.documentElement;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const byId = new Map(DATA.features.map((feature) => [feature.id, feature]));
  const drawn = new Map(); // feature id -> {layer, element}
  const byClaim = new Map(); // claim id -> [feature ids]
  const listeners = []; // called when the theme changes

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

  Object.assign(page, {DATA, root, calm, byId, drawn, byClaim, listeners, latLng, bounds, decode, el, use, colour, find, map: null, chosen: null});
})(dateline);
