// What is typed is saved a moment after it is typed; each save builds on the one before. When somebody else has saved
// meanwhile the text is kept beside theirs, and it is said.
const WAIT = 1500;

function writer(form) {
  const place = form.querySelector("[data-place]");
  const met = form.querySelector("[data-met]");
  const box = form.querySelector("textarea");
  let waiting = 0;
  let saving = false;
  let saved = box.value;

  async function save() {
    if (saving || box.value === saved) return;
    saving = true;
    const sent = box.value;
    try {
      const answer = await fetch(form.dataset.write, {
        method: "POST", body: new FormData(form), credentials: "same-origin",
      });
      const told = await answer.json();
      if (answer.status === 409) {
        met.hidden = false;
        met.querySelector(".notice__title").textContent = told.message;
        met.focus();
        saved = sent;
        place.textContent = "";
      } else if (!answer.ok) {
        place.textContent = told.message || place.dataset.failed;
      } else {
        form.elements.namedItem("base").value = told.revision;
        saved = sent;
        place.textContent = told.message;
      }
    } catch {
      place.textContent = place.dataset.failed;
    } finally {
      saving = false;
      if (box.value !== sent) later();
    }
  }

  function later() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(save, WAIT);
  }

  box.addEventListener("input", later);
  box.addEventListener("blur", save);
  form.addEventListener("submit", () => {
    window.clearTimeout(waiting);
    saved = box.value;
  });
  window.addEventListener("beforeunload", (event) => {
    if (box.value !== saved) event.preventDefault();
  });
}

for (const form of document.querySelectorAll("form[data-write]")) writer(form);
