import { RAIL } from "../../../shared/content/weapons.ts";
import { faceOff, MOMENT, type Scenario } from "./scene.ts";

/** Shots, and what walls and late eyes make of them. */
export const SHOOTING: readonly Scenario[] = [
  {
    name: "eight hits of the pulse kill, and the dead come back within two seconds",
    play: (stage) => {
      faceOff(stage);
      stage.tell(1, { aim: 0, fire: true });
      stage.run(2);
      stage.tell(1, {});
      stage.run(2);
      const { kills } = stage.body(1);
      const { deaths, health } = stage.body(2);
      stage.note(`1 has ${kills} kill, 2 has ${deaths} death and ${health} health`);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.03 s: 2 spawns at (96, 864)",
      "0.88 s: 1 hits 2 with pulse, 87 left",
      "1.02 s: 1 hits 2 with pulse, 74 left",
      "1.18 s: 1 hits 2 with pulse, 61 left",
      "1.32 s: 1 hits 2 with pulse, 48 left",
      "1.48 s: 1 hits 2 with pulse, 35 left",
      "1.63 s: 1 hits 2 with pulse, 22 left",
      "1.77 s: 1 hits 2 with pulse, 9 left",
      "1.93 s: 1 hits 2 with pulse, 0 left",
      "1.93 s: 1 kills 2 with pulse, having 100, 1 in a row",
      "3.42 s: 2 spawns at (1504, 96)",
      "4.55 s: 1 has 1 kill, 2 has 1 death and 100 health",
    ],
  },
  {
    name: "the rail hits who stood in the line when the shooter saw it, and nobody when seen as of now",
    play: (stage) => {
      faceOff(stage);
      stage.body(1).ammo[RAIL] = 2;
      stage.tell(2, { move: 90 });
      stage.run(0.4);
      stage.note(`2 has walked to ${stage.where(2)}`);
      stage.tell(1, { aim: 0, fire: true, weapon: 1 });
      stage.run(MOMENT);
      stage.tell(1, { weapon: 1 });
      stage.run(1.1);
      stage.place(2, 800, 160);
      stage.tell(2, {});
      stage.run(0.5);
      stage.tell(2, { move: 90 });
      stage.run(0.4);
      stage.tell(1, { aim: 0, fire: true, weapon: 1, late: 350 });
      stage.run(MOMENT);
      stage.tell(1, {});
      stage.run(0.3);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.03 s: 2 spawns at (96, 864)",
      "0.95 s: 2 has walked to (800, 268)",
      "0.97 s: 1 fires the rail at nobody",
      "3.02 s: 1 fires the rail at 2",
      "3.02 s: 1 hits 2 with rail, 55 left",
    ],
  },
  {
    name: "walls stop rail and pulse",
    play: (stage) => {
      stage.join(1, 2);
      stage.run(MOMENT);
      stage.place(1, 600, 480);
      stage.place(2, 1000, 480);
      stage.body(1).ammo[RAIL] = 1;
      stage.run(0.5);
      stage.tell(1, { aim: 0, fire: true, weapon: 1 });
      stage.run(3);
      stage.note(`2 has ${stage.body(2).health} health behind the wall, 1 has ${stage.body(1).ammo[RAIL]} shots for the rail`);
      stage.place(1, 1120, 480);
      stage.place(2, 1376, 480);
      stage.run(2);
      stage.note(`2 has ${stage.body(2).health} health behind the pillar`);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.03 s: 2 spawns at (96, 864)",
      "0.57 s: 1 fires the rail at nobody",
      "3.55 s: 2 has 100 health behind the wall, 1 has 0 shots for the rail",
      "5.55 s: 2 has 100 health behind the pillar",
    ],
  },
  {
    name: "a late shooter's projectile is put where that shooter saw it",
    play: (stage) => {
      faceOff(stage);
      // 100 ms of flight are 120 units: with 24 of the barrel the shot begins its life beyond 130.
      stage.place(2, 544, 160);
      stage.run(0.5);
      stage.tell(1, { aim: 0, fire: true });
      stage.run(MOMENT);
      stage.note(`without delay ${stage.body(2).health} health at once`);
      stage.tell(1, {});
      stage.run(0.5);
      stage.tell(1, { aim: 0, fire: true, late: 100 });
      stage.run(MOMENT);
      stage.note(`100 ms late ${stage.body(2).health} health at once`);
      stage.tell(1, {});
      stage.run(0.5);
      // Forward stepping ends at 150 ms: 180 units and the barrel.
      stage.place(2, 680, 160);
      stage.run(0.5);
      stage.tell(1, { aim: 0, fire: true, late: 400 });
      stage.run(MOMENT);
      stage.note(`400 ms late ${stage.body(2).health} health at once at 280 units`);
      stage.tell(1, {});
      stage.run(0.5);
      stage.note(`${stage.body(2).health} health in the end`);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.03 s: 2 spawns at (96, 864)",
      "1.10 s: without delay 100 health at once",
      "1.18 s: 1 hits 2 with pulse, 87 left",
      "1.63 s: 1 hits 2 with pulse, 74 left",
      "1.65 s: 100 ms late 74 health at once",
      "2.70 s: 400 ms late 74 health at once at 280 units",
      "2.73 s: 1 hits 2 with pulse, 61 left",
      "3.20 s: 61 health in the end",
    ],
  },
  {
    name: "two bodies kill each other in one tick",
    play: (stage) => {
      faceOff(stage);
      for (const id of [1, 2]) {
        stage.body(id).ammo[RAIL] = 1;
        stage.body(id).health = 40;
      }
      stage.tell(1, { aim: 0, fire: true, weapon: 1 });
      stage.tell(2, { aim: 180, fire: true, weapon: 1 });
      stage.run(MOMENT);
      stage.tell(1, {});
      stage.tell(2, {});
      stage.note(`alive: ${stage.body(1).alive} and ${stage.body(2).alive}, kills ${stage.body(1).kills} and ${stage.body(2).kills}`);
      stage.run(2);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.03 s: 2 spawns at (96, 864)",
      "0.57 s: 1 fires the rail at 2",
      "0.57 s: 2 fires the rail at 1",
      "0.57 s: 1 hits 2 with rail, 0 left",
      "0.57 s: 2 hits 1 with rail, 0 left",
      "0.57 s: 1 kills 2 with rail, having 0, 1 in a row",
      "0.57 s: 2 kills 1 with rail, having 0, 1 in a row",
      "0.60 s: alive: false and false, kills 1 and 1",
      "2.08 s: 1 spawns at (96, 96)",
      "2.08 s: 2 spawns at (1504, 96)",
    ],
  },
  {
    name: "who was dead or not there at the instant that the shooter saw is not hit",
    play: (stage) => {
      faceOff(stage);
      stage.body(1).ammo[RAIL] = 3;
      stage.body(2).health = 1;
      stage.tell(1, { aim: 0, fire: true, weapon: 1 });
      stage.run(MOMENT);
      stage.tell(1, { weapon: 1 });
      stage.run(1.5);
      const { x, y } = stage.body(2);
      stage.note(`2 is back, alive: ${stage.body(2).alive}`);
      stage.place(1, x / 256, y / 256 + (y > 480 * 256 ? -200 : 200));
      stage.body(2).protectedTicks = 0;
      const up = y > 480 * 256 ? 90 : 270;
      stage.tell(1, { aim: up, fire: true, weapon: 1, late: 300 });
      stage.run(MOMENT);
      stage.tell(1, { weapon: 1 });
      stage.run(1.5);
      stage.tell(1, { aim: up, fire: true, weapon: 1, late: 300 });
      stage.run(MOMENT);
      stage.note(`2 has ${stage.body(2).health} health`);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.03 s: 2 spawns at (96, 864)",
      "0.57 s: 1 fires the rail at 2",
      "0.57 s: 1 hits 2 with rail, 0 left",
      "0.57 s: 1 kills 2 with rail, having 100, 1 in a row",
      "2.08 s: 2 spawns at (1504, 96)",
      "2.10 s: 2 is back, alive: true",
      "2.13 s: 1 fires the rail at nobody",
      "3.67 s: 1 fires the rail at 2",
      "3.67 s: 1 hits 2 with rail, 55 left",
      "3.70 s: 2 has 55 health",
    ],
  },
];
