import { expect, test } from "vitest";
import { DEFAULT_MAP } from "../../shared/content/maps.ts";
import { hashWorld } from "../../shared/sim/hash.ts";
import { deserialize, serialize } from "../../shared/sim/serialize.ts";
import { PHASES } from "../../shared/sim/step.ts";
import { compileTerrain } from "../../shared/sim/terrain.ts";
import { Fight } from "./fight.ts";
import { YARD } from "./yard.ts";

const terrain = compileTerrain(DEFAULT_MAP, 40);

function fought(): Fight {
  const fight = new Fight({ tickRate: 40, seed: 3, bodies: 12 });
  for (let tick = 0; tick < 400; tick += 1) {
    fight.tick(PHASES);
  }
  return fight;
}

test("a world read back from an offset in a larger buffer is the same", () => {
  const { world } = fought();
  const bytes = serialize(world);
  const larger = new Uint8Array(bytes.length + 7);
  larger.set(bytes, 3);
  expect(hashWorld(deserialize(larger.subarray(3, 3 + bytes.length), terrain))).toBe(hashWorld(world));
});

test("every word of the state is in the hash", () => {
  const { world } = fought();
  const bytes = serialize(world);
  const hash = hashWorld(world);
  const header = 4 * (4 + DEFAULT_MAP.name.length);
  let checked = 0;
  for (let offset = header; offset < bytes.length; offset += 4) {
    const changed = bytes.slice();
    // The lowest bit: of counts and phases too, where reading it back may rightly fail.
    changed[offset] = (changed[offset] ?? 0) ^ 1;
    let other: number;
    try {
      other = hashWorld(deserialize(changed, terrain));
    } catch (error) {
      expect(String(error)).toContain("a serialised world");
      continue;
    }
    // Booleans and the number of the phase are read back as what they mean; all else shows.
    expect(other, `word ${(offset - header) / 4}`).not.toBe(hash);
    checked += 1;
  }
  expect(checked).toBeGreaterThan(1000);
});

test("bytes that are no such world are refused, in words", () => {
  const bytes = serialize(fought().world);
  const changed = (offset: number): Uint8Array => bytes.map((byte, index) => (index === offset ? byte ^ 1 : byte));
  expect(() => deserialize(bytes.subarray(0, bytes.length - 4), terrain)).toThrow("in the middle of its state");
  expect(() => deserialize(new Uint8Array([...bytes, 0]), terrain)).toThrow("bytes");
  expect(() => deserialize(changed(0), terrain)).toThrow("the mark");
  expect(() => deserialize(changed(4), terrain)).toThrow("content");
  expect(() => deserialize(bytes, compileTerrain(DEFAULT_MAP, 20))).toThrow("the tick rate 40, not 20");
  expect(() => deserialize(bytes, compileTerrain(YARD, 40))).toThrow("a map's name");
  expect(() => deserialize(changed(16), terrain)).toThrow("the map");
});
