import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { temporaryDirectory } from "../../commands/temporary-directory.ts";
import { describeConfig, readConfig } from "../../server/config.ts";
import { findProgram, programForSuite } from "../programs/programs.ts";

const DEPLOY = fileURLToPath(new URL("../../deploy", import.meta.url));
const DOCKERFILE = readFileSync(`${DEPLOY}/../Dockerfile`, "utf8");

/** s after the deadline of a drain that the end itself may take. */
const CLOSING = 10;

/** What the environment of whoever deploys has to say. */
const GIVEN: Record<string, string> = {
  POSTGRES_PASSWORD: "secret",
  REDIS_URL: "redis://:secret@redis.example.org",
  DATABASE_URL: "postgres://strafe:secret@db.example.org/strafe",
};

type Yaml = Record<string, unknown>;

/** A member deep inside of what a file holds. */
function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inside, key) => (typeof inside === "object" && inside !== null ? Reflect.get(inside, key) : undefined), value);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isKnown(variable: string): boolean {
  return describeConfig().includes(`\n  ${variable} `);
}

describe("compose.yaml", () => {
  const compose: unknown = parse(interpolated(readFileSync(`${DEPLOY}/compose.yaml`, "utf8")), { merge: true });
  const services = at(compose, "services") as Yaml;
  const numbers = [1, 2, 3];

  test.each(numbers)("gives server %i an environment that it takes, and time to drain", (number) => {
    const server = services[`server-${number}`];
    const environment = at(server, "environment") as Record<string, string>;
    expect(Object.keys(environment).filter((variable) => !isKnown(variable))).toEqual([]);
    const config = readConfig(environment);
    expect(config.publicAddress).toBe(`localhost:8080/p/${number}`);
    expect(seconds(at(server, "stop_grace_period"))).toBeGreaterThan(config.drainSeconds + CLOSING);
  });

  test("leads the proxy to the port of each server, and publishes where it listens", () => {
    const environment = at(services.haproxy, "environment") as Record<string, string>;
    const port = /\bPORT=(\d+)/.exec(DOCKERFILE)?.[1];
    for (const number of numbers) expect(environment[`STRAFE_${number}`]).toBe(`server-${number}:${port}`);
    const listening = environment.STRAFE_HTTP?.split(":")[1];
    expect(at(services.haproxy, "ports", 0)).toBe(`8080:${listening}`);
    const configuration = readFileSync(`${DEPLOY}/haproxy/haproxy.cfg`, "utf8");
    for (const [, variable = ""] of configuration.matchAll(/"\$\{(\w+)\}"/g))
      if (!/HTTPS|CERTIFICATE/.test(variable)) expect(environment).toHaveProperty(variable);
  });

  test.skipIf(programForSuite("haproxy") === null)("starts a proxy that takes its configuration", () => {
    // Names of compose are known inside of it alone.
    const environment = at(services.haproxy, "environment") as Record<string, string>;
    const local = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.replace(/^server-\d/, "127.0.0.1")]));
    const checked = spawnSync(findProgram("haproxy") ?? "", ["-c", "-f", `${DEPLOY}/haproxy/haproxy.cfg`], { env: local, encoding: "utf8" });
    expect(checked.status, checked.stderr).toBe(0);
  });

  test("believes what the proxy says of addresses, and nobody else", () => {
    expect(at(services, "server-1", "environment", "TRUSTED_PROXIES")).toBe(at(services.haproxy, "networks", "inside", "ipv4_address"));
  });
});

describe("the manifests for Kubernetes", () => {
  const settings = Object.fromEntries(
    readFileSync(`${DEPLOY}/kubernetes/settings.env`, "utf8")
      .split("\n")
      .filter((line) => line.includes("="))
      .map((line) => line.split(/=(.*)/s).slice(0, 2)),
  ) as Record<string, string>;
  const objects = ["server", "edge", "autoscaling"].flatMap((file) => documents(readFileSync(`${DEPLOY}/kubernetes/${file}.yaml`, "utf8")));
  const find = (kind: string, name: string): unknown => objects.find((it) => it.kind === kind && at(it, "metadata", "name") === name);
  const statefulSet = find("StatefulSet", "strafe");
  const pod = at(statefulSet, "spec", "template", "spec");
  const container = at(pod, "containers", 0);

  function environmentOf(podName: string): Record<string, string> {
    const environment: Record<string, string> = { ...settings };
    for (const entry of list(at(container, "env"))) {
      const value = at(entry, "value") ?? GIVEN[String(at(entry, "valueFrom", "secretKeyRef", "key"))] ?? podName;
      environment[String(at(entry, "name"))] = String(value).replace(/\$\((\w+)\)/g, (_whole, name: string) => environment[name] ?? "");
    }
    return environment;
  }

  test("give each process an environment that it takes, with an address of its own", () => {
    const environment = environmentOf("strafe-1");
    // Names that others are made from.
    const parts = new Set(["PUBLIC_HOST", "POD_NAME"]);
    expect(Object.keys(environment).filter((variable) => !isKnown(variable) && !parts.has(variable))).toEqual([]);
    const config = readConfig(environment);
    expect(config.publicAddress).toBe("play.example.org/p/strafe-1");
    expect(config.port).toBe(at(container, "ports", 0, "containerPort"));
    expect(at(find("Service", "strafe-rooms"), "spec", "ports", 0, "port")).toBe(config.port);
  });

  test("leave a process more time than it drains", () => {
    const { drainSeconds } = readConfig(environmentOf("strafe-0"));
    const waiting = Number(at(container, "lifecycle", "preStop", "exec", "command", 1));
    expect(at(pod, "terminationGracePeriodSeconds")).toBeGreaterThan(waiting + drainSeconds + CLOSING);
  });

  test("ask for readiness and for life where they are told", () => {
    expect(at(container, "readinessProbe", "httpGet", "path")).toBe("/readyz");
    expect(at(container, "livenessProbe", "httpGet", "path")).toBe("/healthz");
    expect(at(container, "startupProbe", "httpGet", "path")).toBe("/healthz");
    const routes = readFileSync(`${DEPLOY}/../server/http/routes.ts`, "utf8");
    for (const path of ["/readyz", "/healthz", "/capacity"]) expect(routes).toContain(`app.get("${path}"`);
  });

  test("keep the address of a process that drains, and most of the processes", () => {
    expect(at(find("Service", "strafe-rooms"), "spec", "publishNotReadyAddresses")).toBe(true);
    expect(at(find("Service", "strafe-rooms"), "spec", "clusterIP")).toBe("None");
    expect(at(statefulSet, "spec", "serviceName")).toBe("strafe-rooms");
    expect(at(find("PodDisruptionBudget", "strafe"), "spec", "maxUnavailable")).toBe(1);
    const edge = readFileSync(`${DEPLOY}/kubernetes/edge.conf.template`, "utf8");
    expect(edge).toContain(`.strafe-rooms.\${NAMESPACE}.svc.cluster.local:${settings.PORT}`);
  });

  test("scale by players, of what a process takes", () => {
    const { maxRooms, maxPlayers } = readConfig(environmentOf("strafe-0"));
    const trigger = at(find("ScaledObject", "strafe"), "spec", "triggers", 0);
    expect(at(trigger, "metadata", "url")).toBe("http://strafe/capacity");
    expect(Number(at(trigger, "metadata", "targetValue"))).toBe(0.6 * maxRooms * maxPlayers);
  });

  test.skipIf(programForSuite("nginx") === null)("have an edge whose configuration NGINX takes", () => {
    // As its image fills it in: what its environment names, and nothing else.
    const variables = list(at(find("Deployment", "strafe-edge"), "spec", "template", "spec", "containers", 0, "env"));
    const edge = variables.reduce<string>(
      (text, variable) => text.replaceAll(`\${${at(variable, "name")}}`, String(at(variable, "value") ?? "games")),
      readFileSync(`${DEPLOY}/kubernetes/edge.conf.template`, "utf8"),
    );
    expect(edge).not.toMatch(/\$\{/);
    const directory = temporaryDirectory();
    const configuration = join(directory, "nginx.conf");
    // The service of the cluster's is one that its resolver knows.
    writeFileSync(configuration, `pid ${directory}/pid; events {} http { upstream strafe { server 127.0.0.1:9; }\n${edge}\n}`);
    const checked = spawnSync(findProgram("nginx") ?? "", ["-t", "-e", "stderr", "-c", configuration], { encoding: "utf8" });
    expect(checked.status, checked.stderr).toBe(0);
  });

  test.skipIf(!hasKubectl())("are rendered by kustomize, all of them", () => {
    const rendered = documents(execFileSync("kubectl", ["kustomize", `${DEPLOY}/kubernetes`], { encoding: "utf8" }));
    const names = rendered.map(({ kind, metadata }) => `${kind}/${String(at(metadata, "name")).replace(/-[a-z0-9]{10}$/, "")}`).sort();
    expect(names).toEqual([...objects.map(({ kind, metadata }) => `${kind}/${at(metadata, "name")}`), "ConfigMap/strafe", "ConfigMap/strafe-edge"].sort());
    const made = rendered.find(({ kind }) => kind === "StatefulSet");
    const map = at(made, "spec", "template", "spec", "containers", 0, "envFrom", 0, "configMapRef", "name");
    expect(rendered.some(({ kind, metadata }) => kind === "ConfigMap" && at(metadata, "name") === map)).toBe(true);
  });
});

function documents(text: string): Yaml[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Yaml);
}

/** As docker compose fills in its variables. */
function interpolated(text: string): string {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_whole, name: string, kind?: string, word = "") => GIVEN[name] ?? (kind === "-" ? word : ""));
}

function seconds(duration: unknown): number {
  return Number(/^(\d+)s$/.exec(String(duration))?.[1]);
}

function hasKubectl(): boolean {
  try {
    execFileSync("kubectl", ["version", "--client"], { stdio: "ignore" });
    return true;
  } catch {
    // Not installed: what it would say is checked from the files.
    return false;
  }
}
