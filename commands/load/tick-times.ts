/** When one match's ticks began and how long they took, seen from outside the server's own measuring. */
export class TickTimes {
  /** ms. */
  readonly starts: number[] = [];
  readonly durations: number[] = [];

  add(start: number, duration: number): void {
    this.starts.push(start);
    this.durations.push(duration);
  }

  clear(): void {
    this.starts.length = 0;
    this.durations.length = 0;
  }

  /** Ticks per second; 0 before the second tick. */
  get rate(): number {
    const { starts } = this;
    const spent = (starts.at(-1) ?? 0) - (starts[0] ?? 0);
    return spent === 0 ? 0 : ((starts.length - 1) * 1000) / spent;
  }
}

/**
 * By how much each tick began after its time, and how many never came. The grid of deadlines is the earliest on which no tick
 * is early; whatever a later tick makes up for was late, what none makes up for was dropped.
 */
export function latenessOf(starts: readonly number[], period: number): { lateness: number[]; dropped: number } {
  const phases = starts.map((start, index) => start - index * period);
  const earliest = phases.reduce((least, phase) => Math.min(least, phase), Number.POSITIVE_INFINITY);
  const lateness = new Array<number>(starts.length).fill(0);
  let missing = Number.POSITIVE_INFINITY;
  let dropped = 0;
  for (let index = starts.length - 1; index >= 0; index -= 1) {
    const behind = (phases[index] ?? 0) - earliest;
    missing = Math.min(missing, Math.floor(behind / period));
    if (index === starts.length - 1) dropped = missing;
    lateness[index] = behind - missing * period;
  }
  return { lateness, dropped };
}
