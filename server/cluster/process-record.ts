import { z } from "zod";
import { PUBLIC_ADDRESS } from "./public-address.ts";
import { parsed } from "./room-record.ts";

/** Raised when an older server would misread a record; new fields alone do not. */
const VERSION = 1;

/** What a process says of itself with every heartbeat. */
const schema = z.object({
  v: z.literal(VERSION),
  /** At which players reach it. */
  address: z.string().regex(PUBLIC_ADDRESS),
  region: z.string(),
  /** One that drains keeps its matches and takes nobody in. */
  state: z.enum(["serving", "draining"]),
  /** Connections. */
  players: z.number(),
  /** Rooms that count towards `maxRooms`. */
  rooms: z.number(),
  maxRooms: z.number(),
  /** Share of its core that is free: 0..1. */
  headroom: z.number(),
  /** It has too much to do to take anybody in. */
  isOverloaded: z.boolean().default(false),
  /** Version of the protocol that its rooms speak; 0 where it does not say. */
  protocol: z.number().default(0),
});

export type ProcessRecord = Omit<z.infer<typeof schema>, "v">;

export function writeProcess(record: ProcessRecord): string {
  return JSON.stringify({ ...record, v: VERSION });
}

/** Null for a record of a later version: that process takes part, but no room is opened on it from here. */
export function readProcess(text: string): ProcessRecord | null {
  const { success, data } = schema.safeParse(parsed(text));
  if (!success) return null;
  const { v: _version, ...record } = data;
  return record;
}
