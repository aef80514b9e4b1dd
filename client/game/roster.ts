import { type RosterEntry, STATUS_DROPPED, STATUS_REMATCH } from "../../shared/protocol/state.ts";
import type { Scene, SceneDress, SceneEntry } from "./scene.ts";

export const blankDress = (): SceneDress => ({ name: "", color: 0, trail: 0, team: 0, dropped: false });

const blankEntry = (): SceneEntry => ({ ...blankDress(), id: 0, bot: false, kills: 0, deaths: 0, assists: 0, streak: 0, again: false });

/** The line of the score table of this body; undefined for who does not take part. */
export function entryOf({ roster }: Scene, id: number): SceneEntry | undefined {
  for (const entry of roster) if (entry.id === id) return entry;
  return undefined;
}

export function writeDress(entry: Readonly<RosterEntry>, out: SceneDress): void {
  out.name = entry.name;
  out.color = entry.color;
  out.trail = entry.trail;
  out.team = entry.team;
  out.dropped = (entry.status & STATUS_DROPPED) !== 0;
}

/** Writes the score table as it was patched, keyed by body id in decimal. Slots of `into` are reused. */
export function writeRoster(roster: { forEach(visit: (entry: RosterEntry, key: string) => void): void }, into: SceneEntry[]): void {
  let count = 0;
  roster.forEach((entry, key) => {
    const slot = into[count] ?? blankEntry();
    into[count] = slot;
    count += 1;
    writeDress(entry, slot);
    slot.id = Number(key);
    slot.bot = entry.bot;
    slot.kills = entry.kills;
    slot.deaths = entry.deaths;
    slot.assists = entry.assists;
    slot.streak = entry.streak;
    slot.again = (entry.status & STATUS_REMATCH) !== 0;
  });
  into.length = count;
}
