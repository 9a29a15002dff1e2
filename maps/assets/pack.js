/* What the page carries packed: the reports' texts, mentions with candidates, claims as a document,
 * and the scripts of the review.
 *
 * Unpacked when something asks for it first (maps/page/takeaway.py packs it). Offsets are code points of a
 * report's text, as everywhere in dateline; `letters` is that text, one code point an entry (a string
 * where that is the same).
 */
"use strict";
((page) => {
  const SHORT = 32, LONG = 1024; // code points of context on each side, at first and at most
  const ALIKE = {"'": "‘’‚‛", "\"": "“”„‟«»", "-": "‐‑–—−", " ": "\t\n\r\u00a0\u2002\u2003\u2009\u202f"};
  const PLAIN = new Map(Object.entries(ALIKE).flatMap(([plain, others]) => [...others].map((one) => [one, plain])));
  const BEYOND = /[\ud800-\udfff]/; // where a code point may be two letters of a string
  const ODD = new RegExp(`[${[...PLAIN.keys()].join("")}]`, "g");
  const {DATA, el} = page;
  let opened, started;

  /** Return what is packed, each time the same. */
  function open() {
    opened = opened || unpack();
    return opened;
  }

  function inflate(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).text();
  }

  /** Run the review's scripts, whose hash the page's policy names; they bring their own `page.review`. */
  async function review(wanted) {
    try {
      started = started || inflate(DATA.review).then((code) => document.head.append(el("script", {}, code)));
      await started;
    } catch (error) {
      page.say(`Review cannot start: ${error.message}`);
    }
    if (page.review !== review) await page.review(wanted);
  }

  async function unpack() {
    const pack = JSON.parse(await inflate(DATA.pack));
    pack.claims = new Map();
    pack.places = new Map(Object.entries(pack.places));
    pack.reports.forEach((report, number) => {
      report.number = number;
      later(report, "letters", () => BEYOND.test(report.text) ? Array.from(report.text) : report.text);
      later(report, "plain", () => alike(report.text));
      const {ids, span, record} = report.thin ? columns.thin(report.thin, report.text) : whole(report.claims);
      if (report.thin) later(report, "claims", () => written(report.thin.head, ids.map((id, i) => record(i))));
      let at = 0;
      report.zones = report.zones.map((step) => at += step);
      const {mentions} = report;
      later(report, "mentions", () => mentionsOf(report, mentions));
      later(report, "byAt", () => byAt(report.mentions));
      ids.forEach((id, i) => {
        const [start, end] = span(i);
        pack.claims.set(id, later({report, id, start, end}, "record", () => record(i)));
      });
    });
    return pack;
  }

  /** A property that is made when it is first asked for: of very many claims few are. */
  function later(thing, key, make) {
    const get = () => {
      const value = make();
      Object.defineProperty(thing, key, {value});
      return value;
    };
    return Object.defineProperty(thing, key, {get, configurable: true, enumerable: true});
  }

  /** A document of claims, a line a claim, as dateline writes it. */
  const written = (head, claims) => `${JSON.stringify(head).slice(0, -1)},"claims":[\n${claims.map((one) => JSON.stringify(one)).join(",\n")}\n]}\n`;

  function whole(document) {
    const {claims} = JSON.parse(document);
    return {ids: claims.map((claim) => claim.id), span: (i) => [claims[i].content.start, claims[i].content.end], record: (i) => claims[i]};
  }

  /** "start-end" -> mention; a name before a border of the same words. */
  function byAt(mentions) {
    const out = new Map();
    for (const one of mentions) {
      const at = `${one.start}-${one.end}`;
      if (!out.has(at) || one.kind !== "border") out.set(at, one);
    }
    return out;
  }

  /** Where each name stands and how it is read; `at` has three numbers a mention. */
  function mentionsOf(report, {readings, at}) {
    const out = [];
    let start = 0;
    for (let i = 0; i < at.length; i += 3) {
      start += at[i];
      const end = start + at[i + 1];
      const [kind, place, p, reason, options, before] = readings[at[i + 2]];
      const read = before ? {place: before[0], p: before[1], reason: before[2]} : {place, p, reason};
      out.push({report, i: out.length, start, end, kind, place, options, read, words: slice(report, start, end)});
    }
    return out;
  }

  /** Plain quotes, spaces and dashes, code point for code point. */
  const alike = (text) => text.replace(ODD, (one) => PLAIN.get(one));
  function slice({letters}, start, end) {
    const part = letters.slice(Math.max(0, start), end);
    return typeof part === "string" ? part : part.join("");
  }


  /** Words with what stands around them: more where the same stands in the report twice. */
  function anchor(report, start, end) {
    for (let size = SHORT; ; size *= 2) {
      const low = Math.max(0, start - size), high = end + size;
      const piece = alike(slice(report, low, high));
      const first = report.plain.indexOf(piece);
      const once = report.plain.indexOf(piece, first + 1) < 0;
      if (once || size >= LONG || (low === 0 && high >= report.letters.length)) {
        return {words: slice(report, start, end), prefix: slice(report, low, start), suffix: slice(report, end, high), position: start};
      }
    }
  }

  /** Where the words of an entry begin in a report; null where that is not sure. */
  function find(report, entry) {
    const words = alike(entry.words), before = alike(entry.prefix || ""), after = alike(entry.suffix || "");
    const length = Array.from(entry.words).length;
    const at = entry.position;
    const stands = (start) => alike(slice(report, start, start + length)) === words;
    const inCompany = (start) => alike(slice(report, start - Array.from(before).length, start + length + Array.from(after).length)) === before + words + after;
    if (at !== undefined && stands(at) && (inCompany(at) || (!before && !after))) return at;
    const whole = only(report.plain, before + words + after);
    const found = whole === null ? (before || after ? null : only(report.plain, words)) : whole + before.length;
    return found === null ? null : Array.from(report.plain.slice(0, found)).length;
  }

  /** Where words stand that stand in a text once. */
  function only(text, words) {
    const first = text.indexOf(words);
    return first < 0 || text.indexOf(words, first + 1) >= 0 ? null : first;
  }

  const canUnpack = "DecompressionStream" in window;
  const button = el("button", {type: "button", id: "review-button", "aria-pressed": "false", "aria-keyshortcuts": "r"}, "Review");
  button.addEventListener("click", () => page.review());
  if (canUnpack && DATA.pack) document.getElementById("tools-review").append(button);

  Object.assign(page, {open, inflate, anchor, findAnchor: find, sliceOf: slice, canUnpack, review, isReviewing: () => false, setStatus() {}, popupButtons: () => ""});
})(dateline);
