import { Router } from "express";
import type { ActionDesk } from "./actions.ts";
import { takeAction } from "./actions.ts";
import type { OperatorGate } from "./gate.ts";
import type { MonitorDesk } from "./monitor.ts";
import { deletionOf, exportOf, type PersonalDataDesk } from "./personal-data.ts";
import { type SignInDesk, showSession, signIn, signOut } from "./sign-in.ts";
import { showAudit, showHistory, showRestrictions, showState, type ViewDesk } from "./views.ts";

export interface OperatorDesk extends SignInDesk, ActionDesk, ViewDesk, PersonalDataDesk, MonitorDesk {
  gate: OperatorGate;
}

/** Under /api/operators: what the page at /admin asks for. */
export function routeOperators(desk: OperatorDesk): Router {
  const { gate } = desk;
  const router = Router();
  router.post("/session", gate.overSecureLine, signIn(desk));
  router.get("/session", gate.atLeast("viewer"), showSession);
  router.delete("/session", gate.atLeast("viewer"), signOut(gate));
  router.get("/state", gate.atLeast("viewer"), showState(desk));
  router.get("/history", gate.atLeast("viewer"), showHistory(desk));
  router.get("/audit", gate.atLeast("viewer"), showAudit(desk));
  router.get("/restrictions", gate.atLeast("viewer"), showRestrictions(desk));
  router.post("/actions", gate.atLeast("viewer"), takeAction(desk));
  router.get("/players/:id", gate.atLeast("admin"), exportOf(desk));
  router.delete("/players/:id", gate.atLeast("admin"), deletionOf(desk));
  return router;
}
