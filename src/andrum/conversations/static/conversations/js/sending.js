// Frames on their way: each has a number, is kept here until the server says it is safe, and is sent again after a break.
const HEAD = 8;
const MOST = 18000; // half an hour of sound that never reached the server; about 60 MB
const PACE = 40; // frames on their way at once
const AGAIN = [500, 1000, 2000, 4000, 8000];
const GONE = new Set([4400, 4404, 4409, 4410]);

export class Sending {
  constructor({ address, ticket, shown, told, link }) {
    Object.assign(this, { address, ticket, shown, told, link });
    this.kept = [];
    this.next = 0;
    this.sent = -1;
    this.got = -1;
    this.tries = 0;
    this.words = [];
    this.open = false;
    window.addEventListener("online", () => this.connect());
  }

  get full() {
    return this.kept.length >= MOST;
  }

  frame(pcm) {
    if (this.full) return;
    const data = new Uint8Array(HEAD + pcm.byteLength);
    const view = new DataView(data.buffer);
    view.setUint8(0, 1);
    view.setUint8(1, 0);
    view.setUint32(4, this.next, true);
    data.set(new Uint8Array(pcm), HEAD);
    this.kept.push({ seq: this.next, data });
    this.next += 1;
    this.flush();
  }

  // A word that comes after every frame made so far: a pause must not go before what was said.
  word(word) {
    this.words.push({ after: this.next - 1, word });
    this.flush();
  }

  now(word) {
    if (this.open) this.socket.send(JSON.stringify(word));
  }

  async connect() {
    if (this.ended || this.open || this.connecting) return;
    this.connecting = true;
    window.clearTimeout(this.later);
    try {
      const ticket = await this.ask();
      const socket = new WebSocket(this.address);
      socket.binaryType = "arraybuffer";
      this.socket = socket;
      socket.onopen = () => socket.send(JSON.stringify({ type: "ticket", ticket, shown: this.shown() }));
      socket.onmessage = (event) => this.hear(JSON.parse(event.data));
      socket.onclose = (event) => this.closed(socket, event.code);
    } catch {
      this.closed(this.socket, 0);
    }
  }

  async ask() {
    const answer = await fetch(this.ticket, { credentials: "same-origin", cache: "no-store" });
    if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).ticket;
  }

  closed(socket, code) {
    if (socket !== this.socket) return;
    const was = this.open;
    this.connecting = this.open = false;
    window.clearInterval(this.staying);
    if (this.ended || GONE.has(code)) {
      this.ended = true;
      this.link("ended", code);
      return;
    }
    if (was || this.tries === 0) this.link("lost");
    this.later = window.setTimeout(() => this.connect(), AGAIN[Math.min(this.tries, AGAIN.length - 1)]);
    this.tries += 1;
  }

  hear(message) {
    if (message.type === "hello") this.hello(message);
    if (message.type === "ack") {
      this.got = Math.max(this.got, message.got);
      this.forget(message.safe);
      this.flush();
    }
    this.told(message);
  }

  // Go on where the server is: what is safe is forgotten, the rest is sent from the first frame it has not got.
  hello(message) {
    const got = message.got["0"] ?? -1;
    this.forget(message.safe["0"] ?? -1);
    this.next = Math.max(this.next, got + 1);
    this.got = this.sent = this.kept.length ? Math.min(got, this.kept[this.kept.length - 1].seq) : got;
    this.connecting = false;
    this.open = true;
    this.link("open", this.tries > 0);
    this.tries = 0;
    this.staying = window.setInterval(() => this.stay(), 120000);
    this.flush();
  }

  async stay() {
    try {
      this.now({ type: "ticket", ticket: await this.ask() });
    } catch {
      // the next one may work; the server waits for some minutes
    }
  }

  forget(safe) {
    while (this.kept.length && this.kept[0].seq <= safe) this.kept.shift();
  }

  flush() {
    if (!this.open) return;
    for (const frame of this.kept) {
      if (frame.seq <= this.sent) continue;
      if (frame.seq > this.got + PACE) return;
      this.flushWords(frame.seq - 1);
      this.socket.send(frame.data);
      this.sent = frame.seq;
    }
    this.flushWords(this.next - 1);
  }

  flushWords(sent) {
    while (this.words.length && this.words[0].after <= sent) this.now(this.words.shift().word);
  }

  close() {
    this.ended = true;
    this.socket?.close();
  }
}
