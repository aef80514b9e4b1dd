import type { SignedIn } from "../../../shared/protocol/operators.ts";

/** What operators do, for the audit log and the log. */
export interface OperatorNews {
  /** Resolves once it is kept: what is done is answered for. */
  did(who: Pick<SignedIn, "operator">, action: string, target: string, detail: Record<string, unknown>): Promise<void>;
  /** Somebody gave a wrong password for this name. */
  refused(name: string): void;
}
