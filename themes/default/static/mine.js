// Shows only the components that a reader picked, on every list. The pick is kept in this browser, under a name of this
// site's own. It runs in the head, before anything is drawn, and hides by a style sheet: nothing jumps.
(() => {
  const { base } = document.currentScript.dataset;
  const key = `forewarn${base}`;
  const root = document.documentElement;
  const sheet = new CSSStyleSheet();

  const read = () => {
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => /^[a-z0-9-]+$/.test(id)) : [];
  };
  const keep = (picked) => (picked.length ? localStorage.setItem(key, JSON.stringify(picked)) : localStorage.removeItem(key));

  const hide = (picked) => {
    root.dataset.mine = picked.join(" ");
    if (!picked.length) return sheet.replaceSync("");
    const mine = picked.map((id) => `[data-components~="${id}"]`).join(", ");
    sheet.replaceSync(`
      [data-components]:not(${mine}) { display: none !important; }
      :is([data-group], .as-table tbody):not(:has(${mine})) { display: none !important; }
      [data-list]:has([data-components]):not(:has(${mine})) > .none-of-mine { display: block !important; }
      .not-mine { display: none !important; }`);
  };

  let picked;
  try {
    picked = read();
    keep(picked);
  } catch {
    return; // A browser that keeps nothing has no pick, and sees no choice.
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  root.classList.add("can-pick");
  // What home.js fills is not seen before; a reader does not wait for it longer than this.
  setTimeout(() => root.classList.add("is-filled"), 1500);
  hide(picked);

  const link = (href, text) => Object.assign(document.createElement("a"), { href, textContent: text });
  const feeds = (box) => {
    const line = document.createElement("div");
    const list = document.createElement("ul");
    list.className = "links";
    const formats = [["RSS", "feed.xml"], ["Atom", "feed.atom"], ["JSON Feed", "feed.json"]];
    if ("calendar" in box.dataset) formats.push(["Calendar", "calendar.ics"]);
    for (const [format, file] of formats) {
      const item = document.createElement("li");
      const unseen = Object.assign(document.createElement("span"), { className: "unseen", textContent: ` of ${name(box)}` });
      item.append(link(`${page(box)}${file}`, format));
      item.firstChild.append(unseen);
      list.append(item);
    }
    line.append(link(page(box), name(box)), list);
    return line;
  };
  const page = (box) => `${base}components/${box.value}/`;
  const name = (box) => box.parentElement.textContent.trim();

  // The rows of a picture that are left move up, below the name of their group.
  const draw = (drawings) => {
    for (const svg of drawings) {
      const [top, foot] = [Number(svg.dataset.top), Number(svg.dataset.foot)];
      const lines = [...svg.querySelectorAll(".tl-group, .tl-row")];
      const wanted = (row) => !picked.length || row.dataset.components.split(" ").some((id) => picked.includes(id));
      const shown = lines.filter((line, at) => {
        if (line.matches(".tl-row")) return wanted(line);
        const end = lines.findIndex((other, place) => place > at && other.matches(".tl-group"));
        return lines.slice(at + 1, end < 0 ? undefined : end).some(wanted);
      });
      let y = top;
      for (const line of lines) {
        line.classList.toggle("tl-out", !shown.includes(line));
        if (!shown.includes(line)) continue;
        line.setAttribute("transform", `translate(0 ${y - Number(line.dataset.y)})`);
        y += Number(line.dataset.height);
      }
      const box = svg.viewBox.baseVal;
      svg.setAttribute("viewBox", `0 0 ${box.width} ${y + foot}`);
      svg.parentElement.classList.toggle("is-empty", y === top);
    }
  };

  const boxesOf = (bar) => [...bar.querySelectorAll("input")];

  // What of the page tells the pick: the choice itself, feeds, pictures.
  const tell = {
    bar(bar) {
      const chosen = boxesOf(bar).filter((box) => picked.includes(box.value));
      for (const box of boxesOf(bar)) box.checked = chosen.includes(box);
      bar.querySelector("summary").textContent = chosen.length ? `Only ${chosen.map(name).join(", ")}` : "All components";
      bar.querySelector("button").hidden = !chosen.length;
    },
    links(links) {
      const chosen = boxesOf(document.getElementById("mine")).filter((box) => picked.includes(box.value));
      const heading = Object.assign(document.createElement("strong"), { textContent: "Only your components" });
      links.replaceChildren(...(chosen.length ? [heading, ...chosen.map(feeds)] : []));
      links.hidden = !chosen.length;
    },
    drawing: (svg) => draw([svg]),
  };
  const parts = () => [
    ...[...document.querySelectorAll("#mine")].map((bar) => [bar, tell.bar]),
    ...[...document.querySelectorAll("#mine-feeds")].map((links) => [links, tell.links]),
    ...[...document.querySelectorAll("figure.timeline > svg")].map((svg) => [svg, tell.drawing]),
  ];

  // Each is told as soon as the parser is past it, before the reader sees it: nothing jumps.
  const told = new WeakSet();
  const reading = new MutationObserver(() => {
    for (const [part, telling] of parts()) {
      if (told.has(part) || !part.nextSibling) continue;
      told.add(part);
      telling(part);
    }
  });
  if (picked.length) reading.observe(root, { childList: true, subtree: true });

  document.addEventListener("DOMContentLoaded", () => {
    reading.disconnect();
    const bar = document.getElementById("mine");
    if (!bar) return;
    const boxes = boxesOf(bar);
    const [summary, clear] = [bar.querySelector("summary"), bar.querySelector("button")];

    const show = () => {
      for (const [part, telling] of parts()) telling(part);
      document.dispatchEvent(new Event("mine"));
    };
    const pick = (ids) => {
      picked = ids;
      keep(picked);
      hide(picked);
      show();
    };

    bar.querySelector("form").addEventListener("change", () => pick(boxes.filter((box) => box.checked).map((box) => box.value)));
    bar.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    clear.addEventListener("click", () => {
      pick([]);
      summary.focus();
    });
    // Another tab of the same site picks for all.
    addEventListener("storage", (event) => {
      if (event.key !== key) return;
      picked = read();
      hide(picked);
      show();
    });
    const known = picked.filter((id) => boxes.some((box) => box.value === id));
    if (known.length === picked.length) show();
    else pick(known);
  });
})();
