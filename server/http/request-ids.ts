import { randomBytes } from "node:crypto";
import type { RequestHandler, Response } from "express";

/** Bytes: enough that no two requests of a day are the same. */
const LENGTH = 9;

const LOCAL = "request";

/** Gives every request an id, which its answer carries and what is logged of it names: whoever complains can say which it was. */
export const giveRequestId: RequestHandler = (_request, response, next) => {
  const id = randomBytes(LENGTH).toString("base64url");
  response.locals[LOCAL] = id;
  response.set("X-Request-Id", id);
  next();
};

export function requestIdOf({ locals }: Response): string {
  const id: unknown = locals[LOCAL];
  return typeof id === "string" ? id : "";
}
