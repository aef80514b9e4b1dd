import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { turnBetween } from "../../client/game/input/stick.ts";
import { PIT } from "../../shared/content/maps/pit.ts";
import { WEAPONS } from "../../shared/content/weapons.ts";
import { FLAG_ALIVE, lookFlags, placeX, placeY } from "../../shared/protocol/packing.ts";
import { UNIT } from "../../shared/sim/units.ts";
import { type ArenaServer, startArena } from "../server/arena-server.ts";
import { Player } from "../server/player.ts";
import { Course } from "./course.ts";
import { hasBrowser, launchBrowser, SHARP, type Visit, visit } from "./look-browser.ts";
import { saveScreenshot } from "./screenshots.ts";
import { Fingers, type Sticks, VirtualPad } from "./sticks.ts";

/** ms. Software rendering on a busy machine is slow; what is waited for comes at once elsewhere. */
const PATIENCE = 60_000;
/** ms to walk across the map and win a fight. */
const HUNT = 120_000;
/** The smallest: nobody has far to go. */
const MAP = PIT;
/** Units within which it stops and shoots. */
const RANGE = 300;
/** Units per second. */
const TOP_SPEED = 320;

/** A picture is kept. */
const PICTURE = { width: 640, height: 360 };

const PHONES = {
  upright: { width: 360, height: 640 },
  "on its side": { width: 640, height: 360 },
} as const;

interface Seen {
  focus: number;
  self: { weapon: number; ammo: number[]; dashReady: number } | null;
  /** Of the own body. */
  kills: number;
  bodies: { id: number; x: number; y: number; aim: number; speed: number; heading: number; alive: boolean }[];
  shots: number;
}

/** What is on a page's own screen. */
const seen = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const scene = globalThis.strafe.scene;
    return {
      focus: scene?.focus ?? 0,
      self: scene?.self === null || scene === null ? null : { weapon: scene.self.weapon, ammo: [...scene.self.ammo], dashReady: scene.self.dashReady },
      kills: scene?.roster.find(({ id }) => id === scene.own)?.kills ?? 0,
      bodies: (scene?.bodies ?? []).map(({ id, x, y, aim, velocityX, velocityY, alive }) => ({
        id,
        x,
        y,
        aim,
        alive,
        speed: Math.hypot(velocityX, velocityY),
        heading: Math.atan2(velocityY, velocityX),
      })),
      shots: scene?.projectiles.length ?? 0,
    };
  });

const ownBody = async (page: Page) => {
  const { bodies, focus } = await seen(page);
  const own = bodies.find(({ id }) => id === focus);
  if (own === undefined) throw new Error("there is no own body on the screen");
  return own;
};

const placeOf = ({ self }: Player) =>
  self === undefined ? undefined : { x: placeX(self.place) / UNIT, y: placeY(self.place) / UNIT, alive: (lookFlags(self.look) & FLAG_ALIVE) !== 0 };

describe.skipIf(!hasBrowser)("devices", () => {
  let server: ArenaServer;
  let browser: Browser;
  const course = new Course(MAP);
  const leaving: (() => unknown)[] = [];

  beforeAll(async () => {
    // Whoever kills first has won the round.
    server = await startArena({}, { map: MAP, rules: { killsToWin: 1 } });
    browser = await launchBrowser();
  });

  afterEach(async () => {
    for (const leave of leaving.splice(0)) await leave();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
  });

  const come = async (viewport?: { width: number; height: number }, device?: Parameters<typeof visit>[2]): Promise<Visit> => {
    const made = await visit(browser, viewport, device);
    made.page.setDefaultTimeout(PATIENCE);
    leaving.push(() => made.context.close());
    return made;
  };

  const phone = (viewport: { width: number; height: number }): Promise<Visit> => come(viewport, { ...SHARP, isMobile: true, hasTouch: true });

  /** Somebody in the same match who stands still, and is left alone by nobody. */
  const standStill = async (page: Page): Promise<Player> => {
    const room = new URL(page.url()).searchParams.get("join") ?? "";
    const player = await Player.join(server.url, { name: "Still" }, { kind: "room", roomId: room });
    // Not waited for: where the match has let go of them already, nobody answers.
    leaving.push(() => void player.room.leave());
    return player;
  };

  /** Goes to a place on the map. */
  const walk = async (page: Page, sticks: Sticks, goal: { x: number; y: number }, isThere: (seen: Seen) => boolean): Promise<void> => {
    await expect
      .poll(
        async () => {
          const now = await seen(page);
          const own = now.bodies.find(({ id }) => id === now.focus);
          if (own === undefined || isThere(now)) return true;
          await sticks.run(course.towards(own, goal));
          return false;
        },
        { timeout: HUNT, interval: 40 },
      )
      .toBe(true);
    await sticks.run(null);
  };

  /** Everything that a round asks of a device. */
  const playARound = async (page: Page, sticks: Sticks, picture: string): Promise<void> => {
    const still = await standStill(page);

    // A stick is pushed as far as one wants to be fast, and the aim has nothing to do with it.
    const inward = course.towards(await ownBody(page), { x: MAP.width / 2, y: MAP.height / 2 });
    await sticks.aim(inward + 2, false);
    for (const push of [0.1, 0.4]) {
      await sticks.run(inward, push);
      await expect.poll(async () => Math.round((await ownBody(page)).speed / 4), { timeout: PATIENCE }).toBe((TOP_SPEED * push) / 4);
      const { heading } = await ownBody(page);
      expect(Math.abs(turnBetween(heading, inward))).toBeLessThan(0.03);
    }
    await sticks.run(null);
    await expect.poll(async () => Math.abs(turnBetween((await ownBody(page)).aim, inward + 2)) < 0.02, { timeout: PATIENCE }).toBe(true);
    expect((await seen(page)).shots).toBe(0);

    // An aim that was let go stays.
    await sticks.aim(null, false);
    await sticks.run(inward, 0.4);
    await expect.poll(async () => (await ownBody(page)).speed, { timeout: PATIENCE }).toBeGreaterThan(100);
    const { aim } = await ownBody(page);

    await sticks.dash();
    await expect.poll(async () => (await seen(page)).self?.dashReady, { timeout: PATIENCE }).toBeLessThan(1);
    expect((await ownBody(page)).aim).toBe(aim);

    const rail = WEAPONS.findIndex(({ name }) => name === "rail");
    const pad = MAP.pickups.find(({ kind }) => kind === "rail") ?? { x: 0, y: 0 };
    await walk(page, sticks, pad, ({ self }) => (self?.ammo[rail] ?? 0) > 0);
    await expect
      .poll(
        async () => {
          await sticks.take("Rail");
          return (await seen(page)).self?.weapon;
        },
        { timeout: PATIENCE },
      )
      .toBe(rail);
    await sticks.take("Pulse");
    await expect.poll(async () => (await seen(page)).self?.weapon, { timeout: PATIENCE }).toBe(0);

    let pictured = false;
    await expect
      .poll(
        async () => {
          const now = await seen(page);
          const own = now.bodies.find(({ id }) => id === now.focus);
          // Who is behind a wall is not told to the page: where they are is known from themselves.
          const target = placeOf(still);
          if (own === undefined || target === undefined) return 0;
          const near = Math.hypot(target.x - own.x, target.y - own.y) < RANGE && course.sees(own, target);
          if (near) {
            await sticks.run(null);
            await sticks.aim(Math.atan2(target.y - own.y, target.x - own.x), target.alive);
            if (!pictured && now.shots > 0) {
              pictured = true;
              await sticks.run(-1.2, 0.6);
              await saveScreenshot(page, picture);
            }
          } else {
            await sticks.aim(null, false);
            await sticks.run(course.towards(own, target));
          }
          return now.kills;
        },
        { timeout: HUNT, interval: 40 },
      )
      .toBeGreaterThan(0);
    await page.locator(".podium").waitFor();
    await saveScreenshot(page, `${picture}-podium`);
    await sticks.run(null);
    await sticks.aim(null, false);
  };

  describe.each(Object.entries(PHONES))("a phone %s", (name, viewport) => {
    test("plays by touch", async () => {
      const { page, complaints } = await phone(viewport);
      await page.goto(server.url);
      await page.getByRole("button", { name: "Play" }).tap();
      await page.locator(".vitals").waitFor();
      await playARound(page, await Fingers.on(page), `phone-${name.replaceAll(" ", "-")}`);
      expect(complaints).toEqual([]);
    });
  });

  test("nothing of the page scrolls, zooms or is selected under fingers that play; a page that lets them does zoom", async () => {
    const { page } = await phone(PHONES.upright);
    const spread = async (): Promise<void> => {
      const fingers = await Fingers.on(page);
      await fingers.put("one", 150, 320);
      await fingers.put("two", 210, 330);
      for (let step = 1; step <= 6; step += 1) {
        await fingers.put("one", 150 - step * 20, 320 - step * 40);
        await fingers.put("two", 210 + step * 20, 330 + step * 40);
      }
      await fingers.lift("one");
      await fingers.lift("two");
    };
    const state = () => page.evaluate(() => ({ zoom: visualViewport?.scale, x: scrollX, y: scrollY, selected: getSelection()?.toString() }));
    await page.goto(`${server.url}/?play=arena`);
    await page.locator(".vitals").waitFor();
    await spread();
    expect(await state()).toEqual({ zoom: 1, x: 0, y: 0, selected: "" });
    await page.goto("about:blank");
    await page.setContent(`<meta name="viewport" content="width=device-width"><p style="height: 2000px">text</p>`);
    await spread();
    await expect.poll(async () => (await state()).zoom, { timeout: PATIENCE }).toBeGreaterThan(1.2);
  });

  test("a phone that is turned shows the whole view in its other shape", async () => {
    const { page } = await phone(PHONES.upright);
    await page.goto(`${server.url}/?play=arena`);
    await page.locator(".vitals").waitFor();
    for (const viewport of [PHONES["on its side"], PHONES.upright]) {
      await page.setViewportSize(viewport);
      await expect.poll(() => page.locator(".arena").boundingBox(), { timeout: PATIENCE }).toMatchObject(viewport);
    }
  });

  test("buttons and score keep off the notch and the edge of a phone", async () => {
    const { page } = await phone(PHONES["on its side"]);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setSafeAreaInsetsOverride", { insets: { top: 0, left: 44, right: 44, bottom: 21 } });
    await page.goto(`${server.url}/?play=arena`);
    await page.locator(".vitals").waitFor();
    const { width, height } = PHONES["on its side"];
    for (const button of ["Dash", "Pause", "Scoreboard", ...WEAPONS.map(({ title }) => title)]) {
      const box = await page.getByRole("button", { name: button, exact: true }).boundingBox();
      expect((box?.x ?? width) + (box?.width ?? 0)).toBeLessThanOrEqual(width - 44);
      expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThanOrEqual(height - 21);
    }
    expect((await page.locator(".score").boundingBox())?.x).toBeGreaterThanOrEqual(44);
  });

  test("a gamepad plays", async () => {
    const { page, complaints } = await come(PICTURE, SHARP);
    const pad = await VirtualPad.on(page);
    await page.goto(server.url);
    await page.getByRole("button", { name: "Play" }).waitFor();
    await pad.connect();
    await pad.tap(13);
    // The menu has the focus on Play already; its lowest button presses it.
    await page.getByRole("button", { name: "Play" }).focus();
    await pad.tap(0);
    await page.locator(".vitals").waitFor();
    await playARound(page, pad, "gamepad");
    expect(complaints).toEqual([]);
  });

  test("the device used last counts, hints speak of it, and a controller may come and go", async () => {
    const { page } = await come({ width: 720, height: 405 }, { hasTouch: true });
    const pad = await VirtualPad.on(page);
    const fingers = await Fingers.on(page);
    await page.goto(`${server.url}/?play=arena`);
    await page.locator(".vitals").waitFor();
    const hints = page.getByRole("list", { name: "Controls" });
    await page.mouse.move(300, 200);
    await page.mouse.move(340, 220);
    await expect.poll(() => hints.textContent(), { timeout: PATIENCE }).toContain("Shift");
    await pad.connect();
    await page.getByText("Controller connected").waitFor();
    await pad.tap(5);
    await expect.poll(() => hints.textContent(), { timeout: PATIENCE }).toContain("LT");
    await pad.press(7, true);
    await expect.poll(async () => (await seen(page)).shots, { timeout: PATIENCE }).toBeGreaterThan(0);
    await pad.disconnect();
    await page.getByText("Controller disconnected").waitFor();
    await expect.poll(async () => (await seen(page)).shots, { timeout: PATIENCE }).toBe(0);
    await fingers.put("thumb", 150, 250);
    await expect.poll(() => hints.textContent(), { timeout: PATIENCE }).toContain("Round button");
    await fingers.lift("thumb");
    await page.keyboard.press("KeyE");
    await expect.poll(() => hints.textContent(), { timeout: PATIENCE }).toContain("Shift");
  });
});
