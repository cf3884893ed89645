// An upgrade document (api/v1/upgrade/<component>.json) and two of its versions → what the move means, and that as a
// checklist in Markdown. The rule is told in the schema of the document (api/v1/schema/upgrade.json), whose numbers stand
// here; `forewarn diff` gives the same answer, byte for byte. Never touches the page, the clock or the network.
"use strict";

const forewarnUpgrade = (() => {
  // ---- versions: SemVer 2.0.0 ----

  const NUMBER = "(0|[1-9]\\d*)";
  const PART = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
  const VERSION = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${PART}(?:\\.${PART})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`);
  const LARGEST = 2n ** 64n - 1n;

  const parsed = new Map();

  /** The numbers and the parts of the pre-release; null if the text is no version. Kept: each is compared many times. */
  function parse(text) {
    if (!parsed.has(text)) parsed.set(text, read(text));
    return parsed.get(text);
  }

  function read(text) {
    const found = VERSION.exec(text);
    if (!found) return null;
    const numbers = found.slice(1, 4).map(BigInt);
    if (numbers.some((number) => number > LARGEST)) return null;
    return { numbers, pre: found[4] ? found[4].split(".") : [] };
  }

  const sign = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const isNumber = (part) => /^\d+$/.test(part);

  /** By precedence (section 11): below, equal or above 0. Build metadata says nothing. */
  function compare(one, other) {
    const [a, b] = [parse(one), parse(other)];
    for (const place of [0, 1, 2]) {
      const order = sign(a.numbers[place], b.numbers[place]);
      if (order) return order;
    }
    if (!a.pre.length || !b.pre.length) return sign(!a.pre.length, !b.pre.length);
    for (let place = 0; place < Math.min(a.pre.length, b.pre.length); place += 1) {
      const order = comparePart(a.pre[place], b.pre[place]);
      if (order) return order;
    }
    return sign(a.pre.length, b.pre.length);
  }

  function comparePart(a, b) {
    if (isNumber(a) && isNumber(b)) return sign(BigInt(a), BigInt(b));
    if (isNumber(a) !== isNumber(b)) return isNumber(a) ? -1 : 1;
    return sign(a, b);
  }

  /** What was probably meant: without a `v`, leading zeros gone, missing numbers as 0. */
  function suggest(text) {
    const plain = text.trim().replace(/^[vV]+/, "");
    const end = plain.search(/[-+]/);
    const [core, rest] = end < 0 ? [plain, ""] : [plain.slice(0, end), plain.slice(end)];
    const numbers = core.split(".");
    if (numbers.length > 3 || !numbers.every(isNumber)) return null;
    while (numbers.length < 3) numbers.push("0");
    const version = numbers.map((number) => String(BigInt(number))).join(".") + rest;
    return parse(version) ? version : null;
  }

  // ---- which releases are meant ----

  /** One that differs in its build metadata only is the same. */
  const known = (document, version) =>
    document.releases.find((release) => release.version === version) ??
    document.releases.find((release) => compare(release.version, version) === 0);

  /** The release, or `{ refused, near }`: why not, and which versions may have been meant. */
  function release(document, text) {
    if (!parse(text)) {
      const meant = suggest(text);
      const near = meant && known(document, meant) ? [meant] : [];
      return { refused: `\`${text}\` is no version`, near };
    }
    return known(document, text) ?? { refused: `\`${document.component}\` has no release ${text}`, near: near(document, text) };
  }

  /** One written alike, and those next to it, the lowest first. */
  function near(document, version) {
    const all = document.releases.map((release) => release.version);
    const wanted = new Set([
      nearest(version, all),
      all.findLast((each) => compare(each, version) < 0),
      all.find((each) => compare(each, version) > 0),
    ]);
    return all.filter((each) => wanted.has(each));
  }

  function nearest(word, words) {
    const folded = word.toLowerCase().replaceAll("_", "-");
    let best = null;
    for (const each of words) {
      const allowed = Math.min(1 + Math.floor(each.length / 4), Math.max(each.length - 1, 0));
      const distance = edits(folded, each);
      if (distance <= allowed && (!best || distance < best.distance)) best = { each, distance };
    }
    return best?.each;
  }

  /** Insertions, deletions, substitutions and swaps of neighbours, by Damerau and Levenshtein. */
  function edits(a, b) {
    const far = a.length + b.length;
    const last = new Map();
    const table = Array.from({ length: a.length + 2 }, () => new Array(b.length + 2).fill(0));
    table[0][0] = far;
    for (let i = 0; i <= a.length; i += 1) [table[i + 1][0], table[i + 1][1]] = [far, i];
    for (let j = 0; j <= b.length; j += 1) [table[0][j + 1], table[1][j + 1]] = [far, j];
    for (let i = 1; i <= a.length; i += 1) {
      let match = 0;
      for (let j = 1; j <= b.length; j += 1) {
        const [row, column] = [last.get(b[j - 1]) ?? 0, match];
        const cost = a[i - 1] === b[j - 1] ? 0 : 1;
        if (!cost) match = j;
        table[i + 1][j + 1] = Math.min(
          table[i][j] + cost,
          table[i + 1][j] + 1,
          table[i][j + 1] + 1,
          table[row][column] + (i - row - 1) + 1 + (j - column - 1),
        );
      }
      last.set(a[i - 1], i);
    }
    return table[a.length + 1][b.length + 1];
  }

  // ---- the rule ----

  const [BEFORE, WITHIN, AFTER] = ["before", "within", "after"];
  const LISTS = ["removed", "breaking", "security", "still_affected", "action", "deprecated", "standing", "left_behind"];
  /** Which surfaces of an item matter: of what stays, those met at `to`; of what goes, those met at `from`. */
  const MET_AT = { standing: "to", deprecated: "to", left_behind: "from" };

  /** What moving from one version to another means, in the shape of `forewarn diff --json`; or `{ refused, near, which }`. */
  function slice(document, fromText, toText) {
    const from = release(document, fromText);
    if (from.refused) return { ...from, which: "from" };
    const to = release(document, toText);
    if (to.refused) return { ...to, which: "to" };
    if (compare(from.version, to.version) > 0) {
      return { refused: `${to.version} is lower than ${from.version}`, near: [], backwards: true };
    }
    const move = { from, to, ids: new Set(document.items.map((item) => item.id)), ranges: held(document) };
    const lists = Object.fromEntries(LISTS.map((name) => [name, []]));
    for (const item of document.items) {
      const name = listOf(move, item);
      if (name) lists[name].push(asMet(move, item, name));
    }
    for (const items of Object.values(lists)) items.sort((a, b) => sign(due(a), due(b)));
    const { component, component_name } = document;
    const releases = document.releases.filter((each) => sideOfVersion(move, each.version) === WITHIN);
    return { component, component_name, from, to, releases, ...lists };
  }

  /** Which versions each range holds. */
  function held(document) {
    const place = new Map(document.releases.map((release, index) => [release.version, index]));
    const versions = ({ first, last }) => document.releases.slice(place.get(first), place.get(last) + 1).map((each) => each.version);
    return new Map(document.ranges.map(({ range, holds }) => [range, new Set(holds.flatMap(versions))]));
  }

  /** Rules 5, 6 and 7. */
  function listOf(move, item) {
    if (stillAffects(move, item)) return "still_affected";
    const side = sideOf(move, item.version, item.date);
    if (side === AFTER) return null;
    const fate = fateOf(move, item);
    if (side === BEFORE) return fate;
    if (item.kind === "removed" || fate === "removed") return "removed";
    if (item.breaking) return "breaking";
    if (item.kind === "security") return "security";
    if (fate === "standing") return "deprecated";
    if (fate === "left_behind") return "left_behind";
    return !item.promise && item.action !== null ? "action" : null;
  }

  /** Rule 5. */
  function stillAffects(move, item) {
    const isFixed = item.version !== null && compare(item.version, move.to.version) <= 0;
    return item.kind === "security" && !isFixed && Boolean(move.ranges.get(item.affected)?.has(move.to.version));
  }

  /** Rule 1. */
  function sideOf(move, version, date) {
    if (version !== null) return sideOfVersion(move, version);
    const { from, to } = move;
    const day = date.slice(0, 10);
    if (from.planned || (from.date !== null && day < from.date)) return BEFORE;
    return !to.planned && to.date !== null && to.date <= day ? AFTER : WITHIN;
  }

  function sideOfVersion({ from, to }, version) {
    if (compare(version, from.version) <= 0) return BEFORE;
    return compare(version, to.version) <= 0 ? WITHIN : AFTER;
  }

  /** Rule 4: `removed`, `standing`, `left_behind`, or null where it is silent. */
  function fateOf(move, item) {
    const { promise, surfaces } = item;
    if (!promise || promise.cancelled) return null;
    const met = (at) => !surfaces.length || surfaces.some((surface) => isMet(move, surface, at.version));
    const end = endOf(move, promise);
    if (end === WITHIN) return met(move.from) && !move.ids.has(promise.removed?.entry) ? "removed" : null;
    if (end === BEFORE) return null;
    if (met(move.to)) return "standing";
    return met(move.from) ? "left_behind" : null;
  }

  /** Rule 2. */
  function endOf(move, { removed, removal, estimated }) {
    if (removed) return sideOf(move, removed.version, removed.date);
    return removal !== null && !estimated && sideOfVersion(move, removal) === WITHIN ? WITHIN : AFTER;
  }

  /** Rule 3. */
  function isMet(move, surface, version) {
    const versions = move.ranges.get(surface.versions);
    return !versions?.size || versions.has(version);
  }

  function asMet(move, item, list) {
    const at = MET_AT[list] ?? (list === "removed" && item.promise ? "from" : null);
    return at ? { ...item, surfaces: item.surfaces.filter((surface) => isMet(move, surface, move[at].version)) } : item;
  }

  /** Rule 8: a day, or what comes after all days. */
  function due({ promise }) {
    const isFirm = promise && !promise.estimated && !promise.removed && promise.sunset;
    return isFirm ? promise.sunset.slice(0, 10) : "~";
  }

  // ---- in words ----

  /** The lists in the order in which they are told; the last asks for nothing. */
  const TOLD = [
    ["removed", "Gone or free to go"],
    ["breaking", "Breaking"],
    ["still_affected", "Still affected"],
    ["security", "Security fixes"],
    ["action", "Asks for something"],
    ["deprecated", "Newly deprecated"],
    ["standing", "Deprecated before, still there"],
    ["left_behind", "Left behind by this move"],
  ];
  const EFFORTS = ["weeks", "days", "hours", "minutes"];

  function headline({ component_name, from, to, releases }) {
    if (!releases.length) return `${component_name} at ${to.version}`;
    return `${component_name} from ${from.version} to ${to.version}: ${releases.length} ${releases.length === 1 ? "release" : "releases"}`;
  }

  /** What is to be known of the two versions themselves. */
  function remarks({ from, to }) {
    const of = (release) => [
      ...(release.planned ? [`${release.version} is planned${release.date ? `, and expected on ${release.date}` : ""}: what it brings may change`] : []),
      ...(release.yanked !== null ? [`${release.version} was withdrawn: ${release.yanked}`] : []),
    ];
    return [...of(from), ...(from.version === to.version ? [] : of(to))];
  }

  /** How often each effort is named, the largest first, and how many entries name none. */
  function efforts(upgrade) {
    const items = TOLD.flatMap(([name]) => (name === "left_behind" ? [] : upgrade[name]));
    const count = (wanted) => items.filter((item) => item.effort === wanted).length;
    const parts = EFFORTS.map((name) => [name, count(name)]).filter(([, number]) => number);
    return { parts, silent: items.length - parts.reduce((sum, [, number]) => sum + number, 0) };
  }

  /** `effort: days for 1, hours for 2, not said for 3`; null if nothing names one. */
  function effort(upgrade) {
    const { parts, silent } = efforts(upgrade);
    if (!parts.length) return null;
    return `effort: ${[...parts, ...(silent ? [["not said", silent]] : [])].map(([name, number]) => `${name} for ${number}`).join(", ")}`;
  }

  /** The version that carries it, else its day; of what is gone, the version that no longer has it. */
  const carrier = (item, list) =>
    (list === "removed" && (item.promise?.removed?.version ?? item.promise?.removal)) || item.version || item.date.slice(0, 10);

  function deadline({ removed, sunset, removal, not_before, estimated }) {
    if (removed) return `gone since ${removed.date}`;
    const known = [sunset && `from ${sunset} on`, removal && `with ${removal}`].filter(Boolean);
    if (known.length) return `may be gone ${known.join(" and ")}${estimated ? " (a plan)" : ""}`;
    return not_before ? `not gone before ${not_before}` : null;
  }

  function ofSurface({ name, versions, replacement }) {
    const range = versions ? ` ${versions}` : "";
    return replacement ? `${name}${range}: use ${replacement.name}` : `${name}${range}: nothing takes its place`;
  }

  /** What to do, by when, and what it costs. */
  function toDo(item) {
    const lines = item.action !== null ? [item.action] : item.surfaces.map(ofSurface);
    const end = item.promise && deadline(item.promise);
    if (end) lines.push(end);
    if (item.affected !== null) lines.push(`affected: ${item.affected}`);
    if (item.effort !== null) lines.push(`effort: ${item.effort}`);
    return lines.length ? lines : ["-"];
  }

  // ---- Markdown ----

  /** Controls and marks of direction become pictures. */
  const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
  const picture = (c) => (c === "\u007f" ? "\u2421" : c < " " ? String.fromCharCode(0x2400 + c.charCodeAt(0)) : "\ufffd");
  const oneLine = (text) => text.replaceAll("\r\n", " ").replace(/[\n\t]/g, " ").replace(FORBIDDEN, picture);
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replace(/[\\*_[\]~|$]/g, "\\$&");
  const isPlainUrl = (url) => /^https?:\/\/[!-~]*$/.test(url) && !/[<>()\\]/.test(url);

  function code(text) {
    const plain = oneLine(text).replaceAll("`", "'");
    return plain.trim() ? `\`${plain}\`` : plain;
  }

  /** Code between backticks stays code, nothing else is markup. */
  function prose(text) {
    const parts = oneLine(text).split("`");
    const paired = parts.length - ((parts.length + 1) % 2);
    return parts
      .map((part, index) => (index >= paired ? `\\\`${escaped(part)}` : index % 2 ? code(part) : escaped(part)))
      .join("");
  }

  function checked(item, list) {
    const title = prose(item.title);
    let text = `**${prose(carrier(item, list))}** ${isPlainUrl(item.url) ? `[${title}](${item.url})` : title}:`;
    for (const line of toDo(item)) text += `${/[:.!?]$/.test(text) ? " " : "; "}${prose(line)}`;
    if (item.action !== null && item.surfaces.length) text += ` (${item.surfaces.map(({ name }) => code(name)).join(", ")})`;
    if (item.migration && item.migration !== item.url && isPlainUrl(item.migration)) text += ` [How to move](${item.migration})`;
    return text;
  }

  /** A checklist for an issue or a change request, as `forewarn diff --markdown` prints it. */
  function checklist(upgrade) {
    let text = `## ${prose(headline(upgrade))}\n`;
    for (const remark of remarks(upgrade)) text += `\n> ${prose(remark)}\n`;
    const sum = effort(upgrade);
    if (sum) text += `\n${prose(sum)}\n`;
    const lists = TOLD.filter(([name]) => upgrade[name].length);
    if (!lists.length) text += "\nnothing is known that asks for anything\n";
    for (const [name, title] of lists) {
      const point = name === "left_behind" ? "-" : "- [ ]";
      text += `\n### ${title}\n\n${upgrade[name].map((item) => `${point} ${checked(item, name)}\n`).join("")}`;
    }
    return text;
  }

  return { slice, checklist, remarks, efforts, effort, carrier, ofSurface, headline, compare, LISTS: TOLD };
})();
