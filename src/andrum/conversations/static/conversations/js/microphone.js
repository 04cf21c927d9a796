// The microphone: asked for when somebody presses the button, let go at a pause, so that the browser's own mark goes out.
export class Microphone {
  constructor(worklet, heard) {
    this.worklet = worklet;
    this.heard = heard;
  }

  async open() {
    this.stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: { ideal: 2 }, echoCancellation: false, noiseSuppression: true, autoGainControl: true },
    });
    const track = this.stream.getAudioTracks()[0];
    this.channels = Math.min(track.getSettings().channelCount || 1, 2);
    this.context = new AudioContext();
    await this.context.audioWorklet.addModule(this.worklet);
    const source = this.context.createMediaStreamSource(this.stream);
    this.node = new AudioWorkletNode(this.context, "frames", {
      numberOfOutputs: 0,
      channelCount: this.channels,
      channelCountMode: "explicit",
      processorOptions: { channels: 1 },
    });
    this.node.port.onmessage = (event) => this.heard(event.data.channel, event.data.pcm);
    source.connect(this.node);
    await this.context.resume();
  }

  async close() {
    if (this.node) this.node.port.postMessage({ on: false });
    for (const track of this.stream?.getTracks() || []) track.stop();
    await this.context?.close();
    this.stream = this.context = this.node = undefined;
  }
}
