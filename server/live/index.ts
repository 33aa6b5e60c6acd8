// The page's socket: every browser is told what lies after its cursors, by one clock, and none can hold up another.
import websocket, { type WebSocket } from "@fastify/websocket";
import type { FastifyInstance } from "fastify";
import { LONGEST_CLIENT_MESSAGE, type LogdirStatus, SOCKET_PATH } from "#contract/protocol.ts";
import type { Runs } from "../runs/index.ts";
import { Clock } from "./clock.ts";
import { Connection, PATIENCE, type Patience, refuse } from "./connection.ts";

/** More browsers than this at once are turned away. */
export const MOST_VIEWERS = 128;

export interface LiveOptions {
  runs: Runs;
  status: () => LogdirStatus;
  /** Calls `listener` whenever the status is another; returns what ends that. */
  onStatus: (listener: () => void) => () => void;
  version: string;
  windowTitle: string;
  patience?: Patience;
  report: (line: string) => void;
}

const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;

/** Lets `app` speak WebSocket. Comes before all routes, so that an upgrade of any of them ends well. */
export async function sockets(app: FastifyInstance): Promise<void> {
  await app.register(websocket, {
    // Above our own limit, which is told in words.
    options: { perMessageDeflate: false, maxPayload: 2 * LONGEST_CLIENT_MESSAGE },
    // The socket closes itself, with a code that says what was wrong with its bytes.
    errorHandler: () => {},
    preClose(done) {
      const { clients } = this.websocketServer;
      for (const socket of clients) refuse(socket, GOING_AWAY, "the server is shutting down");
      this.websocketServer.close(() => done());
    },
  });
}

/** Serves {@link SOCKET_PATH}. */
export async function live(app: FastifyInstance, options: LiveOptions): Promise<void> {
  const { runs, status, version, windowTitle, report } = options;
  const patience = options.patience ?? PATIENCE;
  const connections = new Set<Connection>();
  const clock = new Clock(() => {
    for (const connection of connections) {
      connection.update().catch((error: Error) => report(error.stack ?? error.message));
    }
  });
  const wake = (): void => clock.wake();
  const shared = { runs, status, version, windowTitle, wake };
  const looking = setInterval(() => {
    for (const connection of connections) connection.look();
    // What could not be read a while ago may be there now.
    clock.wake();
  }, patience.lookMs);
  const stopped = [runs.onChange(wake), options.onStatus(wake)];
  app.addHook("onClose", async () => {
    for (const stop of stopped) stop();
    clearInterval(looking);
    clock.close();
  });
  app.get(`/${SOCKET_PATH}`, { websocket: true }, (socket: WebSocket) => {
    if (connections.size >= MOST_VIEWERS) {
      refuse(socket, TRY_AGAIN_LATER, `more than ${MOST_VIEWERS} browsers are connected`);
      return;
    }
    const connection = new Connection(socket, shared, patience);
    connections.add(connection);
    socket.on("close", () => connections.delete(connection));
  });
}
