import { CALL_SIGNS } from "../../shared/bots/names.ts";
import { createRandom } from "../../shared/bots/random.ts";
import { MAPS } from "../../shared/content/maps.ts";
import { COLOR_COUNT, TRAILS } from "../../shared/protocol/craft.ts";
import type { TickRate } from "../../shared/sim/pace.ts";
import { deserialize } from "../../shared/sim/serialize.ts";
import { step } from "../../shared/sim/step.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import type { TickInputs } from "../../shared/sim/world.ts";
import { WorldScenes } from "./demo-scene.ts";
import { createRenderer } from "./render/renderer.ts";
import type { Scene } from "./scene.ts";

/** A piece of a logged round: the world at its beginning and all that entered it since. */
export interface StagePiece {
  map: string;
  tickRate: TickRate;
  /** `serialize` of the world, in base64. */
  world: string;
  ticks: readonly TickInputs[];
  /** Through whose eyes it is seen. */
  focus: number;
  /** Where the cursor stands at the end, CSS pixels; null for none. */
  pointer: { x: number; y: number } | null;
}

/** Displayed frames per tick: as a display of 80 Hz would show 40 ticks a second. */
const FRAMES_PER_TICK = 2;

/**
 * Plays a piece as fast as it can, frame by frame on a clock of its own, and leaves its last frame on the canvas. The same piece gives
 * the same picture, up to how a machine draws. `observe` gets every frame.
 */
export async function playPiece(canvas: HTMLCanvasElement, piece: StagePiece, observe: (scene: Scene, now: number) => void): Promise<void> {
  const map = MAPS[piece.map];
  if (map === undefined) throw new Error(`there is no map ${piece.map}`);
  const bytes = Uint8Array.from(atob(piece.world), (char) => char.charCodeAt(0));
  const world = deserialize(bytes, compileTerrain(map, piece.tickRate));
  const scenes = new WorldScenes(world, piece.focus, true, (id) => ({
    name: CALL_SIGNS[id % CALL_SIGNS.length] ?? "Bot",
    color: (id - 1) % COLOR_COUNT,
    trail: id % TRAILS.length,
    bot: id !== piece.focus,
  }));
  const renderer = await createRenderer(canvas, { random: createRandom(1), finest: true });
  renderer.begin(window.innerWidth / window.innerHeight);
  renderer.fit(window.innerWidth, window.innerHeight, window.devicePixelRatio);
  const elapsed = 1000 / piece.tickRate / FRAMES_PER_TICK;
  let now = 0;
  for (const inputs of piece.ticks) {
    scenes.remember(world);
    scenes.note(step(world, inputs));
    for (let part = 1; part <= FRAMES_PER_TICK; part += 1) {
      now += elapsed;
      const scene = scenes.show(world, part / FRAMES_PER_TICK);
      renderer.draw(scene, elapsed, piece.pointer === null ? null : { kind: "place", ...piece.pointer });
      observe(scene, now);
      scenes.forgetEvents();
    }
  }
}
