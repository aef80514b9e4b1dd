import { ConfigError, readConfig } from "../server/config.ts";
import { buildPageIfStale } from "./page.ts";

// Nobody should wait for a page to be built to be told that a variable is wrong; the server itself says what is wrong.
if (process.argv.length === 2 && isConfigured()) await buildPageIfStale();
await import("../server/main.ts");

function isConfigured(): boolean {
  try {
    readConfig(process.env);
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}
