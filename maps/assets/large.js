/* Cards of a page of very many claims: filled when they come into the list, with all when chosen. */
"use strict";
((page) => {
  const {DATA, byId, byClaim, cards, el, use} = page;

  const list = document.getElementById("claim-list");
  const filled = new Set(), told = new Set(); // claims

  /** Give a short card what the others have: mark, sentence part, time, places. */
  function fill(id) {
    if (filled.has(id)) return;
    filled.add(id);
    const claim = DATA.claims[id], card = cards.get(id);
    const title = el("h3", {class: "card-title", id: "head-" + id}, el("bdi", {}, claim.who));
    if (claim.via) title.append(el("span", {class: "via"}, " " + claim.via));
    const head = el("p", {class: "card-head"}, el("span", {class: "how"}, use("m-" + claim.mark, "mark mark-" + claim.mark), el("span", {}, claim.words)));
    if (claim.type) head.append(el("span", {class: "tag"}, claim.type));
    head.append(el("a", {href: "#claim-" + id, class: "claim-id"}, id));
    const names = [...new Set((byClaim.get(id) || []).map((feature) => byId.get(feature).name))];
    const facts = el("dl", {class: "facts"}, fact("When", claim.when), names.length ? fact("Where", names.join("; ")) : null);
    card.setAttribute("aria-labelledby", title.id);
    card.replaceChildren(title, head, el("blockquote", {dir: "auto"}, el("p", {}, el("mark", {}, claim.quote))), facts);
  }

  const fact = (name, words) => el("div", {}, el("dt", {}, name), el("dd", {dir: "auto"}, words));

  /** What only the document of claims knows, once somebody looks at the claim. */
  async function tell(id) {
    if (told.has(id) || !DATA.pack || !page.canUnpack) return;
    told.add(id);
    const {record} = (await page.open()).claims.get(id);
    const facts = cards.get(id).querySelector(".facts");
    const piece = (words) => words && words.map((one) => `“${one.text}”`).join("; ");
    const rows = [
      ["How much", record.quantities.map((one) => one.text).join("; ")],
      ["Only if", record.condition && record.condition.text],
      ["Cue", piece(record.cue_pieces)],
      ["Sentence", record.sentence.text],
    ];
    facts.append(...rows.filter((row) => row[1]).map((row) => fact(...row)));
  }

  /** Let the document hold the cards that find.js lists, and no others. */
  function attach() {
    const listed = [...cards].filter(([, card]) => !card.parentElement.hidden);
    listed.forEach(([id]) => fill(id));
    const items = listed.map(([, card]) => card.parentElement);
    if (items.length !== list.children.length || items.some((item, i) => item !== list.children[i])) list.replaceChildren(...items);
  }

  const {showInList, chose} = page;
  page.showInList = () => {
    showInList();
    attach();
  };
  page.chose = (claim) => {
    if (claim) tell(claim);
    chose(claim);
  };
  page.followers.unshift(attach);
  document.getElementById("more-claims").addEventListener("click", () => {
    const before = list.children.length;
    attach();
    list.children[before]?.firstElementChild.focus();
  });
  window.addEventListener("beforeprint", attach);
})(dateline);
