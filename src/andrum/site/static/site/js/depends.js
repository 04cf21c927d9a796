// A field with data-depends="name" and data-codes="a b" is shown when the field of that name has one of the values.
// Without script all fields are shown, and the server leaves out what is not asked.
function valueOf(form, name) {
  const field = form.elements.namedItem(name);
  return field ? field.value : "";
}

function show(form) {
  for (const part of form.querySelectorAll("[data-depends]")) {
    const other = form.querySelector(`[name="${part.dataset.depends}"]`);
    const otherIsAsked = !other?.closest("[data-depends]")?.hidden;
    part.hidden = !otherIsAsked || !part.dataset.codes.split(" ").includes(valueOf(form, part.dataset.depends));
  }
}

for (const form of document.querySelectorAll("form:has([data-depends])")) {
  form.addEventListener("input", () => show(form));
  form.addEventListener("change", () => show(form));
  show(form);
}
