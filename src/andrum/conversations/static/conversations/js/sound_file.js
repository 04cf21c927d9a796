// A file that is too large is told of before it is sent: the server would break the line.
const field = document.querySelector("[data-most-mb]");
field?.addEventListener("change", () => {
  const most = Number(field.dataset.mostMb) * 1024 * 1024;
  field.setCustomValidity(field.files[0]?.size > most ? field.form.dataset.tooLarge : "");
  field.reportValidity();
});
