import { type Action, actionsOf, type Bindings, type Code } from "./bindings.ts";
import type { Controls } from "./controls.ts";
import { readStick, type Stick, turnAim, type Zone } from "./stick.ts";

/** Part of a stick's way in which it rests: worn sticks stay up to a tenth off their middle; few reach the whole way into the corners. */
const ZONE: Zone = { inner: 0.14, outer: 0.96 };
/** A trigger counts as pressed from here on. */
const TRIGGER = 0.3;
/** A stick that goes from rest beyond this was pushed by a hand, and takes over from another device. */
const PUSHED = 0.35;

/** What is read of a `Gamepad`; a test makes its own. */
export interface Pad {
  readonly id: string;
  readonly index: number;
  readonly connected: boolean;
  readonly axes: readonly number[];
  readonly buttons: readonly { readonly pressed: boolean; readonly value: number }[];
}

/** Sticks of the standard mapping, by the first of their two axes. */
const STICKS: Readonly<Record<Code, number>> = { StickLeft: 0, StickRight: 2 };

/** The codes of everything that is pressed or pushed. */
export function codesDown(pad: Pad): Code[] {
  const codes = pad.buttons.flatMap((button, index) => (button.pressed || button.value > TRIGGER ? [`Pad${index}`] : []));
  for (const [code, axis] of Object.entries(STICKS)) {
    if (Math.hypot(pad.axes[axis] ?? 0, pad.axes[axis + 1] ?? 0) > PUSHED) codes.push(code);
  }
  return codes;
}

const NOTHING: ReadonlySet<Code> = new Set();

interface GamepadPorts {
  /** `navigator.getGamepads` */
  pads: () => readonly (Pad | null)[];
  used: () => void;
  pressed: (action: Action, down: boolean) => void;
  /** Which controller is in the player's hands from now on, by its own name; null when it was taken away. */
  connected: (id: string | null) => void;
}

/** Gamepads as `Controls`. They have no events: they are looked at once per displayed frame, and the one touched last counts. */
export class Gamepads {
  private readonly ports: GamepadPorts;
  private bindings: Bindings;
  private pad: Pad | null = null;
  /** By the pad's index: what is down, and what was down already when it was first looked at. */
  private readonly down = new Map<number, ReadonlySet<Code>>();
  private readonly stale = new Map<number, readonly Code[]>();
  private readonly moving: Stick = { push: 0, angle: 0 };
  private readonly aiming: Stick = { push: 0, angle: 0 };

  constructor(ports: GamepadPorts, bindings: Bindings) {
    this.ports = ports;
    this.bindings = bindings;
  }

  bind(bindings: Bindings): void {
    this.letGo();
    this.bindings = bindings;
  }

  /** Looks at what changed since the last call; to be called in every frame in which pads count. */
  poll(): void {
    const pads = this.ports.pads().filter((pad): pad is Pad => pad?.connected === true);
    for (const index of [...this.down.keys()]) {
      if (pads.some((pad) => pad.index === index)) continue;
      this.changed(index, NOTHING);
      this.down.delete(index);
      this.stale.delete(index);
    }
    if (this.pad !== null && !pads.some((pad) => pad.index === this.pad?.index)) this.hold(null);
    for (const pad of pads) {
      const codes = this.freshCodes(pad);
      const before = this.down.get(pad.index) ?? NOTHING;
      if (this.pad === null || [...codes].some((code) => !before.has(code))) this.hold(pad);
      if (this.pad?.index === pad.index) this.pad = pad;
      this.changed(pad.index, codes);
    }
  }

  /** Fills everything but the weapon. `friction`: what is left of the aim's speed at an aim, 0..1. */
  read(controls: Controls, friction: (aim: number) => number, elapsed: number): void {
    this.readStick("move-stick", this.moving);
    this.readStick("aim-stick", this.aiming);
    controls.moveX = Math.cos(this.moving.angle) * this.moving.push;
    controls.moveY = Math.sin(this.moving.angle) * this.moving.push;
    if (this.aiming.push > 0) controls.aim = turnAim(controls.aim, this.aiming, friction(controls.aim), elapsed);
    controls.fire = this.isDown("fire");
    controls.dash = this.isDown("dash");
  }

  /** Lets go of everything; what is still down at the next `poll` was not pressed for the game, and counts once it was released. */
  letGo(): void {
    for (const index of [...this.down.keys()]) this.changed(index, NOTHING);
    this.down.clear();
    this.stale.clear();
  }

  private freshCodes(pad: Pad): ReadonlySet<Code> {
    const codes = codesDown(pad);
    const stale = this.stale.get(pad.index) ?? codes;
    this.stale.set(
      pad.index,
      codes.filter((code) => stale.includes(code)),
    );
    return new Set(codes.filter((code) => !stale.includes(code)));
  }

  private hold(pad: Pad | null): void {
    if (pad?.index === this.pad?.index) return;
    if (this.pad !== null) this.changed(this.pad.index, NOTHING);
    this.pad = pad;
    this.ports.connected(pad?.id ?? null);
  }

  private changed(index: number, codes: ReadonlySet<Code>): void {
    const before = this.down.get(index) ?? NOTHING;
    this.down.set(index, codes);
    if (index !== this.pad?.index) return;
    for (const code of before) if (!codes.has(code)) this.tell(code, false);
    for (const code of codes) {
      if (before.has(code)) continue;
      this.ports.used();
      this.tell(code, true);
    }
  }

  private tell(code: Code, down: boolean): void {
    for (const action of actionsOf(this.bindings, "gamepad", code)) this.ports.pressed(action, down);
  }

  private isDown(action: Action): boolean {
    const codes = this.pad === null ? undefined : this.down.get(this.pad.index);
    return (this.bindings.gamepad[action] ?? []).some((code) => codes?.has(code) === true);
  }

  private readStick(action: "move-stick" | "aim-stick", out: Stick): void {
    out.push = 0;
    const axis = STICKS[this.bindings.gamepad[action]?.[0] ?? ""];
    if (this.pad === null || axis === undefined) return;
    readStick(this.pad.axes[axis] ?? 0, this.pad.axes[axis + 1] ?? 0, ZONE, out);
  }
}
