import { type ModeName, modeNamed } from "../../shared/content/modes.ts";
import { decodeEvents, type WireEvent } from "../../shared/protocol/events.ts";
import { type Call, type Followed, OWN_END, type RoundResults, type Welcome } from "../../shared/protocol/messages.ts";
import { FLAG_ALIVE, lookFlags } from "../../shared/protocol/packing.ts";
import { type BodyState, type MatchState, PHASE_PLAYING, PHASE_WAITING } from "../../shared/protocol/state.ts";
import { copyMotion, newMotion } from "../../shared/sim/body.ts";
import { type InputFrame, neutralFrame } from "../../shared/sim/frame.ts";
import type { Terrain } from "../../shared/sim/terrain.ts";
import { UNIT, VIEW_TICK } from "../../shared/sim/units.ts";
import { angleOf, type Controls, radiansOf, writeFrame } from "./input/controls.ts";
import { Flight } from "./interpolate/flight.ts";
import { Happenings } from "./interpolate/happenings.ts";
import { Projectiles } from "./interpolate/projectiles.ts";
import { Snapshots } from "./interpolate/snapshots.ts";
import { ViewClock } from "./interpolate/view-clock.ts";
import type { Link } from "./net/link.ts";
import { TickClock } from "./net/tick-clock.ts";
import { type Authority, Reconciler } from "./predict/reconciler.ts";
import { muzzleInstant, OwnShots, showScatter } from "./predict/shots.ts";
import { blankDress, writeRoster } from "./roster.ts";
import type { Scene, SceneBody } from "./scene.ts";
import { Watching } from "./watching.ts";

const blankBody = (): SceneBody => ({
  ...blankDress(),
  id: 0,
  x: 0,
  y: 0,
  velocityX: 0,
  velocityY: 0,
  aim: 0,
  alive: false,
  protected: false,
  dashing: false,
  overcharged: false,
  health: 0,
  shield: 0,
  weapon: 0,
});

/**
 * One match as this client sees it, from the welcome on. Two time lines meet in it: the own body lives ahead of the server by
 * what its frames take to get there; everything else is shown behind it, at the instant `view`.
 */
export class MatchView {
  readonly terrain: Terrain;
  /** Off: the own body and its shots are shown as the server tells them, like everybody's. For showing what that is like. */
  predicts = true;
  readonly #own: number;
  readonly #mode: ModeName;
  readonly #viewClock: ViewClock;
  readonly #tickClock: TickClock;
  readonly #snapshots = new Snapshots();
  readonly #projectiles = new Projectiles();
  readonly #happenings = new Happenings();
  readonly #watching: Watching;
  readonly #reconciler: Reconciler;
  readonly #shots: OwnShots;
  readonly #authority: Authority = { motion: newMotion(), acknowledged: 0, impulses: 0, invented: 0 };
  readonly #frame: InputFrame = neutralFrame(0, 0, 0);
  readonly #ahead = newMotion();
  #acknowledged = 0;
  #queue = 0;
  /** The tick in which the own body was killed last, when that was seen here (ms), and by whom. */
  #killedIn = 0;
  #killedAt = 0;
  #killer = 0;
  #calls: Call[] = [];
  #results: RoundResults | null = null;
  /** Buttons pressed since the last step: a press shorter than a step still counts. */
  #firePressed = false;
  #dashPressed = false;
  /** The instant on screen, ticks. */
  #view = 0;
  #shownAt = 0;
  #bodies: readonly SceneBody[] = [];

  /** `before`: the match so far, when it goes on on this map over the same link: its clocks and frames go on as well. */
  constructor(welcome: Welcome, terrain: Terrain, before: MatchView | null) {
    this.terrain = terrain;
    this.#own = welcome.body;
    this.#mode = modeNamed(welcome.mode)?.name ?? "arena";
    this.#viewClock = before === null ? new ViewClock(terrain.tickRate) : before.#viewClock;
    this.#tickClock = before === null ? new TickClock(terrain.tickRate) : before.#tickClock;
    this.#reconciler = before === null ? new Reconciler(terrain) : before.#reconciler;
    this.#watching = before === null ? new Watching() : before.#watching;
    this.#acknowledged = before === null ? 0 : before.#acknowledged;
    this.#reconciler.moveTo(terrain);
    this.#shots = new OwnShots(terrain, this.#projectiles);
  }

  get newestTick(): number {
    return this.#viewClock.newestTick;
  }

  /** Whether there is anything to show. */
  get hasBegun(): boolean {
    return this.#viewClock.newestTick > 0;
  }

  /** Whether this welcome leads back into the same match, as the same body. */
  isOf(welcome: Welcome): boolean {
    return welcome.body === this.#own && welcome.map === this.terrain.map.name && welcome.tickRate === this.terrain.tickRate;
  }

  /** Whether this welcome leads on to another map, as the same body at the same pace. */
  goesOn(welcome: Welcome): boolean {
    return welcome.body === this.#own && welcome.tickRate === this.terrain.tickRate;
  }

  /** Another link leads here from now on: frames count from 1, arrivals are measured anew, and what was in the air is told again. */
  resume(): void {
    this.#viewClock.forget();
    this.#tickClock.stop();
    this.#reconciler.restart();
    this.#shots.clear();
    this.#projectiles.clear();
    this.#acknowledged = 0;
    this.#watching.forget();
  }

  // ---- what the server says

  happened(batch: Uint8Array): void {
    const { tick, events } = decodeEvents(batch);
    for (const event of events) this.#hear(tick, event);
  }

  called(call: Call): void {
    this.#calls.push(call);
  }

  roundResults(results: RoundResults): void {
    this.#results = results;
  }

  followed({ body }: Followed): void {
    this.#watching.give(body);
  }

  patched(state: MatchState, acknowledged: number, now: number): void {
    const ticks = state.tick - this.#viewClock.newestTick;
    this.#viewClock.arrived(state.tick, now);
    this.#snapshots.record(state);
    const body = state.bodies.get(String(this.#own));
    if (body === undefined) return;
    this.#steerTickClock(body.own.queue, acknowledged, ticks, now);
    if (acknowledged !== this.#acknowledged) {
      const viewTick = this.#reconciler.viewTickOf(acknowledged);
      if (viewTick !== null) this.#shots.measureAge(state.tick, viewTick / VIEW_TICK);
    }
    this.#acknowledged = acknowledged;
    this.#readAuthority(body, acknowledged, state.round);
    this.#reconciler.reconcile(this.#authority, (sequence, shot) => this.#shots.replayed(sequence, shot));
    this.#shots.acknowledged(acknowledged);
  }

  /** `ticks`: since the patch before. */
  #steerTickClock(queue: number, acknowledged: number, ticks: number, now: number): void {
    this.#queue = queue;
    // Before the first frame of a link has got there, nothing waits for good reason.
    if (acknowledged > 0 && this.#acknowledged > 0) this.#tickClock.heard(now, queue, acknowledged - this.#acknowledged < ticks);
  }

  #readAuthority(body: BodyState, acknowledged: number, round: number): void {
    const { own } = body;
    const { motion } = this.#authority;
    motion.x = own.x;
    motion.y = own.y;
    motion.velocityX = own.velocityX;
    motion.velocityY = own.velocityY;
    motion.aim = own.aim;
    motion.alive = (lookFlags(body.look) & FLAG_ALIVE) !== 0;
    motion.dashTicks = own.dashTicks;
    motion.dashCooldown = own.dashCooldown;
    motion.dashHeld = own.dashHeld;
    motion.weapon = body.weapon;
    motion.fireCooldown = own.fireCooldown;
    own.ammo.forEach((shots, weapon) => {
      motion.ammo[weapon] = shots;
    });
    motion.shots = own.shots;
    this.#authority.acknowledged = acknowledged;
    // They count from 0 in each round, and its first is a new place.
    this.#authority.impulses = round * 0x1_0000 + own.impulses;
    this.#authority.invented = own.invented;
  }

  /** What happened to the own body is told at once; everything else when the view comes to it. */
  #hear(tick: number, event: WireEvent): void {
    const own = this.#own;
    switch (event.kind) {
      case "projectileFired": {
        if (event.body === own && this.#shots.confirm(tick, event)) return;
        const flying = { id: event.projectile, owner: event.body, team: 0 as const, ...event };
        const origin = muzzleInstant(tick, event, this.terrain);
        this.#projectiles.add(event.projectile, event.body, event.weapon, new Flight(event.fromX, event.fromY, flying, this.terrain), origin, null);
        return this.#happenings.tellAt(origin, event);
      }
      case "projectileSighted": {
        const flying = { id: event.projectile, owner: event.body, team: 0 as const, ...event };
        return this.#projectiles.add(event.projectile, event.body, event.weapon, new Flight(event.x, event.y, flying, this.terrain), tick, null);
      }
      case "scatterFired":
        if (event.body === own && this.#shots.confirm(tick, event)) return;
        return this.#happenings.tellAt(showScatter(tick, event, this.#projectiles, this.terrain), event);
      case "railFired":
        if (event.body === own && this.#shots.confirm(tick, event)) return;
        return this.#happenings.tellAt(tick, event);
      case "projectileEnded": {
        const shown = { ...event, projectile: this.#shots.shownIdOf(event.projectile, true) };
        return this.#happenings.tellAt(this.#projectiles.end(shown.projectile, event.x, event.y, tick), shown);
      }
      case "projectileGone":
        this.#projectiles.end(event.projectile, event.x, event.y, tick);
        return;
      case "bodyHit":
        if (event.victim === own || event.attacker === own) return this.#happenings.tell(event, false);
        return this.#happenings.tellAt(tick, event);
      case "bodyKilled":
        if (event.victim === own) {
          this.#killedIn = tick;
          this.#killedAt = this.#shownAt;
          this.#killer = event.attacker;
        }
        if (event.victim !== own && event.attacker !== own) return this.#happenings.tellAt(tick, event);
        this.#snapshots.died(event.victim, tick);
        return this.#happenings.tell(event, false);
      case "killAnnounced":
        return event.attacker === own ? this.#happenings.tell(event, false) : this.#happenings.tellAt(tick, event);
      case "hitConfirmed":
        return this.#happenings.tell(event, false);
      case "bodyDashed":
        // The own dash was shown when it began.
        return event.body === own ? undefined : this.#happenings.tellAt(tick, event);
      case "killAssisted":
      case "bodySpawned":
      case "pickupTaken":
        return event.body === own ? this.#happenings.tell(event, false) : this.#happenings.tellAt(tick, event);
      case "projectileBounced":
      case "exploded":
      case "pickupReturned":
      case "roundEnded":
      case "railGlimpsed":
      case "shotGlimpsed":
      case "noise":
        return this.#happenings.tellAt(tick, event);
    }
  }

  // ---- what the player does

  /** Makes the frames that are due, sends them and steps the own body by them. False when there is no body to do it with. */
  act(link: Link, controls: Controls, now: number): boolean {
    if (!this.#reconciler.isKnown) return false;
    if (!this.#tickClock.isRunning) this.#tickClock.restart(now);
    this.#firePressed ||= controls.fire;
    this.#dashPressed ||= controls.dash;
    for (let due = this.#tickClock.due(now); due > 0 && this.#reconciler.hasRoom; due -= 1) {
      writeFrame(controls, this.#viewTick, this.#frame);
      if (this.#firePressed !== controls.fire || this.#dashPressed !== controls.dash) {
        writeFrame({ ...controls, fire: this.#firePressed, dash: this.#dashPressed }, this.#viewTick, this.#frame);
      }
      this.#firePressed = controls.fire;
      this.#dashPressed = controls.dash;
      this.#send(link);
    }
    writeFrame(controls, this.#viewTick, this.#frame);
    return true;
  }

  /** Takes the hands off: one neutral frame, then none until `act` is called again. */
  rest(link: Link | null): void {
    if (!this.#tickClock.isRunning) return;
    this.#tickClock.stop();
    if (link === null || !this.#reconciler.isKnown) return;
    const { aim, weapon } = this.#reconciler.motion;
    Object.assign(this.#frame, neutralFrame(aim, weapon, this.#viewTick));
    this.#send(link);
  }

  /** Makes no frames until `act` is called again. */
  pause(): void {
    this.#tickClock.stop();
  }

  /** What a frame says that its player saw: the instant that is on screen while they act. 1/16 tick. */
  get #viewTick(): number {
    return Math.max(0, Math.round(this.#view * VIEW_TICK));
  }

  #send(link: Link): void {
    const sequence = link.send(this.#frame, this.#viewClock.newestTick);
    if (sequence === 0) return;
    const shot = this.#reconciler.predict(sequence, this.#frame);
    if (!this.predicts) return;
    const { motion } = this.#reconciler;
    if (motion.alive && motion.dashCooldown === this.terrain.pace.dashCooldown) {
      const angle = angleOf(Math.atan2(motion.velocityY, motion.velocityX));
      this.#happenings.tell({ kind: "bodyDashed", body: this.#own, x: motion.x, y: motion.y, angle }, true);
    }
    if (shot !== null) this.#happenings.tell(this.#shots.fire(sequence, shot, this.#own, this.#bodies), true);
  }

  // ---- what is shown

  /** Moves on to `now` and writes the match into the scene. */
  write(now: number, state: MatchState | null, scene: Scene): void {
    const { tickRate } = this.terrain;
    this.#view = this.#viewClock.advance(now);
    this.#reconciler.smooth(now - this.#shownAt);
    this.#shownAt = now;
    scene.tick = this.#view;
    scene.tickRate = tickRate;
    scene.mode = this.#mode;
    scene.own = this.#own;
    if (state !== null) writeRoster(state.roster, scene.roster);
    this.#writeBodies(now, scene.bodies);
    this.#bodies = scene.bodies;
    scene.focus = this.#own === 0 ? this.#watching.choose(scene, now) : this.#focusOfPlayer(now);
    scene.playing = this.#own !== 0 && scene.focus === this.#own;
    scene.calls = this.#calls;
    this.#calls = [];
    this.#projectiles.write(this.#view, tickRate, scene.projectiles);
    this.#happenings.write(this.#view, scene.happened);
    this.#snapshots.forgetGone(this.#view);
    if (state !== null) this.#writeRound(state, scene);
    this.#writeSelf(scene);
    scene.net.jitter = this.#viewClock.jitter;
    scene.net.interpolationDelay = this.#viewClock.delay;
    scene.net.queue = this.#queue;
    Object.assign(scene.net.corrections, this.#reconciler.corrections);
    scene.net.drift = this.#reconciler.drift;
    scene.net.driftPeak = this.#reconciler.driftPeak;
  }

  /** Follows this body from now on, for who only watches. */
  follow(id: number): void {
    this.#watching.follow(id);
  }

  /** Whom the server is to be asked to show the match through; null for nobody. */
  takeWish(): number | null {
    return this.#watching.takeWish();
  }

  /** A dead player sees their own end first, then how the one who did it goes on, until they are back. */
  #focusOfPlayer(now: number): number {
    if (!this.#reconciler.isKnown || this.#reconciler.motion.alive) return this.#own;
    const { given } = this.#watching;
    if (given !== null) return given === 0 ? this.#own : given;
    if (now - this.#killedAt < OWN_END || this.#killer === this.#own) return this.#own;
    return this.#bodies.some(({ id, alive }) => id === this.#killer && alive) ? this.#killer : this.#own;
  }

  #writeBodies(now: number, into: SceneBody[]): void {
    let count = 0;
    for (const id of this.#snapshots.ids) {
      const slot = into[count] ?? blankBody();
      into[count] = slot;
      const shown = id === this.#own && this.predicts ? this.#writeOwn(now, slot) : this.#snapshots.write(id, this.#view, this.terrain.tickRate, slot);
      if (shown) count += 1;
    }
    into.length = count;
  }

  /** The own body at this very moment: between its last step and the next, which is stepped in advance with what the player holds now. */
  #writeOwn(now: number, out: SceneBody): boolean {
    if (!this.#snapshots.writeNewest(this.#own, out)) return false;
    const { motion, errorX, errorY } = this.#reconciler;
    const { tickRate } = this.terrain;
    if (this.#tickClock.isRunning) this.#reconciler.lookAhead(this.#frame, this.#ahead);
    else copyMotion(motion, this.#ahead);
    const share = this.#tickClock.fraction(now);
    out.x = (motion.x + (this.#ahead.x - motion.x) * share) / UNIT + errorX;
    out.y = (motion.y + (this.#ahead.y - motion.y) * share) / UNIT + errorY;
    out.velocityX = (motion.velocityX / UNIT) * tickRate;
    out.velocityY = (motion.velocityY / UNIT) * tickRate;
    out.aim = radiansOf(this.#ahead.aim);
    out.alive = motion.alive;
    out.dashing = motion.dashTicks > 0;
    out.weapon = motion.weapon;
    return true;
  }

  #writeRound(state: MatchState, scene: Scene): void {
    const { tickRate } = this.terrain;
    scene.phase = state.phase === PHASE_PLAYING ? "playing" : state.phase === PHASE_WAITING ? "waiting" : "podium";
    if (scene.phase !== "podium") this.#results = null;
    scene.results = this.#results;
    scene.scores.length = state.scores.length;
    for (let index = 0; index < state.scores.length; index += 1) scene.scores[index] = state.scores[index] ?? 0;
    scene.phaseLeft = (Math.max(0, state.phaseEnds - this.#view) / tickRate) * 1000;
    scene.round = state.round;
    scene.net.load = state.load;
    const { pickups } = this.terrain.map;
    scene.pickups.length = pickups.length;
    for (let index = 0; index < pickups.length; index += 1) scene.pickups[index] = state.pads.get(String(index))?.lies ?? scene.pickups[index] ?? true;
  }

  #writeSelf(scene: Scene): void {
    if (this.#own === 0 || !this.#reconciler.isKnown) {
      scene.self = null;
      return;
    }
    const { motion } = this.#reconciler;
    const { pace, tickRate } = this.terrain;
    const period = pace.weapons[motion.weapon]?.period ?? 1;
    scene.self ??= { weapon: 0, ammo: [], dashReady: 1, fireReady: 1, respawnIn: 0 };
    scene.self.weapon = motion.weapon;
    for (let weapon = 0; weapon < motion.ammo.length; weapon += 1) scene.self.ammo[weapon] = motion.ammo[weapon] ?? 0;
    scene.self.dashReady = 1 - motion.dashCooldown / pace.dashCooldown;
    scene.self.fireReady = Math.max(0, 1 - motion.fireCooldown / period);
    const respawnsIn = this.#killedIn + pace.respawnTicks - this.#viewClock.newestTick;
    scene.self.respawnIn = motion.alive ? 0 : (Math.max(0, respawnsIn) / tickRate) * 1000;
  }
}
