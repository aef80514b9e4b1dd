/** What is put on one side as a whole: a player, or a party. */
export interface Unit {
  readonly players: number;
  /** Sum of its players' ratings (mu). */
  readonly strength: number;
}

/** Whether units of these sizes can be parted into two sides of at most `side` players each. */
export function fitsTwoSides(sizes: readonly number[], side: number): boolean {
  // Bit n: n players can be on the first side.
  let reachable = 1;
  let total = 0;
  for (const size of sizes) {
    reachable |= reachable << size;
    total += size;
  }
  for (let first = Math.max(0, total - side); first <= Math.min(side, total); first++) if ((reachable & (1 << first)) !== 0) return true;
  return false;
}

/**
 * Which units play on the first side, so that both have `side` players at most, differ in players as little as possible, and then in
 * strength as little as possible. Tries every way: there are at most eight units. Of equal ways the first counts, so that the same units
 * always part in the same way. Null when they cannot be parted.
 */
export function partEvenly(units: readonly Unit[], side: number): boolean[] | null {
  let best: { mask: number; uneven: number; gap: number } | null = null;
  // The last unit stays on the second side: every way has a mirror image.
  for (let mask = 0; mask < 1 << Math.max(0, units.length - 1); mask++) {
    const first = { players: 0, strength: 0 };
    const second = { players: 0, strength: 0 };
    units.forEach((unit, index) => {
      const own = (mask & (1 << index)) === 0 ? second : first;
      own.players += unit.players;
      own.strength += unit.strength;
    });
    if (first.players > side || second.players > side) continue;
    const uneven = Math.abs(first.players - second.players);
    const gap = Math.abs(first.strength - second.strength);
    if (best === null || uneven < best.uneven || (uneven === best.uneven && gap < best.gap)) best = { mask, uneven, gap };
  }
  if (best === null) return null;
  const { mask } = best;
  return units.map((_unit, index) => (mask & (1 << index)) !== 0);
}
