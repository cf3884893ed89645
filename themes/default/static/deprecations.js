// Narrows and sorts the tables of /deprecations/. The page is whole without it: the form stays hidden then.
// What is chosen stands in the address, so that a view can be sent to somebody.
(() => {
  const form = document.getElementById("narrow");
  const rows = [...document.querySelectorAll("table.promises tbody tr")];
  if (!form || rows.length < 2) return;
  const order = new Map(rows.map((row, place) => [row, place]));
  const said = form.querySelector("output");

  for (const key of ["component", "owner", "state"]) {
    const values = [...new Set(rows.map((row) => row.dataset[key]).filter(Boolean))].sort();
    for (const value of values) form.elements[key].add(new Option(value, value));
    form.elements[key].closest("label").hidden = values.length < 2;
  }

  const matches = (row, wanted) =>
    ["component", "owner", "state"].every((key) => !wanted[key] || row.dataset[key] === wanted[key]) &&
    wanted.text.toLowerCase().split(/\s+/).every((word) => row.textContent.toLowerCase().includes(word));

  const compare = (by) => (a, b) =>
    (by && (a.dataset[by] || "\uffff").localeCompare(b.dataset[by] || "\uffff")) || order.get(a) - order.get(b);

  const apply = () => {
    const wanted = Object.fromEntries(new FormData(form));
    let count = 0;
    for (const row of rows) {
      row.hidden = !matches(row, wanted);
      if (!row.hidden) count += 1;
    }
    for (const body of document.querySelectorAll("table.promises tbody")) {
      body.append(...[...body.rows].sort(compare(wanted.sort)));
      body.closest("section").hidden = [...body.rows].every((row) => row.hidden);
    }
    said.textContent = `${count} of ${rows.length}`;
    const kept = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
    history.replaceState(null, "", `${location.pathname}${kept.size ? `?${kept}` : ""}${location.hash}`);
  };

  for (const [key, value] of new URLSearchParams(location.search)) {
    if (form.elements[key]) form.elements[key].value = value;
  }
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
