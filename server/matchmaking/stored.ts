import type { z } from "zod";

/** What a stored text says; null where there is none, and where it is not what it should be: another version may have written it. */
export function parseStored<T>(schema: z.ZodType<T>, text: string | null | undefined): T | null {
  if (text === null || text === undefined) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not even JSON.
    return null;
  }
}
