/* Review: accept, reject and correct what was read, and take the corrections along as a file.
 *
 * Off until the reader asks for it. Then a bar tells how many corrections there are, the chosen claim
 * has buttons of its own, names in the report and in "Unplaced" open a form, and what was corrected is
 * marked in all of them and on the map. The map itself is drawn anew by `dateline map --corrections`.
 */
"use strict";
((page) => {
  const {DATA, cards, el, plural, root} = page;
  const draft = page.draft;

  const FILE = "corrections.toml";
  const WORDS = {status: "", speaker: "speaker: ", speaker_country: "speaker’s country: ", time: "date: ", act: "meant as: ", realis: "told as: ", type: "kind: ", grade: "grade ", graded_by: "graded by ", note: "note: "};
  const toggle = document.getElementById("review-button");
  let bar, parts, marked = [], spots, mentions = new Map(); // element in the text -> mention
  let on = false;

  // ---------------------------------------------------------------- on and off
  async function review(wanted = !on) {
    if (wanted === on) return;
    if (wanted) {
      try {
        await draft.begin();
      } catch (error) {
        page.say(`Review cannot start: ${error.message}`);
        return;
      }
      if (!bar) setUp();
    }
    if (wanted === on) return; // asked for twice
    on = wanted;
    toggle.setAttribute("aria-pressed", String(on));
    root.classList.toggle("is-reviewing", on);
    bar.hidden = !on;
    if (on) page.actions.unshift(...ACTIONS);
    else page.actions.splice(0, ACTIONS.length);
    page.showActions(page.chosen ? cards.get(page.chosen) : null);
    markText();
    follow("");
    page.map.invalidateSize({animate: false});
    page.say(on ? "Review is on: choose a claim or a name to correct it" : "Review is off; your corrections are kept until the page is closed");
  }

  const ACTIONS = [
    {words: "Accept", act: (id) => setStatus(id, "accepted")},
    {words: "Reject", act: (id) => setStatus(id, "rejected")},
    {words: "Correct …", act: (id) => page.correctClaim(id)},
    {words: "Correct …", act: (id) => page.correctClaim(id), added: true},
    {words: "Take back", act: (id) => draft.remove(draft.entryOfClaim(id)), added: true},
  ];

  function setStatus(id, status) {
    if (!on || !id) return;
    if (DATA.claims[id].added) {
      page.say(`${id} is your own claim: correct it or take it back`);
      return;
    }
    const entry = draft.entryOfClaim(id);
    const now = entry && entry.status === status ? "" : status;
    draft.setClaim(id, {status: now});
    page.say(now ? `${id} ${now}` : `${id}: ${status} taken back`);
  }

  function setUp() {
    const button = (words, act, attributes = {}) => {
      const one = el("button", {type: "button", ...attributes}, words);
      one.addEventListener("click", act);
      return one;
    };
    const small = (words) => el("span", {class: "file-name"}, words); // left out where there is little room
    parts = {
      words: el("span", {class: "review-words", role: "status"}),
      undo: button("Undo", draft.undo, {"aria-keyshortcuts": "Control+Z"}),
      redo: button("Redo", draft.redo, {"aria-keyshortcuts": "Control+Y"}),
      list: button("List", () => page.listChanges(), {"aria-haspopup": "dialog"}),
      save: button("Download", save, {class: "main-button", id: "save-corrections"}),
      open: button("Open", () => parts.file.click()),
      file: el("input", {type: "file", id: "open-corrections", accept: ".toml", class: "unseen", tabindex: "-1", "aria-label": "File of corrections"}),
      help: el("p", {class: "review-help"}, "Choose a claim or a name in the report and say what is right; select words there that were not found. Nothing is sent: you download a file, and “dateline map REPORT --corrections corrections.toml” draws the corrected map."),
    };
    parts.file.addEventListener("change", openFile);
    parts.save.append(small(` ${FILE}`));
    parts.open.append(small(" file"), " …");
    bar = el("section", {class: "review-bar", "aria-label": "Review", hidden: ""},
      parts.words, el("span", {class: "joined"}, parts.undo, parts.redo), button("Add …", () => page.addWords(), {"aria-haspopup": "dialog"}), parts.list,
      parts.open, parts.file, parts.save, parts.help);
    document.querySelector(".top").after(bar);
    page.map.createPane("draft").style.zIndex = "590";
    spots = L.layerGroup().addTo(page.map);
    draft.listeners.push(follow);
    page.followers.push(() => on && markMap());
    listUnplaced();
  }

  // ---------------------------------------------------------------- what was corrected, everywhere
  function follow(words) {
    const count = draft.count();
    parts.words.textContent = count ? plural(count, "correction") + (draft.isKept() ? "" : ", not downloaded yet") : "Nothing corrected yet";
    parts.undo.disabled = !draft.canUndo();
    parts.redo.disabled = !draft.canRedo();
    parts.list.disabled = parts.save.disabled = !count;
    parts.help.hidden = count > 0;
    page.showAdded(on);
    markAll();
    if (words) page.say(words);
  }

  function markAll() {
    marked.forEach((undo) => undo());
    marked = [];
    spots.clearLayers();
    if (!on) return;
    for (const entry of draft.state().claims) {
      const claim = draft.claimOf(entry);
      const card = claim && cards.get(claim.id);
      if (!card || claim.added) continue;
      const line = el("p", {class: "draft-words"}, "Corrected: ", el("bdi", {}, said(entry)));
      card.append(line);
      addClass(card, entry.status === "rejected" ? "is-rejected" : "is-corrected");
      marked.push(() => line.remove());
    }
    for (const [node, mention] of mentions) {
      const entry = draft.entryOfMention(mention);
      if (!entry) continue;
      addClass(node, "is-corrected");
      node.setAttribute("title", meaning(entry));
      marked.push(() => node.removeAttribute("title"));
    }
    markMap();
  }

  function addClass(node, css) {
    node.classList.add(css);
    marked.push(() => node.classList.remove(css));
  }

  /** Where the draft puts names: a ring with the name, and a line from where the name was. */
  function markMap() {
    spots.clearLayers();
    const {places} = draft.pack();
    for (const entry of draft.state().places) {
      const to = entry.lat === undefined ? known(entry.place) : L.latLng(entry.lat, entry.lon);
      if (!to) continue;
      const mention = page.mentionOf(entry);
      const from = mention && known(mention.read.place);
      const shared = {pane: "draft", interactive: false};
      if (from && from.distanceTo(to) > 1) L.polyline([from, to], {...shared, className: "draft-line"}).addTo(spots);
      L.circleMarker(to, {...shared, radius: 8, className: "draft-spot"}).addTo(spots);
      const icon = L.divIcon({className: "draft-name", html: el("span", {dir: "auto"}, entry.name || entry.words), iconSize: [0, 0]});
      L.marker(to, {...shared, icon, keyboard: false}).addTo(spots);
    }

    for (const {at, ids} of page.addedSpots()) {
      const name = el("span", {}, ids.join(", "));
      const ring = L.circleMarker(at, {pane: "draft", radius: 8, className: "draft-spot is-added"}).addTo(spots);
      const icon = L.divIcon({className: "draft-name", html: name, iconSize: [0, 0]});
      L.marker(at, {pane: "draft", interactive: false, icon, keyboard: false}).addTo(spots);
      ring.on("click", () => page.select(ids[0], {from: "map", focus: true}));
    }

    function known(id) {
      const place = places.get(id);
      return place && place[3] === "point" ? L.latLng(place[2], place[1]) : null;
    }
  }

  /** How the page calls an act, a status or a kind of event. */
  const wordsOf = (value) => Object.hasOwn(DATA.words, value) ? DATA.words[value] : DATA.choices.type.includes(value) ? value.replaceAll("_", " ") : value;

  /** What an entry says, in words. */
  const said = (entry) => Object.keys(WORDS).filter((key) => entry[key]).map((key) => WORDS[key] + wordsOf(entry[key])).join(" · ") || "added as a claim";

  function meaning(entry) {
    const {places} = draft.pack();
    const is = entry.none ? "not a place" : entry.place ? (places.get(entry.place) || [entry.place])[0] : `${entry.name ? entry.name + ", " : ""}${entry.lat}, ${entry.lon}`;
    return is + (entry.scope === "all" ? " (all mentions)" : " (this mention)") + (entry.note ? ` · ${entry.note}` : "");
  }

  // ---------------------------------------------------------------- names in the text and the lists
  function mentionAt(node) {
    const section = node.closest("[data-of]");
    const report = draft.pack().reports.find((one) => !section || one.key === section.dataset.of);
    return report.byAt.get(node.dataset.at);
  }

  /** In review every name in the report is a button, those without a place too. */
  function markText() {
    for (const node of document.querySelectorAll(".mention[data-at]")) {
      const mention = on && mentionAt(node);
      if (mention) mentions.set(node, mention);
      if (node.classList.contains("on-map")) continue;
      if (mention) {
        node.setAttribute("role", "button");
        node.setAttribute("tabindex", "0");
      } else {
        node.removeAttribute("role");
        node.removeAttribute("tabindex");
      }
    }
  }

  /** Names that large_text.js has marked since are buttons, too. */
  function followNames() {
    const before = mentions.size;
    if (on) markText();
    if (mentions.size > before) markAll();
  }

  function openMention(event) {
    const node = on && event.target.closest && event.target.closest("#report .mention[data-at]");
    if (!node || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") || String(window.getSelection())) return;
    const mention = mentionAt(node);
    if (!mention) return;
    event.preventDefault();
    event.stopPropagation();
    page.correctPlace(mention);
  }

  function listUnplaced() {
    for (const item of document.querySelectorAll("#unplaced li[data-at]")) {
      const mention = mentionAt(item);
      if (!mention) continue;
      const button = el("button", {type: "button", class: "quiet review-only", "aria-label": `Correct ${mention.words}`}, "Correct …");
      button.addEventListener("click", () => page.correctPlace(mention));
      item.append(button);
    }
  }

  /** On the map: a button for each wording that is read as the place. */
  function popupButtons(feature) {
    if (!on) return "";
    const line = el("p", {class: "card-actions"});
    const words = new Set();
    for (const mention of draft.pack().reports.flatMap((report) => report.mentions)) {
      if (mention.place !== feature.place || words.has(mention.words)) continue;
      words.add(mention.words);
      const button = el("button", {type: "button", class: "quiet"}, `Correct “${mention.words}” …`);
      button.addEventListener("click", () => page.correctPlace(mention));
      line.append(button);
    }
    return words.size ? line : "";
  }

  // ---------------------------------------------------------------- files
  function save() {
    if (!draft.count()) return;
    page.download(FILE, draft.text(), "application/toml");
    draft.keep();
    page.say(`${FILE} downloaded with ${plural(draft.count(), "correction")}`);
  }

  async function openFile() {
    const [file] = parts.file.files;
    if (!file) return;
    parts.file.value = "";
    try {
      const bytes = file.size > 20_000_000 ? null : await file.arrayBuffer();
      if (!bytes) throw new Error("larger than 20 MB: is it a file of corrections?");
      const {added, lost} = draft.load(utf8(bytes));
      const gone = lost ? ` ${lost} of them found no place in this report and ${lost === 1 ? "is" : "are"} kept as ${lost === 1 ? "it was" : "they were"}.` : "";
      page.tell("Corrections opened", `${plural(added, "correction")} of ${file.name} added to yours.${gone} Undo takes this back.`);
    } catch (error) {
      page.tell("This file cannot be opened", `${file.name}: ${error.message}. Nothing of it was taken, and nothing of yours was lost.`);
    }
  }

  function utf8(bytes) {
    try {
      return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
    } catch {
      throw new Error("not a text in UTF-8");
    }
  }

  function onKey(event) {
    if (!on || event.altKey || !(event.ctrlKey || event.metaKey) || event.target.closest("input, textarea, select, dialog")) return;
    const key = event.key.toLowerCase();
    const deed = key === "z" && !event.shiftKey ? draft.undo : key === "y" || (key === "z" && event.shiftKey) ? draft.redo : null;
    if (!deed) return;
    event.preventDefault();
    deed();
  }

  const {markedAnew} = page; // of very many claims
  page.markedAnew = () => {
    if (markedAnew) markedAnew();
    followNames();
  };
  document.addEventListener("click", openMention, true);
  document.addEventListener("keydown", openMention, true);
  document.addEventListener("keydown", onKey);

  Object.assign(page, {review, setStatus, reviewedNames: () => mentions, popupButtons, said, meaning, wordsOf, isReviewing: () => on});
})(dateline);
