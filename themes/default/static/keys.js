// On every page: `/` leads to the search, where it goes to the box (search.js). Keys typed into a field stay there.
addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
  if (event.key !== "/" || !plain || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const box = document.getElementById("search");
  const link = document.querySelector("a.seek");
  if (!box && !link) return;
  event.preventDefault();
  if (box) {
    box.focus();
    box.select();
  } else {
    location.assign(link.href);
  }
});
