/* The corrections that a reader is making: what they say, undo and redo, from and to a file.
 *
 * A draft is {places, claims, reports}; each deed makes a new one, so that undoing is a step back in a
 * list. It lives in this window alone: nothing is stored or sent. An entry has the keys of
 * corrections.toml, and `of` (number of the report, null for one that is not here) with `at` (where
 * its words begin there, null where they were not found; such an entry is kept as it came).
 */
"use strict";
((page) => {
  const MOST_STEPS = 200;
  const listeners = [];
  const empty = Object.freeze({places: [], claims: [], reports: []});
  let pack, steps = [empty], now = 0, kept = empty, index = null;

  const state = () => steps[now];
  const several = () => pack.reports.length > 1 || state().reports.length > 1;

  async function begin() {
    if (pack) return;
    pack = await page.open();
    if (pack.corrections) {
      steps = [merged(empty, page.readCorrections(pack.corrections)).draft];
      kept = state();
    }
  }

  function change(draft, words) {
    steps = [...steps.slice(Math.max(0, now + 1 - MOST_STEPS), now + 1), Object.freeze(draft)];
    now = steps.length - 1;
    index = null;
    listeners.forEach((act) => act(words));
  }

  function step(by) {
    if (!steps[now + by]) return;
    now += by;
    index = null;
    listeners.forEach((act) => act(by < 0 ? "Undone" : "Done again"));
  }

  // ---------------------------------------------------------------- which entry is about what
  function lookUp() {
    if (index) return index;
    index = {these: new Map(), all: new Map(), claims: new Map()};
    for (const entry of state().places) {
      if (entry.at === null) continue;
      const key = `${entry.of}:${entry.at}:${entry.words}`;
      if (entry.scope === "all") index.all.set(`${entry.of}:${page.fold(entry.words)}`, entry);
      else index.these.set(key, entry);
    }
    for (const entry of state().claims) {
      const claim = claimOf(entry);
      if (claim) index.claims.set(claim.id, entry);
    }
    return index;
  }

  const keyOf = (mention) => `${mention.report.number}:${mention.start}:${mention.words}`;
  const entryOfMention = (mention) => lookUp().these.get(keyOf(mention)) || lookUp().all.get(`${mention.report.number}:${page.fold(mention.words)}`) || null;
  const entryOfClaim = (id) => lookUp().claims.get(id) || null;

  /** The claim with an entry's words, or which shares the most of them, if that is half or more. */
  function claimOf(entry) {
    if (entry.at === null) return null;
    const end = entry.at + Array.from(entry.words).length;
    let best = null, most = entry.add ? 1 : 0.5; // an added claim has these words to the letter
    for (const claim of pack.claims.values()) {
      if (claim.report.number !== entry.of) continue;
      const both = Math.min(claim.end, end) - Math.max(claim.start, entry.at);
      const share = Math.max(0, both) / (Math.max(claim.end, end) - Math.min(claim.start, entry.at));
      if (share > most || (share === most && !best)) [best, most] = [claim, share];
    }
    return best;
  }

  // ---------------------------------------------------------------- deeds
  /** Give a mention a meaning: {place} or {lat, lon} or {none}, scope, note; null takes it back. */
  function setMention(mention, says) {
    const own = lookUp().these.get(keyOf(mention));
    const gone = !says ? [entryOfMention(mention)] : says.scope === "all" ? [own, ...state().places.filter((entry) => isSameName(entry, mention))] : [own];
    const places = state().places.filter((entry) => !gone.includes(entry));
    if (says) places.push(fresh(mention.report, mention.start, mention.end, says));
    change({...state(), places}, says ? `Corrected: ${mention.words}` : `Taken back: ${mention.words}`);
  }

  const isSameName = (entry, mention) => entry.scope === "all" && entry.of === mention.report.number && page.fold(entry.words) === page.fold(mention.words);

  /** Say something of a claim; fields with "" are taken back, and an entry that says nothing goes. */
  function setClaim(id, fields) {
    const {report, record} = pack.claims.get(id);
    const old = entryOfClaim(id);
    const says = {...old};
    for (const key of page.SAYS.concat("graded_by")) {
      if (!(key in fields)) continue;
      if (fields[key]) says[key] = fields[key];
      else delete says[key];
    }
    if (!says.grade) delete says.graded_by;
    const claims = state().claims.filter((entry) => entry !== old);
    if (says.add || page.SAYS.some((key) => key in says)) {
      const {start, end} = old && old.at !== null ? {start: old.at, end: old.at + Array.from(old.words).length} : record.content;
      claims.push(fresh(report, start, end, says));
    }
    change({...state(), claims}, `Corrected: ${id}`);
  }

  function addClaim(report, start, end) {
    const entry = fresh(report, start, end, {add: true});
    const twin = state().claims.find((one) => one.of === entry.of && one.at === start && one.words === entry.words);
    const claims = state().claims.filter((one) => one !== twin);
    change({...state(), claims: [...claims, Object.freeze({...twin, ...entry})]}, `Added: ${entry.words}`);
    return entry;
  }

  const fresh = (report, start, end, says) => Object.freeze({...says, ...page.anchor(report, start, end), report: several() ? report.name.id : undefined, of: report.number, at: start});

  function remove(entry) {
    const without = (list) => list.filter((one) => one !== entry);
    change({...state(), places: without(state().places), claims: without(state().claims)}, `Taken back: ${entry.words}`);
  }

  // ---------------------------------------------------------------- files
  /** Add a file's corrections, which win over the draft's; Error where the file is wrong. */
  function load(text) {
    const {draft, added, lost} = merged(state(), page.readCorrections(text));
    change(draft, `${page.plural(added, "correction")} opened`);
    return {added, lost};
  }

  function merged(draft, file) {
    const names = file.reports;
    const isMine = (report) => names.filter((one) => one.id === report.name.id || (one.sha256 && one.sha256 === report.name.sha256)).map((one) => one.id);
    const mine = pack.reports.map(isMine);
    const foreign = pack.reports.length > 1 && names.length === 1 && mine.every((ids) => !ids.length);
    const isAbout = (entry, report) => entry.report === undefined ? !foreign : entry.report === report.name.id || mine[report.number].includes(entry.report);
    const isNamed = (id) => names.length > 1 || pack.reports.length > 1 || [...file.places, ...file.claims].some((entry) => entry.report === id);
    const others = names.filter((one) => one.id !== undefined && !mine.flat().includes(one.id) && isNamed(one.id));
    const reports = [...draft.reports, ...others.filter((one) => !draft.reports.some((known) => known.id === one.id))];
    const many = pack.reports.length > 1 || reports.length > 0;
    let lost = 0;
    const placed = (entry) => {
      const about = pack.reports.filter((report) => isAbout(entry, report));
      for (const report of about) {
        const at = page.findAnchor(report, entry);
        if (at !== null) return Object.freeze({...entry, ...page.anchor(report, at, at + Array.from(entry.words).length), report: many ? report.name.id : undefined, of: report.number, at});
      }
      lost += 1;
      const own = about.length ? (many ? about[0].name.id : undefined) : entry.report;
      return Object.freeze({...entry, report: own, of: about.length ? about[0].number : null, at: null});
    };
    const same = (a, b) => a.of === b.of && a.report === b.report && a.position === b.position && a.words === b.words && (a.scope || "this") === (b.scope || "this");
    const join = (old, list, both) => list.map(placed).reduce((out, entry) => {
      const twin = out.find((one) => same(one, entry));
      return [...out.filter((one) => one !== twin), twin ? both(twin, entry) : entry];
    }, (many ? old.map((one) => one.of === null || one.report ? one : Object.freeze({...one, report: pack.reports[one.of].name.id})) : old));
    const places = join(draft.places, file.places, (_, entry) => entry);
    const claims = join(draft.claims, file.claims, (twin, entry) => Object.freeze({...twin, ...entry}));
    return {draft: {places, claims, reports}, added: file.places.length + file.claims.length, lost};
  }

  const text = () => page.writeCorrections({...state(), reports: [...pack.reports.map((report) => report.name), ...state().reports]});
  const count = () => state().places.length + state().claims.length;

  window.addEventListener("beforeunload", (event) => {
    if (state() === kept) return;
    event.preventDefault();
    event.returnValue = ""; // older browsers ask only then
  });

  page.draft = {
    begin, state, entryOfMention, entryOfClaim, claimOf, setMention, setClaim, addClaim, remove, load, text, count, listeners,
    undo: () => step(-1),
    redo: () => step(1),
    canUndo: () => now > 0,
    canRedo: () => now < steps.length - 1,
    isKept: () => state() === kept,
    keep: () => {
      kept = state();
      listeners.forEach((act) => act("Saved"));
    },
    pack: () => pack,
  };
})(dateline);
