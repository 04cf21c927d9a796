// A recording in the place of a microphone, in the demo: the same frames, at the same pace, and who speaks when.
const HEAD = 44;
const FRAME = 3200;

export class Player {
  constructor(address, speakers, heard, speaks, audible) {
    Object.assign(this, { address, speakers, heard, speaks });
    this.audio = audible ? new Audio(address) : undefined;
    this.at = 0;
  }

  async open() {
    if (!this.sound) this.sound = (await (await fetch(this.address, { credentials: "same-origin" })).arrayBuffer()).slice(HEAD);
    if (this.audio) {
      this.audio.currentTime = this.at / 10;
      await this.audio.play().catch(() => undefined);
    }
    const from = performance.now() - this.at * 100;
    this.timer = window.setInterval(() => this.play(Math.floor((performance.now() - from) / 100)), 50);
  }

  play(until) {
    for (; this.at < until && (this.at + 1) * FRAME <= this.sound.byteLength; this.at += 1) {
      while (this.speakers.length && this.speakers[0][0] <= this.at / 10) this.speaks(this.speakers.shift()[1]);
      this.heard(this.sound.slice(this.at * FRAME, (this.at + 1) * FRAME));
    }
  }

  async close() {
    window.clearInterval(this.timer);
    this.audio?.pause();
  }
}
