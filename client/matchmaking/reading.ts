/** An answer that is not what this page can read: of a server of another version, or of something in between. */
export class OddAnswer extends Error {
  override readonly name = "OddAnswer";
}

/** The member of this name; undefined where there is none. */
export function member(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined;
}

/** @throws OddAnswer */
export function textAt(of: unknown, name: string): string {
  const value = member(of, name);
  if (typeof value !== "string") throw new OddAnswer(`${name} is no text`);
  return value;
}

/** @throws OddAnswer */
export function textOrNullAt(of: unknown, name: string): string | null {
  return member(of, name) === null ? null : textAt(of, name);
}

/** @throws OddAnswer */
export function figureAt(of: unknown, name: string): number {
  const value = member(of, name);
  if (typeof value !== "number" || !Number.isFinite(value)) throw new OddAnswer(`${name} is no figure`);
  return value;
}

/** @throws OddAnswer */
export function figureOrNullAt(of: unknown, name: string): number | null {
  return member(of, name) === null ? null : figureAt(of, name);
}

/** @throws OddAnswer */
export function truthAt(of: unknown, name: string): boolean {
  const value = member(of, name);
  if (typeof value !== "boolean") throw new OddAnswer(`${name} is neither true nor false`);
  return value;
}

/** @throws OddAnswer */
export function listAt(of: unknown, name: string): unknown[] {
  const value = member(of, name);
  if (!Array.isArray(value)) throw new OddAnswer(`${name} is no list`);
  return value;
}

/** @throws OddAnswer */
export function wordAt<Word extends string>(of: unknown, name: string, words: readonly Word[]): Word {
  const value = member(of, name);
  const word = words.find((each) => each === value);
  if (word === undefined) throw new OddAnswer(`${name} is none of ${words.join(", ")}`);
  return word;
}
