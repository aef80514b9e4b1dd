import { expect, test, vi } from "vitest";
import { run } from "../server/child.ts";
import { trySignIn } from "../server/operators/signed-in.ts";

async function startOps() {
  const ops = run(process.execPath, ["commands/launch.cjs", "ops"], { PORT: "0" });
  await vi.waitFor(() => expect(ops.output()).toContain("Ctrl-C ends all of it."), { timeout: 60_000, interval: 200 });
  return { ops, at: (name: string): string => new RegExp(`^ {2}${name} +(\\S+)`, "m").exec(ops.output())?.[1] ?? "" };
}

test("npm run ops starts what operators look at, and says where", async () => {
  const { ops, at } = await startOps();
  const url = at("the game");
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const password = /password (\S+)/.exec(ops.output())?.[1] ?? "";
  expect((await trySignIn(url, "ada", password)).status).toBe(200);
  expect(await (await fetch(at("metrics"))).text()).toContain("strafe_build_info");
  await expect
    .poll(async () => (await (await fetch(at("metrics"))).text()).match(/^strafe_players\{mode="arena"\} (\d+)$/m)?.[1], { timeout: 20_000 })
    .toBe("6");
  ops.process.kill("SIGINT");
  expect(await ops.ended).toBe(0);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test("npm run ops leaves nothing behind when it is killed itself", async () => {
  const { ops, at } = await startOps();
  const addresses = [`${at("the game")}/healthz`, at("metrics"), ...(at("Prometheus").startsWith("http") ? [at("Prometheus")] : [])];
  for (const address of addresses) expect((await fetch(address)).status).toBe(200);
  ops.process.kill("SIGKILL");
  const answering = async (address: string): Promise<boolean> => (await fetch(address).catch(() => null)) !== null;
  await expect.poll(() => Promise.all(addresses.map(answering)), { timeout: 30_000 }).toEqual(addresses.map(() => false));
});
