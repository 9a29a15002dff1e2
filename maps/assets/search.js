/* Where do the searched words stand? Letters are compared without accents and case.
 *
 * A block (a card, a paragraph of the report) is read once; hits are shown with the browser's own
 * highlights, which change nothing in the document. A range follows each change of the document, which
 * thousands of them make slow: so there are few.
 */
"use strict";
((page) => {
  const {DATA, byId, byClaim, cards} = page;

  const MOST_HITS = 600; // highlights in the report, and in the list; more than anyone looks at
  // Letters that Unicode does not take apart, and signs that stand for one another.
  const SAME = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
    "ʻ": "'", "ʼ": "'", "’": "'", "‘": "'", "“": "\"", "”": "\"", "«": "\"", "»": "\"", "–": "-", "—": "-", "‑": "-"};
  const MARKS = /\p{M}/gu;
  const ODD = /[^\x20-\x7e]/gu;

  /** Fold one character: "É" and "e" become "e", any white space one blank. */
  function foldLetter(letter) {
    if (letter <= "~") return letter > " " ? letter.toLowerCase() : " ";
    if (/\s/.test(letter)) return " ";
    const bare = letter.normalize("NFD").replace(MARKS, "").toLowerCase();
    return SAME[bare] || bare;
  }

  const fold = (words) => words.replace(ODD, foldLetter).toLowerCase();

  /** Split a query into what must all be found; "words in quotes" stay together. */
  function terms(query) {
    const found = fold(query).match(/"[^"]+"|[^\s"]+/g) || [];
    return found.map((term) => term.replaceAll("\"", "").replace(/ +/g, " ").trim()).filter(Boolean);
  }

  /** Read a block: its folded text, and for each folded letter the node and offset it came from. */
  function read(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [], at = [], offsets = [];
    let text = "";
    while (walker.nextNode()) {
      const words = walker.currentNode.data;
      nodes.push(walker.currentNode);
      let offset = 0;
      for (const letter of words) {
        const folded = foldLetter(letter);
        if (folded !== " " || !text.endsWith(" ")) {
          for (const one of folded) {
            text += one;
            at.push(nodes.length - 1);
            offsets.push(offset);
          }
        }
        offset += letter.length;
      }
      if (!INLINE.has(walker.currentNode.parentElement.localName)) brk();
    }
    return {text, nodes, at, offsets};

    /** Words of two parts of a card are no phrase. */
    function brk() {
      text += "\n";
      at.push(nodes.length - 1);
      offsets.push(nodes.at(-1).length);
    }
  }

  const INLINE = new Set(["span", "mark", "bdi", "a", "b", "i", "em", "strong", "p"]);
  const BROKEN = `:not(${[...INLINE]})`; // an element that ends a phrase
  const blocks = new WeakMap();
  const plain = new WeakMap(); // paragraph of the report -> its folded words
  const texts = new Map(); // claim id -> folded words of its card and places

  const block = (root) => blocks.get(root) || blocks.set(root, read(root)).get(root);

  const cardWords = (claim) => cards.get(claim).textContent; // of very many large.js knows them

  /** Read a block anew when it is asked for next; without one, all cards' words. */
  function forget(root) {
    if (!root) return texts.clear();
    blocks.delete(root);
    plain.delete(root);
    texts.delete(root.dataset.claim);
  }

  function textOf(claim) {
    if (!texts.has(claim)) {
      const places = (byClaim.get(claim) || []).map((feature) => byId.get(feature).name);
      texts.set(claim, fold([page.cardWords(claim), ...places].join(" ")).replace(/ +/g, " "));
    }
    return texts.get(claim);
  }

  /** Tell whether a claim's card and the names of its places hold all terms. */
  const matches = (claim, wanted) => wanted.every((term) => textOf(claim).includes(term));

  /** Read all texts while the reader does nothing, so that the first search of very many need not. */
  function readAhead() {
    const work = unread();
    const some = (idle) => {
      while (idle.timeRemaining() > 2) if (work.next().done) return;
      requestIdleCallback(some);
    };
    if (window.requestIdleCallback) requestIdleCallback(some);
  }

  function* unread() {
    for (const claim of cards.keys()) if (DATA.claims[claim]) yield textOf(claim);
    for (const zone of document.querySelectorAll("#report .zone")) yield plainOf(zone);
  }

  /** Return the ranges of all terms in a block, in reading order; of very many the first. */
  function rangesIn(root, wanted, most = Infinity) {
    const {text, nodes, at, offsets} = block(root);
    const found = wanted.flatMap((term) => spotsOf(term, text).map((i) => [i, i + term.length - 1]));
    return found.sort((a, b) => a[0] - b[0]).slice(0, most).map(([i, last]) => {
      const range = document.createRange();
      range.setStart(nodes[at[i]], offsets[i]);
      const end = nodes[at[last]];
      range.setEnd(end, Math.min(end.length, offsets[last] + String.fromCodePoint(end.data.codePointAt(offsets[last]) || 32).length));
      return range;
    });
  }

  function spotsOf(term, text) {
    const out = [];
    for (let i = text.indexOf(term); i >= 0; i = text.indexOf(term, i + term.length)) out.push(i);
    return out;
  }

  /** A paragraph's folded words; its nodes are read only where a phrase may end within it. */
  function plainOf(zone) {
    if (!plain.has(zone)) plain.set(zone, zone.querySelector(BROKEN) ? block(zone).text : fold(zone.textContent).replace(/ +/g, " "));
    return plain.get(zone);
  }

  function countIn(zone, wanted) {
    const text = plainOf(zone);
    return wanted.reduce((sum, term) => sum + (text.includes(term) ? spotsOf(term, text).length : 0), 0);
  }

  /** All hits in the report, of which there may be very many: each has its range only when asked for. */
  class Hits {
    constructor(wanted) {
      this.wanted = wanted;
      this.length = 0;
      this.zones = []; // [paragraph, number of its first hit]
      for (const zone of wanted.length ? document.querySelectorAll("#report .zone") : []) {
        const count = countIn(zone, wanted);
        if (count) this.zones.push([zone, this.length]);
        this.length += count;
      }
    }

    at(number) {
      const [zone, first] = this.zones.findLast((one) => one[1] <= number);
      return rangesIn(zone, this.wanted)[number - first];
    }

    first(most) {
      const out = [];
      for (const [zone] of this.zones) {
        if (out.length >= most) break;
        out.push(...rangesIn(zone, this.wanted, most - out.length));
      }
      return out;
    }
  }

  /** Show the terms in the cards that are listed and in the report; return the report's hits. */
  function highlight(wanted) {
    const inReport = new Hits(wanted);
    if (window.CSS && CSS.highlights) {
      const all = inReport.first(MOST_HITS);
      const listed = wanted.length ? document.querySelectorAll("#claim-list > :not([hidden]) > .card") : [];
      for (const card of listed) {
        if (all.length >= 2 * MOST_HITS) break;
        all.push(...rangesIn(card, wanted));
      }
      if (all.length) CSS.highlights.set("hit", new Highlight(...all));
      else CSS.highlights.delete("hit");
    }
    return inReport;
  }

  /** Step to a hit: it is lit apart from the others. */
  function point(range) {
    if (!window.CSS || !CSS.highlights) return;
    if (range) CSS.highlights.set("hit-now", Object.assign(new Highlight(range), {priority: 1}));
    else CSS.highlights.delete("hit-now");
  }

  Object.assign(page, {fold, terms, matches, highlight, point, cardWords, forget, readAhead});
})(dateline);
