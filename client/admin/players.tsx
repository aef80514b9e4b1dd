import { useState } from "react";
import { OPERATORS_PATH, type OperatorsState, type RoomGuest, type RoomRow } from "../../shared/protocol/operators.ts";
import type { Act } from "./api.ts";
import { type Measure, MeasureForm } from "./measure-form.tsx";

/** Everybody who is in a match, and what can be done about them. */
export function Players({ state, act }: { state: OperatorsState; act: Act }) {
  const [search, setSearch] = useState("");
  const [measure, setMeasure] = useState<Measure | null>(null);
  const wanted = search.trim().toLowerCase();
  const found = state.rooms
    .flatMap((room) => (room.view?.guests ?? []).map((guest) => ({ room, guest })))
    .filter(({ guest }) => guest.player !== "" && [guest.name, guest.player, guest.network].some((text) => text.toLowerCase().includes(wanted)));
  return (
    <>
      <label className="search">
        Search by name, id or address
        <input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
      </label>
      {measure !== null && <MeasureForm measure={measure} act={act} onClose={() => setMeasure(null)} />}
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>Player</th>
            <th>Match</th>
            <th>Address</th>
            <th>Here for</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {found.map(({ room, guest }) => (
            <tr key={`${room.roomId} ${guest.session}`}>
              <td>{guest.name || (room.view?.tickRate === 0 ? "in the menu" : "watching")}</td>
              <td className="id">{guest.player}</td>
              <td>
                {room.view?.mode} <span className="id">{room.roomId}</span>
              </td>
              <td>{guest.isConnected ? guest.network : "connection lost"}</td>
              <td>{minutesText(guest.since)}</td>
              <td className="actions">
                <Actions guest={guest} room={room} isAdmin={state.me.role === "admin"} onMeasure={setMeasure} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length === 0 && <p>{wanted === "" ? "Nobody is here." : "Nobody like that is here."}</p>}
    </>
  );
}

function Actions({ guest, isAdmin, onMeasure }: { guest: RoomGuest; room: RoomRow; isAdmin: boolean; onMeasure: (measure: Measure) => void }) {
  const of = { player: guest.player, name: guest.name, network: guest.network };
  return (
    <>
      <button type="button" onClick={() => onMeasure({ kind: "kick", ...of })}>
        Kick
      </button>
      <button type="button" onClick={() => onMeasure({ kind: "mute", ...of })}>
        Mute
      </button>
      <button type="button" onClick={() => onMeasure({ kind: "ban", ...of })}>
        Ban
      </button>
      {guest.network !== "" && (
        <button type="button" onClick={() => onMeasure({ kind: "ban address", ...of })}>
          Ban address
        </button>
      )}
      {isAdmin && (
        <a href={`${OPERATORS_PATH}/players/${guest.player}`} download>
          Data
        </a>
      )}
    </>
  );
}

function minutesText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
