import type { MapData } from "../../../shared/content/map-data.ts";
import type { ModeData } from "../../../shared/content/modes.ts";
import type { Stage } from "../stage.ts";

/** A scripted scene: what is played, and its outcome in words, line by line. */
export interface Scenario {
  readonly name: string;
  readonly play: (stage: Stage) => void;
  readonly outcome: readonly string[];
  readonly mode?: ModeData;
  /** Left out, the yard. */
  readonly map?: MapData;
}

/** Seconds: a tick at 20 Hz, two at 40. What a player does for a moment they do once: no weapon fires twice in it. */
export const MOMENT = 0.05;

/** Two bodies facing each other on the open north side, 400 units apart, unprotected. */
export function faceOff(stage: Stage): void {
  stage.join(1, 2);
  stage.run(MOMENT);
  stage.place(1, 400, 160);
  stage.place(2, 800, 160);
  stage.run(0.5);
}
