/* Where do the searched words stand? Letters are compared without accents and case.
 *
 * A block (a card, a paragraph of the report) is read once; hits are shown with the browser's own
 * highlights, which change nothing in the document.
 */
"use strict";
((page) => {
  const {byId, byClaim, cards} = page;

  const MOST_HITS = 600; // highlights; more than anyone looks at
  // Letters that Unicode does not take apart, and signs that stand for one another.
  const SAME = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
    "ʻ": "'", "ʼ": "'", "’": "'", "‘": "'", "“": "\"", "”": "\"", "«": "\"", "»": "\"", "–": "-", "—": "-", "‑": "-"};
  const MARKS = /\p{M}/gu;
  const PLAIN = /^[\x21-\x7e ]*$/;

  /** Fold one character: "É" and "e" become "e", any white space one blank. */
  function foldLetter(letter) {
    if (letter <= "~") return letter > " " ? letter.toLowerCase() : " ";
    if (/\s/.test(letter)) return " ";
    const bare = letter.normalize("NFD").replace(MARKS, "").toLowerCase();
    return SAME[bare] || bare;
  }

  function fold(words) {
    return PLAIN.test(words) ? words.toLowerCase() : Array.from(words, foldLetter).join("");
  }

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
  const blocks = new WeakMap();
  const texts = new Map(); // claim id -> folded words of its card and places

  const block = (root) => blocks.get(root) || blocks.set(root, read(root)).get(root);

  /** Tell whether a claim's card and the names of its places hold all terms. */
  function matches(claim, wanted) {
    if (wanted.length && !texts.has(claim)) {
      const places = (byClaim.get(claim) || []).map((feature) => byId.get(feature).name);
      texts.set(claim, fold([cards.get(claim).textContent, ...places].join(" ")).replace(/ +/g, " "));
    }
    return wanted.every((term) => texts.get(claim).includes(term));
  }

  /** Return the ranges of all terms in a block, in reading order. */
  function rangesIn(root, wanted) {
    const {text, nodes, at, offsets} = block(root);
    const out = [];
    for (const term of wanted) {
      for (let i = text.indexOf(term); i >= 0; i = text.indexOf(term, i + term.length)) {
        const last = i + term.length - 1;
        const range = document.createRange();
        range.setStart(nodes[at[i]], offsets[i]);
        const end = nodes[at[last]];
        range.setEnd(end, Math.min(end.length, offsets[last] + String.fromCodePoint(end.data.codePointAt(offsets[last]) || 32).length));
        out.push(range);
      }
    }
    return out.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
  }

  /** Show the terms in the cards that are left and in the report; return the report's hits. */
  function highlight(wanted, claims) {
    const paragraphs = document.querySelectorAll("#report .zone");
    const inReport = wanted.length ? [...paragraphs].flatMap((one) => rangesIn(one, wanted)) : [];
    if (window.CSS && CSS.highlights) {
      const all = inReport.slice(0, MOST_HITS);
      for (const claim of wanted.length ? claims : []) {
        if (all.length >= MOST_HITS) break;
        all.push(...rangesIn(cards.get(claim), wanted));
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

  Object.assign(page, {fold, terms, matches, highlight, point});
})(dateline);
