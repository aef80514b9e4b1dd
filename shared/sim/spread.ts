import { divFloor } from "./fixed.ts";

/**
 * Where pellet `pellet` of `pellets` goes, off the aim: 1/65536 turn, -spread..spread. A hash of the body and its shot decides,
 * so that who fires knows it as the world does and no stream of the world is touched. Each pellet has a share of the fan of its
 * own: no shot is all luck.
 */
export function spreadOf(body: number, shot: number, pellet: number, pellets: number, spread: number): number {
  const share = divFloor(2 * spread, pellets);
  return pellet * share - spread + (hashOf(body, shot, pellet) % (share + 1));
}

/** Murmur3's mixing of three small integers: uint32. */
function hashOf(body: number, shot: number, pellet: number): number {
  let hash = Math.imul(body, 0xcc9e2d51) ^ Math.imul(shot + 1, 0x1b873593) ^ Math.imul(pellet + 1, 0xe6546b64);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
