import { describe, expect, test } from "vitest";
import { NOISES_MAX } from "../../../server/match/notices/noises.ts";
import { Notices } from "../../../server/match/notices/notices.ts";
import { Witness } from "../../../server/match/notices/witness.ts";
import { BASTION } from "../../../shared/content/maps/bastion.ts";
import { DEFAULT_MAP } from "../../../shared/content/maps.ts";
import { ARENA, type ModeData, SQUADS } from "../../../shared/content/modes.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { PHASES } from "../../../shared/sim/step.ts";
import type { World } from "../../../shared/sim/world.ts";
import { Fight } from "../../sim/fight.ts";
import { PlainSight, type Seer, seer } from "./plain-sight.ts";
import { Replay } from "./replay.ts";
import { identityOf, Verdict } from "./verdict.ts";

const TICKS = 1200;
const BODIES = 30;
/** Whom a spectator follows. */
const WATCHED = 7;

interface Client {
  seer: Seer;
  witness: Witness<Seer>;
  replay: Replay;
}

interface Findings {
  /** Told to somebody who may not know it. */
  leaked: string[];
  /** Happened in sight and was not told exactly once. */
  missed: string[];
  /** Flies in sight and is not where the client has it. */
  astray: string[];
  /** Flies in sight on the client alone. */
  ghosts: string[];
  told: number;
  noisiest: number;
}

const counted = (identities: (string | null)[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const identity of identities) if (identity !== null) counts.set(identity, (counts.get(identity) ?? 0) + 1);
  return counts;
};

function judge({ seer: each, replay }: Client, world: World, events: readonly SimEvent[], verdict: Verdict, truth: PlainSight, findings: Findings): void {
  const where = `tick ${world.tick}, client ${each.own}`;
  for (const event of replay.events) if (!verdict.allows(each, event)) findings.leaked.push(`${where}: ${JSON.stringify(event)}`);
  const told = counted(replay.events.map(identityOf));
  const happened = counted(events.map(identityOf));
  const demanded = counted(events.map((event) => (verdict.demands(each, event) ? identityOf(event) : null)));
  for (const [identity, count] of demanded) if ((told.get(identity) ?? 0) < count) findings.missed.push(`${where}: ${identity} not told`);
  for (const [identity, count] of told) if (count > (happened.get(identity) ?? 0)) findings.missed.push(`${where}: ${identity} told ${count} times`);
  for (const projectile of world.projectiles) {
    if (!truth.seesPlace(each, projectile.x, projectile.y)) continue;
    const { id, x, y, velocityX, velocityY } = projectile;
    const shown = replay.flying.get(id);
    if (shown === undefined) findings.astray.push(`${where}: ${id} is not known`);
    else if (shown !== null && (shown.x !== x || shown.y !== y || shown.velocityX !== velocityX || shown.velocityY !== velocityY))
      findings.astray.push(`${where}: ${id} is elsewhere`);
  }
  const flying = new Set(world.projectiles.map(({ id }) => id));
  for (const [id, shown] of replay.flying) {
    if (shown !== null && !flying.has(id) && truth.seesPlace(each, shown.x, shown.y)) findings.ghosts.push(`${where}: ${id} is gone`);
  }
  findings.told += replay.events.length;
  findings.noisiest = Math.max(findings.noisiest, replay.events.filter(({ kind }) => kind === "noise").length);
}

/** A fight, and all that some who are in it or watch it are told, judged by the plain definition of sight. */
function fought(mode: ModeData, seed: number, { hides = true, hearsOfGone = true } = {}): Findings {
  const endless = { ...mode, roundMs: 10_000_000, podiumMs: 0, killsToWin: null };
  const fight = new Fight({ tickRate: 40, seed, bodies: BODIES, map: mode.teams === 0 ? DEFAULT_MAP : BASTION, mode: endless });
  const { world } = fight;
  const truth = new PlainSight(world);
  const sight = new PlainSight(world);
  sight.hides = hides;
  const notices = new Notices(sight);
  const verdict = new Verdict(world, truth);
  const clients: Client[] = [seer(1), seer(2), seer(3), seer(4), seer(0, WATCHED)].map((each) => {
    return { seer: each, witness: new Witness(each), replay: new Replay(world.terrain, { hearsOfGone }) };
  });
  const findings: Findings = { leaked: [], missed: [], astray: [], ghosts: [], told: 0, noisiest: 0 };
  for (let tick = 0; tick < TICKS; tick += 1) {
    const events = fight.tick(PHASES);
    verdict.observe(events);
    notices.begin(world, events);
    for (const client of clients) {
      truth.look(client.seer);
      client.replay.tick(world.tick, notices.batch(client.witness, 0));
      judge(client, world, events, verdict, truth, findings);
    }
  }
  return findings;
}

describe.each([
  { mode: ARENA, seed: 11 },
  { mode: ARENA, seed: 12 },
  { mode: SQUADS, seed: 13 },
])(`${BODIES} fight over ${TICKS} ticks of $mode.title, seed $seed`, ({ mode, seed }) => {
  const found = fought(mode, seed);

  test("nobody is told of what they may not know", () => {
    expect(found.leaked).toEqual([]);
    expect(found.told).toBeGreaterThan(TICKS);
  });

  test("what happens in sight is told, and told once", () => {
    expect(found.missed).toEqual([]);
  });

  test("what flies in sight is where the client has it, to the last bit", () => {
    expect(found.astray).toEqual([]);
  });

  test("what is gone is not seen to fly on", () => {
    expect(found.ghosts).toEqual([]);
  });

  test("control: who does not listen to what is gone sees it fly on", () => {
    expect(fought(mode, seed, { hearsOfGone: false }).ghosts.length).toBeGreaterThan(0);
  });

  test("no din: the nearest noises alone", () => {
    expect(found.noisiest).toBe(NOISES_MAX);
  });

  test("control: with sight switched off the hidden is told", () => {
    expect(fought(mode, seed, { hides: false }).leaked.length).toBeGreaterThan(TICKS);
  });
});
