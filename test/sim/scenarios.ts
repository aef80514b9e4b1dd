import type { MapData } from "../../shared/content/map-data.ts";
import { ARENA, DUEL, type ModeData, SQUADS } from "../../shared/content/modes.ts";
import { MORTAR, RAIL, SCATTER } from "../../shared/content/weapons.ts";
import { UNIT } from "../../shared/sim/units.ts";
import { Stage, type StageOptions } from "./stage.ts";
import { SIDES, YARD } from "./yard.ts";

/** A scripted scene: what is played, and its outcome in words, line by line. */
export interface Scenario {
  readonly name: string;
  readonly play: (stage: Stage) => void;
  readonly outcome: readonly string[];
  readonly mode?: ModeData;
  /** Left out, the yard. */
  readonly map?: MapData;
}

/** Seconds: a tick at 20 Hz, two at 40. What a player does for a moment they do once: no weapon fires twice in it. */
const MOMENT = 0.05;

/** Two bodies facing each other on the open north side, 400 units apart, unprotected. */
function faceOff(stage: Stage): void {
  stage.join(1, 2);
  stage.run(MOMENT);
  stage.place(1, 400, 160);
  stage.place(2, 800, 160);
  stage.run(0.5);
}

export const SCENARIOS: readonly Scenario[] = [
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

/** Plays a scene to its end. */
export function play(scenario: Scenario, options: Omit<StageOptions, "map" | "mode">): Stage {
  const stage = new Stage({ ...options, map: scenario.map ?? YARD, ...(scenario.mode === undefined ? {} : { mode: scenario.mode }) });
  scenario.play(stage);
  return stage;
}
