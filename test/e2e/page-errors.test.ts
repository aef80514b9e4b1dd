import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BROWSER_ERRORS_PATH, type BrowserError } from "../../shared/protocol/browser-errors.ts";
import { type ArenaServer, startArena } from "../server/arena-server.ts";
import { hasBrowser, launchBrowser, visit } from "./look-browser.ts";

/** ms. Software rendering on a busy machine is slow. */
const PATIENCE = 60_000;

const SECRET = "0123456789abcdef0123456789abcdef0123";

describe.skipIf(!hasBrowser)("a page in which something breaks", () => {
  let server: ArenaServer;
  let browser: Browser;
  let page: Page;
  const reports: BrowserError[] = [];

  beforeAll(async () => {
    server = await startArena();
    browser = await launchBrowser();
    ({ page } = await visit(browser));
    page.setDefaultTimeout(PATIENCE);
    page.on("request", (request) => {
      if (request.url().endsWith(BROWSER_ERRORS_PATH)) reports.push(JSON.parse(request.postData() ?? "null"));
    });
    await page.goto(server.url);
    await page.locator(".play").waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
  });

  const counted = async (kind: string): Promise<number> => {
    const metrics = await (await fetch(`${server.internalUrl}/metrics`)).text();
    return Number(new RegExp(`^strafe_browser_errors_total\\{kind="${kind}"\\} (\\d+)$`, "m").exec(metrics)?.[1] ?? 0);
  };

  test("tells the server of an error that nobody caught, and of nobody who plays", async () => {
    await page.evaluate((secret) => {
      setTimeout(() => {
        throw new Error(`no seat at https://play.example.org/?room=Abc with ${secret}`);
      });
    }, SECRET);
    await expect.poll(() => counted("error"), { timeout: PATIENCE }).toBe(1);
    await expect
      .poll(() => reports[0], { timeout: PATIENCE })
      .toMatchObject({ kind: "error", message: "Uncaught Error: no seat at https://play.example.org/ with …" });
    expect(JSON.stringify(reports)).not.toContain(SECRET);
    expect(JSON.stringify(reports)).not.toContain("Abc");
  });

  test("of a promise that nobody waited for, of a file that did not load, of graphics that were lost", async () => {
    await page.evaluate(() => void Promise.reject(new Error("nobody waits")));
    await expect.poll(() => counted("rejection"), { timeout: PATIENCE }).toBe(1);
    await page.evaluate(() => document.body.append(Object.assign(new Image(), { src: "/assets/not-there.png?of=somebody" })));
    await expect.poll(() => counted("file"), { timeout: PATIENCE }).toBe(1);
    // The browser may tell the test later than the server.
    await expect.poll(() => reports.at(-1), { timeout: PATIENCE }).toMatchObject({ kind: "file", message: "img /assets/not-there.png" });
    await page.evaluate(() => document.querySelector("canvas")?.dispatchEvent(new Event("webglcontextlost")));
    await expect.poll(() => counted("graphics"), { timeout: PATIENCE }).toBe(1);
  });

  test("of each once, and of no more than five", async () => {
    // A report is on its way as soon as the page has heard of what it is about.
    await page.evaluate(
      (messages) =>
        new Promise<void>((resolve) => {
          let heard = 0;
          window.addEventListener("unhandledrejection", () => {
            heard += 1;
            if (heard === messages.length) resolve();
          });
          for (const message of messages) void Promise.reject(new Error(message));
        }),
      ["nobody waits", "another", "one too many", "and more"],
    );
    await expect.poll(() => counted("rejection"), { timeout: PATIENCE }).toBe(2);
    await expect.poll(() => reports.map(({ kind }) => kind), { timeout: PATIENCE }).toEqual(["error", "rejection", "file", "graphics", "rejection"]);
    expect(await counted("rejection")).toBe(2);
  });
});
