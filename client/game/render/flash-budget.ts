/** Flashes over a large area in any second at most: what is held to be safe for people with photosensitive epilepsy (WCAG 2.3.1). */
export const FLASHES_MAX = 3;
const WINDOW = 1000;
/** ms that one flash stands for: what blooms at the same moment in the same fight is seen as one. */
const TOGETHER = 50;

/** Says which of many bright blooms may be drawn in full. */
export class FlashBudget {
  private readonly shown: number[] = [];

  /** Whether a flash may be shown now, ms of any clock that does not go back; if so it counts. */
  allow(now: number): boolean {
    while ((this.shown[0] ?? now) <= now - WINDOW) this.shown.shift();
    if (now - (this.shown.at(-1) ?? Number.NEGATIVE_INFINITY) < TOGETHER) return true;
    if (this.shown.length >= FLASHES_MAX) return false;
    this.shown.push(now);
    return true;
  }
}
