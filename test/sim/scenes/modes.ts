import { DUEL, SQUADS } from "../../../shared/content/modes.ts";
import { MORTAR, RAIL } from "../../../shared/content/weapons.ts";
import { SIDES } from "../yard.ts";
import { faceOff, MOMENT, type Scenario } from "./scene.ts";

/** What duel and squads are about. */
export const MODES_PLAYED: readonly Scenario[] = [
  {
    name: "a duel ends with the last kill that it is about",
    mode: { ...DUEL, killsToWin: 2 },
    play: (stage) => {
      faceOff(stage);
      for (const kill of [1, 2]) {
        stage.place(1, 400, 160);
        stage.place(2, 800, 160);
        stage.body(2).health = 1;
        stage.tell(1, { aim: 0, fire: true });
        stage.run(MOMENT);
        stage.tell(1, {});
        stage.run(2.5);
        stage.note(`${kill} killed, it is ${stage.world.phase}`);
      }
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.03 s: 2 spawns at (96, 864)",
      "0.88 s: 1 hits 2 with pulse, 0 left",
      "0.88 s: 1 kills 2 with pulse, having 100, 1 in a row",
      "2.38 s: 2 spawns at (1504, 96)",
      "3.10 s: 1 killed, it is playing",
      "3.42 s: 1 hits 2 with pulse, 0 left",
      "3.42 s: 1 kills 2 with pulse, having 100, 2 in a row",
      "3.42 s: the round ends, 1 wins",
      "4.92 s: 2 spawns at (1504, 864)",
      "5.65 s: 2 killed, it is podium",
    ],
  },
  {
    name: "who leaves a duel has lost it, unless somebody comes in their place",
    mode: DUEL,
    play: (stage) => {
      faceOff(stage);
      stage.leave(2);
      stage.join(3);
      stage.run(1);
      stage.note(`3 came for 2, it is ${stage.world.phase}`);
      stage.leave(1);
      stage.run(1);
      stage.note(`1 left, it is ${stage.world.phase}`);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.03 s: 2 spawns at (96, 864)",
      "0.57 s: 3 spawns at (1504, 96)",
      "1.55 s: 3 came for 2, it is playing",
      "1.57 s: the round ends, 3 wins",
      "2.55 s: 1 left, it is podium",
    ],
  },
  {
    name: "squads spawn on their own side, do not hurt each other, and win together",
    mode: { ...SQUADS, killsToWin: 2 },
    map: SIDES,
    play: (stage) => {
      stage.join(1, 2, 3, 4);
      stage.run(0.5);
      stage.place(1, 300, 160);
      stage.place(3, 500, 160);
      stage.place(2, 700, 160);
      stage.place(4, 700, 800);
      stage.body(1).ammo[MORTAR] = 2;
      stage.body(1).ammo[RAIL] = 2;
      stage.tell(1, { aim: 0, fire: true, weapon: RAIL });
      stage.run(MOMENT);
      stage.tell(1, { weapon: RAIL });
      stage.run(1.6);
      stage.note(`through a friend: 3 has ${stage.body(3).health} health, 2 has ${stage.body(2).health}`);
      stage.body(2).health = 5;
      stage.body(4).health = 5;
      stage.place(3, 640, 160);
      stage.tell(1, { aim: 0, fire: true, weapon: MORTAR });
      stage.run(MOMENT);
      stage.tell(1, {});
      stage.run(1.5);
      stage.note(`beside a blast: 3 has ${stage.body(3).health} health, it is ${stage.world.scores.join(" to ")}`);
      stage.place(3, 500, 800);
      stage.tell(3, { aim: 0, fire: true });
      stage.run(0.4);
      stage.note(`it is ${stage.world.scores.join(" to ")} and ${stage.world.phase}`);
    },
    outcome: [
      "0.03 s: 1 spawns at (96, 864)",
      "0.03 s: 2 spawns at (1504, 864)",
      "0.03 s: 3 spawns at (96, 864)",
      "0.03 s: 4 spawns at (1504, 864)",
      "0.53 s: 1 fires the rail at 2",
      "0.53 s: 1 hits 2 with rail, 55 left",
      "2.15 s: through a friend: 3 has 100 health, 2 has 55",
      "2.70 s: mortar of 1 bursts at (672, 160)",
      "2.70 s: 1 hits 2 with mortar, 0 left",
      "2.70 s: 1 kills 2 with mortar, having 100, 1 in a row",
      "3.70 s: beside a blast: 3 has 100 health, it is 1 to 0",
      "3.88 s: 3 hits 4 with pulse, 0 left",
      "3.88 s: 3 kills 4 with pulse, having 100, 1 in a row",
      "3.88 s: the round ends, 1 wins for team 1",
      "4.10 s: it is 2 to 0 and podium",
    ],
  },
];
