import type { RequestHandler } from "express";
import { z } from "zod";
import { MODES } from "../../shared/content/modes.ts";
import { LEADERBOARDS_PATH, OPENAPI_PATH, PARTIES_PATH, PLAYERS_PATH, TICKETS_PATH, WAIT_MAX } from "../../shared/protocol/api-paths.ts";
import { BROWSER_ERRORS_PATH } from "../../shared/protocol/browser-errors.ts";
import { GUESTS_PATH, guestAnswer, guestRequest } from "../../shared/protocol/identity.ts";
import { JOIN_PARTY, OPEN_TICKET, PARTY_ANSWER, TICKET_ANSWER } from "../../shared/protocol/matchmaking.ts";
import { PLAY_PATH, playRequest, seat } from "../../shared/protocol/play.ts";
import { leaderboardAnswer, pageQuery, playerAnswer } from "../../shared/protocol/players.ts";
import { PUBLIC_MATCHES_PATH } from "../../shared/protocol/public-match.ts";
import { REGIONS_PATH } from "../../shared/protocol/regions.ts";
import { SERVICE_NEWS_PATH } from "../../shared/protocol/service-news.ts";
import { BROWSER_ERROR } from "./browser-errors.ts";
import { PROBLEM_TYPES } from "./problem.ts";

const PROBLEM = z.strictObject({
  type: z.string().meta({ description: `Kind of the error: about:blank, or one of ${Object.values(PROBLEM_TYPES).join(", ")}` }),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().meta({ description: "What to do, for people" }),
  error: z.string().meta({ description: "The detail again, where the Colyseus SDK looks for it" }),
});

const PUBLIC_MATCHES = z.array(
  z.strictObject({
    roomId: z.string(),
    mode: z.enum(Object.values(MODES).map(({ name }) => name)),
    map: z.strictObject({ name: z.string(), title: z.string() }),
    people: z.number().int(),
    bots: z.number().int(),
    secondsLeft: z.number().int().nullable(),
  }),
);

const REGIONS = z.strictObject({
  own: z.string(),
  regions: z.array(z.strictObject({ name: z.string(), address: z.string() })),
});

const SERVICE_NEWS = z.strictObject({ motd: z.string().nullable(), maintenance: z.string().nullable(), closed: z.array(z.string()) });

/** By the names that they have in the document. */
const SCHEMAS = {
  OpenTicket: OPEN_TICKET,
  Ticket: TICKET_ANSWER,
  JoinParty: JOIN_PARTY,
  Party: PARTY_ANSWER,
  PublicMatches: PUBLIC_MATCHES,
  Regions: REGIONS,
  ServiceNews: SERVICE_NEWS,
  GuestRequest: guestRequest,
  Guest: guestAnswer,
  BrowserError: BROWSER_ERROR,
  PlayRequest: playRequest,
  Seat: seat,
  Player: playerAnswer,
  Leaderboard: leaderboardAnswer,
  Problem: PROBLEM,
} as const satisfies Record<string, z.ZodType>;

type SchemaName = keyof typeof SCHEMAS;

interface Operation {
  readonly method: "get" | "post" | "delete";
  /** As express names it. */
  readonly path: string;
  readonly summary: string;
  readonly body?: SchemaName;
  readonly query?: { readonly name: string; readonly description: string; readonly schema: z.ZodType };
  /** Left out: the token of a player is needed. */
  readonly isOpen?: true;
  /** null: nothing follows. */
  readonly answers: Readonly<Record<number, SchemaName | "events" | "document" | null>>;
  /** Statuses of problems. */
  readonly problems: readonly number[];
}

const TICKET = `${TICKETS_PATH}/:id`;
const PARTY = `${PARTIES_PATH}/:code`;

const PAGE = { name: "page", description: "0 is the first", schema: pageQuery.shape.page };

const OPERATIONS: readonly Operation[] = [
  { method: "get", path: OPENAPI_PATH, summary: "This document", isOpen: true, answers: { 200: "document" }, problems: [] },
  { method: "get", path: PUBLIC_MATCHES_PATH, summary: "Matches that anybody may watch", isOpen: true, answers: { 200: "PublicMatches" }, problems: [503] },
  {
    method: "get",
    path: SERVICE_NEWS_PATH,
    summary: "What operators tell everybody who comes; null: nothing",
    isOpen: true,
    answers: { 200: "ServiceNews" },
    problems: [429],
  },
  { method: "get", path: REGIONS_PATH, summary: "Where else this service is", isOpen: true, answers: { 200: "Regions" }, problems: [] },
  {
    method: "post",
    path: GUESTS_PATH,
    summary: "A token for a new player, or for the one that a renewal names",
    body: "GuestRequest",
    isOpen: true,
    answers: { 200: "Guest" },
    problems: [400, 401, 413, 429, 503],
  },
  {
    method: "post",
    path: BROWSER_ERRORS_PATH,
    summary: "What went wrong in a page; nothing about whoever plays",
    body: "BrowserError",
    isOpen: true,
    answers: { 204: null },
    problems: [400, 413, 429],
  },
  {
    method: "post",
    path: PLAY_PATH,
    summary: "A seat in a match that takes in whoever comes, in one by link, or in a new one of one's own",
    body: "PlayRequest",
    answers: { 200: "Seat" },
    problems: [400, 401, 403, 404, 409, 413, 426, 429, 503],
  },
  {
    method: "get",
    path: `${PLAYERS_PATH}/:id`,
    summary: "Name, ratings and matches of a player, 25 of them",
    query: PAGE,
    answers: { 200: "Player" },
    problems: [400, 401, 404, 429, 503],
  },
  {
    method: "get",
    path: `${LEADERBOARDS_PATH}/:mode`,
    summary: "The best of a mode, 25 of them",
    query: PAGE,
    answers: { 200: "Leaderboard" },
    problems: [400, 401, 404, 429, 503],
  },
  {
    method: "post",
    path: TICKETS_PATH,
    summary: "Queue for a match; 200: the same key has given this ticket before",
    body: "OpenTicket",
    answers: { 200: "Ticket", 201: "Ticket" },
    problems: [400, 401, 403, 404, 409, 413, 426, 429, 503],
  },
  {
    method: "get",
    path: TICKET,
    summary: "What has become of a ticket of one's own. While it waits it has to be asked for at least every 30 s",
    query: { name: "wait", description: "s to wait for another state", schema: z.number().int().min(0).max(WAIT_MAX) },
    answers: { 200: "Ticket" },
    problems: [400, 401, 404, 429, 503],
  },
  {
    method: "get",
    path: `${TICKET}/events`,
    summary: "The same as server-sent events: waiting, estimate, found, ended; the data of each is a Ticket",
    answers: { 200: "events" },
    problems: [401, 404, 429, 503],
  },
  { method: "delete", path: TICKET, summary: "Leave the queue", answers: { 200: "Ticket" }, problems: [401, 404, 429, 503] },
  { method: "post", path: PARTIES_PATH, summary: "Found a party", body: "JoinParty", answers: { 201: "Party" }, problems: [400, 401, 413, 426, 429, 503] },
  { method: "get", path: PARTY, summary: "A party of one's own, with the ticket that it queues by", answers: { 200: "Party" }, problems: [401, 404, 429, 503] },
  {
    method: "post",
    path: `${PARTY}/members`,
    summary: "Join a party",
    body: "JoinParty",
    answers: { 200: "Party" },
    problems: [400, 401, 404, 409, 413, 426, 429, 503],
  },
  { method: "delete", path: `${PARTY}/members/me`, summary: "Leave a party", answers: { 204: null }, problems: [401, 404, 429, 503] },
];

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  200: "Done",
  201: "Made",
  204: "Done; there is nothing to say",
  400: "The request is not as described; the detail names the field",
  401: "No valid token of a player came along",
  403: "Somebody else's to do, or banned",
  404: "Not there, or not the asker's",
  409: "It cannot be as things stand; the detail says why",
  413: "The body is larger than 8192 bytes",
  426: "Client and server are of different versions",
  429: "Too many requests; Retry-After says when to try again",
  503: "Not at the moment; Retry-After says when to try again",
};

/** Answers that carry Retry-After. */
const RETRIED = [429, 503];

/** The API as an OpenAPI 3.1 document, made from the very schemas that requests are checked by. */
function document() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    const path = operation.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method]: describe(operation) };
  }
  const schemas = Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [name, jsonSchema(schema)]));
  return {
    openapi: "3.1.0",
    info: { title: "Strafe", version: "1", description: "Errors are application/problem+json (RFC 9457)." },
    paths,
    components: { schemas, securitySchemes: { player: { type: "http", scheme: "bearer" } } },
  };
}

function describe({ path, summary, body, query, isOpen, answers, problems }: Operation) {
  const parameters = Array.from(path.matchAll(/:(\w+)/g), ([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } }) as object);
  if (query !== undefined) parameters.push({ name: query.name, in: "query", description: query.description, schema: jsonSchema(query.schema) });
  const given = Object.entries(answers).map(([status, answer]) => [status, { description: DESCRIPTIONS[Number(status)], ...contentOf(answer) }]);
  const refused = problems.map((status) => [
    status,
    {
      description: DESCRIPTIONS[status],
      ...(RETRIED.includes(status) ? { headers: { "Retry-After": { description: "s", schema: { type: "integer" } } } } : {}),
      content: { "application/problem+json": { schema: reference("Problem") } },
    },
  ]);
  return {
    summary,
    ...(isOpen ? {} : { security: [{ player: [] }] }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: { "application/json": { schema: reference(body) } } } }),
    responses: Object.fromEntries([...given, ...refused]),
  };
}

function contentOf(answer: Operation["answers"][number]): object {
  if (answer === null || answer === undefined) return {};
  if (answer === "events") return { content: { "text/event-stream": { schema: { type: "string" } } } };
  return { content: { "application/json": { schema: answer === "document" ? { type: "object" } : reference(answer) } } };
}

function reference(name: SchemaName) {
  return { $ref: `#/components/schemas/${name}` };
}

/** As a client has to send it, before anything is normalised. */
function jsonSchema(schema: z.ZodType): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return rest;
}

const DOCUMENT = document();

/** GET /api/openapi.json */
export const describeApi: RequestHandler = (_request, response) => void response.set("Cache-Control", "no-cache").json(DOCUMENT);
