// Frames on their way: each has a number, is kept here until the server says it is safe, and is sent again after a break.
const HEAD = 8;
const MOST = 18000; // half an hour of sound that never reached the server; about 60 MB
const PACE = 40; // frames on their way at once
const AGAIN = [500, 1000, 2000, 4000, 8000];
const GONE = new Set([4400, 4404, 4409, 4410]);

// One microphone: the next number to give, the last one sent and taken, and the frames that are not safe yet.
class Line {
  constructor(channel) {
    Object.assign(this, { channel, kept: [], next: 0, sent: -1, got: -1 });
  }

  add(pcm) {
    const data = new Uint8Array(HEAD + pcm.byteLength);
    const view = new DataView(data.buffer);
    view.setUint8(0, 1);
    view.setUint8(1, this.channel);
    view.setUint32(4, this.next, true);
    data.set(new Uint8Array(pcm), HEAD);
    this.kept.push({ seq: this.next, data });
    this.next += 1;
  }

  // Go on where the server is: what is safe is forgotten, the rest is sent from the first frame it has not got.
  goOn(got, safe) {
    this.forget(safe);
    this.next = Math.max(this.next, got + 1);
    this.got = this.sent = this.kept.length ? Math.min(got, this.kept[this.kept.length - 1].seq) : got;
  }

  forget(safe) {
    while (this.kept.length && this.kept[0].seq <= safe) this.kept.shift();
  }
}

export class Sending {
  constructor({ address, ticket, shown, told, link }) {
    Object.assign(this, { address, ticket, shown, told, link });
    this.lines = [new Line(0), new Line(1)];
    this.tries = 0;
    this.words = [];
    this.open = false;
    window.addEventListener("online", () => this.connect());
  }

  get next() {
    return Math.max(...this.lines.map((line) => line.next));
  }

  get waiting() {
    return this.lines.reduce((sum, line) => sum + line.kept.length, 0);
  }

  get isSent() {
    return this.lines.every((line) => line.sent >= line.next - 1);
  }

  get full() {
    return this.waiting >= MOST;
  }

  frame(channel, pcm) {
    if (this.full) return;
    this.lines[channel].add(pcm);
    this.flush();
  }

  // A word that comes after every frame made so far: a pause must not go before what was said.
  word(word) {
    this.words.push({ after: this.lines.map((line) => line.next - 1), word });
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
      const line = this.lines[message.channel];
      line.got = Math.max(line.got, message.got);
      line.forget(message.safe);
      this.flush();
    }
    this.told(message);
  }

  hello(message) {
    for (const line of this.lines) line.goOn(message.got[line.channel] ?? -1, message.safe[line.channel] ?? -1);
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

  flush() {
    if (!this.open) return;
    this.flushWords();
    for (const line of this.lines) {
      for (const frame of line.kept) {
        if (frame.seq <= line.sent) continue;
        if (frame.seq > line.got + PACE || !this.mayGo(line, frame.seq)) break;
        this.socket.send(frame.data);
        line.sent = frame.seq;
        this.flushWords();
      }
    }
  }

  // A frame made after a word waits for it, and the word for every frame before it.
  mayGo(line, seq) {
    return !this.words.length || seq <= this.words[0].after[line.channel];
  }

  flushWords() {
    while (this.words.length && this.lines.every((line) => line.sent >= this.words[0].after[line.channel])) {
      this.now(this.words.shift().word);
    }
  }

  close() {
    this.ended = true;
    this.socket?.close();
  }
}
