import { type Action, actionsOf, type Bindings } from "./bindings.ts";
import type { Controls } from "./controls.ts";

/** Turning the wheel by this many pixels is one turn; trackpads send many small ones. */
const WHEEL_STEP = 40;

/** A mouse that is moved by less than this, CSS pixels, was only bumped: another device stays in use. */
const MOVE_LEAST = 2;

/** Bits of `PointerEvent.buttons`, by the number that `button` would have. */
const BUTTON_BITS = [1, 4, 2, 8, 16];

interface KeyboardMousePorts {
  canvas: HTMLCanvasElement;
  /** Something was done that a device in use does. */
  used: () => void;
  /** A bound code went down or up; repeats are left out. */
  pressed: (action: Action, down: boolean) => void;
}

/**
 * Keyboard and mouse as `Controls`. It listens only between `listen(true)` and `listen(false)`; whatever is held is let go
 * when the window loses the focus, so that nobody runs on into a wall.
 */
export class KeyboardMouse {
  /** Where the mouse is, CSS pixels from the canvas' upper left; null before it was moved. Followed over menus, too: play begins there. */
  pointer: { x: number; y: number } | null = null;
  private readonly ports: KeyboardMousePorts;
  private bindings: Bindings;
  private readonly held = new Set<string>();
  /** Down since the last `read`: what is over sooner than a frame still counts. */
  private readonly tapped = new Set<string>();
  private wheel = 0;
  private listening: AbortController | null = null;
  private readonly following = new AbortController();

  constructor(ports: KeyboardMousePorts, bindings: Bindings) {
    this.ports = ports;
    this.bindings = bindings;
    for (const kind of ["pointerdown", "pointermove"] as const) {
      window.addEventListener(kind, (event) => this.follow(event), { signal: this.following.signal, passive: true });
    }
  }

  bind(bindings: Bindings): void {
    this.letGo();
    this.bindings = bindings;
  }

  /** Fills what keys and buttons say; where the mouse aims only the camera can tell. */
  read(controls: Controls): void {
    controls.moveX = this.axis("right") - this.axis("left");
    controls.moveY = this.axis("down") - this.axis("up");
    controls.dash = this.axis("dash") > 0;
    controls.fire = this.axis("fire") > 0;
    this.tapped.clear();
  }

  listen(on: boolean): void {
    if (on === (this.listening !== null)) return;
    this.letGo();
    this.listening?.abort();
    this.listening = null;
    if (!on) return;
    const stop = new AbortController();
    const { signal } = stop;
    const { canvas } = this.ports;
    this.listening = stop;
    window.addEventListener("keydown", (event) => this.keyDown(event), { signal });
    window.addEventListener("keyup", (event) => this.release(event.code), { signal });
    window.addEventListener("blur", () => this.letGo(), { signal });
    // Buttons that go down while another is held come as moves.
    for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"] as const) {
      window.addEventListener(kind, (event) => this.pointed(event), { signal });
    }
    canvas.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
    // The middle button would start to scroll.
    canvas.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
    window.addEventListener("wheel", (event) => this.turned(event), { signal, passive: true });
  }

  private axis(action: Action): number {
    const codes = this.bindings.keyboard[action] ?? [];
    return codes.some((code) => this.held.has(code) || this.tapped.has(code)) ? 1 : 0;
  }

  private keyDown(event: KeyboardEvent): void {
    // Shift alone is ours; anything with these belongs to the browser or the system.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === "Escape") {
      event.preventDefault();
      this.ports.pressed("pause", true);
      return;
    }
    if (this.press(event.code)) event.preventDefault();
  }

  /** False when nothing is bound to it. */
  private press(code: string): boolean {
    const actions = actionsOf(this.bindings, "keyboard", code);
    if (actions.length === 0) return false;
    if (this.held.has(code)) return true;
    this.held.add(code);
    this.tapped.add(code);
    this.ports.used();
    for (const action of actions) this.ports.pressed(action, true);
    return true;
  }

  private release(code: string): void {
    if (!this.held.delete(code)) return;
    for (const action of actionsOf(this.bindings, "keyboard", code)) this.ports.pressed(action, false);
  }

  private turned(event: WheelEvent): void {
    this.wheel += event.deltaY;
    if (Math.abs(this.wheel) < WHEEL_STEP) return;
    const code = this.wheel > 0 ? "WheelDown" : "WheelUp";
    this.wheel = 0;
    this.press(code);
    this.release(code);
  }

  close(): void {
    this.listen(false);
    this.following.abort();
  }

  private follow(event: PointerEvent): void {
    if (event.pointerType === "touch") return;
    const box = this.ports.canvas.getBoundingClientRect();
    this.pointer = { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private pointed(event: PointerEvent): void {
    // A finger is another device.
    if (event.pointerType === "touch") return;
    if (Math.hypot(event.movementX, event.movementY) >= MOVE_LEAST) this.ports.used();
    BUTTON_BITS.forEach((bit, button) => {
      const code = `Mouse${button}`;
      if ((event.buttons & bit) === 0) this.release(code);
      else if (event.target === this.ports.canvas) this.press(code);
    });
  }

  private letGo(): void {
    for (const code of [...this.held]) this.release(code);
    this.tapped.clear();
  }
}
