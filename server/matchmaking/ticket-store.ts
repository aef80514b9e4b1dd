/**
 * What matchmaking keeps: texts by key, each with a lifetime, and ordered indexes. All that it decides is one `commit`: the whole change or
 * nothing, and only while what the decision was made from is still so. Times are ms since the epoch on the store's own clock, which is the
 * same for all processes that share it and knows nothing of theirs. Every call may fail with a `StoreError`; a commit that fails may have
 * been done nevertheless.
 */
export interface TicketStore {
  read(keys: readonly string[]): Promise<{ now: number; values: (string | null)[] }>;
  /** Members by ascending score, those of up to `upTo` only where it is given. */
  list(index: string, upTo?: number): Promise<string[]>;
  commit(change: Change): Promise<CommitResult>;
  /**
   * Makes `holder` the one that holds `lease` for the next `ms`, unless another one does. Returns the fencing token: the same for as long as
   * the same holder goes on holding, a greater one for every new holder; null while another holds it.
   */
  hold(lease: string, holder: string, ms: number): Promise<number | null>;
  /** Gives the lease up, if the holder has it. */
  release(lease: string, holder: string): Promise<void>;
}

/** `conflict`: something was not as expected. `fenced`: somebody else has held the lease since. Nothing is changed then. */
export type CommitResult = "done" | "conflict" | "fenced";

export interface Change {
  /** Only while this token is the newest of its lease. */
  readonly fence?: Fence;
  /** Texts as they were read; null: there was none. */
  readonly expect?: Readonly<Record<string, string | null>>;
  readonly write?: Readonly<Record<string, { text: string /** ms */; lifetime: number }>>;
  readonly remove?: readonly string[];
  readonly enter?: readonly { index: string; member: string; score: number }[];
  readonly strike?: readonly { index: string; member: string }[];
}

export interface Fence {
  readonly lease: string;
  readonly token: number;
}

/** The store could not be asked, or gave no answer in time. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}
