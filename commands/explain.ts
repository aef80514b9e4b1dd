import { createReadStream } from "node:fs";
import { stdin } from "node:process";
import { parseArgs } from "node:util";
import { readLines } from "./explain/lines.ts";
import { Story, written } from "./explain/story.ts";

/** `npm run explain -- --player ID < log`: what happened to one player, in order, from the logs of one or many processes. */
const USAGE = `npm run -s explain -- --player ID [FILE…]
reads logs of the server, of one process or of many one after another, from the files or from standard input.`;

const { values, positionals } = parseArgs({ options: { player: { type: "string" }, help: { type: "boolean" } }, allowPositionals: true });

if (values.player === undefined || values.help === true) {
  console.error(USAGE);
  process.exitCode = values.help === true ? 0 : 1;
} else {
  const story = new Story(values.player);
  for (const input of positionals.length === 0 ? [stdin] : positionals.map((file) => createReadStream(file))) {
    for await (const line of readLines(input)) story.hear(line);
  }
  const { lines } = story;
  if (lines.length === 0) {
    console.error(`Nothing names the player ${values.player}: what players do is logged at LOG_LEVEL=info, the default, and at debug.`);
    process.exitCode = 1;
  } else console.log(written(lines));
}
