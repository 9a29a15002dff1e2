/* The keyboard, and the dialog that tells what it does: one table is both. */
"use strict";
((page) => {
  const {cards, el} = page;

  const dialog = document.getElementById("help");
  let single = true; // whether letters alone do something

  // Keys, what they do in words, the deed. Arrows move only from a card, where they would not scroll.
  const KEYS = [
    [["/"], "search", () => page.focusSearch()],
    [["j", "↓"], "next claim", () => page.step(1)],
    [["k", "↑"], "previous claim", () => page.step(-1)],
    [["f"], "filters", () => page.openFilters()],
    [["t"], "table or map", () => page.showTable(!page.tableIsShown())],
    [["p"], "play or stop the timeline", () => page.play()],
    [["c"], "copy a citation of the chosen claim", () => page.copyCitation(page.chosen)],
    [["d"], "take along: files, picture, print", () => page.takeAlong()],
    [["r"], "review: correct what was read", () => page.review()],
    [["a"], "in review: accept the chosen claim", () => page.setStatus(page.chosen, "accepted")],
    [["x"], "in review: reject it", () => page.setStatus(page.chosen, "rejected")],
    [["e"], "in review: correct it", () => page.isReviewing() && page.chosen && page.correctClaim(page.chosen)],
    [["?"], "this help", () => openHelp()],
  ];
  const HINTS = [
    ["Esc", "empties the search, closes what is open, lets go of the claim"],
    ["Tab, Enter", "walk and open the signs on the map, the cards, the names in the report"],
    ["← →", "on the timeline’s two handles: move the window’s edge"],
    ["+ − and arrows", "on the map: zoom and move"],
  ];
  const ARROWS = {ArrowDown: "↓", ArrowUp: "↑"};

  function openHelp() {
    if (!dialog.childElementCount) fillHelp();
    dialog.showModal();
    dialog.scrollTop = 0; // not down to what can be focused
  }

  function fillHelp() {
    const close = el("button", {type: "button", autofocus: ""}, "Close");
    close.addEventListener("click", () => dialog.close());
    const letters = el("input", {type: "checkbox", id: "single-keys"});
    letters.checked = single;
    letters.addEventListener("change", () => {
      single = letters.checked;
    });
    const row = (keys, words) => el("div", {}, el("dt", {}, ...keys.map((key) => el("kbd", {}, key))), el("dd", {}, words));
    dialog.append(
      el("h2", {id: "h-help"}, "How to use this page"),
      el("p", {}, "The map shows what the report says, not what is so. A sign, a card and the words in the report belong together: choose one and the others follow. A filled mark is stated; half-filled, hollow and crossed marks are promised, planned and denied (see Legend)."),
      el("p", {}, "The address of the page holds the view, the filters and the chosen claim: copy it to show a colleague exactly this."),
      el("h3", {}, "Keys"),
      el("dl", {class: "keys"}, ...KEYS.map(([keys, words]) => row(keys, words)), ...HINTS.map(([keys, words]) => row([keys], words))),
      el("label", {class: "switch"}, letters, "Letters work as keys"),
      el("p", {class: "dialog-end"}, close));
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (event.key === "Escape") return letGo();
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    const key = ARROWS[event.key] || event.key;
    const found = KEYS.find(([keys]) => keys.includes(key));
    if (!found || typing || (key === event.key && !single)) return;
    if (ARROWS[event.key] && !isCard(event.target)) return;
    event.preventDefault();
    found[2]();
  });

  const isCard = (node) => node.classList && node.classList.contains("card");

  /** What Esc closes, the nearest first. */
  function letGo() {
    if (page.chosen || page.map._popup) page.letGo();
    else if (page.isNarrowed()) page.clearAll();
  }

  document.getElementById("help-button").addEventListener("click", openHelp);
  document.getElementById("claim-on").addEventListener("click", () => page.step(1));
  document.getElementById("claim-back").addEventListener("click", () => page.step(-1));
  if (cards.size < 2) document.getElementById("claim-on").parentElement.hidden = true;
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
})(dateline);
