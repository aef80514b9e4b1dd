import { MOMENT, type Scenario } from "./scene.ts";

/** What a body does alone. */
export const MOVING: readonly Scenario[] = [
  {
    name: "a body slides along a wall and stops at the border",
    play: (stage) => {
      stage.join(1);
      stage.run(MOMENT);
      stage.place(1, 640, 400);
      stage.tell(1, { move: 45 });
      stage.run(1);
      stage.note(`at ${stage.where(1)}, speed ${stage.body(1).velocityX} across the wall`);
      stage.run(3);
      stage.note(`at ${stage.where(1)}, speed ${stage.body(1).velocityY} towards the border`);
      stage.tell(1, {});
      stage.run(1);
      stage.note(`at ${stage.where(1)}, speed ${stage.body(1).velocityX}`);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "1.05 s: at (748, 612), speed 0 across the wall",
      "4.05 s: at (1389, 940), speed 0 towards the border",
      "5.05 s: at (1404, 940), speed 0",
    ],
  },
  {
    name: "a dash is a burst, once per press, and takes three seconds to come back",
    play: (stage) => {
      stage.join(1);
      stage.run(MOMENT);
      stage.place(1, 100, 160);
      stage.tell(1, { aim: 0, dash: true });
      stage.run(0.2);
      stage.note(`at ${stage.where(1)} after 0.2 s`);
      stage.run(3.3);
      stage.note("held all the time: no second dash");
      stage.tell(1, { aim: 0 });
      stage.run(0.1);
      stage.tell(1, { move: 180, dash: true });
      stage.run(0.2);
      stage.note(`at ${stage.where(1)} after another press`);
      stage.tell(1, {});
      stage.run(0.5);
      stage.tell(1, { dash: true });
      stage.run(0.5);
      stage.note(`at ${stage.where(1)}: too early for a third`);
    },
    outcome: [
      "0.03 s: 1 spawns at (1504, 96)",
      "0.07 s: 1 dashes",
      "0.25 s: at (280, 160) after 0.2 s",
      "3.55 s: held all the time: no second dash",
      "3.67 s: 1 dashes",
      "3.85 s: at (131, 160) after another press",
      "4.85 s: at (100, 160): too early for a third",
    ],
  },
];
