import { WEAPONS } from "../../shared/content/weapons.ts";
import { type Action, type Bindings, codesOf } from "../game/input/bindings.ts";
import type { Device } from "../game/input/devices.ts";
import { glyphOf } from "./glyphs.ts";
import type { Texts } from "./texts/catalogue.ts";
import { Filled } from "./texts/filled.tsx";
import { useTexts } from "./texts/language.ts";

/** What the player holds, and how it is bound. */
export interface Hands {
  device: Device;
  controller: string | null;
  bindings: Bindings;
}

/** The keys or buttons of actions, as they are printed on what the player holds; nothing for an action without one. */
function Keys({ actions, device, controller, bindings }: Hands & { actions: readonly Action[] }) {
  const texts = useTexts();
  if (device === "touch") return null;
  return actions.map((action) => {
    const code = codesOf(bindings, device, action)[0];
    return code === undefined ? null : <kbd key={action}>{glyphOf(texts, code, controller)}</kbd>;
  });
}

export function MoveHint(hands: Hands) {
  const { hints: texts } = useTexts();
  if (hands.device === "touch") return texts.touchMove;
  const actions: readonly Action[] = hands.device === "keyboard" ? ["up", "left", "down", "right"] : ["move-stick"];
  return <Filled text={texts.move} with={{ keys: <Keys {...hands} actions={actions} /> }} />;
}

export function FireHint(hands: Hands) {
  const { hints: texts } = useTexts();
  switch (hands.device) {
    case "touch":
      return texts.touchFire;
    case "keyboard":
      return texts.mouse;
    case "gamepad":
      return (
        <>
          <Filled text={texts.aim} with={{ keys: <Keys {...hands} actions={["aim-stick"]} /> }} /> <span className="gap" />{" "}
          <Filled text={texts.fire} with={{ keys: <Keys {...hands} actions={["fire"]} /> }} />
        </>
      );
  }
}

export function DashHint(hands: Hands) {
  const { hints: texts } = useTexts();
  if (hands.device === "touch") return texts.touchDash;
  return <Filled text={texts.dash} with={{ keys: <Keys {...hands} actions={["dash"]} /> }} />;
}

export function WeaponHint(hands: Hands) {
  const { hints: texts } = useTexts();
  if (hands.device === "touch") return texts.touchWeapon;
  return <Filled text={texts.nextWeapon} with={{ keys: <Keys {...hands} actions={["weapon-next"]} /> }} />;
}

/** What takes each weapon in hand, by the index into `WEAPONS`. */
export function weaponKeys(texts: Texts, { device, controller, bindings }: Hands): (string | undefined)[] {
  return WEAPONS.map((_, index) => {
    const code = device === "touch" ? undefined : codesOf(bindings, device, `weapon-${index}`)[0];
    return code === undefined ? undefined : glyphOf(texts, code, controller);
  });
}

/** All that has to be known, in one line under the menu's button. */
export function ControlsLine(hands: Hands) {
  return (
    <p className="menu-keys">
      <span>
        <MoveHint {...hands} />
      </span>{" "}
      <span>
        <FireHint {...hands} />
      </span>{" "}
      <span>
        <DashHint {...hands} />
      </span>
    </p>
  );
}
