import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { createLibraryLog } from "../../server/operations/log.ts";

interface Line {
  library: string;
  msg: string;
  leftOut?: number;
}

function recorded(level = "info") {
  const lines: Line[] = [];
  let time = 0;
  const log = createLibraryLog(pino({ level }, { write: (text: string) => lines.push(JSON.parse(text)) }), "colyseus", () => time);
  return {
    log,
    lines,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

describe("what a library logs", () => {
  test("is one structured line that names the library", () => {
    const { log, lines } = recorded();
    log.error("seat", 4, new Error("lost"));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ library: "colyseus", msg: expect.stringMatching(/^seat 4 Error: lost/) });
  });

  test("is cut off after 20 lines in 10 s, and how many were left out is said", () => {
    const { log, lines, pass } = recorded();
    for (let i = 0; i < 1000; i++) log.warn("bad packet");
    expect(lines).toHaveLength(20);
    pass(10_000);
    log.warn("bad packet");
    expect(lines).toHaveLength(22);
    expect(lines[20]).toMatchObject({ leftOut: 980 });
  });

  test("does not use up its lines on what is not logged at this level", () => {
    const { log, lines } = recorded("warn");
    for (let i = 0; i < 1000; i++) log.info("chatter");
    log.error("real");
    expect(lines.map(({ msg }) => msg)).toEqual(["real"]);
  });
});
