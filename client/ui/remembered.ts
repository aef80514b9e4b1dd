import { BUSES, DEFAULT_VOLUMES, isVolume, type Volumes } from "../game/audio/volumes.ts";
import { type Bindings, readBindings, writeBindings } from "../game/input/bindings.ts";

import { MOTIONS } from "../game/motion.ts";
import { isPaletteName } from "../game/render/palette.ts";
import { TEXT_SIZES } from "../game/text-size.ts";
import type { Appearance } from "./appearance.ts";

/**
 * What the browser remembers of a player between visits. Storage may be missing or refused (private windows, a full disk):
 * then things are remembered until the page is closed, and the game goes on.
 */
const PREFIX = "strafe.";

export const HINTS = ["move", "dash", "weapon"] as const;
export type Hint = (typeof HINTS)[number];

export interface Preferences extends Appearance {
  /** Off unless asked for. */
  damageNumbers: boolean;
  /** On unless refused; reduced motion wins over it. */
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
    ...rememberedAppearance(),
  };
}

export function rememberPreferences(preferences: Preferences): void {
  write("damage-numbers", preferences.damageNumbers ? "on" : "off");
  write("camera-shake", preferences.cameraShake ? "on" : "off");
  write("text-size", preferences.textSize);
  write("motion", preferences.motion);
  write("palette", preferences.palette);
  for (const bus of BUSES) write(`volume-${bus}`, String(preferences.volumes[bus]));
}

function rememberedAppearance(): Appearance {
  const palette = read("palette") ?? "";
  return {
    textSize: TEXT_SIZES.find((size) => size === read("text-size")) ?? "normal",
    motion: MOTIONS.find((motion) => motion === read("motion")) ?? "system",
    // Who asked their system for more contrast gets it here as well, until they choose.
    palette: isPaletteName(palette) ? palette : window.matchMedia("(prefers-contrast: more)").matches ? "contrast" : "standard",
  };
}

function rememberedVolumes(): Volumes {
  const volumes = { ...DEFAULT_VOLUMES };
  for (const bus of BUSES) {
    const volume = Number(read(`volume-${bus}`) ?? Number.NaN);
    if (isVolume(volume)) volumes[bus] = volume;
  }
  return volumes;
}

/** What the player has come to, as text that `readProgress` judges. */
export const rememberedProgress = {
  read: (): string | null => read("progress"),
  write: (text: string): void => write("progress", text),
};
