import { ServerError } from "@colyseus/core";
import { z } from "zod";
import type { BotLevel } from "../../shared/bots/skill.ts";
import { JoinError } from "../../shared/protocol/join-options.ts";
import { joinOptions } from "../../shared/protocol/play.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/version.ts";
import { ASPECT_DEFAULT, clampAspect } from "../../shared/protocol/view.ts";

/** Join options as the room uses them: judged, normalised and complete. */
export interface Admission {
  /** Null for a player who gave none. */
  readonly name: string | null;
  readonly spectate: boolean;
  /** Width over height, within what everybody may see. */
  readonly aspect: number;
  /** Index into the palette; null: the match gives one. */
  readonly color: number | null;
  /** Index into TRAILS. */
  readonly trail: number;
  /** What its owner asks of a private match; null for who asks for none. */
  readonly ownMatch: OwnMatch | null;
}

/** What a room knows of who has a seat in it. */
export interface Entrant extends Admission {
  readonly playerId: string;
}

export interface OwnMatch {
  readonly bots: boolean;
  /** Null: the bots follow what the players show. */
  readonly level: BotLevel | null;
}

const lobbyOptions = z.strictObject({ protocol: z.number().int().nonnegative() });

/** @throws ServerError with a `JoinError` code and a message for people. */
export function admit(options: unknown): Admission {
  checkProtocol(options);
  const parsed = joinOptions.safeParse(options);
  if (!parsed.success) throw new ServerError(JoinError.BAD_OPTIONS, describe(parsed.error));
  const { name, spectate, aspect, craft, bots, level } = parsed.data;
  const ownMatch = parsed.data.private === true ? { bots: bots ?? false, level: level ?? null } : null;
  return {
    name: name ?? null,
    spectate: spectate ?? false,
    aspect: clampAspect(aspect ?? ASPECT_DEFAULT),
    color: craft?.color ?? null,
    trail: craft?.trail ?? 0,
    ownMatch,
  };
}

/** Who waits in the lobby asks for nothing but to be let in. @throws ServerError like `admit` */
export function admitToLobby(options: unknown): void {
  checkProtocol(options);
  const parsed = lobbyOptions.safeParse(options);
  if (!parsed.success) throw new ServerError(JoinError.BAD_OPTIONS, describe(parsed.error));
}

/** Before everything else: another version may well have other options. */
function checkProtocol(options: unknown): void {
  const protocol: unknown = typeof options === "object" && options !== null ? Reflect.get(options, "protocol") : undefined;
  if (typeof protocol === "number" && protocol !== PROTOCOL_VERSION) {
    throw new ServerError(JoinError.VERSION_MISMATCH, `This page speaks version ${protocol} of the protocol, the server ${PROTOCOL_VERSION}: reload the page.`);
  }
}

function describe(error: z.ZodError): string {
  return error.issues.map((issue) => (issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`)).join("; ");
}
