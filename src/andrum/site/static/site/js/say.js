/** Says a short text to one who listens to the page. */
export function say(text) {
  const place = document.getElementById("meddelande");
  if (place) {
    place.textContent = "";
    requestAnimationFrame(() => {
      place.textContent = text;
    });
  }
}
