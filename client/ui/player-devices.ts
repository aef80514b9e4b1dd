import { useEffect, useMemo, useRef, useState } from "react";
import type { Bindings } from "../game/input/bindings.ts";
import type { Device } from "../game/input/devices.ts";
import { Touch } from "../game/input/touch.ts";
import { rememberBindings, rememberedBindings } from "./remembered.ts";
import type { Texts } from "./texts/catalogue.ts";

/** What the player plays with, as the page knows it. */
export interface PlayerDevices {
  touch: Touch;
  /** The one used last; before any was, what this machine probably has. */
  device: Device;
  setDevice: (device: Device) => void;
  /** The name that the connected controller gives itself. */
  controller: string | null;
  setController: (id: string | null) => void;
  bindings: Bindings;
  rebind: (bindings: Bindings) => void;
}

export function usePlayerDevices(): PlayerDevices {
  const touch = useMemo(() => new Touch(), []);
  const [device, setDevice] = useState<Device>(likelyDevice);
  const [controller, setController] = useState<string | null>(null);
  const [bindings, setBindings] = useState<Bindings>(rememberedBindings);
  const rebind = (next: Bindings): void => {
    rememberBindings(next);
    setBindings(next);
  };
  return { touch, device, setDevice, controller, setController, bindings, rebind };
}

/** Every gamepad that the browser shows; it shows none before a button was pressed, and none at all where it was forbidden to. */
export function gamepads(): readonly (Gamepad | null)[] {
  try {
    return navigator.getGamepads();
  } catch {
    // A page that embeds this one may forbid it: then there are none.
    return [];
  }
}

function likelyDevice(): Device {
  return window.matchMedia("(pointer: coarse)").matches ? "touch" : "keyboard";
}

/** ms that the coming and going of a controller is shown. */
const NOTICE_TIME = 4000;

/** What to say about a controller that has just come or gone; null most of the time. */
export function useControllerNotice(controller: string | null): keyof Texts["controller"] | null {
  const [notice, setNotice] = useState<keyof Texts["controller"] | null>(null);
  const before = useRef(controller);
  useEffect(() => {
    if (before.current === controller) return;
    before.current = controller;
    setNotice(controller === null ? "disconnected" : "connected");
    const timer = setTimeout(() => setNotice(null), NOTICE_TIME);
    return () => clearTimeout(timer);
  }, [controller]);
  return notice;
}
