// Keeps a previewed page up to date: reloads it in its place, swaps styles, shows what is wrong.
// Only `forewarn serve` adds this to a page; no built site has it.
"use strict";
(() => {
  const own = document.currentScript;
  const pages = own.dataset.pages;
  let styles = Number(own.dataset.styles);
  const place = "forewarn:place:" + location.pathname;

  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    const [x, y] = JSON.parse(kept);
    addEventListener("load", () => scrollTo({ left: x, top: y, behavior: "instant" }));
  }

  const reload = () => {
    sessionStorage.setItem(place, JSON.stringify([scrollX, scrollY]));
    location.reload();
  };

  // A new link beside the old one, which goes once the new one is there: the page is never without style.
  const swap = (version) => {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(old.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set("preview", version);
      const fresh = old.cloneNode();
      fresh.href = address.href;
      fresh.addEventListener("load", () => old.remove(), { once: true });
      fresh.addEventListener("error", () => fresh.remove(), { once: true });
      old.after(fresh);
    }
  };

  let panel = null;
  let shown = "";
  const show = (report) => {
    const text = JSON.stringify(report);
    if (text === shown) return;
    shown = text;
    panel?.remove();
    panel = null;
    if (!report) return;
    panel = document.createElement("forewarn-report");
    // The theme's styles stay out of the panel, and the panel's out of the page.
    const root = panel.attachShadow({ mode: "open" });
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("client.css", own.src).href;
    const details = document.createElement("details");
    details.open = report.open;
    const summary = document.createElement("summary");
    summary.textContent = report.summary;
    const lines = document.createElement("pre");
    lines.textContent = report.text;
    lines.tabIndex = 0;
    details.setAttribute("role", "alert");
    details.append(summary, lines);
    root.append(style, details);
    document.body.append(panel);
  };

  const source = new EventSource(new URL("events", own.src).href);
  source.addEventListener("message", (message) => {
    const now = JSON.parse(message.data);
    if (now.pages !== pages) {
      source.close();
      reload();
      return;
    }
    if (now.styles !== styles) {
      styles = now.styles;
      swap(styles);
    }
    show(now.report);
  });
  addEventListener("pagehide", () => source.close());
  // A page taken from the back-forward cache has lost its source.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
