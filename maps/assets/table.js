/* All claims that are shown as a table, in the place of the map; every column sorts. */
"use strict";
((page) => {
  const {DATA, cards, el, use} = page;

  const ROWS = 300; // rows drawn at once
  const COLUMNS = [
    {title: "Claim", key: (id) => order.get(id)},
    {title: "Speaker", key: (id) => DATA.claims[id].who},
    {title: "Says", key: (id) => DATA.claims[id].quote},
    {title: "Meant", key: (id) => DATA.claims[id].words},
    {title: "Kind", key: (id) => DATA.claims[id].type || ""},
    {title: "When", key: (id) => (DATA.claims[id].time || ["9999"])[0] + DATA.claims[id].when},
    {title: "On the map", key: (id) => places(id)},
  ];
  const box = document.getElementById("table");
  const buttons = {map: document.getElementById("show-map"), table: document.getElementById("show-table")};
  let by = 0, down = false, room = ROWS, order;

  const places = (id) => [...new Set((page.byClaim.get(id) || []).map((feature) => page.byId.get(feature).name))].join("; ");
  const {compare: inOrder} = new Intl.Collator();
  const compare = (a, b) => typeof a === "number" ? a - b : inOrder(a, b);

  function sorted() {
    const {key} = COLUMNS[by];
    order = new Map([...cards.keys()].map((id, i) => [id, i])); // a review adds some
    const rows = page.shownClaims().map((id) => [key(id), id]);
    rows.sort((a, b) => (down ? -1 : 1) * compare(a[0], b[0]) || order.get(a[1]) - order.get(b[1]));
    return rows.map((row) => row[1]);
  }

  function draw() {
    if (box.hidden) return;
    const ids = sorted();
    const head = el("tr", {}, ...COLUMNS.map(drawHead));
    const body = el("tbody", {}, ...ids.slice(0, room).map(drawRow));
    const words = `${ids.length} of ${page.plural(cards.size, "claim")}, by ${COLUMNS[by].title.toLowerCase()}`;
    const table = el("table", {}, el("caption", {}, words), el("thead", {}, head), body);
    box.replaceChildren(table);
    if (ids.length > room) {
      const more = el("button", {type: "button", class: "quiet"}, `${ids.length - room} more`);
      more.addEventListener("click", () => {
        room += ROWS * 3;
        draw();
      });
      box.append(more);
    }
  }

  function drawHead(column, i) {
    const button = el("button", {type: "button", class: "sort", id: "sort-" + i}, column.title);
    button.addEventListener("click", () => {
      down = by === i && !down;
      by = i;
      draw();
      page.remember("sort");
      document.getElementById("sort-" + i).focus();
    });
    return el("th", {scope: "col", "aria-sort": i === by ? (down ? "descending" : "ascending") : null}, button);
  }

  function drawRow(id) {
    const claim = DATA.claims[id];
    const link = el("a", {href: "#claim-" + id}, id);
    const cell = (...parts) => el("td", {dir: "auto"}, ...parts);
    const row = el("tr", {"data-claim": id, "aria-current": id === page.chosen ? "true" : null},
      el("th", {scope: "row"}, link), cell(claim.who), cell(claim.quote),
      cell(el("span", {class: "how"}, use("m-" + claim.mark, "mark mark-" + claim.mark), el("span", {}, claim.words))),
      cell(claim.type || ""), cell(claim.when), cell(places(id)));
    row.addEventListener("click", (event) => {
      if (!event.target.closest("a") && !String(window.getSelection())) page.select(id, {from: "table"});
    });
    return row;
  }

  /** The chosen claim's row is marked; nothing else of the table changes. */
  function markRow(claim) {
    for (const row of box.querySelectorAll("tbody tr")) {
      if (row.dataset.claim === claim) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  }

  const tableIsShown = () => !box.hidden;

  function showTable(shown = true) {
    if (shown === tableIsShown()) return;
    box.hidden = !shown;
    document.querySelector(".stage").classList.toggle("shows-table", shown);
    buttons.table.setAttribute("aria-pressed", String(shown));
    buttons.map.setAttribute("aria-pressed", String(!shown));
    if (shown) draw();
    else {
      page.map.invalidateSize({animate: false});
      page.labelsSoon();
    }
    page.remember("table");
  }

  buttons.table.addEventListener("click", () => showTable(true));
  buttons.map.addEventListener("click", () => showTable(false));
  page.followers.push(draw);
  page.kept.push({key: "sort", get: () => by || down ? (down ? "-" : "") + COLUMNS[by].title : "", set: (words) => {
    down = words[0] === "-";
    by = Math.max(0, COLUMNS.findIndex(({title}) => words.endsWith(title)));
  }});

  Object.assign(page, {showTable, tableIsShown, markRow});
})(dateline);
