import { useState } from "react";
import {
  ACTIONS,
  type Action,
  type Bindings,
  type BoundDevice,
  bind,
  type Code,
  codesOf,
  conflictsOf,
  DEFAULT_BINDINGS,
  keepOnly,
  needsStick,
  SLOTS,
  suits,
  unbind,
} from "../game/input/bindings.ts";
import { refusalOf } from "../game/input/reserved.ts";
import { actionName, DEVICE_WORDS, REFUSAL_WORDS } from "./action-words.ts";
import { useCapture } from "./capture.ts";
import { glyphOf } from "./glyphs.ts";
import { Panel } from "./panel.tsx";
import "./bindings.css";

interface BindingsPanelProps {
  bindings: Bindings;
  /** Shown first. */
  device: BoundDevice;
  /** The name that the controller gives itself; null without one. */
  controller: string | null;
  onChange: (bindings: Bindings) => void;
  onClose: () => void;
}

interface Target {
  action: Action;
  slot: number;
}

const DEVICES: readonly BoundDevice[] = ["keyboard", "gamepad"];

/** Every action of a device with what leads to it. Pressing a binding asks for another; what collides is said, with the ways out of it. */
export function BindingsPanel({ bindings, device: first, controller, onChange, onClose }: BindingsPanelProps) {
  const [device, setDevice] = useState<BoundDevice>(first);
  const [target, setTarget] = useState<Target | null>(null);
  const [refusal, setRefusal] = useState("");
  const conflicts = conflictsOf(bindings, device);
  const glyph = (code: Code): string => glyphOf(code, controller);

  const take = (code: Code): void => {
    if (target === null) return;
    if (code === "Escape") return setTarget(null);
    if (code === "Backspace" || code === "Delete") {
      const old = codesOf(bindings, device, target.action)[target.slot];
      if (old !== undefined) onChange(unbind(bindings, device, target.action, old));
      return setTarget(null);
    }
    const reason = device === "keyboard" ? refusalOf(code) : null;
    if (reason !== null) return setRefusal(`${glyph(code)} ${REFUSAL_WORDS[reason]}`);
    if (!suits(device, target.action, code)) {
      return setRefusal(needsStick(target.action) ? "This needs a whole stick: push one." : `${glyph(code)} cannot be used for this.`);
    }
    onChange(bind(bindings, device, target.action, target.slot, code));
    setTarget(null);
  };
  useCapture(target === null ? null : device, take);

  const ask = (wanted: Target): void => {
    setRefusal("");
    setTarget(wanted);
  };

  return (
    <Panel title="Controls" onClose={onClose}>
      <fieldset className="binding-devices" aria-label="Device">
        {DEVICES.map((each) => (
          <button
            key={each}
            type="button"
            className="button"
            aria-pressed={each === device}
            onClick={() => {
              setTarget(null);
              setDevice(each);
            }}
          >
            {DEVICE_WORDS[each]}
          </button>
        ))}
      </fieldset>
      <p className="binding-help quiet" role="status">
        {refusal !== "" ? refusal : target !== null ? ASKING[device] : conflicts.length > 0 ? "Some bindings do two things at once." : HELP}
      </p>
      <ul className="binding-rows">
        {ACTIONS[device].map((action) => {
          const codes = codesOf(bindings, device, action);
          const clashes = conflicts.filter(({ actions }) => actions.includes(action));
          return (
            <li key={action} className={clashes.length > 0 ? "binding-row binding-clash" : "binding-row"} data-action={action}>
              <span className="binding-name">{actionName(action)}</span>
              <span className="binding-codes">
                {Array.from({ length: needsStick(action) ? 1 : SLOTS }, (_, slot) => {
                  const code = codes[slot];
                  const asked = target?.action === action && target.slot === slot;
                  return (
                    <BindingButton
                      // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place.
                      key={slot}
                      label={`${actionName(action)}, ${slot === 0 ? "first" : "second"} binding: ${code === undefined ? "none" : glyph(code)}`}
                      text={asked ? "Press…" : code === undefined ? "–" : glyph(code)}
                      asked={asked}
                      onAsk={() => ask({ action, slot: Math.min(slot, codes.length) })}
                    />
                  );
                })}
              </span>
              {clashes.map(({ code, actions }) => (
                <Clash
                  key={code}
                  text={`${glyph(code)} is also: ${actions
                    .filter((each) => each !== action)
                    .map(actionName)
                    .join(", ")}`}
                  label={`${glyph(code)} only for ${actionName(action)}`}
                  onKeep={() => onChange(keepOnly(bindings, device, action, code))}
                />
              ))}
            </li>
          );
        })}
      </ul>
      <button type="button" className="button" onClick={() => onChange({ ...bindings, [device]: DEFAULT_BINDINGS[device] })}>
        Reset to defaults
      </button>
      <button type="button" className="button button-first" onClick={onClose}>
        Done
      </button>
    </Panel>
  );
}

const HELP = "Choose a binding to change it.";
const ASKING: Readonly<Record<BoundDevice, string>> = {
  keyboard: "Press a key, turn the wheel, or click the lit field with a mouse button. Escape cancels, Backspace clears.",
  gamepad: "Press a button or push a stick. Escape cancels, Backspace clears.",
};

interface BindingButtonProps {
  label: string;
  text: string;
  asked: boolean;
  onAsk: () => void;
}

function BindingButton({ label, text, asked, onAsk }: BindingButtonProps) {
  return (
    <button type="button" className="binding" aria-label={label} aria-pressed={asked} data-asked={asked || undefined} onClick={onAsk}>
      {text}
    </button>
  );
}

function Clash({ text, label, onKeep }: { text: string; label: string; onKeep: () => void }) {
  return (
    <span className="binding-clash-line">
      {text}{" "}
      <button type="button" className="text-button" aria-label={label} onClick={onKeep}>
        Only here
      </button>
    </span>
  );
}
