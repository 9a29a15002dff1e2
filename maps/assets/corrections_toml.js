/* corrections.toml in the page: what is wrong with a file, and the one form in which it is written.
 *
 * docs/corrections.md describes both; layers/corrections/read.py and corrections_write.py do the same
 * in Python. Entries have the file's own keys, but a claim's `quote` is `words` here as a place's is.
 */
"use strict";
((page) => {
  const KEYS = {
    report: ["id", "title", "sha256"],
    place: ["report", "words", "prefix", "suffix", "position", "scope", "place", "lat", "lon", "name", "none", "note"],
    claim: ["add", "report", "quote", "prefix", "suffix", "position", "status", "speaker", "speaker_country", "time", "act", "realis", "type", "grade", "graded_by", "note"],
  };
  const SAYS = ["status", "speaker", "speaker_country", "time", "act", "realis", "type", "grade", "note"];
  const CHOICES = page.DATA.choices; // key -> values that it may have
  const PATTERNS = {sha256: /^[0-9a-f]{64}$/, speaker_country: /^[A-Z]{2,3}$/, grade: /^[A-F][1-6]$/};
  const RANGES = {lat: 90, lon: 180};
  const MAY_BE_EMPTY = ["prefix", "suffix", "title"];
  const SHORT = {"\"": "\\\"", "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"};
  const ESCAPED = /["\\\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
  const MOST_BYTES = 20_000_000;

  // ---------------------------------------------------------------- dates
  const ONE = /^([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?$/;
  const two = (number) => String(number).padStart(2, "0");
  const lengthOf = (year, month) => month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

  /** Read an EDTF date: [first day, last day], "" on an open side. */
  function readEdtf(text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      const all = text.slice(1, -1).split(",").flatMap(moment).sort();
      return [all[0], all.at(-1)];
    }
    const slash = text.indexOf("/");
    if (slash < 0) return moment(text);
    const first = text.slice(0, slash), last = text.slice(slash + 1);
    if (first === "..") return ["", moment(last)[1]];
    if (last === "..") return [moment(first)[0], ""];
    const begin = moment(first), end = moment(last);
    if (begin[0] > end[0]) throw new Error(`“${text}” ends before it begins`);
    return [begin[0], end[1]];
  }

  function moment(text) {
    const found = ONE.exec(text);
    if (!found) throw new Error(`“${text}” is no date`);
    const [, digits, monthText, dayText] = found;
    const open = digits.split("X").length - 1, month = Number(monthText || 0), day = Number(dayText || 0);
    if (open && monthText) throw new Error(`“${text}” has a month in a year that is not said`);
    const year = Number(digits.replaceAll("X", "0"));
    const season = !dayText && ((month >= 21 && month <= 24) || (month >= 33 && month <= 36));
    const real = year >= 1 && year <= 9900 && (season || !monthText || (month >= 1 && month <= 12)) && (!dayText || (day >= 1 && day <= lengthOf(year, month)));
    if (!real) throw new Error(`the calendar has no ${text}`);
    const iso = (y, m, d) => `${String(y).padStart(4, "0")}-${two(m)}-${two(d)}`;
    if (season && month >= 33) {
      const from = 3 * (month - 33) + 1;
      return [iso(year, from, 1), iso(year, from + 2, lengthOf(year, from + 2))];
    }
    if (season) return month === 24 ? [iso(year, 1, 1), iso(year + 1, 3, 31)] : [iso(year, 1, 1), iso(year, 12, 31)];
    if (!month) return [iso(year, 1, 1), iso(year + [1, 10, 100][open] - 1, 12, 31)];
    return day ? [iso(year, month, day), iso(year, month, day)] : [iso(year, month, 1), iso(year, month, lengthOf(year, month))];
  }

  // ---------------------------------------------------------------- reading
  /** Read a file's text: {reports, places, claims}. What is wrong is one Error, nothing half-read. */
  function readCorrections(text) {
    if (text.length > MOST_BYTES) throw new Error("larger than 20 MB: is it a file of corrections?");
    const data = page.readToml(text);
    if (data.version !== 1) throw new Error(`${data.version === undefined ? "no `version`" : "another `version`"}; this page reads version = 1`);
    const unknown = Object.keys(data).find((key) => !["version", "report", "place", "claim"].includes(key));
    if (unknown !== undefined) throw new Error(`unknown key “${unknown}”; known are version, report, place, claim`);
    const tables = (key) => data[key] === undefined ? [] : Array.isArray(data[key]) ? data[key] : [data[key]];
    if ([data.place, data.claim].some((one) => one !== undefined && !Array.isArray(one))) throw new Error("entries stand under [[place]] and [[claim]]");
    const several = Array.isArray(data.report);
    const reports = tables("report").map((one, n) => checked("report", one, n, several ? ["id"] : []));
    const ids = several ? reports.map((one) => one.id) : [];
    if (new Set(ids).size < ids.length) throw new Error("two [[report]] have the same id");
    return {reports, places: entries("place", "words"), claims: entries("claim", "quote")};

    function entries(name, words) {
      const seen = new Set();
      return tables(name).map((one, n) => {
        const record = checked(name, one, n, [words]);
        const fault = faultOf(name, record, record[words], ids);
        if (fault) fail(name, one, n, fault);
        const same = JSON.stringify([record.report, record[words], record.position, record.scope || "this"]);
        if (seen.has(same)) fail(name, one, n, "the same words as an entry before: make them one");
        seen.add(same);
        const {quote, ...rest} = record;
        return {...rest, words: record[words]};
      });
    }
  }

  function fail(name, one, n, what) {
    const at = page.tomlLine(one);
    throw new Error((at ? `line ${at}, ` : "") + `[[${name}]] ${n + 1}: ${what}`);
  }

  function checked(name, one, n, needed) {
    if (one === null || typeof one !== "object" || Array.isArray(one)) throw new Error(`[[${name}]] ${n + 1} is no table`);
    for (const [key, value] of Object.entries(one)) {
      const fault = KEYS[name].includes(key) ? faultOfValue(key, value) : `unknown key “${key}”`;
      if (fault) fail(name, one, n, fault);
    }
    const missing = needed.find((key) => one[key] === undefined);
    if (missing) fail(name, one, n, `\`${missing}\` is missing`);
    return {...one};
  }

  function faultOfValue(key, value) {
    if (key === "none" || key === "add") return value === true ? "" : `\`${key}\` is true or left out`;
    if (key === "position") return Number.isInteger(value) && value >= 0 ? "" : "`position` is a whole number";
    if (key in RANGES) return typeof value === "number" && Math.abs(value) <= RANGES[key] ? "" : `\`${key}\` is a number from −${RANGES[key]} to ${RANGES[key]}`;
    if (typeof value !== "string") return `\`${key}\` is text in quotation marks`;
    if (!value && !MAY_BE_EMPTY.includes(key)) return `\`${key}\` is empty`;
    if (key in PATTERNS && !PATTERNS[key].test(value)) return `\`${key}\` cannot be “${value.slice(0, 40)}”`;
    if (key in CHOICES && !CHOICES[key].includes(value)) return `\`${key}\` cannot be “${value.slice(0, 40)}”`;
    return "";
  }

  function faultOf(name, record, words, ids) {
    if (!words.trim()) return "there are no words";
    if (ids.length > 1 && record.report === undefined) return "the file has several reports: say which with `report`";
    if (ids.length && record.report !== undefined && !ids.includes(record.report)) return "`report` is the id of no [[report]]";
    if (name === "claim") {
      if (!record.add && !SAYS.some((key) => key in record)) return "says nothing";
      if ("graded_by" in record && !("grade" in record)) return "`graded_by` goes with `grade`";
      return "time" in record ? faultOfTime(record.time) : "";
    }
    if (("lat" in record) !== ("lon" in record)) return "`lat` and `lon` go together";
    if (["place", "lat", "none"].filter((key) => key in record).length !== 1) return "give one of `place`, `lat` with `lon`, `none = true`";
    return "name" in record && !("lat" in record) ? "`name` goes with `lat` and `lon`" : "";
  }

  function faultOfTime(text) {
    try {
      readEdtf(text);
      return "";
    } catch (error) {
      return error.message;
    }
  }

  // ---------------------------------------------------------------- writing
  const hex = (sign) => "\\u" + sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  const string = (words) => "\"" + words.replace(ESCAPED, (sign) => SHORT[sign] || hex(sign)) + "\"";
  const degrees = (number) => number.toFixed(6).replace(/(\.\d+?)0+$/, "$1").replace(/^-0\.0$/, "0.0");

  /** The text of a file of corrections; equal entries give equal bytes, in whatever order they come. */
  function writeCorrections({reports, places, claims}) {
    const order = new Map(reports.map((one, i) => [one.id, i]));
    const rank = (entry) => entry.report === undefined ? -1 : order.has(entry.report) ? order.get(entry.report) : order.size;
    const sorted = (list) => [...list].sort((a, b) => rank(a) - rank(b) || (a.position === undefined) - (b.position === undefined) || (a.position || 0) - (b.position || 0) || byLetters(a.words, b.words));
    const blocks = reports.map((one) => block(reports.length > 1 ? "[[report]]" : "[report]", "report", one));
    blocks.push(...sorted(places).map((one) => block("[[place]]", "place", {...one, scope: one.scope || "this"})));
    blocks.push(...sorted(claims).map((one) => block("[[claim]]", "claim", {...one, quote: one.words})));
    return ["version = 1\n", ...blocks].join("\n");
  }

  function block(header, name, record) {
    const given = KEYS[name].filter((key) => record[key] !== undefined && record[key] !== null && !(record[key] === "" && (key === "prefix" || key === "suffix")));
    return [header, ...given.map((key) => `${key} = ${valueText(key, record[key])}`)].join("\n") + "\n";
  }

  function valueText(key, value) {
    if (value === true) return "true";
    return key in RANGES ? degrees(value) : typeof value === "number" ? String(value) : string(value);
  }

  /** Compare by code points, as Python does; JavaScript's own order puts 𝄞 before ﬀ. */
  function byLetters(a, b) {
    const one = Array.from(a, (letter) => letter.codePointAt(0)), other = Array.from(b, (letter) => letter.codePointAt(0));
    const at = one.findIndex((code, i) => code !== other[i]);
    return at < 0 ? one.length - other.length : at >= other.length ? 1 : one[at] - other[at];
  }

  Object.assign(page, {readEdtf, faultOfTime, readCorrections, writeCorrections, SAYS});
})(dateline);
