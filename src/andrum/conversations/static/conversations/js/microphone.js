// The microphone, or two: asked for when somebody presses the button, let go at a pause, so that the browser's own mark goes out.
const WISHES = { channelCount: { ideal: 1 }, echoCancellation: false, noiseSuppression: true, autoGainControl: true };

export class Microphone {
  constructor(worklet, heard, two) {
    Object.assign(this, { worklet, heard, two, open_: [] });
  }

  get isTwo() {
    return this.open_.length === 2;
  }

  async open() {
    this.context = new AudioContext();
    try {
      await this.context.audioWorklet.addModule(this.worklet);
      await this.listen(0, await navigator.mediaDevices.getUserMedia({ audio: WISHES }));
      if (this.two()) await this.second();
      await this.context.resume();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  // Another device than the first one; names of devices are known only when the first has been allowed.
  async second() {
    const first = this.open_[0].stream.getAudioTracks()[0].getSettings();
    const all = (await navigator.mediaDevices.enumerateDevices()).filter((one) => one.kind === "audioinput");
    const other = all.find((one) => one.deviceId !== first.deviceId && one.groupId !== first.groupId && one.deviceId !== "default");
    if (!other) return;
    await this.listen(1, await navigator.mediaDevices.getUserMedia({ audio: { ...WISHES, deviceId: { exact: other.deviceId } } }));
  }

  async listen(channel, stream) {
    const node = new AudioWorkletNode(this.context, "frames", {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: "explicit",
      processorOptions: { channels: 1 },
    });
    node.port.onmessage = (event) => this.heard(channel, event.data.pcm);
    this.context.createMediaStreamSource(stream).connect(node);
    this.open_.push({ stream, node });
  }

  async close() {
    for (const { stream, node } of this.open_) {
      node.port.postMessage({ on: false });
      for (const track of stream.getTracks()) track.stop();
    }
    this.open_ = [];
    await this.context?.close();
    this.context = undefined;
  }
}
