import { MORTAR, SCATTER } from "../../../shared/content/weapons.ts";
import { UNIT } from "../../../shared/sim/units.ts";
import { faceOff, MOMENT, type Scenario } from "./scene.ts";

/** The weapons that lie on pads, and what makes any of them heavier. */
export const SCATTER_AND_MORTAR: readonly Scenario[] = [
  {
    name: "at arm's length the whole fan of the scatter hits, further off a part of it, beyond its range none",
    play: (stage) => {
      faceOff(stage);
      stage.body(1).ammo[SCATTER] = 3;
      for (const distance of [120, 330, 540]) {
        stage.place(1, 400, 160);
        stage.place(2, 400 + distance, 160);
        stage.body(2).health = 100;
        stage.run(1);
        stage.tell(1, { aim: 0, fire: true, weapon: SCATTER });
        stage.run(MOMENT);
        stage.tell(1, { weapon: SCATTER });
        stage.run(0.6);
        stage.note(`at ${distance} units 2 has ${stage.body(2).health} health, 1 has ${stage.body(1).ammo[SCATTER]} shots`);
      }
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.03 s: 2 spawns at (96, 864)",
      "1.65 s: 1 hits 2 with scatter, 91 left",
      "1.65 s: 1 hits 2 with scatter, 82 left",
      "1.65 s: 1 hits 2 with scatter, 73 left",
      "1.65 s: 1 hits 2 with scatter, 64 left",
      "1.65 s: 1 hits 2 with scatter, 55 left",
      "1.65 s: 1 hits 2 with scatter, 46 left",
      "1.65 s: 1 hits 2 with scatter, 37 left",
      "2.20 s: at 120 units 2 has 37 health, 1 has 2 shots",
      "3.50 s: 1 hits 2 with scatter, 91 left",
      "3.50 s: 1 hits 2 with scatter, 82 left",
      "3.50 s: 1 hits 2 with scatter, 73 left",
      "3.50 s: 1 hits 2 with scatter, 64 left",
      "3.85 s: at 330 units 2 has 64 health, 1 has 1 shots",
      "5.50 s: at 540 units 2 has 100 health, 1 has 0 shots",
    ],
  },
  {
    name: "a mortar's ball bounces off a wall, bursts, and throws back whom it hurts: its owner too, nobody behind a wall",
    play: (stage) => {
      stage.join(1, 2, 3);
      stage.run(MOMENT);
      stage.place(1, 400, 480);
      stage.place(2, 500, 560);
      stage.place(3, 880, 480);
      stage.body(1).ammo[MORTAR] = 2;
      stage.run(0.1);
      stage.tell(1, { aim: 0, fire: true, weapon: MORTAR });
      stage.run(MOMENT);
      stage.tell(1, { weapon: MORTAR });
      stage.run(1.5);
      stage.note(`1 is thrown west: ${stage.body(1).x < 390 * UNIT}, 2 south: ${stage.body(2).y > 570 * UNIT}`);
      stage.place(1, 48, 480);
      stage.place(3, 856, 480);
      stage.place(2, 1400, 200);
      stage.run(1);
      stage.tell(1, { aim: 0, fire: true, weapon: MORTAR });
      stage.run(MOMENT);
      stage.tell(1, { weapon: MORTAR });
      stage.run(1.5);
      stage.note(`behind the wall 3 has ${stage.body(3).health} health`);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.03 s: 2 spawns at (96, 864)",
      "0.03 s: 3 spawns at (96, 96)",
      "0.65 s: a shot bounces at (768, 480)",
      "1.18 s: mortar of 1 bursts at (491, 480)",
      "1.18 s: 1 hits 1 with mortar, 84 left",
      "1.18 s: 1 hits 2 with mortar, 55 left",
      "1.70 s: 1 is thrown west: true, 2 south: true",
      "3.67 s: a shot bounces at (768, 480)",
      "3.73 s: mortar of 1 bursts at (737, 480)",
      "4.25 s: behind the wall 3 has 100 health",
    ],
  },
  {
    name: "a mortar that meets a body bursts there, and one that meets none at the end of its time",
    play: (stage) => {
      faceOff(stage);
      stage.body(1).ammo[MORTAR] = 2;
      stage.tell(1, { aim: 0, fire: true, weapon: MORTAR });
      stage.run(MOMENT);
      stage.tell(1, { weapon: MORTAR });
      stage.run(1.2);
      stage.note(`2 is thrown east: ${stage.body(2).x > 840 * UNIT}`);
      stage.tell(1, { aim: 90, fire: true, weapon: MORTAR });
      stage.run(MOMENT);
      stage.tell(1, { weapon: MORTAR });
      stage.run(1.5);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.03 s: 2 spawns at (96, 864)",
      "1.05 s: mortar of 1 bursts at (772, 160)",
      "1.05 s: 1 hits 2 with mortar, 28 left",
      "1.80 s: 2 is thrown east: true",
      "2.83 s: mortar of 1 bursts at (400, 924)",
    ],
  },
  {
    name: "who blows themselves up dies without credit to anybody",
    play: (stage) => {
      stage.join(1);
      stage.run(MOMENT);
      stage.place(1, 480, 480);
      stage.body(1).ammo[MORTAR] = 1;
      stage.body(1).health = 10;
      stage.tell(1, { aim: 0, fire: true, weapon: MORTAR });
      stage.run(MOMENT);
      stage.tell(1, { weapon: MORTAR });
      stage.run(1.5);
      stage.note(`1 has ${stage.body(1).kills} kills and ${stage.body(1).deaths} death`);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.07 s: 1 takes rail",
      "0.45 s: a shot bounces at (768, 480)",
      "1.07 s: mortar of 1 bursts at (435, 480)",
      "1.07 s: 1 hits 1 with mortar, 0 left",
      "1.07 s: 1 kills 1 with mortar, having 0, 0 in a row",
      "1.60 s: 1 has 0 kills and 1 death",
    ],
  },
  {
    name: "overcharge makes hits heavier for eight seconds; pads of weapons give shots",
    play: (stage) => {
      faceOff(stage);
      stage.place(1, 290, 864);
      stage.run(MOMENT);
      stage.place(1, 416, 864);
      stage.run(MOMENT);
      stage.place(1, 544, 864);
      stage.place(2, 700, 864);
      stage.run(MOMENT);
      stage.note(`1 has ${stage.body(1).ammo[SCATTER]} shots for the scatter, ${stage.body(1).ammo[MORTAR]} for the mortar`);
      stage.tell(1, { aim: 0, fire: true });
      stage.run(MOMENT);
      stage.tell(1, {});
      stage.run(8);
      stage.tell(1, { aim: 0, fire: true });
      stage.run(MOMENT);
      stage.tell(1, {});
      stage.run(0.5);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.03 s: 2 spawns at (96, 864)",
      "0.57 s: 1 takes scatter",
      "0.63 s: 1 takes mortar",
      "0.68 s: 1 takes overcharge",
      "0.70 s: 1 has 6 shots for the scatter, 4 for the mortar",
      "0.82 s: 1 hits 2 with pulse, 80 left",
      "8.88 s: 1 hits 2 with pulse, 67 left",
    ],
  },
];
