// What is seen of a conversation: one line of live text, three columns that fill, and all that has been said.
const place = document.getElementById("samtal");
const word = (name) => place.dataset[`word${name[0].toUpperCase()}${name.slice(1)}`] || "";
const line = place.querySelector("[data-live-line]");
const state = place.querySelector("[data-live-state]");
const turns = place.querySelector("[data-turns]");
const seen = new Set();

function element(name, kind, text) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  return made;
}

export function say(text, kind = "") {
  state.textContent = text;
  state.className = `live__state${kind ? ` live__state--${kind}` : ""}`;
}

export function showDraft(message) {
  line.replaceChildren(
    element("span", "", message.settled),
    document.createTextNode(" "),
    element("span", "is-tentative", message.tentative),
  );
}

export function showFinal(message, token) {
  if (seen.has(message.segment)) return;
  seen.add(message.segment);
  if (document.getElementById(`yttrande-${message.n}`)) return;
  line.replaceChildren(element("span", "", `${message.speaker}: ${message.text}`));
  const turn = element("li", `turn turn--${message.place}${message.is_worker ? " turn--worker" : ""}`);
  turn.id = `yttrande-${message.n}`;
  turn.append(element("span", "turn__who", message.speaker), element("p", "turn__text", message.text));
  if (message.doubtful.length) turn.append(element("p", "turn__doubt", `${word("doubtful")}: ${message.doubtful.join(", ")}`));
  turn.append(markButton(message, token));
  turns.append(turn);
  const total = place.querySelector("[data-total]");
  total.textContent = turns.children.length;
  for (const found of message.lines) showLine(found);
}

export function lastShown() {
  return Number((turns.lastElementChild?.id || "").replace("yttrande-", "")) || 0;
}

function markButton(message, token) {
  const button = element("button", "button button--quiet turn__mark", word("important"));
  button.type = "button";
  button.dataset.mark = message.mark;
  button.addEventListener("click", () => mark(button, token));
  return button;
}

export async function mark(button, token) {
  const on = button.getAttribute("aria-pressed") !== "true";
  const body = new URLSearchParams({ csrfmiddlewaretoken: token, av: on ? "0" : "1" });
  const answer = await fetch(button.dataset.mark, { method: "POST", body, headers: { accept: "application/json" } });
  if (answer.ok) button.setAttribute("aria-pressed", String(on));
}

export function markLast() {
  const buttons = turns.querySelectorAll("[data-mark]");
  if (buttons.length) buttons[buttons.length - 1].click();
}

function showLine(found) {
  const column = place.querySelector(`[data-column="${found.column}"]`);
  if (!column || document.getElementById(`rad-${found.id}`)) return;
  const row = element("li", "said");
  row.id = `rad-${found.id}`;
  if (found.perhaps) row.append(element("p", "said__safety said__safety--perhaps", word("perhaps")));
  else if (found.safety) row.append(element("p", "said__safety", word("safety")));
  if (found.question) row.append(element("p", "said__question", `${word("question")} ${found.question}`));
  const quote = element("blockquote");
  const link = element("a", "", found.quote);
  link.href = found.href;
  link.target = "_blank";
  quote.append(link);
  row.append(quote, element("p", "said__who", [found.speaker, found.small].filter(Boolean).join(" · ")));
  if (found.safety) column.prepend(row);
  else column.append(row);
  const count = place.querySelector(`[data-count="${found.column}"]`);
  count.textContent = column.children.length;
}

export { place, word };
