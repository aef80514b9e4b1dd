import { type FormEvent, useState } from "react";
import type { Act } from "./api.ts";

/** What is about to be done to a player. */
export interface Measure {
  readonly kind: "kick" | "mute" | "ban" | "ban address";
  readonly player: string;
  readonly name: string;
  readonly network: string;
}

/** Minutes, with how they are called. */
const LENGTHS: readonly (readonly [number | null, string])[] = [
  [60, "an hour"],
  [24 * 60, "a day"],
  [7 * 24 * 60, "a week"],
  [30 * 24 * 60, "30 days"],
  [null, "for ever"],
];

const DONE: Record<Measure["kind"], string> = { kick: "kicked", mute: "muted", ban: "banned", "ban address": "banned by address" };

/** Asks for the reason, which the player reads, and for how long. */
export function MeasureForm({ measure, act, onClose }: { measure: Measure; act: Act; onClose: () => void }) {
  const { kind, player, name, network } = measure;
  const [reason, setReason] = useState("");
  const [length, setLength] = useState(1);
  const whom = kind === "ban address" ? network : name || player;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const target = kind === "ban address" ? { network } : { player };
    const minutes = kind === "kick" ? {} : { minutes: LENGTHS[length]?.[0] ?? null };
    if (await act({ action: kind, ...target, reason, ...minutes }, `${whom} is ${DONE[kind]}.`)) onClose();
  };
  return (
    <form className="measure" aria-label={`${kind} ${whom}`} onSubmit={(event) => void submit(event)}>
      <strong>
        {kind} {whom}
      </strong>
      <label>
        Reason, which they read
        <input value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      </label>
      {kind !== "kick" && (
        <label>
          For
          <select value={length} onChange={(event) => setLength(Number(event.target.value))}>
            {LENGTHS.map(([, text], index) => (
              <option key={text} value={index}>
                {text}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" className="primary">
        Do it
      </button>
      <button type="button" onClick={onClose}>
        Leave it
      </button>
    </form>
  );
}
