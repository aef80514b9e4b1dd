import { WEAPONS } from "../../../shared/content/weapons.ts";
import type { Pointing } from "../pointing.ts";
import type { Scene } from "../scene.ts";
import { AimFriction } from "./aim-friction.ts";
import { type Action, type Bindings, weaponOf } from "./bindings.ts";
import { type Controls, restingControls } from "./controls.ts";
import { Gamepads, type Pad } from "./gamepad.ts";
import { KeyboardMouse } from "./keyboard-mouse.ts";
import type { Touch } from "./touch.ts";

/** Keyboard and mouse are one. */
export type Device = "keyboard" | "touch" | "gamepad";

/** What a press asks of the page rather than of the craft. */
export type InterfaceAction = "scoreboard" | "calls" | "net-graph" | "pause";

/** What newcomers are told to try. */
export type Deed = "move" | "dash" | "weapon";

export interface DevicePorts {
  touch: Touch;
  pads: () => readonly (Pad | null)[];
  /** The player did this with their own hands, for the first time. */
  did: (what: Deed) => void;
  /** Another device is in use from now on. */
  changed: (device: Device) => void;
  /** A controller came (its own name) or went (null). */
  controller: (id: string | null) => void;
  asked: (action: InterfaceAction, down: boolean) => void;
}

/** Every device of the player as one pair of hands: whichever was used last counts, the others rest. */
export class Devices {
  private readonly ports: DevicePorts;
  private readonly keyboard: KeyboardMouse;
  private readonly gamepads: Gamepads;
  private readonly friction = new AimFriction();
  private device: Device;
  private weapon = 0;
  /** Shots left, by the index into `WEAPONS`, as far as the player sees them. */
  private ammo: readonly number[] = [];
  private listening = false;
  private touches: number;
  private readonly done = new Set<Deed>();

  constructor(canvas: HTMLCanvasElement, device: Device, bindings: Bindings, ports: DevicePorts) {
    this.ports = ports;
    this.device = device;
    this.touches = ports.touch.uses;
    const pressed = (action: Action, down: boolean): void => this.pressed(action, down);
    this.keyboard = new KeyboardMouse({ canvas, pressed, used: () => this.use("keyboard") }, bindings);
    this.gamepads = new Gamepads({ pads: ports.pads, pressed, used: () => this.use("gamepad"), connected: ports.controller }, bindings);
  }

  bind(bindings: Bindings): void {
    this.keyboard.bind(bindings);
    this.gamepads.bind(bindings);
  }

  /** A new life or match begins with this weapon in hand. */
  hold(weapon: number): void {
    this.weapon = weapon;
  }

  listen(on: boolean): void {
    if (on === this.listening) return;
    this.listening = on;
    this.keyboard.listen(on);
    this.gamepads.letGo();
    this.ports.touch.letGo();
  }

  /** What the player wants now. `scene`: what they see, null before there is anything; `elapsed`: ms since the last call. */
  read(controls: Controls, scene: Scene | null, elapsed: number): void {
    if (!this.listening) {
      Object.assign(controls, restingControls(), { aim: controls.aim, weapon: this.weapon });
      return;
    }
    this.ammo = scene?.self?.ammo ?? [];
    this.gamepads.poll();
    this.readTouches();
    switch (this.device) {
      case "keyboard":
        this.keyboard.read(controls);
        break;
      case "touch":
        this.ports.touch.read(controls);
        break;
      case "gamepad":
        this.gamepads.read(controls, (aim) => (scene === null ? 1 : this.friction.at(aim, scene)), elapsed);
        break;
    }
    controls.weapon = this.weapon;
    if (this.device === "keyboard") return;
    // Keys tell by themselves; a stick is only seen here.
    if (controls.moveX !== 0 || controls.moveY !== 0) this.did("move");
    if (this.device === "touch" && controls.dash) this.did("dash");
  }

  /** Where the player points; null while they don't play. A mouse that nobody has touched yet points nowhere: the aim stays. */
  pointing(controls: Controls): Pointing | null {
    if (!this.listening) return null;
    const place = this.device === "keyboard" ? this.keyboard.pointer : null;
    return place === null ? { kind: "direction", angle: controls.aim } : { kind: "place", ...place };
  }

  close(): void {
    this.listen(false);
    this.keyboard.close();
  }

  private readTouches(): void {
    const { touch } = this.ports;
    if (touch.uses === this.touches) return;
    this.touches = touch.uses;
    this.use("touch");
    const wanted = touch.takeWanted();
    if (wanted !== null) this.take(wanted);
  }

  private did(what: Deed): void {
    if (this.done.has(what)) return;
    this.done.add(what);
    this.ports.did(what);
  }

  private use(device: Device): void {
    if (device === this.device) return;
    this.device = device;
    this.ports.changed(device);
  }

  private pressed(action: Action, down: boolean): void {
    if (action === "scoreboard" || action === "calls") return this.ports.asked(action, down);
    if (!down) return;
    switch (action) {
      case "pause":
      case "net-graph":
        return this.ports.asked(action, true);
      case "weapon-next":
        return this.take(this.weaponAfter(1));
      case "weapon-previous":
        return this.take(this.weaponAfter(WEAPONS.length - 1));
      case "dash":
        return this.did("dash");
      case "up":
      case "down":
      case "left":
      case "right":
        return this.did("move");
      default: {
        const weapon = weaponOf(action);
        if (weapon !== null) this.take(weapon);
      }
    }
  }

  /** `step` weapons on, past those that are empty: they could not be held. */
  private weaponAfter(step: number): number {
    let weapon = this.weapon;
    do weapon = (weapon + step) % WEAPONS.length;
    while (weapon !== this.weapon && (WEAPONS[weapon]?.ammoMax ?? 0) > 0 && (this.ammo[weapon] ?? 0) === 0);
    return weapon;
  }

  private take(weapon: number): void {
    if (weapon >= WEAPONS.length || weapon === this.weapon) return;
    this.weapon = weapon;
    this.did("weapon");
  }
}
