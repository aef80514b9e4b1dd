import type { RequestHandler } from "express";
import { z } from "zod";
import { BROWSER_ERROR_KINDS, type BrowserErrorKind, ERROR_MESSAGE_MAX, ERROR_STACK_MAX } from "../../shared/protocol/browser-errors.ts";
import { PROBLEM_TYPES, type Problem, sendProblem } from "./problem.ts";

export const BROWSER_ERROR = z.strictObject({
  kind: z.enum(BROWSER_ERROR_KINDS),
  message: z.string().max(ERROR_MESSAGE_MAX),
  stack: z.string().max(ERROR_STACK_MAX).meta({ description: "Files and lines, without the queries of addresses; may be empty" }),
});

const BAD_REPORT: Problem = {
  type: PROBLEM_TYPES.BAD_REQUEST,
  status: 400,
  title: "Bad report",
  detail: `Send {kind, message, stack}: a kind of ${BROWSER_ERROR_KINDS.join(", ")}, at most ${ERROR_MESSAGE_MAX} and ${ERROR_STACK_MAX} characters.`,
};

/** What pages run in, as far as it matters for an error; the order counts, for most claim to be another one as well. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/firefox\//i, "firefox"],
  [/edg\//i, "edge"],
  [/chrome\/|crios\//i, "chrome"],
  [/safari\//i, "safari"],
];

export interface ErrorDesk {
  /** Told of every report; nothing in it says who sent it. */
  onBrowserError: (report: { kind: BrowserErrorKind; message: string; stack: string; browser: string }) => void;
}

/** POST /api/browser-errors: what went wrong in a page. */
export function takeBrowserError({ onBrowserError }: ErrorDesk): RequestHandler {
  return (request, response) => {
    const report = BROWSER_ERROR.safeParse(request.body);
    if (!report.success) return sendProblem(response, BAD_REPORT);
    const agent = request.get("user-agent") ?? "";
    onBrowserError({ ...report.data, browser: BROWSERS.find(([pattern]) => pattern.test(agent))?.[1] ?? "other" });
    response.status(204).end();
  };
}
