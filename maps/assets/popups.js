/* What a place says when it is opened: its claims, its lengths, and why it is there. */
"use strict";
((page) => {
  const {DATA, drawn, el, use} = page;

  const LONGEST_NOTE = 110; // characters, about two lines

  function openFeature(feature, at) {
    const layer = drawn.get(feature.id).layer;
    const spot = at || (layer.getLatLng ? layer.getLatLng() : layer.getCenter());
    const popup = L.popup({maxWidth: 320, minWidth: 220, maxHeight: 340, className: "place-popup", autoPanPadding: [16, 16]});
    popup.setLatLng(spot).setContent(popupContent(feature)).openOn(page.map);
    const left = (feature.claims || []).filter(page.visible);
    if (left.length === 1) page.select(left[0], {from: "map"});
    else page.lightUp(left, "is-on");
  }

  function popupContent(feature) {
    const box = el("div", {class: "popup", role: "group", "aria-label": feature.name});
    box.append(el("h2", {dir: "auto"}, feature.name));
    if (feature.lengths) box.append(el("p", {class: "lengths"}, feature.lengths));
    if (feature.note) box.append(noteOf(feature.note));
    const list = el("ul", {class: "popup-claims"});
    for (const id of feature.claims || []) {
      const claim = DATA.claims[id];
      if (!claim || !page.visible(id)) continue;
      const link = el("a", {href: "#claim-" + id, dir: "auto"}, claim.quote);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        page.select(id, {from: "map", focus: true});
      });
      list.append(el("li", {}, use("m-" + claim.mark, "mark mark-" + claim.mark),
        el("span", {class: "how"}, claim.words), " · ", el("bdi", {class: "who"}, claim.who), link));
    }
    const out = (feature.claims || []).filter((id) => !page.visible(id)).length;
    if (out) list.append(el("li", {class: "note"}, page.plural(out, "more claim") + " filtered out"));
    box.append(list, page.popupButtons(feature), whyHere(feature));
    if (feature.source && feature.shape.t === "line") box.append(el("p", {class: "note"}, "Line: " + feature.source));
    return box;
  }

  /** A short note stands in the popup, a long one behind a word. */
  function noteOf(words) {
    const note = el("p", {class: "note", dir: "auto"}, words);
    if (words.length <= LONGEST_NOTE) return note;
    const box = el("details", {class: "why"}, el("summary", {}, "About this shape"), note);
    box.addEventListener("toggle", () => page.map._popup && page.map._popup.update());
    return box;
  }

  /** "Why here?": the words, the candidates and the evidence behind a place. */
  function whyHere(feature) {
    const place = DATA.places[feature.place];
    if (!place) return "";
    const box = el("details", {class: "why"}, el("summary", {}, "Why here?"));
    box.addEventListener("toggle", () => page.map._popup && page.map._popup.update());
    for (const why of place.why) {
      const percent = Math.round(why.p * 100);
      box.append(el("p", {dir: "auto"}, `“${why.words}” is read as ${why.as || place.name} (${percent} %): ${why.reason}`));
      if (why.candidates.length > 1) {
        const list = el("ol", {class: "candidates"});
        for (const option of why.candidates) {
          const evidence = option.evidence.filter((pair) => pair[1] !== 0).map((pair) => `${pair[0].replaceAll("_", " ")} ${pair[1]}`);
          list.append(el("li", {}, el("bdi", {}, option.name), ` · score ${option.score}`,
            evidence.length ? el("small", {}, evidence.join(", ")) : ""));
        }
        box.append(list);
      }
    }
    if (place.source) box.append(el("p", {class: "note"}, "Position: " + place.source));
    return box;
  }

  Object.assign(page, {openFeature});
})(dateline);
