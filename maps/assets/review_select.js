/* In review, words selected in the report can become a place or a claim that was not found. */
"use strict";
((page) => {
  const {el} = page;
  const draft = page.draft;

  const SHOWN = 50; // letters of the selected words
  let line = null, chosen = null;

  /** The selected words with their place in the report; null where nothing fit is selected. */
  function read() {
    const selection = window.getSelection();
    if (!page.isReviewing() || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const zone = closest(range.startContainer, ".zone[data-start]");
    if (!zone || zone !== closest(range.endContainer, ".zone[data-start]")) return null;
    const section = zone.closest("[data-of]");
    const report = draft.pack().reports.find((one) => !section || one.key === section.dataset.of);
    const before = document.createRange();
    before.setStart(zone, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const said = range.toString(), words = said.trim();
    if (!words) return null;
    const length = Array.from(words).length;
    const near = Number(zone.dataset.start) + Array.from(before.toString() + said.slice(0, said.indexOf(words))).length;
    // Line ends of two characters are one in the page: then the words stand a little further on.
    for (let start = near; start < near + 200; start += 1) {
      const found = page.sliceOf(report, start, start + length);
      if (found === words) return {report, start, end: start + length, words};
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
    page.correctPlace(report.byAt.get(`${start}-${end}`) || page.newMention(report, start, end));
  }

  function addClaim() {
    const {report, start, end, words} = chosen;
    done();
    draft.addClaim(report, start, end);
    page.say(`Added as a claim: ${words}`);
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

  Object.assign(page, {newMention, mentionOf});
})(dateline);
