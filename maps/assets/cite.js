/* Copy a claim as a citation: its words, who says them, where and when it was reported, where it is. */
"use strict";
((page) => {
  const {DATA, el} = page;

  const isAdded = (id) => Boolean(DATA.claims[id].added); // in review; nobody else has it

  /** "…" — Speaker, via Agency (promised). Title. Publisher, date. Claim C05 in: page title. link */
  function citation(id) {
    const claim = DATA.claims[id];
    const report = page.reportOf(id);
    const who = [claim.who, claim.via].filter(Boolean).join(", ");
    const parts = [`“${claim.quote.replace(/\s+/g, " ")}” — ${who} (${claim.words}; ${claim.when}).`,
      report.title && report.title + ".", [report.source, report.published || "undated"].filter(Boolean).join(", ") + ".",
      `Claim ${id} in: ${document.title}.`, page.linkTo(id)];
    return parts.filter(Boolean).join(" ");
  }

  async function copy(words, done) {
    try {
      await navigator.clipboard.writeText(words);
      page.say(done);
      return true;
    } catch {
      return copyOldWay(words) && (page.say(done), true);
    }
  }

  /** Without leave to write to the clipboard, as in a frame. */
  function copyOldWay(words) {
    const area = el("textarea", {class: "unseen", "aria-hidden": "true", tabindex: "-1"});
    const focused = document.activeElement;
    area.value = words;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    focused.focus({preventScroll: true});
    return copied;
  }

  /** Under the chosen card: what can be done with it. Other scripts may add to `page.actions`. */
  function showActions(card) {
    document.querySelectorAll(".card-actions").forEach((line) => line.remove());
    if (!card) return;
    const line = el("p", {class: "card-actions"});
    for (const {words, done, act, added = false} of page.actions) {
      if (added !== isAdded(card.dataset.claim)) continue;
      const button = el("button", {type: "button", class: "quiet"}, words);
      button.addEventListener("click", async () => {
        if (!await act(card.dataset.claim) || !done) return;
        button.textContent = done;
        setTimeout(() => button.textContent = words, 2000);
      });
      line.append(button);
    }
    card.append(line);
  }

  const copyCitation = (id) => id && !isAdded(id) && copy(citation(id), "Citation copied");
  const actions = [
    {words: "Copy citation", done: "Copied", act: copyCitation},
    {words: "Copy link to this view", done: "Copied", act: () => (page.remember("move"), copy(location.href, "Link copied"))},
  ];

  Object.assign(page, {copy, copyCitation, citation, showActions, actions});
})(dateline);
