import { readFileSync } from "node:fs";
import { z } from "zod";

const LOCKFILE = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      license: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

/** One package as the lockfile has it. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX; null where the package says none. */
  readonly licence: string | null;
  /** Of what is downloaded; null: anything would be taken. */
  readonly integrity: string | null;
  /** Where from, where that is not the registry in use. */
  readonly address: string | null;
  readonly hasInstallScript: boolean;
  /** Installed by `npm ci --omit=dev`, which is what the image holds. */
  readonly isShipped: boolean;
}

const FOLDER = "node_modules/";

/** Every package that `npm ci` may install. */
export function lockedPackages(): LockedPackage[] {
  const lock = LOCKFILE.parse(JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8")));
  return Object.entries(lock.packages)
    .filter(([path]) => path !== "")
    .map(([path, { version = "", license = null, integrity = null, resolved = null, hasInstallScript = false, dev = false, devOptional = false }]) => ({
      name: path.slice(path.lastIndexOf(FOLDER) + FOLDER.length),
      version,
      licence: license,
      integrity,
      address: resolved,
      hasInstallScript,
      isShipped: !dev && !devOptional,
    }));
}
