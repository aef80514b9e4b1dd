import { WEAPONS } from "../../shared/content/weapons.ts";
import type { PlayerResults } from "../../shared/protocol/messages.ts";
import type { SimEvent } from "../../shared/sim/events.ts";

interface WeaponTally {
  damage: number;
  kills: number;
}

interface Tally {
  shots: number;
  hits: number;
  bestStreak: number;
  /** Same index as WEAPONS. */
  readonly weapons: readonly WeaponTally[];
}

/** Counts what everybody does in one round. Hurting oneself counts as nothing. */
export class RoundTally {
  readonly #tallies = new Map<number, Tally>();

  observe(happened: readonly SimEvent[]): void {
    for (const event of happened) {
      switch (event.kind) {
        case "projectileFired":
        case "railFired":
          this.#of(event.body).shots += 1;
          break;
        case "scatterFired":
          this.#of(event.body).shots += pelletsOf(event.weapon);
          break;
        case "bodyHit":
          if (event.attacker !== event.victim) this.#hit(event.attacker, event.weapon, event.amount);
          break;
        case "bodyKilled":
          if (event.attacker !== event.victim) this.#kill(event.attacker, event.weapon, event.streak);
          break;
      }
    }
  }

  of(body: number): PlayerResults {
    const { shots, hits, bestStreak, weapons } = this.#of(body);
    const damage = weapons.reduce((sum, weapon) => sum + weapon.damage, 0);
    // One blast can hurt several.
    return { body, shots, hits: Math.min(hits, shots), damage, bestWeapon: bestOf(weapons), bestStreak };
  }

  #hit(attacker: number, weapon: number, amount: number): void {
    const tally = this.#of(attacker);
    tally.hits += 1;
    const used = tally.weapons[weapon];
    if (used !== undefined) used.damage += amount;
  }

  #kill(attacker: number, weapon: number, streak: number): void {
    const tally = this.#of(attacker);
    tally.bestStreak = Math.max(tally.bestStreak, streak);
    const used = tally.weapons[weapon];
    if (used !== undefined) used.kills += 1;
  }

  #of(body: number): Tally {
    let tally = this.#tallies.get(body);
    if (tally === undefined) {
      tally = { shots: 0, hits: 0, bestStreak: 0, weapons: WEAPONS.map(() => ({ damage: 0, kills: 0 })) };
      this.#tallies.set(body, tally);
    }
    return tally;
  }
}

/** Each pellet hits or misses on its own. */
function pelletsOf(weapon: number): number {
  const data = WEAPONS[weapon];
  return data?.kind === "projectile" ? data.pellets : 1;
}

/** Most kills, then most damage; null when nothing was done with any. */
function bestOf(weapons: readonly WeaponTally[]): number | null {
  let best: number | null = null;
  let most: WeaponTally = { damage: 0, kills: 0 };
  weapons.forEach((weapon, index) => {
    if (weapon.kills < most.kills || (weapon.kills === most.kills && weapon.damage <= most.damage)) return;
    best = index;
    most = weapon;
  });
  return best;
}
