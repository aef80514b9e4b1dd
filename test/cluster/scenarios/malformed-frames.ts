import { CloseCode } from "../../../shared/protocol/close-codes.ts";
import type { ServerProcess } from "../server-process.ts";
import { enterRaw, OPEN_DOOR, withLoneServer } from "./lone-server.ts";
import { playing, TickWatch } from "./matches.ts";
import { atMost, type Check, equal, type Scenario, timeUntil } from "./scenario.ts";

/** ms */
const CLOSED_PATIENCE = 1000;
const HEALTH_PATIENCE = 1000;

/** Bytes that the server may print about all of them. */
const LOG_MOST = 8192;

/** The frame of six bytes that plain Colyseus believes: unreliable input with this many time stamps, each of which it makes room for. */
const STAMPS = [20 | 0x80, 206, 0xff, 0xff, 0xff, 0xff];

/** The last one is the worst: without the guard nothing comes after it. */
const FRAMES: readonly { what: string; frame: readonly number[]; code: number }[] = [
  { what: "an empty frame", frame: [], code: CloseCode.MALFORMED },
  { what: "an unknown opcode", frame: [99], code: CloseCode.MALFORMED },
  { what: "input that switches to another structure", frame: [19, 0xff, 3], code: CloseCode.MALFORMED },
  { what: "input that is cut short", frame: [19, 0x80, 0], code: CloseCode.MALFORMED },
  { what: "raw bytes", frame: [17, 0xa1, 0x61, 1], code: CloseCode.MALFORMED },
  { what: "a frame that is too large", frame: Array.from({ length: 2000 }, () => 13), code: CloseCode.MESSAGE_TOO_BIG },
  { what: "input with four thousand million time stamps", frame: STAMPS, code: CloseCode.MALFORMED },
];

export const malformedFrames: Scenario = {
  name: "clients send frames that no client of ours sends",
  injected: "by raw sockets, one connection each",
  run: () =>
    withLoneServer({}, async (server) => {
      const watch = new TickWatch([await playing(server.url)]);
      const before = server.output.length;
      const checks = await sendAll(server, "arena");
      return [
        ...checks,
        atMost("bytes that the server printed about them", server.output.length - before, LOG_MOST),
        watch.check("the match of the others loses no tick"),
      ];
    }),
  control: { kind: "run", what: "a room of plain Colyseus", run: () => withLoneServer(OPEN_DOOR, (server) => sendAll(server, "open")) },
};

async function sendAll(server: ServerProcess, mode: string): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { what, frame, code } of FRAMES) {
    const raw = await enterRaw(server, mode);
    raw.send(frame);
    await timeUntil(CLOSED_PATIENCE, () => !raw.isOpen);
    const seen = raw.isOpen ? "taken" : await raw.closed;
    raw.reset();
    checks.push(equal(`${what} is closed with`, seen, code));
  }
  const isWell = fetch(`${server.url}/healthz`, { signal: AbortSignal.timeout(HEALTH_PATIENCE) }).then(
    ({ ok }) => ok,
    () => false,
  );
  return [...checks, equal("the server answers after it", await isWell, true)];
}
