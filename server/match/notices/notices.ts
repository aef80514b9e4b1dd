import { BEAM_MUZZLE, EVENT_BYTES_MAX, TICK_BYTES, type WireEventOf } from "../../../shared/protocol/events.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { projectileIdAfter } from "../../../shared/sim/projectiles.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import type { World } from "../../../shared/sim/world.ts";
import { EventBatches } from "../../replication/event-batches.ts";
import { glimpseBeam } from "./beams.ts";
import { eventWriter } from "./event-writer.ts";
import { Flying } from "./flying.ts";
import { FORMS, type Form, GLIMPSED, GLIMPSED_VEILED, inForm, PLACELESS, UNNUMBERED, VEILED, WHOLE } from "./forms.ts";
import { Gone } from "./gone.ts";
import { Happened, pelletsOf } from "./happened.ts";
import { Marks } from "./marks.ts";
import { NOISE_NUMBERS, Noises, noiseOf } from "./noises.ts";
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
  readonly #gone = new Gone();
  /** First the noises by number, then the events, then what flies or is gone, each in its forms. */
  readonly #batches = new EventBatches(eventWriter(), EVENT_BYTES_MAX);
  readonly #head = new Uint8Array(TICK_BYTES);
  /** Of the client whose turn it is: the events that it may have noticed, and at last those that it has. */
  readonly #noticed = new Marks();
  readonly #noises = new Noises();
  #world: World | null = null;
  /** Counts the worlds: each gives its own ids. */
  #round = 0;
  /** The ids of projectiles that were given out in this tick begin here, and end before the other. */
  #issuedBefore = 0;
  #issued = 0;

  constructor(sight: Sight<Seer>) {
    this.#sight = sight;
  }

  /** After a step of the world, with what happened in it, which must not change before the last `batch` of this tick. */
  begin(world: World, events: readonly SimEvent[]): void {
    if (world !== this.#world) {
      this.#world = world;
      this.#round += 1;
      this.#happened.enter(world);
      this.#flying.clear();
      this.#gone.clear();
      this.#issued = world.nextProjectile;
    }
    this.#issuedBefore = this.#issued;
    this.#issued = world.nextProjectile;
    this.#happened.gather(world, events);
    this.#gone.advance(world, this.#happened, this.#flying);
    this.#flying.gather(world.projectiles, this.#gone.flights, this.#gone.count, world.terrain);
    new DataView(this.#head.buffer).setUint32(0, world.tick);
    this.#batches.begin(this.#head, this.#itemOf(events.length + world.projectiles.length + this.#gone.count, WHOLE));
  }

  /** What a client is told of this tick, after `headroom` bytes left free; null for nothing. To be asked for once in every tick. */
  batch(witness: Witness<Seer>, headroom: number): Uint8Array | null {
    const world = this.#world;
    if (world === null) return null;
    witness.attend(world.tick, this.#round, this.#issuedBefore, this.#issued);
    const { observer } = witness;
    this.#happened.markFor(observer, this.#noticed);
    this.#tellNoticed(witness, observer);
    this.#keepGone(witness);
    if (observer.isLooking) this.#tellSighted(witness, observer);
    if (observer.isLooking) this.#tellNoises(observer);
    return this.#batches.compose(headroom);
  }

  // ---- what was noticed

  #tellNoticed(witness: Witness<Seer>, observer: Seer): void {
    const { events } = this.#happened;
    const noticed = this.#noticed;
    for (let index = noticed.next(0); index >= 0; index = noticed.next(index + 1)) {
      const event = events[index];
      if (event === undefined || !this.#judge(index, event, witness, observer)) noticed.remove(index);
    }
  }

  /** Tells what there is to tell of an event; false when it went unnoticed, but perhaps not unheard. */
  #judge(index: number, event: SimEvent, witness: Witness<Seer>, observer: Seer): boolean {
    switch (event.kind) {
      case "projectileFired":
        return this.#judgeShot(index, event, witness, observer);
      case "scatterFired":
        return this.#judgeScatter(index, event, witness, observer);
      case "projectileBounced":
        return (this.#isBy(observer, index) || this.#seesImpact(observer, event.x, event.y)) && this.#tell(index, WHOLE);
      case "projectileEnded":
        if (!this.#noticesEnd(index, event, witness, observer)) return false;
        witness.forgetProjectile(event.projectile);
        return this.#tell(index, WHOLE);
      case "exploded":
        return (this.#isBy(observer, index) || this.#seesImpact(observer, event.x, event.y)) && this.#tellBy(index, observer, event.body);
      case "railFired":
        return this.#judgeRail(index, event, observer);
      case "bodyHit":
        return this.#judgeHit(index, event, observer);
      case "bodyKilled":
        return this.#judgeKill(index, event, observer);
      case "killAssisted":
        return this.#isBy(observer, index) && this.#tell(index, WHOLE);
      case "bodySpawned":
      case "bodyDashed":
        return (this.#isBy(observer, index) || this.#watches(observer, event.body, event.x, event.y)) && this.#tell(index, WHOLE);
      case "pickupTaken":
        return (this.#isBy(observer, index) || this.#seesPad(observer, event.pickup)) && this.#tellBy(index, observer, event.body);
      case "pickupReturned":
        return this.#seesPad(observer, event.pickup) && this.#tell(index, WHOLE);
      case "roundEnded":
        return this.#tell(index, WHOLE);
    }
  }

  /**
   * A shot has flown on by the end of its tick, perhaps out of sight: where to depends on whom it met. Then no more is told than
   * its muzzle shows, and what still flies is introduced when it comes into sight.
   */
  #judgeShot(index: number, event: EventOf<"projectileFired">, witness: Witness<Seer>, observer: Seer): boolean {
    const isOwn = this.#isOwn(observer, event.body);
    if (!isOwn && !this.#sees(observer, event.fromX, event.fromY)) return false;
    if (!isOwn && !this.#sees(observer, event.x, event.y)) return this.#tell(index, this.#sight.knows(observer, event.body) ? GLIMPSED : GLIMPSED_VEILED);
    witness.tellProjectile(event.projectile);
    if (isOwn) return this.#tell(index, WHOLE);
    return this.#tell(index, this.#sight.knows(observer, event.body) ? UNNUMBERED : VEILED);
  }

  /** The ways of its pellets follow from who fired it: who does not know that is shown each of them as it comes into sight. */
  #judgeScatter(index: number, event: EventOf<"scatterFired">, witness: Witness<Seer>, observer: Seer): boolean {
    const { body, fromX, fromY, projectile, weapon } = event;
    const isNoticed = this.#isOwn(observer, body) || (this.#sees(observer, fromX, fromY) && this.#sight.knows(observer, body));
    if (!isNoticed) return false;
    for (let pellet = 0; pellet < pelletsOf(weapon); pellet += 1) witness.tellProjectile(projectileIdAfter(projectile, pellet));
    return this.#tell(index, WHOLE);
  }

  /** A shooter has to learn of the ends of own shots: they fly on the screen under numbers of its own. */
  #noticesEnd(index: number, event: EventOf<"projectileEnded">, witness: Witness<Seer>, observer: Seer): boolean {
    if (this.#isBy(observer, index) || this.#isOwn(observer, event.victim)) return true;
    if (this.#seesImpact(observer, event.x, event.y)) return true;
    return event.victim !== 0 && witness.knowsProjectile(event.projectile) && this.#watches(observer, event.victim, event.x, event.y);
  }

  /** A beam whose muzzle is out of sight is heard all the same. */
  #judgeRail(index: number, event: EventOf<"railFired">, observer: Seer): boolean {
    if (this.#isOwn(observer, event.body)) return this.#tell(index, WHOLE);
    if (this.#sees(observer, event.fromX, event.fromY) && this.#seesImpact(observer, event.toX, event.toY)) return this.#tellBy(index, observer, event.body);
    const beam = glimpseBeam(event, (x, y) => this.#seesImpact(observer, x, y));
    if (beam === null) return false;
    beam.body = this.#sight.knows(observer, event.body) ? event.body : 0;
    this.#batches.tellAlone(beam);
    return (beam.ends & BEAM_MUZZLE) !== 0;
  }

  #judgeHit(index: number, event: EventOf<"bodyHit">, observer: Seer): boolean {
    const { victim, attacker, x, y } = event;
    if (this.#isOwn(observer, victim)) return this.#tell(index, WHOLE);
    const isNoticed = this.#watches(observer, victim, x, y) || this.#sees(observer, x, y);
    if (this.#isOwn(observer, attacker)) return this.#tell(index, isNoticed ? WHOLE : PLACELESS);
    return isNoticed && this.#tellBy(index, observer, attacker);
  }

  /** Everybody learns who killed whom; how the attacker fares is on the victim's death card alone. */
  #judgeKill(index: number, event: EventOf<"bodyKilled">, observer: Seer): boolean {
    const { victim, x, y } = event;
    if (this.#isOwn(observer, victim)) return this.#tell(index, WHOLE);
    if (this.#watches(observer, victim, x, y) || this.#sees(observer, x, y)) return this.#tell(index, VEILED);
    this.#tell(index, PLACELESS);
    return this.#isOwn(observer, event.attacker);
  }

  /** Who has not noticed an end goes on to show what ended on somebody. */
  #keepGone(witness: Witness<Seer>): void {
    const { flights, fresh, count } = this.#gone;
    for (let index = fresh; index < count; index += 1) if (witness.knowsProjectile(flights[index]?.id ?? 0)) this.#gone.keep(index);
  }

  // ---- what flies

  /** What flies in sight and was not told when it was fired; and what was told, is gone, and would be in sight now. */
  #tellSighted(witness: Witness<Seer>, observer: Seer): void {
    const { seen, ids, projectiles } = this.#flying;
    const firstColumn = seen.columnOf(observer.x - observer.halfWidth * UNIT);
    const lastColumn = seen.columnOf(observer.x + observer.halfWidth * UNIT);
    const lastRow = seen.rowOf(observer.y + observer.halfHeight * UNIT);
    for (let row = seen.rowOf(observer.y - observer.halfHeight * UNIT); row <= lastRow; row += 1) {
      const end = seen.startOf(row, lastColumn + 1);
      for (let place = seen.startOf(row, firstColumn); place < end; place += 1) {
        const index = seen.indices[place] ?? 0;
        const isGone = index >= projectiles.length;
        if (witness.knowsProjectile(ids[index] ?? 0) !== isGone || !this.#sees(observer, seen.x[place] ?? 0, seen.y[place] ?? 0)) continue;
        if (isGone) this.#tellGone(index, witness);
        else this.#tellOfFlight(index, witness, observer);
      }
    }
  }

  #tellOfFlight(index: number, witness: Witness<Seer>, observer: Seer): void {
    const projectile = this.#flying.projectiles[index];
    if (projectile === undefined) return;
    witness.tellProjectile(projectile.id);
    const form = this.#isOwn(observer, projectile.owner) || this.#sight.knows(observer, projectile.owner) ? WHOLE : VEILED;
    const item = this.#itemOf(this.#happened.events.length + index, form);
    if (!this.#batches.has(item)) {
      sighted.body = form === WHOLE ? projectile.owner : 0;
      sighted.weapon = projectile.weapon;
      sighted.projectile = projectile.id;
      sighted.x = projectile.x;
      sighted.y = projectile.y;
      sighted.velocityX = projectile.velocityX;
      sighted.velocityY = projectile.velocityY;
      sighted.ticksLeft = projectile.ticksLeft;
      this.#batches.encode(item, sighted);
    }
    this.#batches.tell(item);
  }

  #tellGone(index: number, witness: Witness<Seer>): void {
    const flight = this.#gone.flights[index - this.#flying.projectiles.length];
    if (flight === undefined) return;
    witness.forgetProjectile(flight.id);
    const item = this.#itemOf(this.#happened.events.length + index, WHOLE);
    if (!this.#batches.has(item)) this.#batches.encode(item, { kind: "projectileGone", projectile: flight.id, x: flight.x, y: flight.y });
    this.#batches.tell(item);
  }

  // ---- what is heard

  /** The nearest few of all that happened unnoticed. */
  #tellNoises(observer: Seer): void {
    const { noisy, noisyCount, noisyX, noisyY, sounds } = this.#happened;
    const noises = this.#noises;
    noises.begin();
    for (let place = 0; place < noisyCount; place += 1) {
      const dx = (noisyX[place] ?? 0) - observer.x;
      const dy = (noisyY[place] ?? 0) - observer.y;
      if (dx * dx + dy * dy >= noises.reach) continue;
      const index = noisy[place] ?? 0;
      if (!this.#noticed.has(index)) noises.hear(sounds[index] ?? 0, dx, dy);
    }
    noises.choose();
    for (let index = 0; index < noises.toldCount; index += 1) {
      const number = noises.told[index] ?? 0;
      if (!this.#batches.has(number)) this.#batches.encode(number, noiseOf(number));
      this.#batches.tell(number);
    }
  }

  // ---- what may be known

  #isOwn(observer: Seer, body: number): boolean {
    return body !== 0 && body === observer.own;
  }

  /** Whether it was their own doing. */
  #isBy(observer: Seer, index: number): boolean {
    return this.#isOwn(observer, this.#happened.actors[index] ?? 0);
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

  #seesPad(observer: Seer, pickup: number): boolean {
    const pad = this.#world?.terrain.map.pickups[pickup];
    return pad !== undefined && this.#sees(observer, pad.x * UNIT, pad.y * UNIT);
  }

  // ---- what is told

  #itemOf(index: number, form: Form): number {
    return NOISE_NUMBERS + index * FORMS + form;
  }

  #tell(index: number, form: Form): true {
    const item = this.#itemOf(index, form);
    const event = this.#happened.events[index];
    if (event !== undefined && !this.#batches.has(item)) this.#batches.encode(item, inForm(event, form));
    this.#batches.tell(item);
    return true;
  }

  /** Names who did it to those who know of them. */
  #tellBy(index: number, observer: Seer, body: number): true {
    return this.#tell(index, this.#isOwn(observer, body) || this.#sight.knows(observer, body) ? WHOLE : VEILED);
  }
}
