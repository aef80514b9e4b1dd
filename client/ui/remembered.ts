import { BUSES, DEFAULT_VOLUMES, isVolume, type Volumes } from "../game/audio/volumes.ts";
import { type Bindings, readBindings, writeBindings } from "../game/input/bindings.ts";

/**
 * What the browser remembers of a player between visits. Storage may be missing or refused (private windows, a full disk):
 * then things are remembered until the page is closed, and the game goes on.
 */
const PREFIX = "strafe.";

export const HINTS = ["move", "dash", "weapon"] as const;
export type Hint = (typeof HINTS)[number];

export interface Preferences {
  /** Off unless asked for. */
  damageNumbers: boolean;
  /** On unless refused; a reduced-motion wish of the system wins over it. */
  cameraShake: boolean;
  volumes: Volumes;
}

const memory = new Map<string, string>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key) ?? memory.get(key) ?? null;
  } catch {
    // Refused by the browser: what this page saw so far is all there is.
    return memory.get(key) ?? null;
  }
}

function write(key: string, value: string): void {
  memory.set(key, value);
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // Refused or full: `memory` has it until the page is closed.
  }
}

/** The name last played under, or "". */
export function rememberedName(): string {
  return read("name") ?? "";
}

export function rememberName(name: string): void {
  write("name", name);
}

/** Hints that the player has not yet followed once. */
export function hintsLeft(): Hint[] {
  const done = (read("hints") ?? "").split(",");
  return HINTS.filter((hint) => !done.includes(hint));
}

export function rememberHint(hint: Hint): void {
  const left = hintsLeft();
  write("hints", HINTS.filter((each) => each === hint || !left.includes(each)).join(","));
}

export function rememberedBindings(): Bindings {
  return readBindings(read("bindings"));
}

export function rememberBindings(bindings: Bindings): void {
  write("bindings", writeBindings(bindings));
}

/** The language once chosen; null: the browser's own. */
export function rememberedLanguage(): string | null {
  return read("language");
}

export function rememberLanguage(language: string): void {
  write("language", language);
}

export function rememberedPreferences(): Preferences {
  return {
    damageNumbers: read("damage-numbers") === "on",
    cameraShake: read("camera-shake") !== "off",
    volumes: rememberedVolumes(),
  };
}

export function rememberPreferences(preferences: Preferences): void {
  write("damage-numbers", preferences.damageNumbers ? "on" : "off");
  write("camera-shake", preferences.cameraShake ? "on" : "off");
  for (const bus of BUSES) write(`volume-${bus}`, String(preferences.volumes[bus]));
}

function rememberedVolumes(): Volumes {
  const volumes = { ...DEFAULT_VOLUMES };
  for (const bus of BUSES) {
    const volume = Number(read(`volume-${bus}`) ?? Number.NaN);
    if (isVolume(volume)) volumes[bus] = volume;
  }
  return volumes;
}
