import type { Express } from "express";
import { OPENAPI_PATH, PARTIES_PATH, TICKETS_PATH } from "../../shared/protocol/api-paths.ts";
import type { QueueDesk } from "./asking.ts";
import { describeApi } from "./openapi.ts";
import { createParty, joinParty, leaveParty, showParty } from "./parties.ts";
import { cancelTicket, openTicket, showTicket, tellTicket } from "./tickets.ts";
import { Waits } from "./waits.ts";

/** Bodies are parsed before. */
export function routeQueueing(app: Express, desk: QueueDesk): void {
  const waits = new Waits();
  app.get(OPENAPI_PATH, describeApi);
  app.post(TICKETS_PATH, openTicket(desk));
  app.get(`${TICKETS_PATH}/:id`, showTicket(desk, waits));
  app.get(`${TICKETS_PATH}/:id/events`, tellTicket(desk, waits));
  app.delete(`${TICKETS_PATH}/:id`, cancelTicket(desk));
  app.post(PARTIES_PATH, createParty(desk));
  app.get(`${PARTIES_PATH}/:code`, showParty(desk));
  app.post(`${PARTIES_PATH}/:code/members`, joinParty(desk));
  app.delete(`${PARTIES_PATH}/:code/members/me`, leaveParty(desk));
}
