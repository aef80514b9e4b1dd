import { useEffect, useState } from "react";
import type { AuditEntry } from "../../shared/protocol/operators.ts";
import { askOperators } from "./api.ts";
import { timeText } from "./time-text.ts";

/** What operators did, the newest first. */
export function AuditLog() {
  const [entries, setEntries] = useState<readonly AuditEntry[]>([]);
  const [before, setBefore] = useState<number | null>(null);
  useEffect(() => {
    askOperators(before === null ? "/audit" : `/audit?before=${before}`).then(
      (answer) => setEntries((answer as { entries: AuditEntry[] }).entries),
      // The panel says that the server does not answer.
      () => undefined,
    );
  }, [before]);
  const oldest = entries.at(-1);
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>When (UTC)</th>
            <th>Who</th>
            <th>Did</th>
            <th>To</th>
            <th>With</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, at, operator, action, target, detail }) => (
            <tr key={id}>
              <td>{timeText(at)}</td>
              <td>{operator}</td>
              <td>{action}</td>
              <td className="id">{target}</td>
              <td className="id">{detail === "{}" ? "" : detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="pages">
        {before !== null && (
          <button type="button" onClick={() => setBefore(null)}>
            Newest
          </button>
        )}
        {oldest !== undefined && (
          <button type="button" onClick={() => setBefore(oldest.at)}>
            Older
          </button>
        )}
      </p>
    </>
  );
}
