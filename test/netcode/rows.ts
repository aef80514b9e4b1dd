import type { BodyState, RosterEntry } from "../../shared/protocol/state.ts";

/** All that a state says of one body, but for what only its owner has, or of one line of the score table. */
export type Row = readonly [key: string, text: string];

interface Entries<Entry, Key> {
  forEach(visit: (entry: Entry, key: Key) => void): void;
}

interface Tables<Key> {
  readonly bodies: Entries<Pick<BodyState, "place" | "look" | "health" | "shield" | "weapon">, Key>;
  readonly roster: Entries<Pick<RosterEntry, "name" | "kills" | "deaths" | "assists" | "streak">, Key>;
}

/** Of what the server has to tell as of what a client has decoded: equal texts say the same. */
export function rowsOf<Key extends string | number>({ bodies, roster }: Tables<Key>): Row[] {
  const rows: Row[] = [];
  bodies.forEach(({ place, look, health, shield, weapon }, id) => {
    rows.push([`body ${id}`, `${place} ${look} ${health} ${shield} ${weapon}`]);
  });
  roster.forEach(({ name, kills, deaths, assists, streak }, id) => {
    rows.push([`score ${id}`, `${name} ${kills}/${deaths}/${assists} ${streak}`]);
  });
  return rows;
}
