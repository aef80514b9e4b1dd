import { CONTENT_VERSION } from "../content/version.ts";
import { newBody } from "./bodies.ts";
import { PHASE_CODES, writeWorld } from "./layout.ts";
import { newProjectile } from "./projectiles.ts";
import type { Terrain } from "./terrain.ts";
import { createWorld, type World } from "./world.ts";

/**
 * A world as bytes, little-endian 32-bit words:
 *
 *   word 0        "STRW"
 *   word 1        content version (32 bits of the hash that CONTENT_VERSION spells)
 *   word 2        tick rate
 *   word 3        length of the map's name; then one word per character
 *   then          the state, as layout.ts orders it
 */
const MAGIC = 0x5752_5453;

/** The whole state of a world between two steps. Read back it goes on exactly as it would have. */
export function serialize(world: World): Uint8Array {
  const words: number[] = [];
  const write = (value: number): void => {
    words.push(value);
  };
  const { map, tickRate } = world.terrain;
  write(MAGIC);
  write(Number.parseInt(CONTENT_VERSION, 16));
  write(tickRate);
  write(map.name.length);
  for (const character of map.name) {
    write(character.charCodeAt(0));
  }
  writeWorld(world, write);
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of words.entries()) {
    view.setInt32(index * 4, word, true);
  }
  return bytes;
}

/**
 * Reads a serialised world back, into the terrain that it was made with. Throws an Error that says what does not fit: other
 * bytes, other content, another map or tick rate, too few or too many words.
 */
export function deserialize(bytes: Uint8Array, terrain: Terrain): World {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  const read = (): number => {
    if (offset + 4 > bytes.byteLength) {
      throw new Error(`a serialised world ends after ${bytes.byteLength} bytes, in the middle of its state`);
    }
    const word = view.getInt32(offset, true);
    offset += 4;
    return word;
  };
  const demand = (what: string, found: string | number, wanted: string | number): void => {
    if (found !== wanted) {
      throw new Error(`a serialised world has ${what} ${found}, not ${wanted}`);
    }
  };
  demand("the mark", read(), MAGIC);
  demand("content", (read() >>> 0).toString(16).padStart(8, "0"), CONTENT_VERSION);
  demand("the tick rate", read(), terrain.tickRate);
  demand("a map's name of length", read(), terrain.map.name.length);
  demand("the map", String.fromCharCode(...terrain.map.name.split("").map(read)), terrain.map.name);
  const world = readWorld(read, terrain);
  demand("bytes", bytes.byteLength, offset);
  return world;
}

/** The mirror of `writeWorld`. */
function readWorld(read: () => number, terrain: Terrain): World {
  const tick = read();
  const phase = PHASE_CODES[read()] ?? "over";
  const phaseTicks = read();
  const podiumTicks = read();
  const random = read();
  const world: World = { ...createWorld({ terrain, seed: random, startTick: tick }), phase, phaseTicks, podiumTicks };
  world.nextProjectile = read();
  for (let left = read(); left > 0; left -= 1) {
    const body = newBody(read(), terrain);
    body.x = read();
    body.y = read();
    body.velocityX = read();
    body.velocityY = read();
    body.aim = read();
    body.alive = read() === 1;
    body.dashTicks = read();
    body.dashCooldown = read();
    body.dashHeld = read() === 1;
    body.weapon = read();
    body.fireCooldown = read();
    body.railAmmo = read();
    body.shots = read();
    body.health = read();
    body.shield = read();
    body.respawnTicks = read();
    body.protectedTicks = read();
    body.kills = read();
    body.deaths = read();
    body.assists = read();
    body.streak = read();
    body.impulses = read();
    for (const hurt of body.hurtBy) {
      hurt.attacker = read();
      hurt.tick = read();
    }
    readAll(body.trail.x, read);
    readAll(body.trail.y, read);
    readAll(body.trail.life, read);
    world.bodies.push(body);
  }
  for (let left = read(); left > 0; left -= 1) {
    const projectile = newProjectile();
    projectile.id = read();
    projectile.owner = read();
    projectile.weapon = read();
    projectile.x = read();
    projectile.y = read();
    projectile.velocityX = read();
    projectile.velocityY = read();
    projectile.ticksLeft = read();
    world.projectiles.push(projectile);
  }
  for (const pickup of world.pickups) {
    pickup.absentTicks = read();
  }
  return world;
}

function readAll(values: Int32Array, read: () => number): void {
  for (let index = 0; index < values.length; index += 1) {
    values[index] = read();
  }
}
