/* Claims that the reviewer added and that dateline has not drawn yet: cards, marks in the report, signs.
 *
 * While the review is on each is a claim of the page as any other, the first in the list: found,
 * filtered, counted, chosen, edited. It says what the reviewer gave; nothing is inferred from its words
 * but the places of the names that dateline had read in them.
 */
"use strict";
((page) => {
  const {DATA, byClaim, byId, cards, el, marks, use} = page;
  const draft = page.draft;

  const NEVER = ["0001-01-01", "9999-12-31"]; // for the open side of a time
  const numbers = new Map(); // where and which words -> id, the same for as long as the page is open
  let added = new Map(), last = 0; // id -> {entry, card, places, unmark}

  /** Where an entry's words stand and which they are. */
  const keyOf = (entry) => JSON.stringify([entry.of, entry.at, entry.words]);

  function idOf(entry) {
    const key = keyOf(entry);
    if (numbers.has(key)) return numbers.get(key);
    do last += 1;
    while (draft.pack().claims.has(`N${last}`)); // a claim that was brought along may be called so
    numbers.set(key, `N${last}`);
    return `N${last}`;
  }

  /** Whether an entry adds a claim that the page has not. */
  function isNew(entry) {
    const claim = entry.add && entry.at !== null && draft.claimOf(entry);
    return claim === null || Boolean(claim && claim.added);
  }

  /** Let the page have the added claims of the draft, and no others. */
  function showAdded(isOn) {
    const before = added;
    const wanted = isOn ? draft.state().claims.filter(isNew) : [];
    added = new Map(wanted.map((entry) => [idOf(entry), {...before.get(idOf(entry)), entry}]));
    for (const [id, one] of before) if (!added.has(id)) takeOff(id, one);
    for (const [id, one] of added) putOn(id, one);
    if (!before.size && !added.size) return;
    const others = [...cards].filter(([id]) => !before.has(id) && !added.has(id));
    cards.clear();
    for (const [id, {card}] of added) cards.set(id, card);
    for (const [id, card] of others) cards.set(id, card);
    document.getElementById("claim-list").prepend(...[...added.values()].map(({card}) => card.parentElement));
    page.readAnew();
    page.ask({}, "restored");
  }

  function takeOff(id, {card, unmark}) {
    if (card.contains(document.activeElement)) document.getElementById("tab-claims").focus({preventScroll: true});
    if (page.chosen === id) page.letGo();
    unmark();
    tie(id, []);
    card.parentElement.remove();
    draft.pack().claims.delete(id);
    delete DATA.claims[id];
  }

  function putOn(id, one) {
    const {entry} = one;
    const report = draft.pack().reports[entry.of];
    const span = {start: entry.at, end: entry.at + Array.from(entry.words).length};
    if (!one.card) {
      one.card = el("article", {class: "card is-corrected", id: "claim-" + id, "data-claim": id, "data-report": report.key || null, "aria-labelledby": "head-" + id});
      el("li", {}, one.card);
      page.wireCard(one.card);
      one.unmark = markWords(id, report, entry);
    }
    draft.pack().claims.set(id, {id, report, ...span, added: true, record: {id, content: span, sentence: page.around({...span, report}).sentence, speaker: {name: entry.speaker || ""}}});
    one.places = placesIn(report, entry, span);
    DATA.claims[id] = {added: true, quote: entry.words, ...sayings(entry)};
    tie(id, one.places.map(({place}) => place));
    fill(id, one, report);
  }

  /** What the page shows of an entry, as it has it of every claim. */
  function sayings({speaker, time, act, realis, type}) {
    const known = act || realis;
    const [mark, words] = known ? draft.pack().marks[act || "assert"][realis || "actual"] : ["none", "added in review"];
    const who = speaker || "Speaker not given";
    const [first, last] = time ? page.readEdtf(time) : [];
    return {
      who, by: who, mark, words, act: act ? page.wordsOf(act) : words, realis: realis || "not told", type: type ? page.wordsOf(type) : "",
      when: time || "no date given", time: time ? [first || NEVER[0], last || NEVER[1], ""] : undefined,
    };
  }

  /** The places of the names in an added claim's words: as read, or as the draft has them now. */
  function placesIn(report, entry, {start, end}) {
    const {places} = draft.pack();
    const areas = new Map([...page.reviewedNames()].map(([node, mention]) => [mention, node.matches(".mention-position") && (node.dataset.place || "")]));
    const isIn = (one, at) => at >= start && at + Array.from(one.words).length <= end;
    const names = report.mentions.filter((one) => isIn(one, one.start) && !["metonym", "embedded", "demonym", "none"].includes(one.kind));
    const own = draft.state().places.filter((one) => one.of === entry.of && one.at !== null && isIn(one, one.at)).map(page.mentionOf);
    const found = new Map();
    for (const mention of new Set([...names, ...own])) {
      const says = draft.entryOfMention(mention);
      if (says && says.none) continue;
      const area = areas.get(mention);
      const place = says ? says.place : typeof area === "string" ? area : mention.place;
      const known = places.get(place);
      const spot = says && says.lat !== undefined ? [says.lat, says.lon] : known && known[3] === "point" && !says ? [known[2], known[1]] : null;
      const name = known ? known[0].split(",")[0] : (page.byPlace.get(place) || says || {}).name || mention.words;
      if (place || spot) found.set(place || String(spot), {place, name, spot: says ? null : spot}); // the draft's own has a ring already
    }
    return [...found.values()];
  }

  /** Let the features of places be of a claim. */
  function tie(id, places) {
    for (const feature of byClaim.get(id) || []) byId.get(feature).claims = byId.get(feature).claims.filter((claim) => claim !== id);
    const features = places.length ? DATA.features.filter((feature) => places.includes(feature.place)) : [];
    for (const feature of features) feature.claims = [...(feature.claims || []), id];
    if (features.length) byClaim.set(id, features.map((feature) => feature.id));
    else byClaim.delete(id);
  }

  function fill(id, {entry, card, places}, report) {
    const claim = DATA.claims[id];
    const fact = (name, words) => words ? el("div", {}, el("dt", {}, name), el("dd", {dir: "auto"}, words)) : "";
    const buttons = card.querySelector(".card-actions"); // may have the focus
    card.replaceChildren(
      el("h3", {class: "card-title", id: "head-" + id}, el("bdi", {}, claim.who)),
      el("p", {class: "card-head"}, el("span", {class: "how"}, claim.mark === "none" ? "" : use("m-" + claim.mark, "mark mark-" + claim.mark), el("span", {}, claim.words)),
        claim.type ? el("span", {class: "tag"}, claim.type) : "", el("a", {href: "#claim-" + id, class: "claim-id"}, id)),
      page.quoteOf(report, draft.pack().claims.get(id).record),
      el("dl", {class: "facts"}, fact("When", claim.when), fact("Where", places.map(({name}) => name).join("; ")), fact("Grade", entry.grade), fact("Note", entry.note)),
      el("p", {class: "draft-words"}, "Added by you"), ...(buttons ? [buttons] : []));
    page.forget(card);
  }

  // ---------------------------------------------------------------- in the report
  /** The blocks of a report's text, in the order of its zones. */
  const blocksOf = (report) => document.querySelectorAll((report.key ? "#report-" + report.key : "#report") + " .zone");

  /** Mark an entry's words in the report; returns what takes the marks away. */
  function markWords(id, report, {at, words}) {
    const n = report.zones.findLastIndex((start) => start <= at);
    const block = blocksOf(report)[n];
    if (!block) return () => {};
    const ends = (text) => text.replace(/\r\n?/g, "\n"); // as a browser reads a page
    const from = ends(page.sliceOf(report, report.zones[n], at)).length, to = from + ends(words).length;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const made = [];
    let sum = 0;
    for (const node of nodes) {
      const low = Math.max(0, from - sum), high = Math.min(node.length, to - sum);
      sum += node.length;
      if (low >= high) continue;
      const piece = low ? node.splitText(low) : node;
      if (high - low < piece.length) piece.splitText(high - low);
      const mark = el("mark", {class: "claimed is-added", "data-claims": id});
      piece.replaceWith(mark);
      mark.append(piece);
      made.push({node: mark, claims: [id]});
    }
    made.forEach(page.wireMark);
    marks.push(...made);
    page.forget(block);
    return () => {
      page.marksOf.delete(id);
      made.forEach((mark) => marks.splice(marks.indexOf(mark), 1));
      made.forEach(({node}) => node.replaceWith(...node.childNodes));
      block.normalize();
      page.forget(block);
    };
  }

  /** Where added claims have their places: {at, words}, one for a spot. */
  function addedSpots() {
    const spots = new Map();
    for (const [id, {places}] of added) {
      if (!page.visible(id)) continue;
      for (const {spot} of places) if (spot) spots.set(String(spot), {spot, ids: [...(spots.get(String(spot)) || {ids: []}).ids, id]});
    }
    return [...spots.values()].map(({spot, ids}) => ({at: L.latLng(spot), ids}));
  }

  Object.assign(page, {showAdded, addedSpots, blocksOf, isAdded: (id) => added.has(id), addedId: idOf});
})(dateline);
