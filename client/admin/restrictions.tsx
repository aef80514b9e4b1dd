import { useCallback, useEffect, useState } from "react";
import type { RestrictionEntry } from "../../shared/protocol/operators.ts";
import { type Act, askOperators } from "./api.ts";
import { timeText } from "./time-text.ts";

/** Bans and mutes, those that are over among them. */
export function Restrictions({ act }: { act: Act }) {
  const [entries, setEntries] = useState<readonly RestrictionEntry[]>([]);
  const look = useCallback(() => {
    askOperators("/restrictions").then(
      (answer) => setEntries((answer as { restrictions: RestrictionEntry[] }).restrictions),
      // The panel says that the server does not answer.
      () => undefined,
    );
  }, []);
  useEffect(look, [look]);
  const lift = async (id: string): Promise<void> => {
    await act({ action: "lift", restriction: id }, "Lifted.");
    look();
  };
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>What</th>
            <th>Whom</th>
            <th>Reason</th>
            <th>By, since</th>
            <th>Until</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, kind, target, reason, operator, created_at, expires_at, lifted_at, lifted_by }) => (
            <tr key={id} className={lifted_at === null ? "" : "over"}>
              <td>{kind}</td>
              <td className="id">{target}</td>
              <td>{reason}</td>
              <td>
                {operator}, {timeText(created_at)}
              </td>
              <td>{lifted_at !== null ? `lifted by ${lifted_by}` : expires_at === null ? "for ever" : timeText(expires_at)}</td>
              <td className="actions">
                {lifted_at === null && (expires_at === null || expires_at > Date.now()) && (
                  <button type="button" onClick={() => void lift(id)}>
                    Lift
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {entries.length === 0 && <p>Nobody is banned or muted.</p>}
    </>
  );
}
