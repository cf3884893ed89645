// Fills the home page for the components that a reader picked. It holds the first few of all components only, and theirs
// may not be among them. What is missing comes from the pages of these components, and of all changes. What a pick changes is
// not seen until it is there (mine.js bounds the wait): nothing jumps.
(() => {
  const base = document.currentScript.dataset.base;
  const PROMISES = 8;
  const CHANGES = 10;
  const PAGES = 10;
  const root = document.documentElement;
  const stack = document.querySelector("#action .stack");
  const latest = document.querySelector("#latest [data-items]");
  const first = new Map([stack, latest].filter(Boolean).map((box) => [box, [...box.children]]));
  let round = 0;

  const reveal = () => root.classList.add("is-filled");

  const page = async (path) => {
    const answer = await fetch(base + path);
    if (!answer.ok) throw new Error(String(answer.status));
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };
  const sunset = (item) => item.dataset.sunset || "9999";
  const isOf = (picked) => (item) => (item.dataset.components ?? "").split(" ").some((id) => picked.includes(id));

  // The last child says that there is nothing; it stays.
  const fill = (box, items) => box.replaceChildren(...items, first.get(box).at(-1));

  const promises = async (picked) => {
    const pages = await Promise.all(picked.map((id) => page(`components/${id}/`)));
    const byId = new Map();
    for (const found of pages.flatMap((one) => [...one.querySelectorAll(".stack > .promise:not(.undated)")])) {
      byId.set(found.dataset.id, found);
    }
    return [...byId.values()].sort((a, b) => (sunset(a) < sunset(b) ? -1 : Number(sunset(a) > sunset(b)))).slice(0, PROMISES);
  };

  const changes = async (picked) => {
    const found = [];
    let path = "changes/";
    for (let pages = 0; path && found.length < CHANGES && pages < PAGES; pages += 1) {
      const one = await page(path);
      found.push(...[...one.querySelectorAll(".card")].filter(isOf(picked)));
      path = one.querySelector(".pager a[rel=next]")?.getAttribute("href").slice(base.length);
    }
    return found.slice(0, CHANGES);
  };

  const show = async () => {
    const now = (round += 1);
    const picked = (root.dataset.mine ?? "").split(" ").filter(Boolean);
    if (!picked.length) {
      for (const [box, children] of first) box.replaceChildren(...children);
      return reveal();
    }
    try {
      const [due, news] = await Promise.all([promises(picked), changes(picked)]);
      if (now !== round) return; // Another pick came in between.
      if (stack) fill(stack, due);
      if (latest) fill(latest, news);
    } catch {
      // Without a connection, what the page holds of them is shown.
    }
    if (now === round) reveal();
  };
  document.addEventListener("mine", show);
})();
