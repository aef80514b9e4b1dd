import { ARENA, type ModeData } from "../content/modes.ts";
import { CONTENT_VERSION } from "../content/version.ts";
import { newBody, type Team } from "./bodies.ts";
import { PHASE_CODES, type Sink, writeWorld } from "./layout.ts";
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
 *   then          length of the mode's name; then one word per character
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
  writeName(map.name, write);
  writeName(world.mode.name, write);
  writeWorld(world, write);
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of words.entries()) {
    view.setInt32(index * 4, word, true);
  }
  return bytes;
}

function writeName(name: string, write: Sink): void {
  write(name.length);
  for (const character of name) {
    write(character.charCodeAt(0));
  }
}

/**
 * Reads a serialised world back, into the terrain and mode that it was made with. Throws an Error that says what does not fit:
 * other bytes, other content, another map, mode or tick rate, too few or too many words.
 */
export function deserialize(bytes: Uint8Array, terrain: Terrain, mode: ModeData = ARENA): World {
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
  demand("a mode's name of length", read(), mode.name.length);
  demand("the mode", String.fromCharCode(...mode.name.split("").map(read)), mode.name);
  const world = readWorld(read, terrain, mode);
  demand("bytes", bytes.byteLength, offset);
  return world;
}

/** The mirror of `writeWorld`. */
function readWorld(read: () => number, terrain: Terrain, mode: ModeData): World {
  const tick = read();
  const phase = PHASE_CODES[read()] ?? "over";
  const phaseTicks = read();
  const podiumTicks = read();
  const scores: [number, number] = [read(), read()];
  const random = read();
  const world: World = { ...createWorld({ terrain, seed: random, startTick: tick, mode }), phase, phaseTicks, podiumTicks, scores };
  world.nextProjectile = read();
  for (let left = read(); left > 0; left -= 1) {
    const body = newBody(read(), teamOf(read()), terrain);
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
    for (let weapon = 0; weapon < body.ammo.length; weapon += 1) {
      body.ammo[weapon] = read();
    }
    body.shots = read();
    body.health = read();
    body.shield = read();
    body.respawnTicks = read();
    body.protectedTicks = read();
    body.overchargeTicks = read();
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
    projectile.team = teamOf(read());
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

function teamOf(word: number): Team {
  return word === 1 || word === 2 ? word : 0;
}

function readAll(values: Int32Array, read: () => number): void {
  for (let index = 0; index < values.length; index += 1) {
    values[index] = read();
  }
}
