import { WEAPONS } from "../../../shared/content/weapons.ts";
import { refusalOf } from "./reserved.ts";

/** What bindings lead from: keyboard and mouse count as one. Touch has its buttons where they are drawn. */
export type BoundDevice = "keyboard" | "gamepad";

/** Held down for as long as it is wanted. */
type Hold = "up" | "down" | "left" | "right" | "fire" | "dash" | "scoreboard" | "calls";
/** Done once per press. `weapon-0` takes the first of `WEAPONS` in hand. */
type Press = "weapon-next" | "weapon-previous" | `weapon-${number}` | "net-graph" | "pause";
/** Needs a whole stick. */
type StickUse = "move-stick" | "aim-stick";

export type Action = Hold | Press | StickUse;

/**
 * A place on a device: a keyboard's `code` (the same place under every layout), `Mouse0`.. by button, `WheelUp`, `WheelDown`;
 * of a gamepad `Pad0`.. by the standard mapping, `StickLeft`, `StickRight`.
 */
export type Code = string;

/** An action that is missing has nothing bound to it. */
export type DeviceBindings = Readonly<Partial<Record<Action, readonly Code[]>>>;
export type Bindings = Readonly<Record<BoundDevice, DeviceBindings>>;

/** Codes that lead to one action at most: room for a second hand, not for a list. */
export const SLOTS = 2;

const weaponActions = WEAPONS.map((_, index): Action => `weapon-${index}`);

/** Every action that a device can lead to, in the order in which they are shown. A new one is added here and, if it is to have one, gets a default below. */
export const ACTIONS: Readonly<Record<BoundDevice, readonly Action[]>> = {
  keyboard: ["up", "down", "left", "right", "fire", "dash", "weapon-next", "weapon-previous", ...weaponActions, "calls", "scoreboard", "pause", "net-graph"],
  gamepad: ["move-stick", "aim-stick", "fire", "dash", "weapon-next", "weapon-previous", ...weaponActions, "calls", "scoreboard", "pause", "net-graph"],
};

/** The four directions of a gamepad's cross, as weapons are laid out on it. */
const CROSS = ["Pad14", "Pad12", "Pad15", "Pad13"];

export const DEFAULT_BINDINGS: Bindings = {
  keyboard: {
    up: ["KeyW", "ArrowUp"],
    down: ["KeyS", "ArrowDown"],
    left: ["KeyA", "ArrowLeft"],
    right: ["KeyD", "ArrowRight"],
    fire: ["Mouse0"],
    dash: ["ShiftLeft", "Space"],
    "weapon-next": ["WheelDown", "KeyE"],
    "weapon-previous": ["WheelUp", "KeyQ"],
    ...Object.fromEntries(weaponActions.slice(0, 9).map((action, index) => [action, [`Digit${index + 1}`]])),
    calls: ["KeyC"],
    scoreboard: ["Tab"],
    pause: ["KeyP"],
    "net-graph": ["F3"],
  },
  gamepad: {
    "move-stick": ["StickLeft"],
    "aim-stick": ["StickRight"],
    fire: ["Pad7"],
    dash: ["Pad6", "Pad0"],
    "weapon-next": ["Pad5"],
    "weapon-previous": ["Pad4"],
    ...Object.fromEntries(weaponActions.slice(0, CROSS.length).map((action, index) => [action, [CROSS[index]]])),
    calls: ["Pad11"],
    scoreboard: ["Pad8"],
    pause: ["Pad9"],
  },
};

export function codesOf(bindings: Bindings, device: BoundDevice, action: Action): readonly Code[] {
  return bindings[device][action] ?? [];
}

/** Everything that a code leads to. */
export function actionsOf(bindings: Bindings, device: BoundDevice, code: Code): Action[] {
  return ACTIONS[device].filter((action) => codesOf(bindings, device, action).includes(code));
}

export function weaponOf(action: Action): number | null {
  const index = /^weapon-(\d+)$/.exec(action)?.[1];
  return index === undefined ? null : Number(index);
}

export function needsStick(action: Action): boolean {
  return action === "move-stick" || action === "aim-stick";
}

export interface Conflict {
  code: Code;
  /** Two or more: all happen at once. */
  actions: readonly Action[];
}

/** Codes that lead to more than one action. */
export function conflictsOf(bindings: Bindings, device: BoundDevice): Conflict[] {
  const codes = new Set(ACTIONS[device].flatMap((action) => codesOf(bindings, device, action)));
  return [...codes].map((code) => ({ code, actions: actionsOf(bindings, device, code) })).filter(({ actions }) => actions.length > 1);
}

/** Binds a code into one of an action's slots, in place of what was there. Whatever else the code leads to stays: that is a conflict, to be shown. */
export function bind(bindings: Bindings, device: BoundDevice, action: Action, slot: number, code: Code): Bindings {
  const codes = codesOf(bindings, device, action);
  const next = [...codes.slice(0, slot), code, ...codes.slice(slot + 1)].filter((each, index, all) => all.indexOf(each) === index);
  return withCodes(bindings, device, action, next.slice(0, SLOTS));
}

export function unbind(bindings: Bindings, device: BoundDevice, action: Action, code: Code): Bindings {
  const left = codesOf(bindings, device, action).filter((each) => each !== code);
  return withCodes(bindings, device, action, left);
}

/** Solves a conflict: the code leads to this action alone. */
export function keepOnly(bindings: Bindings, device: BoundDevice, action: Action, code: Code): Bindings {
  const others = actionsOf(bindings, device, code).filter((each) => each !== action);
  return others.reduce((left, other) => unbind(left, device, other, code), bindings);
}

function withCodes(bindings: Bindings, device: BoundDevice, action: Action, codes: readonly Code[]): Bindings {
  return { ...bindings, [device]: { ...bindings[device], [action]: codes } };
}

/** Whether a code could be bound to an action at all: sticks to what needs one, buttons to all else, nothing that a browser keeps for itself. */
export function suits(device: BoundDevice, action: Action, code: Code): boolean {
  if (device === "gamepad") return needsStick(action) ? /^Stick(Left|Right)$/.test(code) : /^Pad\d{1,2}$/.test(code);
  return /^\w{1,24}$/.test(code) && !/^(Pad\d|Stick)/.test(code) && refusalOf(code) === null;
}

export function writeBindings(bindings: Bindings): string {
  return JSON.stringify(bindings);
}

/** Bindings out of what was remembered; whatever is missing or does not suit takes its default, as if it had never been changed. */
export function readBindings(text: string | null): Bindings {
  const remembered = text === null ? null : parse(text);
  return { keyboard: readDevice(remembered, "keyboard"), gamepad: readDevice(remembered, "gamepad") };
}

function readDevice(remembered: unknown, device: BoundDevice): DeviceBindings {
  const entries = ACTIONS[device].map((action) => {
    const codes = memberOf(memberOf(remembered, device), action);
    const fits = Array.isArray(codes) && codes.length <= SLOTS && codes.every((code) => typeof code === "string" && suits(device, action, code));
    return [action, fits ? codes : codesOf(DEFAULT_BINDINGS, device, action)];
  });
  return Object.fromEntries(entries);
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not ours or damaged: the defaults are what is left.
    return null;
  }
}
