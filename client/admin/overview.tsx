import { useEffect, useState } from "react";
import type { HistoryPoint, OperatorsState } from "../../shared/protocol/operators.ts";
import { type Act, askOperators } from "./api.ts";
import { Graph } from "./graph.tsx";

/** ms: as often as the server notes a point. */
const HISTORY_PERIOD = 10_000;

/** The last hour, and the processes. */
export function Overview({ state, act }: { state: OperatorsState; act: Act }) {
  const points = useHistory();
  const people = state.processes.reduce((sum, { players }) => sum + players, 0);
  const graphs = [
    ["Players", "players", (value: number) => String(value)],
    ["Ticks per second", "ticks", (value: number) => value.toFixed(0)],
    ["Bytes per second, sent", "bytes", bytesText],
    ["Errors", "errors", (value: number) => String(value)],
  ] as const;
  return (
    <>
      <section className="figures">
        <Figure name="players" value={people} />
        <Figure name="matches" value={state.rooms.filter(({ view }) => (view?.tickRate ?? 0) > 0).length} />
        <Figure name="processes" value={state.processes.length} />
        <Figure name="version" value={state.version} />
      </section>
      <h2>The last hour</h2>
      <section className="graphs">
        {graphs.map(([title, key, textOf]) => (
          <Graph key={key} title={title} points={points.map((point) => ({ at: point.at, value: point[key] }))} textOf={textOf} />
        ))}
      </section>
      <h2>Processes</h2>
      <table>
        <thead>
          <tr>
            <th>Process</th>
            <th>Address</th>
            <th>Region</th>
            <th>State</th>
            <th>Connections</th>
            <th>Matches</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {state.processes.map(({ id, address, region, state: life, players, rooms, isOverloaded }) => (
            <tr key={id}>
              <td>
                {id}
                {id === state.processId && " (this one)"}
              </td>
              <td>{address}</td>
              <td>{region}</td>
              <td>{isOverloaded ? `${life}, overloaded` : life}</td>
              <td>{players}</td>
              <td>{rooms}</td>
              <td className="actions">
                {life === "serving" ? (
                  <button
                    type="button"
                    onClick={() =>
                      void act({ action: "drain", process: id, wanted: true }, `${id} drains: it takes nobody in any more, and ends with its last match.`)
                    }
                  >
                    Drain
                  </button>
                ) : (
                  <button type="button" onClick={() => void act({ action: "drain", process: id, wanted: false }, `${id} serves again.`)}>
                    Serve again
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Figure({ name, value }: { name: string; value: number | string }) {
  return (
    <p className="figure">
      <strong>{value}</strong> {name}
    </p>
  );
}

function useHistory(): readonly HistoryPoint[] {
  const [points, setPoints] = useState<readonly HistoryPoint[]>([]);
  useEffect(() => {
    const look = (): void => {
      askOperators("/history").then(
        (answer) => setPoints((answer as { points: HistoryPoint[] }).points),
        // The panel says that the server does not answer; the graphs stay as they were.
        () => undefined,
      );
    };
    look();
    const timer = setInterval(look, HISTORY_PERIOD);
    return () => clearInterval(timer);
  }, []);
  return points;
}

function bytesText(value: number): string {
  return value < 10_000 ? `${value.toFixed(0)} B` : `${(value / 1000).toFixed(0)} kB`;
}
