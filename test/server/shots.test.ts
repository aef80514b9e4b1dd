import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "./child.ts";

test("a log that cannot be photographed is refused in a sentence, exit 1", async () => {
  const directory = await mkdtemp(join(tmpdir(), "strafe-"));
  const path = join(directory, "old.round");
  await writeFile(path, `{"format":1}\n`);
  const shots = run(process.execPath, ["commands/launch.cjs", "shots", "--log", path]);
  expect(await shots.ended).toBe(1);
  expect(shots.output()).toMatch(/^.*old\.round is a log of format 1, and this version reads format \d+\.\n$/);
  await rm(directory, { recursive: true });
});
