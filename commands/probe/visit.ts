import { setTimeout as pause } from "node:timers/promises";
import { restingControls } from "../../client/game/input/controls.ts";
import type { ConnectionState, Scene } from "../../client/game/scene.ts";
import { GameSession, sessionPorts } from "../../client/game/session.ts";
import { JOIN_PATIENCE, type Sighting } from "./sighting.ts";

/** ms between two displayed frames. */
const FRAME = 16;

/** ms. The page itself. */
const PAGE_PATIENCE = 5000;

/** ms in one direction: whatever stands in the way, one of four is free. */
const LEG = 300;

/** ms in which a client finds out how far behind the server it has to show things: they are not counted. */
const SETTLING = 1000;

/** Units within which a craft counts as not moved. */
const STANDING = 5;

/** Comes to a server as a player's page does, plays for `duration` ms, and leaves. */
export async function visit(origin: string, duration: number): Promise<Sighting> {
  const seen: Sighting = {
    page: await pageStatus(origin),
    joining: null,
    ended: null,
    tickRate: 0,
    ticks: 0,
    looked: 0,
    patchRate: 0,
    roundTrip: 0,
    losses: 0,
    hasMoved: false,
  };
  if (seen.page === null) return seen;

  const session = new GameSession(sessionPorts(origin));
  const asked = performance.now();
  session.connect({ match: { kind: "mode", mode: "arena" }, name: "Probe" });
  const outcome = await Promise.race([session.begun(), pause(JOIN_PATIENCE, "late" as const, { ref: false })]);
  if (outcome === null) {
    seen.joining = performance.now() - asked;
    await play(session, duration, seen);
  } else if (outcome !== "late") seen.ended = outcome;
  session.leave();
  return seen;
}

async function play(session: GameSession, duration: number, seen: Sighting): Promise<void> {
  const controls = restingControls();
  const start = performance.now();
  let scene = session.frame(start, controls);
  let firstTick: number | null = null;
  let looking = start;
  let place = placeOf(scene);
  let before: ConnectionState["kind"] = scene.connection.kind;
  seen.tickRate = scene.tickRate;
  for (let now = start; now - start < duration; now = performance.now()) {
    const leg = (Math.floor((now - start) / LEG) * Math.PI) / 2;
    controls.moveX = Math.cos(leg);
    controls.moveY = Math.sin(leg);
    scene = session.frame(now, controls);
    if (scene.connection.kind === "ended") {
      seen.ended = scene.connection.reason;
      break;
    }
    if (scene.connection.kind === "reconnecting" && before !== "reconnecting") seen.losses += 1;
    before = scene.connection.kind;
    const here = placeOf(scene);
    if (place !== null && here !== null && Math.hypot(here.x - place.x, here.y - place.y) > STANDING) seen.hasMoved = true;
    place ??= here;
    if (firstTick === null && now - start >= SETTLING) {
      firstTick = scene.tick;
      looking = now;
    }
    await pause(FRAME);
  }
  scene = session.frame(performance.now(), controls);
  seen.looked = performance.now() - looking;
  seen.ticks = Math.round(scene.tick - (firstTick ?? scene.tick));
  seen.patchRate = scene.net.tickRate;
  seen.roundTrip = scene.net.roundTrip;
}

/** Where the server says that the own craft is, as far as the client shows it. */
function placeOf({ own, bodies }: Scene): { x: number; y: number } | null {
  const body = bodies.find(({ id, alive }) => id === own && alive);
  return body === undefined ? null : { x: body.x, y: body.y };
}

async function pageStatus(origin: string): Promise<number | null> {
  try {
    return (await fetch(origin, { signal: AbortSignal.timeout(PAGE_PATIENCE) })).status;
  } catch {
    // No such machine, nobody who listens there, or too late: for whoever wants to play it is the same.
    return null;
  }
}
