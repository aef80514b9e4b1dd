import { spawn } from "node:child_process";
import { createServer as createTcpServer } from "node:net";
import { fileURLToPath } from "node:url";
import { createServer as createPageServer } from "vite";
import { ConfigError, describeConfig, readConfig } from "../server/config.ts";

/**
 * The game while it is being worked on, on one port: vite serves the page and reloads it as its sources change; everything
 * else goes on to a server process that Node restarts when a file of its own changes.
 */
const ROOT = fileURLToPath(new URL("..", import.meta.url));

if (process.argv.includes("--help")) console.log(describeConfig());
else await develop();

async function develop(): Promise<void> {
  const config = configOrExit();
  const port = config.port === 0 ? await freePort() : config.port;
  const behind = await freePort();
  const target = `http://127.0.0.1:${behind}`;

  const page = await createPageServer({
    configFile: `${ROOT}vite.config.ts`,
    root: `${ROOT}client`,
    server: {
      host: config.host,
      port,
      strictPort: true,
      proxy: {
        "^/(matchmake/|api/|monitor|ping$|healthz$|readyz$|capacity$|version$)": target,
        // A room's WebSocket: /<process>/<room>?sessionId=…
        "^/[\\w-]+/[\\w-]+\\?": { target, ws: true },
      },
    },
  });
  await page.listen();

  const server = spawn(process.execPath, ["--watch", "--watch-preserve-output", `${ROOT}server/main.ts`], {
    cwd: ROOT,
    stdio: "inherit",
    // Whoever works on the server does not wait for a match to end.
    env: { ...process.env, DRAIN_SECONDS: "0", HOST: "127.0.0.1", PORT: String(behind), PUBLIC_URL: config.publicUrl ?? `http://localhost:${port}` },
  });

  // Vite would end this process before the server has ended its matches.
  process.removeAllListeners("SIGTERM");
  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      isStopping = true;
      server.kill("SIGTERM");
    });
  }
  server.once("exit", (code) => {
    // Node's watcher reports the signal that was asked for as a failure.
    void page.close().finally(() => process.exit(isStopping ? 0 : (code ?? 1)));
  });
}

function configOrExit() {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(`${error.message}\nnpm run dev -- --help lists every variable.`);
    return process.exit(1);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createTcpServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
