/* The page's data, its state, and what all its scripts share.
 *
 * Everything that can be read stands in the HTML already; the scripts add the map. Words from the
 * report reach the document through textContent or attributes only, never through innerHTML.
 * Data: <script id="data">, written by maps/page/payload.py. Points are longitude first there and turn
 * into Leaflet's latitude-first form in `latLng` and `decode` alone. Each script adds its functions
 * to `dateline`; what a later script gives is called through it, as in `page.placeLabels()`.
 *
 * Where a new tool finds its place: buttons in #tools-review and #tools-take of the page's head (they
 * take no room while empty), rows in `page.actions` for what can be done with the chosen claim,
 * functions in `page.followers` for what must follow the filters, `page.shownClaims()` for the claims
 * that are left, a row in KEYS of keys.js for a key, {key, get, set} in `page.kept` for what the address
 * holds besides: `get` gives words or, where all is as at first, "", which `set` gets back.
 */
"use strict";
const dateline = {};
((page) => {
  const given = JSON.parse(document.getElementById("data").textContent);
  const DATA = given.large ? columns.read(given) : given;
  const UNITS = 10000; // per degree, as maps/drawing/geometry.py writes coordinates
  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const read = new Map(); // units -> text of a line -> its points
  const SVG = "http://www.w3.org/2000/svg";
  const root = document.documentElement;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const byId = new Map(DATA.features.map((feature) => [feature.id, feature]));
  const byPlace = new Map(DATA.features.map((feature) => [feature.place, feature]).reverse()); // the first of each place
  const drawn = new Map(); // feature id -> {layer, element}
  const byClaim = new Map(); // claim id -> [feature ids]
  const listeners = []; // called when the theme changes
  const kept = []; // see above
  const small = []; // what the overview draws: {feature, element}
  const cards = DATA.cards || new Map([...document.querySelectorAll(".card")].map((card) => [card.dataset.claim, card]));
  const marks = [...document.querySelectorAll("mark[data-claims]")].map((node) => ({node, claims: node.dataset.claims.split(" ")}));

  /** What find.js and panel.js ask of an element, for what is drawn without one of its own. */
  class StandIn {
    constructor(own) {
      Object.assign(this, own, {classes: new Set()});
      this.classList = {
        add: (css) => this.turn(css, true),
        remove: (css) => this.turn(css, false),
        toggle: (css, on) => this.turn(css, on),
        contains: (css) => this.classes.has(css),
      };
    }

    turn(css, on) {
      if (on === this.classes.has(css)) return;
      if (on) this.classes.add(css);
      else this.classes.delete(css);
      this.turned(css, on);
    }
  }

  const latLng = (point) => L.latLng(point[1], point[0]);
  const bounds = (box) => L.latLngBounds([box[1], box[0]], [box[3], box[2]]);

  /** Read a line that maps/drawing/geometry.py packed: [[latitude, longitude], …], each line once. */
  function decode(text, units = UNITS) {
    if (!read.has(units)) read.set(units, new Map());
    const known = read.get(units);
    if (!known.has(text)) known.set(text, unpack(text, units));
    return known.get(text);
  }

  function unpack(text, units) {
    const out = [];
    let x = 0, y = 0, i = 0;
    while (i < text.length) {
      x += next();
      y += next();
      out.push([y / units, x / units]);
    }
    return out;

    function next() {
      let value = 0, shift = 0, letter;
      do {
        letter = LETTERS.indexOf(text[i]);
        value |= (letter & 31) << shift;
        shift += 5;
        i += 1;
      } while (letter > 31);
      return value & 1 ? ~(value >> 1) : value >> 1;
    }
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
  const plural = (count, word) => count === 1 ? "1 " + word : count + " " + word + "s";

  /** Do once the first map is to be seen what it can do without. */
  const afterwards = (act) => requestAnimationFrame(() => setTimeout(act));

  /** Tell it to who cannot see it. */
  function say(words) {
    document.getElementById("said").textContent = words;
  }

  Object.assign(page, {StandIn, DATA, root, calm, byId, byPlace, drawn, byClaim, listeners, latLng, bounds, decode, el, use, colour, plural, say, afterwards, kept, small, cards, marks, map: null, chosen: null});
})(dateline);
