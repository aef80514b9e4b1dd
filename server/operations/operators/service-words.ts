import { z } from "zod";
import { WORDS_MAX } from "../../../shared/protocol/removal.ts";
import type { Database } from "../../storage/database.ts";
import { readSettings, removeSetting, writeSetting } from "../../storage/settings.ts";

const words = z.string().min(1).max(WORDS_MAX);

/** What operators say and set for the whole service. */
const SCHEMAS = {
  /** Why nobody gets a seat; matches under way go on. */
  maintenance: words,
  /** What the menu shows everybody who comes. */
  motd: words,
  /** Said once to all who are in a match; `id` tells one from the next. */
  announcement: z.object({ id: z.string(), text: words }),
} as const;

type WordsName = "maintenance" | "motd";

/** A process is to drain, or to serve again; by its id. */
const DRAIN = "drain/";

export interface ServiceWordsPorts {
  readonly database: Database;
  /** ms since 1970. */
  readonly now: () => number;
  /** Of this process. */
  readonly processId: () => string;
  /** To be said to everybody in this process, now. */
  readonly announce: (text: string) => void;
  /** This process is to drain, or not any more. */
  readonly drain: (isWanted: boolean) => void;
  /** All settings were looked at, for others that live by them. */
  readonly looked: (settings: ReadonlyMap<string, string>) => void;
}

/** Settings that every process of the service heeds: in the database, looked at by `load` every few seconds. */
export class ServiceWords {
  readonly #ports: ServiceWordsPorts;
  #settings: ReadonlyMap<string, string> = new Map();
  /** Of the last announcement that was said here, or that was there before; null until the first look. */
  #announced: string | null = null;
  #wasDrainWanted = false;

  constructor(ports: ServiceWordsPorts) {
    this.#ports = ports;
  }

  /** Null: there is none. */
  wordsOf(name: WordsName): string | null {
    return SCHEMAS[name].safeParse(this.#settings.get(name)).data ?? null;
  }

  async load(): Promise<void> {
    this.#settings = await readSettings(this.#ports.database.kysely);
    this.#heedAnnouncement();
    this.#heedDrain();
    this.#ports.looked(this.#settings);
  }

  /** Any setting of the service; null takes it back. */
  async keep(name: string, text: string | null): Promise<void> {
    const { database, now } = this.#ports;
    if (text === null) await removeSetting(database.kysely, name);
    else await writeSetting(database.kysely, name, text, now());
    await this.load();
  }

  announce(text: string): Promise<void> {
    return this.keep("announcement", JSON.stringify({ id: String(this.#ports.now()), text }));
  }

  setDrain(processId: string, isWanted: boolean): Promise<void> {
    return this.keep(DRAIN + processId, isWanted ? "wanted" : null);
  }

  #heedAnnouncement(): void {
    const text = this.#settings.get("announcement");
    const { data } = text === undefined ? { data: undefined } : SCHEMAS.announcement.safeParse(parsed(text));
    const before = this.#announced;
    this.#announced = data?.id ?? "";
    // What was said before this process began was said to others.
    if (before !== null && data !== undefined && data.id !== before) this.#ports.announce(data.text);
  }

  /** Only what has changed: a drain that a signal has begun is not the panel's to end. */
  #heedDrain(): void {
    const isWanted = this.#settings.has(DRAIN + this.#ports.processId());
    if (isWanted !== this.#wasDrainWanted) this.#ports.drain(isWanted);
    this.#wasDrainWanted = isWanted;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
