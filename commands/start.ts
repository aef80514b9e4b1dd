import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ConfigError, readConfig } from "../server/config.ts";
import { isPageStale } from "./page.ts";

/** `npm start`: the page is built where it has to be, then the server takes this process over. */
const LAUNCH = fileURLToPath(new URL("launch.cjs", import.meta.url));

// Nobody should wait for a page to be built to be told that a variable is wrong; the server itself says what is wrong.
const isServing = process.argv.length === 2 && isConfigured();
// In a process of its own: the server does not carry the bundler's memory along.
const isBuilt = !isServing || !isPageStale() || spawnSync(process.execPath, [LAUNCH, "build"], { stdio: "inherit" }).status === 0;

if (isBuilt) await import("../server/main.ts");
else process.exitCode = 1;

function isConfigured(): boolean {
  try {
    readConfig(process.env);
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}
