import { isKill } from "../../../shared/protocol/events.ts";
import { BODY_RADIUS } from "../../../shared/sim/body.ts";
import { isSightClear } from "../../../shared/sim/sight.ts";
import type { Terrain } from "../../../shared/sim/terrain.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { entryOf } from "../roster.ts";
import type { Scene, SceneBody } from "../scene.ts";

/** ms in which a body that leaves sight fades, and one that comes into sight appears. */
const FADE_OUT = 150;
const FADE_IN = 60;
/** ms for which a mark says where somebody was last seen. */
export const MARK_TIME = 2000;
/** ms within which the body of whoever hit the player is told of: the view runs behind the news of the hit. */
const HITTER_AWAITED = 500;

/** Units before a place at which the line to it ends: what happens at a wall's face is seen. */
const SURFACE = 2;
/** Units between the places of a line that are looked at. */
const LINE_STEP = 24;

const RADIUS = BODY_RADIUS / UNIT;
/** Where a body's silhouette is looked at, in radii off its middle: in sight is whoever is so in part. The middle first, it is enough mostly. */
const SILHOUETTE = [0, -0.95, 0.95, -0.5, 0.5];

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** What of the arena is on the screen. */
export interface Frame {
  sees(x: number, y: number, radius: number): boolean;
}

/** A body as the screen shows it. */
export interface ShownBody {
  /** Where it is; where it was last seen going, once it is out of sight. */
  body: SceneBody;
  /** 0..1 */
  visibility: number;
  /** 0..1: a team-mate behind a wall is an outline. */
  outline: number;
}

/** Where somebody was last seen. */
export interface LastSeenMark {
  readonly body: Readonly<SceneBody>;
  /** 1 fresh .. 0 gone. */
  left: number;
}

interface Glance extends ShownBody {
  /** The server tells of it. */
  isKnown: boolean;
  isInSight: boolean;
  isMate: boolean;
}

/**
 * What of a scene the player who is followed sees on this screen. The server tells more than that, for what may come into sight
 * until the next patch: none of it is shown before it does, nor where it goes once it is out of sight.
 */
export class Sighting {
  /** What is drawn of bodies; those that are out of sight altogether are not among them. */
  readonly shown: ShownBody[] = [];
  readonly #terrain: Terrain;
  readonly #glances = new Map<number, Glance>();
  readonly #marks = new Map<number, LastSeenMark>();
  /** ms for which bodies that hit the player are still awaited, by id. */
  readonly #hitters = new Map<number, number>();
  /** Who spawned since the last frame. */
  readonly #spawned = new Set<number>();
  #focus = 0;
  #isFirst = true;
  #eye: Place = { x: 0, y: 0 };

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
  }

  get marks(): Iterable<LastSeenMark> {
    return this.#marks.values();
  }

  /** Takes the scene in, `elapsed` ms after the last, as seen from `eye`. */
  look(scene: Scene, eye: Place, frame: Frame, elapsed: number): void {
    this.#eye = eye;
    if (scene.focus !== this.#focus) this.#begin(scene.focus);
    this.#hear(scene);
    for (const glance of this.#glances.values()) glance.isKnown = false;
    const team = entryOf(scene, scene.focus)?.team ?? 0;
    for (const body of scene.bodies) this.#meet(body, frame, team !== 0 && body.team === team);
    for (const [id, glance] of this.#glances) if (!glance.isKnown) this.#lose(glance, entryOf(scene, id) !== undefined);
    this.#age(elapsed);
    this.#show(elapsed);
    this.#isFirst = false;
  }

  /** Whether the place itself is in sight; whatever is there, on the screen or not. */
  sees(x: number, y: number): boolean {
    const eye = this.#eye;
    const part = Math.max(0, 1 - SURFACE / Math.max(SURFACE, Math.hypot(x - eye.x, y - eye.y)));
    const nearX = eye.x + (x - eye.x) * part;
    const nearY = eye.y + (y - eye.y) * part;
    return isSightClear(this.#terrain, Math.round(eye.x * UNIT), Math.round(eye.y * UNIT), Math.round(nearX * UNIT), Math.round(nearY * UNIT));
  }

  /** The stretch of a line from its first place in sight to its last; null where none is. */
  stretch(fromX: number, fromY: number, toX: number, toY: number): { fromX: number; fromY: number; toX: number; toY: number } | null {
    const steps = Math.max(1, Math.ceil(Math.hypot(toX - fromX, toY - fromY) / LINE_STEP));
    let first = -1;
    let last = -1;
    for (let step = 0; step <= steps; step += 1) {
      if (!this.sees(fromX + ((toX - fromX) * step) / steps, fromY + ((toY - fromY) * step) / steps)) continue;
      if (first < 0) first = step;
      last = step;
    }
    if (first < 0) return null;
    const at = (from: number, to: number, step: number): number => from + ((to - from) * step) / steps;
    return { fromX: at(fromX, toX, first), fromY: at(fromY, toY, first), toX: at(fromX, toX, last), toY: at(fromY, toY, last) };
  }

  /** Whether some part of a disc is in sight. */
  seesDisc(x: number, y: number, radius: number): boolean {
    const away = Math.hypot(x - this.#eye.x, y - this.#eye.y);
    if (away <= radius) return true;
    const acrossX = (-(y - this.#eye.y) / away) * radius;
    const acrossY = ((x - this.#eye.x) / away) * radius;
    return SILHOUETTE.some((off) => this.sees(x + acrossX * off, y + acrossY * off));
  }

  /** Whether this body is drawn at all. */
  shows(id: number): boolean {
    return this.shown.some(({ body }) => body.id === id);
  }

  /** Another one's eyes: nothing fades over from what the last ones saw. */
  #begin(focus: number): void {
    this.#focus = focus;
    this.#isFirst = true;
    this.#glances.clear();
    this.#marks.clear();
    this.#hitters.clear();
  }

  #hear({ happened, focus }: Scene): void {
    this.#spawned.clear();
    for (const { event } of happened) {
      if (event.kind === "bodySpawned") this.#spawned.add(event.body);
      else if (isKill(event)) this.#marks.delete(event.victim);
      else if (event.kind === "bodyHit" && event.victim === focus && event.attacker !== focus) this.#hitters.set(event.attacker, HITTER_AWAITED);
    }
  }

  #meet(body: SceneBody, frame: Frame, isMate: boolean): void {
    const isFocus = body.id === this.#focus;
    const isOnScreen = frame.sees(body.x, body.y, RADIUS);
    const isInSight = body.alive && (isFocus || (isOnScreen && this.seesDisc(body.x, body.y, RADIUS)));
    let glance = this.#glances.get(body.id);
    if (glance === undefined) {
      glance = { body: { ...body }, visibility: 0, outline: 0, isKnown: true, isInSight: false, isMate };
      this.#glances.set(body.id, glance);
    }
    if (isInSight) {
      // What is there from a view's first moment on, or from its own, does not come into sight.
      if (isFocus || this.#isFirst || this.#spawned.has(body.id)) glance.visibility = 1;
      this.#marks.delete(body.id);
    } else if (!body.alive) glance.visibility = 0;
    else if (!isMate && isOnScreen && glance.isInSight) this.#mark(glance.body);
    else if (!isMate && this.#hitters.delete(body.id)) this.#mark(body);
    if (isInSight || isMate || !body.alive) Object.assign(glance.body, body);
    glance.isKnown = true;
    glance.isInSight = isInSight;
    glance.isMate = isMate;
  }

  /** It is told of no more: it left sight, or the match. */
  #lose(glance: Glance, takesPart: boolean): void {
    if (glance.isInSight && takesPart && !glance.isMate && glance.body.id !== this.#focus) this.#mark(glance.body);
    glance.isInSight = false;
  }

  #mark(body: SceneBody): void {
    this.#marks.set(body.id, { body: { ...body }, left: 1 });
  }

  #age(elapsed: number): void {
    for (const [id, mark] of this.#marks) {
      mark.left -= elapsed / MARK_TIME;
      if (mark.left <= 0) this.#marks.delete(id);
    }
    for (const [id, left] of this.#hitters) {
      if (left <= elapsed) this.#hitters.delete(id);
      else this.#hitters.set(id, left - elapsed);
    }
  }

  #show(elapsed: number): void {
    this.shown.length = 0;
    for (const [id, glance] of this.#glances) {
      const { body, isInSight, isMate, isKnown } = glance;
      glance.visibility = isInSight ? Math.min(1, glance.visibility + elapsed / FADE_IN) : Math.max(0, glance.visibility - elapsed / FADE_OUT);
      glance.outline = isMate && isKnown && body.alive ? 1 - glance.visibility : 0;
      if (!isInSight && !isMate) {
        body.x += (body.velocityX * elapsed) / 1000;
        body.y += (body.velocityY * elapsed) / 1000;
      }
      if (glance.visibility > 0 || glance.outline > 0) this.shown.push(glance);
      else if (!isKnown) this.#glances.delete(id);
    }
  }
}
