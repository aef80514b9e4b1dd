import type { RequestHandler } from "express";
import { z } from "zod";
import type { Operators } from "../../operations/operators/operators.ts";
import { type Identification, tooManyRequests } from "../identify.ts";
import { type Problem, sendProblem } from "../problem.ts";
import { type OperatorGate, operatorOf } from "./gate.ts";
import type { OperatorNews } from "./news.ts";

const credentials = z.strictObject({ name: z.string().min(1).max(64), password: z.string().min(1).max(200) });

const BAD_REQUEST: Problem = { status: 400, title: "Bad request", detail: "Send {name, password}." };

const WRONG: Problem = { status: 401, title: "Wrong name or password", detail: "Name and password do not belong together." };

const NOBODY_YET: Problem = {
  status: 503,
  title: "Closed",
  detail: "Nobody may sign in yet: run `npm run admin -- add NAME` on the server, which prints a password.",
};

export interface SignInDesk {
  operators: Operators;
  gate: OperatorGate;
  identification: Identification;
  news: OperatorNews;
}

/** POST /api/operators/session */
export function signIn({ operators, gate, identification, news }: SignInDesk): RequestHandler {
  return async (request, response) => {
    response.set("Cache-Control", "no-store");
    if (!(await operators.areThereAny())) return sendProblem(response, NOBODY_YET);
    const parsed = credentials.safeParse(request.body);
    if (!parsed.success) return sendProblem(response, BAD_REQUEST);
    const { network } = identification.of(request);
    const outcome = await operators.signIn({ ...parsed.data, network });
    switch (outcome.kind) {
      case "too many":
        return sendProblem(response, tooManyRequests(outcome.retryAfter));
      case "wrong":
        news.refused(parsed.data.name);
        return sendProblem(response, WRONG);
      case "signed in":
        gate.open(request, response, outcome.secret);
        await news.did(outcome.session, "sign in", "", {});
        return void response.json(outcome.session);
    }
  };
}

/** GET /api/operators/session: who is signed in, with the token for whatever is to be done. */
export const showSession: RequestHandler = (_request, response) => void response.json(operatorOf(response));

/** DELETE /api/operators/session */
export function signOut(gate: OperatorGate): RequestHandler {
  return async (request, response) => {
    await gate.close(request, response);
    response.status(204).end();
  };
}
