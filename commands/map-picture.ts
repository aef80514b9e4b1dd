import type { MapData } from "../shared/content/map-data.ts";
import { type Gift, PICKUPS } from "../shared/content/pickups.ts";
import { TINTS } from "../shared/content/tints.ts";

/** Units between lines of the grid. */
const GRID = 256;
const BORDER = 48;

const PADS: Readonly<Record<Gift["kind"], string>> = { health: "#8bea6b", shield: "#9fd8ff", ammunition: "#ffb36b", overcharge: "#fff27a" };
const SPAWNS = ["#8a94a6", "#4fa8ff", "#ff9a3c"];

/** A map as an SVG picture, one unit a pixel: walls, spawns (rings, in their team's colour), pickups with their names. */
export function drawMap(map: MapData): string {
  const tint = TINTS[map.tint];
  const { width, height } = map;
  const lines: string[] = [];
  for (let x = GRID; x < width; x += GRID) lines.push(`M${x} 0V${height}`);
  for (let y = GRID; y < height; y += GRID) lines.push(`M0 ${y}H${width}`);
  const wall = `fill="${tint.topLit}" stroke="rgb(${tint.rim})" stroke-opacity="0.6" stroke-width="3"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-BORDER} ${-BORDER} ${width + 2 * BORDER} ${height + 2 * BORDER}">
<title>${map.title}</title>
<rect x="${-BORDER}" y="${-BORDER}" width="${width + 2 * BORDER}" height="${height + 2 * BORDER}" fill="${tint.top}"/>
<rect width="${width}" height="${height}" fill="${tint.ground}"/>
<path d="${lines.join("")}" stroke="rgb(${tint.line})" stroke-opacity="0.12" stroke-width="2"/>
${map.boxes.map(({ x, y, width: across, height: down }) => `<rect x="${x}" y="${y}" width="${across}" height="${down}" ${wall}/>`).join("\n")}
${map.pillars.map(({ x, y, radius }) => `<circle cx="${x}" cy="${y}" r="${radius}" ${wall}/>`).join("\n")}
${map.spawns.map(({ x, y, team = 0 }) => `<circle cx="${x}" cy="${y}" r="20" fill="none" stroke="${SPAWNS[team]}" stroke-width="6"/>`).join("\n")}
${map.pickups.map(drawPickup).join("\n")}
</svg>
`;
}

function drawPickup({ kind, x, y }: MapData["pickups"][number]): string {
  const color = PADS[PICKUPS[kind].gives.kind];
  const label = `<text x="${x}" y="${y + 52}" fill="${color}" font-family="sans-serif" font-size="30" text-anchor="middle">${kind}</text>`;
  return `<circle cx="${x}" cy="${y}" r="20" fill="${color}"/>${label}`;
}
