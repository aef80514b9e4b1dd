import { Container, Sprite } from "pixi.js";
import { entryOf } from "../roster.ts";
import type { Scene, SceneBody, SceneEntry } from "../scene.ts";
import type { Camera } from "./camera.ts";
import { liveryColor } from "./livery.ts";
import type { Sighting } from "./sighting.ts";
import type { Textures } from "./textures.ts";

/** ms that a call's mark stays, and that it takes to fade. */
const STAY = 4000;
const FADE = 500;
/** ms between two ripples from a mark that points at a place. */
const RIPPLE_EVERY = 900;
/** Marks at a time; the oldest goes first. */
const MARKS_MAX = 12;
/** Units above a craft at which the mark of a call without a place floats: over its name. */
const ABOVE = 74;
/** Units from the edge of the view at which a mark that lies beyond it waits. */
const EDGE = 46;

interface Mark {
  from: number;
  /** Null: it goes with its caller. */
  place: { x: number; y: number } | null;
  tint: number;
  age: number;
  pin: Sprite;
  ring: Sprite;
  point: Sprite;
}

/** What players called, where they meant it. A mark beyond the screen waits at its edge, in its direction. */
export class CallMarks {
  readonly container = new Container();
  private readonly textures: Textures;
  private readonly marks: Mark[] = [];

  constructor(textures: Textures) {
    this.textures = textures;
  }

  draw(scene: Scene, sighting: Sighting, camera: Camera, elapsed: number): void {
    for (const { from, x, y } of scene.calls) {
      const caller = entryOf(scene, from);
      if (caller !== undefined) this.add(caller, x === undefined || y === undefined ? null : { x, y });
    }
    for (let index = this.marks.length - 1; index >= 0; index -= 1) {
      const mark = this.marks[index];
      if (mark === undefined) continue;
      mark.age += elapsed;
      const caller = scene.bodies.find(({ id }) => id === mark.from);
      if (mark.age > STAY || (mark.place === null && (caller?.alive !== true || !sighting.shows(mark.from)))) this.remove(index);
      else place(mark, caller, camera);
    }
  }

  private add(caller: SceneEntry, at: Mark["place"]): void {
    const before = this.marks.findIndex(({ from }) => from === caller.id);
    if (before >= 0) this.remove(before);
    if (this.marks.length >= MARKS_MAX) this.remove(0);
    const put = (texture: Textures["glow"]): Sprite => this.container.addChild(new Sprite({ texture, anchor: 0.5, tint: liveryColor(caller) }));
    const { textures } = this;
    this.marks.push({
      from: caller.id,
      place: at,
      tint: liveryColor(caller),
      age: 0,
      ring: put(textures.ripple),
      pin: put(at === null ? textures.callBubble : textures.callPin),
      point: put(textures.callPoint),
    });
  }

  private remove(index: number): void {
    for (const { pin, ring, point } of this.marks.splice(index, 1)) for (const sprite of [pin, ring, point]) sprite.destroy();
  }
}

function place(mark: Mark, caller: SceneBody | undefined, camera: Camera): void {
  const x = mark.place?.x ?? caller?.x ?? 0;
  const y = mark.place?.y ?? (caller?.y ?? 0) - ABOVE;
  const limitX = camera.size.width / 2 - EDGE;
  const limitY = camera.size.height / 2 - EDGE;
  const offX = x - camera.x;
  const offY = y - camera.y;
  // Along the line from the middle to the mark, as far as the view goes.
  const share = Math.min(1, limitX / Math.max(1, Math.abs(offX)), limitY / Math.max(1, Math.abs(offY)));
  const beyond = share < 1;
  const alpha = Math.min(1, (STAY - mark.age) / FADE);
  const rise = Math.min(1, mark.age / 140);
  mark.pin.position.set(camera.x + offX * share, camera.y + offY * share);
  mark.pin.scale.set(1.35 - 0.35 * rise);
  mark.pin.alpha = alpha * rise;
  mark.point.visible = beyond;
  mark.point.position.copyFrom(mark.pin.position);
  mark.point.rotation = Math.atan2(offY, offX);
  mark.point.alpha = alpha;
  const wave = (mark.age % RIPPLE_EVERY) / RIPPLE_EVERY;
  mark.ring.visible = mark.place !== null && !beyond;
  mark.ring.position.set(x, y);
  mark.ring.scale.set(0.2 + 0.6 * wave);
  mark.ring.alpha = alpha * (1 - wave);
}
