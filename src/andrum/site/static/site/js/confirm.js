// A button with data-confirm asks first. The question is shown in the page's own dialog.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-confirm]");
  if (!button || button.dataset.confirmed) return;
  event.preventDefault();
  const dialog = document.getElementById("bekrafta");
  dialog.querySelector("#bekrafta-text").textContent = button.dataset.confirm;
  dialog.addEventListener(
    "close",
    () => {
      if (dialog.returnValue === "ja") {
        button.dataset.confirmed = "1";
        button.click();
        delete button.dataset.confirmed;
      } else {
        button.focus();
      }
    },
    { once: true },
  );
  dialog.returnValue = "";
  dialog.showModal();
});
