import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** `npm test [-- filter…]`: every layer once, ending with a line of counts. */
const VITEST = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));

const run = spawn(process.execPath, [VITEST, "run", ...process.argv.slice(2)], { stdio: "inherit" });
run.once("exit", (code, signal) => {
  if (signal !== null) console.error(`The test run was ended by ${signal}.`);
  process.exitCode = code ?? 1;
});
