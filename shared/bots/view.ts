/**
 * What a bot is told of the world: only what a player in its place could see on the screen, hear, or read off the HUD. Made from a
 * `World` by `perceive`, or by a client from its `Scene`. Lengths are units, speeds units per second, angles radians.
 * Lists are reused from one look to the next: copy what is to be remembered.
 */
export interface BotView {
  /** Now, in ticks; own status is of now. */
  tick: number;
  /** The tick of the last look: what is seen of others is of then. */
  lookTick: number;
  /** False on the podium. */
  isPlaying: boolean;
  self: OwnStatus;
  /** Everybody else of the own team: the minimap shows them. Empty without teams. */
  mates: Mate[];
  /** Others on the screen and in the line of sight, mates and dead ones left out. */
  bodies: SeenBody[];
  projectiles: SeenProjectile[];
  /** Pads on the screen and in the line of sight. */
  pickups: SeenPickup[];
  /** Shots heard since the last look, from beyond what is seen. */
  noises: Noise[];
  /** From where the last hits since the last look came; the screen shows it at its edge. */
  hitsFrom: number[];
}

export interface OwnStatus {
  id: number;
  alive: boolean;
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
  health: number;
  shield: number;
  /** Index into `WEAPONS`. */
  weapon: number;
  /** Shots left, by the index into `WEAPONS`. */
  ammo: readonly number[];
  isDashReady: boolean;
}

export interface Mate {
  id: number;
  alive: boolean;
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
  /** Tick of the last shot that was seen or heard of this mate; null before the first. */
  firedTick: number | null;
  /** Where that shot went. */
  firedAngle: number;
}

export interface SeenBody {
  id: number;
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
  /** Shield is not told apart: the screen's rings say about how much is left. */
  health: number;
  isProtected: boolean;
}

export interface SeenProjectile {
  x: number;
  y: number;
  velocityX: number;
  velocityY: number;
}

export interface SeenPickup {
  /** Index into the map's pickups. */
  index: number;
  isThere: boolean;
}

/** A shot heard: no more than a direction and near or far. */
export interface Noise {
  /** Rounded to a sixteenth of a turn. */
  angle: number;
  isNear: boolean;
}
