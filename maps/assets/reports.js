/* Several reports on one page: a box to show or hide each, ways to their texts, lines between claims.
 *
 * Whether a claim is shown is find.js's to decide; the boxes ask it through `page.ask`.
 */
"use strict";
((page) => {
  const {DATA, byId, byClaim, drawn, latLng} = page;

  const boxes = [...document.querySelectorAll("#report-list input")];
  const titles = new Map(DATA.reports.map((report) => [report.id, report.title]));
  const linksOf = new Map(); // claim id -> [[other claim, kind]]
  let lines = [];

  for (const [from, to, kind] of DATA.links) {
    linksOf.set(from, [...(linksOf.get(from) || []), [to, kind]]);
    linksOf.set(to, [...(linksOf.get(to) || []), [from, kind]]);
  }

  /** All boxes ticked ask for nothing; the last one cannot be taken away. */
  function askForReports(event) {
    const left = boxes.filter((box) => box.checked);
    if (!left.length) {
      event.target.checked = true;
      page.say("One report stays shown");
      return;
    }
    const all = left.length === boxes.length;
    page.ask({report: new Set(all ? [] : left.map((box) => titles.get(box.dataset.report)))});
  }

  function follow() {
    const wanted = page.asked().report;
    for (const box of boxes) box.checked = !wanted.size || wanted.has(titles.get(box.dataset.report));
    for (const node of document.querySelectorAll("[data-of]")) {
      node.classList.toggle("is-left-out", wanted.size > 0 && !wanted.has(titles.get(node.dataset.of)));
    }
    drawLinks(page.chosen);
  }

  /** Where a line to a claim ends: at a point of it, else in the middle of its smallest shape. */
  function anchorOf(claim) {
    const found = (byClaim.get(claim) || []).map((id) => byId.get(id)).filter((feature) => feature.layer !== "movements");
    const rank = (feature) => feature.shape.t === "point" ? 0 : feature.kind === "uncertain" ? 1 : feature.layer === "areas" ? 3 : 2;
    const best = found.sort((a, b) => rank(a) - rank(b))[0];
    if (!best) return null;
    const {layer} = drawn.get(best.id);
    return best.middle ? latLng(best.middle) : layer.getLatLng ? layer.getLatLng() : layer.getCenter();
  }

  /** A thin dashed line to each linked claim of another place; of one place there is none to draw. */
  function drawLinks(claim) {
    lines.forEach((line) => line.remove());
    lines = [];
    const start = claim && anchorOf(claim);
    if (!start) return;
    for (const [other, kind] of linksOf.get(claim) || []) {
      const end = page.visible(other) && anchorOf(other);
      if (!end || end.equals(start)) continue;
      lines.push(L.polyline([start, end], {pane: "movements", interactive: false, className: "claim-link is-" + kind}).addTo(page.map));
    }
  }

  function toText(event) {
    const link = event.target.closest('a[href^="#report-"]');
    const section = link && document.getElementById(link.hash.slice(1));
    if (!section) return;
    event.preventDefault();
    page.openTab("report");
    section.scrollIntoView({block: "start"});
    section.setAttribute("tabindex", "-1");
    section.focus({preventScroll: true});
  }

  const before = page.chose;
  page.chose = (claim) => {
    before(claim);
    drawLinks(claim);
  };
  boxes.forEach((box) => box.addEventListener("change", askForReports));
  document.addEventListener("click", toText);
  page.followers.push(follow);
})(dateline);
