// On an entry's page: a button that copies beside each name and command, and the hours of brownouts in the reader's own
// time zone. The page says everything without it. It works while the page is read, before anything is drawn: nothing jumps.
(() => {
  const copy = (source) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: "Copy" });
    const what = source.textContent.split("\n")[0];
    button.setAttribute("aria-label", `Copy ${what}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(source);
        button.textContent = "Selected";
      }
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    (source.closest("pre, a") ?? source).after(" ", button);
  };

  const day = new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: "long", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short",
  });
  const localise = (time) => {
    const [start, end] = [new Date(time.dateTime), new Date(time.dataset.until)];
    if (start.getTimezoneOffset() === 0) return;
    time.after(Object.assign(document.createElement("span"), { className: "fact", textContent: `For you: ${day.formatRange(start, end)}` }));
  };

  // Whether the parser is past an element, so that it is whole.
  const isWhole = (element) => {
    for (let node = element; node && node !== document.body; node = node.parentNode) if (node.nextSibling) return true;
    return document.readyState !== "loading";
  };
  const seen = new WeakSet();
  const sweep = () => {
    for (const found of document.querySelectorAll("[data-copy], time[data-until]")) {
      if (seen.has(found) || !isWhole(found)) continue;
      seen.add(found);
      if (found.matches("time")) localise(found);
      else copy(found);
    }
  };
  const reading = new MutationObserver(sweep);
  reading.observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    reading.disconnect();
    sweep();
  });
})();
