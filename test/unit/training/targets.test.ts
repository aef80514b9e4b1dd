import { expect, test } from "vitest";
import { TrainingPlayer } from "./player.ts";

test("targets strafe at the speed that was chosen, near their places", async () => {
  const player = await TrainingPlayer.open();
  for (const speed of [0, 120, 320]) {
    player.room.conditions.targetSpeed = speed;
    player.play(3000);
    const seen: number[] = [];
    const places: { id: number; x: number }[] = [];
    player.play(6000, ({ scene, own }) => {
      for (const body of scene.bodies) {
        if (body.id === own.id) continue;
        seen.push(Math.abs(body.velocityX));
        places.push({ id: body.id, x: body.x });
      }
    });
    expect(Math.max(...seen)).toBeGreaterThanOrEqual(speed - 6);
    expect(Math.max(...seen)).toBeLessThanOrEqual(speed + 12);
    for (const id of new Set(places.map((place) => place.id))) {
      const xs = places.filter((place) => place.id === id).map(({ x }) => x);
      expect(Math.max(...xs) - Math.min(...xs)).toBeLessThan(600);
    }
  }
});
