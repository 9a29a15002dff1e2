/* The map as a picture: its vectors drawn anew on a canvas, with title, scale and sources.
 *
 * Signs, lines and names are read off the page as they stand, so that filters, theme and view are
 * those that the reader sees. Only shapes and words are drawn, no images: nothing can taint the canvas.
 */
"use strict";
((page) => {
  const {colour, root} = page;

  const EDGE = 16, TITLE = 19, SMALL = 11, DOT = 13; // CSS pixels
  const FACE = "\"Source Sans 3\", \"Segoe UI\", system-ui, \"Noto Sans\", \"DejaVu Sans\", sans-serif";

  /** Return a canvas; `numbers` maps a feature id to words beside its sign, `placed` takes those in view. */
  function drawPicture({scale = 2, frame = true, numbers = null, placed = new Set()} = {}) {
    page.showTable(false);
    const {x: width, y: height} = page.map.getSize();
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    pen.font = `${SMALL}px ${FACE}`;
    const credits = frame ? [...page.dataLegend?.() || [], {words: creditWords()}].flatMap((one) => wrap(pen, one.words, width - 2 * EDGE - DOT).map((line, i) => ({line, colour: one.colour, first: !i}))) : [];
    pen.font = `650 ${TITLE}px ${FACE}`;
    const titles = frame ? wrap(pen, document.title, width - 2 * EDGE).slice(0, 3) : [];
    const head = frame ? titles.length * TITLE * 1.25 + SMALL * 1.5 + 22 : 0;
    const foot = frame ? credits.length * SMALL * 1.4 + 14 : 0;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round((height + head + foot) * scale);
    pen.scale(scale, scale);
    pen.fillStyle = colour("--paper");
    pen.fillRect(0, 0, width, height + head + foot);
    pen.save();
    pen.translate(0, head);
    pen.beginPath();
    pen.rect(0, 0, width, height);
    pen.clip();
    drawMap(pen, width, height, numbers, placed);
    pen.restore();
    if (frame) {
      write(pen, titles, EDGE, TITLE + 8, TITLE * 1.25, `650 ${TITLE}px ${FACE}`, colour("--ink"));
      write(pen, [document.querySelector(".byline").textContent], EDGE, head - 10, SMALL, `${SMALL + 1}px ${FACE}`, colour("--soft"));
      credits.forEach(({line, colour: own, first}, i) => {
        const y = head + height + SMALL * (1 + i * 1.4) + 6, x = own ? EDGE + DOT : EDGE;
        if (own && first) write(pen, ["●"], EDGE, y, 0, `${SMALL}px ${FACE}`, own);
        write(pen, [line], x, y, 0, `${SMALL}px ${FACE}`, colour("--soft"));
      });
    }
    return canvas;
  }

  /** Whose data it is; what an online layer would add is not in the picture. */
  const creditWords = () => [...document.querySelector(".credits").childNodes].filter((node) => !node.classList || !node.matches("a, .online-credit, .data-credit")).map((node) => node.textContent).join("").replace(/[\s·]+$/, "") + " · made with dateline";

  function drawMap(pen, width, height, numbers, placed) {
    pen.fillStyle = colour("--sea");
    pen.fillRect(0, 0, width, height);
    const offset = L.DomUtil.getPosition(page.map.getPane("mapPane"));
    pen.save();
    pen.translate(offset.x, offset.y);
    const paths = Object.values(page.map._layers).filter((layer) => layer instanceof L.Path && (layer._parts || layer._point));
    const order = (layer) => Number(getComputedStyle(page.map.getPane(layer.options.pane)).zIndex) || 0;
    if (numbers) paths.splice(0, paths.length, ...paths.filter((layer) => layer.options.pane !== "draft"));
    paths.sort((a, b) => order(a) - order(b) || L.stamp(a) - L.stamp(b));
    for (const layer of paths) drawPath(pen, layer);
    pen.restore();
    drawSigns(pen, !numbers);
    const taken = drawNames(pen, !numbers);
    if (numbers) drawNumbers(pen, numbers, taken, placed);
    drawScale(pen, height);
  }

  function drawPath(pen, layer) {
    const node = layer.options.renderer instanceof L.Canvas ? null : layer.getElement();
    if (node && getComputedStyle(node).display === "none") return;
    const look = node ? lookOf(getComputedStyle(node)) : layer.options;
    const isRound = layer instanceof L.CircleMarker;
    pen.beginPath();
    if (isRound) pen.arc(layer._point.x, layer._point.y, layer._radius, 0, 7); // pixels, also where its radius is metres
    for (const part of layer._parts || []) {
      part.forEach((point, i) => i ? pen.lineTo(point.x, point.y) : pen.moveTo(point.x, point.y));
      if (layer instanceof L.Polygon) pen.closePath();
    }
    if (look.fill && (isRound || layer instanceof L.Polygon)) {
      pen.globalAlpha = look.fillOpacity;
      pen.fillStyle = look.fillColor || look.color;
      pen.fill("evenodd");
    }
    if (look.stroke && look.weight) {
      pen.globalAlpha = look.opacity;
      pen.strokeStyle = look.color;
      pen.lineWidth = look.weight;
      pen.lineJoin = "round";
      pen.lineCap = look.lineCap || "round";
      pen.setLineDash(String(look.dashArray || "").split(/[ ,]+/).map(parseFloat).filter((dash) => dash >= 0));
      pen.stroke();
      pen.setLineDash([]);
    }
    if (node && node.getAttribute("marker-end")) drawTip(pen, layer._parts.at(-1), look.color);
    pen.globalAlpha = 1;
  }

  /** How the style sheet paints a node. */
  function lookOf(css) {
    const shown = (paint) => paint && paint !== "none" && paint !== "rgba(0, 0, 0, 0)";
    const opacity = Number(css.opacity);
    return {
      fill: shown(css.fill), fillColor: css.fill, fillOpacity: Number(css.fillOpacity) * opacity,
      stroke: shown(css.stroke), color: css.stroke, weight: parseFloat(css.strokeWidth), opacity: Number(css.strokeOpacity) * opacity,
      dashArray: css.strokeDasharray === "none" ? "" : css.strokeDasharray, lineCap: css.strokeLinecap,
    };
  }

  function drawTip(pen, points, fill) {
    if (!points || points.length < 2) return;
    const end = points.at(-1), before = points.at(-2);
    pen.save();
    pen.translate(end.x, end.y);
    pen.rotate(Math.atan2(end.y - before.y, end.x - before.x));
    pen.beginPath();
    [[3, 0], [-9, 5.5], [-6.5, 0], [-9, -5.5]].forEach(([x, y], i) => i ? pen.lineTo(x, y) : pen.moveTo(x, y));
    pen.closePath();
    pen.fillStyle = fill;
    pen.fill();
    pen.restore();
  }

  const boxOf = (node) => {
    const frame = page.map.getContainer().getBoundingClientRect(), box = node.getBoundingClientRect();
    return {x: box.left - frame.left, y: box.top - frame.top, w: box.width, h: box.height};
  };
  const isShown = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility !== "hidden";

  /** The signs of points: the page's own symbols, shape by shape, then how many claims they have. */
  function drawSigns(pen, withCounts) {
    for (const sign of page.map.getContainer().querySelectorAll(".leaflet-marker-pane svg")) {
      if (sign.closest(".inset, .leaflet-control") || !isShown(sign)) continue;
      const use = sign.querySelector("use");
      const symbol = use ? document.querySelector(use.getAttribute("href")) : sign;
      const view = (symbol.getAttribute("viewBox") || sign.getAttribute("viewBox") || "0 0 26 16").split(/[ ,]+/).map(Number);
      const box = boxOf(sign), zoom = Math.min(box.w / view[2], box.h / view[3]);
      pen.save();
      pen.globalAlpha = opacityOf(sign);
      pen.translate(box.x + (box.w - view[2] * zoom) / 2 - view[0] * zoom, box.y + (box.h - view[3] * zoom) / 2 - view[1] * zoom);
      pen.scale(zoom, zoom);
      const host = getComputedStyle(sign);
      for (const shape of symbol.querySelectorAll("path, circle, ellipse, rect")) drawShape(pen, shape, host);
      pen.restore();
      if (sign.closest(".is-denied")) write(pen, ["×"], box.x + box.w / 2 - box.h * 0.3, box.y + box.h * 0.78, 0, `700 ${box.h * 0.8}px ${FACE}`, colour("--move"));
    }
    for (const badge of withCounts ? page.map.getContainer().querySelectorAll(".leaflet-marker-pane .pin-count") : []) {
      if (!isShown(badge) || !badge.textContent) continue;
      const {x, y, w, h} = boxOf(badge);
      pen.globalAlpha = opacityOf(badge);
      pill(pen, badge.textContent, x, y, w, h);
      pen.globalAlpha = 1;
    }
  }

  const opacityOf = (node) => Number(getComputedStyle(node.closest(".pin-box") || node).opacity);

  function drawShape(pen, shape, host) {
    const own = getComputedStyle(shape);
    const number = (name) => Number(shape.getAttribute(name)) || 0;
    let path = shape.localName === "path" ? new Path2D(shape.getAttribute("d")) : new Path2D();
    if (shape.localName === "circle") path.arc(number("cx"), number("cy"), number("r"), 0, 7);
    if (shape.localName === "ellipse") path.ellipse(number("cx"), number("cy"), number("rx"), number("ry"), 0, 0, 7);
    if (shape.localName === "rect") path.rect(number("x"), number("y"), number("width"), number("height"));
    const turned = shape.closest("[transform]");
    if (turned) {
      const flat = path;
      path = new Path2D();
      path.addPath(flat, turned.transform.baseVal.consolidate().matrix);
    }
    const isOurs = shape.matches(".f-bases, .f-events"); // hollow where only announced
    const given = (name) => isOurs && host.getPropertyValue(name).trim();
    const fill = given("--sign-fill") || own.fill, stroke = given("--sign-line") || own.stroke;
    if (fill && fill !== "none") {
      pen.fillStyle = fill;
      pen.fill(path);
    }
    if (stroke && stroke !== "none") {
      pen.strokeStyle = stroke;
      pen.lineWidth = parseFloat(own.strokeWidth) || 1;
      if (shape.matches(".mil-frame")) pen.setLineDash(host.getPropertyValue("--mil-dash").split(/[ ,]+/).map(parseFloat).filter((dash) => dash >= 0));
      pen.stroke(path);
      pen.setLineDash([]);
    }
  }

  function pill(pen, words, x, y, w, h, fill = colour("--ink")) {
    pen.beginPath();
    pen.roundRect(x, y, w, h, h / 2);
    pen.fillStyle = fill;
    pen.fill();
    pen.textAlign = "center";
    write(pen, [words], x + w / 2, y + h / 2 + 4, 0, `600 10.5px ${FACE}`, colour("--paper"));
    pen.textAlign = "start";
  }

  /** Beside each sign, the numbers of its claims in the key. */
  function drawNumbers(pen, numbers, names, placed) {
    const signs = [...page.map.getContainer().querySelectorAll(".leaflet-marker-pane .sign")].filter(isShown).map(boxOf);
    const taken = [...names, ...signs];
    const steps = [8, 24, 42, 64].flatMap((far) => [[1, -1], [1, 1], [-1, -1], [-1, 1], [0, -1], [0, 1]].map(([x, y]) => ({x, y, far})));
    pen.font = `600 10.5px ${FACE}`;
    for (const [id, words] of numbers) {
      const {layer} = page.drawn.get(id);
      const spot = layer.getLatLng ? layer.getLatLng() : spotOf(layer, page.byId.get(id));
      if (!spot || !page.map.getBounds().contains(spot)) continue;
      placed.add(id);
      const at = page.map.latLngToContainerPoint(spot), size = page.map.getSize();
      const w = pen.measureText(words).width + 10, h = 15;
      const places = steps.map(({x, y, far}) => ({x: at.x + (x > 0 ? 12 : x < 0 ? -12 - w : -w / 2), y: at.y + (y > 0 ? far : -far - h), w, h}));
      const isFree = (one) => one.x > 2 && one.y > 2 && one.x + w < size.x - 2 && one.y + h < size.y - 2 && taken.every((other) => one.x > other.x + other.w + 2 || other.x > one.x + one.w + 2 || one.y > other.y + other.h + 1 || other.y > one.y + one.h + 1);
      const box = places.find(isFree) || places[0];
      taken.push(box);
      pill(pen, words, box.x, box.y, box.w, box.h);
    }
  }

  /** Where the numbers of a line or area stand: the middle of what is seen of it, if anything is. */
  function spotOf(layer, feature) {
    const view = page.map.getBounds();
    if (feature.middle && view.contains(page.latLng(feature.middle))) return page.latLng(feature.middle);
    const seen = layer.getLatLngs().flat(3).filter((point) => view.contains(point));
    return seen[Math.floor(seen.length / 2)];
  }

  /** Draw the names that stand on the map; return their boxes. */
  function drawNames(pen, withDraft) {
    const taken = [];
    if (withDraft) {
      for (const name of page.map.getContainer().querySelectorAll(".draft-name span")) {
        const {x, y, w, h} = boxOf(name);
        pill(pen, name.textContent, x, y, w, h, colour("--move"));
      }
    }
    for (const label of page.map.getContainer().querySelectorAll(".leaflet-labels-pane .label, .leaflet-map-pane .leaflet-tooltip")) {
      if (!isShown(label)) continue;
      const css = getComputedStyle(label);
      taken.push(boxOf(label));
      const dot = label.querySelector(".dot");
      if (dot) {
        const spot = boxOf(dot);
        pen.beginPath();
        pen.arc(spot.x + spot.w / 2, spot.y + spot.h / 2, spot.w / 2, 0, 7);
        pen.fillStyle = css.color;
        pen.fill();
      }
      const range = document.createRange();
      const walker = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
      const frame = page.map.getContainer().getBoundingClientRect();
      while (walker.nextNode()) {
        const own = getComputedStyle(walker.currentNode.parentElement);
        for (const [from, to] of linesOf(walker.currentNode, range)) {
          const words = walker.currentNode.data.slice(from, to);
          range.setStart(walker.currentNode, from);
          range.setEnd(walker.currentNode, to);
          const box = range.getBoundingClientRect();
          halo(pen, own.textTransform === "uppercase" ? words.toUpperCase() : words, box.left - frame.left, box.top - frame.top, box.height, own);
        }
      }
    }
    return taken;
  }

  /** Where the lines of a text begin and end, as the browser has broken it. */
  function linesOf(node, range) {
    const lines = [];
    let top = null;
    for (const {index, 0: word} of node.data.matchAll(/\S+/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const box = range.getBoundingClientRect();
      if (top === null || Math.abs(box.top - top) > box.height / 2) lines.push([index, 0]);
      lines.at(-1)[1] = index + word.length;
      top = box.top;
    }
    return lines;
  }

  function halo(pen, words, x, y, height, css) {
    pen.font = `${css.fontStyle} ${css.fontWeight} ${css.fontSize} ${FACE}`;
    pen.letterSpacing = css.letterSpacing === "normal" ? "0px" : css.letterSpacing;
    pen.direction = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(words) ? "rtl" : "ltr";
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.strokeStyle = colour("--halo");
    pen.lineWidth = 3;
    pen.strokeText(words, x, y + height / 2);
    pen.fillStyle = css.color;
    pen.fillText(words, x, y + height / 2);
    pen.letterSpacing = "0px";
    pen.direction = "ltr";
    pen.textAlign = "start";
    pen.textBaseline = "alphabetic";
  }

  function drawScale(pen, height) {
    const lines = [...page.map.getContainer().querySelectorAll(".leaflet-control-scale-line")];
    lines.forEach((line, i) => {
      const wide = parseFloat(line.style.width) || line.offsetWidth, y = height - 24;
      pen.strokeStyle = colour("--ink");
      pen.lineWidth = 1.5;
      pen.beginPath();
      [[EDGE, y + (i ? 6 : -6)], [EDGE, y], [EDGE + wide, y], [EDGE + wide, y + (i ? 6 : -6)]].forEach(([x, to], n) => n ? pen.lineTo(x, to) : pen.moveTo(x, to));
      pen.stroke();
      halo(pen, line.textContent, EDGE + 5, y + (i ? 2 : -13), 12, {fontStyle: "normal", fontWeight: "400", fontSize: "11px", letterSpacing: "normal", color: colour("--ink")});
    });
  }

  function wrap(pen, words, width) {
    const out = [];
    for (const word of words.split(/\s+/).filter(Boolean)) {
      const longer = out.length ? `${out.at(-1)} ${word}` : word;
      if (out.length && pen.measureText(longer).width <= width) out[out.length - 1] = longer;
      else out.push(word);
    }
    return out;
  }

  function write(pen, lines, x, y, step, font, fill) {
    pen.font = font;
    pen.fillStyle = fill;
    lines.forEach((words, i) => pen.fillText(words, x, y + i * step));
  }

  /** Draw with the colours of paper whatever the theme, and nothing stepped back; then as it was. */
  function onPaper(draw) {
    const theme = root.dataset.theme, frame = page.map.getContainer();
    frame.classList.add("is-drawn");
    root.dataset.theme = "light";
    page.lightUp([], "is-near");
    page.lightUp([], "is-on");
    page.listeners.forEach((act) => act());
    try {
      return draw();
    } finally {
      page.lightUp(page.chosen ? [page.chosen] : [], "is-on");
      frame.classList.remove("is-drawn");
      if (theme === undefined) delete root.dataset.theme;
      else root.dataset.theme = theme;
      page.listeners.forEach((act) => act());
    }
  }

  Object.assign(page, {drawPicture, onPaper, creditWords});
})(dateline);
