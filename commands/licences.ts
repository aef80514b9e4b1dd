import { writeFileSync } from "node:fs";
import { lockedPackages } from "./licences/packages.ts";
import { licencesPage } from "./licences/page.ts";

/** `npm run licences` writes docs/licences.md, after a dependency has changed. */
writeFileSync(new URL("../docs/licences.md", import.meta.url), licencesPage(lockedPackages()));
