import type { ModeName } from "./modes.ts";
import type { PickupKind } from "./pickups.ts";
import type { TintName } from "./tints.ts";

export type { PickupKind } from "./pickups.ts";

/** A map as its author writes it: whole units, y down. Boxes and pads keep to a 32-unit grid, the middles of pillars to half of it. */
export interface MapData {
  name: string;
  title: string;
  /** What it is played in. */
  mode: ModeName;
  /** How it looks. */
  tint: TintName;
  /** Units, multiples of 32; at most 8160. The outer border is a wall of its own. */
  width: number;
  height: number;
  boxes: readonly { x: number; y: number; width: number; height: number }[];
  pillars: readonly { x: number; y: number; radius: number }[];
  spawns: readonly SpawnPoint[];
  pickups: readonly { kind: PickupKind; x: number; y: number }[];
  /** Bodies that the arena holds when bots fill it. */
  bots: number;
}

/** `team`: only bodies of that team spawn here. Left out, everybody may. */
export interface SpawnPoint {
  x: number;
  y: number;
  team?: 1 | 2;
}

/** Map grid, units. */
export const GRID = 32;
