import { Players } from "../../server/cluster/players.ts";

/** Loaded before `server/main.ts`: no process tells another whom it has. */
Players.prototype.claim = async () => undefined;
