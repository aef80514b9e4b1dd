import { BEAM_MUZZLE, type WireEventOf } from "../../../shared/protocol/events.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { projectileIdAfter } from "../../../shared/sim/projectiles.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { World } from "../../../shared/sim/world.ts";
import { glimpseBeam } from "./beams.ts";
import { Flying } from "./flying.ts";
import { type Form, inForm, PLACELESS, VEILED, WHOLE } from "./forms.ts";
import { Happened, HERE, pelletsOf } from "./happened.ts";
import { NO_NOISE, Noises } from "./noises.ts";
import { Pieces } from "./pieces.ts";
import type { Observer, Sight } from "./sight.ts";
import type { Witness } from "./witness.ts";

type EventOf<Kind extends SimEvent["kind"]> = Extract<SimEvent, { kind: Kind }>;

const sighted: WireEventOf<"projectileSighted"> = {
  kind: "projectileSighted",
  body: 0,
  weapon: 0,
  projectile: 0,
  x: 0,
  y: 0,
  velocityX: 0,
  velocityY: 0,
  ticksLeft: 0,
};

/**
 * Who may notice what of a tick, and in which form. What one does oneself, and what is done to one, is told as it happened;
 * of all else what is in sight is told, who did it stays unnamed to those who do not know of them, and what is not in sight is
 * at most a noise. Nobody is given a place that they do not see.
 */
export class Notices<Seer extends Observer> {
  readonly #sight: Sight<Seer>;
  readonly #happened = new Happened();
  readonly #flying = new Flying();
  readonly #pieces = new Pieces();
  readonly #noises = new Noises();
  #world: World | null = null;
  /** Counts the worlds: each gives its own ids. */
  #round = 0;

  constructor(sight: Sight<Seer>) {
    this.#sight = sight;
  }

  /** After a step of the world, with what happened in it, which must not change before the last `batch` of this tick. */
  begin(world: World, events: readonly SimEvent[]): void {
    if (world !== this.#world) {
      this.#world = world;
      this.#round += 1;
      this.#happened.enter(world);
    }
    this.#happened.gather(world, events);
    this.#flying.gather(world.projectiles, world.terrain);
    this.#pieces.begin(world.tick, events.length + world.projectiles.length);
  }

  /** What a client is told of this tick, after `headroom` bytes left free; null for nothing. To be asked for once in every tick. */
  batch(witness: Witness<Seer>, headroom: number): Uint8Array | null {
    const world = this.#world;
    if (world === null) return null;
    witness.attend(world.tick, this.#round);
    const { observer } = witness;
    this.#tellEvents(witness, observer);
    if (observer.isLooking) this.#tellSighted(witness, observer, world);
    this.#noises.tell(this.#pieces);
    const { ended, endedCount } = this.#happened;
    for (let index = 0; index < endedCount; index += 1) witness.forgetProjectile(ended[index] ?? 0);
    return this.#pieces.compose(headroom);
  }

  #tellEvents(witness: Witness<Seer>, observer: Seer): void {
    const { events, x, y, actors, victims, scopes } = this.#happened;
    const { own } = observer;
    const left = observer.x - observer.halfWidth * UNIT;
    const right = observer.x + observer.halfWidth * UNIT;
    const top = observer.y - observer.halfHeight * UNIT;
    const bottom = observer.y + observer.halfHeight * UNIT;
    for (let index = 0; index < events.length; index += 1) {
      const atX = x[index] ?? 0;
      const atY = y[index] ?? 0;
      const isOff = atX < left || atX > right || atY < top || atY > bottom;
      if (isOff && scopes[index] === HERE && (own === 0 || (actors[index] !== own && victims[index] !== own))) {
        this.#hear(index, observer);
        continue;
      }
      const event = events[index];
      if (event !== undefined) this.#judge(index, event, witness, observer);
    }
  }

  #judge(index: number, event: SimEvent, witness: Witness<Seer>, observer: Seer): void {
    switch (event.kind) {
      case "projectileFired":
        if (!this.#isOwn(observer, event.body) && !this.#sees(observer, event.fromX, event.fromY)) return this.#hear(index, observer);
        witness.tellProjectile(event.projectile);
        return this.#tellBy(index, observer, event.body);
      case "scatterFired":
        return this.#judgeScatter(index, event, witness, observer);
      case "projectileBounced":
        if (this.#isOwn(observer, this.#happened.actors[index] ?? 0) || this.#seesImpact(observer, event.x, event.y)) this.#tell(index, WHOLE);
        return;
      case "projectileEnded":
        if (this.#noticesEnd(index, event, witness, observer)) this.#tell(index, WHOLE);
        return;
      case "exploded":
        if (this.#isOwn(observer, event.body) || this.#seesImpact(observer, event.x, event.y)) return this.#tellBy(index, observer, event.body);
        return this.#hear(index, observer);
      case "railFired":
        return this.#judgeRail(index, event, observer);
      case "bodyHit":
        return this.#judgeHit(index, event, observer);
      case "bodyKilled":
        return this.#judgeKill(index, event, observer);
      case "killAssisted":
        if (this.#isOwn(observer, event.body)) this.#tell(index, WHOLE);
        return;
      case "bodySpawned":
      case "bodyDashed":
        if (this.#isOwn(observer, event.body) || this.#watches(observer, event.body, event.x, event.y)) return this.#tell(index, WHOLE);
        return this.#hear(index, observer);
      case "pickupTaken":
        if (this.#isOwn(observer, event.body) || this.#seesPad(index, observer)) return this.#tellBy(index, observer, event.body);
        return this.#hear(index, observer);
      case "pickupReturned":
        if (this.#seesPad(index, observer)) this.#tell(index, WHOLE);
        return;
      case "roundEnded":
        return this.#tell(index, WHOLE);
    }
  }

  /** The ways of its pellets follow from who fired it: who does not know that is shown each of them as it comes into sight. */
  #judgeScatter(index: number, event: EventOf<"scatterFired">, witness: Witness<Seer>, observer: Seer): void {
    const { body, fromX, fromY, projectile, weapon } = event;
    const isNoticed = this.#isOwn(observer, body) || (this.#sees(observer, fromX, fromY) && this.#sight.knows(observer, body));
    if (!isNoticed) return this.#hear(index, observer);
    for (let pellet = 0; pellet < pelletsOf(weapon); pellet += 1) witness.tellProjectile(projectileIdAfter(projectile, pellet));
    this.#tell(index, WHOLE);
  }

  /** A shooter has to learn of the ends of own shots: they fly on the screen under numbers of its own. */
  #noticesEnd(index: number, event: EventOf<"projectileEnded">, witness: Witness<Seer>, observer: Seer): boolean {
    if (this.#isOwn(observer, this.#happened.actors[index] ?? 0) || this.#isOwn(observer, event.victim)) return true;
    if (this.#seesImpact(observer, event.x, event.y)) return true;
    return event.victim !== 0 && witness.knowsProjectile(event.projectile) && this.#watches(observer, event.victim, event.x, event.y);
  }

  #judgeRail(index: number, event: EventOf<"railFired">, observer: Seer): void {
    if (this.#isOwn(observer, event.body)) return this.#tell(index, WHOLE);
    if (this.#sees(observer, event.fromX, event.fromY) && this.#seesImpact(observer, event.toX, event.toY)) return this.#tellBy(index, observer, event.body);
    const beam = glimpseBeam(event, (x, y) => this.#seesImpact(observer, x, y));
    if (beam !== null) {
      beam.body = this.#sight.knows(observer, event.body) ? event.body : 0;
      this.#pieces.add(beam);
    }
    if (beam === null || (beam.ends & BEAM_MUZZLE) === 0) this.#hear(index, observer);
  }

  #judgeHit(index: number, event: EventOf<"bodyHit">, observer: Seer): void {
    const { victim, attacker, x, y } = event;
    if (this.#isOwn(observer, victim)) return this.#tell(index, WHOLE);
    const isNoticed = this.#watches(observer, victim, x, y) || this.#sees(observer, x, y);
    if (this.#isOwn(observer, attacker)) return this.#tell(index, isNoticed ? WHOLE : PLACELESS);
    if (isNoticed) return this.#tellBy(index, observer, attacker);
    this.#hear(index, observer);
  }

  /** Everybody learns who killed whom; how the attacker fares is on the victim's death card alone. */
  #judgeKill(index: number, event: EventOf<"bodyKilled">, observer: Seer): void {
    const { victim, x, y } = event;
    if (this.#isOwn(observer, victim)) return this.#tell(index, WHOLE);
    if (this.#watches(observer, victim, x, y) || this.#sees(observer, x, y)) return this.#tell(index, VEILED);
    this.#tell(index, PLACELESS);
    if (!this.#isOwn(observer, event.attacker)) this.#hear(index, observer);
  }

  /** What flies in sight and was not told when it was fired. */
  #tellSighted(witness: Witness<Seer>, observer: Seer, world: World): void {
    const flying = this.#flying;
    const right = flying.columnOf(observer.x + observer.halfWidth * UNIT);
    const left = flying.columnOf(observer.x - observer.halfWidth * UNIT);
    const bottom = flying.rowOf(observer.y + observer.halfHeight * UNIT);
    for (let row = flying.rowOf(observer.y - observer.halfHeight * UNIT); row <= bottom; row += 1) {
      const end = flying.starts[row * flying.columns + right + 1] ?? 0;
      for (let place = flying.starts[row * flying.columns + left] ?? 0; place < end; place += 1) {
        const id = flying.ids[place] ?? 0;
        if (witness.knowsProjectile(id) || !this.#sees(observer, flying.x[place] ?? 0, flying.y[place] ?? 0)) continue;
        witness.tellProjectile(id);
        const owner = flying.owners[place] ?? 0;
        const isNamed = this.#isOwn(observer, owner) || this.#sight.knows(observer, owner);
        this.#tellOfFlight(flying.indices[place] ?? 0, isNamed ? WHOLE : VEILED, world);
      }
    }
  }

  #tellOfFlight(index: number, form: Form, world: World): void {
    const item = this.#happened.events.length + index;
    if (!this.#pieces.has(item, form)) {
      const projectile = world.projectiles[index];
      if (projectile === undefined) return;
      sighted.body = form === WHOLE ? projectile.owner : 0;
      sighted.weapon = projectile.weapon;
      sighted.projectile = projectile.id;
      sighted.x = projectile.x;
      sighted.y = projectile.y;
      sighted.velocityX = projectile.velocityX;
      sighted.velocityY = projectile.velocityY;
      sighted.ticksLeft = projectile.ticksLeft;
      this.#pieces.write(item, form, sighted);
    }
    this.#pieces.choose(item, form);
  }

  // ---- what may be known

  #isOwn(observer: Seer, body: number): boolean {
    return body !== 0 && body === observer.own;
  }

  #sees(observer: Seer, x: number, y: number): boolean {
    return observer.isLooking && this.#sight.seesPlace(observer, x, y);
  }

  /** A place on the face of a wall is on both sides of it: it counts to the side that is turned away. */
  #seesImpact(observer: Seer, x: number, y: number): boolean {
    return this.#sees(observer, x + Math.sign(x - observer.x), y + Math.sign(y - observer.y));
  }

  /** Somebody whom they know, within the screen: team-mates are known wherever they are. */
  #watches(observer: Seer, body: number, x: number, y: number): boolean {
    if (Math.abs(x - observer.x) > observer.halfWidth * UNIT || Math.abs(y - observer.y) > observer.halfHeight * UNIT) return false;
    return observer.isLooking && this.#sight.knows(observer, body);
  }

  #seesPad(index: number, observer: Seer): boolean {
    return this.#sees(observer, this.#happened.x[index] ?? 0, this.#happened.y[index] ?? 0);
  }

  // ---- what is told

  #tell(index: number, form: Form): void {
    if (!this.#pieces.has(index, form)) {
      const event = this.#happened.events[index];
      if (event === undefined) return;
      this.#pieces.write(index, form, inForm(event, form));
    }
    this.#pieces.choose(index, form);
  }

  /** Names who did it to those who know of them. */
  #tellBy(index: number, observer: Seer, body: number): void {
    this.#tell(index, this.#isOwn(observer, body) || this.#sight.knows(observer, body) ? WHOLE : VEILED);
  }

  #hear(index: number, observer: Seer): void {
    const { x, y, sounds } = this.#happened;
    const sound = sounds[index] ?? NO_NOISE;
    const fromX = x[index] ?? 0;
    const fromY = y[index] ?? 0;
    const dx = fromX - observer.x;
    const dy = fromY - observer.y;
    if (sound === NO_NOISE || !observer.isLooking || !this.#noises.hasRoomFor(dx, dy)) return;
    if (this.#sight.mayHear(observer, fromX, fromY)) this.#noises.hear(sound, dx, dy);
  }
}
