import { Histogram, type HistogramConfiguration, type Registry } from "prom-client";

export interface QuickHistogramOptions<Value extends string> {
  registry: Registry;
  name: string;
  help: string;
  /** Upper bounds, ascending, in base units. */
  buckets: readonly number[];
  /** Left out: one series without a label. */
  label?: { name: string; values: readonly Value[] };
}

interface Series {
  readonly counts: Float64Array;
  sum: number;
}

/** A histogram that is filled in hot code: nothing is allocated for a value. The library's own makes a key of the labels each time. */
export class QuickHistogram<Value extends string = ""> {
  readonly #buckets: Float64Array;
  readonly #series: Record<Value, Series>;

  constructor({ registry, name, help, buckets, label }: QuickHistogramOptions<Value>) {
    this.#buckets = Float64Array.from(buckets);
    const values = label?.values ?? ([""] as Value[]);
    const series = Object.fromEntries(values.map((value) => [value, { counts: new Float64Array(buckets.length + 1), sum: 0 }])) as Record<Value, Series>;
    this.#series = series;
    const lines = () => values.flatMap((value) => linesOf(name, label === undefined ? {} : { [label.name]: value }, buckets, series[value]));
    registry.registerMetric(new Shown({ name, help, registers: [] }, lines));
  }

  add(label: Value, value: number): void {
    const series = this.#series[label];
    const buckets = this.#buckets;
    let index = 0;
    while (index < buckets.length && value > (buckets[index] ?? 0)) index += 1;
    series.counts[index] = (series.counts[index] ?? 0) + 1;
    series.sum += value;
  }
}

/** A histogram of the library's that is asked for its lines by the one method that all of its questions come down to, which its types leave out. */
class Shown extends Histogram {
  readonly #described: HistogramConfiguration<string>;
  readonly #lines: () => ReturnType<typeof linesOf>;

  constructor(described: HistogramConfiguration<string>, lines: () => ReturnType<typeof linesOf>) {
    super(described);
    this.#described = described;
    this.#lines = lines;
  }

  async getForPromString() {
    const { name, help } = this.#described;
    return { name, help, type: "histogram", aggregator: "sum", values: this.#lines().map((line) => ({ ...line, sharedLabels: {} })) };
  }
}

function linesOf(name: string, labels: Record<string, string>, buckets: readonly number[], { counts, sum }: Series) {
  let count = 0;
  const lines = [...buckets, "+Inf"].map((le, index) => {
    count += counts[index] ?? 0;
    return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: count };
  });
  return [...lines, { metricName: `${name}_sum`, labels, value: sum }, { metricName: `${name}_count`, labels, value: count }];
}
