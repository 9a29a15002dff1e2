/* Cards of a page of very many claims: filled when they come into the list, as a small page has them.
 *
 * What the short cards lack is packed apart (maps/page/card_words.py) and read once the page is drawn.
 */
"use strict";
((page) => {
  const {DATA, byId, byClaim, cards, el, use} = page;

  const FIRST = 12, FEW = 30; // cards that are filled at once, and then at a time
  const APART = 250, SPOT = 6; // features on the overview at most; pixels between them
  const SOON = 150; // milliseconds
  const FRAMES = 20; // in which the list comes to rest
  const SHOWN = 6; // links that a card shows at once
  const list = document.getElementById("claim-list");
  const order = new Map([...cards.keys()].map((id, i) => [id, i]));
  const several = DATA.reports.length > 1;
  const filled = new Map(); // claim -> whether all of its card is there
  const texts = new WeakMap(); // paragraph of the report -> its text, and where its marks begin
  let waiting, searching, rest = null; // the last: number of a claim -> what its short card lacks

  const isWhole = (id) => filled.get(id) === Boolean(rest) || !order.has(id); // added.js fills its own
  const restOf = (id) => rest ? rest(order.get(id)) : {};
  const reportName = (id) => several ? "Report " + page.reportKey(id).slice(1) : "";

  function fill(id) {
    if (isWhole(id)) return;
    filled.set(id, Boolean(rest));
    const claim = DATA.claims[id], card = cards.get(id), own = restOf(id);
    const title = el("h3", {class: "card-title", id: "head-" + id}, el("bdi", {}, claim.who));
    if (claim.via) title.append(el("span", {class: "via"}, " " + claim.via));
    const head = el("p", {class: "card-head"}, el("span", {class: "how"}, use("m-" + claim.mark, "mark mark-" + claim.mark), el("span", {}, claim.words)));
    if (several) head.append(el("a", {class: "tag", href: "#report-" + card.dataset.report}, reportName(id)));
    for (const words of [claim.type, own.tier]) if (words) head.append(el("span", {class: "tag"}, words));
    head.append(el("a", {href: "#claim-" + id, class: "claim-id"}, id));
    const quote = el("p", {}, el("mark", {}, claim.quote));
    if (own.about) {
      const [before, after] = around(id, own.about).map((words) => el("span", {class: "context"}, words));
      quote.prepend(before);
      quote.append(after);
    }
    const facts = el("dl", {class: "facts"}, fact("When", claim.when));
    const where = own.where ? placesOf(own) : rest ? [] : [names(id)];
    if (where.some(Boolean)) facts.append(fact("Where", ...where));
    for (const [name, words] of own.facts || []) facts.append(fact(name, words));
    if (own.links) facts.append(fact("Linked", ...linksOf(own.links)));
    const lines = [...(own.checks ? [el("dl", {class: "checks"}, ...own.checks.map(drawCheck))] : []), ...(own.flags || []).map((words) => el("p", {class: "flag"}, words))];
    const added = [...card.children].filter((part) => part.matches(".card-actions, .draft-words")); // cite.js, review.js
    card.dataset.mark = claim.mark;
    card.setAttribute("aria-labelledby", title.id);
    card.replaceChildren(title, head, el("blockquote", {dir: "auto"}, quote), facts, ...lines, ...added);
    page.forget(card);
  }

  const fact = (name, ...parts) => el("div", {}, el("dt", {}, name), el("dd", {dir: "auto"}, ...parts));
  const names = (id) => [...new Set((byClaim.get(id) || []).map((feature) => byId.get(feature).name))].join("; ");

  function placesOf({where, how = []}) {
    const said = where.flatMap(([role, words], i) => [i ? "; " : "", el("span", {class: "role"}, role), " ", el("bdi", {}, words)]);
    return [...said, ...how.map((words) => el("small", {class: "reason"}, words))];
  }

  function linksOf(links) {
    const items = links.map(([kind, called, other, report, who, here, there]) => {
      const item = el("li", {"data-link": kind}, el("span", {class: "link-kind"}, called), " ", el("a", {href: "#claim-" + other}, other));
      if (report) item.append(` in ${report}, `, el("bdi", {}, who));
      if (there) item.append(": ", el("bdi", {}, here), " here, ", el("bdi", {}, there), " there");
      return item;
    });
    const shown = el("ul", {class: "card-links"}, ...items.slice(0, SHOWN)), more = items.slice(SHOWN);
    return more.length ? [shown, el("details", {}, el("summary", {}, `${more.length} more`), el("ul", {class: "card-links"}, ...more))] : [shown];
  }

  function drawCheck([result, head, said, ours, note]) {
    const box = el("div", {class: "check", "data-result": result}, el("dt", {class: "check-head"}, head), el("dd", {}, "report: ", el("q", {}, said)), el("dd", {}, "our data: " + ours));
    if (note) box.append(el("dd", {}, el("small", {}, note)));
    return box;
  }

  /** The sentence around a claim's words, as the report on this page has it; [] where it does not stand there. */
  function around(id, [before, after]) {
    const [mark] = page.marksOf.get(id) || [], zone = mark && mark.closest(".zone");
    if (!zone) return [];
    if (!texts.has(zone)) texts.set(zone, readZone(zone));
    const {text, starts} = texts.get(zone);
    const at = starts.get(mark), {quote} = DATA.claims[id], end = at + quote.length;
    return at < before || text.slice(at, end) !== quote ? [] : [text.slice(at - before, at), text.slice(end, end + after)];
  }

  function readZone(zone) {
    const starts = new Map();
    let text = "";
    for (const part of zone.childNodes) {
      starts.set(part, text.length);
      text += part.textContent;
    }
    return {text, starts};
  }

  /** What the search looks through: the words of the whole card, also of one that is not filled. */
  const {cardWords} = page;
  page.cardWords = (id) => {
    if (!order.has(id)) return cardWords(id);
    const claim = DATA.claims[id], own = restOf(id);
    if (claim.added) return cards.get(id).textContent;
    const parts = [claim.who, claim.via, claim.words, reportName(id), claim.type, own.tier, id, own.about ? around(id, own.about).join(claim.quote) || claim.quote : claim.quote, claim.when];
    for (const key of ["where", "how", "facts", "links", "checks", "flags"]) parts.push((own[key] || []).flat().join(" "));
    return parts.filter(Boolean).join(" ");
  };

  /** Let the document hold the cards that find.js lists, and no others. */
  function attach() {
    const ids = page.listed(), from = Math.max(0, ids.indexOf(page.chosen) - FIRST / 2);
    fillSome([...ids.slice(from), ...ids.slice(0, from)]); // the chosen one's neighbours first
    const items = ids.map((id) => cards.get(id).parentElement);
    if (items.length !== list.children.length || items.some((item, i) => item !== list.children[i])) list.replaceChildren(...items);
  }

  /** Fill cards, the first at once, the others a few at a time between the reader's deeds. */
  function fillSome(ids, most = FIRST) {
    clearTimeout(waiting);
    const left = ids.filter((id) => !isWhole(id));
    left.splice(0, most).forEach(fill);
    if (left.length && (rest || !page.canUnpack)) waiting = setTimeout(fillSome, most === FIRST ? SOON : 0, left, FEW); // first the deed is to be seen
    else page.markedAnew();
  }

  /** Cards on the way to a far one are laid out only as they are passed, and push it on. */
  function keepInView(card, frames) {
    if (!card.isConnected || card.closest("[hidden]") || card.dataset.claim !== page.chosen) return;
    const {top, bottom} = card.getBoundingClientRect();
    if (bottom < 0 || top > window.innerHeight) card.scrollIntoView({block: "center", behavior: "instant"});
    if (frames) requestAnimationFrame(() => keepInView(card, frames - 1));
  }

  async function readRest() {
    rest = columns.reader(JSON.parse(await page.inflate(DATA.rest)));
    page.forget();
    page.readAhead();
    if (page.asked().q) page.ask({}, "restored");
    else attach();
  }

  /** Of very many features those that can be told apart on so small a map, each for all in its spot. */
  page.apart = (small) => {
    const spots = new Map();
    const pixel = (point) => Object.values(small.latLngToContainerPoint(point)).map((one) => Math.round(one / SPOT)).join();
    const many = [...DATA.features].sort((a, b) => (b.claims || []).length - (a.claims || []).length);
    for (const feature of many) {
      const {t, p} = feature.shape, points = t === "area" ? [] : page.decode(t === "point" ? p : p[0]);
      const spot = points.length ? feature.layer + pixel(points[0]) + pixel(points.at(-1)) : feature.id;
      if (spots.has(spot)) spots.get(spot).claims.push(...feature.claims || []);
      else if (spots.size < APART) spots.set(spot, {...feature, claims: [...feature.claims || []]});
    }
    const rank = new Map(DATA.features.map((feature, i) => [feature.id, i]));
    return [...spots.values()].sort((a, b) => rank.get(a.id) - rank.get(b.id));
  };

  /** Nodes were made anew: the search finds its hits in them once there are no more. */
  page.markedAnew = () => {
    clearTimeout(searching);
    if (page.asked().q) searching = setTimeout(page.findAgain, SOON);
  };

  const {showInList, chose} = page;
  page.showInList = () => {
    showInList();
    attach();
  };
  page.chose = (claim) => {
    if (claim) {
      fill(claim);
      keepInView(cards.get(claim), FRAMES);
    }
    chose(claim);
  };
  page.followers.unshift(attach);
  window.addEventListener("afterprint", () => page.ask({}, "restored")); // find.js has listed all; a sheet was printed
  if (page.canUnpack) window.addEventListener("load", () => setTimeout(readRest, SOON)); // the map first
})(dateline);
