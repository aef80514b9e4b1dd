import type { MapData } from "../../../shared/content/map-data.ts";
import { MAPS, rotationOf } from "../../../shared/content/maps.ts";
import { ARENA, MODES, type ModeName } from "../../../shared/content/modes.ts";
import type { LimitView, RotationView } from "../../../shared/protocol/operators.ts";
import { type Config, SETTINGS } from "../../settings.ts";

/** The variables that may be set anew while the service runs; what others say is built into what runs by then. */
const CHANGEABLE = [
  "maxRooms",
  "idleSeconds",
  "bytesPerSecond",
  "apiRate",
  "addressSeats",
  "addressConnections",
  "maxConnections",
  "upgradeRate",
  "messageRate",
  "messageBytes",
] as const satisfies readonly (keyof Config)[];

export type LimitName = (typeof CHANGEABLE)[number];

/** Names of settings, before that of the variable or the mode. */
const LIMIT = "limit/";
const MAPS_OF = "maps/";

/** A limit or a rotation that cannot be; the message says what can. */
export class WrongSetting extends Error {
  override readonly name = "WrongSetting";
}

/**
 * Limits and rotations as operators change them without a restart. `limits` is one object that changes: whoever keeps to a limit reads it
 * there each time, or, where it is built into a room, when the room opens.
 */
export class LiveSettings {
  readonly limits: Record<LimitName, number>;
  readonly #configured: Readonly<Record<LimitName, number>>;
  readonly #keep: (name: string, text: string | null) => Promise<void>;
  #settings: ReadonlyMap<string, string> = new Map();

  /** `keep` writes a setting for the whole service, and has `heed` called; null takes it back. */
  constructor(config: Readonly<Record<LimitName, number>>, keep: (name: string, text: string | null) => Promise<void>) {
    const { maxRooms, idleSeconds, bytesPerSecond, apiRate, addressSeats, addressConnections, maxConnections, upgradeRate, messageRate, messageBytes } = config;
    this.#configured = {
      maxRooms,
      idleSeconds,
      bytesPerSecond,
      apiRate,
      addressSeats,
      addressConnections,
      maxConnections,
      upgradeRate,
      messageRate,
      messageBytes,
    };
    this.limits = { ...this.#configured };
    this.#keep = keep;
  }

  /** All settings of the service, as they stand in the database. What does not hold there, from another version, is left out. */
  heed(settings: ReadonlyMap<string, string>): void {
    this.#settings = settings;
    for (const name of CHANGEABLE) this.limits[name] = this.#changed(name) ?? this.#configured[name];
  }

  /** `text`: as it would stand in the environment; null: as configured. @throws {WrongSetting} */
  async setLimit(variable: string, text: string | null): Promise<void> {
    const name = CHANGEABLE.find((each) => SETTINGS[each].variable === variable);
    if (name === undefined) throw new WrongSetting(`It takes one of ${CHANGEABLE.map((each) => SETTINGS[each].variable).join(", ")}.`);
    if (text !== null && !SETTINGS[name].schema.safeParse(text).success) throw new WrongSetting(`${variable} takes ${SETTINGS[name].takes}.`);
    await this.#keep(LIMIT + variable, text);
  }

  /** `maps`: names, in turn; none: the mode is not played; null: all that it has. @throws {WrongSetting} */
  async setRotation(mode: ModeName, maps: readonly string[] | null): Promise<void> {
    const all = rotationOf(mode).map(({ name }) => name);
    if (maps?.some((map) => !all.includes(map)) === true) throw new WrongSetting(`The maps of ${mode} are ${all.join(", ")}.`);
    if (maps?.length === 0 && mode === ARENA.name) throw new WrongSetting("The arena is what Play leads to: it keeps at least one map.");
    await this.#keep(MAPS_OF + mode, maps === null ? null : [...new Set(maps)].join(","));
  }

  /** The maps that operators have chosen for a mode, in turn; null where they have chosen none. */
  mapsOf(mode: ModeName): readonly MapData[] | null {
    const text = this.#settings.get(MAPS_OF + mode);
    if (text === undefined) return null;
    const maps = text.split(",").flatMap((name) => MAPS[name] ?? []);
    // Maps of another version: the mode goes on with what it has.
    return maps.length === 0 ? null : maps;
  }

  /** Modes that nobody begins a match of. */
  get closedModes(): readonly ModeName[] {
    return Object.values(MODES)
      .map(({ name }) => name)
      .filter((mode) => this.#settings.get(MAPS_OF + mode) === "");
  }

  limitViews(): LimitView[] {
    return CHANGEABLE.map((name) => {
      const { variable, meaning, takes } = SETTINGS[name];
      return { variable, meaning, takes, value: this.limits[name], configured: this.#configured[name], isChanged: this.#changed(name) !== null };
    });
  }

  rotationViews(): RotationView[] {
    const closed = this.closedModes;
    return Object.values(MODES).map(({ name: mode }) => {
      const all = rotationOf(mode).map(({ name }) => name);
      const chosen = this.mapsOf(mode)?.map(({ name }) => name);
      return { mode, maps: closed.includes(mode) ? [] : (chosen ?? all), all, isChanged: this.#settings.has(MAPS_OF + mode) };
    });
  }

  #changed(name: LimitName): number | null {
    const { variable, schema } = SETTINGS[name];
    return schema.safeParse(this.#settings.get(LIMIT + variable)).data ?? null;
  }
}
