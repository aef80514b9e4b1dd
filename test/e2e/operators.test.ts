import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { type ArenaServer, startArena } from "../server/arena-server.ts";
import { addAccount } from "../server/operators/signed-in.ts";
import { Player } from "../server/player.ts";
import { hasBrowser, launchBrowser, type Visit, visit } from "./look-browser.ts";
import { saveScreenshot } from "./screenshots.ts";

/** ms. Software rendering on a busy machine is slow. */
const PATIENCE = 60_000;
const DESK = { width: 1280, height: 720 };

describe.skipIf(!hasBrowser)("an operator in a browser", () => {
  const dataDir = temporaryDirectory();
  let password: string;
  let server: ArenaServer;
  let browser: Browser;
  let desk: Visit;
  let page: Page;
  let player: Visit;

  beforeAll(async () => {
    password = await addAccount(dataDir, "ada", "admin");
    server = await startArena({ DATA_DIR: dataDir, ARENA_BOTS: "4" });
    browser = await launchBrowser();
    desk = await visit(browser, DESK);
    page = desk.page;
    player = await visit(browser, DESK);
    for (const { page } of [desk, player]) page.setDefaultTimeout(PATIENCE);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
  });

  const enter = async (): Promise<void> => {
    await player.page.goto(`${server.url}/`);
    await player.page.getByLabel("Name").fill("Rowdy");
    await player.page.getByRole("button", { name: "Play", exact: true }).click();
    await player.page.locator(".vitals").waitFor();
  };
  const tab = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const row = (text: string) => page.getByRole("row").filter({ hasText: text });
  const says = (text: string) => page.getByRole("status").filter({ hasText: text }).waitFor();

  test("signs in, having been told that a password was wrong", async () => {
    await page.goto(`${server.url}/admin`);
    await page.getByLabel("Name").fill("ada");
    await page.getByLabel("Password").fill("guess");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("do not belong together").waitFor();
    await page.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
    await page.getByText("ada, admin").waitFor();
    await page.getByRole("heading", { name: "Processes" }).waitFor();
  });

  test("kicks a player, who reads why", async () => {
    await enter();
    await tab("Players");
    await page.getByLabel("Search by name").fill("rowdy");
    await row("Rowdy").getByRole("button", { name: "Kick" }).click();
    await page.getByLabel("Reason").fill("Spawn camping");
    await page.getByRole("button", { name: "Do it" }).click();
    await says("Rowdy is kicked.");
    await player.page.getByText("Reason given: Spawn camping").waitFor();
    await saveScreenshot(player.page, "operators-kicked");
  });

  test("mutes one, and sees that it stands among the bans", async () => {
    await enter();
    await row("Rowdy").getByRole("button", { name: "Mute" }).click();
    await page.getByRole("button", { name: "Do it" }).click();
    await says("Rowdy is muted.");
    await tab("Bans");
    await row("mute").getByRole("button", { name: "Lift" }).click();
    await says("Lifted.");
    await row("lifted by ada").waitFor();
  });

  test("announces something, which players read while they play", async () => {
    await tab("Service");
    await page.getByRole("textbox", { name: "Announcement" }).fill("We restart at six.");
    await page.getByRole("button", { name: "Announce" }).click();
    await player.page.locator(".operator-notice", { hasText: "We restart at six." }).waitFor();
    await saveScreenshot(player.page, "operators-announcement");
    await saveScreenshot(page, "operators-service");
  });

  test("closes for maintenance, which whoever comes reads in the menu and on trying, and opens again", async () => {
    await page.getByRole("textbox", { name: "Maintenance" }).fill("Back in ten minutes.");
    await page.getByRole("button", { name: "Close" }).click();
    await says("Closed: nobody gets a seat.");
    const late = await visit(browser, DESK);
    await late.page.goto(server.url);
    await late.page.locator(".service-news", { hasText: "Back in ten minutes." }).waitFor();
    await saveScreenshot(late.page, "operators-maintenance-menu");
    await late.page.getByRole("button", { name: "Play", exact: true }).click();
    await late.page.locator("[data-reason=maintenance]").getByText("Back in ten minutes.").waitFor();
    await saveScreenshot(late.page, "operators-maintenance");
    await late.context.close();
    await page.getByRole("button", { name: "Open again" }).click();
    await says("Open again.");
  });

  test("bans one, who reads why and until when, also when they try again", async () => {
    await tab("Players");
    await row("Rowdy").getByRole("button", { name: "Ban", exact: true }).click();
    await page.getByLabel("Reason").fill("Cheating");
    await saveScreenshot(page, "operators-players");
    await page.getByRole("button", { name: "Do it" }).click();
    await says("Rowdy is banned.");
    const card = player.page.locator("[data-reason=banned]");
    await card.getByText("Reason given: Cheating").waitFor();
    await card.getByText(/^Until /).waitFor();
    await saveScreenshot(player.page, "operators-banned");
    await player.page.getByRole("button", { name: "Menu" }).click();
    await player.page.getByRole("button", { name: "Play", exact: true }).click();
    await card.getByText(/You are banned until .* Cheating/).waitFor();
  });

  test("watches a match from the list, and ends it", async () => {
    const guest = await Player.join(server.url, { name: "Watched" });
    guest.play();
    await tab("Matches");
    await row(guest.room.roomId).waitFor();
    await saveScreenshot(page, "operators-matches");
    const [watching] = await Promise.all([desk.context.waitForEvent("page"), row(guest.room.roomId).getByRole("link", { name: "Watch" }).click()]);
    await watching.locator(".watch").first().waitFor({ timeout: PATIENCE });
    await watching.close();
    await row(guest.room.roomId).getByRole("button", { name: "End" }).click();
    await expect.poll(() => guest.left, { timeout: PATIENCE }).toBe(4106);
  });

  test("has a process drain and serve again", async () => {
    const guest = await Player.join(server.url);
    guest.play();
    await tab("Overview");
    await page.getByRole("button", { name: "Drain" }).click();
    await expect.poll(() => server.app.drain.life.kind, { timeout: PATIENCE }).toBe("draining");
    await page.getByRole("button", { name: "Serve again" }).click();
    await expect.poll(() => server.app.drain.life.kind, { timeout: PATIENCE }).toBe("serving");
    await saveScreenshot(page, "operators-overview");
    await guest.leave();
  });

  test("sets a limit, is told what it takes, and takes it back", async () => {
    await tab("Limits");
    const limit = row("rooms that this process opens at most");
    await limit.getByRole("textbox").fill("none");
    await limit.getByRole("button", { name: "Set" }).click();
    await says("MAX_ROOMS takes a whole number from 1 to 1000.");
    await limit.getByRole("textbox").fill("30");
    await page.keyboard.press("Enter");
    await says("MAX_ROOMS is 30.");
    await limit.getByRole("button", { name: "As configured" }).click();
    await says("MAX_ROOMS is as configured.");
    await expect.poll(() => limit.getByRole("textbox").inputValue(), { timeout: PATIENCE }).toBe("20");
  });

  test("takes a mode out of the rotation, which the menu does not offer then, and back", async () => {
    const duel = row("duel");
    for (const map of await duel.getByRole("checkbox").all()) await map.click();
    await says("duel is closed.");
    await saveScreenshot(page, "operators-limits");
    const late = await visit(browser, DESK);
    await late.page.goto(server.url);
    await late.page.getByRole("button", { name: "Squads" }).waitFor();
    await expect.poll(() => late.page.getByRole("button", { name: "Duel" }).count(), { timeout: PATIENCE }).toBe(0);
    await late.context.close();
    await duel.getByRole("button", { name: "All" }).click();
    await says("duel is played on all its maps.");
  });

  test("finds all of it in the audit log", async () => {
    await tab("Audit");
    for (const action of ["sign in", "kick", "mute", "lift", "announce", "maintenance", "ban", "end match", "drain", "limit", "rotation"]) {
      await page.getByRole("cell", { name: action, exact: true }).first().waitFor();
    }
    await saveScreenshot(page, "operators-audit");
  });

  describe("in the monitor", () => {
    let guests: Player[];

    beforeAll(async () => {
      guests = [await Player.join(server.url, { name: "One" }), await Player.join(server.url, { name: "Two" })];
      for (const guest of guests) guest.play();
    });

    const guest = (index: number): Player =>
      guests[index] ??
      (() => {
        throw new Error("no such guest");
      })();

    test("sees the rooms, without a word to other sites", async () => {
      await page.goto(`${server.url}/monitor/`);
      await page.getByText(guest(0).room.roomId).first().waitFor();
      await page.getByText("ticks/s").first().waitFor();
      await saveScreenshot(page, "monitor");
    });

    test("inspects one: Inspect", async () => {
      await page
        .getByRole("row", { name: new RegExp(guest(0).room.roomId) })
        .getByRole("button", { name: "Inspect" })
        .click();
      await page.getByText(`${guest(0).room.sessionId} One`).waitFor();
      await saveScreenshot(page, "monitor-room");
    });

    test("writes to one and to all: Send, Broadcast", async () => {
      const write = async (text: string): Promise<void> => {
        await page.evaluate((data) => localStorage.setItem("$$colyseus$data", JSON.stringify({ text: data })), text);
        await page.reload();
        await page.getByText(`${guest(0).room.sessionId} One`).waitFor();
      };
      await write("To you alone");
      await page.getByRole("row", { name: /One/ }).getByRole("button", { name: "Send" }).click();
      await page.getByRole("dialog").getByRole("button", { name: /send/i }).click();
      await expect.poll(() => guest(0).announcements, { timeout: PATIENCE }).toEqual(["To you alone"]);
      await write("To everybody");
      await page.getByRole("button", { name: "Broadcast" }).click();
      await page.getByRole("dialog").getByRole("button", { name: /send/i }).click();
      await expect.poll(() => guest(1).announcements, { timeout: PATIENCE }).toEqual(["To everybody"]);
    });

    test("disconnects one: its button in the row", async () => {
      await page.getByRole("row", { name: /One/ }).getByLabel("Disconnect client").click();
      await expect.poll(() => guest(0).left, { timeout: PATIENCE }).toBe(4100);
      expect(guest(1).left).toBeNull();
    });

    test("ends the match: Dispose", async () => {
      await page.getByRole("button", { name: "Dispose" }).click();
      await expect.poll(() => guest(1).left, { timeout: PATIENCE }).toBe(4106);
    });
  });

  test("signs out, and is outside", async () => {
    await page.goto(`${server.url}/admin/`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await page.goto(`${server.url}/monitor/`);
    expect(new URL(page.url()).pathname).toBe("/admin/");
  });

  test("saw nothing in the console but what was refused, or looked for in a match that had ended", () => {
    expect(desk.complaints.filter((text) => !/status of (400|401|403|404)/.test(text))).toEqual([]);
    expect(player.complaints.filter((text) => !/status of 403/.test(text))).toEqual([]);
  });
});
