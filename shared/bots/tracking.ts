import type { Abilities } from "./skill.ts";
import type { BotView, SeenBody } from "./view.ts";

/** What a bot believes of another body: it follows what the bot sees with a lag, and goes on in a straight line in between. */
export interface Track {
  readonly id: number;
  x: number;
  y: number;
  /** Units per second. */
  velocityX: number;
  velocityY: number;
  health: number;
  isProtected: boolean;
  isInSight: boolean;
  /** Tick of the last look that showed it. */
  seenTick: number;
  /** Tick from which on the bot reacts to this sighting. */
  noticedTick: number;
}

/** ms out of sight after which coming back is a new sighting, to be reacted to anew. */
const SIGHTING_GAP = 700;
/** ms after which a body that is gone is forgotten. */
const MEMORY = 6000;
/** Reactions take up to this share longer than the quickest. */
const REACTION_SPREAD = 0.2;
/** A position is followed this much quicker than a velocity. */
const POSITION_QUICKNESS = 3;

export class Tracker {
  readonly tracks = new Map<number, Track>();
  readonly #abilities: Abilities;
  readonly #tickMs: number;

  constructor(abilities: Abilities, tickRate: number) {
    this.#abilities = abilities;
    this.#tickMs = 1000 / tickRate;
  }

  /** Takes in what a look shows. `chance` in [0, 1) varies the reaction to what is new. */
  look(view: BotView, chance: () => number): void {
    for (const track of this.tracks.values()) {
      track.isInSight = false;
      if ((view.tick - track.seenTick) * this.#tickMs > MEMORY) this.tracks.delete(track.id);
    }
    for (const body of view.bodies) {
      const track = this.tracks.get(body.id);
      if (track && (view.tick - track.seenTick) * this.#tickMs <= SIGHTING_GAP) this.#follow(track, body, view.tick);
      else this.tracks.set(body.id, this.#notice(body, view.tick, chance()));
    }
  }

  forget(): void {
    this.tracks.clear();
  }

  #notice(body: SeenBody, tick: number, chance: number): Track {
    const reaction = this.#abilities.reaction * (1 + REACTION_SPREAD * chance);
    return {
      id: body.id,
      x: body.x,
      y: body.y,
      // A new sighting is a point; how it moves is learnt by watching.
      velocityX: 0,
      velocityY: 0,
      health: body.health,
      isProtected: body.isProtected,
      isInSight: true,
      seenTick: tick,
      noticedTick: tick + reaction / this.#tickMs,
    };
  }

  #follow(track: Track, body: SeenBody, tick: number): void {
    const elapsed = (tick - track.seenTick) * this.#tickMs;
    const velocityShare = 1 - Math.exp(-elapsed / this.#abilities.trackingLag);
    const positionShare = 1 - Math.exp((-elapsed * POSITION_QUICKNESS) / this.#abilities.trackingLag);
    const x = track.x + (track.velocityX * elapsed) / 1000;
    const y = track.y + (track.velocityY * elapsed) / 1000;
    track.x = x + (body.x - x) * positionShare;
    track.y = y + (body.y - y) * positionShare;
    track.velocityX += (body.velocityX - track.velocityX) * velocityShare;
    track.velocityY += (body.velocityY - track.velocityY) * velocityShare;
    track.health = body.health;
    track.isProtected = body.isProtected;
    track.isInSight = true;
    track.seenTick = tick;
  }
}
