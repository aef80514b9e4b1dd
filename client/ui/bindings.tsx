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
import { actionName } from "./action-words.ts";
import { useCapture } from "./capture.ts";
import { glyphOf } from "./glyphs.ts";
import { Panel } from "./panel.tsx";
import { useTexts } from "./texts/language.ts";
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
  const texts = useTexts();
  const words = texts.bindings;
  const [device, setDevice] = useState<BoundDevice>(first);
  const [target, setTarget] = useState<Target | null>(null);
  const [refusal, setRefusal] = useState("");
  const conflicts = conflictsOf(bindings, device);
  const glyph = (code: Code): string => glyphOf(texts, code, controller);

  const take = (code: Code): void => {
    if (target === null) return;
    if (code === "Escape") return setTarget(null);
    if (code === "Backspace" || code === "Delete") {
      const old = codesOf(bindings, device, target.action)[target.slot];
      if (old !== undefined) onChange(unbind(bindings, device, target.action, old));
      return setTarget(null);
    }
    const reason = device === "keyboard" ? refusalOf(code) : null;
    if (reason !== null) return setRefusal(words.refused(glyph(code), words.refusals[reason]));
    if (!suits(device, target.action, code)) {
      return setRefusal(needsStick(target.action) ? words.needsStick : words.unsuited(glyph(code)));
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
    <Panel title={words.title} onClose={onClose}>
      <fieldset className="binding-devices" aria-label={words.device}>
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
            {words.devices[each]}
          </button>
        ))}
      </fieldset>
      <p className="binding-help quiet" role="status">
        {refusal !== "" ? refusal : target !== null ? words.asking[device] : conflicts.length > 0 ? words.clashes : words.help}
      </p>
      <ul className="binding-rows">
        {ACTIONS[device].map((action) => {
          const codes = codesOf(bindings, device, action);
          const clashes = conflicts.filter(({ actions }) => actions.includes(action));
          return (
            <li key={action} className={clashes.length > 0 ? "binding-row binding-clash" : "binding-row"} data-action={action}>
              <span className="binding-name">{actionName(texts, action)}</span>
              <span className="binding-codes">
                {Array.from({ length: needsStick(action) ? 1 : SLOTS }, (_, slot) => {
                  const code = codes[slot];
                  const asked = target?.action === action && target.slot === slot;
                  return (
                    <BindingButton
                      // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place.
                      key={slot}
                      label={words.slot(actionName(texts, action), slot, code === undefined ? null : glyph(code))}
                      text={asked ? words.press : code === undefined ? "–" : glyph(code)}
                      asked={asked}
                      onAsk={() => ask({ action, slot: Math.min(slot, codes.length) })}
                    />
                  );
                })}
              </span>
              {clashes.map(({ code, actions }) => (
                <Clash
                  key={code}
                  text={words.also(
                    glyph(code),
                    actions.filter((each) => each !== action).map((each) => actionName(texts, each)),
                  )}
                  label={words.onlyFor(glyph(code), actionName(texts, action))}
                  onKeep={() => onChange(keepOnly(bindings, device, action, code))}
                />
              ))}
            </li>
          );
        })}
      </ul>
      <button type="button" className="button" onClick={() => onChange({ ...bindings, [device]: DEFAULT_BINDINGS[device] })}>
        {words.reset}
      </button>
      <button type="button" className="button button-first" onClick={onClose}>
        {words.done}
      </button>
    </Panel>
  );
}

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
  const texts = useTexts();
  return (
    <span className="binding-clash-line">
      {text}{" "}
      <button type="button" className="text-button" aria-label={label} onClick={onKeep}>
        {texts.bindings.onlyHere}
      </button>
    </span>
  );
}
