// One socket: the browser's messages in, its viewer's frames out, and how it ends.
import type { WebSocket } from "@fastify/websocket";
import type { ServerMessage } from "#contract/protocol.ts";
import { BadMessage, parseClientMessage } from "./clientMessage.ts";
import { type Broadcast, Viewer } from "./viewer.ts";

/** How long a browser may do nothing; shorter in tests. */
export interface Patience {
  /** It takes nothing of what it is sent. */
  stuckMs: number;
  /** It answers no ping. */
  silentMs: number;
  /** Between two pings. */
  pingMs: number;
  /** Between two looks at all of this. */
  lookMs: number;
}

export const PATIENCE: Patience = {
  stuckMs: 30_000,
  silentMs: 60_000,
  pingMs: 20_000,
  lookMs: 1000,
};

/** For the close to be answered, before the socket is cut. */
const FAREWELL_MS = 1000;
const TRY_AGAIN_LATER = 1013;

export class Connection {
  readonly #socket: WebSocket;
  readonly #patience: Patience;
  readonly #viewer: Viewer;
  #lastHeard = performance.now();
  #lastPing = performance.now();

  constructor(socket: WebSocket, shared: Broadcast, patience: Patience) {
    this.#socket = socket;
    this.#patience = patience;
    const outlet = {
      get bufferedAmount() {
        return socket.bufferedAmount;
      },
      get isOpen() {
        return socket.readyState === socket.OPEN;
      },
      send: (data: string | Uint8Array, sent: () => void) => socket.send(data, sent),
    };
    this.#viewer = new Viewer(outlet, shared);
    socket.on("pong", () => (this.#lastHeard = performance.now()));
    socket.on("message", (data: Buffer, isBinary) => {
      this.#lastHeard = performance.now();
      if (outlet.isOpen) this.#receive(data, isBinary);
    });
  }

  /** Sends what is new. */
  update(): Promise<void> {
    return this.#viewer.update();
  }

  /** Ends the connection when its time is over, else asks from time to time whether anybody is there. */
  look(): void {
    const now = performance.now();
    if (this.#viewer.stuckFor(now) >= this.#patience.stuckMs) {
      refuse(this.#socket, TRY_AGAIN_LATER, "the browser takes nothing of what it is sent");
    } else if (now - this.#lastHeard >= this.#patience.silentMs) {
      this.#socket.terminate();
    } else if (now - this.#lastPing >= this.#patience.pingMs) {
      this.#lastPing = now;
      this.#socket.ping();
    }
  }

  #receive(data: Buffer, isBinary: boolean): void {
    try {
      this.#viewer.receive(parseClientMessage(data, isBinary));
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error;
      refuse(this.#socket, error.code, error.message);
    }
  }
}

/** Tells the browser why, then closes; cuts the socket when that is not answered. */
export function refuse(socket: WebSocket, code: number, reason: string): void {
  if (socket.readyState !== socket.OPEN) return;
  socket.send(JSON.stringify({ type: "refused", reason } satisfies ServerMessage));
  socket.close(code, reason);
  const cut = setTimeout(() => socket.terminate(), FAREWELL_MS);
  socket.once("close", () => clearTimeout(cut));
}
