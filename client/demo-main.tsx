import { createRoot } from "react-dom/client";
import { ARENA } from "../shared/content/modes.ts";
import { Demo } from "./game/demo.ts";
import type { Connect } from "./game/match-source.ts";
import type { Self } from "./matchmaking/matchmaking.ts";
import { App } from "./ui/app.tsx";
import "./ui/style.css";

/**
 * The page over a match of its own, for looking at it without a server: `npx vite`, then /demo.html. The address may say
 * `seed`, `bodies`, `autopilot`, `skip` (ms of the round that are over) and `round` (ms that a round lasts). Not part of the build.
 */
const wanted = new URLSearchParams(location.search);
const number = (name: string, otherwise: number): number => Number(wanted.get(name) ?? otherwise);

const connect: Connect = async (wish) =>
  new Demo({
    seed: number("seed", 7),
    bodies: number("bodies", 12),
    tickRate: 40,
    name: wish.kind === "play" ? wish.name || "You" : "",
    autopilot: wanted.has("autopilot"),
    skip: number("skip", 20_000),
    mode: { ...ARENA, roundMs: number("round", ARENA.roundMs) },
  });

/** There is no server that would know anybody. */
const nobody: Self = { id: async () => "", authorised: () => Promise.reject(new TypeError("no server")) };

const root = document.getElementById("root");
if (root === null) throw new Error("demo.html has no #root");
createRoot(root).render(<App connect={connect} self={nobody} interrupted={false} />);
