import { writeWorld } from "./layout.ts";
import type { World } from "./world.ts";

/** A fingerprint of everything that matters in a world: uint32. Murmur3's mixing, one word at a time. */
export function hashWorld(world: World): number {
  let hash = 0;
  let words = 0;
  writeWorld(world, (value) => {
    let word = Math.imul(value, 0xcc9e2d51);
    word = (word << 15) | (word >>> 17);
    hash ^= Math.imul(word, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
    words += 1;
  });
  hash ^= words;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
