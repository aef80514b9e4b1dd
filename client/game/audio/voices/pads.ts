import { type Layer, PRIORITY, type Sound } from "./sound.ts";

/** A bar of glass that is struck: its first partials, of which the higher die sooner. */
function glass(hertz: number, after: number, level: number, ring: number): Layer[] {
  return [
    { kind: "tone", wave: "sine", from: hertz, to: hertz, after, attack: 0.002, decay: ring, level },
    { kind: "tone", wave: "sine", from: hertz * 2.76, to: hertz * 2.76, after, attack: 0.001, decay: ring * 0.45, level: level * 0.3 },
    { kind: "tone", wave: "sine", from: hertz * 5.4, to: hertz * 5.4, after, attack: 0.001, decay: ring * 0.2, level: level * 0.12 },
  ];
}

const taken = (layers: readonly Layer[]): Sound => ({ bus: "effects", priority: PRIORITY.own, layers });

/** What lies on pads: each kind has its own interval of glass tones. */
export const PAD_SOUNDS = {
  health: taken([...glass(587.3, 0, 0.2, 0.5), ...glass(880, 0.07, 0.18, 0.6)]),
  shield: taken([...glass(440, 0, 0.22, 0.6), ...glass(587.3, 0.07, 0.2, 0.7)]),
  ammunition: taken([...glass(880, 0, 0.17, 0.4), ...glass(1108.7, 0.06, 0.16, 0.5)]),
  overcharge: taken([...glass(440, 0, 0.18, 0.6), ...glass(659.3, 0.06, 0.17, 0.6), ...glass(1108.7, 0.12, 0.17, 0.8)]),
  /** It lies there again. */
  returned: { bus: "effects", priority: PRIORITY.scenery, layers: glass(1318.5, 0, 0.07, 0.5) },
} as const satisfies Record<string, Sound>;
