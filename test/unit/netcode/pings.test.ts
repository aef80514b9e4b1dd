import { expect, test } from "vitest";
import { pingOf } from "../../../client/game/net/pings.ts";

const region = { name: "eu", address: "https://eu.example.org" };

/** Asks a region that answers after each of these ms in turn. */
async function ping(times: number[]): Promise<{ ping: number | null; asked: string[] }> {
  let now = 0;
  const asked: string[] = [];
  const get = async (address: string): Promise<void> => {
    asked.push(address);
    const time = times[asked.length - 1];
    if (time === undefined) throw new Error("no answer");
    now += time;
  };
  return { ping: await pingOf(region, get, () => now), asked };
}

test("a ping is the least of several, without the first that opens the connection", async () => {
  const { ping: least, asked } = await ping([10, 42.4, 40.2, 300]);
  expect(least).toBe(40);
  expect(new Set(asked)).toEqual(new Set(["https://eu.example.org/ping"]));
});

test("a region that does not answer has none", async () => {
  expect((await ping([])).ping).toBeNull();
});
