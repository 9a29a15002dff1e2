/* What the page carries packed: the reports' texts, mentions with candidates, claims as a document.
 *
 * Unpacked when something asks for it first (maps/takeaway.py packs it). Offsets are code points of a
 * report's text, as everywhere in dateline; `letters` is that text, one code point an entry.
 */
"use strict";
((page) => {
  const SHORT = 32, LONG = 1024; // code points of context on each side, at first and at most
  const ALIKE = {"'": "‘’‚‛", "\"": "“”„‟«»", "-": "‐‑–—−", " ": "\t\n\r\u00a0\u2002\u2003\u2009\u202f"};
  const PLAIN = new Map(Object.entries(ALIKE).flatMap(([plain, others]) => [...others].map((one) => [one, plain])));
  const ODD = new RegExp(`[${[...PLAIN.keys()].join("")}]`, "g");
  let opened;

  /** Return what is packed, each time the same. */
  function open() {
    opened = opened || unpack(page.DATA.pack);
    return opened;
  }

  async function unpack(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    const pack = JSON.parse(await new Response(stream).text());
    pack.claims = new Map();
    pack.places = new Map(Object.entries(pack.places));
    pack.reports.forEach((report, number) => {
      report.number = number;
      report.letters = Array.from(report.text);
      report.plain = alike(report.text);
      if (report.thin) report.claims = JSON.stringify(columns.whole(report.thin, report.text)) + "\n";
      report.document = JSON.parse(report.claims);
      report.mentions = mentionsOf(report, report.mentions);
      report.byAt = new Map(); // "start-end" -> mention; a name before a border of the same words
      for (const one of report.mentions) {
        const at = `${one.start}-${one.end}`;
        if (!report.byAt.has(at) || one.kind !== "border") report.byAt.set(at, one);
      }
      for (const record of report.document.claims) pack.claims.set(record.id, {report, record, id: record.id});
    });
    return pack;
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
  const slice = (report, start, end) => report.letters.slice(Math.max(0, start), end).join("");

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

  Object.assign(page, {open, anchor, findAnchor: find, sliceOf: slice, canUnpack: "DecompressionStream" in window});
})(dateline);
