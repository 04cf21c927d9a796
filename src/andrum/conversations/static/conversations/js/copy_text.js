// data-copy-text="id" copies the text of an element, for case systems that are not this one.
for (const button of document.querySelectorAll("[data-copy-text]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copyText).innerText);
    const label = button.querySelector("span");
    const before = label.textContent;
    label.textContent = document.documentElement.lang === "en" ? "Copied" : "Kopierad";
    window.setTimeout(() => {
      label.textContent = before;
    }, 2000);
  });
}
