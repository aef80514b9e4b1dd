import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CURVES } from "../../server/matchmaking/curve.ts";
import { TICKETS_PATH } from "../../shared/protocol/api-paths.ts";
import { QueueServer } from "../server/queue-server.ts";
import { hasBrowser, launchBrowser, SHARP, type Visit, visit } from "./look-browser.ts";
import { saveScreenshot } from "./screenshots.ts";

/** ms. Software rendering on a busy machine is slow; what is waited for comes at once elsewhere. */
const PATIENCE = 60_000;
/** Short rounds, and podiums that nobody would sit out. */
const RULES = { roundMs: 6000, podiumMs: 600_000 };
/** Pictures are kept. */
const PICTURE = { width: 640, height: 360 };

/** Who is in the match on a page's own screen, and on which side. */
const roster = (page: Page): Promise<{ name: string; team: number }[]> =>
  page.evaluate(() => (globalThis.strafe.scene?.roster ?? []).map(({ name, team }) => ({ name, team })));

describe.skipIf(!hasBrowser)("a match by ticket", () => {
  let server: QueueServer;
  let browser: Browser;
  const visits: Visit[] = [];

  beforeAll(async () => {
    // Bots come to squads at once, and to no duel of this test.
    server = await QueueServer.start({ duel: CURVES.duel }, { rules: RULES });
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await Promise.all(visits.splice(0).map(({ context }) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
  });

  const come = async (name: string, path = "/", device: BrowserContextOptions = SHARP): Promise<Page> => {
    const made = await visit(browser, PICTURE, device);
    made.page.setDefaultTimeout(PATIENCE);
    visits.push(made);
    await made.page.addInitScript((remembered) => localStorage.setItem("strafe.name", remembered), name);
    await made.page.goto(server.url + path);
    return made.page;
  };
  const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

  test("brings two who queue for a duel into the same one, by itself, and tells what it did to their ratings", async () => {
    const [ada, ben] = await Promise.all([come("Ada"), come("Ben")]);
    await press(ada, "Duel");
    const card = ada.getByRole("dialog", { name: "Duel" });
    await card.getByText("After 0:30 bots take the places that nobody has come for. Such a match does not count for ratings.").waitFor();
    await expect.poll(() => card.getByRole("timer").textContent()).toMatch(/^0:0[1-9]$/);
    await saveScreenshot(ada, "queue-waiting");
    await press(ben, "Duel");
    await Promise.all([ada, ben].map((page) => page.locator(".vitals").waitFor()));
    for (const page of [ada, ben]) {
      await expect.poll(async () => (await roster(page)).map(({ name }) => name).sort(), { timeout: PATIENCE }).toEqual(["Ada", "Ben"]);
    }
    const change = ada.locator(".rating-change");
    await expect.poll(() => change.textContent(), { timeout: PATIENCE }).toMatch(/^Your rating: [\d,]+ [+-]?\d+$/);
    await saveScreenshot(ada, "queue-podium");
    await press(ada, "Queue again");
    await ada.getByRole("timer").waitFor();
    await press(ada, "Cancel");
    expect(visits.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  test("is called off by keyboard alone, and the ticket with it", async () => {
    const page = await come("Cid");
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("timer").waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Cancel");
    const called = page.waitForResponse((response) => response.url().includes(TICKETS_PATH) && response.request().method() === "DELETE");
    await page.keyboard.press("Escape");
    expect((await (await called).json()).state).toBe("cancelled");
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("is not looked for any more when the page is left", async () => {
    const page = await come("Dan");
    const opened = page.waitForResponse((response) => response.url().endsWith(TICKETS_PATH));
    await press(page, "Duel");
    const { id } = await (await opened).json();
    await page.getByRole("timer").waitFor();
    const authorization = (await (await opened).request().headerValue("Authorization")) ?? "";
    const stateOf = async (): Promise<string> => (await (await fetch(`${server.url}${TICKETS_PATH}/${id}`, { headers: { authorization } })).json()).state;
    expect(await stateOf()).toBe("waiting");
    await page.goto("about:blank");
    await expect.poll(stateOf, { timeout: PATIENCE }).toBe("cancelled");
  });

  test("brings a party into one match, on one side", async () => {
    const dora = await come("Dora");
    await press(dora, "Party");
    await press(dora, "Create a party");
    const code = (await dora.locator(".party-code [aria-hidden]").textContent()) ?? "";
    expect(new URL(dora.url()).searchParams.get("party")).toBe(code);
    const emil = await come("Emil", `/?party=${code}`);
    await emil.getByText("Whoever leads looks for a match.").waitFor();
    const members = dora.getByRole("list", { name: "Members" }).getByRole("listitem");
    await expect.poll(() => members.count(), { timeout: PATIENCE }).toBe(2);
    await saveScreenshot(dora, "party");
    await dora.getByRole("dialog").getByRole("button", { name: "Squads" }).click();
    await Promise.all([dora, emil].map((page) => page.locator(".vitals").waitFor()));
    for (const page of [dora, emil]) {
      const sides = async () => (await roster(page)).filter(({ name }) => name === "Dora" || name === "Emil").map(({ team }) => team);
      await expect.poll(sides, { timeout: PATIENCE }).toHaveLength(2);
      expect(new Set(await sides()).size).toBe(1);
    }
  });
});
