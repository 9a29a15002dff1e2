/* Which claims are shown? `page.visible(claim)` decides it, for list, text, map, table and timeline.
 *
 * What the reader asks for is `page.asked`; every change goes through `page.ask`, which counts once
 * for all facets and then calls `page.followers`. Within a facet any value will do, the facets, the
 * words and the time must all agree; a facet's own counts are those that its other values would give.
 */
"use strict";
((page) => {
  const {DATA, byId, byClaim, cards, drawn, el, marks} = page;

  const LAYERS = {areas: "Country or region", borders: "Border", movements: "Movement", bases: "Base or garrison", events: "Place of a claim"};
  const REAL = {actual: "happening or past", future: "future", conditional: "conditional", hypothetical: "hypothetical"};
  const FACETS = [
    {key: "report", title: "Report", of: (claim, id) => [page.reportOf(id).title]},
    {key: "by", title: "Speaker", of: (claim) => [claim.by]},
    {key: "act", title: "How it is meant", of: (claim) => [claim.act]},
    {key: "realis", title: "Status", of: (claim) => [REAL[claim.realis] || claim.realis, ...(claim.negated ? ["negated"] : [])]},
    {key: "type", title: "Kind of event", of: (claim) => [claim.type || "none told"]},
    {key: "layer", title: "On the map", of: (claim, id) => layersOf(id)},
  ];
  const ROOM = 300; // cards in the list before one asks for more
  const MOST = 1500; // cards up to the chosen one; one that is farther down stands in a list of its own stretch
  const PRINTED = 3000; // cards
  const more = document.getElementById("more-claims");
  const earlier = el("button", {type: "button", class: "quiet", id: "earlier-claims", hidden: ""});
  const followers = []; // called after each change with what kind it was
  let from = 0, room = ROOM, listed = new Set(), values, totals, shown = new Set(), exceptTime = new Set(), counts = new Map();

  const nothing = () => ({q: "", from: "", to: "", undated: true, ...Object.fromEntries(FACETS.map((facet) => [facet.key, new Set()]))});
  let asked = nothing();

  function layersOf(id) {
    const found = (byClaim.get(id) || []).map((feature) => LAYERS[byId.get(feature).layer] || byId.get(feature).layer);
    return found.length ? [...new Set(found)] : ["not on the map"];
  }

  /** "r2" of a claim of several reports, as its id or the card of an added one says. */
  const reportKey = (id) => id.includes("-") ? id.slice(0, id.lastIndexOf("-")) : cards.get(id)?.dataset.report;

  /** The report that a claim stands in: title, source, published. */
  function reportOf(id) {
    const reports = DATA.reports || [], key = reports.length > 1 && reportKey(id);
    return reports.find((report) => report.id === key) || reports[0] || {title: document.title};
  }

  function readValues() {
    values = new Map();
    totals = new Map(FACETS.map((facet) => [facet.key, new Set()]));
    for (const id of cards.keys()) {
      const own = Object.fromEntries(FACETS.map((facet) => [facet.key, facet.of(DATA.claims[id], id)]));
      for (const key in own) for (const value of own[key]) totals.get(key).add(value);
      values.set(id, own);
    }
  }

  /** Tell whether a claim's time meets the window; an open side reaches as far as one likes. */
  function inTime(id) {
    const time = DATA.claims[id].time;
    if (!time) return asked.undated;
    const [first, last, open] = time;
    return (!asked.to || open === "<" || first <= asked.to) && (!asked.from || open === ">" || last >= asked.from);
  }

  /** Decide for every claim, and count what each value of each facet would leave. */
  function decide() {
    if (!values) readValues();
    const wanted = page.terms(asked.q);
    const active = FACETS.filter((facet) => asked[facet.key].size);
    shown = new Set();
    exceptTime = new Set();
    counts = new Map(FACETS.map((facet) => [facet.key, new Map()]));
    for (const [id, own] of values) {
      let failed = null, more = false; // the one facet that does not fit, and whether another does not
      for (const {key} of active) {
        if (own[key].some((value) => asked[key].has(value))) continue;
        more = failed !== null;
        failed = key;
        if (more) break;
      }
      if (more || !page.matches(id, wanted)) continue;
      if (!failed) exceptTime.add(id);
      if (!inTime(id)) continue;
      if (!failed) shown.add(id);
      for (const [key, tally] of counts) {
        if (failed && failed !== key) continue;
        for (const value of own[key]) tally.set(value, (tally.get(value) || 0) + 1);
      }
    }
  }

  const visible = (id) => shown.has(id);
  const shownClaims = () => [...shown];
  const inView = (feature) => !feature.claims || feature.claims.some(visible);

  /** Change what is asked for; `how` is "typing", "filter" or "restored". */
  function ask(changes, how = "filter") {
    Object.assign(asked, changes);
    decide();
    from = 0;
    room = ROOM;
    showInList();
    showInText();
    showOnMap();
    if (page.chosen && !visible(page.chosen)) page.letGo();
    followers.forEach((act) => act(how));
  }

  function toggle(key, value) {
    const chosen = new Set(asked[key]);
    if (!chosen.delete(value)) chosen.add(value);
    ask({[key]: chosen});
  }

  const clearAll = (how) => ask(nothing(), how);
  const isNarrowed = () => Boolean(asked.q || asked.from || asked.to || !asked.undated || FACETS.some((facet) => asked[facet.key].size));

  /** Cards of the claims that are shown; of very many only a stretch, in which the chosen one is. */
  function showInList() {
    const ids = shownClaims();
    const chosen = ids.indexOf(page.chosen);
    if (chosen >= 0 && (chosen < from || chosen >= from + room)) {
      if (chosen < MOST) [from, room] = [0, Math.max(room, chosen + 1)];
      else [from, room] = [chosen - chosen % ROOM, ROOM];
    }
    const before = listed;
    listed = new Set(ids.slice(from, from + room));
    for (const id of DATA.large ? [...before, ...listed] : cards.keys()) {
      const item = cards.get(id)?.parentElement;
      if (item && item.hidden !== !listed.has(id)) item.hidden = !listed.has(id);
    }
    const left = ids.length - from - listed.size;
    more.hidden = left < 1;
    more.textContent = `${left} more`;
    earlier.hidden = !from;
    earlier.textContent = `${from} before these`;
  }

  function listUpTo(count) {
    room = count;
    page.showInList();
  }

  more.addEventListener("click", () => {
    const next = shownClaims()[from + room];
    listUpTo(room + ROOM);
    cards.get(next).focus();
  });
  earlier.addEventListener("click", () => {
    const last = shownClaims()[from - 1], before = Math.min(from, ROOM);
    from -= before;
    listUpTo(room + before);
    cards.get(last).focus();
  });
  document.getElementById("claim-list").before(earlier);
  window.addEventListener("beforeprint", () => {
    from = 0;
    listUpTo(PRINTED);
  });

  function showInText() {
    for (const mark of marks) {
      const out = !mark.claims.some(visible);
      if (out !== Boolean(mark.out)) mark.node.classList.toggle("is-out", mark.out = out);
    }
  }

  function showOnMap() {
    for (const [id, {element}] of drawn) {
      const feature = byId.get(id);
      const left = (feature.claims || []).filter(visible);
      element.classList.toggle("is-out", !inView(feature));
      if (element instanceof Element) element.setAttribute("aria-label", page.describe(feature));
      const badge = element.querySelector(".pin-count");
      if (badge) badge.textContent = left.length > 1 ? left.length : "";
      showMeaning(element, left);
    }
    for (const {feature, element} of page.small) element.classList.toggle("is-out", !inView(feature));
    page.labelsSoon();
  }

  /** A sign is filled only where something is stated; a ring means announced, a cross denied. */
  function showMeaning(element, claims) {
    const kinds = new Set(claims.map((id) => DATA.claims[id].mark));
    element.classList.toggle("is-said-open", kinds.size > 0 && !kinds.has("disc") && !kinds.has("cross"));
    element.classList.toggle("is-denied", kinds.size === 1 && kinds.has("cross"));
  }

  const tally = (key) => counts.get(key);
  const total = (key) => totals.get(key);

  Object.assign(page, {
    FACETS, followers, visible, inView, ask, toggle, clearAll, isNarrowed, reportKey, reportOf, tally, total,
    showInList, shownClaims,
    readAnew: () => values = null,
    listed: () => [...listed],
    isListed: (id) => listed.has(id),
    asked: () => asked,
    beforeTime: (id) => exceptTime.has(id),
  });
})(dateline);
