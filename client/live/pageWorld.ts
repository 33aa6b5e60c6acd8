// The outside world of a feed in a real page: sockets, requests, timers, chance.
import { SOCKET_PATH } from "#contract/protocol.ts";
import type { FeedWorld } from "./feed.ts";

/** The feed's world in a real page at `base`. */
export function pageWorld(base: URL): FeedWorld {
  const socketAddress = new URL(SOCKET_PATH, base);
  socketAddress.protocol = base.protocol === "https:" ? "wss:" : "ws:";
  return {
    openSocket: () => new WebSocket(socketAddress),
    now: () => Date.now(),
    chance: () => Math.random(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    async fetchBytes(path) {
      const answer = await fetch(new URL(path, base)).catch(() => {
        throw new Error("The server does not answer.");
      });
      if (!answer.ok) throw new Error(await refusalOf(answer));
      return answer.arrayBuffer();
    },
  };
}

/** Why the server did not give what was asked for, in its words. */
async function refusalOf(answer: Response): Promise<string> {
  const said = (await answer.json().catch(() => null)) as { error?: unknown } | null;
  return typeof said?.error === "string"
    ? said.error
    : `The server answers with status ${answer.status}.`;
}
