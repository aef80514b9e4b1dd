import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { slowScreen } from "./slow-screen.ts";

const CHROMIUM = "/usr/bin/chromium";

/** Nothing that calls home, nothing that needs a graphics card. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Messages of the software renderer about its own speed: about this machine, not about the page. */
const ABOUT_THE_MACHINE = /GL Driver Message/;

export const hasBrowser = existsSync(CHROMIUM);

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** A visitor of their own (storage, seat) with a page, and all that the page complained about and asked for. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: string[];
}

/** Small and coarse: pages are drawn without a graphics card here, and what is drawn is not what is tested. */
const SMALL = { width: 480, height: 270 };
const COARSE: BrowserContextOptions = { deviceScaleFactor: 0.5 };

/** ms between two frames of a page, a little less than three of the browser's 60 a second. */
const FRAME = 45;

/** For pages of which a picture is kept. */
export const SHARP: BrowserContextOptions = { deviceScaleFactor: 1 };

/** `device`: what else than its window makes it a phone, or a sharper display. */
export async function visit(browser: Browser, viewport: { width: number; height: number } = SMALL, device: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ ...COARSE, ...device, viewport });
  await context.addInitScript(slowScreen, FRAME);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !ABOUT_THE_MACHINE.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => requests.push(request.url()));
  page.on("websocket", (socket) => requests.push(socket.url()));
  return { context, page, complaints, requests };
}
