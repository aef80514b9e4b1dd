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
    /** `MatchState.tick` of the newest patch that arrived. */
    seenTick: t.uint32(),
  },
  "WireFrame",
);
export type WireFrame = SchemaType<typeof WireFrame>;
