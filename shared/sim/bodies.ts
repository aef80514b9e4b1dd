import { type Motion, newMotion } from "./motion.ts";
import type { Terrain } from "./terrain.ts";
import { newTrail, type Trail } from "./trail.ts";

/** A player's body: its motion, which a client predicts, and what only the world knows of it. All integers. */
export interface Body extends Motion {
  /** 1..65535, given by the match, never reused while anything remembers it. */
  readonly id: number;
  /** 1 or 2; 0 in a mode without teams. Fixed while it is here. */
  readonly team: Team;
  health: number;
  shield: number;
  /** Ticks until it respawns; counts only while dead. */
  respawnTicks: number;
  /** Ticks of spawn protection left; ends with the first shot. */
  protectedTicks: number;
  /** Ticks of overcharge left: its hits hurt more. */
  overchargeTicks: number;
  /** 0..65535, like deaths and assists: 16 bits on the wire. */
  kills: number;
  deaths: number;
  assists: number;
  /** Kills since the last death, 0..255. */
  streak: number;
  /** How often something other than its own frames moved or stopped it (spawn, death, a blast): tells a client why it was corrected. */
  impulses: number;
  /** Who hurt this life, for assists: HURTS_KEPT records, newest first; attacker 0 is an empty one. */
  readonly hurtBy: readonly Hurt[];
  /** Where it was over the last 400 ms, for rewinding. */
  readonly trail: Trail;
}

export interface Hurt {
  attacker: number;
  /** The tick of that attacker's last hit. */
  tick: number;
}

/** More attackers than this within the time of an assist, and the oldest is forgotten. */
export const HURTS_KEPT = 8;

/** 0: none. */
export type Team = 0 | 1 | 2;

/** A body that waits for its first spawn. */
export function newBody(id: number, team: Team, terrain: Terrain): Body {
  return {
    ...newMotion(),
    id,
    team,
    health: 0,
    shield: 0,
    respawnTicks: 0,
    protectedTicks: 0,
    overchargeTicks: 0,
    kills: 0,
    deaths: 0,
    assists: 0,
    streak: 0,
    impulses: 0,
    hurtBy: Array.from({ length: HURTS_KEPT }, () => ({ attacker: 0, tick: 0 })),
    trail: newTrail(terrain),
  };
}
