// Runs beside the page: makes what a microphone hears into tenths of a second of 16-bit samples at 16 kHz.
const RATE = 16000;
const FRAME = 1600;

class Frames extends AudioWorkletProcessor {
  constructor(options) {
    super();
    this.channels = options.processorOptions.channels;
    this.step = sampleRate / RATE;
    this.taps = Array.from({ length: this.channels }, () => ({ carry: [], at: 0, out: new Int16Array(FRAME), filled: 0 }));
    this.on = true;
    this.port.onmessage = (event) => {
      this.on = event.data.on;
      if (!this.on) for (const tap of this.taps) Object.assign(tap, { carry: [], at: 0, filled: 0 });
    };
  }

  process(inputs) {
    const input = inputs[0];
    if (this.on && input.length) {
      for (let channel = 0; channel < this.channels; channel += 1) this.hear(channel, input[channel] || input[0]);
    }
    return true;
  }

  // Each sample out is the mean of the samples in that it covers: enough of a filter for speech.
  hear(channel, samples) {
    const tap = this.taps[channel];
    tap.carry.push(...samples);
    while (tap.at + this.step <= tap.carry.length) {
      const from = Math.floor(tap.at);
      const to = Math.max(from + 1, Math.floor(tap.at + this.step));
      let sum = 0;
      for (let place = from; place < to; place += 1) sum += tap.carry[place];
      tap.out[tap.filled] = Math.max(-1, Math.min(1, sum / (to - from))) * 32767;
      tap.filled += 1;
      tap.at += this.step;
      if (tap.filled === FRAME) {
        const pcm = tap.out.slice().buffer;
        this.port.postMessage({ channel, pcm }, [pcm]);
        tap.filled = 0;
      }
    }
    const used = Math.floor(tap.at);
    tap.carry = tap.carry.slice(used);
    tap.at -= used;
  }
}

registerProcessor("frames", Frames);
