import type { OperatorsState } from "../../shared/protocol/operators.ts";
import type { Act } from "./api.ts";

/** Every match of the service, to be watched and ended. */
export function Matches({ state, act }: { state: OperatorsState; act: Act }) {
  const matches = state.rooms.filter(({ view }) => view === null || view.tickRate > 0);
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>Match</th>
            <th>Mode, map</th>
            <th>Players, bots</th>
            <th>Ticks per second</th>
            <th>Tick p99</th>
            <th>Bytes per second each</th>
            <th>Process</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {matches.map(({ roomId, processId, view }) => (
            <tr key={roomId}>
              <td className="id">{roomId}</td>
              {view === null ? (
                <td colSpan={5}>does not answer</td>
              ) : (
                <>
                  <td>
                    {view.mode}, {view.map}
                    {view.isPrivate && ", private"}
                  </td>
                  <td>
                    {view.guests.filter(({ body }) => body !== 0).length}, {view.bots}
                  </td>
                  <td>
                    {view.achievedRate.toFixed(1)} of {view.tickRate}
                  </td>
                  <td>{view.tickP99.toFixed(1)} ms</td>
                  <td>{view.bytesPerGuest.toFixed(0)}</td>
                </>
              )}
              <td className="id">{processId}</td>
              <td className="actions">
                <a href={`/?watch=${roomId}`} target="_blank" rel="noreferrer">
                  Watch
                </a>
                <button type="button" onClick={() => void act({ action: "end match", room: roomId }, `${roomId} has ended.`)}>
                  End
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {matches.length === 0 && <p>No match is played.</p>}
    </>
  );
}
