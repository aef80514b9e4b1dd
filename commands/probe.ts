import { parseArgs } from "node:util";
import { complaintsOf } from "./probe/sighting.ts";
import { visit } from "./probe/visit.ts";

/** `npm run probe`: plays for some seconds, as anybody does, and says what it was like. Exit 1 when something is wrong, 2 when it was not asked rightly. */
const USAGE = `Usage: npm run probe -- --url <address> [--seconds <n>]
  --url      the page's address, https://play.example.org
  --seconds  3 to 60 of play; 5 unless said otherwise`;

const SECONDS = 5;
/** A client takes the first to settle, and rates are taken over two. */
const SECONDS_LEAST = 3;
const SECONDS_MAX = 60;

const { values } = read();
const address = URL.parse(values.url ?? "");
const seconds = Number(values.seconds ?? SECONDS);
if (address === null || !/^https?:$/.test(address.protocol) || !Number.isInteger(seconds) || seconds < SECONDS_LEAST || seconds > SECONDS_MAX) {
  console.error(USAGE);
  process.exit(2);
}

const seen = await visit(address.origin, seconds * 1000);
const complaints = complaintsOf(seen);
if (seen.joining !== null) {
  console.log(`joined in ${Math.round(seen.joining)} ms`);
  console.log(`${seen.ticks} ticks in ${(seen.looked / 1000).toFixed(1)} s, of ${seen.tickRate} per second; ${Math.round(seen.patchRate)} patches per second`);
  console.log(`round trip ${Math.round(seen.roundTrip)} ms`);
}
for (const complaint of complaints) console.error(complaint);
console.log(complaints.length === 0 ? "All is well." : "Something is wrong.");
// Not at once: the server is still to hear that the visitor leaves, or keeps the seat.
process.exitCode = complaints.length === 0 ? 0 : 1;

function read() {
  try {
    return parseArgs({ options: { url: { type: "string" }, seconds: { type: "string" } } });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    return process.exit(2);
  }
}
