import { type Controls, radiansOf, restingControls } from "../../client/game/input/controls.ts";
import { Guest, renewalInMemory } from "../../client/game/net/guest.ts";
import type { Scene } from "../../client/game/scene.ts";
import { GameSession, sessionPorts } from "../../client/game/session.ts";
import type { ModeName } from "../../shared/content/modes.ts";
import { BUTTON_DASH, BUTTON_FIRE } from "../../shared/sim/frame.ts";
import { STICK_FULL } from "../../shared/sim/units.ts";
import type { Tape } from "./recording.ts";

/** Where a client showed the bodies of others at one instant. */
export interface Picture {
  readonly roomId: string;
  /** The instant shown, in ticks with a fraction. */
  readonly tick: number;
  readonly tickRate: number;
  /** For each body its id, x and y (units), one after another. */
  readonly bodies: Float64Array;
}

/** The real client without a page: decodes, predicts and shows what a player would see, with a tape for hands. */
export class DecodingPlayer {
  readonly #guest: Guest;
  readonly #session: GameSession;
  readonly #tape: Tape;
  readonly #controls: Controls = restingControls();
  #at: number;
  #scene: Scene;

  constructor(origin: string, tape: Tape, from: number) {
    this.#guest = new Guest(origin, renewalInMemory());
    this.#session = new GameSession(sessionPorts(origin, this.#guest));
    this.#tape = tape;
    this.#at = from;
    this.#scene = this.#session.frame(performance.now(), this.#controls);
  }

  get isPlaying(): boolean {
    return this.#scene.connection.kind === "connected" || this.#scene.connection.kind === "troubled";
  }

  get figures(): Scene["net"] {
    return this.#scene.net;
  }

  get roomId(): string {
    return this.#session.roomId;
  }

  /** Before it joins. */
  async enter(): Promise<void> {
    await this.#guest.token();
  }

  /** Resolves once there is a match on the screen, with an own body in it. */
  async join(mode: ModeName): Promise<void> {
    this.#session.connect({ match: { kind: "mode", mode } });
    const reason = await this.#session.begun();
    if (reason !== null) throw new Error(`no match: ${reason}`);
    this.play();
    if (this.#scene.own === 0) throw new Error("no body");
  }

  /** One step of the tape, one frame of the display. */
  play(): void {
    const frame = this.#tape[this.#at % this.#tape.length];
    this.#at += 1;
    if (frame !== undefined) {
      const controls = this.#controls;
      controls.moveX = frame.moveX / STICK_FULL;
      controls.moveY = frame.moveY / STICK_FULL;
      controls.aim = radiansOf(frame.aim);
      controls.fire = (frame.buttons & BUTTON_FIRE) !== 0;
      controls.dash = (frame.buttons & BUTTON_DASH) !== 0;
      controls.weapon = frame.weapon;
    }
    this.#scene = this.#session.frame(performance.now(), this.#controls);
  }

  /** What it shows of others now; null while nothing is shown. */
  picture(): Picture | null {
    const { own, bodies, tick, tickRate } = this.#scene;
    if (!this.isPlaying || tick <= 0) return null;
    const others = bodies.filter(({ id, alive }) => id !== own && alive);
    const flat = new Float64Array(others.length * 3);
    others.forEach(({ id, x, y }, index) => {
      flat.set([id, x, y], index * 3);
    });
    return { roomId: this.roomId, tick, tickRate, bodies: flat };
  }

  leave(): void {
    this.#session.leave();
  }
}
