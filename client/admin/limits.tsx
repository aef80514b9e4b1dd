import { type FormEvent, useState } from "react";
import type { LimitView, OperatorsState, RotationView } from "../../shared/protocol/operators.ts";
import type { Act } from "./api.ts";

/** What holds for the whole service, and is changed without a restart. */
export function Limits({ state, act }: { state: OperatorsState; act: Act }) {
  return (
    <>
      <h2>Modes and their maps</h2>
      <p>In turn, round by round, from the next round on. A mode without a map is closed: nobody begins a match of it.</p>
      <table aria-label="Modes and their maps">
        <tbody>
          {state.rotations.map((rotation) => (
            <RotationRow key={rotation.mode} rotation={rotation} act={act} />
          ))}
        </tbody>
      </table>
      <h2>Limits</h2>
      <p>They hold at once, in all processes within 5 s; IDLE_SECONDS and BYTES_PER_SECOND in matches that open from then on.</p>
      <table aria-label="Limits">
        <thead>
          <tr>
            <th>Limit</th>
            <th>Means</th>
            <th>Configured here</th>
            <th>Holds</th>
          </tr>
        </thead>
        <tbody>
          {state.limits.map((limit) => (
            <LimitRow key={`${limit.variable} ${limit.value}`} limit={limit} act={act} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function LimitRow({ limit: { variable, meaning, takes, value, configured, isChanged }, act }: { limit: LimitView; act: Act }) {
  const [text, setText] = useState(String(value));
  const set = (event: FormEvent): void => {
    event.preventDefault();
    void act({ action: "limit", variable, value: text }, `${variable} is ${text}.`);
  };
  return (
    <tr>
      <td>{variable}</td>
      <td>{meaning}</td>
      <td>{configured}</td>
      <td className="actions">
        <form className="limit" onSubmit={set}>
          <input aria-label={variable} inputMode="numeric" size={8} value={text} title={takes} onChange={(event) => setText(event.target.value)} />
          <button type="submit">Set</button>
          {isChanged && (
            <button type="button" onClick={() => void act({ action: "limit", variable, value: null }, `${variable} is as configured.`)}>
              As configured
            </button>
          )}
        </form>
      </td>
    </tr>
  );
}

function RotationRow({ rotation: { mode, maps, all, isChanged }, act }: { rotation: RotationView; act: Act }) {
  const choose = (map: string, isChosen: boolean): void => {
    const chosen = all.filter((each) => (each === map ? isChosen : maps.includes(each)));
    void act({ action: "rotation", mode, maps: chosen }, chosen.length === 0 ? `${mode} is closed.` : `${mode} is played on ${chosen.join(", ")}.`);
  };
  return (
    <tr>
      <th scope="row">{mode}</th>
      <td>
        {all.map((map) => (
          <label key={map} className="choice">
            <input type="checkbox" checked={maps.includes(map)} onChange={(event) => choose(map, event.target.checked)} /> {map}
          </label>
        ))}
      </td>
      <td>{maps.length === 0 && "closed"}</td>
      <td className="actions">
        {isChanged && (
          <button type="button" onClick={() => void act({ action: "rotation", mode, maps: null }, `${mode} is played on all its maps.`)}>
            All
          </button>
        )}
      </td>
    </tr>
  );
}
