import { type WireEvent, writeEvent } from "../../../shared/protocol/events.ts";
import type { EncodeEvent } from "../../replication/event-batches.ts";

/** Writes events as they are on the wire, into whichever memory they are given. */
export function eventWriter(): EncodeEvent<WireEvent> {
  let view: DataView = new DataView(new ArrayBuffer(0));
  return (event, bytes, at) => {
    if (view.buffer !== bytes.buffer) view = new DataView(bytes.buffer);
    at.offset = writeEvent(view, at.offset, event);
  };
}
