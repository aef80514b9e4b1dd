import { CALL_SIGNS } from "../../shared/bots/names.ts";
import { createRandom } from "../../shared/bots/random.ts";
import { MAPS } from "../../shared/content/maps.ts";
import { COLOR_COUNT, TRAILS } from "../../shared/protocol/craft.ts";
import type { TickRate } from "../../shared/sim/pace.ts";
import { deserialize } from "../../shared/sim/serialize.ts";
import { step } from "../../shared/sim/step.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import type { TickInputs, World } from "../../shared/sim/world.ts";
import { WorldScenes } from "./demo-scene.ts";
import { type ArenaRenderer, createRenderer } from "./render/renderer.ts";
import { safeArea } from "./safe-area.ts";
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
  const stage = await Stage.open(canvas, piece, true);
  const elapsed = 1000 / piece.tickRate / FRAMES_PER_TICK;
  for (let now = elapsed; ; now += elapsed) {
    const scene = stage.show(elapsed);
    if (scene === null) return;
    observe(scene, now);
  }
}

/** A piece on a canvas, shown frame by frame. */
export class Stage {
  readonly renderer: ArenaRenderer;
  readonly #piece: StagePiece;
  readonly #world: World;
  readonly #scenes: WorldScenes;
  #stepped = 0;
  /** Ticks since the beginning, with a fraction. */
  #at = 0;

  private constructor(renderer: ArenaRenderer, piece: StagePiece) {
    const map = MAPS[piece.map];
    if (map === undefined) throw new Error(`there is no map ${piece.map}`);
    const bytes = Uint8Array.from(atob(piece.world), (char) => char.charCodeAt(0));
    this.renderer = renderer;
    this.#piece = piece;
    this.#world = deserialize(bytes, compileTerrain(map, piece.tickRate));
    this.#scenes = new WorldScenes(this.#world, piece.focus, true, (id) => ({
      name: CALL_SIGNS[id % CALL_SIGNS.length] ?? "Bot",
      color: (id - 1) % COLOR_COUNT,
      trail: id % TRAILS.length,
      bot: id !== piece.focus,
    }));
  }

  /** `finest`: however slow that may be; otherwise as fine as the machine keeps up with, as in play. */
  static async open(canvas: HTMLCanvasElement, piece: StagePiece, finest: boolean): Promise<Stage> {
    const renderer = await createRenderer(canvas, { random: createRandom(1), finest });
    renderer.begin(window.innerWidth / window.innerHeight);
    renderer.fit(window.innerWidth, window.innerHeight, window.devicePixelRatio, safeArea());
    return new Stage(renderer, piece);
  }

  /** Draws the frame `elapsed` ms after the last; null, and nothing drawn, when the piece is over. */
  show(elapsed: number): Scene | null {
    const { tickRate, ticks, pointer } = this.#piece;
    // Until now, whoever got the last scene may have looked at what happened in it.
    this.#scenes.forgetEvents();
    this.#at += (elapsed * tickRate) / 1000;
    // A frame that falls on a tick still belongs to the one before.
    for (const due = Math.ceil(this.#at - 1e-6); this.#stepped < due; this.#stepped += 1) {
      const inputs = ticks[this.#stepped];
      if (inputs === undefined) return null;
      this.#scenes.remember(this.#world);
      this.#scenes.note(step(this.#world, inputs));
    }
    const scene = this.#scenes.show(this.#world, 1 - (this.#stepped - this.#at));
    this.renderer.draw(scene, elapsed, pointer === null ? null : { kind: "place", ...pointer });
    return scene;
  }
}
