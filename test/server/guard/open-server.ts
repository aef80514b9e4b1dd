import { matchMaker } from "@colyseus/core";
import { startArena } from "../arena-server.ts";
import { FragileRoom } from "./fragile-room.ts";
import { OpenRoom } from "./open-room.ts";

// A process of its own for the attacks that end or stop one.
const { url } = await startArena({ PORT: process.env.PORT ?? "0" });
matchMaker.defineRoomType("open", OpenRoom);
matchMaker.defineRoomType("fragile", FragileRoom);
console.log(`open at ${url}\nPlay at ${url}`);
