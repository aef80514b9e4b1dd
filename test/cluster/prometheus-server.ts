import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { findProgram } from "../programs/programs.ts";

export const PROMETHEUS_FOLDER = fileURLToPath(new URL("../../deploy/prometheus", import.meta.url));

/** In place of the minutes over which rates are taken: short, for a test that waits for them. */
export const WINDOW = "[8s]";

/** ms */
const START_PATIENCE = 30_000;

interface Answer {
  data: { result: { metric: Record<string, string>; value: [number, string] }[] };
}

/** A real Prometheus with the rules of `deploy/`, quicker: it looks every two seconds, and what takes minutes takes seconds. */
export class PrometheusServer {
  readonly #child: ChildProcess;
  readonly #url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.#url = url;
  }

  /** `target`: the internal port of a server. `lowered`: words of rules, and what they are in their place. */
  static async start(target: number, lowered: Readonly<Record<string, string>> = {}): Promise<PrometheusServer> {
    const directory = temporaryDirectory();
    const read = (name: string): string => readFileSync(join(PROMETHEUS_FOLDER, name), "utf8");
    for (const name of ["recording.yml", "alerts.yml"]) {
      let rules = read(name)
        .replaceAll(/\[\dm\]/g, WINDOW)
        .replaceAll(/for: \w+/g, "for: 1s");
      for (const [word, other] of Object.entries(lowered)) rules = rules.replaceAll(word, other);
      writeFileSync(join(directory, name), rules);
    }
    writeFileSync(join(directory, "prometheus.yml"), read("prometheus.yml").replaceAll(": 5s", ": 2s").replace("127.0.0.1:9464", `127.0.0.1:${target}`));
    const words = [`--config.file=${join(directory, "prometheus.yml")}`, `--storage.tsdb.path=${join(directory, "data")}`, "--web.listen-address=127.0.0.1:0"];
    const child = spawn(findProgram("prometheus") ?? "prometheus", words, { env: { PATH: process.env.PATH } });
    return new PrometheusServer(child, await addressOf(child));
  }

  async query(expression: string): Promise<Answer["data"]["result"]> {
    const answer = await fetch(`${this.#url}/api/v1/query?query=${encodeURIComponent(expression)}`);
    if (!answer.ok) throw new Error(`${expression}: ${await answer.text()}`);
    return ((await answer.json()) as Answer).data.result;
  }

  async values(expression: string): Promise<number[]> {
    return (await this.query(expression)).map(({ value: [, value] }) => Number(value));
  }

  /** Names of the alerts that fire. */
  async firing(): Promise<string[]> {
    return (await this.query('ALERTS{alertstate="firing"}')).map(({ metric }) => metric.alertname ?? "");
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, "close");
    if (this.#child.exitCode === null && this.#child.signalCode === null && this.#child.kill("SIGKILL")) await ended;
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`Prometheus did not start:\n${output}`)), START_PATIENCE);
    const listen = (data: Buffer): void => {
      output += data;
      const address = /Listening on.*address=(127\.0\.0\.1:[1-9]\d*)/.exec(output)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(`http://${address}`);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", listen);
    child.once("close", () => reject(new Error(`Prometheus ended:\n${output}`)));
  });
}
