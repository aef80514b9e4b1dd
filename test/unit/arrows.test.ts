import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Imports that the design forbids, each with the rule that has to say so. */
const FORBIDDEN: readonly [file: string, imports: string, rule: string][] = [
  ["shared/sim/a.ts", "server/match/a.ts", "shared-knows-no-side"],
  ["shared/bots/a.ts", "client/ui/a.ts", "shared-knows-no-side"],
  ["shared/protocol/a.ts", "node:fs", "shared-needs-no-platform"],
  ["shared/sim/b.ts", "shared/protocol/b.ts", "sim-is-closed"],
  ["client/game/net/a.ts", "server/rooms/a.ts", "client-knows-no-server"],
  ["server/http/a.ts", "client/ui/a.ts", "server-knows-no-client"],
  ["server/match/b.ts", "server/rooms/b.ts", "match-imports-nothing-above-it"],
  ["server/replication/a.ts", "server/match/c.ts", "replication-imports-nothing-above-it"],
  ["server/replication/b.ts", "shared/sim/c.ts", "replication-knows-no-game"],
  ["server/rooms/c.ts", "server/http/c.ts", "rooms-imports-nothing-above-it"],
  ["server/http/d.ts", "server/app.ts", "http-imports-nothing-above-it"],
  ["server/app.ts", "server/main.ts", "app-imports-nothing-above-it"],
  ["server/match/d.ts", "test/unit/a.ts", "product-knows-no-tool"],
  ["client/game/render/a.ts", "client/game/predict/a.ts", "render-reads-the-scene"],
  ["server/match/e.ts", "server/match/f.ts", "no-cycles"],
];

/** Closes the circle of the last row; a circle is reported once. */
const BACK = ["server/match/f.ts", "server/match/e.ts"] as const;

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

describe("the arrows between the folders", () => {
  test("are kept by every import", async () => {
    expect(await violations(ROOT)).toEqual([]);
  });

  test("are what the rules check: each forbidden import is found", async () => {
    const directory = mkdtempSync(join(tmpdir(), "arrows-"));
    directories.push(directory);
    cpSync(join(ROOT, "package.json"), join(directory, "package.json"));
    for (const [, imported] of FORBIDDEN) if (!imported.startsWith("node:")) write(directory, imported, "export const a = 1;\n");
    for (const [file, imported] of [...FORBIDDEN, BACK]) {
      const path = imported.startsWith("node:") ? imported : `${"../".repeat(file.split("/").length - 1)}${imported}`;
      write(directory, file, `import * as a from "${path}";\nconsole.log(a);\n`);
    }
    const found = await violations(directory);
    for (const [file, imported, rule] of FORBIDDEN) expect(found).toContain(`${rule}: ${file} → ${imported.replace("node:", "")}`);
  });
});

function write(directory: string, file: string, text: string): void {
  mkdirSync(dirname(join(directory, file)), { recursive: true });
  writeFileSync(join(directory, file), text);
}

interface CruiseResult {
  summary: { violations: { rule: { name: string }; from: string; to: string }[] };
}

function violations(directory: string): Promise<string[]> {
  const folders = ["client", "server", "shared"].filter((folder) => existsSync(join(directory, folder)));
  const cruiser = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const words = [cruiser, "--config", join(ROOT, ".dependency-cruiser.cjs"), "--output-type", "json", ...folders];
  return new Promise((resolve, reject) => {
    // It exits with the number of violations: what it printed is what counts.
    execFile(process.execPath, words, { cwd: directory, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (stdout === "") return reject(new Error(stderr, { cause: error }));
      const result: CruiseResult = JSON.parse(stdout);
      resolve(result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`));
    });
  });
}
