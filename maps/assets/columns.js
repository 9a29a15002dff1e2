/* Data of very many claims, as maps/page/large.py writes it: columns, and short cards that hold the words. */
"use strict";
const columns = (() => {
  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const VALUE = new Map([...LETTERS].map((letter, i) => [letter, i]));

  /** Undo `pack` of maps/drawing/geometry.py. */
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

  /** Columns as records, without what is null. */
  function rows(table) {
    const out = [];
    for (const [key, {v, i}] of Object.entries(table)) {
      (i === undefined ? v : unpack(i).map((at) => v[at])).forEach((value, at) => {
        out[at] = out[at] || {};
        if (value !== null) out[at][key] = value;
      });
    }
    return out;
  }

  /** One record of columns by its number, as `rows` has it; null for what it lacks where `whole`. */
  function reader(table, whole = false) {
    const read = Object.entries(table).map(([key, {v, i}]) => [key, v, i === undefined ? null : unpack(i)]);
    return (at) => Object.fromEntries(read.map(([key, v, i]) => [key, v[i ? i[at] : at]]).filter(([, value]) => whole || value !== null));
  }

  /** The data of a large page, as any other page has it. */
  function read(data) {
    const list = document.getElementById("claim-list");
    const items = [...list.children].filter((item) => item.id); // the others are headings
    list.replaceChildren(); // changed outside the document: inside, styles follow each change
    const ids = items.map((item) => item.id.slice("claim-".length));
    const claims = rows(data.claims);
    data.claims = Object.fromEntries(ids.map((id, i) => [id, new Claim(items[i], claims[i])]));
    data.cards = new Cards(data.claims, ids.map((id, i) => [id, items[i]]));
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

  /** A claim's data, with the words that its item of the list holds: read when they are asked for. */
  class Claim {
    #item;
    #parts = null;

    constructor(item, data) {
      this.#item = item;
      Object.assign(this, data);
    }

    part(number) {
      this.#parts = this.#parts || Array.from(this.#item.children, (part) => part.textContent);
      return this.#parts[number];
    }

    get who() {
      return this.part(0);
    }

    get words() {
      return this.part(1);
    }

    get quote() {
      return this.part(2);
    }

    get when() {
      return this.part(3);
    }
  }

  /** The cards by claim. An item of the list becomes one, as other pages have it, when it is asked for. */
  class Cards extends Map {
    constructor(claims, items) {
      super();
      this.claims = claims;
      for (const [id, item] of items) this.set(id, item);
    }

    get(id) {
      const item = super.get(id);
      if (!item || item.localName !== "li") return item;
      const card = document.createElement("article");
      this.claims[id].part(0); // its words are read before they are taken away
      card.className = "card";
      card.id = item.id;
      card.tabIndex = -1;
      card.dataset.claim = id;
      if (id.includes("-")) card.dataset.report = id.slice(0, id.lastIndexOf("-"));
      item.removeAttribute("id");
      card.append(...item.childNodes);
      item.append(card);
      item.hidden = true; // find.js lists it
      this.set(id, card);
      return card;
    }
  }

  /** A report's claims as they were before maps/page/large.py made them thin: their ids, and one by one. */
  function thin({rows: table}, text) {
    const letters = /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
    const slice = (start, end) => [].concat(letters.slice(Math.max(0, start), end)).join("");
    const row = reader(table, true);
    const ids = table.id ? rows({id: table.id}).map((row) => row.id) : [];
    const content = table.id && reader({content: table.content}, true);
    const span = (at) => {
      const {start, end} = content(at).content; // its end is its length here
      return [start, start + end];
    };
    return {ids, span, record: (at) => whole(row(at))};

    function whole(row) {
      const base = row.content.start;
      const out = copy({...row, content: {...row.content, start: 0}}, base); // columns share their values
      const {start, end} = out.content;
      if (out.prefix === 0) out.prefix = slice(start - 32, start);
      if (out.suffix === 0) out.suffix = slice(end, end + 32);
      return out;
    }

    function copy(node, base) {
      if (!node || typeof node !== "object") return node;
      if (Array.isArray(node)) return node.map((one) => copy(one, base));
      const out = {};
      for (const key in node) out[key] = copy(node[key], base);
      for (const [low, high, words] of [["start", "end", "text"], ["core_start", "core_end", "core"]]) {
        if (!Number.isInteger(out[low]) || !Number.isInteger(out[high])) continue;
        out[low] += base;
        out[high] += out[low];
        if (out[words] === 0) out[words] = slice(out[low], out[high]);
      }
      return out;
    }
  }

  return {read, reader, thin};
})();
