// data-copy="id" copies a table as tab-separated rows, ready to paste in a sheet.
import { say } from "./say.js";

function asText(table) {
  return [...table.rows]
    .map((row) => [...row.cells].map((cell) => cell.innerText.replace(/\s+/g, " ").trim()).join("\t"))
    .join("\n");
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  const table = button && document.getElementById(button.dataset.copy);
  if (!table) return;
  await navigator.clipboard.writeText(asText(table));
  const label = button.querySelector("span");
  const before = label.textContent;
  label.textContent = document.documentElement.lang === "en" ? "Copied" : "Kopierad";
  say(label.textContent);
  window.setTimeout(() => {
    label.textContent = before;
  }, 2000);
});
