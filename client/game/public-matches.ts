import { MODES, type ModeName } from "../../shared/content/modes.ts";
import { PUBLIC_MATCHES_MAX, PUBLIC_MATCHES_PATH, type PublicMatch } from "../../shared/protocol/public-match.ts";

/** The matches that the server lists for watching. Rejects when there is no answer, or one that is no list. */
export async function askPublicMatches(signal: AbortSignal): Promise<PublicMatch[]> {
  const response = await fetch(PUBLIC_MATCHES_PATH, { signal });
  if (!response.ok) throw new Error(`the list of matches was refused with ${response.status}`);
  return readPublicMatches(await response.json());
}

/** What of an answer can be shown: a mode or a form of entry that this page does not know is left out. */
export function readPublicMatches(answer: unknown): PublicMatch[] {
  if (!Array.isArray(answer)) throw new Error("the list of matches is no list");
  return answer.filter(isPublicMatch).slice(0, PUBLIC_MATCHES_MAX);
}

function isPublicMatch(entry: unknown): entry is PublicMatch {
  const map = member(entry, "map");
  const left = member(entry, "secondsLeft");
  return (
    typeof member(entry, "roomId") === "string" &&
    isMode(member(entry, "mode")) &&
    typeof member(map, "name") === "string" &&
    typeof member(map, "title") === "string" &&
    isCount(member(entry, "people")) &&
    isCount(member(entry, "bots")) &&
    (left === null || isCount(left))
  );
}

const isMode = (value: unknown): value is ModeName => typeof value === "string" && Object.hasOwn(MODES, value);
const isCount = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value) && value >= 0;

function member(of: unknown, key: string): unknown {
  return typeof of === "object" && of !== null ? Reflect.get(of, key) : undefined;
}
