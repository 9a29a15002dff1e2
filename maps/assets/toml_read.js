/* What does a TOML text hold? TOML 1.0 without what corrections have no use for: times of day.
 *
 * Gives objects without prototype; dates without quotation marks come as their text. A fault is an
 * Error whose message begins with the line. `page.tomlLine(table)` tells where a table begins.
 */
"use strict";
((page) => {
  const DEEPEST = 60; // arrays in arrays, as far as a person goes
  const ESCAPES = {b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", "\"": "\"", "\\": "\\"};
  const NUMBER = /[+-]?(?:0x[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|0o[0-7]+(?:_[0-7]+)*|0b[01]+(?:_[01]+)*|inf|nan|(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)/y;
  const DATE = /(\d{4}-\d\d-\d\d)(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d:\d\d(?:\.\d+)?/y;
  const BARE = /[A-Za-z0-9_-]+/y;
  const lines = new WeakMap(); // table -> line of its header

  function readToml(source) {
    const text = source.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
    const fixed = new WeakSet(), headed = new WeakSet(), listed = new WeakSet(), dotted = new WeakSet();
    let at = 0, counted = 0, newlines = 1; // how far the line ends are counted, and which line that is
    const root = table();
    let here = root;

    function line() {
      for (; counted < at; counted += 1) if (text[counted] === "\n") newlines += 1;
      return newlines;
    }

    function fail(what) {
      throw new Error(`line ${line()}: ${what}`);
    }

    function table(number = line()) {
      const made = Object.create(null);
      lines.set(made, number);
      return made;
    }

    const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
    const skip = (signs) => {
      while (at < text.length && signs.includes(text[at])) at += 1;
    };
    function comment() {
      if (text[at] !== "#") return;
      for (at += 1; at < text.length && text[at] !== "\n"; at += 1) refuse(text[at], "a comment");
    }
    const refuse = (sign, where) => /[\u0000-\u0008\u000a-\u001f\u007f]/.test(sign) && fail(`a control character in ${where}`);

    /** Between the parts of an array: blanks, line ends, comments. */
    function gap() {
      for (let before = -1; before !== at;) {
        before = at;
        skip(" \t\n");
        comment();
      }
    }

    function endOfLine() {
      skip(" \t");
      comment();
      if (at < text.length && text[at] !== "\n") fail(`unexpected “${text[at]}”`);
    }

    function match(pattern) {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found) at += found[0].length;
      return found;
    }

    function key() {
      const parts = [];
      do {
        if (parts.length) at += 1;
        skip(" \t");
        if (text[at] === "\"" || text[at] === "'") parts.push(string(false));
        else parts.push((match(BARE) || fail("a key is missing"))[0]);
        skip(" \t");
      } while (text[at] === ".");
      return parts;
    }

    function string(mayBeLong) {
      const mark = text[at], long = text.startsWith(mark.repeat(3), at);
      if (long && !mayBeLong) fail("a key over several lines");
      at += long ? 3 : 1;
      if (long && text[at] === "\n") at += 1;
      let out = "";
      for (;;) {
        const sign = text[at];
        if (sign === undefined || (sign === "\n" && !long)) fail("text without its closing mark");
        if (sign === mark && !long) return at += 1, out;
        if (long && text.startsWith(mark.repeat(3), at)) {
          let more = 3;
          while (more < 5 && text[at + more] === mark) more += 1;
          at += more;
          return out + mark.repeat(more - 3);
        }
        if (sign === "\\" && mark === "\"") out += escaped(long);
        else {
          if (sign !== "\n") refuse(sign, "text");
          out += sign;
          at += 1;
        }
      }
    }

    function escaped(long) {
      const sign = text[at + 1];
      const blank = long && /^\\[ \t]*\n\s*/.exec(text.slice(at, at + 10000));
      if (blank) return at += blank[0].length, "";
      if (sign in ESCAPES) return at += 2, ESCAPES[sign];
      const size = {u: 4, U: 8}[sign] || fail(`unknown escape \\${sign === undefined ? "" : sign}`);
      const digits = text.slice(at + 2, at + 2 + size), code = parseInt(digits, 16);
      if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length < size || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) fail(`\\${sign}${digits} is no character`);
      at += 2 + size;
      return String.fromCodePoint(code);
    }

    function value(depth) {
      if (depth > DEEPEST) fail("too many brackets in brackets");
      const sign = text[at];
      if (sign === "\"" || sign === "'") return string(true);
      if (sign === "[") return array(depth);
      if (sign === "{") return inline(depth);
      for (const [word, is] of [["true", true], ["false", false]]) {
        if (text.startsWith(word, at)) return at += word.length, is;
      }
      const date = match(DATE);
      if (date) return date[1] === date[0] ? realDay(date[0]) : {time: date[0]};
      const number = match(NUMBER);
      if (!number || (at < text.length && !" \t\n,]}#".includes(text[at]))) fail("no value: text needs quotation marks");
      const digits = number[0].replaceAll("_", "");
      const plain = digits.replace(/^[+-]/, "");
      const read = plain === "inf" ? Infinity : plain === "nan" ? NaN : Number(plain);
      return digits.startsWith("-") ? -read : read;
    }

    function realDay(day) {
      const [year, month, date] = day.split("-").map(Number);
      const real = new Date(Date.UTC(2000, 0, 1));
      real.setUTCFullYear(year, month - 1, date);
      if (!year || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== date) fail(`the calendar has no ${day}`);
      return day;
    }

    function array(depth) {
      const out = [];
      at += 1;
      for (gap(); text[at] !== "]"; gap()) {
        if (at >= text.length) fail("an array without its end");
        out.push(value(depth + 1));
        gap();
        if (text[at] === ",") at += 1;
        else if (text[at] !== "]") fail("a comma is missing in an array");
      }
      at += 1;
      fixed.add(out);
      return out;
    }

    function inline(depth) {
      const out = table();
      at += 1;
      skip(" \t");
      if (text[at] === "}") at += 1;
      else {
        for (;;) {
          pair(out, depth + 1);
          skip(" \t");
          at += 1;
          if (text[at - 1] === "}") break;
          if (text[at - 1] !== ",") fail("a comma is missing between braces");
        }
      }
      fix(out);
      return out;
    }

    function fix(one) {
      fixed.add(one);
      for (const inner of Object.values(one)) if (isTable(inner)) fix(inner);
    }

    function pair(into, depth) {
      const path = key();
      if (text[at] !== "=") fail("“=” is missing after a key");
      at += 1;
      skip(" \t");
      let target = into;
      for (const name of path.slice(0, -1)) {
        if (!(name in target)) dotted.add(target[name] = table());
        target = target[name];
        if (!isTable(target) || fixed.has(target) || !dotted.has(target)) fail(`“${name}” is no table that can grow`);
      }
      const last = path.at(-1);
      if (last in target) fail(`“${last}” stands there twice`);
      target[last] = value(depth);
    }

    function header() {
      const list = text.startsWith("[[", at);
      at += list ? 2 : 1;
      const path = key();
      if (!text.startsWith(list ? "]]" : "]", at)) fail("a header without its end");
      at += list ? 2 : 1;
      let target = root;
      for (const name of path.slice(0, -1)) {
        if (!(name in target)) target[name] = table();
        target = Array.isArray(target[name]) && listed.has(target[name]) ? target[name].at(-1) : target[name];
        if (!isTable(target) || fixed.has(target)) fail(`“${name}” is no table`);
      }
      const last = path.at(-1);
      if (list) {
        if (!(last in target)) listed.add(target[last] = []);
        if (!listed.has(target[last])) fail(`“${last}” is no list of tables`);
        target[last].push(here = table());
        return;
      }
      if (!(last in target)) target[last] = table();
      here = target[last];
      if (!isTable(here) || fixed.has(here) || headed.has(here) || dotted.has(here)) fail(`“${last}” stands there twice`);
      headed.add(here);
    }

    for (gap(); at < text.length; gap()) {
      if (text[at] === "[") header();
      else pair(here, 0);
      endOfLine();
    }
    return root;
  }

  Object.assign(page, {readToml, tomlLine: (one) => lines.get(one)});
})(dateline);
