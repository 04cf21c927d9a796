// A form with data-autosave="address" is sent as it stands a moment after each change; the answer is shown in [data-saved].
import { say } from "./say.js";

const WAIT = 800;

// As the server writes it: Swedish time, 14.30, in English 14:30.
function clock() {
  const how = { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Stockholm" };
  const now = new Date().toLocaleTimeString("sv-SE", how);
  return document.documentElement.lang === "en" ? now : now.replace(":", ".");
}

async function save(form, place) {
  try {
    const words = new FormData(form);
    for (const [name, value] of [...words]) if (value instanceof File) words.delete(name);
    const answer = await fetch(form.dataset.autosave, { method: "POST", body: words, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    place.textContent = `${place.dataset.saved || "Sparat"} ${clock()}`;
    say(place.textContent);
  } catch {
    place.textContent = place.dataset.failed || "";
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const place = form.querySelector("[data-saved]") || document.querySelector("[data-saved]");
  let waiting = 0;
  form.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => place && save(form, place), WAIT);
  });
  form.addEventListener("submit", () => window.clearTimeout(waiting));
}
