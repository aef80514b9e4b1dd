import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import { BadNetwork } from "../proxy/bad-network.ts";
import { clear } from "../proxy/lane.ts";
import { type ArenaServer, startArena } from "../server/arena-server.ts";
import { Hands } from "./hands.ts";
import { hasBrowser, launchBrowser, SHARP, type Visit, visit } from "./look-browser.ts";
import { saveScreenshot } from "./screenshots.ts";

/** ms. Software rendering on a busy machine is slow; what is waited for comes at once elsewhere. */
const PATIENCE = 60_000;
/** Pictures are kept. */
const PICTURE = { width: 640, height: 360 };
/** ms to walk across the map and win a fight. */
const HUNT = 120_000;

/** What the browser itself says of lines that this test cuts. */
const ABOUT_CUT_LINES = /WebSocket connection to|ERR_CONNECTION_RESET/;

interface Seen {
  own: number;
  players: { name: string; kills: number; deaths: number }[];
  bodies: { id: number; name: string; x: number; y: number; alive: boolean }[];
  connection: string;
}

/** What is on a page's own screen. */
const seen = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const scene = globalThis.strafe.scene;
    return {
      own: scene?.own ?? 0,
      players: (scene?.roster ?? []).map(({ name, kills, deaths }) => ({ name, kills, deaths })),
      bodies: (scene?.bodies ?? []).map(({ id, name, x, y, alive }) => ({ id, name, x, y, alive })),
      connection: scene?.connection.kind ?? "",
    };
  });

const bodyOn = async (page: Page, name: string) => (await seen(page)).bodies.find((body) => body.name === name);
const scoreOn = async (page: Page, name: string) => (await seen(page)).players.find((player) => player.name === name);

describe.skipIf(!hasBrowser)("two players in two browsers", () => {
  let server: ArenaServer;
  let network: BadNetwork;
  let browser: Browser;
  let ada: Visit;
  let ben: Visit;

  const enter = async (path: string, name: string): Promise<Visit> => {
    const made = await visit(browser, PICTURE, SHARP);
    made.page.setDefaultTimeout(PATIENCE);
    await made.page.goto(`http://127.0.0.1:${network.port}${path}`);
    await made.page.getByLabel("Name").fill(name);
    await made.page.getByRole("button", { name: /^(Play|Join your friend)$/ }).click();
    await made.page.locator(".vitals").waitFor();
    return made;
  };

  /** Ada goes for Ben. Where he is his own page says: hers is told of him only where she sees him. */
  const hunt = async (hands: Hands): Promise<void> => {
    const self = await bodyOn(ada.page, "Ada");
    const target = await bodyOn(ben.page, "Ben");
    if (self !== undefined && target !== undefined) await hands.hunt(self, target);
  };

  beforeAll(async () => {
    server = await startArena();
    network = await BadNetwork.start(server.port, { up: clear, down: clear }, () => 0.5);
    browser = await launchBrowser();
    ada = await enter("/", "Ada");
    ben = await enter(new URL(ada.page.url()).search, "Ben");
  });

  afterAll(async () => {
    await browser?.close();
    await network?.close();
    await server?.app.close();
  });

  test("a share link lands the second in the first one's match", async () => {
    for (const { page } of [ada, ben]) {
      await expect.poll(async () => (await seen(page)).players.map(({ name }) => name).sort(), { timeout: PATIENCE }).toEqual(["Ada", "Ben"]);
    }
  });

  test("each sees the other move, once they are in sight of each other", async () => {
    const hands = new Hands(ada.page, DEFAULT_MAP);
    await expect
      .poll(
        async () => {
          await hunt(hands);
          return (await bodyOn(ada.page, "Ben")) !== undefined && (await bodyOn(ben.page, "Ada")) !== undefined;
        },
        { timeout: HUNT, interval: 50 },
      )
      .toBe(true);
    await hands.rest();
    for (const [mover, watcher, name] of [
      [ada.page, ben.page, "Ada"],
      [ben.page, ada.page, "Ben"],
    ] as const) {
      const before = await bodyOn(watcher, name);
      let way = 0;
      await expect
        .poll(
          async () => {
            // To and fro: one of the ways may lead against a wall, or out of sight.
            const key = ["KeyA", "KeyD", "KeyW", "KeyS"][way % 4] ?? "KeyA";
            way += 1;
            await mover.keyboard.press(key, { delay: 150 });
            const now = await bodyOn(watcher, name);
            return now === undefined || before === undefined ? 0 : Math.hypot(now.x - before.x, now.y - before.y);
          },
          { timeout: PATIENCE, interval: 10 },
        )
        .toBeGreaterThan(20);
    }
  });

  test("one finds the other and kills them", async () => {
    const hands = new Hands(ada.page, DEFAULT_MAP);
    await expect
      .poll(
        async () => {
          await hunt(hands);
          return (await scoreOn(ada.page, "Ada"))?.kills;
        },
        { timeout: HUNT, interval: 50 },
      )
      .toBe(1);
    await hands.rest();
    await saveScreenshot(ada.page, "kill");
    const card = ben.page.locator(".death");
    await card.waitFor();
    expect(await card.textContent()).toContain("Ada got you");
    await saveScreenshot(ben.page, "death-card");
    expect((await scoreOn(ben.page, "Ben"))?.deaths).toBe(1);
  });

  test("a cut connection is resumed into the same body with its score", async () => {
    const before = await seen(ada.page);
    const resumed = ada.page.waitForEvent("websocket", { timeout: PATIENCE });
    network.reset();
    await resumed;
    await expect.poll(async () => (await seen(ada.page)).connection, { timeout: PATIENCE }).toBe("connected");
    const after = await seen(ada.page);
    expect(after.own).toBe(before.own);
    await expect.poll(async () => (await scoreOn(ada.page, "Ada"))?.kills, { timeout: PATIENCE }).toBe(1);
    expect((await scoreOn(ada.page, "Ben"))?.deaths).toBe(1);
  });

  test("a connection that carries nothing is said to be in trouble, given up and replaced", async () => {
    const before = await seen(ada.page);
    network.halfOpen();
    await ada.page.getByText("Connection trouble").waitFor();
    await saveScreenshot(ada.page, "trouble");
    await expect.poll(async () => (await seen(ada.page)).connection, { timeout: PATIENCE }).toBe("connected");
    expect((await seen(ada.page)).own).toBe(before.own);
    await expect.poll(async () => (await scoreOn(ada.page, "Ada"))?.kills, { timeout: PATIENCE }).toBe(1);
  });

  test("a page that is reloaded goes on as the same body", async () => {
    await expect.poll(async () => (await seen(ben.page)).connection, { timeout: PATIENCE }).toBe("connected");
    const before = await seen(ben.page);
    await ben.page.reload();
    // The score table may be there a moment before the own body is.
    await expect
      .poll(
        async () => {
          const { own, players } = await seen(ben.page);
          return { own, players: players.length, deaths: players.find(({ name }) => name === "Ben")?.deaths };
        },
        { timeout: PATIENCE },
      )
      .toEqual({ own: before.own, players: 2, deaths: 1 });
  });

  test("neither console had anything to say but that lines were cut", () => {
    for (const { complaints } of [ada, ben]) expect(complaints.filter((text) => !ABOUT_CUT_LINES.test(text))).toEqual([]);
  });
});
