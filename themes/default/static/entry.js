// On an entry's page: a button that copies beside each name and command, and the hours of brownouts in the reader's own
// time zone. The page says everything without it.
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
  document.querySelectorAll("[data-copy]").forEach(copy);

  const day = new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: "long", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short",
  });
  for (const time of document.querySelectorAll("time[data-until]")) {
    const [start, end] = [new Date(time.dateTime), new Date(time.dataset.until)];
    if (start.getTimezoneOffset() === 0) continue;
    time.after(Object.assign(document.createElement("span"), { className: "fact", textContent: `For you: ${day.formatRange(start, end)}` }));
  }
})();
