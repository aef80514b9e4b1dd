import type { MapData } from "../content/map-data.ts";
import type { PickupKind } from "../content/pickups.ts";
import type { Navigation, Point } from "./navigation.ts";
import type { Random } from "./random.ts";
import type { Abilities } from "./skill.ts";
import type { Track } from "./tracking.ts";
import type { BotView } from "./view.ts";

/** What a bot is about when it is not in a fight. */
type Errand =
  | { kind: "roam"; x: number; y: number }
  /** Somebody was lost from sight or heard there. */
  | { kind: "search"; x: number; y: number; untilTick: number }
  | { kind: "fetch"; x: number; y: number; pickup: number };

/** Units; near enough to a place to have been there. */
const ARRIVED = 60;
/** Units; close enough to a pad to have picked up what lies on it. */
const ON_PAD = 12;
/** ms spent on going after somebody who was lost or heard. */
const SEARCH_TIME = 5000;
/** ms for which a pad seen empty is taken to stay empty. */
const PAD_ABSENCE = 12_000;
/** Units at which a near and a far noise are looked for. */
const NOISE_NEAR = 450;
const NOISE_FAR = 1000;
/** Health and shield below which pads are worth a detour. */
const WANTS_HEALTH = 70;
const WANTS_SHIELD = 25;
/** Places that a roamer thinks of before it sets out for one. */
const CHOICES = 5;
/** Units within which a place in sight is as good as visited. */
const LOOKED_OVER = 350;
/** Units of way that a second since the last visit is worth. */
const WALK_PER_SECOND = 60;

export class Errands {
  #errand: Errand | null = null;
  /** Where one may meet others: spawn points and pads. */
  readonly #places: readonly Point[];
  readonly #visitedTick: number[];
  /** By the map's index: the tick until which it is taken to be empty. */
  readonly #padEmptyUntil: number[];
  readonly #map: MapData;
  readonly #navigation: Navigation;
  readonly #abilities: Abilities;
  readonly #random: Random;
  readonly #ticksPerMs: number;

  constructor(map: MapData, navigation: Navigation, abilities: Abilities, random: Random, tickRate: number) {
    this.#map = map;
    this.#navigation = navigation;
    this.#abilities = abilities;
    this.#random = random;
    this.#ticksPerMs = tickRate / 1000;
    this.#padEmptyUntil = map.pickups.map(() => 0);
    this.#places = [...map.spawns, ...map.pickups];
    this.#visitedTick = this.#places.map(() => 0);
  }

  forget(): void {
    this.#errand = null;
  }

  /** Remembers which pads are empty, and where it has been. */
  look(view: BotView): void {
    for (let index = 0; index < this.#places.length; index += 1) {
      const place = this.#places[index];
      if (place !== undefined && distance(view.self, place) < LOOKED_OVER) this.#visitedTick[index] = view.tick;
    }
    for (const { index, isThere } of view.pickups) {
      if (isThere) this.#padEmptyUntil[index] = 0;
      else if ((this.#padEmptyUntil[index] ?? 0) <= view.tick) this.#padEmptyUntil[index] = view.tick + PAD_ABSENCE * this.#ticksPerMs;
    }
    // What lies on a pad may be of no use by the time one stands on it: then it stays there, and is no reason to wait.
    const errand = this.#errand;
    if (errand?.kind === "fetch" && distance(view.self, errand) < ON_PAD) this.#padEmptyUntil[errand.pickup] = view.tick + PAD_ABSENCE * this.#ticksPerMs;
  }

  /** Where to flee to from a fight that goes badly: the nearest health; null to stand and fight. */
  refuge(view: BotView): Point | null {
    if (view.self.health >= this.#abilities.retreatHealth) return null;
    return this.#nearestPad("health", view);
  }

  /** Goes after somebody who has just been lost from sight. */
  follow(track: Track, tick: number): void {
    // People run on for about half a second before they turn.
    this.#search(track.x + track.velocityX * 0.5, track.y + track.velocityY * 0.5, tick);
  }

  /** Goes to where a shot came from. */
  investigate(view: BotView, angle: number, isNear: boolean): void {
    if (this.#errand?.kind === "search") return;
    const range = isNear ? NOISE_NEAR : NOISE_FAR;
    this.#search(view.self.x + Math.cos(angle) * range, view.self.y + Math.sin(angle) * range, view.tick);
  }

  /** Whether something that it needs lies in its way. */
  get isFetching(): boolean {
    return this.#errand?.kind === "fetch";
  }

  /** Gives up on where it was going. */
  abandon(): void {
    this.#errand = null;
  }

  /** Where to go now. */
  goal(view: BotView): Point {
    const pad = this.#wantedPad(view);
    if (pad) this.#errand = pad;
    const errand = this.#errand;
    if (errand && !this.#isDone(errand, view)) return errand;
    this.#errand = this.#roam(view);
    return this.#errand;
  }

  /** Of some places that everybody knows, the one that this bot has not been to for longest, for its distance. */
  #roam(view: BotView): Errand {
    let best: Errand = { kind: "roam", x: view.self.x, y: view.self.y };
    let bestWorth = Number.NEGATIVE_INFINITY;
    for (let choice = 0; choice < CHOICES; choice += 1) {
      const index = Math.floor(this.#random() * this.#places.length);
      const place = this.#places[index];
      if (!place) continue;
      const away = (view.tick - (this.#visitedTick[index] ?? 0)) / this.#ticksPerMs / 1000;
      const worth = away * WALK_PER_SECOND - distance(view.self, place);
      if (worth <= bestWorth) continue;
      best = { kind: "roam", x: place.x, y: place.y };
      bestWorth = worth;
    }
    return best;
  }

  #isDone(errand: Errand, view: BotView): boolean {
    switch (errand.kind) {
      case "roam":
        return distance(view.self, errand) < ARRIVED;
      case "search":
        return view.tick >= errand.untilTick || distance(view.self, errand) < ARRIVED;
      case "fetch":
        return (this.#padEmptyUntil[errand.pickup] ?? 0) > view.tick;
    }
  }

  #search(x: number, y: number, tick: number): void {
    const inMapX = Math.min(this.#map.width, Math.max(0, x));
    const inMapY = Math.min(this.#map.height, Math.max(0, y));
    this.#errand = { kind: "search", x: inMapX, y: inMapY, untilTick: tick + SEARCH_TIME * this.#ticksPerMs };
  }

  #wantedPad(view: BotView): Errand | null {
    if (this.#errand?.kind === "fetch") return null;
    const { health, shield, ammo } = view.self;
    const isBare = ammo.every((shots) => shots === 0);
    return (
      (health < WANTS_HEALTH ? this.#nearestPad("health", view) : null) ??
      this.#nearestPad("overcharge", view) ??
      (isBare ? (this.#nearestPad("rail", view) ?? this.#nearestPad("scatter", view) ?? this.#nearestPad("mortar", view)) : null) ??
      (shield < WANTS_SHIELD ? this.#nearestPad("shield", view) : null)
    );
  }

  /** The nearest pad of a kind that is worth the way and not known to be empty. */
  #nearestPad(kind: PickupKind, view: BotView): (Errand & { kind: "fetch" }) | null {
    let best: (Errand & { kind: "fetch" }) | null = null;
    let bestDistance = this.#abilities.detour;
    this.#map.pickups.forEach((pad, pickup) => {
      if (pad.kind !== kind || (this.#padEmptyUntil[pickup] ?? 0) > view.tick || distance(view.self, pad) >= bestDistance) return;
      const walk = this.#navigation.distance(view.self.x, view.self.y, pad.x, pad.y);
      if (walk >= bestDistance) return;
      best = { kind: "fetch", x: pad.x, y: pad.y, pickup };
      bestDistance = walk;
    });
    return best;
  }
}

function distance(from: Point, to: Point): number {
  const x = to.x - from.x;
  const y = to.y - from.y;
  return Math.sqrt(x * x + y * y);
}
