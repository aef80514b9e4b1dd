import { spawn } from "node:child_process";
import { createRequire } from "node:module";

/** `npm test [-- filter…]`: every layer once, ending with a line of counts. */
const vitest = createRequire(import.meta.url).resolve("vitest/vitest.mjs");
const run = spawn(process.execPath, [vitest, "run", ...process.argv.slice(2)], { stdio: "inherit" });
run.once("exit", (code, signal) => {
  if (signal !== null) console.error(`The test run was ended by ${signal}.`);
  process.exitCode = code ?? 1;
});
