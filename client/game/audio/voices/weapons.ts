import { type Layer, PRIORITY, type Sound } from "./sound.ts";

/** By the weapon's name: what its shot sounds like at the muzzle. A new weapon needs one entry here; a test counts them. */
const SHOTS = {
  // A short pluck with falling pitch.
  pulse: [
    { kind: "tone", wave: "triangle", from: 1250, to: 260, glide: 0.07, attack: 0.001, decay: 0.13, level: 0.36 },
    { kind: "tone", wave: "square", from: 620, to: 180, glide: 0.05, attack: 0.001, decay: 0.06, level: 0.06 },
    { kind: "noise", filter: "highpass", from: 4000, to: 4000, sharpness: 0.7, attack: 0.0005, decay: 0.02, level: 0.1 },
  ],
  // A charge click, then a crack and its tail. The click is short: the shot itself has no delay.
  rail: [
    { kind: "tone", wave: "square", from: 2600, to: 3400, attack: 0.0005, decay: 0.014, level: 0.16 },
    { kind: "noise", filter: "bandpass", from: 5200, to: 700, sharpness: 0.6, glide: 0.12, after: 0.012, attack: 0.0005, decay: 0.24, level: 0.95 },
    { kind: "tone", wave: "sawtooth", from: 1900, to: 70, glide: 0.1, after: 0.012, attack: 0.001, decay: 0.2, level: 0.26 },
    { kind: "tone", wave: "sine", from: 3100, to: 2500, after: 0.02, attack: 0.004, decay: 0.5, level: 0.05 },
  ],
  // A burst of noise with a small body under it.
  scatter: [
    { kind: "noise", filter: "bandpass", from: 3400, to: 500, sharpness: 0.5, glide: 0.14, attack: 0.001, decay: 0.22, level: 0.85 },
    { kind: "noise", filter: "highpass", from: 6000, to: 6000, sharpness: 0.7, attack: 0.0005, decay: 0.03, level: 0.2 },
    { kind: "tone", wave: "sine", from: 190, to: 70, attack: 0.001, decay: 0.12, level: 0.4 },
  ],
  // A thump: the tube, not the blast.
  mortar: [
    { kind: "tone", wave: "sine", from: 210, to: 62, glide: 0.09, attack: 0.002, decay: 0.26, level: 0.62 },
    { kind: "noise", filter: "lowpass", from: 900, to: 180, sharpness: 0.8, attack: 0.002, decay: 0.11, level: 0.6 },
    { kind: "tone", wave: "triangle", from: 420, to: 260, attack: 0.001, decay: 0.08, level: 0.24 },
  ],
} as const satisfies Record<string, readonly Layer[]>;

type Shot = keyof typeof SHOTS;
type ShotSound = Shot | `own ${Shot}`;

/** The click under the finger that tells the own shot from everybody else's, at once. */
const TRIGGER: Layer = { kind: "tone", wave: "triangle", from: 2400, to: 900, attack: 0.0005, decay: 0.016, level: 0.1 };

/** Own shots are sounds of their own: a far one that came a moment earlier does not silence them. */
export const SHOT_SOUNDS = Object.fromEntries(
  Object.entries(SHOTS).flatMap(([name, layers]): [string, Sound][] => [
    [name, { bus: "effects", priority: PRIORITY.others, layers }],
    [`own ${name}`, { bus: "effects", priority: PRIORITY.own, layers: [...layers, TRIGGER] }],
  ]),
) as Record<ShotSound, Sound>;

/** The sound of a weapon's shot, by the weapon's name; null when there is none. */
export function shotSound(weapon: string, own: boolean): ShotSound | null {
  if (!isShot(weapon)) return null;
  return own ? `own ${weapon}` : weapon;
}

function isShot(weapon: string): weapon is Shot {
  return Object.hasOwn(SHOTS, weapon);
}

export const IMPACT_SOUNDS = {
  /** A shot met a wall. */
  spark: {
    bus: "effects",
    priority: PRIORITY.scenery,
    layers: [
      { kind: "noise", filter: "bandpass", from: 5200, to: 3000, sharpness: 1.5, attack: 0.0005, decay: 0.05, level: 0.36 },
      { kind: "tone", wave: "triangle", from: 2300, to: 1500, attack: 0.0005, decay: 0.03, level: 0.04 },
    ],
  },
  /** A mortar's ball met a wall and goes on. */
  bounce: {
    bus: "effects",
    priority: PRIORITY.others,
    layers: [
      { kind: "tone", wave: "sine", from: 340, to: 190, attack: 0.001, decay: 0.12, level: 0.3 },
      { kind: "tone", wave: "triangle", from: 890, to: 860, attack: 0.001, decay: 0.07, level: 0.08 },
    ],
  },
  /** A thump and a low bloom. */
  blast: {
    bus: "effects",
    priority: PRIORITY.danger,
    layers: [
      { kind: "noise", filter: "lowpass", from: 3200, to: 120, sharpness: 0.5, glide: 0.35, attack: 0.002, decay: 0.7, level: 0.95 },
      { kind: "tone", wave: "sine", from: 130, to: 36, glide: 0.25, attack: 0.002, hold: 0.04, decay: 0.8, level: 0.6 },
      { kind: "tone", wave: "sine", from: 58, to: 44, after: 0.06, attack: 0.08, decay: 0.8, level: 0.22 },
    ],
  },
} as const satisfies Record<string, Sound>;
