import { type Layer, layerEnd, type Noise, type Sound, type Tone } from "./sound.ts";

/** Seconds of noise that are made once and played from the start or round and round. */
const NOISE_LENGTH = 2;

/** Level, as a share of the peak, at which a layer counts as over: -60 dB. */
const SILENT = 0.001;

/** White noise, the same every time. */
export function makeNoise(context: BaseAudioContext): AudioBuffer {
  const buffer = context.createBuffer(1, NOISE_LENGTH * context.sampleRate, context.sampleRate);
  const samples = buffer.getChannelData(0);
  let state = 0x2f6e2b1;
  for (let index = 0; index < samples.length; index += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    samples[index] = state / 0x80000000;
  }
  return buffer;
}

/**
 * Builds a sound's nodes into `out` and starts them at `at` (seconds of the context). `pitch`: 1 as written, 2 an octave higher.
 * Gives the sources, the one that ends last at the end; they stop by themselves.
 */
export function sing(context: BaseAudioContext, noise: AudioBuffer, sound: Sound, at: number, pitch: number, out: AudioNode): AudioScheduledSourceNode[] {
  const layers = sound.layers.toSorted((one, other) => layerEnd(one) - layerEnd(other));
  return layers.map((layer) => {
    const begin = at + (layer.after ?? 0);
    const end = at + layerEnd(layer);
    const envelope = shape(context, layer, begin, end);
    envelope.connect(out);
    const source = layer.kind === "tone" ? tone(context, layer, begin, end, pitch, envelope) : hiss(context, noise, layer, begin, end, pitch, envelope);
    source.start(begin);
    source.stop(end);
    return source;
  });
}

function shape(context: BaseAudioContext, layer: Layer, begin: number, end: number): GainNode {
  const envelope = context.createGain();
  const { gain } = envelope;
  gain.setValueAtTime(0, begin);
  gain.linearRampToValueAtTime(layer.level, begin + layer.attack);
  gain.setValueAtTime(layer.level, begin + layer.attack + (layer.hold ?? 0));
  gain.exponentialRampToValueAtTime(layer.level * SILENT, end);
  return envelope;
}

function tone(context: BaseAudioContext, layer: Tone, begin: number, end: number, pitch: number, out: AudioNode): OscillatorNode {
  const oscillator = context.createOscillator();
  oscillator.type = layer.wave;
  glide(oscillator.frequency, layer, begin, end, pitch);
  oscillator.connect(out);
  return oscillator;
}

function hiss(context: BaseAudioContext, noise: AudioBuffer, layer: Noise, begin: number, end: number, pitch: number, out: AudioNode): AudioBufferSourceNode {
  const source = context.createBufferSource();
  source.buffer = noise;
  source.loop = true;
  const filter = context.createBiquadFilter();
  filter.type = layer.filter;
  filter.Q.value = layer.sharpness;
  glide(filter.frequency, layer, begin, end, pitch);
  source.connect(filter).connect(out);
  return source;
}

function glide(frequency: AudioParam, layer: Layer, begin: number, end: number, pitch: number): void {
  frequency.setValueAtTime(layer.from * pitch, begin);
  if (layer.from !== layer.to) frequency.exponentialRampToValueAtTime(layer.to * pitch, layer.glide === undefined ? end : begin + layer.glide);
}
