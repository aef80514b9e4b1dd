import { memoryUsage, stdout } from "node:process";
import { Match } from "../../server/match/match.ts";
import { terrainOf } from "../../server/match/rotation.ts";
import { EXPANSE } from "../../shared/content/maps/expanse.ts";
import { ARENA } from "../../shared/content/modes.ts";
import { ASPECT_DEFAULT } from "../../shared/protocol/view.ts";
import { Circler } from "./circler.ts";

/**
 * Prints how many bytes a tick of a whole match allocates on the heap once everything is warm, without a collection meanwhile:
 * people and their clients, all that they are told, but no sockets. Arguments: how many people, how many of them have a client, and `wasteful` for the control.
 */
const WARM_TICKS = 800;
const TICKS = 300;
const TICK_RATE = 20;

const [people = 0, clients = 0] = process.argv.slice(2, 4).map(Number);
const isWasteful = process.argv[4] === "wasteful";
const match = new Match({
  terrain: terrainOf(EXPANSE, TICK_RATE),
  mode: { ...ARENA, roundMs: 10_000_000 },
  seed: 1,
  size: 0,
  now: () => performance.now(),
  send: (tick) => send(tick),
});
const players = Array.from({ length: people }, (_, index) => new Circler(index * 7));
const listeners = players.map((player, index) => {
  const own = match.join(`Person ${index}`, player);
  return index < clients ? match.audience.admit({ own, aspect: ASPECT_DEFAULT, seen: () => Math.max(0, match.world.tick - 3) }) : null;
});
const told = listeners.filter((listener) => listener !== null);
for (const listener of told) listener.full(match.world.tick, 0);

const kept: { x: number }[] = [];
function send(tick: number): void {
  for (let index = 0; index < told.length; index += 1) {
    const listener = told[index];
    if (listener === undefined) continue;
    const batch = match.audience.batch(listener, 0);
    listener.patch(tick, 0, batch?.length ?? 0, 0);
  }
  if (!isWasteful) return;
  for (const [index, { x }] of match.world.bodies.entries()) kept[index] = { x };
}

function tick(): void {
  for (let index = 0; index < players.length; index += 1) players[index]?.play(match.world.tick);
  match.tick();
}

for (let count = 0; count < WARM_TICKS; count += 1) tick();
globalThis.gc?.();
const before = memoryUsage().heapUsed;
for (let count = 0; count < TICKS; count += 1) tick();
stdout.write(`${Math.round((memoryUsage().heapUsed - before) / TICKS)}\n`);
