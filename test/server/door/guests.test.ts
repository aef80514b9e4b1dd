import { describe, expect, test, vi } from "vitest";
import { Guests, RENEWAL_GRACE } from "../../../server/identity/guests.ts";
import { configuredKeys, KEY_AGE, KEY_KEPT, storedKeys } from "../../../server/identity/keys.ts";
import { TOKEN_LIFETIME, Tokens } from "../../../server/identity/tokens.ts";
import { describeOnBoth } from "../storage/databases.ts";

const START = 1_800_000_000_000;

describeOnBoth("a guest", ({ empty }) => {
  async function desk() {
    const clock = { now: START };
    const tokens = new Tokens(configuredKeys([{ kid: "one", secret: new Uint8Array(32) }]), () => clock.now);
    return { clock, tokens, guests: new Guests(await empty(), tokens, () => clock.now) };
  }

  test("is the same player with each renewal, by a new token and a new secret", async () => {
    const { clock, tokens, guests } = await desk();
    let { playerId, token, renewal, expiresAt } = await guests.enter();
    expect(expiresAt).toBe(START + TOKEN_LIFETIME);
    const seen = new Set([token, renewal]);
    for (let visit = 0; visit < 3; visit++) {
      clock.now += 30 * TOKEN_LIFETIME;
      expect(await tokens.verify(token)).toEqual({ kind: "refused", why: "expired" });
      const renewed = await guests.renew(renewal);
      if (renewed.kind === "refused") throw new Error(renewed.why);
      expect(renewed.guest.playerId).toBe(playerId);
      ({ playerId, token, renewal } = renewed.guest);
      expect(await tokens.verify(token)).toEqual({ kind: "accepted", playerId });
      seen.add(token).add(renewal);
    }
    expect(seen.size).toBe(8);
  });

  test("whose answer got lost asks again with the same secret, for a while", async () => {
    const { clock, guests } = await desk();
    const { playerId, renewal } = await guests.enter();
    await guests.renew(renewal);
    clock.now += RENEWAL_GRACE;
    const again = await guests.renew(renewal);
    expect(again).toMatchObject({ kind: "renewed", guest: { playerId } });
    // Asking again does not prolong it.
    clock.now += 1;
    expect(await guests.renew(renewal)).toEqual({ kind: "refused", why: "replayed" });
    expect(await guests.renew(again.kind === "renewed" ? again.guest.renewal : "")).toMatchObject({ kind: "renewed", guest: { playerId } });
  });

  test("who presents a secret long after its use is refused, and disturbs nobody", async () => {
    const { clock, guests } = await desk();
    const { playerId, renewal } = await guests.enter();
    const first = await guests.renew(renewal);
    clock.now += RENEWAL_GRACE + 1;
    expect(await guests.renew(renewal)).toEqual({ kind: "refused", why: "replayed" });
    const second = await guests.renew(first.kind === "renewed" ? first.guest.renewal : "");
    expect(second).toMatchObject({ kind: "renewed", guest: { playerId } });
    // Two uses later nobody knows it any more.
    expect(await guests.renew(renewal)).toEqual({ kind: "refused", why: "unknown" });
  });

  test("who renews in two tabs at once stays one player, and the last answer counts", async () => {
    const { guests } = await desk();
    const { playerId, renewal } = await guests.enter();
    const answers = await Promise.all([guests.renew(renewal), guests.renew(renewal)]);
    for (const answer of answers) expect(answer).toMatchObject({ kind: "renewed", guest: { playerId } });
    const later = await Promise.all(answers.map((answer) => guests.renew(answer.kind === "renewed" ? answer.guest.renewal : "")));
    expect(later.filter(({ kind }) => kind === "renewed")).toHaveLength(1);
  });

  test.each([
    ["nothing", ""],
    ["no secret", "0123456789abcdef"],
    ["another's secret", "of another"],
    ["quotes", "' or 1=1 --.0"],
  ])("who presents %s is refused", async (_what, words) => {
    const { guests } = await desk();
    const [ann, bob] = [await guests.enter(), await guests.enter()];
    const renewal = words === "of another" ? `${ann.playerId}.${bob.renewal.split(".")[1]}` : words;
    expect(await guests.renew(renewal)).toEqual({ kind: "refused", why: "unknown" });
  });
});

describeOnBoth("keys in the database", ({ empty }) => {
  test("are shared by all processes, also by those that start together", async () => {
    const database = await empty();
    const clock = { now: START };
    const processes = Array.from(
      { length: 3 },
      () =>
        new Tokens(
          storedKeys(database, () => clock.now),
          () => clock.now,
        ),
    );
    const tokens = await Promise.all(processes.map((process) => process.sign("ann")));
    // At once: nobody looks more often than once a second for a key that is not known.
    for (const { token } of tokens) {
      for (const process of processes) expect(await process.verify(token)).toEqual({ kind: "accepted", playerId: "ann" });
    }
    expect(new Set(tokens.map(({ token }) => kidOf(token))).size).toBe(1);
  });

  test("change every day; what the old one signed is believed until it expires, and then the key is gone", async () => {
    const database = await empty();
    const clock = { now: START };
    const now = () => clock.now;
    const signer = new Tokens(storedKeys(database, now), now);
    const other = new Tokens(storedKeys(database, now), now);
    await signer.sign("ann");
    await other.sign("ann");
    clock.now += KEY_AGE - 1000;
    const { token: last } = await signer.sign("ann");
    clock.now += 600_000;
    const { token: next } = await signer.sign("bob");
    expect(kidOf(next)).not.toBe(kidOf(last));
    // The other process has not heard of the new key: it finds it when it meets it.
    expect(await other.verify(next)).toEqual({ kind: "accepted", playerId: "bob" });
    expect(await signer.verify(last)).toEqual({ kind: "accepted", playerId: "ann" });
    clock.now += KEY_AGE + KEY_KEPT;
    await signer.sign("cid");
    const kids = (await database.kysely.selectFrom("signing_keys").select("kid").execute()).map(({ kid }) => kid);
    expect(kids).not.toContain(kidOf(last));
  });

  test("that are made up do not keep the database busy", async () => {
    const database = await empty();
    const keys = storedKeys(database, () => START);
    await keys.signing();
    const asked = vi.spyOn(database.kysely, "selectFrom");
    for (let made = 0; made < 100; made++) expect(await keys.find(`made-up-${made}`)).toBeUndefined();
    expect(asked.mock.calls.length).toBeLessThan(2);
  });
});

describe("keys of the configuration", () => {
  test("sign with the first and believe all: so they are changed without anybody noticing", async () => {
    const [old, next] = ["o", "n"].map((letter) => ({ kid: letter, secret: new TextEncoder().encode(letter.repeat(32)) })) as [never, never];
    const before = new Tokens(configuredKeys([old]), () => START);
    const between = new Tokens(configuredKeys([next, old]), () => START);
    const after = new Tokens(configuredKeys([next]), () => START);
    const { token } = await before.sign("ann");
    expect(await between.verify(token)).toMatchObject({ kind: "accepted" });
    expect(kidOf((await between.sign("ann")).token)).toBe("n");
    expect(await after.verify(token)).toEqual({ kind: "refused", why: "invalid" });
  });
});

function kidOf(token: string): unknown {
  return JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()).kid;
}
