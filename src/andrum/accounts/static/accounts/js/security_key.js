// A form with data-security-key="create" or "get" asks a security key before it is sent, and sends what the key answered.
// data-asked: what to ask, as WebAuthn's JSON. Without script, or without a key, the page's other ways remain.
function canAsk() {
  return "parseCreationOptionsFromJSON" in (window.PublicKeyCredential ?? {});
}

function ask(form) {
  const asked = JSON.parse(form.dataset.asked).publicKey;
  return form.dataset.securityKey === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
}

function tell(form, text) {
  const place = form.querySelector("[data-said]");
  place.textContent = text;
  place.hidden = !text;
}

async function onSubmit(event) {
  const form = event.target;
  event.preventDefault();
  tell(form, "");
  if (!canAsk()) {
    tell(form, form.dataset.cannot);
    return;
  }
  try {
    const answer = await ask(form);
    form.elements.namedItem("answer").value = JSON.stringify(answer.toJSON());
  } catch (error) {
    tell(form, error.name === "InvalidStateError" ? form.dataset.twice : form.dataset.stopped);
    return;
  }
  form.submit();
}

for (const form of document.querySelectorAll("[data-security-key]")) form.addEventListener("submit", onSubmit);
