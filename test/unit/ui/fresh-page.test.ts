import { beforeEach, describe, expect, test } from "vitest";
import { reloadIfOutdated } from "../../../client/ui/fresh-page.ts";
import { PROTOCOL_VERSION } from "../../../shared/protocol/version.ts";

const NEWER = PROTOCOL_VERSION + 1;

let reloads: number;
let kept: Map<string, string>;

beforeEach(() => {
  reloads = 0;
  kept = new Map();
});

/** A page, loaded by a tab that keeps its storage, asks a server that speaks this protocol. */
function ask(protocol: number | null): Promise<boolean> {
  return reloadIfOutdated({
    askProtocol: async () => protocol,
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
    reload: () => {
      reloads += 1;
    },
  });
}

describe("a page", () => {
  test("of the server's version stays", async () => {
    expect(await ask(PROTOCOL_VERSION)).toBe(false);
    expect(reloads).toBe(0);
  });

  test("of another version is loaded anew, once: what came may be the old one again", async () => {
    expect(await ask(NEWER)).toBe(true);
    for (let loaded = 0; loaded < 10; loaded++) expect(await ask(NEWER)).toBe(false);
    expect(reloads).toBe(1);
  });

  test("is loaded anew again for a version after that", async () => {
    await ask(NEWER);
    expect(await ask(NEWER + 1)).toBe(true);
  });

  test("that became the right one is loaded anew when the same happens another time", async () => {
    await ask(NEWER);
    await ask(PROTOCOL_VERSION);
    expect(await ask(NEWER)).toBe(true);
  });

  test("stays where the server does not say", async () => {
    expect(await ask(null)).toBe(false);
    expect(reloads).toBe(0);
  });
});
