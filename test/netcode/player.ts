import { type Controls, restingControls } from "../../client/game/input/controls.ts";
import type { Scene } from "../../client/game/scene.ts";
import { type Destination, GameSession, type SessionPorts, sessionPorts } from "../../client/game/session.ts";
import { MAPS } from "../../shared/content/maps.ts";
import { FIELD } from "./field.ts";

/** ms between two frames of a scripted player's screen: about 60 per second. */
const FRAME_PERIOD = 16;

/** What a scripted player does, looking at the frame that was shown last. Writes into `controls`. */
export type Script = (scene: Scene, controls: Controls, now: number) => void;

/** The real client with a script for hands: a session without a page, shown at 60 frames per second. */
export class ScriptedPlayer {
  readonly session: GameSession;
  scene: Scene;
  script: Script;
  readonly #controls = restingControls();
  #timer: NodeJS.Timeout | undefined;

  constructor(port: number, script: Script, ports: Partial<SessionPorts> = {}) {
    this.session = new GameSession({ ...sessionPorts(`http://127.0.0.1:${port}`), maps: { ...MAPS, [FIELD.name]: FIELD }, ...ports });
    this.script = script;
    this.scene = this.session.frame(performance.now(), this.#controls);
  }

  /** Resolves once there is a match on the screen. */
  async join(destination: Destination = {}): Promise<this> {
    this.session.connect(destination);
    const reason = await this.session.begun();
    if (reason !== null) throw new Error(`no match: ${reason}`);
    this.#timer = setInterval(() => this.show(), FRAME_PERIOD);
    return this;
  }

  show(): void {
    const now = performance.now();
    this.script(this.scene, this.#controls, now);
    this.scene = this.session.frame(now, this.#controls);
  }

  /** The display stops, as in a hidden tab. */
  freeze(): void {
    clearInterval(this.#timer);
  }

  thaw(): void {
    this.freeze();
    this.#timer = setInterval(() => this.show(), FRAME_PERIOD);
  }

  leave(): void {
    clearInterval(this.#timer);
    this.session.leave();
  }

  get own() {
    return this.scene.bodies.find(({ id }) => id === this.scene.focus);
  }
}
