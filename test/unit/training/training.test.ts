import { describe, expect, test } from "vitest";
import { RAIL, SCATTER } from "../../../shared/content/weapons.ts";
import { shootNearest, TrainingPlayer } from "./player.ts";

const MINUTE = 60_000;

describe("the training room, 150 ms away", () => {
  const trainee = async (conditions: Partial<TrainingPlayer["room"]["conditions"]> = {}): Promise<TrainingPlayer> => {
    const player = await TrainingPlayer.open();
    Object.assign(player.room.conditions, { roundTrip: 150, jitter: 0, loss: 0 }, conditions);
    // Until the line is as it was set, clocks have settled and nobody is protected.
    player.play(6000);
    player.room.resetTally();
    return player;
  };
  const hitRate = ({ room }: TrainingPlayer): number => room.tally.hits / room.tally.shots;

  test("hits what it aims at, since shots are judged by what it saw", async () => {
    const player = await trainee();
    player.play(2 * MINUTE, shootNearest(RAIL));
    expect(player.room.tally.shots).toBeGreaterThan(60);
    expect(hitRate(player)).toBeGreaterThanOrEqual(0.95);
  });

  test("misses what it aims at without rewind", async () => {
    const player = await trainee({ rewind: false });
    player.play(2 * MINUTE, shootNearest(RAIL));
    expect(player.room.tally.shots).toBeGreaterThan(60);
    expect(hitRate(player)).toBeLessThanOrEqual(0.2);
  });

  test("predicts the own craft to the bit", async () => {
    const player = await trainee({ jitter: 20 });
    player.play(MINUTE, shootNearest(SCATTER));
    expect(player.scene.net.corrections.drift).toBe(0);
    expect(player.scene.net.driftPeak).toBe(0);
  });

  test("still does where messages are lost, and counts what had to be made up apart", async () => {
    const player = await trainee({ jitter: 20, loss: 0.03 });
    player.play(MINUTE, shootNearest(RAIL));
    expect(player.scene.net.corrections.drift).toBe(0);
    expect(player.scene.net.corrections.invented).toBeGreaterThan(0);
  });

  test("measures the line that was set", async () => {
    const player = await trainee();
    player.play(10_000);
    expect(player.scene.net.roundTrip).toBeGreaterThan(145);
    expect(player.scene.net.roundTrip).toBeLessThan(155);
  });

  test("shows the own craft at once with prediction, and late without", async () => {
    const player = await trainee();
    const startedAfter = (): number => {
      player.play(1500, ({ controls }) => {
        controls.moveY = 0;
        controls.moveX = 0;
        controls.fire = false;
      });
      const from = player.time.now();
      const x = player.scene.bodies.find(({ id }) => id === player.scene.focus)?.x ?? 0;
      let seen = Number.POSITIVE_INFINITY;
      player.play(600, ({ own, now, controls }) => {
        controls.moveX = 1;
        if (Math.abs(own.x - x) > 2) seen = Math.min(seen, now - from);
      });
      return seen;
    };
    const predicted = startedAfter();
    player.room.predict(false);
    expect(startedAfter() - predicted).toBeGreaterThan(140);
  });

  test("shows a round that is played, by bodies of which everything is known", async () => {
    const { scene } = await trainee();
    expect(scene.phase).toBe("playing");
    for (const body of scene.bodies) expect(Object.values(body)).not.toContain(undefined);
  });

  test("goes on where it was after the page was hidden for long", async () => {
    const player = await trainee();
    const { tick } = player.scene;
    player.time.stall(30_000);
    player.play(1000);
    expect(player.scene.tick - tick).toBeLessThan(80);
    expect(player.scene.connection.kind).toBe("connected");
  });
});
