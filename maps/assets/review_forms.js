/* The forms of a review: a claim, a place (chosen on the map, too), the list of corrections. */
"use strict";
((page) => {
  const {DATA, cards, el, openDialog, dialogButton: button} = page;
  const draft = page.draft;
  const DEGREES = /^\s*([+−-]?\d{1,3}(?:\.\d+)?)\s*°?\s*([NSns])?\s*[,;\s]\s*([+−-]?\d{1,3}(?:\.\d+)?)\s*°?\s*([EWew])?\s*$/;
  const UNKNOWN = {kind: "outlet", words: "the report itself"};

  /** A labelled field; `hint` says what was read, or what is wrong. */
  function field(label, input, hint = "") {
    const id = "r-" + label.toLowerCase().replace(/\W+/g, "-");
    input.id = id;
    const note = el("small", {id: id + "-hint", dir: "auto"}, hint);
    input.setAttribute("aria-describedby", note.id);
    return el("div", {class: "field"}, el("label", {for: id}, label), input, note);
  }

  function choice(values, chosen, first) {
    const options = [["", first], ...values].map(([value, words]) => {
      const option = el("option", {value}, words);
      option.selected = value === chosen;
      return option;
    });
    return el("select", {}, ...options);
  }

  const radio = (name, value, checked, ...label) => {
    const input = el("input", {type: "radio", name, value});
    input.checked = checked;
    return el("label", {class: "choice"}, input, el("span", {dir: "auto"}, ...label));
  };
  const chosenOf = (form, name) => form.querySelector(`input[name="${name}"]:checked`).value;
  const spaced = (words) => words.replaceAll("_", " ");

  // ---------------------------------------------------------------- a claim
  function correctClaim(id) {
    const {report, record, added} = draft.pack().claims.get(id);
    const entry = draft.entryOfClaim(id) || {};
    const inferred = Object.fromEntries((record.corrected || []).map((one) => [one.field, one.inferred]));
    const read = (key, now) => key in inferred ? inferred[key] : now; // a page drawn with corrections
    const UNREAD = "what dateline will read";
    const asRead = (key) => added ? UNREAD : `as read: ${read(key, record[key]) ? page.wordsOf(read(key, record[key])) : "nothing"}`;
    const speaker = el("input", {type: "text", list: "r-speakers", autocomplete: "off", dir: "auto", value: entry.speaker || ""});
    const names = new Set([...draft.pack().claims.values()].map((one) => one.record.speaker.name));
    const time = el("input", {type: "text", autocomplete: "off", spellcheck: "false", value: entry.time || ""});
    const inputs = {
      speaker, time,
      act: choice(DATA.choices.act.map((act) => [act, page.wordsOf(act)]), entry.act, asRead("act")),
      realis: choice(DATA.choices.realis.map((one) => [one, page.wordsOf(one)]), entry.realis, asRead("realis")),
      type: choice(DATA.choices.type.map((one) => [one, page.wordsOf(one)]), entry.type, asRead("type")),
      graded_by: el("input", {type: "text", autocomplete: "name", value: entry.graded_by || ""}),
      note: el("textarea", {rows: "2", dir: "auto"}),
    };
    inputs.note.value = entry.note || "";
    const grades = Object.entries(DATA.grades);
    const sources = grades.filter(([sign]) => sign >= "A"), truths = grades.filter(([sign]) => sign < "A");
    const option = ([sign, words]) => [sign, `${sign} · ${words}`];
    const letter = choice(sources.map(option), (entry.grade || "")[0], "not graded");
    const digit = choice(truths.map(option), (entry.grade || "")[1], "not graded");
    const said = added ? "" : read("time", record.time && (record.time.normal || record.time.text)) || "no date";
    const voice = added ? "" : record.speaker.kind === UNKNOWN.kind && !("speaker" in inferred) ? UNKNOWN.words : read("speaker", record.speaker.name);
    const when = field("Date", time);
    const hint = (words) => added ? `left empty: ${UNREAD}` : `read: ${words}`;
    const grade = field("Credibility", digit);
    const status = el("fieldset", {class: "choices"}, el("legend", {}, "This claim is"),
      ...[["", "as it was read"], ["accepted", "accepted"], ["rejected", "rejected: off the map"]].map(([value, words]) => radio("status", value, (entry.status || "") === value, words)));
    const form = el("form", {novalidate: ""}, quoteOf(report, record), added ? "" : status,
      field("Speaker", speaker, hint(voice)),
      el("datalist", {id: "r-speakers"}, ...[...names].filter(Boolean).sort().map((name) => el("option", {value: name}))),
      when, el("div", {class: "pair"}, field("Meant as", inputs.act), field("Told as", inputs.realis)), field("Kind of event", inputs.type),
      el("div", {class: "pair"}, field("Source", letter), grade), field("Graded by", inputs.graded_by), field("Note", inputs.note),
      placesIn(report, record),
      el("p", {class: "dialog-end"}, button("Cancel", () => dialog.close()), el("button", {class: "main-button"}, "Save")));
    const dialog = openDialog(`${added ? "Your" : "Correct"} claim ${id}`, form);

    function checkTime() {
      const value = time.value.trim();
      const fault = value && page.faultOfTime(value);
      time.setAttribute("aria-invalid", String(Boolean(fault)));
      const days = value && !fault ? page.readEdtf(value).map((day) => day || "open") : null;
      when.querySelector("small").textContent = fault ? `${fault}. Write 2021, 2021-07, 2021-07-27, 2021-07~, 2022-05/2022-06, ../2042 or 2021/..` : days ? (days[0] === days[1] ? days[0] : `${days[0]} to ${days[1]}`) : hint(said);
      return !fault;
    }

    function checkGrade() {
      const half = Boolean(letter.value) !== Boolean(digit.value);
      digit.setAttribute("aria-invalid", String(half));
      grade.querySelector("small").textContent = half ? "A grade is a letter and a digit" : inputs.graded_by.value && !letter.value ? "“Graded by” goes with a grade" : "";
      return !half && !(inputs.graded_by.value.trim() && !letter.value);
    }
    time.addEventListener("input", checkTime);
    checkTime();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const good = [[checkTime(), time], [checkGrade(), digit]];
      const bad = good.find(([isGood]) => !isGood);
      if (bad) return bad[1].focus();
      const fields = Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, input.value.trim()]));
      dialog.close();
      draft.setClaim(id, {...fields, ...(added ? {} : {status: chosenOf(form, "status")}), grade: letter.value + digit.value});
    });
  }

  function quoteOf(report, {content, sentence}) {
    const part = (start, end) => page.sliceOf(report, start, end);
    const whole = sentence.start <= content.start && sentence.end >= content.end ? sentence : content;
    return el("blockquote", {dir: "auto"}, el("p", {}, el("span", {class: "context"}, part(whole.start, content.start)), el("mark", {}, part(content.start, content.end)), el("span", {class: "context"}, part(content.end, whole.end))));
  }

  /** The names in a claim's words, each a way to its form. */
  function placesIn(report, {content}) {
    const inside = report.mentions.filter((one) => one.start >= content.start && one.end <= content.end);
    if (!inside.length) return "";
    return el("p", {class: "card-actions"}, "Places: ", ...inside.map((mention) => button(mention.words, (event) => {
      event.target.closest("dialog").close();
      correctPlace(mention);
    }, {class: "quiet"})));
  }

  // ---------------------------------------------------------------- a place
  function correctPlace(mention, given = null) {
    const {report} = mention, {places} = draft.pack();
    const entry = draft.entryOfMention(mention);
    const says = given || entry || {};
    const twins = report.mentions.filter((one) => page.fold(one.words) === page.fold(mention.words)).length;
    const scope = says.scope || (twins > 1 ? "all" : "this");
    const isPoint = says.lat !== undefined || given;
    const now = mention.read.place ? `${(places.get(mention.read.place) || [mention.read.place])[0]}, ${Math.round(mention.read.p * 100)} %` : "no place";
    const point = el("input", {type: "text", id: "r-point", "aria-describedby": "r-point-hint", autocomplete: "off", inputmode: "text", "aria-label": "Latitude, longitude", placeholder: "38.56, 69.02", value: says.lat === undefined ? "" : `${says.lat}, ${says.lon}`});
    const hint = el("small", {id: "r-point-hint"});
    const note = el("textarea", {rows: "2", dir: "auto"});
    note.value = says.note || "";
    const pointChoice = radio("means", "point", Boolean(isPoint), "a point: latitude, longitude");
    const foreign = says.place && !mention.options.some(([id]) => id === says.place) ? [radio("means", "id:" + says.place, true, says.place)] : [];
    const means = el("fieldset", {class: "choices"}, el("legend", {}, "These words mean"),
      radio("means", "", !entry && !given, "as read: ", el("bdi", {}, now)),
      ...mention.options.map(([id, score, evidence]) => radio("means", "id:" + id, says.place === id && !given, el("bdi", {}, places.get(id)[0]), el("small", {}, [`score ${score}`, ...evidence.map(([name, value]) => `${spaced(name)} ${value}`)].join(" · ")))),
      ...foreign, pointChoice,
      el("div", {class: "point"}, point, button("Choose on the map", choose), hint),
      mention.kind === "new" ? "" : radio("means", "none", Boolean(says.none) && !given, "not a place"));
    const form = el("form", {novalidate: ""}, quoteOf(report, around(mention)), mention.read.reason ? el("p", {class: "reason", dir: "auto"}, mention.read.reason) : "", means,
      twins > 1 ? el("fieldset", {class: "choices"}, el("legend", {}, "This goes for"), radio("scope", "all", scope === "all", `all ${twins} mentions of “${mention.words}”`), radio("scope", "this", scope === "this", "this mention alone")) : "",
      field("Note", note),
      el("p", {class: "dialog-end"}, button("Cancel", () => dialog.close()), el("button", {class: "main-button"}, "Save")));
    const dialog = openDialog(`What does “${mention.words}” mean?`, form);
    point.addEventListener("input", () => {
      pointChoice.querySelector("input").checked = true;
    });

    const scopeNow = () => twins > 1 ? chosenOf(form, "scope") : "this";

    function choose() {
      const kept = {...says, scope: scopeNow(), note: note.value.trim()};
      const before = readPoint(point.value);
      dialog.close("picking");
      pickSpot(mention.words, dialog.returnTo, (spot) => spot ? correctPlace(mention, {...kept, ...spot}) : correctPlace(mention, before && {...kept, ...before}));
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const value = chosenOf(form, "means");
      const spot = readPoint(point.value);
      if (value === "point" && !spot) {
        point.setAttribute("aria-invalid", "true");
        hint.textContent = "Latitude first, then longitude, in degrees: 38.56, 69.02";
        return point.focus();
      }
      dialog.close();
      const rest = {scope: scopeNow(), ...(note.value.trim() ? {note: note.value.trim()} : {})};
      const meaning = value === "point" ? {...spot, ...(entry && entry.name ? {name: entry.name} : {})} : value === "none" ? {none: true} : value ? {place: value.slice(3)} : null;
      if (meaning || entry) draft.setMention(mention, meaning && {...meaning, ...rest});
    });
  }

  /** A mention with whole words around it. */
  function around(mention) {
    const {letters} = mention.report;
    let start = Math.max(0, mention.start - 70), end = Math.min(letters.length, mention.end + 70);
    for (let i = mention.start; i > start; i -= 1) if (letters[i] === "\n" && letters[i - 1] === "\n") start = i + 1; // its own paragraph
    for (let i = mention.end; i < end - 1; i += 1) if (letters[i] === "\n" && letters[i + 1] === "\n") end = i;
    while (start > 0 && start < mention.start && /\S/.test(letters[start - 1])) start += 1;
    while (end < letters.length && end > mention.end && /\S/.test(letters[end])) end -= 1;
    return {content: mention, sentence: {start, end}};
  }

  /** "38.56, 69.02" or "38.56 N 69.02 E" as {lat, lon}; null where it is neither. */
  function readPoint(words) {
    const found = DEGREES.exec(words);
    if (!found) return null;
    const [lat, lon] = [[found[1], found[2]], [found[3], found[4]]].map(([number, side]) => {
      const value = Number(number.replace("−", "-"));
      return side && /[SWsw]/.test(side) ? -Math.abs(value) : value;
    });
    const round = (value) => Number(value.toFixed(6)) + 0;
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? {lat: round(lat), lon: round(lon)} : null;
  }

  /** Let the reader choose a spot on the map: a click, or Enter for the middle; Esc gives none. */
  function pickSpot(words, before, done) {
    const {scrollX, scrollY} = window; // on a phone the map is far above the report
    page.showTable(false);
    page.map.closePopup();
    const frame = page.map.getContainer();
    const told = el("div", {class: "pick-bar"}, el("p", {role: "status"}, `Click or tap the spot of “${words}” on the map; Enter takes the middle, Esc none.`),
      button("Take the middle", () => end(page.map.getCenter())), button("Cancel", () => end(null)));
    frame.parentElement.append(told);
    frame.classList.add("is-picking");
    frame.focus({preventScroll: true});
    frame.scrollIntoView({block: "nearest"});
    document.addEventListener("click", onClick, true);
    document.addEventListener("keydown", onKey, true);

    function onClick(event) {
      if (!frame.contains(event.target) || event.target.closest(".leaflet-control")) return;
      event.preventDefault();
      event.stopPropagation();
      if (!page.map.dragging.moved()) end(page.map.mouseEventToLatLng(event));
    }

    function onKey(event) {
      if (event.key !== "Escape" && !(event.key === "Enter" && event.target === frame)) return;
      event.preventDefault();
      event.stopPropagation();
      end(event.key === "Enter" ? page.map.getCenter() : null);
    }

    function end(spot) {
      document.removeEventListener("click", onClick, true);
      document.removeEventListener("keydown", onKey, true);
      told.remove();
      frame.classList.remove("is-picking");
      window.scrollTo(scrollX, scrollY);
      if (before && before.isConnected) before.focus({preventScroll: true});
      done(spot && sharp(spot));
    }
  }

  /** A spot with as many decimals as a pixel of the map is worth. */
  function sharp(spot) {
    const {lat, lng} = spot.wrap();
    const decimals = Math.min(6, Math.max(1, Math.ceil(Math.log10(256 * 2 ** page.map.getZoom() / 360))));
    return {lat: Number(lat.toFixed(decimals)) + 0, lon: Number(lng.toFixed(decimals)) + 0};
  }

  // ---------------------------------------------------------------- the list
  function listChanges() {
    const {places, claims} = draft.state();
    const {others} = draft.pack().reports[0];
    const dialog = openDialog("Your corrections", list("Places", places, page.meaning, page.mentionOf, correctPlace), list("Claims", claims, page.said, (entry) => (draft.claimOf(entry) || {}).id, correctClaim));
    if (others) dialog.append(el("p", {class: "note"}, `The file that this page was drawn with holds ${page.plural(others, "correction")} of other reports, which this page has not: keep that file.`));
    dialog.append(el("p", {class: "dialog-end"}, button("Close", () => dialog.close(), {autofocus: ""})));

    function list(title, entries, words, target, open) {
      if (!entries.length) return "";
      const items = [...entries].sort((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity)).map((entry) => {
        const goal = target(entry);
        const again = goal && (cards.has(goal) || typeof goal === "object" || draft.pack().claims.has(goal));
        return el("li", {}, el("q", {dir: "auto"}, entry.words), el("p", {dir: "auto"}, words(entry)),
          entry.at === null ? el("p", {class: "reason"}, "These words were not found in this report; the correction is kept as it is.") : "",
          el("p", {class: "card-actions"}, again ? button("Change …", () => {
            dialog.close();
            open(goal);
          }, {class: "quiet"}) : "", button("Take back", () => {
            draft.remove(entry);
            dialog.close();
            if (draft.count()) listChanges();
          }, {class: "quiet", "aria-label": `Take back: ${entry.words}`})));
      });
      return el("section", {}, el("h3", {}, title), el("ul", {class: "plain"}, ...items));
    }
  }

  Object.assign(page, {correctClaim, correctPlace, listChanges, quoteOf, around});
})(dateline);
