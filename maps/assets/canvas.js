/* Very many lines and areas: painted on one canvas a layer in place of an element each.
 *
 * They look and answer to the pointer as elements do. For the keyboard, and for who cannot see them,
 * their claims are in the list and the table.
 */
"use strict";
((page) => {
  const {decode, listeners} = page;

  const DASHES = new Map([["future", "7 5"], ["conditional", "2 4"], ["hypothetical", "2 4"], ["mixed", "12 4 2 4"]]);
  const TIP = [[2, 0], [-9, 5], [-6.5, 0], [-9, -5]]; // pixels from an arrow's end, along and across
  const CROWD = 500; // strokes that hide each other unless they are faint
  const painted = new Map(); // layer of the page -> its renderer
  const strokes = []; // all Strokes, in drawing order
  const changed = new Set();
  const colours = new Map(); // of the theme, by name

  const Painter = L.Canvas.extend({
    _updatePoly(layer, closed) {
      L.Canvas.prototype._updatePoly.call(this, layer, closed);
      if (layer.options.tip && this._drawing) drawTip(this._ctx, layer._parts.at(-1), layer.options, this._bounds);
    },
  });

  /** An arrow's point, where it is on the canvas; its outline is turned by hand, which is faster for very many. */
  function drawTip(pen, points, {color, opacity}, bounds) {
    if (!points || points.length < 2) return;
    const end = points.at(-1), before = points.at(-2);
    if (!bounds.contains(end)) return;
    const long = Math.hypot(end.x - before.x, end.y - before.y) || 1;
    const x = (end.x - before.x) / long, y = (end.y - before.y) / long;
    pen.beginPath();
    for (const [along, across] of TIP) pen.lineTo(end.x + along * x - across * y, end.y + along * y + across * x);
    pen.globalAlpha = opacity;
    pen.fillStyle = color;
    pen.fill();
  }

  class Stroke extends page.StandIn {
    turned() {
      change(this);
    }

    querySelector() {
      return null;
    }
  }

  function colour(name) {
    if (!colours.has(name)) colours.set(name, page.colour(name));
    return colours.get(name);
  }

  function change(stroke) {
    if (!changed.size) requestAnimationFrame(repaint);
    changed.add(stroke);
  }

  function repaint() {
    for (const stroke of changed) {
      const {layer, classes} = stroke;
      if (classes.has("is-out")) layer.remove();
      else {
        if (!layer._map) layer.addTo(page.map);
        layer.setStyle(styleOf(stroke));
        if (classes.has("is-on")) layer.bringToFront();
      }
    }
    changed.clear();
  }

  /** The style sheet's look of a feature, for a canvas. */
  function styleOf({feature, classes}) {
    const lit = classes.has("is-on") || classes.has("is-near");
    const open = classes.has("is-said-open"), denied = classes.has("is-denied");
    if (feature.layer === "areas") {
      const vague = feature.kind === "uncertain";
      const faint = vague ? 0.13 : denied ? 0.08 : open ? 0.2 : 0.38;
      const line = vague || open || denied;
      return {
        stroke: line || feature.kind !== "country", color: colour(vague ? "--event" : denied ? "--move" : "--area-line"),
        weight: vague ? 2.2 : 1, opacity: line ? 1 : 0.5, dashArray: vague || denied ? "1 5" : open ? "3 4" : null,
        fill: true, fillColor: colour(vague ? "--event" : "--area"), fillOpacity: lit ? Math.max(0.5, faint) : faint,
      };
    }
    if (feature.layer === "borders") {
      return {color: colour("--border"), weight: lit ? 5.5 : 3.5, opacity: denied ? 0.6 : 0.95, fill: false, dashArray: feature.disputed ? "8 6" : open || denied ? "1 7" : null};
    }
    return {color: colour("--move"), weight: lit ? 4 : 1.6, opacity: lit ? 1 : strokes.length > CROWD ? faint() : denied ? 0.5 : 0.75, fill: false, lineCap: "butt", dashArray: denied ? "1 7" : DASHES.get(feature.status) || null};
  }

  /** The more arrows there are, the fainter is each, so that one sees where most of them go. */
  const faint = () => Math.max(0.03, 0.3 * Math.sqrt(CROWD / strokes.length));

  /** Take a line or area into the canvas of its layer. */
  function paint(feature) {
    const pane = feature.layer;
    if (!painted.has(pane)) painted.set(pane, new Painter({pane, padding: 0.2, tolerance: 4}));
    const options = {pane, renderer: painted.get(pane), smoothFactor: 1, tip: pane === "movements"};
    const layer = feature.shape.t === "area"
      ? L.polygon(feature.shape.p.map((polygon) => polygon.map((ring) => decode(ring))), options)
      : L.polyline(feature.shape.p.map((line) => decode(line)), {...options, noClip: pane === "movements"});
    const stroke = new Stroke({feature, layer});
    layer.setStyle(styleOf(stroke));
    layer.addTo(page.map);
    strokes.push(stroke);
    return {layer, element: stroke};
  }

  document.addEventListener("DOMContentLoaded", () => strokes.length > CROWD && strokes.forEach(change));
  listeners.push(() => {
    colours.clear();
    strokes.forEach(change);
  });

  Object.assign(page, {paint});
})(dateline);
