import { NOISES } from "../../../shared/protocol/noise.ts";
import type { SoundName } from "./sounds.ts";

/** What somebody out of sight sounds like. Of a pad it is not told which kind it was: one tone is for all. */
const SOUND_OF: Readonly<Record<(typeof NOISES)[number], SoundName>> = {
  pulse: "pulse",
  rail: "rail",
  scatter: "scatter",
  mortar: "mortar",
  explosion: "blast",
  hit: "clank",
  death: "wreck",
  dash: "dash",
  pickup: "ammunition",
  spawn: "arrive",
};

/** `index`: into NOISES; null for one that is not there. */
export function noiseSound(index: number): SoundName | null {
  const noise = NOISES[index];
  return noise === undefined ? null : SOUND_OF[noise];
}
