import { Agent, type IncomingMessage, request } from "node:http";
import WebSocket from "ws";

/** Two clients of one server, of whom the first talks to the second. */
export interface Talk {
  send(text: string): void;
  close(): void;
}

/** Opens a talk; `heard` gets what arrives at the second client. */
export type Way = (port: number, pair: string, heard: (text: string) => void) => Promise<Talk>;

/** ms between two questions of who polls: often enough to be called prompt, seldom enough to be affordable. */
const POLL_PERIOD = 250;

/** Connections of one client to one server, as browsers limit them for HTTP/1.1. */
const SOCKETS_MAX = 6;

export const webSocket: Way = async (port, pair, heard) => {
  const open = (side: string): Promise<WebSocket> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/?pair=${pair}&side=${side}`, { perMessageDeflate: false });
      socket.once("open", () => resolve(socket));
      socket.once("error", reject);
    });
  const [a, b] = [await open("a"), await open("b")];
  b.on("message", (data: Buffer) => heard(data.toString()));
  return {
    send: (text) => a.send(text),
    close() {
      a.terminate();
      b.terminate();
    },
  };
};

export const serverSentEvents: Way = async (port, pair, heard) => {
  const poster = new Poster(port, pair);
  const stream = await get(port, `/events?pair=${pair}`, new Agent());
  let rest = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    const events = (rest + text).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) heard(event.slice("data: ".length));
  });
  stream.on("error", ignoreReset);
  return {
    send: (text) => poster.send(text),
    close() {
      poster.close();
      stream.destroy();
    },
  };
};

export const longPolling: Way = async (port, pair, heard) => asking(port, pair, heard, "/wait", 0);

export const requestResponse: Way = async (port, pair, heard) => asking(port, pair, heard, "/messages", POLL_PERIOD);

/** The second client asks again and again, `period` ms after the last question at the earliest. */
function asking(port: number, pair: string, heard: (text: string) => void, path: string, period: number): Talk {
  const poster = new Poster(port, pair);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let isOpen = true;
  const ask = async (): Promise<void> => {
    while (isOpen) {
      const from = performance.now();
      for (const text of JSON.parse(await textOf(await get(port, `${path}?pair=${pair}`, agent))) as string[]) heard(text);
      const left = period - (performance.now() - from);
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    }
  };
  // Closing resets a question that still waits.
  ask().catch((error: unknown) => {
    if (isOpen) throw error;
  });
  return {
    send: (text) => poster.send(text),
    close() {
      isOpen = false;
      poster.close();
      agent.destroy();
    },
  };
}

/** Says things by POST, each without waiting for the answer to the one before, on connections that are kept. */
class Poster {
  readonly #port: number;
  readonly #pair: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: SOCKETS_MAX });

  constructor(port: number, pair: string) {
    this.#port = port;
    this.#pair = pair;
  }

  send(text: string): void {
    const post = request({ host: "127.0.0.1", port: this.#port, method: "POST", path: `/send?pair=${this.#pair}`, agent: this.#agent }, (answer) =>
      answer.resume(),
    );
    post.on("error", ignoreReset);
    post.end(text);
  }

  close(): void {
    this.#agent.destroy();
  }
}

function get(port: number, path: string, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, agent }, resolve).on("error", reject).end();
  });
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of answer.setEncoding("utf8")) text += String(chunk);
  return text;
}

/** The end of a talk is a reset connection; what is lost otherwise is missed by the count of messages. */
function ignoreReset(): void {
  // See above.
}
