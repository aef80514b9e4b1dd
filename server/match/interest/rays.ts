import { ASPECT_MAX, LOOK_AHEAD, viewSize } from "../../../shared/protocol/view.ts";
import { CELL } from "./cells.ts";

/** Cells to each side that a light reaches: as far as the widest screen shows from its body, looking ahead. */
export const LIGHT_REACH = Math.ceil((viewSize(ASPECT_MAX).width * (0.5 + LOOK_AHEAD)) / CELL);

/** At its far end two neighbouring rays are 15 units apart: less than half of a body. */
export const RAYS = 512;
export const RAY_X = Float64Array.from({ length: RAYS }, (_, ray) => Math.cos(((ray + 0.5) / RAYS) * 2 * Math.PI));
export const RAY_Y = Float64Array.from({ length: RAYS }, (_, ray) => Math.sin(((ray + 0.5) / RAYS) * 2 * Math.PI));

/**
 * The cells that rays cross which start in the middle of one, as a tree: rays that cross the same cells part where their ways
 * do. Its nodes are in the order of a walk along each branch to its end, and the same for every lamp.
 */
export interface RayTree {
  readonly size: number;
  /** Of each node: its cell, as seen from the lamp's. */
  readonly columns: Int8Array;
  readonly rows: Int8Array;
  /** The node to go on with when nothing behind this one is lit: the next that is no part of its branch. */
  readonly next: Uint16Array;
  /** The rays that come through: from the first to the last. */
  readonly firstRays: Uint16Array;
  readonly lastRays: Uint16Array;
  /** Cells from the lamp to where the first of them enters the node's cell. */
  readonly entries: Float32Array;
}

interface Crossing {
  column: number;
  row: number;
  entry: number;
}

export const RAY_TREE: RayTree = growTree();

function growTree(): RayTree {
  const nodes: (Crossing & { next: number; firstRay: number; lastRay: number })[] = [];
  /** Nodes of the branch that is growing, from the lamp on. */
  let branch: number[] = [];
  for (let ray = 0; ray < RAYS; ray += 1) {
    const crossings = crossingsOf(RAY_X[ray] ?? 0, RAY_Y[ray] ?? 0);
    const shared = branch.findIndex((node, depth) => nodes[node]?.column !== crossings[depth]?.column || nodes[node]?.row !== crossings[depth]?.row);
    const kept = shared < 0 ? branch.length : shared;
    closeBranch(branch.slice(kept));
    branch = branch.slice(0, kept);
    for (const [depth, node] of branch.entries()) {
      const { [node]: there } = nodes;
      if (there === undefined) continue;
      there.lastRay = ray;
      there.entry = Math.min(there.entry, crossings[depth]?.entry ?? 0);
    }
    for (const crossing of crossings.slice(kept)) {
      branch.push(nodes.length);
      nodes.push({ ...crossing, next: 0, firstRay: ray, lastRay: ray });
    }
  }
  closeBranch(branch);
  return {
    size: nodes.length,
    columns: Int8Array.from(nodes, ({ column }) => column),
    rows: Int8Array.from(nodes, ({ row }) => row),
    next: Uint16Array.from(nodes, ({ next }) => next),
    firstRays: Uint16Array.from(nodes, ({ firstRay }) => firstRay),
    lastRays: Uint16Array.from(nodes, ({ lastRay }) => lastRay),
    entries: Float32Array.from(nodes, ({ entry }) => entry),
  };

  function closeBranch(ended: readonly number[]): void {
    for (const node of ended) {
      const { [node]: there } = nodes;
      if (there !== undefined) there.next = nodes.length;
    }
  }
}

/** Goes from cell to cell along a ray. */
function crossingsOf(dx: number, dy: number): Crossing[] {
  const crossings: Crossing[] = [];
  const perColumn = 1 / Math.abs(dx);
  const perRow = 1 / Math.abs(dy);
  let nextColumn = perColumn / 2;
  let nextRow = perRow / 2;
  let entry = 0;
  let column = 0;
  let row = 0;
  while (Math.abs(column) <= LIGHT_REACH && Math.abs(row) <= LIGHT_REACH) {
    crossings.push({ column, row, entry });
    entry = Math.min(nextColumn, nextRow);
    if (nextColumn < nextRow) {
      nextColumn += perColumn;
      column += Math.sign(dx);
    } else {
      nextRow += perRow;
      row += Math.sign(dy);
    }
  }
  return crossings;
}
