/* In review, words selected in the report can become a place or a claim that was not found. */
"use strict";
((page) => {
  const {el} = page;
  const draft = page.draft;

  const SHOWN = 50; // letters of the selected words
  const DRIFT = 200; // code points: line ends of two characters are one in the page
  let line = null, chosen = null;

  /** The selected words with their place in the report; null where nothing fit is selected. */
  function read() {
    const selection = window.getSelection();
    if (!page.isReviewing() || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const zone = closest(range.startContainer, ".zone");
    if (!zone || zone !== closest(range.endContainer, ".zone")) return null;
    const section = zone.closest("[data-of]");
    const report = draft.pack().reports.find((one) => !section || one.key === section.dataset.of);
    const before = document.createRange();
    before.setStart(zone, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const said = range.toString(), words = said.trim();
    if (!words) return null;
    const length = Array.from(words).length;
    const start = report.zones[[...page.blocksOf(report)].indexOf(zone)];
    const near = start + Array.from(before.toString() + said.slice(0, said.indexOf(words))).length;
    for (let at = near; at < near + DRIFT; at += 1) {
      if (page.sliceOf(report, at, at + length) === words) return {report, start: at, end: at + length, words};
    }
    return null;
  }

  const closest = (node, selector) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(selector);

  function show() {
    chosen = read() || (line && line.contains(document.activeElement) ? chosen : null);
    if (!chosen) {
      if (line) line.hidden = true;
      return;
    }
    if (!line) {
      line = el("p", {class: "review-selection"}, el("bdi", {}), page.dialogButton("It is a place …", addPlace), page.dialogButton("It is a claim", addClaim));
      document.querySelector(".review-bar").append(line);
    }
    const letters = Array.from(chosen.words);
    line.firstChild.textContent = `“${letters.slice(0, SHOWN).join("")}${letters.length > SHOWN ? "…" : ""}”`;
    line.hidden = false;
  }

  function addPlace() {
    const {report, start, end} = chosen;
    done();
    makePlace(report, start, end);
  }

  function addClaim() {
    const {report, start, end} = chosen;
    done();
    page.select(makeClaim(report, start, end), {from: "text"});
  }

  const makePlace = (report, start, end) => page.correctPlace(report.byAt.get(`${start}-${end}`) || page.newMention(report, start, end));

  /** Make words a claim, unless they are one; returns its id. */
  function makeClaim(report, start, end) {
    const words = page.sliceOf(report, start, end);
    const known = draft.claimOf({of: report.number, at: start, words, add: true});
    const id = known ? known.id : page.addedId(draft.addClaim(report, start, end));
    page.say(known ? `These words are claim ${id} already` : `Added as claim ${id}: ${words}`);
    return id;
  }

  // ---------------------------------------------------------------- without a mouse
  /** Ask for words of the report, for whom selecting them is no way. */
  function addWords() {
    const field = el("textarea", {id: "r-words", rows: "3", dir: "auto", required: "", "aria-describedby": "r-words-hint"});
    const hint = el("small", {id: "r-words-hint"}, "As the report has them, once: add a word if they stand there more often");
    const form = el("form", {novalidate: ""}, el("div", {class: "field"}, el("label", {for: "r-words"}, "Words of the report"), field, hint),
      el("p", {class: "dialog-end"}, page.dialogButton("Cancel", () => dialog.close()), page.dialogButton("It is a place …", () => take(makePlace)), el("button", {class: "main-button"}, "It is a claim")));
    const dialog = page.openDialog("Add what was not found", form);

    function take(act) {
      const words = field.value.trim();
      for (const report of words ? draft.pack().reports : []) {
        const at = page.findAnchor(report, {words});
        if (at === null) continue;
        dialog.close("found");
        return act(report, at, at + Array.from(words).length);
      }
      field.setAttribute("aria-invalid", "true");
      hint.textContent = words ? "These words do not stand in the report, or more than once" : "Which words?";
      field.focus();
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      take((...spot) => page.select(makeClaim(...spot), {from: "link", focus: true}));
    });
  }

  function done() {
    chosen = null;
    line.hidden = true;
    window.getSelection().removeAllRanges();
  }

  /** A mention for words that were not read as a name. */
  const newMention = (report, start, end) => ({report, start, end, words: page.sliceOf(report, start, end), kind: "new", place: "", options: [], read: {place: "", p: 0, reason: "not read as a name"}});

  /** The mention that an entry is about, also where there was none; null where it has no place here. */
  function mentionOf(entry) {
    const report = draft.pack().reports[entry.of];
    if (!report || entry.at === null) return null;
    const end = entry.at + Array.from(entry.words).length;
    return report.byAt.get(`${entry.at}-${end}`) || newMention(report, entry.at, end);
  }

  document.addEventListener("selectionchange", () => {
    if (page.isReviewing()) show();
  });

  Object.assign(page, {addWords, newMention, mentionOf});
})(dateline);
