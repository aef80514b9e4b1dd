import { describe, expect, test } from "vitest";
import { Allowance, RATE_LEAST } from "../../../server/replication/allowance.ts";

const RATE = 40;
const FULL = 24_000;

/** A line that carries `capacity` bytes per second to a client `delay` ticks away, which takes `wanted` bytes per tick when it may. */
class Line {
  readonly allowance = new Allowance(FULL, RATE, 1);
  readonly #capacity: number;
  readonly #delay: number;
  readonly #sent: { tick: number; bytes: number }[] = [];
  #queued = 0;
  #arrived: { tick: number; at: number }[] = [];
  #seen = 0;
  tick = 0;
  worstLag = 0;

  constructor(capacity: number, delay: number) {
    this.#capacity = capacity / RATE;
    this.#delay = delay;
  }

  /** Plays `seconds`; returns the bytes per second that were sent. */
  play(seconds: number, wanted = 2000, capacity = this.#capacity): number {
    let total = 0;
    for (let end = this.tick + seconds * RATE; this.tick < end; ) {
      this.tick += 1;
      const bytes = Math.max(40, Math.min(wanted, this.allowance.grant(this.tick, this.#seen)));
      this.allowance.spend(bytes);
      this.#sent.push({ tick: this.tick, bytes });
      total += bytes;
      this.#queued += bytes;
      let carried = capacity;
      while (this.#sent[0] !== undefined && carried > 0) {
        const part = Math.min(carried, this.#sent[0].bytes);
        this.#sent[0].bytes -= part;
        carried -= part;
        this.#queued -= part;
        if (this.#sent[0].bytes > 0) break;
        this.#arrived.push({ tick: this.#sent[0].tick, at: this.tick + this.#delay });
        this.#sent.shift();
      }
      for (const { tick, at } of this.#arrived) if (at <= this.tick) this.#seen = Math.max(this.#seen, tick);
      this.#arrived = this.#arrived.filter(({ at }) => at > this.tick);
      this.worstLag = Math.max(this.worstLag, this.tick - this.#seen);
    }
    return total / seconds;
  }
}

describe("what a client may be sent", () => {
  test("is the full rate on a line that carries it, however far away the client is", () => {
    for (const delay of [1, 8, 20]) expect(new Line(100_000, delay).play(30)).toBeGreaterThan(0.97 * FULL);
  });

  test("is never more than the full rate, but for what was saved up", () => {
    const line = new Line(1_000_000, 2);
    line.play(10, 100);
    expect(line.play(10)).toBeLessThanOrEqual(1.05 * FULL);
  });

  test("on a line that carries 8 kB/s follows the line, and the client stays less than 2 s behind", () => {
    const line = new Line(8_000, 4);
    line.play(10);
    const rate = line.play(60);
    expect(rate).toBeGreaterThan(0.6 * 8_000);
    expect(rate).toBeLessThan(8_100);
    expect(line.worstLag).toBeLessThan(2 * RATE);
  });

  test("control: without it the client falls behind without end", () => {
    const line = new Line(8_000, 4);
    line.allowance.grant = () => FULL / RATE;
    line.play(30);
    expect(line.worstLag).toBeGreaterThan(10 * RATE);
  });

  test("is the full rate again soon after the line is free", () => {
    const line = new Line(8_000, 4);
    line.play(20);
    line.play(15, 2000, 10_000);
    expect(line.allowance.rate).toBe(FULL);
  });

  test("is never less than a handful of bodies need, but for a client that is far behind", () => {
    const line = new Line(500, 4);
    line.play(20, 40);
    expect(line.allowance.rate).toBeGreaterThanOrEqual(RATE_LEAST);
  });
});
