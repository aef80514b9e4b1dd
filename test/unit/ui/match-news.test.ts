import { describe, expect, test } from "vitest";
import type { Scene } from "../../../client/game/scene.ts";
import { MatchNews } from "../../../client/ui/match-news.ts";
import { Keeper } from "../../../client/ui/progress/keeper.ts";
import { POINTS } from "../../../client/ui/progress/levels.ts";
import { readProgress } from "../../../client/ui/progress/progress.ts";
import { spokenText } from "../../../client/ui/spoken-text.ts";
import { texts as english } from "../../../client/ui/texts/en.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";
import { entryWith, OWN, sceneWith } from "../fabricated-scene.ts";

const killed = (attacker: number, victim: number, streak = 1): SimEvent => ({
  kind: "bodyKilled",
  victim,
  attacker,
  weapon: 0,
  attackerHealth: 1,
  attackerShield: 0,
  streak,
  x: 0,
  y: 0,
});
const ended = (winner: number, team = 0): SimEvent => ({ kind: "roundEnded", winner, team });

/** News with a store of their own. */
function begin() {
  let stored: string | null = null;
  const keeper = new Keeper({
    read: () => stored,
    write: (text) => {
      stored = text;
    },
  });
  const news = new MatchNews(keeper);
  return { news, keeper, progress: () => readProgress(stored) };
}

describe("progress", () => {
  test("comes from kills, assists and rounds, and stays when the page goes", () => {
    const { news, progress } = begin();
    news.observe(sceneWith({}, [killed(OWN, 2, 4), { kind: "killAssisted", body: OWN, victim: 3 }, killed(2, 3)]), 0);
    expect(progress()).toMatchObject({ points: POINTS.kill + POINTS.assist, kills: 1, bestStreak: 4, rounds: 0 });
    news.observe(sceneWith({ phase: "podium" }, [ended(2)]), 16);
    expect(progress()).toMatchObject({ points: POINTS.kill + POINTS.assist + POINTS.round, rounds: 1, wins: 0 });
  });

  test("counts a round once, however long its podium stands", () => {
    const { news, progress } = begin();
    news.observe(sceneWith({}, [killed(OWN, 2)]), 0);
    for (let now = 16; now < 100; now += 16) news.observe(sceneWith({ phase: "podium" }, now === 16 ? [ended(OWN)] : []), now);
    expect(progress()).toMatchObject({ points: POINTS.kill + POINTS.round + POINTS.win, rounds: 1, wins: 1 });
  });

  test("does not come from warming up, from standing by, or from watching", () => {
    const { news, progress } = begin();
    news.observe(sceneWith({ phase: "waiting", mode: "duel" }, [killed(OWN, 2)]), 0);
    news.observe(sceneWith({ phase: "podium" }, [ended(OWN)]), 16);
    const watcher = begin();
    watcher.news.observe(sceneWith({ own: 0, playing: false }, [killed(2, 3)]), 0);
    expect([progress().points, watcher.progress().points]).toEqual([0, 0]);
  });
});

describe("the end of a round", () => {
  const endOf = (more: Partial<Scene>, event: SimEvent, own = OWN) => {
    const { news } = begin();
    news.observe(sceneWith({ ...more, own }, [killed(own, 3)]), 0);
    news.observe(sceneWith({ ...more, own, phase: "podium" }, [event]), 16);
    return news.read().summary;
  };

  test("is won by the first, and by the others of an arena neither won nor lost", () => {
    expect(endOf({}, ended(OWN))?.outcome).toBe("won");
    expect(endOf({}, ended(2))?.outcome).toBe("over");
  });

  test("of a duel is lost by the other", () => {
    expect(endOf({ mode: "duel", roster: [entryWith(1), entryWith(2)] }, ended(2))?.outcome).toBe("lost");
  });

  test("of squads is the team's, whoever was first", () => {
    const squads = { mode: "squads", roster: [entryWith(1, { team: 1 }), entryWith(2, { team: 2, kills: 9 })] } as const;
    expect(endOf({ ...squads, roster: [...squads.roster] }, ended(2, 1))?.outcome).toBe("won");
    expect(endOf({ ...squads, roster: [...squads.roster] }, ended(2, 2))?.outcome).toBe("lost");
    expect(endOf({ ...squads, roster: [...squads.roster] }, ended(2, 0))?.outcome).toBe("draw");
  });

  test("is told with the own place, and with the server's figures once they come", () => {
    const { news } = begin();
    const roster = [entryWith(1, { kills: 2, deaths: 1 }), entryWith(2, { kills: 5 }), entryWith(3)];
    news.observe(sceneWith({ roster }, [killed(OWN, 2)]), 0);
    news.observe(sceneWith({ roster, phase: "podium" }, [ended(2)]), 16);
    expect(news.read().summary?.own).toMatchObject({ place: 2, players: 3, kills: 2, results: null, points: POINTS.kill + POINTS.round });
    const figures = { body: OWN, shots: 9, hits: 3, damage: 120, bestWeapon: 1, bestStreak: 2 };
    news.observe(sceneWith({ roster, phase: "podium", results: { round: 1, winner: 2, team: 0, players: [figures] } }), 32);
    expect(news.read().summary?.own?.results).toEqual(figures);
  });
});

describe("news of a match", () => {
  test("name first blood in a round that began here, not in one under way", () => {
    const { news } = begin();
    news.observe(sceneWith({ roster: [entryWith(1), entryWith(2, { kills: 3 })] }, [killed(2, OWN)]), 0);
    expect(news.read().line).toBeNull();
    news.observe(sceneWith({ round: 2 }, [killed(2, 3)]), 16);
    expect(news.read().line).toMatchObject({ name: "Pilot 2", line: { announcement: { kind: "firstBlood" } } });
  });

  test("mark the nemesis, until they leave", () => {
    const { news } = begin();
    for (let now = 0; now < 3; now += 1) news.observe(sceneWith({}, [killed(2, OWN)]), now);
    expect(news.read().nemesis).toBe(2);
    news.observe(sceneWith({ roster: [entryWith(1), entryWith(3)] }, [killed(3, OWN)]), 10);
    expect(news.read().nemesis).toBe(0);
  });

  test("write calls down for a while, the last three", () => {
    const { news } = begin();
    news.observe(sceneWith({ calls: [0, 1, 2, 3].map((call) => ({ from: 2, call })) }), 0);
    expect(news.read().calls.map(({ call, who }) => [call, who.name])).toEqual([1, 2, 3].map((call) => [call, "Pilot 2"]));
    news.observe(sceneWith(), 4500);
    expect(news.read().calls).toEqual([]);
  });
});

describe("what is read out", () => {
  /** Every text that comes up while these frames are shown, in order. */
  const said = (frames: Partial<Scene>[], happened: SimEvent[][]): string[] => {
    const { news } = begin();
    const texts: string[] = [];
    let key = 0;
    news.subscribe(() => {
      for (const kill of news.read().spoken) {
        if (kill.key <= key) continue;
        key = kill.key;
        texts.push(spokenText(english, kill));
      }
    });
    for (const [index, events] of happened.entries()) {
      news.observe(sceneWith(frames[index] ?? {}, events), index * 1000);
      // The own craft comes back, lines of the announcer go and others take their place: nothing of it is news.
      for (let now = 100; now < 1000; now += 100) news.observe(sceneWith(), index * 1000 + now);
    }
    return texts;
  };

  test("has each kill, death and streak of the player once, with what the announcer says of it", () => {
    const script = [
      [killed(OWN, 2)],
      [killed(OWN, 2, 2)],
      [killed(OWN, 3, 3)],
      [killed(2, OWN)],
      [killed(2, 3, 2)],
      [killed(2, OWN, 3)],
      [killed(2, OWN, 4)],
      [killed(OWN, 2)],
      [killed(OWN, OWN)],
    ];
    expect(said([], script)).toEqual([
      "You got Pilot 2. First blood",
      "You got Pilot 2",
      "You got Pilot 3. 3 in a row",
      "Pilot 2 got you",
      "Pilot 2 got you",
      "Pilot 2 got you. Pilot 2 is your nemesis",
      "Revenge on Pilot 2",
      "You took yourself out",
    ]);
  });

  test("has both kills of one shot", () => {
    expect(said([], [[killed(OWN, 2), killed(OWN, 3, 2)]])).toEqual(["You got Pilot 2. First blood", "You got Pilot 3"]);
  });

  test("has of others what the announcer tells everybody, and nothing else", () => {
    expect(said([], [[killed(2, 3)], [killed(2, 3, 2)], [killed(3, 2, 3)], [killed(3, 2, 5)]])).toEqual(["Pilot 2 draws first blood", "Pilot 3: 5 in a row"]);
  });

  test("has the kills of a warm-up, of which the announcer says nothing", () => {
    expect(said([{ phase: "waiting", mode: "duel" }], [[killed(OWN, 2, 3)]])).toEqual(["You got Pilot 2"]);
  });
});
