/** A stick between rest and the end of its way. */
export interface Stick {
  /** 0..1: how far it is pushed within its live range. */
  push: number;
  /** Radians, 0 along +x, growing clockwise; means nothing while `push` is 0. */
  angle: number;
}

/** Where a stick's live range begins and ends, in the unit of its raw position. Within `inner` it rests. */
export interface Zone {
  inner: number;
  outer: number;
}

/** Reads a raw position: round dead zone, then straight, so that a tenth of the live range is a tenth of a push. */
export function readStick(x: number, y: number, zone: Zone, out: Stick): void {
  const length = Math.hypot(x, y);
  out.push = Math.min(1, Math.max(0, (length - zone.inner) / (zone.outer - zone.inner))) || 0;
  if (out.push > 0) out.angle = Math.atan2(y, x);
}

/** Radians, -π..π: the shorter way from one direction to another. */
export function turnBetween(from: number, to: number): number {
  const turn = (to - from) % (2 * Math.PI);
  return turn > Math.PI ? turn - 2 * Math.PI : turn < -Math.PI ? turn + 2 * Math.PI : turn;
}

/** Radians per second with the stick at its end: half a turn in an eighth of a second. */
const TURN_SPEED = 25;
/** ms in which the last part of a turn is about done; it takes the tremble out of a thumb. */
const TURN_SETTLE = 30;
/** Exponent of the response: a stick pushed half turns the aim at a third of its speed, for small corrections. */
const TURN_RESPONSE = 1.6;

/**
 * Where a stick turns the aim to within `elapsed` ms. `friction`: 0..1, part of the speed that is left. A stick at rest turns
 * nothing, whatever the friction; nothing turns past where the stick points.
 */
export function turnAim(aim: number, stick: Stick, friction: number, elapsed: number): number {
  if (stick.push === 0) return aim;
  const gap = turnBetween(aim, stick.angle);
  const speed = stick.push ** TURN_RESPONSE * friction;
  const furthest = (TURN_SPEED * speed * elapsed) / 1000;
  const settled = Math.abs(gap) * (1 - Math.exp((-elapsed * speed) / TURN_SETTLE));
  return aim + Math.sign(gap) * Math.min(furthest, settled);
}
