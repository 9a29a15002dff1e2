/* One sheet of paper (A4): title, map with numbers, the key of the claims, sources, address.
 *
 * Made as printing begins and taken away after; the style sheet hides the rest. What the filters leave
 * is printed. A key that would not fit has the shorter words, and says how many claims are left out.
 */
"use strict";
((page) => {
  const {DATA, byClaim, el} = page;

  const TALLEST = 268; // millimetres of an A4 sheet between its margins, with some to spare
  const WIDEST = 187, HIGHEST = 126; // millimetres of the map
  const LETTERS = [170, 150, 130, 110, 90, 72, 56]; // of each quote, as many as there is room for
  let sheet = null;

  function build() {
    if (sheet || !page.map) return;
    const ids = page.shownClaims();
    const numbers = new Map();
    ids.forEach((id, i) => {
      for (const feature of byClaim.get(id) || []) numbers.set(feature, [...(numbers.get(feature) || []), i + 1]);
    });
    const words = new Map([...numbers].map(([id, list]) => [id, short(ranges(list), 26)]));
    const placed = new Set();
    const picture = page.onPaper(() => page.drawPicture({scale: 3, frame: false, numbers: words, placed}));
    const image = el("img", {src: picture.toDataURL(), alt: "Map of the claims, numbered as in the key"});
    const wide = Math.min(WIDEST, HIGHEST * picture.width / picture.height);
    image.style.width = `${wide}mm`;
    image.style.height = `${wide * picture.height / picture.width}mm`;
    const key = el("ol", {class: "key"}), more = el("p", {class: "more"});
    sheet = el("section", {class: "sheet is-measured", "aria-label": "Sheet to print"},
      el("h1", {dir: "auto"}, document.title), el("p", {class: "byline"}, document.querySelector(".byline").textContent), image, key, more,
      ...(page.dataLegend?.() || []).map(({css, words}) => el("p", {class: "more"}, el("span", {class: `data-dot ${css}`}, "● "), words)),
      el("p", {class: "sheet-foot"}, page.creditWords(), el("br"), "Numbers on the map are those of the key. What the report says, not what is so. ", addressWords()));
    document.body.append(sheet);
    fit(ids, key, more, placed);
    sheet.classList.remove("is-measured");
  }

  /** Shorten the quotes, then the key, until all stands on one sheet. */
  function fit(ids, key, more, placed) {
    const room = TALLEST * 96 / 25.4;
    let count = ids.length;
    const fill = (letters) => {
      key.replaceChildren(...ids.slice(0, count).map((id) => keyLine(id, letters, placed)));
      more.textContent = count < ids.length ? `${page.plural(ids.length - count, "more claim")} stand on the page.` : "";
      return sheet.offsetHeight <= room;
    };
    count = Math.min(count, 200);
    if (LETTERS.some(fill)) return;
    while (count > 1 && !fill(LETTERS.at(-1))) count = Math.floor(count * 0.9);
  }

  const short = (words, most) => {
    const letters = Array.from(words.replace(/\s+/g, " ").trim());
    return letters.length <= most ? letters.join("") : letters.slice(0, most).join("").replace(/\s+\S*$/, "") + " …";
  };

  function keyLine(id, letters, placed) {
    const claim = DATA.claims[id];
    const day = claim.time ? ` ${claim.when.replace(/^“[^”]*” · /, "")}` : "";
    const own = byClaim.get(id) || [];
    const where = own.some((feature) => placed.has(feature)) ? "" : own.length ? " · outside this view" : " · not on the map";
    return el("li", {}, el("b", {dir: "auto"}, short(claim.who.split(", ")[0], 40)), ` (${claim.words}) `, el("q", {dir: "auto"}, short(claim.quote, letters)),
      day, where);
  }

  /** 1, 2, 3, 7 as "1–3 7". */
  function ranges(list) {
    const runs = [];
    for (const number of list) {
      if (runs.length && runs.at(-1)[1] === number - 1) runs.at(-1)[1] = number;
      else runs.push([number, number]);
    }
    return runs.map(([low, high]) => low === high ? low : high === low + 1 ? `${low} ${high}` : `${low}–${high}`).join(" ");
  }

  function addressWords() {
    const base = location.protocol === "file:" ? decodeURIComponent(location.pathname.split("/").pop()) : location.href.split("#")[0];
    return `Page: ${short(base, 160)}`;
  }

  function tear() {
    if (sheet) sheet.remove();
    sheet = null;
  }

  async function printSheet() {
    tear();
    build();
    await sheet.querySelector("img").decode();
    window.print();
  }

  window.addEventListener("beforeprint", build);
  window.addEventListener("afterprint", tear);

  Object.assign(page, {printSheet});
})(dateline);
