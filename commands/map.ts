import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { MapData } from "../shared/content/map-data.ts";
import { MAPS } from "../shared/content/maps.ts";
import { validateMap } from "../shared/content/validate-map.ts";
import { drawMap } from "./map-picture.ts";

/** `npm run map -- <name or file> [--out picture.svg]`: checks a map and draws it. A file is a module that exports the map. */
const USAGE = `Usage: npm run map -- <name or file> [--out picture.svg]\nMaps: ${Object.keys(MAPS).join(", ")}`;

const { positionals, values } = parseArgs({ allowPositionals: true, options: { out: { type: "string" } } });
const [wanted] = positionals;
process.exitCode = wanted === undefined || positionals.length > 1 ? fail([USAGE]) : await check(wanted, values.out);

async function check(name: string, out: string | undefined): Promise<number> {
  const map = MAPS[name] ?? (await readMap(name));
  if (typeof map === "string") return fail([map, USAGE]);
  const faults = validateMap(map);
  if (faults.length > 0) return fail([`${map.name} cannot be played:`, ...faults.map((fault) => `  ${fault}`)]);
  if (MAPS[map.name] !== map) console.log(`Nobody plays it yet: add it to the list in shared/content/maps.ts.`);
  const { width, height, boxes, pillars, spawns, pickups, bots } = map;
  console.log(
    `${map.title} (${map.mode}): ${width} by ${height}, ${boxes.length + pillars.length} walls, ${spawns.length} spawns, ${pickups.length} pickups, ${bots} bodies. It can be played.`,
  );
  if (out !== undefined) {
    if (!out.endsWith(".svg")) return fail([`${out}: the picture is an SVG, so let its name end in .svg`]);
    writeFileSync(out, drawMap(map));
    console.log(`Drawn to ${out}`);
  }
  return 0;
}

/** The map that a module exports, or what is wrong. */
async function readMap(file: string): Promise<MapData | string> {
  let module: Record<string, unknown>;
  try {
    module = await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    return `There is no map "${file}", and no module either: ${error instanceof Error ? error.message : String(error)}`;
  }
  const maps = Object.values(module).filter(isMap);
  const [map] = maps;
  return map !== undefined && maps.length === 1 ? map : `${file} exports ${maps.length} maps; export one, typed as MapData`;
}

/** Whether it looks like a map; the compiler checks the rest where it is written. */
function isMap(value: unknown): value is MapData {
  return typeof value === "object" && value !== null && "boxes" in value && "pillars" in value && "spawns" in value && "pickups" in value;
}

function fail(lines: readonly string[]): number {
  for (const line of lines) console.error(line);
  return 1;
}
