import { type Layer, PRIORITY, type Sound } from "./sound.ts";

const note = (hertz: number, after: number, level: number, decay: number): Layer => ({
  kind: "tone",
  wave: "triangle",
  from: hertz,
  to: hertz,
  after,
  attack: 0.004,
  hold: 0.05,
  decay,
  level,
});

/** What the game says to its player, rather than what happens in the arena. Moving over a button says nothing. */
export const SIGNAL_SOUNDS = {
  click: {
    bus: "interface",
    priority: PRIORITY.own,
    layers: [
      { kind: "tone", wave: "sine", from: 880, to: 660, attack: 0.001, hold: 0.005, decay: 0.06, level: 0.22 },
      { kind: "noise", filter: "highpass", from: 4500, to: 4500, sharpness: 0.7, attack: 0.0005, decay: 0.01, level: 0.08 },
    ],
  },
  /** A match begins for this player. */
  join: { bus: "interface", priority: PRIORITY.own, layers: [note(329.6, 0, 0.18, 0.2), note(440, 0.09, 0.18, 0.2), note(659.3, 0.18, 0.2, 0.4)] },
  /** A round begins. */
  begin: { bus: "interface", priority: PRIORITY.own, layers: [note(440, 0, 0.18, 0.14), note(880, 0.1, 0.2, 0.4)] },
  /** Somebody calls. */
  call: { bus: "interface", priority: PRIORITY.own, layers: [note(740, 0, 0.15, 0.08), note(740, 0.12, 0.15, 0.16)] },
  /** Two heart beats at -18 dB of full scale, low, but not so low that a laptop cannot play them. */
  lowHealth: {
    bus: "interface",
    priority: PRIORITY.own,
    layers: [
      { kind: "tone", wave: "triangle", from: 150, to: 96, attack: 0.012, decay: 0.22, level: 0.126 },
      { kind: "tone", wave: "triangle", from: 132, to: 88, after: 0.2, attack: 0.012, decay: 0.2, level: 0.09 },
    ],
  },
  /** One of the round's last seconds. */
  countdown: { bus: "interface", priority: PRIORITY.own, layers: [note(523.3, 0, 0.22, 0.12)] },
  /** The last of them. */
  lastSecond: { bus: "interface", priority: PRIORITY.own, layers: [note(784, 0, 0.22, 0.3), note(1046.5, 0, 0.1, 0.3)] },
  /** The round is over: a chord from below. */
  podium: {
    bus: "interface",
    priority: PRIORITY.verdict,
    layers: [note(220, 0, 0.2, 0.9), note(329.6, 0.1, 0.18, 0.9), note(440, 0.2, 0.18, 0.9), note(659.3, 0.3, 0.18, 1)],
  },
  /** The round is over, and it was won: a bright one, an octave higher. */
  victory: {
    bus: "interface",
    priority: PRIORITY.verdict,
    layers: [note(440, 0, 0.15, 0.7), note(554.4, 0.1, 0.14, 0.8), note(659.3, 0.2, 0.14, 0.9), note(880, 0.3, 0.16, 1.1), note(1318.5, 0.4, 0.07, 1)],
  },
} as const satisfies Record<string, Sound>;
