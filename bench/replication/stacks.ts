import type { Comparison } from "./picture.ts";
import { EXACT, FLOAT32, PACKED } from "./workload.ts";

/** Name of Socket.IO's message with what a client sees, and type of a room's message with shots. */
export const STATE = "state";
export const SHOTS = 1;

/** In the order in which a round runs them; the floor first, as all others are shown as multiples of it. */
export const STACK_NAMES = ["floor", "socket-io", "views-packed", "views-float", "views-flown", "floor-in-room", "strafe"] as const;

export type StackName = (typeof STACK_NAMES)[number];

export interface Stack {
  title: string;
  comparison: Comparison;
  /** How the server's process speaks, for those clients that only count: like the floor, through a room, or as engine.io. */
  transport: "socket" | "room" | "engine";
  /** CPU and bytes as multiples of the floor's that an earlier measurement of the same workload found; null where it had none. */
  earlier: { cpu: number; bytes: number } | null;
}

const FLOWN: Comparison = { fighters: PACKED, shots: EXACT, isFlown: true };

export const STACKS: Record<StackName, Stack> = {
  floor: { title: "hand-written binary over ws (the floor)", comparison: FLOWN, transport: "socket", earlier: { cpu: 1, bytes: 1 } },
  "socket-io": {
    title: "Socket.IO, JSON",
    comparison: { fighters: EXACT, shots: EXACT, isFlown: false },
    transport: "engine",
    earlier: { cpu: 3.5, bytes: 24.9 },
  },
  "views-packed": {
    title: "Colyseus, StateView, packed fields",
    comparison: { fighters: PACKED, shots: PACKED, isFlown: false },
    transport: "room",
    earlier: { cpu: 4.0, bytes: 2.9 },
  },
  "views-float": {
    title: "Colyseus, StateView, float32",
    comparison: { fighters: FLOAT32, shots: FLOAT32, isFlown: false },
    transport: "room",
    earlier: { cpu: 4.0, bytes: 4.5 },
  },
  "views-flown": { title: "Colyseus, StateView, shots sent once", comparison: FLOWN, transport: "room", earlier: { cpu: 3.1, bytes: 1.3 } },
  "floor-in-room": { title: "the floor's bytes in a Colyseus room", comparison: FLOWN, transport: "room", earlier: { cpu: 1.13, bytes: 1 } },
  strafe: { title: "Strafe's replication in a Colyseus room", comparison: FLOWN, transport: "room", earlier: null },
};
