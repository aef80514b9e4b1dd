import { BODY_SOUNDS } from "./voices/bodies.ts";
import { PAD_SOUNDS } from "./voices/pads.ts";
import { SIGNAL_SOUNDS } from "./voices/signals.ts";
import type { Sound } from "./voices/sound.ts";
import { IMPACT_SOUNDS, SHOT_SOUNDS } from "./voices/weapons.ts";

const ALL = { ...SHOT_SOUNDS, ...IMPACT_SOUNDS, ...BODY_SOUNDS, ...PAD_SOUNDS, ...SIGNAL_SOUNDS };

export type SoundName = keyof typeof ALL;

/** Every sound of the game. */
export const SOUNDS: Readonly<Record<SoundName, Sound>> = ALL;
