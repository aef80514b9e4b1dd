import { Counter, type Registry } from "prom-client";

export interface QuickCounterOptions<Value extends string> {
  registry: Registry;
  name: string;
  help: string;
  label: string;
  /** All values of the label: whatever a client sends, there are no more. */
  values: readonly Value[];
}

/** A counter with one label that is counted in hot code: plain numbers, which the registry looks at when it is asked. */
export class QuickCounter<Value extends string> {
  readonly #counts: Record<Value, number>;

  constructor({ registry, name, help, label, values }: QuickCounterOptions<Value>) {
    const counts = Object.fromEntries(values.map((value) => [value, 0])) as Record<Value, number>;
    this.#counts = counts;
    new Counter({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        this.reset();
        for (const value of values) this.inc({ [label]: value }, counts[value]);
      },
    });
  }

  add(value: Value, by = 1): void {
    this.#counts[value] += by;
  }

  count(value: Value): number {
    return this.#counts[value];
  }

  /** Of all values. */
  get sum(): number {
    return Object.values<number>(this.#counts).reduce((sum, count) => sum + count, 0);
  }
}
