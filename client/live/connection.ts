// One WebSocket that comes back by itself: opens, hands on what arrives, waits, opens again.
import type { ClientMessage } from "#contract/protocol.ts";
import { retryDelayMs } from "./backoff.ts";

/** How the page stands with the server. */
export type LinkState =
  | { kind: "connecting" }
  | { kind: "open" }
  /** `retryAt` is in milliseconds since 1970. */
  | { kind: "lost"; attempt: number; retryAt: number }
  /** There is no server: the page was saved with its data at that time, in milliseconds since 1970. */
  | { kind: "recorded"; at: number };

/** The outside world that a connection needs; tests pass their own. */
export interface World {
  openSocket(): WebSocket;
  now(): number;
  chance(): number;
  /** Calls back after `ms`; the result cancels it. */
  after(ms: number, callback: () => void): () => void;
}

export interface ConnectionListener {
  /** What to say first on every opening. */
  greeting(): ClientMessage;
  received(data: string | ArrayBuffer): void;
  stateChanged(state: LinkState): void;
}

export interface Connection {
  /** Sends when open; what is said while closed is dropped, since every opening starts with the greeting. */
  send(message: ClientMessage): void;
  /** Tries again at once instead of waiting. */
  retryNow(): void;
  close(): void;
}

/** `WebSocket.OPEN`, which a socket handed in by a test does not have. */
const OPEN = 1;

/** Opens the connection and keeps it open until {@link Connection.close}. */
export function keepConnected(world: World, listener: ConnectionListener): Connection {
  let socket: WebSocket | null = null;
  let attempt = 0;
  let cancelRetry = (): void => undefined;
  let closed = false;

  function open(): void {
    cancelRetry();
    const opening = world.openSocket();
    opening.binaryType = "arraybuffer";
    socket = opening;
    opening.addEventListener("open", () => {
      opening.send(JSON.stringify(listener.greeting()));
      listener.stateChanged({ kind: "open" });
    });
    opening.addEventListener("message", (event: MessageEvent<string | ArrayBuffer>) => {
      // Only a server that speaks resets the wait: one that accepts and hangs up must not be hammered.
      attempt = 0;
      listener.received(event.data);
    });
    opening.addEventListener("close", () => {
      if (socket === opening) retryLater();
    });
  }

  function retryLater(): void {
    socket = null;
    if (closed) return;
    const delay = retryDelayMs(attempt, world.chance());
    attempt += 1;
    listener.stateChanged({ kind: "lost", attempt, retryAt: world.now() + delay });
    cancelRetry = world.after(delay, open);
  }

  listener.stateChanged({ kind: "connecting" });
  open();
  return {
    send(message) {
      if (socket?.readyState === OPEN) socket.send(JSON.stringify(message));
    },
    retryNow() {
      if (socket === null && !closed) open();
    },
    close() {
      closed = true;
      cancelRetry();
      socket?.close();
    },
  };
}
