/** The values that were last seen in numbered places: numbers unboxed, texts beside them. */
export class Remembered {
  #numbers: Float64Array;
  readonly #texts: string[] = [];

  constructor(places: number) {
    this.#numbers = new Float64Array(places).fill(Number.NaN);
  }

  /** Remembers the value; true when the place held another one, or none. */
  note(place: number, value: unknown): boolean {
    if (typeof value === "string") {
      if (this.#texts[place] === value) return false;
      this.#texts[place] = value;
      return true;
    }
    const number = Number(value);
    if (place >= this.#numbers.length) this.#grow(place);
    if (this.#numbers[place] === number) return false;
    this.#numbers[place] = number;
    return true;
  }

  at(place: number): number | string | undefined {
    return this.#texts[place] ?? this.#numbers[place];
  }

  #grow(place: number): void {
    const grown = new Float64Array((place + 1) * 2).fill(Number.NaN);
    grown.set(this.#numbers);
    this.#numbers = grown;
  }
}
