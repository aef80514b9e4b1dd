import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { join } from "node:path";
import { connect } from "node:tls";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { temporaryDirectory } from "../../../commands/temporary-directory.ts";
import { readConfig } from "../../../server/config.ts";
import { CertificateError } from "../../../server/http/listener.ts";
import { type ArenaServer, startArena } from "../arena-server.ts";

const directory = temporaryDirectory();
const TLS_CERT = join(directory, "certificate.pem");
const TLS_KEY = join(directory, "key.pem");

/** A pair of files for a name. */
function certify(name: string): { cert: string; key: string } {
  const folder = join(directory, name);
  mkdirSync(folder);
  const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  const words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj", `/CN=${name}`];
  execFileSync("openssl", [...words, "-keyout", key, "-out", cert], { stdio: "ignore" });
  return { cert, key };
}

let first: { cert: string; key: string };
let second: { cert: string; key: string };
let server: ArenaServer | null = null;

beforeAll(() => {
  first = certify("first.example");
  second = certify("second.example");
});
afterEach(async () => {
  await server?.app.close();
  server = null;
});

function serve({ cert, key }: { cert: string; key: string }): void {
  copyFileSync(cert, TLS_CERT);
  copyFileSync(key, TLS_KEY);
}

const start = async (): Promise<ArenaServer> => {
  server = await startArena({ TLS_CERT, TLS_KEY });
  return server;
};

/** The name in the certificate that a new connection gets. */
function nameServed(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false }, () => {
      const { subject } = socket.getPeerCertificate();
      socket.destroy();
      resolve(String(subject.CN));
    });
    socket.once("error", reject);
  });
}

describe("a server with a certificate", () => {
  test("answers by https, and says that it is to stay so", async () => {
    serve(first);
    const { port } = await start();
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      get({ port, host: "127.0.0.1", path: "/healthz", rejectUnauthorized: false }, (answer) =>
        resolve({ ...answer.resume().headers, status: answer.statusCode }),
      ).once("error", reject);
    });
    expect(headers).toMatchObject({ status: 200, "strict-transport-security": "max-age=31536000" });
  });

  test("takes WebSockets by TLS, judged as any other", async () => {
    serve(first);
    const { port } = await start();
    const socket = new WebSocket(`wss://127.0.0.1:${port}/process/room?_authToken=none`, { rejectUnauthorized: false });
    const status = await new Promise((resolve) => {
      socket.once("unexpected-response", (_request, answer) => resolve(answer.statusCode));
      socket.once("error", () => undefined);
    });
    expect(status).toBe(401);
  });

  test("serves the new one to new connections when it has changed, and no half of it", async () => {
    serve(first);
    const { port } = await start();
    expect(await nameServed(port)).toBe("first.example");
    // What a client for certificates does: one file after the other.
    copyFileSync(second.cert, TLS_CERT);
    expect(await nameServed(port)).toBe("first.example");
    copyFileSync(second.key, TLS_KEY);
    await expect.poll(() => nameServed(port), { timeout: 30_000, interval: 500 }).toBe("second.example");
  });
});

describe("a certificate that is none", () => {
  test("is said so before anything listens", async () => {
    serve(first);
    writeFileSync(TLS_KEY, "no key");
    await expect(start()).rejects.toThrow(CertificateError);
  });

  test.each([
    ["without its key", { TLS_CERT }, "TLS_CERT and TLS_KEY go together"],
    ["with several workers", { TLS_CERT, TLS_KEY, WORKERS: "2" }, "speak TLS with one"],
  ])("%s is refused", (_what, environment, words) => {
    expect(() => readConfig(environment)).toThrow(words);
  });
});
