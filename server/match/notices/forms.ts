import type { WireEvent } from "../../../shared/protocol/events.ts";
import type { SimEvent } from "../../../shared/sim/events.ts";

/** As it happened. */
export const WHOLE = 0;
/** Without what only those who know who did it may know: who, and how they fare. */
export const VEILED = 1;
/** Without where. */
export const PLACELESS = 2;
/** Of a shot that was out of sight at once: its muzzle alone; and without who fired it. */
export const GLIMPSED = 3;
export const GLIMPSED_VEILED = 4;

/** Without the shooter's own count of shots, which nobody else needs. */
export const UNNUMBERED = 5;

export const FORMS = 6;

export type Form = typeof UNNUMBERED | typeof WHOLE | typeof VEILED | typeof PLACELESS | typeof GLIMPSED | typeof GLIMPSED_VEILED;

/** What is told of an event in a form; events that have no such form are told whole. */
export function inForm(event: SimEvent, form: Form): WireEvent {
  switch (form) {
    case WHOLE:
      return event;
    case VEILED:
      return veiled(event);
    case PLACELESS:
      return placeless(event);
    case GLIMPSED:
      return glimpsed(event);
    case GLIMPSED_VEILED:
      return glimpsed(veiled(event));
    case UNNUMBERED:
      return event.kind === "projectileFired" ? { ...event, shot: 0 } : event;
  }
}

function veiled(event: SimEvent): WireEvent {
  switch (event.kind) {
    case "projectileFired":
    case "railFired":
      return { ...event, body: 0, shot: 0 };
    case "exploded":
    case "pickupTaken":
      return { ...event, body: 0 };
    case "bodyHit":
      return { ...event, attacker: 0 };
    case "bodyKilled":
      return { ...event, attackerHealth: 0, attackerShield: 0 };
    default:
      return event;
  }
}

function placeless(event: SimEvent): WireEvent {
  switch (event.kind) {
    case "bodyHit":
      return { kind: "hitConfirmed", weapon: event.weapon, amount: event.amount, health: event.health };
    case "bodyKilled":
      return { kind: "killAnnounced", victim: event.victim, attacker: event.attacker, weapon: event.weapon, streak: event.streak };
    default:
      return event;
  }
}

function glimpsed(event: WireEvent): WireEvent {
  if (event.kind !== "projectileFired") return event;
  const { body, weapon, fromX, fromY, velocityX, velocityY } = event;
  return { kind: "shotGlimpsed", body, weapon, fromX, fromY, velocityX, velocityY };
}
