import { expect, test } from "vitest";
import { endOfClose, endOfRefusal } from "../../../client/game/net/link-end.ts";
import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import { JoinError } from "../../../shared/protocol/join-options.ts";

test.each([CloseCode.GOING_AWAY, 1005, CloseCode.ABNORMAL, 4010, CloseCode.JOIN_TIMEOUT])("after close code %i the seat may still be there", (code) => {
  expect(endOfClose(code)).toEqual({ kind: "lost" });
});

test.each([
  [CloseCode.LEFT, "left"],
  [CloseCode.SHUTTING_DOWN, "shutdown"],
  [CloseCode.MALFORMED, "refused"],
  [CloseCode.MESSAGE_TOO_BIG, "refused"],
  [CloseCode.SEAT_GONE, "seat-gone"],
  [CloseCode.KICKED, "kicked"],
  [CloseCode.FLOOD, "kicked"],
  [CloseCode.TOO_SLOW, "too-slow"],
  [CloseCode.REPLACED, "replaced"],
  [CloseCode.MATCH_FAILED, "match-failed"],
])("close code %i ends it: %s", (code, reason) => {
  expect(endOfClose(code)).toEqual({ kind: "ended", reason });
});

test.each([
  [JoinError.BAD_OPTIONS, "", "refused"],
  [JoinError.NO_SUCH_ROOM, "", "seat-gone"],
  [JoinError.SEAT_GONE, "", "seat-gone"],
  [JoinError.ROOM_FULL, "", "full"],
  [JoinError.VERSION_MISMATCH, "", "version"],
  [JoinError.SERVER_FULL, "Every room of this server is full; try again in a minute.", "server-full"],
  [JoinError.SERVER_FULL, "This server has too much to do to take anybody in; try again in a minute.", "server-full"],
  [JoinError.SERVER_FULL, "This server is shutting down; try again.", "shutdown"],
])("a seat refused with %i %s ends it: %s", (code, message, reason) => {
  expect(endOfRefusal(code, message, "join")).toEqual({ kind: "ended", reason });
});

test.each([null, 429, 500, 502, 504])("a try that failed with %s is made again", (code) => {
  expect(endOfRefusal(code, "", "join")).toEqual({ kind: "lost" });
});

test.each([
  [JoinError.NO_SUCH_ROOM, "", { kind: "ended", reason: "server-gone" }],
  [JoinError.SEAT_GONE, "", { kind: "ended", reason: "seat-gone" }],
  [JoinError.SERVER_FULL, "This server is shutting down; try again.", { kind: "ended", reason: "shutdown" }],
  [500, "", { kind: "out-of-reach" }],
  [503, "The servers cannot reach each other at the moment.", { kind: "lost" }],
  [504, "", { kind: "out-of-reach" }],
  [429, "", { kind: "lost" }],
  [null, "", { kind: "lost" }],
])("a return that failed with %s %s means %o", (code, message, end) => {
  expect(endOfRefusal(code, message, "return")).toEqual(end);
});
