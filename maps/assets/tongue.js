/* The language of the names on the map: English, Russian, or as people there write them.
 *
 * maps/drawing/tongues.py gives the names by their English words; where one is missing the English stands.
 * Names of one map may run in two directions, so each label is isolated and finds its own.
 */
"use strict";
((page) => {
  const {DATA, el} = page;

  const JOINED = /[\u0590-\u08ff\u0900-\u0dff]/; // scripts whose letters must not be spaced out
  const WORDS = {en: "English", ru: "Русский", local: "Local names"};
  const names = DATA.tongues || {};
  const first = DATA.language || "en";
  let tongue = first;

  const own = (words) => (names[tongue] || {})[words];
  const named = (words) => own(words) || words;

  /** Attributes of an element that shows a name. */
  function spelt(words) {
    return {dir: "auto", lang: tongue === "ru" && own(words) ? "ru" : null, "data-joined": JOINED.test(named(words)) ? "" : null};
  }

  /** Whether a water may be named: English names among others' would only be noise. */
  const isSpoken = (words) => tongue === "en" || Boolean(own(words));

  function speak(to) {
    tongue = to;
    for (const node of document.querySelectorAll("[data-name]")) node.textContent = named(node.dataset.name);
    page.labelsSoon();
  }

  const there = Object.keys(WORDS).filter((key) => key === "en" || Object.keys(names[key] || {}).length);
  if (there.length > 1) {
    const choice = el("select", {id: "tongue", "aria-label": "Names on the map"}, ...there.map((key) => el("option", {value: key, lang: key === "ru" ? "ru" : null}, WORDS[key])));
    choice.value = tongue;
    choice.addEventListener("change", () => {
      speak(choice.value);
      page.remember("names");
    });
    document.getElementById("help-button").before(choice);
    page.kept.push({key: "names", get: () => tongue === first ? "" : tongue, set: (words) => {
      speak(there.includes(words) ? words : first);
      choice.value = tongue;
    }});
  }

  Object.assign(page, {named, spelt, isSpoken, speak});
})(dateline);
