import type { Server } from "node:http";
import type { Arena } from "./arena.ts";
import type { Deflation } from "./deflation.ts";
import type { Interest } from "./interest.ts";

/** What a stack has to tell its clients. */
export interface Scene {
  arena: Arena;
  interest: Interest;
  deflation: Deflation;
}

/** One stack, listening. The first client to connect is the first fighter, and so on. */
export interface Service {
  port: number;
  /** After each tick: tells every client what it sees. */
  publish(): void;
}

/** Resolves with the port. */
export function listen(http: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(0, "127.0.0.1", () => {
      const address = http.address();
      if (typeof address === "object" && address !== null) resolve(address.port);
      else reject(new Error("the server has no port"));
    });
  });
}
