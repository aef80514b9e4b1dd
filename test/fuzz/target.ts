import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, vi } from "vitest";
import { Refusal } from "../../client/game/net/door.ts";
import { type OwnSeat, takeSeat } from "../../commands/load/door.ts";
import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { joinOptions } from "../server/arena-server.ts";
import { Player } from "../server/player.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Nothing that bounds how much one address may ask: the attack is to get as far as it can. */
const ENVIRONMENT = {
  HOST: "127.0.0.1",
  PORT: "0",
  INTERNAL_PORT: "0",
  ARENA_BOTS: "4",
  MAX_PLAYERS: "100",
  API_RATE: "1000000",
  ADDRESS_SEATS: "100000",
  ADDRESS_CONNECTIONS: "100000",
  UPGRADE_RATE: "100000",
  LOG_LEVEL: "info",
};

/** MB that the process may hold more after an attack than before it, and bytes that it may have logged in a second of it. */
const GROWTH_MAX = 150;
const LOG_RATE_MAX = 400_000;

/** Share of its ticks that another player's match has while the attack goes on, from the same machine. */
const TICKS_LEAST = 0.9;

const TICK_RATE = 40;

/** ms between two requests for a seat while the server has too much to do to take anybody in, which it may say on a slow machine. */
const ASK_AGAIN = 500;

/** What must never stand in a log, whatever comes. */
const FAULTS = /uncaught exception|unhandled rejection|room failed|request failed|"level":"fatal"/;

/** A real server that is attacked, and somebody who plays on it meanwhile. */
export class Target {
  readonly url: string;
  readonly port: number;
  readonly #process: ChildProcess;
  readonly #output: () => string;
  readonly #player: Player;

  private constructor(process: ChildProcess, output: () => string, port: number, player: Player) {
    this.#process = process;
    this.#output = output;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.#player = player;
  }

  static async start(): Promise<Target> {
    const child = spawn(process.execPath, ["server/main.ts"], { cwd: ROOT, env: { PATH: process.env.PATH, DATA_DIR: temporaryDirectory(), ...ENVIRONMENT } });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        output += data;
      });
    }
    const port = await vi.waitFor(() => Number(/Play at http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1] ?? expect.fail(output)), { timeout: 60_000 });
    // In a match of their own, which no attack joins.
    const player = await Player.join(`http://127.0.0.1:${port}`, {}, { kind: "new", mode: "arena" });
    await vi.waitFor(() => expect(player.room.state.tick).toBeGreaterThan(0), { timeout: 60_000 });
    let aim = 0;
    setInterval(() => {
      aim = (aim + 50) % 65_536;
      player.send({ aim });
    }, 25).unref();
    return new Target(child, () => output, port, player);
  }

  /** For one more who attacks, as soon as the server takes them in. */
  async seat(mode: string): Promise<OwnSeat> {
    for (;;) {
      try {
        return await takeSeat(this.url, { ...joinOptions(), mode });
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 503) throw error;
        await pause(ASK_AGAIN);
      }
    }
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, "close");
    this.#process.kill("SIGKILL");
    await ended;
  }

  /** Attacks, and says what it did to the server: none of it may be more than is stated above. */
  async withstands(what: string, attack: () => Promise<number>): Promise<void> {
    const before = { memory: this.#memory(), log: this.#output().length, tick: this.#player.room.state.tick, at: performance.now() };
    const count = await attack();
    // A bystander's last patch may be on its way.
    await pause(100);
    const seconds = (performance.now() - before.at) / 1000;
    const grown = this.#memory() - before.memory;
    const logged = this.#output().length - before.log;
    const ticks = (this.#player.room.state.tick - before.tick) / (seconds * TICK_RATE);
    console.info(
      `${what}: ${count} in ${seconds.toFixed(1)} s; memory ${grown >= 0 ? "+" : ""}${grown.toFixed(0)} MB, ${(logged / 1000).toFixed(0)} kB logged, the bystander had ${(100 * ticks).toFixed(1)} % of the ticks`,
    );
    expect(this.#process.exitCode, this.#output().slice(-2000)).toBeNull();
    expect(FAULTS.exec(this.#output().slice(before.log))?.[0] ?? null, this.#output().slice(-3000)).toBeNull();
    expect(grown).toBeLessThan(GROWTH_MAX);
    expect(logged / seconds).toBeLessThan(LOG_RATE_MAX);
    expect(ticks).toBeGreaterThan(TICKS_LEAST);
    expect(this.#player.left).toBeNull();
    expect((await fetch(`${this.url}/healthz`)).status).toBe(200);
  }

  /** MB resident. */
  #memory(): number {
    const status = readFileSync(`/proc/${this.#process.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }
}

/** The seed of a run: printed, and taken again by FUZZ_SEED. */
export function seedOf(): number {
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
  console.info(`FUZZ_SEED=${seed}`);
  return seed;
}
