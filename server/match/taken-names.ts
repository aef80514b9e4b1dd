/** The names of all who take part in a match. Names that differ in case alone are the same name to a reader. */
export class TakenNames {
  /** By name, how many have it; a match does not ask for names to be different. */
  readonly #counts = new Map<string, number>();

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.add(name);
  }

  has(name: string): boolean {
    return this.#counts.has(fold(name));
  }

  add(name: string): void {
    const folded = fold(name);
    this.#counts.set(folded, (this.#counts.get(folded) ?? 0) + 1);
  }

  remove(name: string): void {
    const folded = fold(name);
    const left = (this.#counts.get(folded) ?? 0) - 1;
    if (left > 0) this.#counts.set(folded, left);
    else this.#counts.delete(folded);
  }
}

function fold(name: string): string {
  return name.toLowerCase();
}
