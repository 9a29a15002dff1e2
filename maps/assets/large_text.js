/* Names of places in the reports of a page of very many claims: marked in the paragraphs that are seen.
 *
 * As maps/page/report_text.py marks them: of names within each other the shortest, and none of their own in
 * words like "30 km north of …" that stand for an area. Spans are code points of a report's text, low
 * inclusive, high exclusive.
 */
"use strict";
((page) => {
  const NO_PLACE = new Set(["metonym", "embedded", "none"]); // kinds of mentions that are never drawn
  const box = document.getElementById("report");
  const spots = new Map(); // paragraph -> its report, and where it stands there
  let ready = null;

  const byStart = (a, b) => a.start - b.start || a.end - b.end;

  async function begin() {
    const {reports} = await page.open();
    for (const report of reports) {
      const own = report.key ? document.getElementById("report-" + report.key) : box;
      own.querySelectorAll(".zone").forEach((zone, i) => spots.set(zone, {report, low: report.zones[i], high: report.zones[i + 1] ?? report.letters.length}));
      report.names = report.mentions.filter((one) => one.kind !== "none").sort(byStart);
      report.areas = report.positions.map(([start, end, place]) => ({start, end, place})).sort(byStart);
    }
  }

  /** Those that stand wholly between two spots of the text. */
  function within(sorted, low, high) {
    let from = 0, to = sorted.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sorted[middle].start < low) from = middle + 1;
      else to = middle;
    }
    const out = [];
    for (; from < sorted.length && sorted[from].start < high; from += 1) if (sorted[from].end <= high) out.push(sorted[from]);
    return out;
  }

  const holds = (one, low, high) => one.start <= low && high <= one.end;

  /** What is to be marked in a paragraph, in order: [low, high, attributes]. */
  function piecesOf({report, low, high}) {
    const areas = within(report.areas, low, high), all = within(report.names, low, high);
    const names = all.filter((name) => !areas.some((area) => area.place && holds(area, name.start, name.end)));
    const cuts = [...new Set([...areas, ...names].flatMap((one) => [one.start, one.end]))].sort((a, b) => a - b);
    const out = [];
    let last = null;
    for (let i = 1; i < cuts.length; i += 1) {
      const [from, to] = [cuts[i - 1], cuts[i]];
      const inside = names.filter((name) => holds(name, from, to));
      const found = inside.length ? inside.reduce((a, b) => b.end - b.start < a.end - a.start ? b : a) : areas.find((area) => holds(area, from, to));
      if (found && found === last) out.at(-1)[1] = to;
      else if (found) out.push([from, to, found.kind ? nameMark(found) : areaMark(found, all)]);
      last = found;
    }
    return out;
  }

  const nameMark = (name) => mark(name.kind, NO_PLACE.has(name.kind) ? "" : name.place, name);
  const areaMark = (area, all) => mark("position", area.place, all.find((name) => holds(area, name.start, name.end)));
  const mark = (kind, place, at) => ({class: `mention mention-${kind}${place ? "" : " mention-unplaced"}`, "data-place": place || null, "data-at": at ? `${at.start}-${at.end}` : null});

  /** Where each code point of a paragraph stands in the page's text, which has line ends of one letter. */
  function unitsOf({report, low, high}) {
    const letters = Array.from(page.sliceOf(report, low, high)), out = [0];
    letters.forEach((letter, i) => out.push(out.at(-1) + (letter === "\r" && letters[i + 1] === "\n" ? 0 : letter.length)));
    return out;
  }

  function markZone(zone) {
    const spot = spots.get(zone);
    spots.delete(zone);
    const pieces = spot ? piecesOf(spot) : [];
    if (!pieces.length) return;
    const units = unitsOf(spot);
    const walker = document.createTreeWalker(zone, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    let base = 0;
    for (const node of nodes) {
      const end = base + node.length;
      let rest = node, at = base;
      for (const [low, high, attributes] of pieces) {
        const from = Math.max(units[low - spot.low], base), to = Math.min(units[high - spot.low], end);
        if (from >= to) continue;
        const words = rest.splitText(from - at);
        rest = words.splitText(to - from);
        at = to;
        const name = page.el("span", attributes);
        words.replaceWith(name);
        name.append(words);
        page.wireMention(name);
      }
      base = end;
    }
    zone.normalize();
    page.forget(zone);
  }

  /* Paragraphs out of sight are skipped by the browser (content-visibility), which says when no more. */
  const seen = new Set();
  function show(event) {
    if (event.skipped || !event.target.matches(".zone")) return;
    seen.add(event.target);
    ready = ready || begin();
    ready.then(markSeen);
  }

  /** A paragraph in which words are selected waits: new elements would change the selection. */
  function markSeen() {
    const chosen = window.getSelection();
    const free = [...seen].filter((zone) => chosen.isCollapsed || !chosen.containsNode(zone, true));
    for (const zone of free) {
      markZone(zone);
      seen.delete(zone);
    }
    if (free.length) page.markedAnew();
  }

  if (page.canUnpack) document.addEventListener("selectionchange", () => ready && seen.size && ready.then(markSeen));
  if (page.canUnpack) box.addEventListener("contentvisibilityautostatechange", show, true);
})(dateline);
