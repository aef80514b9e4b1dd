/** Who notices: whose body is their own, and where they look from. */
export interface Observer {
  /** Id of the own body; 0 for a spectator. */
  readonly own: number;
  /** Whether there is a view. Where from, 1/256 unit, and how far to each side, units. */
  readonly isLooking: boolean;
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/** What an observer may know in this tick. Places are in 1/256 unit. */
export interface Sight<Seer extends Observer> {
  /** Whether they are told of this body. */
  knows(observer: Seer, body: number): boolean;
  seesPlace(observer: Seer, x: number, y: number): boolean;
}
