/* Events of data sets beside the claims: dots, circles and outlines, a box that turns them off.
 *
 * They follow the window of time and the words that are searched for; the other filters are of
 * claims. Words of the files reach the page through textContent alone.
 */
"use strict";
((page) => {
  const {DATA, decode, el, plural} = page;

  const MOST = 15; // events that a popup lists before one asks for more
  const sets = DATA.datasets.map((set, n) => ({...set, css: "data" + Math.min(n + 1, 4), on: true, off: new Set()}));
  const marks = sets.flatMap((set) => set.marks.map((mark) => ({...mark, set, rows: mark.rows.map((row) => read(set, row))})));

  function read({words, types}, [first, last, type, title, actors, place, source, url, deaths]) {
    const event = {first: words[first], last: words[last], type, title: words[title], actors: words[actors], place: words[place], source: words[source], url: words[url], deaths};
    event.folded = page.fold([event.title, types[type], event.actors, event.place, event.source].join(" "));
    return event;
  }

  /** Tell whether an event is shown: its set and kind, the window of time, the words. */
  function isShown(set, event, asked, terms) {
    if (!set.on || set.off.has(event.type) || !terms.every((term) => event.folded.includes(term))) return false;
    if (!event.first) return asked.undated;
    return (!asked.to || event.first <= asked.to) && (!asked.from || event.last >= asked.from);
  }

  function draw() {
    page.map.createPane("datasets-wide").style.zIndex = "320"; // over claims' areas, under their lines
    page.map.createPane("datasets").style.zIndex = "420"; // over lines, under the signs of claims
    for (const mark of marks) {
      const wide = ["country", "division", "district"].includes(mark.level);
      const css = ["data-mark", mark.set.css, wide ? "is-area" : mark.level === "near" ? "is-near" : mark.shape.t === "area" ? "is-shape" : "is-" + mark.shape.t].join(" ");
      const options = {pane: wide ? "datasets-wide" : "datasets", className: css};
      const {t, p} = mark.shape;
      if (t === "point") mark.layer = L.circleMarker(decode(p)[0], {...options, radius: 4});
      else if (t === "circle") mark.layer = L.circle(decode(p)[0], {...options, radius: mark.shape.r * 1000});
      else if (t === "line") mark.layer = L.polyline(p.map((line) => decode(line)), {...options, fill: false});
      else mark.layer = L.polygon(p.map((polygon) => polygon.map((ring) => decode(ring))), {...options, smoothFactor: 0.8});
      mark.layer.on("click", (event) => open(mark, event.latlng));
    }
    addBox();
    follow();
  }

  /** Show what is left of each mark, and say how much. */
  function follow() {
    const asked = page.asked();
    const terms = page.terms(asked.q);
    for (const mark of marks) {
      mark.left = mark.rows.filter((event) => isShown(mark.set, event, asked, terms));
      if (mark.left.length) {
        if (!page.map.hasLayer(mark.layer)) mark.layer.addTo(page.map);
        if (mark.shape.t === "point") mark.layer.setRadius(Math.min(14, 3.4 + 1.6 * Math.sqrt(mark.left.length)));
        name(mark);
      } else mark.layer.remove();
    }
    fill();
  }

  function name(mark) {
    const element = mark.layer.getElement();
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", `${mark.set.title}: ${mark.name}, ${plural(mark.left.length, "event")}, ${mark.how}`);
  }

  /* In the address: the numbers of sets that are off, and as "set.kind" of kinds of event. */
  page.kept.push({
    key: "without",
    get: () => sets.flatMap((set, n) => [...(set.on ? [] : [n]), ...[...set.off].map((kind) => `${n}.${kind}`)]).join(","),
    set(words) {
      const off = new Set(words.split(","));
      sets.forEach((set, n) => {
        set.on = !off.has(String(n));
        set.off = new Set([...set.types.keys()].filter((kind) => off.has(`${n}.${kind}`)));
      });
      boxes.forEach(({input, isOn}) => input.checked = isOn());
    },
  });

  const boxes = []; // {input, isOn}
  let head;
  const counters = new Map(); // set -> its number

  function addBox() {
    const Box = L.Control.extend({
      options: {position: "topleft"},
      onAdd() {
        head = el("summary", {});
        const box = el("details", {class: "data-box", id: "data-box"}, head, ...sets.map(drawSet));
        box.open = window.innerWidth > 700;
        L.DomEvent.disableClickPropagation(box);
        L.DomEvent.disableScrollPropagation(box);
        return box;
      },
    });
    new Box().addTo(page.map);
  }

  function drawSet(set) {
    const number = el("span", {class: "number"});
    counters.set(set, number);
    const box = el("div", {class: set.css}, check(el("bdi", {}, set.title), () => set.on, (on) => set.on = on, el("span", {class: "data-swatch"}), number));
    if (set.types.length > 1) {
      const list = set.types.map((type, n) => [type, n]).sort(([a], [b]) => a.localeCompare(b));
      box.append(el("details", {class: "kinds"}, el("summary", {}, "Kinds of event"), ...list.map(([type, n]) =>
        check(el("bdi", {}, type), () => !set.off.has(n), (on) => on ? set.off.delete(n) : set.off.add(n), null, el("span", {class: "number"}, String(count(set, n)))))));
    }
    const wide = marks.filter((mark) => mark.set === set && ["country", "division", "district"].includes(mark.level));
    if (wide.length) {
      box.append(el("details", {class: "kinds"}, el("summary", {}, "Known to an area alone"), el("ul", {class: "data-wide"}, ...wide.map((mark) => {
        const button = el("button", {type: "button", class: "quiet"}, el("bdi", {}, `${mark.name} (${mark.rows.length})`));
        button.addEventListener("click", () => open(mark, page.map.getCenter()));
        return el("li", {}, button);
      }))));
    }
    return box;
  }

  const count = (set, type) => marks.filter((mark) => mark.set === set).reduce((sum, mark) => sum + mark.rows.filter((event) => event.type === type).length, 0);

  function check(words, isOn, change, ...rest) {
    const input = el("input", {type: "checkbox"});
    input.checked = isOn();
    boxes.push({input, isOn});
    input.addEventListener("change", () => {
      change(input.checked);
      follow();
      page.remember("sets");
    });
    const [swatch, number] = rest;
    return el("label", {}, input, swatch || "", words, number || "");
  }

  function fill() {
    let all = 0, shown = 0;
    for (const set of sets) {
      const own = marks.filter((mark) => mark.set === set);
      const left = own.reduce((sum, mark) => sum + mark.left.length, 0);
      const whole = own.reduce((sum, mark) => sum + mark.rows.length, 0);
      counters.get(set).textContent = left === whole ? String(whole) : `${left} of ${whole}`;
      all += whole;
      shown += left;
    }
    head.textContent = shown === all ? `Data sets: ${plural(all, "event")}` : `Data sets: ${shown} of ${plural(all, "event")}`;
  }

  function open(mark, at) {
    const popup = L.popup({maxWidth: 330, minWidth: 220, maxHeight: 320, className: "place-popup", autoPanPadding: [16, 16]});
    const list = el("ul", {class: "data-events"}, ...mark.left.slice(0, MOST).map(drawEvent));
    const box = el("div", {class: "popup", role: "group", "aria-label": mark.name}, el("h2", {dir: "auto"}, mark.name),
      el("p", {class: "note"}, `${mark.set.title} · ${plural(mark.left.length, "event")} · ${mark.how}`), list);
    if (mark.left.length > MOST) {
      const more = el("button", {type: "button", class: "quiet"}, `${mark.left.length - MOST} more`);
      more.addEventListener("click", () => {
        list.append(...mark.left.slice(MOST).map(drawEvent));
        more.remove();
        popup.update();
      });
      box.append(more);
    }
    box.append(el("p", {class: "note"}, "From a data set, not from the report."));
    popup.setLatLng(at).setContent(box).openOn(page.map);
  }

  function drawEvent(event) {
    const when = event.first ? page.timeWords(event.first, event.last) : "no date";
    const facts = [event.place, event.deaths > 0 ? plural(event.deaths, "death") + " by its count" : "", event.source ? "source: " + event.source : ""].filter(Boolean);
    const link = event.url ? el("a", {href: event.url, rel: "noreferrer noopener", target: "_blank"}, "link") : "";
    return el("li", {}, el("strong", {}, when), " · ", el("bdi", {}, event.title), event.actors ? el("div", {dir: "auto"}, event.actors) : "",
      facts.length || link ? el("small", {dir: "auto"}, facts.join(" · "), facts.length && link ? " · " : "", link) : "");
  }

  /** What a picture says of the events on it: of each set that is shown its colour, and its words. */
  function dataLegend() {
    return sets.map((set) => {
      const shown = marks.filter((mark) => mark.set === set).reduce((sum, mark) => sum + mark.left.length, 0);
      return {css: set.css, colour: page.colour("--" + set.css), shown, words: `${set.title}: ${plural(shown, "event")} beside the claims · ${set.credit}`};
    }).filter((one) => one.shown);
  }

  document.addEventListener("DOMContentLoaded", () => {
    draw();
    page.followers.push(follow);
  });

  Object.assign(page, {dataMarks: marks, dataLegend});
})(dateline);
