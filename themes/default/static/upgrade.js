// Draws what a move means, on /upgrade/. Component and versions are chosen in the form or named in the address
// (?component=&from=&to=); upgrade-rule.js answers. Without it the page tells what the newest releases ask for.
// Stands right after the form, so that nothing below it moves. Texts of entries never become markup.
"use strict";

(() => {
  const form = document.getElementById("move");
  const answer = document.getElementById("answer");
  const told = document.getElementById("told");
  if (!form || !answer || !told || typeof forewarnUpgrade === "undefined") return;
  const { component: components, from: froms, to: tos } = form.elements;
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const HEADINGS = {
    removed: "No longer there at the end of the move, or no longer promised.",
    breaking: "Works differently.",
    still_affected: "Holes that the version you move to still has.",
    security: "Holes that the move closes.",
    action: "Nothing breaks, but there is something to do.",
    deprecated: "Deprecated on the way, and still there.",
    standing: "Deprecated before you start, and still there.",
    left_behind: "Deprecated in what you leave: nothing to do.",
  };
  const documents = new Map();
  let latest = 0;

  // ---- elements ----

  /** `make("p", {class: "x"}, "text", node, null)`. */
  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  /** A text with what stands between backticks as code. */
  function words(text) {
    const parts = text.split("`");
    const paired = parts.length - ((parts.length + 1) % 2);
    return parts.map((part, at) => (at % 2 && at < paired ? make("code", {}, part) : at >= paired ? `\`${part}` : part));
  }

  /** `1 Dec 2026`, or with the time. */
  function day(moment) {
    const [year, month, date] = moment.slice(0, 10).split("-");
    const time = moment.length > 10 ? `, ${moment.slice(11, 16)} UTC` : "";
    return make("time", { datetime: moment }, `${Number(date)} ${MONTHS[month - 1]} ${Number(year)}${time}`);
  }

  const today = () => new Date().toISOString().slice(0, 10);
  const daysTo = (moment) => Math.round((Date.parse(moment.slice(0, 10)) - Date.parse(today())) / 86400000);

  /** Only an address of the web becomes a link; one of this site leads to where the page is served, also in a preview. */
  function link(href, ...children) {
    if (!/^https?:\/\//.test(href)) return make("span", {}, ...children);
    const { base, root } = answer.dataset;
    return make("a", { href: href.startsWith(base) ? root + href.slice(base.length) : href }, ...children);
  }

  const badge = (kind, text) => make("span", { class: `badge ${kind}` }, text);
  const capital = (text) => text[0].toUpperCase() + text.slice(1);

  // ---- the answer ----

  function item(each, list) {
    const { promise } = each;
    const body = make(
      "div",
      { class: "card-body" },
      make("h3", {}, link(each.url, ...words(each.title))),
      each.action === null ? null : make("p", { class: "todo" }, ...words(each.action)),
      surfaces(each),
      deadline(promise, list),
      facts(each, list),
    );
    const version = forewarnUpgrade.carrier(each, list);
    const rail = make("div", { class: "rail" }, make("span", { class: "version" }, version));
    return make("li", { class: "card" }, rail, body);
  }

  function surfaces(each) {
    if (!each.surfaces.length) return null;
    const row = ({ name, versions, replacement }) => {
      const range = versions ? ` ${versions}` : "";
      if (!replacement) return make("li", {}, make("code", {}, name), range, make("span", { class: "muted" }, " – no replacement"));
      return make("li", {}, make("code", {}, name), `${range} → `, make("code", {}, replacement.name));
    };
    return make("ul", { class: "touched" }, ...each.surfaces.map(row));
  }

  /** By when; of what the move leaves behind nothing may still be "deprecated": it is gone, or free to go. */
  function deadline(promise, list) {
    if (!promise || promise.cancelled) return null;
    const { removed, sunset, removal, not_before: floor, estimated } = promise;
    if (removed) return make("p", { class: "promise-line" }, "gone since ", day(removed.date));
    const isDay = (text) => /^\d{4}-\d\d-\d\d/.test(text);
    const left = sunset && !estimated ? daysTo(sunset) : null;
    if (list === "removed" && removal) {
      const since = left > 0 ? ["free to go from ", day(sunset), ` on, with version ${removal}`] : [`free to go with version ${removal}`];
      return make("p", { class: "promise-line" }, ...since);
    }
    const parts = [];
    if (sunset) parts.push(estimated ? "planned sunset " : "sunset ", day(sunset));
    if (removal) parts.push(sunset ? " and with version " : "removed with version ", removal);
    if (!parts.length && floor) parts.push("not gone before ", isDay(floor) ? day(floor) : floor);
    if (!parts.length) return null;
    // With a version that is still to come, a day that has passed makes nothing due.
    const counts = left !== null && !(removal && left <= 0);
    const urgency = !counts ? "" : left <= 0 ? " overdue" : left <= 30 ? " soon" : "";
    const told = counts ? outlook(left) : "";
    return make("p", { class: `promise-line${urgency}` }, ...(told ? [make("span", { class: "left" }, told), " · "] : []), ...parts);
  }

  /** As the pages that the build makes say it. */
  function outlook(left) {
    if (left < -1) return `due for ${-left} days`;
    return ["due since yesterday", "due today", "tomorrow"][left + 1] ?? `in ${left} days`;
  }

  /** `For one typical consumer 1 of these takes days, 3 take hours; 2 do not say.` */
  function effortWords({ parts, silent }) {
    if (!parts.length) return null;
    const one = ([name, number], at) => `${number}${at ? "" : " of these"} ${number === 1 ? "takes" : "take"} ${name}`;
    const rest = silent ? `; ${silent} ${silent === 1 ? "does" : "do"} not say` : "";
    return `For one typical consumer ${parts.map(one).join(", ")}${rest}.`;
  }

  function facts({ effort, affected, version, advisories, migration, url, component, promise }, list) {
    const parts = [];
    if (effort !== null && !promise?.cancelled) parts.push(`takes ${effort}`);
    if (affected !== null) parts.push(`affects ${affected}`);
    if (list === "still_affected" && version !== null) parts.push(`fixed in ${version}`);
    if (component !== components.value) parts.push(`in ${component}`);
    for (const advisory of advisories) parts.push(link(advisory, advisory.replace(/^https?:\/\//, "")));
    if (migration !== null && migration !== url) parts.push(link(migration, "How to move"));
    return parts.length ? make("p", { class: "meta" }, ...parts.map((part) => make("span", {}, part))) : null;
  }

  function section(upgrade, [name, title]) {
    const heading = make("div", { class: "block-head" }, make("h2", {}, title), make("span", { class: "muted" }, HEADINGS[name]));
    return make("section", { class: "block", id: name }, heading, make("ol", { class: "steps" }, ...upgrade[name].map((each) => item(each, name))));
  }

  function summary(upgrade, lists) {
    const counts = lists.map(([name, title]) => {
      const number = make("strong", {}, String(upgrade[name].length));
      return make("li", {}, make("a", { href: `#${name}` }, `${title} `, number));
    });
    return make("ul", { class: "counts", "aria-label": "What the move means" }, ...counts);
  }

  function way(upgrade) {
    const { releases, component } = upgrade;
    if (!releases.length) return null;
    const page = (version) => `${answer.dataset.root}components/${component}/${version}/`;
    const shown = releases.length > 12 ? [...releases.slice(0, 6), null, ...releases.slice(-5)] : releases;
    const one = (release) => (release ? make("li", {}, make("a", { class: "version", href: page(release.version) }, release.version)) : make("li", {}, `… ${releases.length - 11} more …`));
    return make("details", { class: "way" }, make("summary", {}, releases.length === 1 ? "1 release on the way" : `${releases.length} releases on the way`), make("ul", { class: "links" }, ...shown.map(one)));
  }

  function tools(upgrade) {
    const text = forewarnUpgrade.checklist(upgrade);
    const said = make("span", { class: "muted", role: "status" });
    const shown = make("pre", { tabindex: "0" }, make("code", {}, text));
    const whole = make("details", { class: "checklist" }, make("summary", {}, "The checklist in Markdown"), make("div", { class: "prose" }, shown));
    const copy = (label, words, done) => {
      const button = make("button", { type: "button" }, label);
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(words());
          said.textContent = done;
        } catch {
          whole.open = true;
          getSelection().selectAllChildren(shown);
          said.textContent = "Press Ctrl+C to copy what is selected.";
        }
      });
      return button;
    };
    const json = URL.createObjectURL(new Blob([`${JSON.stringify(upgrade, null, 2)}\n`], { type: "application/json" }));
    const name = `${upgrade.component}-${upgrade.from.version}-to-${upgrade.to.version}.json`;
    const row = make(
      "div",
      { class: "tools" },
      copy("Copy the checklist", () => text, "The checklist is copied."),
      copy("Copy the link", () => location.href, "The link is copied."),
      make("a", { class: "download", href: json, download: name }, "JSON"),
      said,
    );
    return [row, whole];
  }

  function draw(upgrade) {
    const lists = forewarnUpgrade.LISTS.filter(([name]) => upgrade[name].length);
    const { component_name: name, from, to } = upgrade;
    const versions = from.version === to.version ? `at ${to.version}` : `${from.version} → ${to.version}`;
    const effort = effortWords(forewarnUpgrade.efforts(upgrade));
    told.textContent = forewarnUpgrade.headline(upgrade);
    show(
      make("h2", { class: "answer-head" }, `${name} `, make("span", { class: "version" }, versions)),
      ...forewarnUpgrade.remarks(upgrade).map((remark) => make("p", { class: "notice" }, ...words(remark))),
      lists.length ? summary(upgrade, lists) : make("p", { class: "calm" }, "Nothing is known that asks for anything."),
      effort ? make("p", { class: "effort" }, effort) : null,
      ...tools(upgrade),
      way(upgrade),
      ...lists.map((list) => section(upgrade, list)),
    );
  }

  /** Why there is no answer, with the versions that may have been meant. */
  function refuse({ refused, near, which, backwards }, wanted) {
    const link = (text, changed) => make("a", { href: `?${new URLSearchParams({ ...wanted, ...changed })}` }, text);
    const help = backwards
      ? [" ", link(`From ${wanted.to} to ${wanted.from}?`, { from: wanted.to, to: wanted.from })]
      : near.flatMap((version, at) => [at ? " or " : " Did you mean ", link(version, { [which]: version })]);
    show(make("p", { class: "notice bad", role: "alert" }, ...words(refused), ".", ...help, near.length ? "?" : ""));
  }

  function show(...parts) {
    for (const old of answer.querySelectorAll("a.download")) URL.revokeObjectURL(old.href);
    answer.classList.toggle("told", parts.length > 0);
    answer.replaceChildren(...parts.filter(Boolean));
  }

  // ---- the form and the address ----

  const asked = () => Object.fromEntries(["component", "from", "to"].map((key) => [key, new URLSearchParams(location.search).get(key) ?? ""]));
  const option = (component) => [...components.options].find((each) => each.value && each.value === component);

  async function load(component) {
    if (!documents.has(component)) {
      const response = await fetch(`${form.dataset.json}${component}.json`);
      if (!response.ok) throw new Error(String(response.status));
      documents.set(component, await response.json());
    }
    return documents.get(component);
  }

  function fill(select, releases, chosen) {
    const name = ({ version, planned, yanked }) => `${version}${planned ? " (planned)" : yanked !== null ? " (withdrawn)" : ""}`;
    const options = releases.toReversed().map((release) => new Option(name(release), release.version));
    select.replaceChildren(new Option("choose one", ""), ...options);
    select.value = releases.some((release) => release.version === chosen) ? chosen : "";
    select.disabled = false;
  }

  /** The newest that is out and not withdrawn. */
  const newest = (releases) => releases.findLast((release) => !release.planned && release.yanked === null)?.version ?? "";

  async function follow(wanted) {
    const turn = (latest += 1);
    components.value = option(wanted.component) ? wanted.component : "";
    if (!components.value) {
      for (const select of [froms, tos]) select.disabled = true;
      if (!wanted.component) return show();
      return show(make("p", { class: "notice bad", role: "alert" }, "There is no component ", make("code", {}, wanted.component), " with releases."));
    }
    let data;
    try {
      data = await load(wanted.component);
    } catch {
      if (turn === latest) show(make("p", { class: "notice bad", role: "alert" }, "The data could not be fetched. Try again later."));
      return;
    }
    if (turn !== latest) return;
    const move = { ...wanted, to: wanted.to || newest(data.releases) };
    fill(froms, data.releases, move.from);
    fill(tos, data.releases, move.to);
    if (!move.from) return show(make("p", { class: "calm" }, "Choose the version that you use."));
    const upgrade = forewarnUpgrade.slice(data, move.from, move.to);
    if (!upgrade.refused) {
      [froms.value, tos.value] = [upgrade.from.version, upgrade.to.version];
      return draw(upgrade);
    }
    refuse(upgrade, move);
  }

  function choose(event) {
    const changed = event.target.name === "component" ? { component: components.value, from: "", to: "" } : { component: components.value, from: froms.value, to: tos.value };
    const kept = new URLSearchParams(Object.entries(changed).filter(([, value]) => value));
    history.pushState(null, "", `${location.pathname}${kept.size ? `?${kept}` : ""}`);
    follow(changed);
  }

  form.hidden = false;
  form.addEventListener("change", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", () => follow(asked()));
  // What was asked for takes the place of the list below before that is drawn.
  if (asked().component) answer.classList.add("told");
  follow(asked());
})();
