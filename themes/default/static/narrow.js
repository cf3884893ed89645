// Narrows the list of a page, and goes on to its further pages as long as too little is found. What is chosen stands in
// the address, so that a view can be sent to somebody. The page is whole without it: the form stays hidden then.
(() => {
  const ENOUGH = 40;
  const PAGES_AT_ONCE = 20;
  const list = document.getElementById("list");
  if (!list) return;
  const form = document.getElementById("narrow");
  const none = list.querySelector("[data-none]");
  const pager = () => document.querySelector(".pager");
  const items = () => [...list.querySelectorAll("[data-item]")];
  const mine = () => (document.documentElement.dataset.mine ?? "").split(" ").filter(Boolean);
  const tokens = (item, key) => (item.dataset[key] ?? "").split(" ");
  let busy = false;

  const wanted = () => (form ? Object.fromEntries([...new FormData(form)].filter(([, value]) => value)) : {});
  const matches = (item, { component, kind, state, owner, audience, tag, breaking, from, until, text }) =>
    (!component || tokens(item, "components").includes(component)) &&
    (!kind || item.dataset.kind === kind) &&
    (!state || item.dataset.state === state) &&
    (!owner || item.dataset.owner === owner) &&
    (!audience || tokens(item, "audiences").includes(audience)) &&
    (!tag || tokens(item, "tags").includes(tag)) &&
    (!breaking || item.dataset.breaking === "yes") &&
    (!from || (item.dataset.date ?? "") >= from) &&
    (!until || (item.dataset.date ?? "9999") <= until) &&
    (text ?? "").toLowerCase().split(/\s+/).every((word) => item.textContent.toLowerCase().includes(word));
  const isMine = (item) => !mine().length || tokens(item, "components").some((id) => mine().includes(id));

  const apply = () => {
    const by = wanted();
    const all = items();
    let count = 0;
    for (const item of all) {
      item.hidden = !matches(item, by);
      if (!item.hidden && isMine(item)) count += 1;
    }
    for (const group of list.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[data-item]:not([hidden])");
    const narrowed = Object.keys(by).some((key) => key !== "sort");
    if (none) none.hidden = !narrowed || count > 0;
    if (form) say(count, all.length, narrowed);
    return { count, active: narrowed || mine().length > 0 };
  };

  const say = (count, seen, narrowed) => {
    const total = Math.max(Number(form.dataset.total), seen);
    const said = form.querySelector("output");
    const { noun = "found" } = form.dataset;
    const all = count === seen && !narrowed;
    const whole = all ? `${total} ${noun}` : `${count} of ${total} ${noun}`;
    const part = all ? `The first ${seen} of ${total} ${noun}` : `${count} found in the first ${seen} of ${total} ${noun}`;
    const text = seen < total ? part : whole;
    if (said.textContent !== text) said.textContent = text;
    form.querySelector("[type=reset]").hidden = !narrowed;
  };

  const sort = () => {
    const by = wanted().sort;
    const order = (a, b) => (by ? value(a, by).localeCompare(value(b, by)) : 0) || places.get(a) - places.get(b);
    for (const body of list.querySelectorAll("tbody[data-items]")) body.append(...[...body.rows].sort(order));
  };
  const value = (item, by) => (by === "component" ? tokens(item, "components")[0] : (item.dataset[by] ?? "\uffff"));
  const places = new Map();
  const remember = () => items().forEach((item) => places.has(item) || places.set(item, places.size));

  // What the next page holds joins the groups of this one.
  const further = async () => {
    const answer = await fetch(pager().querySelector("a[rel=next]").href);
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const group of page.querySelectorAll("#list [data-group]")) {
      const ours = [...list.querySelectorAll("[data-group]")].find((own) => own.dataset.group === group.dataset.group);
      if (ours) ours.querySelector("[data-items]").append(...group.querySelector("[data-items]").children);
      else list.querySelector("[data-group]:last-of-type").after(document.adoptNode(group));
    }
    const next = page.querySelector(".pager");
    if (next) pager().replaceWith(document.adoptNode(next));
    remember();
  };
  const hasFurther = () => Boolean(pager()?.querySelector("a[rel=next]"));

  const run = async () => {
    let { count, active } = apply();
    if (form) form.querySelector("[data-further]").hidden = true;
    if (busy) return;
    busy = true;
    try {
      for (let pages = 0; active && count < ENOUGH && pages < PAGES_AT_ONCE && hasFurther(); pages += 1) {
        await further();
        ({ count, active } = apply());
      }
    } catch {
      // Without a connection the pages that are here, and the pager, are what there is.
    }
    busy = false;
    sort();
    if (form) form.querySelector("[data-further]").hidden = !(active && hasFurther());
  };

  remember();
  if (form) {
    for (const [key, value] of new URLSearchParams(location.search)) {
      const field = form.elements[key];
      if (field?.type === "checkbox") field.checked = value === field.value;
      else if (field) field.value = value;
    }
    // A phone shows the fields when they are asked for, and at once where one of them is in use.
    const unfold = form.querySelector(".unfold");
    const fold = (open) => {
      form.classList.toggle("unfolded", open);
      unfold?.setAttribute("aria-expanded", String(open));
      if (unfold) unfold.textContent = open ? "Fewer filters" : "More filters";
    };
    unfold?.addEventListener("click", () => fold(!form.classList.contains("unfolded")));
    if (Object.keys(wanted()).some((key) => key !== "text")) fold(true);
    form.hidden = false;
    const changed = () => {
      const kept = new URLSearchParams(wanted());
      history.replaceState(null, "", `${location.pathname}${kept.size ? `?${kept}` : ""}${location.hash}`);
      run();
    };
    form.addEventListener("input", changed);
    form.addEventListener("reset", () => setTimeout(changed));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("[data-further]").addEventListener("click", run);
  }
  document.addEventListener("mine", run);
  run();
})();
