/* When? Claims as bars on an axis of days, a window to look through, and those without a date.
 *
 * A month is a bar as long as a month; "since" and "until" fade out at their open side. Years in
 * which nothing is dated are shortened: between two edges of bars the axis grows with the logarithm
 * of the days, so that a day beside a decade can be seen. What is shown changes at the edges of bars
 * alone; so the window's ends go from edge to edge. Where times are too many to be seen apart, whole
 * months or years are bars, as high as their claims are many.
 */
"use strict";
((page) => {
  const {DATA, cards, el, plural} = page;

  const DAY = 86400000; // milliseconds
  const PACE = 1500; // milliseconds a step while playing
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const FADE = 70, THINNEST = 9, MOST_LANES = 5; // pixels, lanes
  const MANY = 70; // bars that can be seen apart
  const part = (name) => document.getElementById(name);
  const track = part("time-track");

  const number = (day) => Date.parse(day) / DAY;
  const iso = (count) => new Date(count * DAY).toISOString().slice(0, 10);
  const exact = group(([first, last, open]) => ({first: number(first), end: number(last) + 1, open}));
  const months = exact.length > MANY ? inUnits(7) : exact;
  const groups = months.length > MANY ? inUnits(4) : months;
  const LANE = groups === exact ? 15 : 32; // pixels
  const undated = group(null);
  const edges = [...new Set(groups.flatMap(({first, end}) => [first, end]))].sort((a, b) => a - b);
  const moments = edges.slice(0, -1).map((edge, i) => i).filter(isCovered); // stretches with a dated claim
  const places = lay(); // where each edge stands, 0 to 1
  const barOf = new Map(); // claim id -> its bar
  let window_ = [0, edges.length - 1], playing = null, dragged = null;
  let drawnFor = 0; // width

  /** Claims of one time share a bar; without a date, those of one kind. */
  function group(read) {
    const found = new Map();
    for (const id of cards.keys()) {
      const claim = DATA.claims[id], {time} = claim;
      if (Boolean(time) !== Boolean(read)) continue;
      const one = read ? read(time) : {when: claim.when.replace(/^“[^”]*” · |: .*/g, "")};
      const key = Object.values(one).join();
      if (!found.has(key)) found.set(key, {...one, claims: []});
      found.get(key).claims.push(id);
    }
    return [...found.values()].sort((a, b) => a.first - b.first || a.end - b.end || b.claims.length - a.claims.length);
  }

  /** The claims' times as whole months or years: so many characters of a day tell which. */
  function inUnits(kept) {
    const start = (day) => number(day.slice(0, kept).padEnd(10, "-01-01".slice(kept - 4)));
    const after = (day) => kept === 4 ? Date.UTC(+day.slice(0, 4) + 1, 0) / DAY : Date.UTC(+day.slice(0, 4), +day.slice(5, 7)) / DAY;
    return group(([first, last, open]) => ({first: start(first), end: after(last), open}));
  }

  function isCovered(i) {
    return groups.some(({first, end}) => first <= edges[i] && end > edges[i]);
  }

  function lay() {
    const covered = new Set(moments);
    const long = edges.slice(1).map((edge, i) => {
      const weight = 1 + Math.log2(1 + edge - edges[i]);
      return covered.has(i) ? weight : Math.min(weight, 4);
    });
    const whole = long.reduce((a, b) => a + b, 0);
    let sum = 0;
    return [0, ...long.map((one) => (sum += one) / whole)];
  }

  const placeOf = (day) => places[edges.indexOf(day)];

  /** "2004", "Jul 2021", "1–10 Jul 2021", "28 Jun 2021 – 3 Jul 2021". */
  function timeWords(from, to) {
    if (!from) return `until ${dayWords(to)}`;
    if (!to) return `from ${dayWords(from)}`;
    const [year, month] = from.split("-");
    const length = new Date(Date.UTC(+to.slice(0, 4), +to.slice(5, 7), 0)).getUTCDate();
    const whole = from.endsWith("-01") && +to.slice(8) === length;
    if (whole && month === "01" && to.slice(5, 7) === "12") return year === to.slice(0, 4) ? year : `${year}–${to.slice(0, 4)}`;
    if (whole && from.slice(0, 7) === to.slice(0, 7)) return `${MONTHS[month - 1]} ${year}`;
    if (from === to) return dayWords(from);
    return from.slice(0, 7) === to.slice(0, 7) ? `${+from.slice(8)}–${dayWords(to)}` : `${dayWords(from)} – ${dayWords(to)}`;
  }

  const dayWords = (day) => `${+day.slice(8)} ${MONTHS[day.slice(5, 7) - 1]} ${day.slice(0, 4)}`;
  const spanWords = ({first, end, open}) => ({"<": "until ", ">": "since "}[open] || "") + timeWords(iso(first), iso(end - 1));

  function draw() {
    const width = drawnFor = track.clientWidth;
    barOf.clear();
    const pieces = width && groups.length ? [...drawBars(width), ...drawTicks(width), ...drawWindow()] : [];
    track.replaceChildren(...pieces);
    part("time-undated").replaceChildren(...undated.map((one) => makeBar(one, one.when)));
    fill();
  }

  /** Bars in as few rows as hold them without overlap; very many share the last row. */
  function drawBars(width) {
    const free = [];
    const most = Math.max(...groups.map((one) => one.claims.length));
    const bars = groups.map((one) => {
      const left = placeOf(one.first) * width;
      const right = Math.max(placeOf(one.end) * width, left + THINNEST);
      const low = one.open === "<" ? left - FADE : left, high = one.open === ">" ? right + FADE : right;
      let lane = free.findIndex((end) => end <= low + 0.5);
      if (lane < 0) lane = Math.min(free.length, MOST_LANES - 1);
      free[lane] = high;
      const bar = makeBar(one, spanWords(one));
      bar.classList.add("dated", ...(one.open ? [one.open === "<" ? "open-before" : "open-after"] : []));
      const tall = groups === exact ? LANE - 2 : Math.round(6 + (LANE - 8) * Math.sqrt(one.claims.length / most));
      Object.assign(bar.style, {left: `${low}px`, width: `${high - low - 1}px`, height: `${tall}px`, top: `${(lane + 1) * LANE - tall}px`});
      return bar;
    });
    track.style.height = `${Math.max(1, free.length) * LANE + 22}px`;
    return bars;
  }

  function makeBar(one, words) {
    const bar = el("button", {type: "button", class: "bar", tabindex: one.when ? null : "-1", title: words});
    bar.addEventListener("click", () => {
      const left = one.claims.filter(page.visible);
      if (left.length) page.select(left[(left.indexOf(page.chosen) + 1) % left.length], {from: "time"});
    });
    bar.addEventListener("mouseenter", () => page.lightUp(one.claims.filter(page.visible), "is-near"));
    bar.addEventListener("mouseleave", () => page.lightUp([], "is-near"));
    one.bar = bar;
    for (const id of one.claims) barOf.set(id, bar);
    return bar;
  }

  /** Years or months under the bars where there is room. */
  function drawTicks(width) {
    let taken = -Infinity;
    const ticks = [];
    for (const one of groups) {
      const at = placeOf(one.first) * width;
      const words = timeWords(iso(one.first), iso(one.end - 1)).split(" – ")[0]; // where a long one begins
      const long = words.length * 6.5 + 8;
      const left = Math.min(at, width - long);
      if (left < taken) continue;
      taken = left + long;
      const tick = el("span", {class: "tick", "aria-hidden": "true"}, words);
      tick.style.left = `${left}px`;
      ticks.push(tick);
    }
    return ticks;
  }

  function drawWindow() {
    const handle = (id, label, end) => {
      const node = el("div", {id, class: "handle", role: "slider", tabindex: "0", "aria-label": label, "aria-valuemin": "0", "aria-valuemax": edges.length - 1});
      node.addEventListener("keydown", (event) => {
        const to = {ArrowLeft: window_[end] - 1, ArrowDown: window_[end] - 1, ArrowRight: window_[end] + 1, ArrowUp: window_[end] + 1, Home: 0, End: edges.length - 1}[event.key];
        if (to === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        moveEnd(end, to);
      });
      return node;
    };
    return [el("i", {class: "shade"}), el("i", {class: "shade"}), handle("time-from", "Window from", 0), handle("time-to", "Window to", 1)];
  }

  function moveEnd(end, to) {
    const next = [...window_];
    next[end] = end ? Math.max(next[0] + 1, Math.min(edges.length - 1, to)) : Math.min(next[1] - 1, Math.max(0, to));
    look(next);
  }

  /** Look through a window, from one edge to another; the whole axis is no window. */
  function look([low, high], how = "moving") {
    const whole = low === 0 && high === edges.length - 1;
    page.ask({from: whole ? "" : iso(edges[low]), to: whole ? "" : iso(edges[high] - 1)}, how);
  }

  /** Show numbers, window and switch as they are now. */
  function fill() {
    const asked = page.asked();
    for (const one of [...groups, ...undated]) {
      if (!one.bar) continue;
      const left = one.claims.filter(page.beforeTime);
      one.bar.classList.toggle("is-out", !left.length);
      one.bar.disabled = !left.some(page.visible);
      one.bar.classList.toggle("is-said-open", left.length > 0 && left.every((id) => !["disc", "cross"].includes(DATA.claims[id].mark)));
      one.bar.replaceChildren(one.when ? `${one.when} ${left.length}` : left.length > 1 && groups === exact ? String(left.length) : "");
      one.bar.setAttribute("aria-label", `${one.when || spanWords(one)}: ${plural(left.length, "claim")}`);
    }
    const low = asked.from ? edges.findLastIndex((edge) => edge <= number(asked.from)) : 0;
    const high = asked.to ? edges.findIndex((edge) => edge > number(asked.to)) : edges.length - 1;
    window_ = [Math.max(0, low), high < 0 ? edges.length - 1 : high];
    const [left, right] = track.querySelectorAll(".shade");
    if (left) showWindow(left, right, asked);
    const without = undated.flatMap((one) => one.claims).filter(page.beforeTime).length;
    part("undated").checked = asked.undated;
    part("undated-words").textContent = `${without} without a date`;
    const shown = asked.from || asked.to ? timeWords(asked.from, asked.to) : groups.length ? `All times, ${[...new Set([edges[0], edges.at(-1) - 1].map((edge) => iso(edge).slice(0, 4)))].join("–")}` : "No claim has a date of the calendar";
    part("time-now").textContent = shown;
  }

  function showWindow(left, right, asked) {
    const [from, to] = window_.map((edge) => places[edge] * 100);
    left.style.width = `${from}%`;
    right.style.left = `${to}%`;
    const ends = [[part("time-from"), from, asked.from || iso(edges[0])], [part("time-to"), to, asked.to || iso(edges.at(-1) - 1)]];
    ends.forEach(([node, at, day], i) => {
      node.style.left = `${at}%`;
      node.setAttribute("aria-valuenow", window_[i]);
      node.setAttribute("aria-valuetext", dayWords(day));
    });
  }

  /** Step to the next or previous stretch in which something is dated. */
  function stepTime(by) {
    const whole = window_[0] === 0 && window_[1] === edges.length - 1;
    const at = by > 0 ? moments.find((i) => whole || i >= window_[1]) : moments.findLast((i) => whole || i < window_[0]);
    if (at === undefined) look([0, edges.length - 1]);
    else look([at, at + 1]);
    return at !== undefined;
  }

  /** Play from where the window is to the end, then show all times again. */
  function play() {
    if (playing) return stop();
    if (!moments.length) return;
    playing = setInterval(() => stepTime(1) || stop(), PACE);
    part("play").textContent = "Pause";
    if (!stepTime(1)) stepTime(1); // from the end it begins anew
  }

  function stop() {
    clearInterval(playing);
    playing = null;
    part("play").textContent = "Play";
  }

  /** The edge of a bar nearest to a pointer. */
  function edgeAt(event) {
    const frame = track.getBoundingClientRect();
    const at = (event.clientX - frame.left) / frame.width;
    return places.reduce((best, place, i) => Math.abs(place - at) < Math.abs(places[best] - at) ? i : best, 0);
  }

  track.addEventListener("pointerdown", (event) => {
    if (event.button || event.target.closest(".bar") || edges.length < 2) return;
    stop();
    const handle = event.target.closest(".handle");
    dragged = {end: handle ? Number(handle.id === "time-to") : null, from: edgeAt(event), x: event.clientX};
    track.setPointerCapture(event.pointerId);
    if (handle) handle.focus();
    event.preventDefault();
  });
  track.addEventListener("pointermove", (event) => {
    if (!dragged || Math.abs(event.clientX - dragged.x) < 4) return;
    dragged.x = Infinity;
    const at = edgeAt(event);
    if (dragged.end !== null) moveEnd(dragged.end, at);
    else if (at !== dragged.from) look([Math.min(at, dragged.from), Math.max(at, dragged.from)]);
  });
  track.addEventListener("pointerup", () => {
    if (dragged && dragged.end === null && dragged.x !== Infinity) look([0, edges.length - 1]);
    dragged = null;
  });
  part("play").addEventListener("click", play);
  part("time-on").addEventListener("click", () => stepTime(1));
  part("time-back").addEventListener("click", () => stepTime(-1));
  part("undated").addEventListener("change", (event) => page.ask({undated: event.target.checked}));
  part("undated").closest(".time-without").hidden = !undated.length;
  part("play").parentElement.hidden = track.hidden = !groups.length;
  part("timeline").hidden = !cards.size;
  if (groups.length === 0) part("undated").disabled = true;
  page.followers.push((how) => {
    if (how !== "moving") stop();
    if (barOf.size) fill();
  });
  new ResizeObserver(() => track.clientWidth !== drawnFor && draw()).observe(track);

  Object.assign(page, {timeWords, play, barsOf: (claim) => barOf.has(claim) ? [barOf.get(claim)] : []});
  draw(); // before the map, which takes the room that is left
})(dateline);
