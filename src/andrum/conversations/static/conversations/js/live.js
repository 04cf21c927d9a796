// A conversation as it goes on. Without this script, everything but the microphone works with plain forms.
import { Microphone } from "./microphone.js";
import { Player } from "./player.js";
import { lastShown, markLast, place, say, showDraft, showFinal, word } from "./screen.js";
import { Sending } from "./sending.js";

const plays = Boolean(place.dataset.recording);
const hears = place.dataset.hears === "1" && (plays || (window.AudioWorkletNode && navigator.mediaDevices));
const form = place.querySelector("[data-say-form]");
const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
const button = place.querySelector("[data-listen]");
const speakers = [...place.querySelectorAll("[data-place]")];
let live = false;
let awake;
let finished;
let leaving = false;

const who = () => speakers.find((choice) => choice.checked)?.value || speakers[0].value;
// With two microphones the first is the worker's and the second the client's: who speaks is known without a tap.
const both = place.querySelector("[data-two]");
const two = () => Boolean(both?.checked);

function sayWhoHasWhich() {
  if (!microphone.isTwo) {
    sending.now({ type: "speaker", who: "", frame: 0, channel: 0 });
    return;
  }
  sending.now({ type: "speaker", who: speakers[0].value, frame: 0, channel: 0 });
  sending.now({ type: "speaker", who: speakers[1].value, frame: 0, channel: 1 });
}

const newKey = () => crypto.randomUUID?.() || `${Date.now()}${Math.random()}`;

// Lines that are typed: kept here and sent again until the server has them.
const typed = [];
let typing = false;

async function sendTyped() {
  if (typing) return;
  typing = true;
  while (typed.length) {
    try {
      const body = new URLSearchParams({ csrfmiddlewaretoken: token, ...typed[0] });
      const answer = await fetch(place.dataset.say, { method: "POST", body, headers: { accept: "application/json" } });
      const message = await answer.json();
      if (answer.ok) {
        showFinal(message, token);
        offerEnd();
      } else say(message.text, "lost");
      typed.shift();
    } catch {
      say(word("lost"), "lost");
      await new Promise((done) => window.setTimeout(done, 2000));
    }
  }
  typing = false;
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const field = form.elements.namedItem("text");
  if (!field.value.trim()) return;
  typed.push({ who: who(), text: field.value, key: newKey() });
  field.value = "";
  field.focus();
  sendTyped();
});

// Sound.
const scheme = window.location.protocol === "https:" ? "wss" : "ws";
const sending = hears
  ? new Sending({
      address: `${scheme}://${window.location.host}${place.dataset.socket}`,
      ticket: place.dataset.socket.replace(/tal$/, "biljett/"),
      shown: lastShown,
      told: tell,
      link: linked,
    })
  : undefined;
const microphone = !hears
  ? undefined
  : plays
    ? new Player(place.dataset.recording, JSON.parse(place.dataset.speakers), (pcm) => heard(0, pcm), speaks, place.dataset.audible === "1")
    : new Microphone(place.dataset.worklet, heard, two);

function speaks(key) {
  const choice = speakers.find((one) => one.value === key);
  if (!choice) return;
  choice.checked = true;
  choice.dispatchEvent(new Event("change"));
}

function heard(channel, pcm) {
  if (!live) return;
  sending.frame(channel, pcm);
  if (sending.full) say(word("full"), "lost");
}

function tell(message) {
  if (message.type === "final") showFinal(message, token);
  if (message.type === "partial") showDraft(message);
  if (message.type === "behind") say(message.lag > 0 ? word("behind") : word("listening"), message.lag > 0 ? "lost" : "on");
  if (message.type === "gap") say(word("gap"), "lost");
  if (message.type === "stopped") stopHere(message.text);
  if (message.type === "state" && message.state === "finished") finished?.();
}

function linked(how, again) {
  place.dataset.link = how;
  if (how === "lost" && live) say(word("lost"), "lost");
  if (how === "open" && (live || sending.waiting)) sending.now({ type: "start" });
  if (how === "open" && live) {
    if (!again) sending.now({ type: "speaker", who: who(), frame: sending.next });
    sayWhoHasWhich();
    say(again ? word("back") : word("listening"), "on");
  }
  if (how === "ended" && live) stopHere(word("paused"));
}

async function stopHere(text) {
  live = false;
  await microphone?.close();
  show();
  say(text, "lost");
}

function show() {
  const label = button.querySelector("[data-listen-text]");
  label.textContent = live ? label.dataset.pause : sending.next ? label.dataset.resume : label.dataset.start;
  button.classList.toggle("live__button--on", live);
  button.setAttribute("aria-pressed", String(live));
  place.dataset.state = live ? "live" : "paused";
  if (live) offerEnd();
}

// What has not begun cannot be ended.
function offerEnd() {
  const end = document.querySelector("[data-end]");
  if (end) end.hidden = false;
}

async function listen() {
  try {
    await microphone.open();
  } catch {
    say(word("refused"), "lost");
    return;
  }
  offerTwo();
  live = true;
  sending.ended = false;
  if (sending.open) {
    sending.word({ type: "start" });
    sending.now({ type: "speaker", who: who(), frame: sending.next });
    sayWhoHasWhich();
  } else sending.connect();
  say(word("listening"), "on");
  show();
  try {
    awake = await navigator.wakeLock?.request("screen");
  } catch {
    awake = undefined;
  }
}

async function pause() {
  live = false;
  await microphone.close();
  sending.word({ type: "pause" });
  await awake?.release();
  show();
  say(word("paused"));
}

// Before the microphone has been allowed the browser tells of one at most: asked again then, and when one is plugged in.
async function offerTwo() {
  if (!hears || !both || plays) return;
  const all = (await navigator.mediaDevices?.enumerateDevices()) || [];
  both.closest("label").hidden = all.filter((one) => one.kind === "audioinput" && one.deviceId !== "default" && one.deviceId !== "communications").length < 2;
}

offerTwo();
navigator.mediaDevices?.addEventListener?.("devicechange", offerTwo);

// Chosen while it goes on: the microphone is opened anew, with the second beside it.
both?.addEventListener("change", async () => {
  if (!live) return;
  live = false;
  await microphone.close();
  await listen();
  show();
});

if (hears) {
  button.hidden = false;
  button.addEventListener("click", () => (live ? pause() : listen()));
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState !== "visible" || !live) return;
    try {
      awake = await navigator.wakeLock?.request("screen");
    } catch {
      awake = undefined;
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (live || sending.waiting > 5)) event.preventDefault();
  });
}

// Who speaks: a tap, or the keys 1 to 9. V marks the latest as important. Space is left alone: it belongs to what has focus.
for (const choice of speakers) {
  choice.addEventListener("change", () => sending?.word({ type: "speaker", who: choice.value, frame: sending.next }));
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("textarea, select, dialog[open], input:not([type=radio])")) return;
  const choice = speakers.find((one) => one.dataset.place === event.key);
  if (choice) {
    choice.checked = true;
    choice.dispatchEvent(new Event("change"));
    event.preventDefault();
  } else if (event.key === "v") markLast();
});

// A note of one's own is kept without leaving the page.
const note = place.querySelector("[data-own-note]");
note?.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const answer = await fetch(note.action, { method: "POST", body: new FormData(note), credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const said = document.createElement("p");
    said.textContent = note.elements.namedItem("text").value;
    note.before(said);
    note.elements.namedItem("text").value = "";
    note.elements.namedItem("key").value = newKey();
  } catch {
    say(word("lost"), "lost");
  }
});

// Whatever else is sent from here leaves the page: the microphone is let go first. Stop stops at once.
document.addEventListener("submit", (event) => {
  if (event.target.hasAttribute("data-again")) return;
  leaving = true;
  live = false;
  microphone?.close();
});

// To end: what has been said gets its text first.
document.querySelector("[data-end]")?.addEventListener("submit", async (event) => {
  if (event.target.dataset.ready || !sending?.open) {
    live = false;
    return;
  }
  event.preventDefault();
  live = false;
  await microphone.close();
  const done = new Promise((ready) => {
    finished = ready;
    window.setTimeout(ready, 20000);
  });
  await drained();
  sending.word({ type: "finish" });
  await done;
  sending.close();
  leaving = true;
  event.target.dataset.ready = "1";
  event.target.requestSubmit();
});

// What is still on its way is sent before the end, for at most some seconds.
async function drained() {
  for (let tries = 0; tries < 50 && !sending.isSent; tries += 1) {
    await new Promise((done) => window.setTimeout(done, 100));
  }
}

window.addEventListener("online", () => sendTyped());
