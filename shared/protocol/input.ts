import { type SchemaType, schema, t } from "@colyseus/schema";

/** An `InputFrame` on the wire, with the newest tick that the client has: by that alone the server judges how far behind it is. */
export const WireFrame = schema(
  {
    /** -4096..4096, see STICK_FULL. */
    moveX: t.int16(),
    moveY: t.int16(),
    /** 1/65536 turn. */
    aim: t.uint16(),
    buttons: t.uint8(),
    weapon: t.uint8(),
    /** 1/16 tick. */
    viewTick: t.uint32(),
    /** `MatchState.tick` of the newest patch that arrived: `READER_TIMEOUT` says how long it may stand still. */
    seenTick: t.uint32(),
  },
  "WireFrame",
);
export type WireFrame = SchemaType<typeof WireFrame>;

/** Bytes of each field of a `WireFrame`, in its order: with one byte before each of them that is all a frame may consist of. */
export const WIRE_FRAME_WIDTHS: readonly number[] = [2, 2, 2, 1, 1, 4, 4];
