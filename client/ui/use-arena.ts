import { type RefObject, useEffect, useRef } from "react";
import type { Arena } from "../game/arena.ts";
import type { InterfaceAction } from "../game/input/devices.ts";
import type { Connect } from "../game/match-source.ts";
import type { EndReason, Scene } from "../game/scene.ts";
import { gamepads, type PlayerDevices } from "./player-devices.ts";
import type { Hint, Preferences } from "./remembered.ts";

export interface ArenaWishes {
  hands: PlayerDevices;
  preferences: Preferences;
  muted: ReadonlySet<number>;
  nemesis: number;
  /** Whether the player's devices reach the own craft. */
  listening: boolean;
}

export interface ArenaEvents {
  /** It can be asked for a match from now on. */
  opened: () => void;
  observe: (scene: Scene, now: number) => void;
  changedMatch: () => void;
  ended: (reason: EndReason) => void;
  did: (hint: Hint) => void;
  asked: (action: InterfaceAction, down: boolean) => void;
}

/** Null while it is not even being loaded. */
export type ArenaRef = RefObject<Promise<Arena> | null>;

/** Opens the arena on this canvas, after the page, and keeps it as the player wants it. */
export function useArena(arena: ArenaRef, canvas: RefObject<HTMLCanvasElement | null>, connect: Connect, wishes: ArenaWishes, events: ArenaEvents): void {
  const { hands, preferences, muted, nemesis, listening } = wishes;
  const { touch, bindings, setDevice, setController } = hands;
  const first = useRef(hands);
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const { device, bindings } = first.current;
    const made = import("../game/arena.ts").then(({ openArena }) =>
      openArena(element, device, bindings, {
        connect,
        observe: (scene, now) => latest.current.observe(scene, now),
        changedMatch: () => latest.current.changedMatch(),
        ended: (reason) => latest.current.ended(reason),
        devices: {
          touch,
          pads: gamepads,
          did: (hint) => latest.current.did(hint),
          changed: setDevice,
          controller: setController,
          asked: (action, down) => latest.current.asked(action, down),
        },
      }),
    );
    arena.current = made;
    latest.current.opened();
    return () => {
      arena.current = null;
      void made.then((it) => it.close());
    };
  }, [arena, canvas, connect, touch, setDevice, setController]);

  useEffect(() => {
    void arena.current?.then((it) => it.bind(bindings));
  }, [arena, bindings]);
  useEffect(() => {
    void arena.current?.then((it) => it.prefer(preferences));
  }, [arena, preferences]);
  useEffect(() => {
    void arena.current?.then((it) => it.mute(muted));
  }, [arena, muted]);
  useEffect(() => {
    void arena.current?.then((it) => it.markNemesis(nemesis));
  }, [arena, nemesis]);
  useEffect(() => {
    void arena.current?.then((it) => it.listen(listening));
  }, [arena, listening]);
}
