import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../programs/free-port.ts";
import { findProgram } from "../programs/programs.ts";

const DEPLOY = fileURLToPath(new URL("../../deploy", import.meta.url));

export type ProxyKind = "haproxy" | "nginx";

/** ms */
const START_PATIENCE = 10_000;

/** A real proxy with the configuration of `deploy/`, before processes whose addresses are known. */
export class EdgeProxy {
  readonly port: number;
  readonly httpsPort: number;
  readonly #directory = mkdtempSync(join(tmpdir(), "strafe-proxy-"));
  #child: ChildProcess | null = null;
  #output = "";

  private constructor(port: number, httpsPort: number) {
    this.port = port;
    this.httpsPort = httpsPort;
  }

  static async reserve(): Promise<EdgeProxy> {
    return new EdgeProxy(await freePort(), await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The PUBLIC_ADDRESS of a process behind it, counted from 1. */
  addressOf(number: number): string {
    return `127.0.0.1:${this.port}/p/${number}`;
  }

  /** `servers`: host:port of each of the three processes. `https`: speaks it as well, with a certificate of its own making. */
  async start(kind: ProxyKind, servers: readonly string[], { https = false } = {}): Promise<void> {
    const environment: Record<string, string> = { STRAFE_HTTP: `127.0.0.1:${this.port}` };
    servers.forEach((server, index) => {
      environment[`STRAFE_${index + 1}`] = server;
    });
    if (https || kind === "nginx") Object.assign(environment, this.#certificate(https));
    const words = kind === "haproxy" ? ["-db", "-f", join(DEPLOY, "haproxy/haproxy.cfg")] : this.#nginxWords(environment);
    const child = spawn(findProgram(kind) ?? kind, words, { env: { PATH: process.env.PATH, ...environment } });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        this.#output += data;
      });
    }
    const deadline = performance.now() + START_PATIENCE;
    while (!(await isListening(this.port))) {
      if (child.exitCode !== null || performance.now() > deadline) throw new Error(`${kind} did not start:\n${this.#output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      // Both end at once by it, and their workers with them.
      child.kill("SIGTERM");
      await ended;
    }
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #nginxWords(environment: Record<string, string>): string[] {
    const template = readFileSync(join(DEPLOY, "nginx/nginx.conf"), "utf8");
    const file = join(this.#directory, "nginx.conf");
    writeFileSync(
      file,
      template.replace(/\$\{(STRAFE_\w+)\}/g, (_whole, name: string) => environment[name] ?? ""),
    );
    return ["-e", "stderr", "-c", file, "-g", `daemon off; pid ${this.#directory}/pid;`];
  }

  #certificate(force: boolean): Record<string, string> {
    const key = join(this.#directory, "key.pem");
    const certificate = join(this.#directory, "certificate.pem");
    const words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"];
    execFileSync("openssl", [...words, "-keyout", key, "-out", certificate], { stdio: "ignore" });
    const both = join(this.#directory, "both.pem");
    writeFileSync(both, readFileSync(certificate, "utf8") + readFileSync(key, "utf8"));
    return {
      STRAFE_HTTPS: `127.0.0.1:${this.httpsPort}`,
      STRAFE_CERTIFICATE: both,
      STRAFE_KEY: key,
      STRAFE_FORCE_HTTPS: force ? "yes" : "",
    };
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const answer = (is: boolean) => () => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", answer(true)).once("error", answer(false));
  });
}
