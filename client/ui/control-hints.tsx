import { type Action, type Bindings, codesOf } from "../game/input/bindings.ts";
import type { Device } from "../game/input/devices.ts";
import { glyphOf } from "./glyphs.ts";

/** What the player holds, and how it is bound. */
export interface Hands {
  device: Device;
  controller: string | null;
  bindings: Bindings;
}

/** The keys or buttons of actions, as they are printed on what the player holds; nothing for an action without one. */
function Keys({ actions, device, controller, bindings }: Hands & { actions: readonly Action[] }) {
  if (device === "touch") return null;
  return actions.map((action) => {
    const code = codesOf(bindings, device, action)[0];
    return code === undefined ? null : <kbd key={action}>{glyphOf(code, controller)}</kbd>;
  });
}

export function MoveHint(hands: Hands) {
  if (hands.device === "touch") return "Left thumb moves";
  const actions: readonly Action[] = hands.device === "keyboard" ? ["up", "left", "down", "right"] : ["move-stick"];
  return (
    <>
      <Keys {...hands} actions={actions} /> move
    </>
  );
}

export function FireHint(hands: Hands) {
  switch (hands.device) {
    case "touch":
      return "Right thumb aims, push far to fire";
    case "keyboard":
      return "Mouse aims and fires";
    case "gamepad":
      return (
        <>
          <Keys {...hands} actions={["aim-stick"]} /> aim <span className="gap" /> <Keys {...hands} actions={["fire"]} /> fire
        </>
      );
  }
}

export function DashHint(hands: Hands) {
  if (hands.device === "touch") return "Round button dashes";
  return (
    <>
      <Keys {...hands} actions={["dash"]} /> dash
    </>
  );
}

export function WeaponHint(hands: Hands) {
  if (hands.device === "touch") return "Tap a weapon to take it";
  return (
    <>
      <Keys {...hands} actions={["weapon-next"]} /> next weapon
    </>
  );
}

/** All that has to be known, in one line under the menu's button. */
export function ControlsLine(hands: Hands) {
  return (
    <p className="menu-keys">
      <MoveHint {...hands} /> <span className="gap" /> <FireHint {...hands} /> <span className="gap" /> <DashHint {...hands} />
    </p>
  );
}
