import { Client } from "@colyseus/sdk";
import { io } from "socket.io-client";
import { FlownShots, FrameReader } from "./binary.ts";
import type { Picture } from "./picture.ts";
import { readRoom, readSocket } from "./readers.ts";
import { SHOTS, STATE, type StackName } from "./stacks.ts";
import type { FighterFields, ShotFields, ViewState } from "./view-state.ts";
import { PICTURE_PERIOD } from "./workload.ts";

/** First byte of a patch from a room (`Protocol.ROOM_STATE_PATCH`). */
const PATCH = 15;

/** Told what a client decoded in a tick that is looked at. */
type Look = (picture: Picture) => void;

/** A client that decodes everything, as the stack's own client does. Resolves once it is connected. */
export async function decode(stack: StackName, port: number, look: Look): Promise<void> {
  const frames = new FrameReader();
  switch (stack) {
    case "floor":
      await readSocket(port, (payload) => lookAt(frames.read(payload), look));
      return;
    case "floor-in-room":
      await readRoom(port, (payload) => {
        if (payload[0] === PATCH) lookAt(frames.read(payload.subarray(1)), look);
      });
      return;
    case "socket-io":
      return decodeSocketIo(port, look);
    case "views-packed":
    case "views-float":
      return decodeViews(port, look, null);
    case "views-flown":
    case "strafe":
      return decodeViews(port, look, new FlownShots());
  }
}

function lookAt(picture: Picture, look: Look): void {
  if (picture.tick % PICTURE_PERIOD === 0) look(picture);
}

async function decodeSocketIo(port: number, look: Look): Promise<void> {
  const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"] });
  type Identified<T> = T & { id: number };
  socket.on(STATE, (state: { tick: number; fighters: Identified<FighterFields>[]; shots: Identified<ShotFields>[] }) => {
    if (state.tick % PICTURE_PERIOD !== 0) return;
    look({
      tick: state.tick,
      fighters: state.fighters.map((fighter) => [fighter.id, placeOf(fighter)]),
      shots: state.shots.map(({ id, x, y }) => [id, [x, y]]),
    });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
}

async function decodeViews(port: number, look: Look, flown: FlownShots | null): Promise<void> {
  const room = await new Client(`http://127.0.0.1:${port}`).joinOrCreate<ViewState<FighterFields, ShotFields>>("arena");
  room.onMessage(SHOTS, (bytes: Uint8Array) => flown?.take(Buffer.from(bytes)));
  room.onStateChange((state) => {
    if (state.tick % PICTURE_PERIOD !== 0) return;
    const picture: Picture = { tick: state.tick, fighters: [], shots: flown?.at(state.tick) ?? [] };
    state.fighters.forEach((fighter, key) => {
      picture.fighters.push([Number(key), placeOf(fighter)]);
    });
    // Entities are told apart by the place that they have in the map.
    if (flown === null) {
      state.shots.forEach(({ x, y }, key) => {
        picture.shots.push([Number(key), [x, y]]);
      });
    }
    look(picture);
  });
}

function placeOf({ x, y, angle, flags, health }: FighterFields): [number, number, number, number, number] {
  return [x, y, angle, flags, health];
}
