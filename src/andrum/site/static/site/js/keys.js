// j, k and Enter walk the rows of a table; "/" goes to the search box.
const writes = (element) => element.closest("input, select, textarea, [contenteditable], dialog[open]");

function rowsOnPage() {
  return [...document.querySelectorAll("[data-rows] > tr, [data-rows] > li")].filter((row) => row.querySelector("a[href]"));
}

function mark(rows, index) {
  rows.forEach((row) => row.classList.remove("is-marked"));
  const row = rows[index];
  row.classList.add("is-marked");
  row.querySelector("a[href]").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
  if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    return;
  }
  if (event.key !== "j" && event.key !== "k") return;
  const rows = rowsOnPage();
  if (!rows.length) return;
  event.preventDefault();
  const at = rows.findIndex((row) => row.contains(document.activeElement) || row.classList.contains("is-marked"));
  const next = event.key === "j" ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0);
  mark(rows, next);
});
