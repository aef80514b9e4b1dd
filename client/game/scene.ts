import type { MapData } from "../../shared/content/map-data.ts";
import type { ModeName } from "../../shared/content/modes.ts";
import type { WireEvent } from "../../shared/protocol/events.ts";
import type { Call, RoundResults } from "../../shared/protocol/messages.ts";

/**
 * What the renderer, the sounds and the HUD are given for one displayed frame, whoever made it: a live session, a replay or
 * the local demonstration. Lengths are units (floats), angles radians, times ms of the display's clock. Objects are reused
 * between frames: read them, do not keep them.
 */
export interface Scene {
  readonly map: MapData;
  mode: ModeName;
  /** The instant shown, in ticks with a fraction. */
  tick: number;
  tickRate: number;
  /** Id of the player's own body; 0 for who only watches. */
  own: number;
  /** Id of the body that the camera follows (own or watched); 0 for none. */
  focus: number;
  /** True when `focus` is the player's own body. */
  playing: boolean;
  /** Everybody who takes part, in sight or not. */
  roster: SceneEntry[];
  /** Of these the ones that are known now. */
  bodies: SceneBody[];
  projectiles: SceneProjectile[];
  /** Whether it lies there, by the map's index; of a pad out of view, as it was last known. */
  pickups: boolean[];
  /** What happened since the last frame, in order; own predicted shots come once, when they are fired, with `predicted`. */
  happened: SceneEvent[];
  self: SelfStatus | null;
  /** "waiting": the match begins when enough players are there; until then nothing counts. */
  phase: "waiting" | "playing" | "podium";
  /** ms until the phase ends. */
  phaseLeft: number;
  round: number;
  /** Kills of team 1 and of team 2; empty without teams. */
  scores: number[];
  /** Quick calls that came since the last frame. */
  calls: Call[];
  /** Of the round whose podium stands; null before they came. */
  results: RoundResults | null;
  /** ms until the server of this match restarts; null while it is not going to. */
  restartIn: number | null;
  /** ms until the player, who does nothing, is out; null while they play. */
  idleIn: number | null;
  connection: ConnectionState;
  net: NetFigures;
}

/** Who somebody is, and how they look from afar. */
export interface SceneDress {
  name: string;
  color: number;
  /** Index into `TRAILS`. */
  trail: number;
  /** 1 or 2; 0 in a mode without teams. */
  team: number;
  /** The connection is lost, the body is still there. */
  dropped: boolean;
}

/** A line of the score table. */
export interface SceneEntry extends SceneDress {
  /** Id of the body. */
  id: number;
  bot: boolean;
  kills: number;
  deaths: number;
  assists: number;
  streak: number;
  /** On the podium: has asked for another round. */
  again: boolean;
}

export interface SceneBody extends SceneDress {
  id: number;
  x: number;
  y: number;
  /** Units per second. */
  velocityX: number;
  velocityY: number;
  aim: number;
  alive: boolean;
  protected: boolean;
  dashing: boolean;
  /** Its hits hurt more for a while. */
  overcharged: boolean;
  /** 0..100 each. */
  health: number;
  shield: number;
  weapon: number;
}

export interface SceneProjectile {
  id: number;
  owner: number;
  weapon: number;
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
}

/** An event as it reaches the screen: still in the world's integer units. */
export interface SceneEvent {
  event: WireEvent;
  /** Made by the own client before the server's word; the confirmed one does not come again. */
  predicted: boolean;
}

export interface SelfStatus {
  weapon: number;
  /** Shots left, by the index into `WEAPONS`; 0 for what needs none. */
  ammo: number[];
  /** 0 just used .. 1 ready. */
  dashReady: number;
  fireReady: number;
  /** ms until respawn while dead. */
  respawnIn: number;
}

export type ConnectionState =
  | { kind: "connecting" }
  | { kind: "connected" }
  /** Nothing arrived for 2 s. */
  | { kind: "troubled" }
  | { kind: "reconnecting"; attempt: number }
  | { kind: "ended"; reason: EndReason };

export type EndReason =
  | "full"
  | "server-full"
  | "version"
  | "kicked"
  /** An operator has banned the player, or their address. */
  | "banned"
  /** Operators work on the service. */
  | "maintenance"
  | "shutdown"
  /** The server is about to restart, and another takes its players. */
  | "restarting"
  | "seat-gone"
  /** The server of the match was lost, and the match with it. */
  | "server-gone"
  | "replaced"
  /** The player has joined a match from another tab or device. */
  | "elsewhere"
  /** The player did nothing for too long, or had the page in the background. */
  | "idle"
  | "match-failed"
  | "match-over"
  | "too-slow"
  | "unreachable"
  | "refused"
  | "left";

export interface NetFigures {
  /** ms; network only. */
  roundTrip: number;
  jitter: number;
  /** Patches per second as they arrived. */
  tickRate: number;
  /** Own frames waiting on the server. */
  queue: number;
  /** ms between the server's newest known instant and what is shown of others. */
  interpolationDelay: number;
  /** Corrections of the own body so far, by cause. */
  corrections: { drift: number; impulse: number; invented: number };
  /** Units: the last and the largest difference between predicted and authoritative body where nothing but own inputs acted. */
  drift: number;
  driftPeak: number;
  /** Bytes per second. */
  bytesIn: number;
  bytesOut: number;
  framesPerSecond: number;
  /** What the server gives up because it has too much to do: a `LoadStep`. */
  load: number;
}
