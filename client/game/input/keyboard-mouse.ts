import type { Controls } from "./controls.ts";

type Held = "up" | "down" | "left" | "right" | "dash";

/** By place on the keyboard (`code`), so that they lie the same under every layout. Nothing that a browser wants for itself. */
const KEYS: Readonly<Record<string, Held>> = {
  KeyW: "up",
  ArrowUp: "up",
  KeyS: "down",
  ArrowDown: "down",
  KeyA: "left",
  ArrowLeft: "left",
  KeyD: "right",
  ArrowRight: "right",
  ShiftLeft: "dash",
  ShiftRight: "dash",
  Space: "dash",
};

/** Turning the wheel by this many pixels goes one weapon on; trackpads send many small turns. */
const WHEEL_STEP = 40;

/** Where the mouse is, CSS pixels from the canvas' upper left. */
export interface Pointer {
  x: number;
  y: number;
}

/**
 * Keyboard and mouse as `Controls`. It listens only between `listen(true)` and `listen(false)`; whatever is held is let go
 * when the window loses the focus, so that nobody runs on into a wall.
 */
export class KeyboardMouse {
  readonly pointer: Pointer = { x: 0, y: 0 };
  private readonly canvas: HTMLCanvasElement;
  private readonly weaponCount: number;
  private readonly onDone: (what: "move" | "dash" | "weapon") => void;
  private readonly held = new Set<string>();
  private firing = false;
  private weapon = 0;
  private wheel = 0;
  private listening: AbortController | null = null;

  constructor(canvas: HTMLCanvasElement, weaponCount: number, onDone: (what: "move" | "dash" | "weapon") => void) {
    this.canvas = canvas;
    this.weaponCount = weaponCount;
    this.onDone = onDone;
  }

  /** Fills `controls` but for `aim`, which only the camera can tell. */
  read(controls: Controls): void {
    controls.moveX = this.axis("right") - this.axis("left");
    controls.moveY = this.axis("down") - this.axis("up");
    controls.dash = this.axis("dash") > 0;
    controls.fire = this.firing;
    controls.weapon = this.weapon;
  }

  /** A new life or match begins with this weapon in hand. */
  hold(weapon: number): void {
    this.weapon = weapon;
  }

  listen(on: boolean): void {
    if (on === (this.listening !== null)) return;
    this.letGo();
    this.listening?.abort();
    this.listening = null;
    if (!on) return;
    const stop = new AbortController();
    const { signal } = stop;
    this.listening = stop;
    window.addEventListener("keydown", (event) => this.keyDown(event), { signal });
    window.addEventListener("keyup", (event) => this.held.delete(event.code), { signal });
    window.addEventListener("blur", () => this.letGo(), { signal });
    window.addEventListener("pointermove", (event) => this.moved(event), { signal });
    window.addEventListener("pointerup", () => this.fire(false), { signal });
    this.canvas.addEventListener(
      "pointerdown",
      (event) => {
        this.moved(event);
        if (event.button === 0) this.fire(true);
      },
      { signal },
    );
    this.canvas.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
    window.addEventListener("wheel", (event) => this.turned(event), { signal, passive: true });
  }

  private axis(name: Held): number {
    for (const code of this.held) if (KEYS[code] === name) return 1;
    return 0;
  }

  private keyDown(event: KeyboardEvent): void {
    // Shift alone is ours; anything with these belongs to the browser or the system.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (digit !== undefined) {
      this.take(Number(digit) - 1);
      return;
    }
    const key = KEYS[event.code];
    if (key === undefined) return;
    event.preventDefault();
    this.held.add(event.code);
    if (!event.repeat) this.onDone(key === "dash" ? "dash" : "move");
  }

  private take(weapon: number): void {
    if (weapon >= this.weaponCount || weapon === this.weapon) return;
    this.weapon = weapon;
    this.onDone("weapon");
  }

  private turned(event: WheelEvent): void {
    this.wheel += event.deltaY;
    if (Math.abs(this.wheel) < WHEEL_STEP) return;
    const next = this.weapon + Math.sign(this.wheel);
    this.wheel = 0;
    this.take((next + this.weaponCount) % this.weaponCount);
  }

  private moved(event: PointerEvent): void {
    const box = this.canvas.getBoundingClientRect();
    this.pointer.x = event.clientX - box.left;
    this.pointer.y = event.clientY - box.top;
  }

  private fire(on: boolean): void {
    this.firing = on;
  }

  private letGo(): void {
    this.held.clear();
    this.firing = false;
  }
}
