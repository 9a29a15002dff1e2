/* Taking along: the map and its claims as files, as a picture, on paper, in another page.
 *
 * What the filters leave is what is taken along, and the dialog says so. Files are made here and
 * handed to the browser; nothing is asked of a server. Shapes are those of the page, simplified to
 * what a screen shows; `dateline layers` writes them whole.
 */
"use strict";
((page) => {
  const {DATA, byId, byClaim, cards, decode, el, plural} = page;

  const FORMULA = /^[=+\-@\t\r]/; // what a spreadsheet would run
  const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  const fileName = (ending) => (decodeURIComponent(location.pathname.split("/").pop()).replace(/\.html?$/i, "") || "map") + ending;

  /** Hand a file to the browser. */
  function download(name, content, type) {
    const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], {type}));
    const link = el("a", {href: address, download: name, hidden: ""});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    page.say(`${name} is in your downloads`);
  }

  // ---------------------------------------------------------------- what is taken along
  const lonLat = (points) => points.map(([lat, lon]) => [lon, lat]);
  const line = (text) => lonLat(decode(text));
  const places = (id) => [...new Set((byClaim.get(id) || []).map((feature) => byId.get(feature)))];

  function ring(text, hole) {
    const points = line(text);
    if (String(points[0]) !== String(points.at(-1))) points.push(points[0]);
    const area = points.slice(1).reduce((sum, [x, y], i) => sum + points[i][0] * y - x * points[i][1], 0);
    return (area < 0) === hole ? points : points.reverse();
  }

  /** A feature's shape as GeoJSON has it, cut where the map passes 180 degrees (seam.js). */
  const geometryOf = (feature) => page.cutShape ? page.cutShape(feature, shapeOf) : shapeOf(feature);

  /** A shape as the map has it; an arrow is a straight line from its start to its end. */
  function shapeOf({layer, shape}) {
    if (shape.t === "point") return {type: "Point", coordinates: line(shape.p)[0]};
    if (shape.t === "line") {
      const lines = shape.p.map((text) => line(text)).map((points) => layer === "movements" ? [points[0], points.at(-1)] : points);
      return lines.length === 1 ? {type: "LineString", coordinates: lines[0]} : {type: "MultiLineString", coordinates: lines};
    }
    const polygons = shape.p.map((rings) => rings.map((text, i) => ring(text, i > 0)));
    return polygons.length === 1 ? {type: "Polygon", coordinates: polygons[0]} : {type: "MultiPolygon", coordinates: polygons};
  }

  function claimOf(id) {
    const {quote, who, via = "", words, act, realis, negated = false, type = "", when} = DATA.claims[id];
    const report = page.reportOf(id);
    return {id, quote, speaker: who, via, meant: words, act, realis, negated, type, when, report: report.title || "", source: report.source || "", published: report.published || ""};
  }

  const taken = () => DATA.features.filter(page.inView);
  const left = (feature) => (feature.claims || []).filter(page.visible);

  function geojson() {
    const features = taken().map((feature) => JSON.stringify({
      type: "Feature", id: feature.id,
      properties: {
        layer: feature.layer, name: feature.name, kind: feature.kind || null, place_id: feature.place || null, status: feature.status || null,
        disputed: Boolean(feature.disputed), note: feature.note || null, lengths: feature.lengths || null, source: feature.source || null,
        claim_ids: left(feature), claims: left(feature).map(claimOf),
      },
      geometry: geometryOf(feature),
    }));
    return `{"type": "FeatureCollection", "features": [\n${features.join(",\n")}\n]}\n`;
  }

  /** A row a claim; text that a spreadsheet would run as a formula gets an apostrophe in front. */
  function csv() {
    const rows = page.shownClaims().map((id) => {
      const own = places(id);
      const points = own.filter((feature) => feature.shape.t === "point").map((feature) => geometryOf(feature).coordinates);
      const {negated, ...claim} = claimOf(id);
      return {...claim, negated: String(negated), places: own.map((feature) => feature.name).join("; "), lon_deg: points.length === 1 ? points[0][0] : "", lat_deg: points.length === 1 ? points[0][1] : ""};
    });
    const names = ["id", "quote", "speaker", "via", "meant", "act", "realis", "negated", "type", "when", "places", "lon_deg", "lat_deg", "report", "source", "published"];
    return "\ufeff" + [names, ...rows.map((row) => names.map((name) => row[name]))].map((cells) => cells.map(cell).join(",") + "\r\n").join("");
  }

  function cell(value) {
    const words = typeof value === "string" && FORMULA.test(value) ? "'" + value : String(value);
    return /[",\r\n]/.test(words) ? `"${words.replaceAll("\"", "\"\"")}"` : words;
  }

  const xml = (words) => words.replace(UNFIT, "\ufffd").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  function kml() {
    const text = (points) => points.map((point) => point.join(",")).join(" ");
    const part = {
      Point: (at) => `<Point><coordinates>${text([at])}</coordinates></Point>`,
      LineString: (points) => `<LineString><tessellate>1</tessellate><coordinates>${text(points)}</coordinates></LineString>`,
      Polygon: (rings) => `<Polygon>${rings.map((points, i) => `<${i ? "inner" : "outer"}BoundaryIs><LinearRing><coordinates>${text(points)}</coordinates></LinearRing></${i ? "inner" : "outer"}BoundaryIs>`).join("")}</Polygon>`,
    };
    const shape = ({type, coordinates}) => type.startsWith("Multi") ? `<MultiGeometry>${coordinates.map((one) => part[type.slice(5)](one)).join("")}</MultiGeometry>` : part[type](coordinates);
    const says = (id) => `${id} · ${DATA.claims[id].who} (${DATA.claims[id].words}; ${DATA.claims[id].when}): “${DATA.claims[id].quote}”`;
    const marks = taken().map((feature) => {
      const words = [feature.lengths, feature.note, ...left(feature).map(says)].filter(Boolean).join("\n\n");
      return `<Placemark><name>${xml(feature.name)}</name><description>${xml(xml(words).replaceAll("\n", "<br>"))}</description>${shape(geometryOf(feature))}</Placemark>\n`;
    });
    return `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${xml(document.title)}</name>\n${marks.join("")}</Document></kml>\n`;
  }

  // ---------------------------------------------------------------- another page
  /** HTML that shows this page in another, as it is seen now, with as few rights as it needs. */
  function embedSnippet() {
    const plain = (words) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    const address = location.protocol === "file:" ? fileName(".html") + location.hash : location.href;
    return `<iframe src="${plain(address)}" title="${plain("Map: " + document.title)}" width="100%" height="640" style="border:0" loading="lazy" referrerpolicy="no-referrer" sandbox="allow-scripts allow-popups allow-downloads"></iframe>`;
  }

  // ---------------------------------------------------------------- the dialog
  async function claimFiles() {
    const {reports} = await page.open();
    for (const report of reports) download(fileName(`${report.key && "-" + report.key}-claims.json`), report.claims, "application/json");
  }

  function takeAlong() {
    const count = page.shownClaims().length;
    const what = count === cards.size ? `All ${plural(count, "claim")} and their places.` : `What the filters leave: ${count} of ${plural(cards.size, "claim")}.`;
    const line = (words, about, act) => el("li", {}, page.dialogButton(words, act), el("span", {}, about));
    const copied = el("span", {class: "note", role: "status"});
    const snippet = page.dialogButton("Copy embed snippet", async () => {
      copied.textContent = await page.copy(embedSnippet(), "Snippet copied") ? "Copied" : "The browser does not allow it";
    });
    const dialog = page.openDialog("Take along", el("p", {}, what, " Files are made in this page; nothing is sent."),
      el("ul", {class: "takes"},
        line("Picture (PNG)", "the map as it is seen now, with title, scale and sources", () => picture()),
        line("Print", "one sheet: map, key of claims, sources", () => {
          dialog.close();
          page.printSheet();
        }),
        line("Table (CSV)", "a row a claim, for a spreadsheet", () => download(fileName(".csv"), csv(), "text/csv")),
        line("GeoJSON", "shapes with their claims, for QGIS and others", () => download(fileName(".geojson"), geojson(), "application/geo+json")),
        line("KML", "for Google Earth", () => download(fileName(".kml"), kml(), "application/vnd.google-earth.kml+xml")),
        page.canUnpack && DATA.pack ? line("Claims (JSON)", "all of them with all that was read, as “dateline claims” writes them", claimFiles) : "",
        el("li", {}, snippet, el("span", {}, "HTML that shows this page in yours ", copied))),
      el("p", {class: "dialog-end"}, page.dialogButton("Close", () => dialog.close())));
  }

  async function picture() {
    const blob = await new Promise((done) => page.drawPicture({scale: 2}).toBlob(done, "image/png"));
    if (blob) download(fileName(".png"), blob);
    else page.tell("No picture", "The browser could not make a picture of this size.");
  }

  const button = el("button", {type: "button", id: "take-button", "aria-haspopup": "dialog", "aria-keyshortcuts": "d"}, "Take along");
  button.addEventListener("click", takeAlong);
  document.getElementById("tools-take").append(button);

  Object.assign(page, {download, takeAlong, embedSnippet});
})(dateline);
