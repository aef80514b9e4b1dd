import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished, vi } from "vitest";
import { temporaryDirectory } from "../../commands/temporary-directory.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A process of a test's own, with all that it printed. It is killed when its test ends. */
export interface Child {
  process: ChildProcess;
  output: () => string;
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
}

/** Runs a program in a directory, the project's where none is given; of this process's environment it gets PATH alone. */
export function run(program: string, words: readonly string[], environment: Record<string, string> = {}, directory = ROOT): Child {
  const child = spawn(program, words, { cwd: directory, env: { PATH: process.env.PATH, ...environment } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output += data;
    });
  }
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { process: child, output: () => output, ended };
}

/** The server as it is started for players, on a free port of this machine. `words` come before the script. */
export function startServer(environment: Record<string, string> = {}, words: readonly string[] = []): Child {
  return run(process.execPath, [...words, "server/main.ts"], { HOST: "127.0.0.1", PORT: "0", DATA_DIR: temporaryDirectory(), ...environment });
}

/** Where the server says that one plays, once it does. */
export function playAddress(server: Child): Promise<URL> {
  return vi.waitFor(() => new URL(/^Play at (\S+)$/m.exec(server.output())?.[1] ?? ""), { timeout: 60_000 });
}

/** Where the server is reached from this machine. */
export async function originOf(server: Child): Promise<string> {
  return `http://127.0.0.1:${(await playAddress(server)).port}`;
}
