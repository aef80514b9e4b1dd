import type { Scene, SceneEvent } from "../scene.ts";
import type { Player } from "./desk.ts";
import { type Heard, heardFrom, heardFromSide, heardUnseen, INSIDE, type Place } from "./hearing.ts";
import { type Cue, cuesOf } from "./sound-table.ts";
import { SOUNDS, type SoundName } from "./sounds.ts";

/** Health at and below which the HUD warns, and this beats. */
export const LOW_HEALTH = 30;
/** ms between two beats. */
export const BEAT = 1000;
/** Seconds of a round that are counted aloud. */
const COUNTED = 5;
/** A watched match is the background of the menu: this much of it is heard. */
const WATCHED = 0.4;

interface Heardling {
  sound: SoundName;
  heard: Heard;
  pitch: number;
}

/** Turns what is shown into what is heard, frame by frame. */
export class Soundscape {
  readonly #player: Player;
  #scene: Scene | null = null;
  #ear: Place = { x: 0, y: 0 };
  /** The shot that was heard when it was predicted. */
  #ownShot = -1;
  #nextBeat = 0;
  #secondsLeft = 0;
  #phase: Scene["phase"] = "playing";

  constructor(player: Player) {
    this.#player = player;
  }

  /** `now`: ms. */
  hear(scene: Scene, now: number): void {
    if (scene !== this.#scene) this.#begin(scene);
    for (const body of scene.bodies) if (body.id === scene.focus) this.#ear = { x: body.x, y: body.y };
    this.#events(scene);
    if (scene.calls.length > 0) this.#player.play("call", INSIDE, 1);
    if (scene.own === 0) return;
    this.#heartbeat(scene, now);
    this.#phases(scene);
    this.#countdown(scene);
  }

  #begin(scene: Scene): void {
    this.#scene = scene;
    this.#ear = { x: scene.map.width / 2, y: scene.map.height / 2 };
    this.#ownShot = -1;
    this.#secondsLeft = 0;
    this.#phase = scene.phase;
    if (scene.own !== 0) this.#player.play("join", INSIDE, 1);
  }

  #events(scene: Scene): void {
    const heardNow: Heardling[] = [];
    for (const happened of scene.happened) {
      if (this.#wasHeard(scene, happened)) continue;
      for (const { sound, from, pitch } of cuesOf(happened.event, scene)) {
        const heard = this.#reaching(scene, from);
        if (heard !== null) heardNow.push({ sound, heard, pitch });
      }
    }
    // Of several of the same kind at once only the first is heard: let it be the one that matters.
    heardNow.sort((one, other) => SOUNDS[other.sound].priority - SOUNDS[one.sound].priority || other.heard.gain - one.heard.gain);
    for (const { sound, heard, pitch } of heardNow) this.#player.play(sound, heard, pitch);
  }

  /** The own shot is heard when the finger moves; the server's word about the same shot says nothing new. */
  #wasHeard(scene: Scene, { event, predicted }: SceneEvent): boolean {
    if (event.kind !== "projectileFired" && event.kind !== "scatterFired" && event.kind !== "railFired") return false;
    if (event.body !== scene.own) return false;
    if (predicted) {
      this.#ownShot = event.shot;
      return false;
    }
    return event.shot === this.#ownShot;
  }

  #reaching(scene: Scene, from: Cue["from"]): Heard | null {
    if (from === null) return INSIDE;
    if ("side" in from) return heardFromSide(from.side);
    const heard = "distance" in from ? heardUnseen(from) : heardFrom(this.#ear, from, scene.map);
    return heard === null || scene.own !== 0 ? heard : { ...heard, gain: heard.gain * WATCHED };
  }

  #heartbeat(scene: Scene, now: number): void {
    if (now < this.#nextBeat || scene.phase !== "playing") return;
    for (const body of scene.bodies) {
      if (body.id !== scene.own || !body.alive || body.health > LOW_HEALTH) continue;
      this.#nextBeat = now + BEAT;
      this.#player.play("lowHealth", INSIDE, 1);
    }
  }

  /** After waiting for others or after the podium, play begins. */
  #phases(scene: Scene): void {
    if (scene.phase === "playing" && this.#phase !== "playing") this.#player.play("begin", INSIDE, 1);
    this.#phase = scene.phase;
  }

  #countdown(scene: Scene): void {
    const left = scene.phase === "playing" ? Math.ceil(scene.phaseLeft / 1000) : 0;
    const before = this.#secondsLeft;
    this.#secondsLeft = left;
    if (left > 0 && left <= COUNTED && left < before) this.#player.play(left === 1 ? "lastSecond" : "countdown", INSIDE, 1);
  }
}
