// The search of /search/, over the files that the build made (src/site/search of forewarn says what is in them). It
// fetches the words that begin like what was typed, and the entries that are shown; nothing is sent anywhere.
(() => {
  const form = document.querySelector("form.search");
  const box = document.getElementById("search");
  const said = document.getElementById("said");
  const list = document.getElementById("found");
  const more = document.getElementById("more");
  if (!form || !box || !said || !list || !more) return;

  const PAGE = 10; // results shown at a time
  const TERMS = 8; // words of a query that are looked up; of a long line the most telling ones
  const SHARDS = 4; // files of one kind that one word may need
  const PAUSE = 80; // milliseconds without a key before the search begins
  const WEIGHT = [12, 6, 3]; // of a word in a surface, in a title, in what is said about it; 1 in the text
  const SURFACE = 0;

  // ---- words, as src/site/search/words.rs cuts them ----

  const ALONE = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{2fa1f}";
  const WORD = new RegExp(`[${ALONE}]|(?:(?![${ALONE}])[\\p{Alphabetic}\\p{N}])+`, "gu");
  const AROUND = /^[`"'()[\],;:.!?]+|[`"'()[\],;:.!?]+$/g;

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // What a query asks for: words of which all should be found, and names in one piece.
  const ask = (typed) => {
    const folded = fold(typed).replace(/\bhttps?:\/\/[^\s/]+/g, " ").replace(/\s+/g, " ").trim();
    let words = [...new Set(folded.match(WORD) ?? [])].filter((word) => word.length <= 40);
    const last = folded.match(/[\p{Alphabetic}\p{N}]$/u) ? words.at(-1) : null;
    if (words.length > TERMS) {
      const telling = (word) => (/\p{N}/u.test(word) ? 100 : 0) + word.length;
      words = words.sort((a, b) => telling(b) - telling(a)).slice(0, TERMS);
    }
    const terms = words.map((word) => ({ word, open: word === last || [...word].length > 2 }));
    const pieces = folded.split(" ").map((piece) => piece.replace(AROUND, ""));
    const named = (piece) => /[^\p{Alphabetic}\p{N}]/u.test(piece) && /[\p{Alphabetic}\p{N}]/u.test(piece);
    const names = [...new Set([folded, ...pieces])].filter((name) => named(name) && name.length <= 120);
    return { terms, names: names.slice(0, 4), folded };
  };

  // ---- files ----

  const cache = new Map();
  let index;

  const json = async (path, options) => {
    const answer = await fetch(new URL(path, document.baseURI), options);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };

  // A file is fetched once; again if a newer query aborted it, or the network failed.
  const file = (path, signal) => {
    const held = cache.get(path);
    if (held && !held.signal?.aborted) return held.content;
    const fresh = { signal, content: json(`${path}?v=${index.version}`, { signal }) };
    cache.set(path, fresh);
    fresh.content.then(
      () => (fresh.signal = null),
      () => cache.get(path) === fresh && cache.delete(path),
    );
    return fresh.content;
  };

  const start = async () => {
    const read = await json("index.json", { cache: "no-cache" });
    read.open = new Set(unpack(read.open, 0).map(([entry]) => entry));
    return read;
  };

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));

  // Postings → [entry, place] pairs; `bits` is the width of the place.
  const unpack = (text, bits) => {
    const entries = [];
    let last = -1, value = 0, shift = 0;
    for (const digit of text) {
      const part = VALUE.get(digit);
      value += (part & 31) * 2 ** shift;
      shift += 5;
      if (part & 32) continue;
      const place = value % 2 ** bits;
      last += (value - place) / 2 ** bits;
      entries.push([last, place]);
      value = shift = 0;
    }
    return entries;
  };

  // The words of one kind that are `word`, or begin with it, with their postings.
  const look = async (kind, word, open, signal) => {
    const firsts = index[kind];
    let from = firsts.findLastIndex((first) => first <= word);
    if (from < 0) from = 0;
    const paths = [];
    for (let at = from; at < firsts.length && paths.length < SHARDS; at += 1) {
      if (at > from && !(open && firsts[at].startsWith(word))) break;
      paths.push(`${kind}/${at}.json`);
    }
    const found = [];
    for (const shard of await Promise.all(paths.map((path) => file(path, signal)))) {
      for (let at = 0; at < shard.length; at += 2) {
        if (shard[at] === word || (open && shard[at].startsWith(word))) found.push([shard[at], shard[at + 1]]);
      }
    }
    return found;
  };

  // ---- ranking ----

  // What is known of an entry: for each word of the query the best hit, and how well a name in one piece fits.
  const hit = (hits, entry) => {
    if (!hits.has(entry)) hits.set(entry, { words: new Map(), surfaces: new Map(), named: 0 });
    return hits.get(entry);
  };

  const note = (hits, term, [word, postings], weights, bits) => {
    if (postings === "*") {
      if (word === term.word) term.common = true;
      return;
    }
    const entries = unpack(postings, bits);
    const rarity = Math.log(1 + index.entries / entries.length) * (word === term.word ? 1 : 0.6);
    for (const [entry, place] of entries) {
      const known = hit(hits, entry);
      const score = weights[place] * rarity;
      if (score > (known.words.get(term.word) ?? 0)) known.words.set(term.word, score);
      if (bits && place === SURFACE) known.surfaces.set(term.word, Math.max(known.surfaces.get(term.word) ?? 0, word === term.word ? 2 : 1));
    }
  };

  const byNames = async (hits, query, signal) => {
    const words = query.terms.map(async (term) => {
      for (const found of await look("names", term.word, term.open, signal)) note(hits, term, found, WEIGHT, 2);
    });
    const wholes = query.names.map(async (name) => {
      for (const [whole, postings] of await look("names", name, true, signal)) {
        const fit = (whole === name ? 2 : 1) * (name === query.folded ? 2 : 1);
        for (const [entry, place] of unpack(postings, 2)) {
          const known = hit(hits, entry);
          known.named = Math.max(known.named, place === SURFACE ? fit * 10 : fit);
        }
      }
    });
    await Promise.all([...words, ...wholes]);
  };

  const byText = async (hits, query, signal) => {
    await Promise.all(
      query.terms.map(async (term) => {
        const open = term.open && ([...term.word].length > 2 || /[^\x00-\x7f]/.test(term.word));
        for (const found of await look("text", term.word, open, signal)) note(hits, term, found, [1], 0);
      }),
    );
  };

  // Surfaces come first, of these the open promises, of these such as have the very words and not longer ones; then what
  // fits best, then the newest.
  const KEYS = ["named", "whole", "open", "exact", "score"];

  // Entries that have all the words, where a word that most have narrows nothing; if there are none, the few that have the
  // most telling ones.
  const rank = (hits, query) => {
    const results = [...hits].map(([entry, known]) => {
      const all = query.terms.every((term) => term.common || known.words.has(term.word)) && known.words.size > 0;
      const whole = query.terms.length > 0 && query.terms.every((term) => known.surfaces.has(term.word));
      const exact = whole && query.terms.every((term) => known.surfaces.get(term.word) === 2);
      const score = [...known.words.values()].reduce((sum, value) => sum + value, 0);
      return { entry, all, named: known.named, whole, exact, open: index.open.has(entry), score };
    });
    const full = results.filter((result) => result.all || result.named >= 10);
    const by = (keys) => (a, b) => keys.reduce((order, key) => order || b[key] - a[key], 0);
    if (full.length) return { some: false, results: full.sort(by([...KEYS, "entry"])) };
    const some = results.filter((result) => result.score > 0).sort(by(["score", "open", "entry"]));
    return { some: true, results: some.slice(0, 2 * PAGE) };
  };

  // ---- results ----

  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const date = (day) => `${Number(day.slice(8))} ${MONTHS[day.slice(5, 7) - 1]} ${day.slice(0, 4)}`;
  const label = (name) => name[0].toUpperCase() + name.slice(1);
  const today = () => new Date().toISOString().slice(0, 10);

  // How long a promise has, for the day on which the reader looks; days are UTC days, as everywhere on the site.
  const left = (sunset, removal, estimated) => {
    if (!sunset) return removal ? `with ${removal}` : "no date yet";
    const days = (Date.parse(sunset) - Date.parse(today())) / 864e5;
    const ahead = days === 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`;
    if (estimated) return days < 0 ? "no date yet" : `planned, ${ahead}`;
    if (days > 0) return ahead;
    if (removal) return `with ${removal}`;
    return days === 0 ? "due today" : days === -1 ? "due since yesterday" : `due for ${-days} days`;
  };

  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  // A text with what was asked for marked, where words begin with it.
  const marked = (text, query) => {
    if (!query.terms.length) return [text];
    // A word of a query has letters and digits only, so that nothing in it means something in a pattern.
    const words = query.terms.map((term) => term.word);
    const asked = new RegExp(`(?<![\\p{Alphabetic}\\p{N}])(?:${words.join("|")})`, "giu");
    const parts = [];
    let end = 0;
    for (const found of text.matchAll(asked)) {
      parts.push(text.slice(end, found.index), element("mark", "", found[0]));
      end = found.index + found[0].length;
    }
    return [...parts, text.slice(end)];
  };

  // The name by which a promise was found: the one with the most words of the query, if it has any.
  const matched = (names, query) => {
    const count = (name) => query.terms.filter((term) => fold(name).includes(term.word)).length;
    const fits = (name) => count(name) + (query.names.some((asked) => fold(name).includes(asked)) ? 10 : 0);
    const best = names.reduce((best, name) => (fits(name) > fits(best) ? name : best), names[0] ?? "");
    return best && count(best) ? best : null;
  };

  const shownPage = ([path, title, , summary], query) => {
    const link = element("a", "", ...marked(title, query));
    link.href = new URL(`../${path}/`, document.baseURI);
    const item = element("li", "", link);
    if (summary) item.append(element("p", "", ...marked(summary, query)));
    item.append(element("p", "meta", element("span", "badge", "Page")));
    return item;
  };

  const shown = (found, query) => {
    if (found[2] === "page") return shownPage(found, query);
    const [id, title, kind, component, day, summary, promise] = found;
    const link = element("a", "", ...marked(title, query));
    link.href = new URL(`../changes/${id}/`, document.baseURI);
    const time = element("time", "", date(day));
    time.dateTime = day;
    const meta = element("p", "meta");
    const item = element("li", "", link);
    if (promise) {
      const [end, sunset, removal, estimated, names] = promise;
      const phrase = left(sunset, removal, estimated);
      const state = end ?? (phrase.startsWith("due") ? "due" : kind);
      meta.append(element("span", `badge state ${state}`, label(state)));
      if (!end) meta.append(element("span", "left", phrase));
      const name = matched(names, query);
      if (name) item.append(element("p", "", element("code", "", ...marked(name, query))));
    }
    if (!promise) meta.append(element("span", `badge ${kind}`, label(kind)));
    if (summary) item.append(element("p", "", ...marked(summary, query)));
    meta.append(element("span", "", index.components[component]), time);
    item.append(meta);
    return item;
  };

  const entry = async (number, signal) => {
    const chunk = await file(`entries/${Math.floor(number / index.chunk)}.json`, signal);
    return chunk[number % index.chunk];
  };

  // Of results that are equal otherwise, those first whose title has the words by themselves: `v1`, and not `finished.v1`.
  const byTitle = (results, entries, query) => {
    const words = (found) => ` ${fold(found[1]).replace(/[,;:!?`()]/g, " ")} `;
    const alone = (found) => Number(query.terms.every((term) => words(found).includes(` ${term.word} `)));
    const tied = (a, b) => KEYS.every((key) => a[key] === b[key]);
    let group = 0;
    const pairs = entries.map((found, at) => {
      if (at && !tied(results[at], results[at - 1])) group += 1;
      return { found, group, alone: alone(found) };
    });
    return pairs.sort((a, b) => a.group - b.group || b.alone - a.alone).map(({ found }) => found);
  };

  const show = async (results, query, signal, count) => {
    const fetched = await Promise.all(results.slice(0, count).map((result) => entry(result.entry, signal)));
    if (signal.aborted) return;
    const entries = byTitle(results, fetched, query);
    const focused = [...list.children].findIndex((item) => item.contains(document.activeElement));
    list.replaceChildren(...entries.map((found) => shown(found, query)));
    if (focused >= 0) (list.children[focused]?.querySelector("a") ?? box).focus();
    more.hidden = results.length <= count;
    more.onclick = async () => {
      await show(results, query, signal, count + PAGE);
      list.children[count]?.querySelector("a").focus();
    };
  };

  const tell = ({ some, results }) => {
    const count = results.length === 1 ? "1 result" : `${results.length} results`;
    if (!results.length) return "Nothing found. Try fewer words, or a part of one.";
    return some ? "Nothing has all of these words; these have some of them." : `${count} found.`;
  };

  // ---- a search ----

  let running = new AbortController();
  let waiting;

  const search = async () => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const typed = box.value.trim();
    const address = typed ? `?q=${encodeURIComponent(typed)}` : location.pathname;
    history.replaceState(null, "", address);
    const query = ask(typed);
    const asks = query.terms.length > 0 || query.names.length > 0;
    list.ariaBusy = "true";
    list.classList.toggle("asked", asks);
    if (!asks) {
      list.ariaBusy = "false";
      list.replaceChildren();
      said.textContent = "";
      more.hidden = true;
      return;
    }
    try {
      index ??= await start();
      const hits = new Map();
      await byNames(hits, query, signal);
      const first = rank(hits, query);
      if (signal.aborted) return;
      if (!first.some) await show(first.results, query, signal, PAGE);
      await byText(hits, query, signal);
      const ranked = rank(hits, query);
      if (signal.aborted) return;
      await show(ranked.results, query, signal, PAGE);
      if (!signal.aborted) said.textContent = tell(ranked);
      list.classList.toggle("asked", ranked.results.length > 0);
    } catch (problem) {
      if (signal.aborted) return;
      said.textContent = "The search could not be loaded. The lists below have everything.";
      list.classList.remove("asked");
    }
    if (!signal.aborted) list.ariaBusy = "false";
  };

  box.addEventListener("input", () => {
    list.ariaBusy = "true";
    clearTimeout(waiting);
    waiting = setTimeout(search, PAUSE);
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    await search();
    list.querySelector("a")?.click();
  });

  // Arrows walk from the box through the results and back; Escape returns to the box, and empties it there.
  addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const stops = [box, ...links];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && stops[at + step]) {
      event.preventDefault();
      stops[at + step].focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (at === 0) box.value = "";
      box.focus();
      if (at === 0) search();
    }
  });

  box.value = new URLSearchParams(location.search).get("q") ?? box.value;
  if (box.value) search();
})();
