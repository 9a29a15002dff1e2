/* Data of very many claims, as maps/large.py writes it: columns, and short cards that hold the words. */
"use strict";
const columns = (() => {
  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const FIRST = 300; // cards that find.js lists at first
  const VALUE = new Map([...LETTERS].map((letter, i) => [letter, i]));

  /** Undo `pack` of maps/geometry.py. */
  function unpack(words) {
    const out = [];
    let value = 0, shift = 0;
    for (const letter of words) {
      const bits = VALUE.get(letter);
      value |= (bits & 31) << shift;
      shift += 5;
      if (bits > 31) continue;
      out.push(value & 1 ? ~(value >> 1) : value >> 1);
      value = shift = 0;
    }
    return out;
  }

  /** Columns as records, without what is null unless it is `whole`. */
  function rows(table, whole = false) {
    const out = [];
    for (const [key, {v, i}] of Object.entries(table)) {
      (i === undefined ? v : unpack(i).map((at) => v[at])).forEach((value, at) => {
        out[at] = out[at] || {};
        if (whole || value !== null) out[at][key] = value;
      });
    }
    return out;
  }

  /** The page's data; of a large page as any other page has it. */
  function read(data) {
    if (!data.large) return data;
    const ids = [];
    const claims = rows(data.claims);
    data.claims = {};
    data.cards = new Map();
    const list = document.getElementById("claim-list");
    const items = [...list.children];
    list.replaceChildren(); // changed outside the document: inside, styles follow each change
    items.forEach((item, i) => {
      const id = makeCard(item);
      const [who, words, quote, when] = Array.from(item.firstChild.children, (part) => part.textContent);
      ids.push(id);
      data.claims[id] = Object.assign(claims[i] || {}, {who, words, quote, when});
      data.cards.set(id, item.firstChild);
      item.hidden = i >= FIRST; // large.js brings it when it is listed: thousands of hidden items are slow
    });
    list.append(...items.slice(0, FIRST));
    list.classList.add("is-read");
    data.places = Object.fromEntries(rows(data.places).map(({id, others, ...own}) => {
      const first = {words: own.name};
      for (const key in own) if (key.startsWith("why_")) first[key.slice(4)] = own[key];
      return [id, {name: own.name, source: own.source, why: [first, ...others]}];
    }));
    data.features = rows(data.features).map(({t, p, claims: steps, ...feature}) => {
      let at = 0;
      return {label: feature.name, ...feature, id: feature.id.endsWith(":") ? feature.id + feature.place : feature.id, claims: unpack(steps).map((step) => ids[at += step]), shape: {t, p}};
    });
    return data;
  }

  /** Put what an item of the list holds into a card, as other pages have it; returns the claim's id. */
  function makeCard(item) {
    const card = document.createElement("article");
    const id = item.id.slice("claim-".length);
    card.className = "card";
    card.id = item.id;
    card.dataset.claim = id;
    if (item.dataset.report) card.dataset.report = item.dataset.report;
    item.removeAttribute("id");
    card.append(...item.childNodes);
    item.append(card);
    return id;
  }

  /** A report's document of claims as it was before maps/large.py made it thin. */
  function whole({head, rows: table}, text) {
    const letters = Array.from(text);
    const slice = (start, end) => letters.slice(Math.max(0, start), end).join("");
    const claims = rows(table, true).map((row) => {
      const copy = structuredClone(row); // columns share their values
      const base = copy.content.start;
      copy.content.start = 0;
      for (const key in copy) fill(copy[key], base);
      const {start, end} = copy.content;
      if (copy.prefix === 0) copy.prefix = slice(start - 32, start);
      if (copy.suffix === 0) copy.suffix = slice(end, end + 32);
      return copy;
    });
    return {...head, claims};

    function fill(node, base) {
      if (!node || typeof node !== "object") return;
      for (const key in node) fill(node[key], base);
      for (const [low, high, words] of [["start", "end", "text"], ["core_start", "core_end", "core"]]) {
        if (!Number.isInteger(node[low]) || !Number.isInteger(node[high])) continue;
        node[low] += base;
        node[high] += node[low];
        if (node[words] === 0) node[words] = slice(node[low], node[high]);
      }
    }
  }

  return {read, whole};
})();
