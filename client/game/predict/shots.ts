import { type ProjectileWeapon, WEAPONS } from "../../../shared/content/weapons.ts";
import { BODY_RADIUS } from "../../../shared/sim/body.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { pelletAngle } from "../../../shared/sim/flight.ts";
import { newProjectile, projectileIdAfter } from "../../../shared/sim/projectiles.ts";
import { along, RAY_CLEAR, rayAgainstDisc } from "../../../shared/sim/ray.ts";
import { rayAgainstWalls, type Terrain } from "../../../shared/sim/terrain.ts";
import { UNIT, VIEW_TICK } from "../../../shared/sim/units.ts";
import { aheadX, aheadY, launch, MUZZLE, type ShotFired } from "../../../shared/sim/weapons.ts";
import { Flight } from "../interpolate/flight.ts";
import type { Projectiles } from "../interpolate/projectiles.ts";
import type { SceneBody } from "../scene.ts";

type ProjectileFired = Extract<SimEvent, { kind: "projectileFired" }>;
type ScatterFired = Extract<SimEvent, { kind: "scatterFired" }>;
type RailFired = Extract<SimEvent, { kind: "railFired" }>;

/** Share of a new measurement in the running age of own frames. */
const AGE_WEIGHT = 0.1;

interface OwnShot {
  /** Of the frame that fired it. */
  readonly sequence: number;
  /** The body's count of shots with it: a replay may change it. */
  shot: number;
  /** Ids on screen of what flies of it; none for a rail. */
  readonly shownIds: readonly number[];
}

/**
 * The own shots that the server has not confirmed yet. Each is shown the moment it is fired; the server's event of the same
 * number confirms it, and one that is not there by the time its frame is acknowledged never happened: it is withdrawn.
 *
 * A shot is fired when the screen shows the instant `view`, and the server steps it forward by that view's age, at most
 * `pace.forward`. So on the server's line it is at its muzzle at `view` plus what of the age was not made up for.
 */
export class OwnShots {
  readonly #terrain: Terrain;
  readonly #projectiles: Projectiles;
  #unconfirmed: OwnShot[] = [];
  /** Ids on screen of own projectiles, by the server's ids. */
  readonly #shownIds = new Map<number, number>();
  #lastShownId = 0;
  /** Ticks between what is shown when a frame is made and the tick that takes it; null until measured. */
  #age: number | null = null;

  constructor(terrain: Terrain, projectiles: Projectiles) {
    this.#terrain = terrain;
    this.#projectiles = projectiles;
  }

  /** Ticks of the present view's age that the server does not make up for: how far own projectiles fall behind. */
  get lag(): number {
    return Math.max(0, (this.#age ?? 0) - this.#terrain.pace.forward / VIEW_TICK);
  }

  /** Takes back what is unconfirmed, for a connection that is over. */
  clear(): void {
    this.#withdraw(() => true);
  }

  /** What an acknowledged frame tells: the tick that took it, and the instant (ticks) that it was made at. */
  measureAge(tick: number, view: number): void {
    const age = tick - view;
    this.#age = this.#age === null ? age : this.#age + (age - this.#age) * AGE_WEIGHT;
  }

  /**
   * Shows a shot that a new frame fired. `owner`: the own body; `bodies`: what is on screen. Returns the event for the screen.
   */
  fire(sequence: number, fired: Readonly<ShotFired>, owner: number, bodies: readonly SceneBody[]): SimEvent {
    const weapon = WEAPONS[fired.weapon];
    const flying = weapon?.kind === "projectile" ? weapon.pellets : 0;
    const shownIds = Array.from({ length: flying }, () => this.#nextShownId());
    this.#unconfirmed.push({ sequence, shot: fired.shot, shownIds });
    const [first] = shownIds;
    if (first === undefined) return this.#traceRail(fired, owner, bodies);
    return weapon?.kind === "projectile" && weapon.pellets > 1
      ? this.#scatter(fired, owner, weapon, shownIds, first)
      : this.#launch(fired, owner, fired.aim, first);
  }

  /** A replay fired this frame's shot under this number, or did not fire at all. */
  replayed(sequence: number, fired: Readonly<ShotFired> | null): void {
    const own = this.#unconfirmed.find((each) => each.sequence === sequence);
    if (own === undefined) return;
    if (fired !== null) own.shot = fired.shot;
    else this.#withdraw((each) => each === own);
  }

  /** A shot of the own body in the server's words. True when it is on screen already. */
  confirm(tick: number, event: ProjectileFired | ScatterFired | RailFired): boolean {
    const own = this.#unconfirmed.find((each) => each.shot === event.shot);
    if (own === undefined) return false;
    this.#unconfirmed = this.#unconfirmed.filter((each) => each !== own);
    if (event.kind === "railFired") return true;
    const origin = event.kind === "scatterFired" ? tick - event.forward / VIEW_TICK : muzzleInstant(tick, event, this.#terrain);
    own.shownIds.forEach((shownId, pellet) => {
      this.#shownIds.set(projectileIdAfter(event.projectile, pellet), shownId);
      this.#projectiles.align(shownId, origin);
    });
    return true;
  }

  /** Every event of the frames up to this one has arrived: what is unconfirmed of them never happened. */
  acknowledged(sequence: number): void {
    if (this.#unconfirmed.some((own) => own.sequence <= sequence)) this.#withdraw((own) => own.sequence <= sequence);
  }

  /** The id on screen of the server's projectile `id`: its own, unless it was predicted. Forgotten with `last`. */
  shownIdOf(id: number, last: boolean): number {
    const shownId = this.#shownIds.get(id);
    if (last) this.#shownIds.delete(id);
    return shownId ?? id;
  }

  #withdraw(which: (own: OwnShot) => boolean): void {
    for (const own of this.#unconfirmed) if (which(own)) for (const shownId of own.shownIds) this.#projectiles.remove(shownId);
    this.#unconfirmed = this.#unconfirmed.filter((own) => !which(own));
  }

  /** Negative: the server's ids are 1..65535. */
  #nextShownId(): number {
    this.#lastShownId -= 1;
    return this.#lastShownId;
  }

  /** Every pellet goes where the server will send it: body and shot decide. */
  #scatter(fired: Readonly<ShotFired>, owner: number, weapon: ProjectileWeapon, shownIds: readonly number[], first: number): SimEvent {
    const { shot, x: fromX, y: fromY, aim } = fired;
    shownIds.forEach((shownId, pellet) => {
      this.#launch(fired, owner, pelletAngle(owner, shot, aim, pellet, weapon), shownId);
    });
    return { kind: "scatterFired", body: owner, shot, weapon: fired.weapon, projectile: first, fromX, fromY, aim, forward: 0 };
  }

  #launch(fired: Readonly<ShotFired>, owner: number, aim: number, shownId: number): SimEvent {
    const { x: fromX, y: fromY } = muzzleAt(fired.x, fired.y, aim, this.#terrain);
    const projectile = newProjectile();
    launch(projectile, fired.weapon, fromX, fromY, aim, this.#terrain);
    const view = fired.viewTick / VIEW_TICK;
    this.#projectiles.add(shownId, owner, fired.weapon, new Flight(fromX, fromY, projectile, this.#terrain), view + this.lag, view);
    const { velocityX, velocityY, ticksLeft } = projectile;
    const { shot, weapon } = fired;
    return { kind: "projectileFired", body: owner, shot, weapon, projectile: shownId, fromX, fromY, x: fromX, y: fromY, velocityX, velocityY, ticksLeft };
  }

  /** The beam as far as the own screen can tell: to the first wall or body shown. Whether it hit is for the server to say. */
  #traceRail(fired: Readonly<ShotFired>, owner: number, bodies: readonly SceneBody[]): SimEvent {
    const weapon = WEAPONS[fired.weapon];
    const range = (weapon?.kind === "rail" ? weapon.range : 0) * UNIT;
    const reach = BODY_RADIUS + (weapon?.radius ?? 0) * UNIT;
    const farX = aheadX(fired.x, fired.aim, range);
    const farY = aheadY(fired.y, fired.aim, range);
    let first = rayAgainstWalls(this.#terrain, fired.x, fired.y, farX, farY);
    let victim = 0;
    for (const body of bodies) {
      if (body.id === owner || !body.alive) continue;
      const hit = rayAgainstDisc(fired.x, fired.y, farX, farY, Math.round(body.x * UNIT), Math.round(body.y * UNIT), reach);
      if (hit >= first) continue;
      first = hit;
      victim = body.id;
    }
    const [toX, toY] = first === RAY_CLEAR ? [farX, farY] : [along(fired.x, farX, first), along(fired.y, farY, first)];
    const { x: fromX, y: fromY } = muzzleAt(fired.x, fired.y, fired.aim, this.#terrain);
    return { kind: "railFired", body: owner, shot: fired.shot, weapon: fired.weapon, fromX, fromY, toX, toY, victim };
  }
}

/** Where a shot appears: at the muzzle, or at the wall that stands against the barrel. 1/256 unit, like the body's middle at (x, y). */
function muzzleAt(x: number, y: number, aim: number, terrain: Terrain): { x: number; y: number } {
  const toX = aheadX(x, aim, MUZZLE);
  const toY = aheadY(y, aim, MUZZLE);
  const wall = rayAgainstWalls(terrain, x, y, toX, toY);
  return wall === RAY_CLEAR ? { x: toX, y: toY } : { x: along(x, toX, wall), y: along(y, toY, wall) };
}

/** Shows the pellets of somebody else's shot, from the middle of their body on. Returns the instant, in ticks, at which they leave it. */
export function showScatter(tick: number, event: ScatterFired, projectiles: Projectiles, terrain: Terrain): number {
  const origin = tick - event.forward / VIEW_TICK;
  const weapon = WEAPONS[event.weapon];
  if (weapon?.kind !== "projectile") return origin;
  for (let pellet = 0; pellet < weapon.pellets; pellet += 1) {
    const angle = pelletAngle(event.body, event.shot, event.aim, pellet, weapon);
    const { x, y } = muzzleAt(event.fromX, event.fromY, angle, terrain);
    const projectile = newProjectile();
    launch(projectile, event.weapon, x, y, angle, terrain);
    projectiles.add(projectileIdAfter(event.projectile, pellet), event.body, event.weapon, new Flight(x, y, projectile, terrain), origin, null);
  }
  return origin;
}

/**
 * The instant, in ticks, at which a projectile is at its muzzle on the server's line: it was stepped forward before its first
 * tick. How far says where it is; one that met something on that way shows at least how much of its life it spent.
 */
export function muzzleInstant(tick: number, event: ProjectileFired, terrain: Terrain): number {
  const speed = Math.hypot(event.velocityX, event.velocityY);
  const life = terrain.pace.weapons[event.weapon]?.life ?? event.ticksLeft;
  const flown = speed === 0 ? 0 : Math.hypot(event.x - event.fromX, event.y - event.fromY) / speed;
  // The life spent is rounded to whole ticks.
  return tick - Math.max(flown, life - event.ticksLeft - 0.5);
}
