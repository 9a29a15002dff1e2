/* The search box, the filters with their counts, and what of them is active. */
"use strict";
((page) => {
  const {DATA, cards, el, plural} = page;

  const FEW = 7; // values of a facet that stand there at once
  const MANY = 200; // further values that are shown when asked for
  const WAIT = 120; // milliseconds after the last letter
  const query = document.getElementById("query");
  const box = document.getElementById("filters");
  const button = document.getElementById("filter-button");
  const opened = new Map(); // facet -> how many of its values it shows
  const {compare: inOrder} = new Intl.Collator();
  let hits = {places: [], report: []}, now = {places: -1, report: -1}, waiting;

  /** Fill the box: a facet with one value tells nothing and is left out. */
  function drawFilters() {
    const focused = document.activeElement && document.activeElement.id;
    const facets = page.FACETS.filter((facet) => page.total(facet.key).size > 1);
    box.replaceChildren(el("div", {class: "facets"}, ...facets.map(drawFacet)));
    if (box.contains(document.getElementById(focused))) document.getElementById(focused).focus({preventScroll: true});
  }

  function drawFacet(facet) {
    const tally = page.tally(facet.key);
    const chosen = page.asked()[facet.key];
    const values = [...page.total(facet.key)].sort((a, b) => (tally.get(b) || 0) - (tally.get(a) || 0) || inOrder(a, b));
    const room = values.length <= FEW + 1 ? FEW + 1 : opened.get(facet.key) || FEW;
    const shown = values.filter((value, i) => i < room || chosen.has(value));
    const group = el("fieldset", {class: "facet"}, el("legend", {}, facet.title), ...shown.map((value) => drawValue(facet, value, tally.get(value) || 0, chosen.has(value))));
    if (shown.length < values.length) {
      const more = el("button", {type: "button", class: "quiet", id: "more-" + facet.key}, `${values.length - shown.length} more`);
      more.addEventListener("click", () => {
        opened.set(facet.key, room + MANY);
        drawFilters();
        box.querySelectorAll(`[data-facet="${facet.key}"]`)[shown.length].focus();
      });
      group.append(more);
    }
    return group;
  }

  function drawValue(facet, value, count, chosen) {
    const input = el("input", {type: "checkbox", id: `f-${facet.key}-${value.replace(/\s+/g, "_")}`, "data-facet": facet.key});
    input.checked = chosen;
    input.addEventListener("change", () => page.toggle(facet.key, value));
    const number = el("span", {class: "number"}, String(count));
    return el("label", {class: count || chosen ? "value" : "value is-none"}, input, el("bdi", {}, value), number);
  }

  /** One chip for each thing that is asked for; a click takes it back. */
  function drawChips() {
    const asked = page.asked();
    const chips = [];
    const add = (what, value, undo) => {
      const chip = el("button", {type: "button", class: "chip", "aria-label": `Remove ${what.toLowerCase()}: ${value}`}, el("bdi", {}, value), el("span", {"aria-hidden": "true"}, "×"));
      chip.addEventListener("click", () => {
        undo();
        (document.querySelector("#chips .chip") || query).focus();
      });
      chips.push(chip);
    };
    if (asked.q) add("Search", `“${asked.q}”`, () => page.ask({q: ""}));
    for (const facet of page.FACETS) {
      const values = [...asked[facet.key]];
      if (values.length > FEW) add(facet.title, `${facet.title}: ${values.length} of ${page.total(facet.key).size}`, () => page.ask({[facet.key]: new Set()}));
      else values.forEach((value) => add(facet.title, value, () => page.toggle(facet.key, value)));
    }
    if (asked.from || asked.to) add("Time", page.timeWords(asked.from, asked.to), () => page.ask({from: "", to: ""}));
    if (!asked.undated) add("Time", "dated only", () => page.ask({undated: true}));
    const clear = el("button", {type: "button", class: "quiet", id: "clear"}, "Clear all");
    clear.addEventListener("click", () => {
      page.clearAll();
      query.focus();
    });
    const line = document.getElementById("chips");
    line.replaceChildren(...chips, ...(chips.length ? [clear] : []));
    line.hidden = !chips.length;
    const narrowed = chips.length - (asked.q ? 1 : 0);
    button.textContent = narrowed ? `Filter · ${narrowed}` : "Filter";
  }

  /** Under the search: how often it is found where, each a way to step through. */
  function drawHits() {
    const {q} = page.asked();
    const wanted = page.terms(q);
    const line = document.getElementById("hits");
    const fits = (feature) => wanted.every((term) => page.fold([feature.name, feature.label].join(" ")).includes(term));
    hits = {places: wanted.length ? DATA.features.filter((feature) => page.inView(feature) && fits(feature)) : [], report: page.highlight(wanted)};
    now = {places: -1, report: -1};
    page.point(null);
    line.hidden = !wanted.length;
    line.replaceChildren(el("span", {}, plural(page.shownClaims().length, "claim")),
      step("places", plural(hits.places.length, "place") + " on the map", (feature) => page.goTo(feature)),
      step("report", hits.report.length + " in the report", goToWord));
  }

  /** Nodes of the report or of cards were made anew: the same hits stand in others. */
  function findAgain() {
    hits.report = page.highlight(page.terms(page.asked().q));
    if (now.report >= 0) page.point(hits.report.at(now.report));
  }

  function step(kind, words, go) {
    if (!hits[kind].length) return el("span", {}, words);
    const link = el("button", {type: "button", class: "quiet", id: "hits-" + kind}, words);
    link.addEventListener("click", () => {
      now[kind] = (now[kind] + 1) % hits[kind].length;
      link.textContent = `${now[kind] + 1} of ${words}`;
      go(hits[kind].at(now[kind]));
    });
    return link;
  }

  function goToWord(range) {
    page.openTab("report");
    page.point(range);
    range.startContainer.parentElement.scrollIntoView({block: "center"});
  }

  const short = (count) => count < 10000 ? String(count) : `${Math.round(count / 1000)}k`; // beside four other tabs

  function follow(how) {
    const left = page.shownClaims().length;
    const count = document.getElementById("count");
    count.textContent = left === cards.size ? String(left) : `${short(left)}/${short(cards.size)}`;
    count.title = `${left} of ${plural(cards.size, "claim")}`;
    document.getElementById("no-claims").hidden = left > 0 || !cards.size;
    if (how !== "typing" || !query.value) query.value = page.asked().q;
    if (!box.hidden) drawFilters();
    drawChips();
    drawHits();
    if (how !== "restored") page.say(`${left} of ${plural(cards.size, "claim")} shown`);
  }

  function openFilters(open = box.hidden) {
    box.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    document.querySelector(".panel-head").classList.toggle("is-open", open);
    if (open) drawFilters();
  }

  const search = () => page.ask({q: query.value.trim()}, "typing");

  query.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, WAIT);
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      clearTimeout(waiting);
      if (query.value || page.asked().q) page.ask({q: ""});
      else query.blur();
    } else if (event.key === "Enter") {
      clearTimeout(waiting);
      search();
      const link = document.getElementById("hits-report");
      if (!page.shownClaims().length && link) link.click();
      else page.step(1);
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      page.step(1);
    }
  });
  button.addEventListener("click", () => openFilters());
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    openFilters(false);
    button.focus();
  });
  page.followers.push(follow);

  Object.assign(page, {openFilters, findAgain, focusSearch: () => {
    query.focus();
    query.select();
  }});
})(dateline);
