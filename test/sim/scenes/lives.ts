import { ARENA } from "../../../shared/content/modes.ts";
import { RAIL } from "../../../shared/content/weapons.ts";
import { faceOff, MOMENT, type Scenario } from "./scene.ts";

/** Coming, going, dying, picking up, and the end of it all. */
export const LIVES: readonly Scenario[] = [
  {
    name: "people drop in at the safest spawn, protected until their first shot, and leave while their shots fly on",
    play: (stage) => {
      stage.join(1);
      stage.run(MOMENT);
      stage.place(1, 200, 480);
      stage.run(0.2);
      stage.join(2);
      stage.run(0.3);
      const { x, y } = stage.body(2);
      stage.place(1, x / 256 - 300, y / 256);
      stage.tell(1, { aim: 0, fire: true });
      stage.run(1.05);
      stage.note(`2 under fire has ${stage.body(2).health} health while protected`);
      stage.tell(2, { aim: 90, fire: true });
      stage.run(MOMENT);
      stage.tell(2, {});
      stage.run(0.4);
      stage.note(`2 has fired and has ${stage.body(2).health} health`);
      stage.tell(1, { aim: 0 });
      stage.run(0.2);
      stage.tell(1, { aim: 0, fire: true });
      stage.run(MOMENT);
      stage.leave(1);
      stage.run(0.5);
      stage.note(`${stage.world.bodies.length} is left, with ${stage.body(2).health} health`);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.28 s: 2 spawns at (1504, 864)",
      "1.60 s: 2 under fire has 100 health while protected",
      "1.70 s: 1 hits 2 with pulse, 87 left",
      "1.85 s: 1 hits 2 with pulse, 74 left",
      "2.00 s: 1 hits 2 with pulse, 61 left",
      "2.05 s: 2 has fired and has 61 health",
      "2.15 s: 1 hits 2 with pulse, 48 left",
      "2.50 s: 1 hits 2 with pulse, 35 left",
      "2.80 s: 1 is left, with 35 health",
    ],
  },
  {
    name: "an assist for who helped, a streak that ends with a death",
    play: (stage) => {
      stage.join(1, 2, 3);
      stage.run(MOMENT);
      stage.place(1, 400, 160);
      stage.place(2, 880, 160);
      stage.place(3, 400, 800);
      stage.run(0.5);
      stage.tell(1, { aim: 0, fire: true });
      stage.run(0.5);
      stage.tell(1, {});
      stage.run(0.4);
      stage.place(3, 880, 400);
      stage.tell(3, { aim: 270, fire: true });
      stage.run(2);
      stage.tell(3, {});
      stage.place(1, 880, 160);
      stage.run(0.5);
      stage.tell(3, { aim: 270, fire: true });
      stage.run(1.5);
      stage.tell(3, {});
      stage.run(0.3);
      stage.note(`3 has ${stage.body(3).kills} kills, ${stage.body(3).streak} in a row; 1 has ${stage.body(1).assists} assist`);
      stage.run(1);
      stage.body(3).health = 5;
      stage.place(2, 880, 600);
      stage.tell(2, { aim: 270, fire: true });
      stage.run(0.5);
      stage.note(`3 has ${stage.body(3).kills} kills, ${stage.body(3).streak} in a row`);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.03 s: 2 spawns at (96, 864)",
      "0.03 s: 3 spawns at (96, 96)",
      "0.95 s: 1 hits 2 with pulse, 87 left",
      "1.10 s: 1 hits 2 with pulse, 74 left",
      "1.25 s: 1 hits 2 with pulse, 61 left",
      "1.40 s: 1 hits 2 with pulse, 48 left",
      "1.65 s: 3 hits 2 with pulse, 35 left",
      "1.80 s: 3 hits 2 with pulse, 22 left",
      "1.95 s: 3 hits 2 with pulse, 9 left",
      "2.10 s: 3 hits 2 with pulse, 0 left",
      "2.10 s: 3 kills 2 with pulse, having 100, 1 in a row",
      "2.10 s: 1 helped to kill 2",
      "3.48 s: 3 hits 1 with pulse, 87 left",
      "3.60 s: 3 hits 1 with pulse, 74 left",
      "3.60 s: 2 spawns at (96, 864)",
      "4.15 s: 3 hits 1 with pulse, 61 left",
      "4.30 s: 3 hits 1 with pulse, 48 left",
      "4.45 s: 3 hits 1 with pulse, 35 left",
      "4.60 s: 3 hits 1 with pulse, 22 left",
      "4.75 s: 3 hits 1 with pulse, 9 left",
      "4.90 s: 3 hits 1 with pulse, 0 left",
      "4.90 s: 3 kills 1 with pulse, having 100, 2 in a row",
      "5.75 s: 3 has 2 kills, 2 in a row; 1 has 1 assist",
      "6.40 s: 1 spawns at (1504, 864)",
      "6.92 s: 2 hits 3 with pulse, 0 left",
      "6.92 s: 2 kills 3 with pulse, having 100, 1 in a row",
      "7.25 s: 3 has 2 kills, 0 in a row",
    ],
  },
  {
    name: "pads heal, shield and arm who can use it, and fill again",
    play: (stage) => {
      stage.join(1);
      stage.run(MOMENT);
      stage.place(1, 60, 480);
      stage.tell(1, { move: 0 });
      stage.run(1.7);
      stage.note(`in full health past the pads: ${stage.body(1).health}+${stage.body(1).shield}, ${stage.body(1).ammo[RAIL]} for the rail`);
      stage.place(1, 60, 480);
      stage.body(1).health = 70;
      stage.body(1).shield = 80;
      stage.run(1.7);
      stage.note(`hurt past the pads: ${stage.body(1).health}+${stage.body(1).shield}, ${stage.body(1).ammo[RAIL]} for the rail`);
      stage.tell(1, {});
      stage.run(20);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.82 s: 1 takes shield",
      "1.32 s: 1 takes rail",
      "1.75 s: in full health past the pads: 100+50, 4 for the rail",
      "2.02 s: 1 takes health",
      "3.45 s: hurt past the pads: 100+80, 4 for the rail",
      "14.03 s: health is back",
      "16.32 s: rail is back",
      "20.82 s: shield is back",
    ],
  },
  {
    name: "a round ends with a winner, a podium without harm, and is over",
    mode: { ...ARENA, roundMs: 4000, podiumMs: 2000 },
    play: (stage) => {
      faceOff(stage);
      stage.tell(1, { aim: 0, fire: true });
      stage.run(2.5);
      stage.tell(1, {});
      stage.run(1.1);
      stage.note(`the world is ${stage.world.phase}`);
      stage.place(2, 800, 160);
      stage.tell(1, { aim: 0, fire: true });
      stage.run(1);
      stage.note(`on the podium 2 keeps ${stage.body(2).health} health`);
      stage.run(2);
      stage.note(`the world is ${stage.world.phase}`);
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
      "4.00 s: the round ends, 1 wins",
      "4.15 s: the world is podium",
      "5.15 s: on the podium 2 keeps 100 health",
      "6.00 s: the world is over",
    ],
  },
];
