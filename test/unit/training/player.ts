import { restingControls } from "../../../client/game/input/controls.ts";
import type { Scene, SceneBody } from "../../../client/game/scene.ts";
import { openTraining, type TrainingRoom } from "../../../client/game/training/room.ts";
import { createRandom } from "../../../shared/bots/random.ts";
import { ManualTime } from "../../server/manual-time.ts";

/** ms per displayed frame. */
const FRAME = 1000 / 60;

export interface Hands {
  scene: Scene;
  own: SceneBody;
  now: number;
  controls: ReturnType<typeof restingControls>;
}

/** A training on a clock that only the test turns, with a script for hands. */
export class TrainingPlayer {
  readonly time = new ManualTime();
  readonly room: TrainingRoom;
  scene: Scene;
  readonly #controls = restingControls();

  private constructor(time: ManualTime, room: TrainingRoom) {
    this.time = time;
    this.room = room;
    this.scene = room.source.frame(time.now(), this.#controls);
  }

  static async open(seed = 1): Promise<TrainingPlayer> {
    const time = new ManualTime();
    const opening = openTraining({ clock: time, random: createRandom(seed) });
    time.pass(500);
    return new TrainingPlayer(time, await opening);
  }

  /** Plays on for so many ms; the script sets the controls by what the last frame showed. */
  play(duration: number, script: (hands: Hands) => void = () => undefined): void {
    for (const end = this.time.now() + duration; this.time.now() < end; ) {
      this.time.pass(FRAME);
      const own = this.scene.bodies.find(({ id }) => id === this.scene.focus);
      if (own !== undefined) script({ scene: this.scene, own, now: this.time.now(), controls: this.#controls });
      this.scene = this.room.source.frame(this.time.now(), this.#controls);
    }
  }
}

/** Strafes on the spot and shoots at the nearest target, right where it stands on the screen. */
export function shootNearest(weapon: number): (hands: Hands) => void {
  return ({ scene, own, now, controls }) => {
    const away = (body: SceneBody): number => Math.hypot(body.x - own.x, body.y - own.y);
    const [target] = scene.bodies.filter(({ id, alive }) => id !== own.id && alive).toSorted((a, b) => away(a) - away(b));
    controls.moveX = Math.floor(now / 250) % 2 === 0 ? 1 : -1;
    controls.weapon = weapon;
    controls.fire = target !== undefined;
    if (target !== undefined) controls.aim = Math.atan2(target.y - own.y, target.x - own.x);
  };
}
