import { type Client, ClientState, getMessageBytes, Protocol, ProtocolModifier } from "@colyseus/core";
import { Encoder, Reflection } from "@colyseus/schema";
import { Message } from "../../shared/protocol/messages.ts";
import { MatchState } from "../../shared/protocol/state.ts";
import type { Listener } from "../match/listener.ts";

/**
 * In front of what a listener writes of the state stands, big-endian but for the integers, which are little-endian as
 * everything that Colyseus writes:
 *
 *     1  ROOM_STATE or ROOM_STATE_PATCH, with the bit TIMED
 *     4  ms since the room's start
 *     4  frames of this client that the state includes: its acknowledgement
 */
const HEADER_BYTES = 9;

/** In front of a batch of events: that it is one. */
const BATCH_HEADER = getMessageBytes.raw(Protocol.ROOM_DATA_BYTES, Message.EVENTS, undefined, new Uint8Array(0));

/** What a client without our page's code would need to read the state; the same for every room. */
let handshake: Uint8Array | null = null;

export interface TellingPorts {
  listenerOf: (client: Client) => Listener | undefined;
  /** Frames of a client that the world has had. */
  acknowledged: (client: Client) => number;
  /** The present tick. */
  tick: () => number;
  /** What the process gives up, a `LoadStep`. */
  load: () => number;
  /** What this client is told to have happened in the present tick, behind `headroom` free bytes; null for nothing. */
  batch: (listener: Listener, headroom: number) => Uint8Array | null;
  /** Sends all of a tick, events before the patch. */
  send: (client: Client, messages: readonly Uint8Array[]) => void;
}

/** Stands in for Colyseus' serializer: each client is sent what its listener may know. */
export class ToldSerializer {
  readonly id = "schema";
  readonly #ports: TellingPorts;

  constructor(ports: TellingPorts) {
    this.#ports = ports;
  }

  handshake(): Uint8Array {
    handshake ??= Reflection.encode(new Encoder(new MatchState()));
    return handshake;
  }

  reset(): void {
    // Colyseus' own state is an empty one: nothing is read from it.
  }

  getFullState(client?: Client, timing?: { sNow: number }): Uint8Array {
    const listener = client === undefined ? undefined : this.#ports.listenerOf(client);
    if (client === undefined || listener === undefined) return Uint8Array.of(Protocol.ROOM_STATE);
    const frame = listener.full(this.#ports.tick(), HEADER_BYTES);
    this.#writeHeader(frame, Protocol.ROOM_STATE, client, timing);
    return frame;
  }

  /** Events go right before the patch of their tick. */
  applyPatches(clients: readonly Client[], _state?: unknown, timing?: { sNow: number }): boolean {
    const tick = this.#ports.tick();
    const load = this.#ports.load();
    for (const client of clients) {
      const listener = this.#ports.listenerOf(client);
      if (client.state !== ClientState.JOINED || listener?.isListening !== true) continue;
      const batch = this.#ports.batch(listener, BATCH_HEADER.length);
      if (batch !== null) {
        batch.set(BATCH_HEADER);
        listener.frames.push(batch);
      }
      if (!listener.isDue(tick, load)) continue;
      const patch = listener.patch(tick, load, bytesOf(listener.frames), HEADER_BYTES);
      this.#writeHeader(patch, Protocol.ROOM_STATE_PATCH, client, timing);
      listener.frames.push(patch);
      this.#ports.send(client, listener.frames);
      listener.frames.length = 0;
    }
    return true;
  }

  #writeHeader(frame: Buffer, code: Protocol, client: Client, timing: { sNow: number } | undefined): void {
    frame[0] = code | ProtocolModifier.TIMED;
    frame.writeUInt32LE((timing?.sNow ?? 0) >>> 0, 1);
    frame.writeUInt32LE(this.#ports.acknowledged(client) >>> 0, 5);
  }
}

function bytesOf(frames: readonly Uint8Array[]): number {
  let bytes = 0;
  for (const frame of frames) bytes += frame.length;
  return bytes;
}
