/** What is wrong with the words of the command line, and what they may be. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Runs a command as the words behind its name say. Where they say nothing that can be done, it says how it is used, exit 1. */
export async function runAsTold<Options>(usage: string, read: (words: readonly string[]) => Options, run: (options: Options) => Promise<void>): Promise<void> {
  const words = process.argv.slice(2);
  if (words.includes("--help")) return console.log(usage);
  let options: Options;
  try {
    options = read(words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 1;
    return;
  }
  await run(options);
}

/** Of an option that takes a number from 1 to `most`. @throws {UsageError} */
export function wholeNumber(option: string, given: string, most: number): number {
  const number = /^\d{1,6}$/.test(given) ? Number(given) : 0;
  if (number < 1 || number > most) throw new UsageError(`${option} is ${given}; it takes a whole number from 1 to ${most}.`);
  return number;
}
