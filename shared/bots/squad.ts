import { turnBetween } from "./aim.ts";
import type { Point } from "./navigation.ts";
import type { Track } from "./tracking.ts";
import type { BotView, Mate } from "./view.ts";

/** Units: who follows stays nearer than this to their partner; who leads waits for one who is further away. */
const FOLLOW = 220;
const WAIT = 420;
/** Units beside the partner: side by side, not in one line, so that no shot or blast meets both. */
const FLANK = 140;
/** Units; a mate nearer than this in a fight is too near. */
const SPACING = 150;
/** Units beside the line of fire within which a mate stands in it. */
const LINE = 45;
/** Units within which a mate who fights is helped, and how far before their muzzle the fight is. */
const HELP_WITHIN = 1000;
const HELP_AHEAD = 250;
/** ms for which a mate's shot says whom they fight; and how far beside that enemy it may have gone, radians. */
const FOCUS_TIME = 1500;
const FOCUS_ANGLE = 0.16;

/**
 * How one member of a team plays with the others. They agree on nothing in words: everybody counts off the team in the order
 * of the scoreboard, two by two make a pair, the first of it leads.
 */
export class Squad {
  readonly #ticksPerMs: number;
  readonly #place: Point = { x: 0, y: 0 };
  #rank = 0;
  #partner: Mate | null = null;

  constructor(tickRate: number) {
    this.#ticksPerMs = tickRate / 1000;
  }

  /** Counts off anew. */
  look(view: BotView): void {
    this.#rank = view.mates.filter(({ id }) => id < view.self.id).length;
    this.#partner = this.#findPartner(view);
  }

  /** Which way around this one goes: each pair another, so that not all come through one door. 0: the shortest. */
  laneIn(view: BotView): number {
    return view.mates.length === 0 ? 0 : 1 + ((this.#rank >> 1) & 1);
  }

  /** Where to go to be in reach of the partner; null where that is so already. */
  cover(view: BotView): Point | null {
    const partner = this.#partner;
    if (partner === null || !partner.alive) return null;
    const awayX = partner.x - view.self.x;
    const awayY = partner.y - view.self.y;
    const distance = Math.hypot(awayX, awayY) || 1;
    const leads = this.#rank % 2 === 0;
    if (distance < (leads ? WAIT : FOLLOW)) return null;
    const speed = Math.hypot(partner.velocityX, partner.velocityY);
    const [aheadX, aheadY] = speed > 1 ? [partner.velocityX / speed, partner.velocityY / speed] : [awayX / distance, awayY / distance];
    // The side on which it is already.
    const side = aheadX * awayY - aheadY * awayX > 0 ? 1 : -1;
    this.#place.x = partner.x + aheadY * FLANK * side;
    this.#place.y = partner.y - aheadX * FLANK * side;
    return this.#place;
  }

  /** Whether a mate has just fired at this enemy: two finish a fight sooner than one. */
  isFocused(view: BotView, enemy: Track): boolean {
    for (const { alive, x, y, firedTick, firedAngle } of view.mates) {
      if (!alive || firedTick === null || view.tick - firedTick > FOCUS_TIME * this.#ticksPerMs) continue;
      if (Math.abs(turnBetween(firedAngle, Math.atan2(enemy.y - y, enemy.x - x))) < FOCUS_ANGLE) return true;
    }
    return false;
  }

  /** Where the nearest mate is who has just fired, to come to their help; null when none has. */
  call(view: BotView): Point | null {
    let nearest: Mate | null = null;
    let least = HELP_WITHIN;
    for (const mate of view.mates) {
      if (!mate.alive || mate.firedTick === null || view.tick - mate.firedTick > FOCUS_TIME * this.#ticksPerMs) continue;
      const distance = Math.hypot(mate.x - view.self.x, mate.y - view.self.y);
      if (distance >= least) continue;
      nearest = mate;
      least = distance;
    }
    if (nearest === null) return null;
    this.#place.x = nearest.x + Math.cos(nearest.firedAngle) * HELP_AHEAD;
    this.#place.y = nearest.y + Math.sin(nearest.firedAngle) * HELP_AHEAD;
    return this.#place;
  }

  /** Which side of the line to an enemy to move to, to leave the one that a mate is in; 0: no matter. 1 is to the left of y downwards. */
  freeSide(view: BotView, enemy: Track): 1 | -1 | 0 {
    const toX = enemy.x - view.self.x;
    const toY = enemy.y - view.self.y;
    const distance = Math.hypot(toX, toY) || 1;
    for (const mate of view.mates) {
      if (!mate.alive) continue;
      const mateX = mate.x - view.self.x;
      const mateY = mate.y - view.self.y;
      const beside = (toX * mateY - toY * mateX) / distance;
      const ahead = (toX * mateX + toY * mateY) / distance;
      const isInLine = Math.abs(beside) < LINE && ahead > 0 && ahead < distance;
      if (isInLine || Math.hypot(mateX, mateY) < SPACING) return beside > 0 ? -1 : 1;
    }
    return 0;
  }

  #findPartner(view: BotView): Mate | null {
    if (view.mates.length === 0) return null;
    const ids = [...view.mates.map(({ id }) => id), view.self.id].sort((a, b) => a - b);
    const mine = view.mates.find(({ id }) => id === ids[this.#rank ^ 1]);
    if (mine?.alive) return mine;
    let nearest: Mate | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const mate of view.mates) {
      const distance = Math.hypot(mate.x - view.self.x, mate.y - view.self.y);
      if (!mate.alive || distance >= least) continue;
      nearest = mate;
      least = distance;
    }
    return nearest;
  }
}
