import { PRIORITY, type Sound } from "./sound.ts";

/** What crafts do and what is done to them. */
export const BODY_SOUNDS = {
  /** The own shot hit: a dry tick. The lower the target, the higher it is played. */
  hit: {
    bus: "effects",
    priority: PRIORITY.verdict,
    layers: [
      { kind: "tone", wave: "square", from: 1050, to: 980, attack: 0.0005, hold: 0.008, decay: 0.05, level: 0.28 },
      { kind: "noise", filter: "highpass", from: 5000, to: 5000, sharpness: 0.7, attack: 0.0005, decay: 0.014, level: 0.24 },
    ],
  },
  /** The own craft was hit: a low knock. */
  knock: {
    bus: "effects",
    priority: PRIORITY.verdict,
    layers: [
      { kind: "tone", wave: "sine", from: 175, to: 78, glide: 0.08, attack: 0.001, decay: 0.2, level: 0.62 },
      { kind: "tone", wave: "triangle", from: 340, to: 190, attack: 0.001, hold: 0.01, decay: 0.09, level: 0.34 },
      { kind: "noise", filter: "lowpass", from: 1400, to: 400, sharpness: 0.7, attack: 0.001, decay: 0.06, level: 0.5 },
    ],
  },
  /** Somebody hit somebody else. */
  clank: {
    bus: "effects",
    priority: PRIORITY.others,
    layers: [
      { kind: "noise", filter: "bandpass", from: 1900, to: 1100, sharpness: 2, attack: 0.0005, decay: 0.06, level: 0.6 },
      { kind: "tone", wave: "triangle", from: 520, to: 410, attack: 0.001, decay: 0.05, level: 0.1 },
    ],
  },
  /** A kill of one's own: two notes that rise, a fifth. */
  kill: {
    bus: "effects",
    priority: PRIORITY.verdict,
    layers: [
      { kind: "tone", wave: "triangle", from: 659.3, to: 659.3, attack: 0.002, hold: 0.04, decay: 0.16, level: 0.24 },
      { kind: "tone", wave: "triangle", from: 987.8, to: 987.8, after: 0.09, attack: 0.002, hold: 0.06, decay: 0.34, level: 0.26 },
      { kind: "tone", wave: "sine", from: 1975.5, to: 1975.5, after: 0.09, attack: 0.002, decay: 0.25, level: 0.045 },
    ],
  },
  /** A helping hand: the first of those two notes, softer. */
  assist: {
    bus: "effects",
    priority: PRIORITY.own,
    layers: [{ kind: "tone", wave: "triangle", from: 659.3, to: 659.3, attack: 0.004, hold: 0.03, decay: 0.24, level: 0.18 }],
  },
  /** A hull breaks. */
  wreck: {
    bus: "effects",
    priority: PRIORITY.danger,
    layers: [
      { kind: "noise", filter: "lowpass", from: 5200, to: 260, sharpness: 0.6, glide: 0.25, attack: 0.001, decay: 0.42, level: 0.5 },
      { kind: "tone", wave: "sawtooth", from: 300, to: 55, glide: 0.25, attack: 0.001, decay: 0.3, level: 0.16 },
      { kind: "noise", filter: "bandpass", from: 3000, to: 2100, sharpness: 4, after: 0.07, attack: 0.001, decay: 0.14, level: 0.3 },
    ],
  },
  /** The own hull breaks: the same, and everything goes down. */
  ownWreck: {
    bus: "effects",
    priority: PRIORITY.verdict,
    layers: [
      { kind: "noise", filter: "lowpass", from: 4200, to: 140, sharpness: 0.6, glide: 0.4, attack: 0.001, decay: 0.7, level: 0.55 },
      { kind: "tone", wave: "sawtooth", from: 330, to: 41, glide: 0.6, attack: 0.002, decay: 0.8, level: 0.22 },
      { kind: "tone", wave: "sine", from: 164.8, to: 55, glide: 0.7, attack: 0.002, hold: 0.05, decay: 0.8, level: 0.34 },
    ],
  },
  /** Somebody arrives in a column of light. */
  arrive: {
    bus: "effects",
    priority: PRIORITY.others,
    layers: [
      { kind: "tone", wave: "sine", from: 420, to: 840, glide: 0.25, attack: 0.08, decay: 0.3, level: 0.14 },
      { kind: "noise", filter: "bandpass", from: 900, to: 4200, sharpness: 3, glide: 0.3, attack: 0.12, decay: 0.25, level: 0.16 },
    ],
  },
  /** The own craft is there again. */
  ownArrive: {
    bus: "effects",
    priority: PRIORITY.own,
    layers: [
      { kind: "tone", wave: "sine", from: 330, to: 659.3, glide: 0.25, attack: 0.06, hold: 0.05, decay: 0.35, level: 0.22 },
      { kind: "tone", wave: "sine", from: 494, to: 987.8, glide: 0.25, attack: 0.08, decay: 0.35, level: 0.1 },
      { kind: "noise", filter: "bandpass", from: 900, to: 5000, sharpness: 3, glide: 0.3, attack: 0.12, decay: 0.25, level: 0.16 },
    ],
  },
  /** A breath. */
  dash: {
    bus: "effects",
    priority: PRIORITY.others,
    layers: [
      { kind: "noise", filter: "bandpass", from: 500, to: 2400, sharpness: 1.1, glide: 0.12, attack: 0.03, hold: 0.02, decay: 0.22, level: 0.42 },
      { kind: "noise", filter: "lowpass", from: 500, to: 200, sharpness: 0.7, attack: 0.02, decay: 0.16, level: 0.3 },
    ],
  },
  ownDash: {
    bus: "effects",
    priority: PRIORITY.own,
    layers: [
      { kind: "noise", filter: "bandpass", from: 600, to: 2900, sharpness: 1.1, glide: 0.12, attack: 0.02, hold: 0.02, decay: 0.24, level: 0.46 },
      { kind: "noise", filter: "lowpass", from: 600, to: 200, sharpness: 0.7, attack: 0.01, decay: 0.18, level: 0.34 },
    ],
  },
} as const satisfies Record<string, Sound>;
