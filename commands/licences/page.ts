import type { LockedPackage } from "./packages.ts";

const HEAD = `# Licences of what is shipped

The packages that \`npm ci --omit=dev\` installs, by licence, as the lockfile has them; some of them for one platform only. \`npm run licences\`
writes this page.
`;

/** The text of docs/licences.md. */
export function licencesPage(packages: readonly LockedPackage[]): string {
  const byLicence = Map.groupBy(
    packages.filter(({ isShipped }) => isShipped),
    ({ licence }) => licence ?? "none named",
  );
  const parts = [...byLicence]
    .sort(([one, its], [other, others]) => others.length - its.length || one.localeCompare(other))
    .map(([licence, its]) => `## ${licence}\n\n${[...new Set(its.map(({ name }) => name))].sort().join(", ")}\n`);
  return [HEAD, ...parts].join("\n");
}
