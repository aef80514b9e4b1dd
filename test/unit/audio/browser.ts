import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { programForSuite } from "../../programs/programs.ts";

const executable = programForSuite("chromium");

export const hasBrowser = executable !== null;

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The studio as one script for a page, which leaves `studio` behind. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL("studio.ts", import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, minify: false, lib: { entry, formats: ["iife"], name: "studio" } },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (result === undefined || !("output" in result)) throw new Error("the bundle has no output");
  return result.output[0].code;
}

export async function openStudio(): Promise<{ browser: Browser; page: Page; complaints: string[] }> {
  const browser = await chromium.launch({ executablePath: executable ?? "", args: FLAGS });
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.addScriptTag({ content: await bundle() });
  return { browser, page, complaints };
}
