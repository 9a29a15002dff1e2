/* Shapes of a map that passes 180 degrees as files want them: cut there, longitudes from -180 to 180.
 *
 * RFC 7946, 3.1.9. Only pages of such a map carry this. Areas come in parts that lie on one side
 * (maps/drawing/seam.py); arrows follow the great circle, so that they are cut where `dateline layers` cuts them.
 */
"use strict";
((page) => {
  const PIECES = 32; // of an arrow
  const RAD = Math.PI / 180;
  const turns = (x) => Math.ceil((x - 180) / 360); // by which a longitude is away from -180 to 180
  const back = ([x, y], turn) => [Math.round((x - 360 * turn) * 1e4) / 1e4, y];

  /** Move a ring to the side on which all of it lies. */
  function moved(ring) {
    const all = ring.map(([x]) => x);
    const turn = turns((Math.min(...all) + Math.max(...all)) / 2);
    return ring.map((point) => back(point, turn));
  }

  /** Cut a line where it crosses 180 degrees. */
  function cut(points) {
    const parts = [];
    let side = null;
    points.slice(1).forEach((end, i) => {
      const start = points[i], low = Math.min(start[0], end[0]), seam = 360 * turns(low) + 180;
      const stops = [start, end];
      if (low < seam && seam < Math.max(start[0], end[0])) stops.splice(1, 0, [seam, start[1] + (end[1] - start[1]) * (seam - start[0]) / (end[0] - start[0])]);
      stops.slice(1).forEach((to, n) => {
        const turn = turns((stops[n][0] + to[0]) / 2);
        if (turn !== side) parts.push([back(stops[n], turn)]);
        side = turn;
        parts.at(-1).push(back(to, turn));
      });
    });
    return parts.map((part) => part.map(([x, y]) => [x, Math.round(y * 1e4) / 1e4]));
  }

  /** Points along the great circle from the first to the last of a line; longitudes run on. */
  function arc([start, end]) {
    const [a, b] = [start, end].map(([x, y]) => [Math.cos(y * RAD) * Math.cos(x * RAD), Math.cos(y * RAD) * Math.sin(x * RAD), Math.sin(y * RAD)]);
    const angle = 2 * Math.asin(Math.min(1, Math.hypot(...a.map((value, i) => value - b[i])) / 2));
    if (angle < 1e-6) return [start, end];
    const out = [start];
    for (let n = 1; n < PIECES; n += 1) {
      const [x, y, z] = a.map((value, i) => (value * Math.sin(angle * (1 - n / PIECES)) + b[i] * Math.sin(angle * n / PIECES)) / Math.sin(angle));
      const lon = Math.atan2(y, x) / RAD;
      out.push([lon - 360 * Math.round((lon - out.at(-1)[0]) / 360), Math.atan2(z, Math.hypot(x, y)) / RAD]);
    }
    return [...out, end];
  }

  /** A feature's GeoJSON geometry, cut; `shapeOf` gives it as the map has it. */
  function cutShape({layer, shape, cut: parts}, shapeOf) {
    const {type, coordinates} = shapeOf({layer, shape: parts || shape});
    if (type === "Point") return {type, coordinates: back(coordinates, turns(coordinates[0]))};
    if (type === "Polygon") return {type, coordinates: coordinates.map(moved)};
    if (type === "MultiPolygon") return {type, coordinates: coordinates.map((rings) => rings.map(moved))};
    const lines = (type === "LineString" ? [coordinates] : coordinates).flatMap((line) => cut(layer === "movements" ? arc(line) : line));
    return lines.length === 1 ? {type: "LineString", coordinates: lines[0]} : {type: "MultiLineString", coordinates: lines};
  }

  Object.assign(page, {cutShape});
})(dateline);
