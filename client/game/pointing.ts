/**
 * Where a player points: at a place on the screen (CSS pixels from the canvas' upper left) or, with a stick, in a direction
 * from the own craft (radians, 0 along +x, growing clockwise).
 */
export type Pointing = { kind: "place"; x: number; y: number } | { kind: "direction"; angle: number };
