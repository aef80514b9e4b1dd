/**
 * What happened in a tick, in the order in which it happened. `step` returns them; they are facts about the past, never
 * inputs. Positions are in 1/256 unit, angles in 1/65536 turn, bodies are named by id.
 */
export type SimEvent =
  /** A shot left a barrel. `shot` is the body's own count of shots (mod 65536): a client that predicted it knows it by that. */
  | {
      kind: "projectileFired";
      body: number;
      shot: number;
      weapon: number;
      projectile: number;
      fromX: number;
      fromY: number;
      x: number;
      y: number;
      velocityX: number;
      velocityY: number;
      ticksLeft: number;
    }
  /**
   * A shot of several pellets left the middle of a body at (fromX, fromY), `forward` (1/16 tick) before the end of this tick.
   * `projectile` is the first pellet's id, the others follow (`projectileIdAfter`); their ways follow from `pelletAngle`.
   */
  | { kind: "scatterFired"; body: number; shot: number; weapon: number; projectile: number; fromX: number; fromY: number; aim: number; forward: number }
  /** Off a wall, at that place. */
  | { kind: "projectileBounced"; projectile: number; x: number; y: number }
  /** A projectile of `body` burst; its `projectileEnded` came before. */
  | { kind: "exploded"; body: number; weapon: number; x: number; y: number }
  /** A hitscan shot, from the muzzle to where it ended; `victim` is 0 when it met a wall or nothing. */
  | { kind: "railFired"; body: number; shot: number; weapon: number; fromX: number; fromY: number; toX: number; toY: number; victim: number }
  /** `victim` is 0 when it met a wall or ran out. */
  | { kind: "projectileEnded"; projectile: number; x: number; y: number; victim: number }
  /** `amount` is what the victim lost, shield first. `angle` points from the victim to where it came from. */
  | { kind: "bodyHit"; victim: number; attacker: number; weapon: number; amount: number; health: number; shield: number; x: number; y: number; angle: number }
  /** `attackerHealth` is what the attacker had left: the death card shows it. `streak`: the attacker's kills in this life. */
  | {
      kind: "bodyKilled";
      victim: number;
      attacker: number;
      weapon: number;
      attackerHealth: number;
      attackerShield: number;
      streak: number;
      x: number;
      y: number;
    }
  /** `body` helped to kill `victim` without being the one who did. */
  | { kind: "killAssisted"; body: number; victim: number }
  | { kind: "bodySpawned"; body: number; x: number; y: number; aim: number }
  | { kind: "bodyDashed"; body: number; x: number; y: number; angle: number }
  | { kind: "pickupTaken"; pickup: number; body: number }
  | { kind: "pickupReturned"; pickup: number }
  /** `winner` is the first in the ranking, of the winning team if there are teams; 0 for none. `team`: the winning one; 0 for a draw or no teams. */
  | { kind: "roundEnded"; winner: number; team: number };

export type SimEventKind = SimEvent["kind"];
