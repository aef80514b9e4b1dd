import type { Bus } from "../volumes.ts";

/** Who goes first when voices run out. */
export const PRIORITY = {
  /** Nice to have: what met a wall, what lies on a pad again. */
  scenery: 0,
  /** What others do to each other. */
  others: 1,
  /** What may become dangerous: somebody dies or something bursts. */
  danger: 2,
  /** What the own hands do. */
  own: 3,
  /** What has to be heard with closed eyes: that one hit, was hit, killed, died. */
  verdict: 4,
} as const;

interface Envelope {
  /** Seconds from the sound's start to this layer's. */
  after?: number;
  /** Seconds up to `level`, at `level`, and down to a thousandth of it. */
  attack: number;
  hold?: number;
  decay: number;
  /** Peak amplitude, 0..1. */
  level: number;
  /** Hz at the start and at the end of `glide` seconds; the layer's whole length unless said. */
  from: number;
  to: number;
  glide?: number;
}

/** An oscillator. */
export interface Tone extends Envelope {
  kind: "tone";
  wave: "sine" | "triangle" | "square" | "sawtooth";
}

/** White noise through a filter whose corner glides. */
export interface Noise extends Envelope {
  kind: "noise";
  filter: "lowpass" | "bandpass" | "highpass";
  /** The filter's Q. */
  sharpness: number;
}

export type Layer = Tone | Noise;

/** A sound as data: what is heard is the sum of its layers. */
export interface Sound {
  bus: Bus;
  priority: number;
  layers: readonly Layer[];
}

/** Seconds that a layer takes from the sound's start to its own end. */
export function layerEnd(layer: Layer): number {
  return (layer.after ?? 0) + layer.attack + (layer.hold ?? 0) + layer.decay;
}

/** Seconds. */
export function lengthOf(sound: Sound): number {
  return Math.max(...sound.layers.map(layerEnd));
}
