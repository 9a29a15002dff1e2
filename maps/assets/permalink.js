/* The address holds what is seen: view, filters, time, chosen claim, tab, table, names, symbols.
 *
 *     #q=kulob&by=Sergei+Shoigu&time=2021-07-01..2021-09-20&claim=C05&names=ru&view=38.2,69.1,6.25
 *
 * The theme is the reader's own and stays out; what only some pages have is in `page.kept`.
 * A deed makes one step of the browser's history; deeds of one kind in quick succession, such as
 * letters typed or an edge dragged, are one step, and moving the map is none. Anchors (#claim-C05, #sources)
 * work as they do without scripts.
 */
"use strict";
((page) => {
  const {DATA, cards} = page;

  const QUICK = 2000; // milliseconds: deeds of one kind within it are one step
  const DAY = /^\d{4}-\d\d-\d\d$/;
  let last = {kind: "", at: 0}, restoring = false, started = false, later;

  /** Write what is seen as a hash without "#"; what is as it was at first is left out. */
  function write() {
    const asked = page.asked();
    const out = new URLSearchParams();
    if (asked.q) out.set("q", asked.q);
    for (const {key} of page.FACETS) for (const value of asked[key]) out.append(key, value);
    if (asked.from || asked.to) out.set("time", `${asked.from}..${asked.to}`);
    if (!asked.undated) out.set("undated", "no");
    if (page.chosen) out.set("claim", page.chosen);
    if (page.openedTab() !== "claims") out.set("tab", page.openedTab());
    if (page.tableIsShown()) out.set("table", "yes");
    for (const {key, get} of page.kept) if (get()) out.set(key, get());
    const {lat, lng} = page.map.getCenter();
    if (moved) out.set("view", [lat.toFixed(5), lng.toFixed(5), Number(page.map.getZoom().toFixed(2))].join(","));
    return out.toString().replaceAll("%2C", ",");
  }

  let moved = false; // whether the view is another than the first

  /** Take the state of the page into the address. Opened in a frame it may not; then it stays. */
  function remember(kind) {
    if (restoring || !started) return;
    const now = performance.now();
    const quiet = kind === "move" || (kind === last.kind && now - last.at < QUICK);
    const hash = write();
    if (hash === location.hash.slice(1)) return;
    try {
      const where = hash ? "#" + hash : location.pathname + location.search;
      if (quiet) history.replaceState(null, "", where);
      else history.pushState(null, "", where);
    } catch {
      return;
    }
    if (kind !== "move") last = {kind, at: now};
  }

  /** Bring back what an address says; what it does not say is as at first. */
  function restore() {
    const hash = location.hash.slice(1);
    restoring = true;
    if (hash && !hash.includes("=")) anchor(new URLSearchParams("id=" + hash).get("id"));
    else apply(new URLSearchParams(hash));
    restoring = false;
  }

  function anchor(id) {
    if (id.startsWith("claim-")) page.select(id.slice(6), {from: "link"});
    else if (document.getElementById("tab-" + id)) page.openTab(id);
  }

  function apply(given) {
    const [from = "", to = ""] = (given.get("time") || "").split("..");
    const asked = {q: given.get("q") || "", from: DAY.test(from) ? from : "", to: DAY.test(to) ? to : "", undated: given.get("undated") !== "no"};
    for (const {key} of page.FACETS) {
      const known = page.total(key);
      asked[key] = new Set(given.getAll(key).filter((value) => known.has(value)));
    }
    for (const {key, set} of page.kept) set(given.get(key) || "");
    page.ask(asked, "restored");
    page.showTable(given.get("table") === "yes");
    const claim = given.get("claim");
    if (cards.has(claim) && page.visible(claim)) page.select(claim, {from: "link"});
    else if (page.chosen) page.letGo();
    page.openTab(document.getElementById("tab-" + given.get("tab")) ? given.get("tab") : "claims");
    const view = (given.get("view") || "").split(",").map(Number);
    page.map.invalidateSize({animate: false});
    if (view.length === 3 && Math.abs(view[0]) < 90 && Math.abs(view[1]) < 720 && view[2] > 0) page.exactly(() => page.map.setView([view[0], view[1]], view[2], {animate: false}));
    else if (moved && !claim) page.fitFirst();
    moved = Boolean(given.get("view"));
  }

  /** The address of one claim alone, for a citation; of a file on disk its name, not its folders. */
  function linkTo(claim) {
    const base = location.protocol === "file:" ? decodeURIComponent(location.pathname.split("/").pop()) : location.href.split("#")[0];
    return `${base}#claim=${encodeURIComponent(claim)}`;
  }

  function follow() {
    page.map.on("moveend", () => {
      if (restoring) return;
      moved = true;
      clearTimeout(later);
      later = setTimeout(() => remember("move"), 300);
    });
    page.followers.push((how) => how !== "restored" && remember(how));
    started = true;
  }

  const mil = document.getElementById("mil"); // the style sheet reads it
  if (mil) {
    page.kept.push({key: "symbols", get: () => mil.checked ? "military" : "", set: (words) => mil.checked = words === "military"});
    mil.addEventListener("change", () => {
      page.labelsSoon();
      remember("symbols");
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    page.ask({}, "restored");
    if (location.hash) restore();
    follow();
  });
  window.addEventListener("popstate", restore);

  /* In a frame without an address (a notebook's) an anchor would lead to the page around it. */
  if (location.protocol === "about:") document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    const id = link.getAttribute("href").slice(1);
    anchor(id);
    document.getElementById(id)?.scrollIntoView({block: "nearest"});
  });

  Object.assign(page, {remember, linkTo, chose: (claim) => {
    page.markRow(claim);
    remember("choice");
  }});
})(dateline);
