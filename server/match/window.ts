/** How the values of a window are spread. All 0 while it is empty. */
export interface Spread {
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
}

/** The newest values of a measure, as many as it has room for. Adding one allocates nothing; asking does, and is rare. */
export class Window {
  readonly #values: Float64Array;
  #added = 0;

  constructor(size: number) {
    this.#values = new Float64Array(size);
  }

  add(value: number): void {
    this.#values[this.#added % this.#values.length] = value;
    this.#added += 1;
  }

  spread(): Spread {
    const values = this.#values.slice(0, this.#added).sort();
    const at = (share: number): number => values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
    const sum = values.reduce((total, value) => total + value, 0);
    return { mean: sum / Math.max(1, values.length), p50: at(0.5), p99: at(0.99), worst: at(1) };
  }
}
