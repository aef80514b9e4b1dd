/** s: a tick at 20 Hz and a rounded half. */
const TIME_TOLERANCE = 0.06;
/** Units: what half a tick of acceleration more or less leads to. */
const PLACE_TOLERANCE = 5;

/**
 * Where a story departs from the outcome that was written for it: the first line that differs, null when none does. Words are
 * to be the same; times, and coordinates in brackets, as near as the two tick rates can be.
 */
export function departure(story: readonly string[], outcome: readonly string[]): string | null {
  for (let index = 0; index < Math.max(story.length, outcome.length); index += 1) {
    const happened = story[index] ?? "the story ends";
    const wanted = outcome[index] ?? "the story ends";
    if (!isSame(happened, wanted)) {
      return `happened: "${happened}", wanted: "${wanted}"`;
    }
  }
  return null;
}

function isSame(happened: string, wanted: string): boolean {
  const a = parse(happened);
  const b = parse(wanted);
  return (
    a.words === b.words &&
    Math.abs(a.time - b.time) <= TIME_TOLERANCE &&
    a.places.length === b.places.length &&
    a.places.every((place, index) => Math.abs(place - (b.places[index] ?? Number.NaN)) <= PLACE_TOLERANCE)
  );
}

function parse(line: string): { time: number; places: number[]; words: string } {
  const places: number[] = [];
  const words = line.replace(/^\d+\.\d\d s/, "").replace(/\((\d+), (\d+)\)/g, (_, x: string, y: string) => {
    places.push(Number(x), Number(y));
    return "(…)";
  });
  return { time: Number.parseFloat(line) || 0, places, words };
}
