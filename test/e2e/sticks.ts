import type { CDPSession, Page } from "playwright-core";
import { STICK_REACH } from "../../client/game/input/touch.ts";

/** Two sticks and some buttons in a player's hands, whatever they are made of. Directions in radians, `push` 0..1 of the live range. */
export interface Sticks {
  /** Null lets go. */
  run(angle: number | null, push?: number): Promise<void>;
  /** Null lets go; else points there, and fires or not. */
  aim(angle: number | null, fire: boolean): Promise<void>;
  dash(): Promise<void>;
  take(weapon: string): Promise<void>;
}

/** CSS pixels of a thumb's tremble that the sticks ignore. */
const REST = 6;
/** Part of the way that aims without firing. */
const AIM_ONLY = 0.3;

interface Finger {
  id: number;
  x: number;
  y: number;
}

/** Real touches, as many at once as are put down. */
export class Fingers implements Sticks {
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #down = new Map<string, Finger>();
  #ids = 0;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(page, await page.context().newCDPSession(page));
  }

  async run(angle: number | null, push = 1): Promise<void> {
    await this.#stick("move", 0.24, angle, push);
  }

  async aim(angle: number | null, fire: boolean): Promise<void> {
    await this.#stick("aim", 0.7, angle, fire ? 1 : AIM_ONLY);
  }

  async dash(): Promise<void> {
    await this.tapOn("Dash");
  }

  async take(weapon: string): Promise<void> {
    await this.tapOn(weapon);
  }

  async tapOn(button: string): Promise<void> {
    const box = await this.#page.getByRole("button", { name: button, exact: true }).boundingBox();
    if (box === null) throw new Error(`there is no button ${button} on the screen`);
    await this.put("tap", box.x + box.width / 2, box.y + box.height / 2);
    await this.lift("tap");
  }

  /** Puts a finger down or moves it. CSS pixels. */
  async put(name: string, x: number, y: number): Promise<void> {
    const finger = this.#down.get(name);
    this.#down.set(name, { id: finger?.id ?? this.#ids++, x, y });
    await this.#send(finger === undefined ? "touchStart" : "touchMove");
  }

  async lift(name: string): Promise<void> {
    // A finger that is missing among those that are still there was lifted; only the last one ends it all.
    if (this.#down.delete(name)) await this.#send(this.#down.size > 0 ? "touchMove" : "touchEnd");
  }

  async #stick(name: string, part: number, angle: number | null, push: number): Promise<void> {
    if (angle === null) return this.lift(name);
    const { width, height } = this.#page.viewportSize() ?? { width: 0, height: 0 };
    const [x, y] = [width * part, height * 0.72];
    if (!this.#down.has(name)) await this.put(name, x, y);
    const away = REST + (STICK_REACH - REST) * push;
    await this.put(name, x + Math.cos(angle) * away, y + Math.sin(angle) * away);
  }

  async #send(type: "touchStart" | "touchMove" | "touchEnd"): Promise<void> {
    await this.#session.send("Input.dispatchTouchEvent", { type, touchPoints: [...this.#down.values()] });
  }
}

declare global {
  /** The gamepads that the page is made to see. */
  var virtualPads: { axes: number[]; buttons: { pressed: boolean; value: number }[]; id: string; index: number; connected: boolean; mapping: string }[];
}

/** Dead zone and end of a gamepad's stick. */
const ZONE = { inner: 0.14, outer: 0.96 };

/** A gamepad that is not there: the page is told its sticks and buttons by the interface that real ones have. */
export class VirtualPad implements Sticks {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** To be called before the page is opened. */
  static async on(page: Page): Promise<VirtualPad> {
    await page.addInitScript(() => {
      globalThis.virtualPads = [];
      Object.defineProperty(navigator, "getGamepads", { value: () => globalThis.virtualPads });
    });
    return new VirtualPad(page);
  }

  async connect(): Promise<void> {
    await this.#page.evaluate(() => {
      const buttons = Array.from({ length: 17 }, () => ({ pressed: false, value: 0 }));
      globalThis.virtualPads = [{ axes: [0, 0, 0, 0], buttons, id: "Virtual Pad", index: 0, connected: true, mapping: "standard" }];
    });
  }

  async disconnect(): Promise<void> {
    await this.#page.evaluate(() => {
      globalThis.virtualPads = [];
    });
  }

  async run(angle: number | null, push = 1): Promise<void> {
    await this.#tilt(0, angle, push);
  }

  async aim(angle: number | null, fire: boolean): Promise<void> {
    await this.#tilt(2, angle, 1);
    await this.press(7, angle !== null && fire);
  }

  async dash(): Promise<void> {
    await this.tap(6);
  }

  async take(weapon: string): Promise<void> {
    const cross: Readonly<Record<string, number>> = { Pulse: 14, Rail: 12, Scatter: 15, Mortar: 13 };
    await this.tap(cross[weapon] ?? 14);
  }

  /** Presses a button for as long as the page needs to see it. */
  async tap(button: number): Promise<void> {
    await this.press(button, true);
    await this.#frames();
    await this.press(button, false);
    await this.#frames();
  }

  async press(button: number, down: boolean): Promise<void> {
    await this.#page.evaluate(
      ([index, pressed]) => {
        const pad = globalThis.virtualPads[0];
        if (pad !== undefined) pad.buttons[index] = { pressed, value: pressed ? 1 : 0 };
      },
      [button, down] as const,
    );
  }

  async #tilt(axis: number, angle: number | null, push: number): Promise<void> {
    const length = angle === null ? 0 : ZONE.inner + (ZONE.outer - ZONE.inner) * push;
    await this.#page.evaluate(
      ([first, x, y]) => {
        globalThis.virtualPads[0]?.axes.splice(first, 2, x, y);
      },
      [axis, Math.cos(angle ?? 0) * length, Math.sin(angle ?? 0) * length] as const,
    );
  }

  async #frames(): Promise<void> {
    await this.#page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))));
  }
}
