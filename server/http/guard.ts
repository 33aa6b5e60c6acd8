// The door: every request and every upgrade passes here before anything else of ours sees it.
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import { SOCKET_PATH } from "#contract/protocol.ts";
import {
  type AllowedHosts,
  hostIsAllowed,
  isLoopbackAddress,
  onlyHeader,
  originMatches,
} from "./hosts.ts";
import { Refusal } from "./refusal.ts";
import { carriesToken, sameSecret, tokenCookie, tokenInAddress } from "./token.ts";

export interface GuardOptions {
  hosts: AllowedHosts;
  /** What a request must carry; null when anyone who reaches the server may look. */
  token: string | null;
  /** Where the page lies: "/" or "/prefix/". */
  root: string;
  headers: Record<string, string>;
}

/** Puts the door in front of all routes of `app`, unknown addresses included. */
export function guard(app: FastifyInstance, options: GuardOptions): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(options.headers);
    const { raw } = request;
    const refusal = refusalOf(raw, options.hosts, options.root);
    if (refusal) throw refusal;
    if (options.token === null) return undefined;
    const offered = tokenInAddress(raw.url ?? "");
    if (offered !== null && sameSecret(offered.token, options.token)) {
      // The address bar, the history and every log on the way forget the token.
      return reply
        .header("set-cookie", tokenCookie(raw, options.token, options.root))
        .header("cache-control", "no-store")
        .redirect(offered.rest, 303);
    }
    if (offered !== null || !carriesToken(raw, options.token)) {
      throw new Refusal(401, "This server asks for its token.", TOKEN_REMEDY);
    }
    return undefined;
  });
}

const TOKEN_REMEDY =
  "Open the address with ?token=… that layerlapse printed when it started. " +
  "If you came by a link, press Enter in the address bar once.";

/** Why the request is turned away whatever it asks for; null when it may go on to the token. */
export function refusalOf(
  request: IncomingMessage,
  hosts: AllowedHosts,
  root: string,
): Refusal | null {
  const host = onlyHeader(request.rawHeaders, "host");
  if (host === null || !hostIsAllowed(host, hosts)) {
    const remedy =
      "Use localhost, or start layerlapse with --allow_host and the name you want to use.";
    return new Refusal(403, "This server does not answer to that host name.", remedy);
  }
  const { origin, upgrade } = request.headers;
  if (origin !== undefined && !originMatches(origin, host)) {
    return new Refusal(403, "Pages of other sites may not use this server.", "Open its own page.");
  }
  const local = isLoopbackAddress(request.socket.remoteAddress ?? "");
  if (upgrade !== undefined && origin === undefined && !local) {
    const remedy = "Send an Origin header with this server's own address.";
    return new Refusal(403, "A socket from another machine must say its origin.", remedy);
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Refusal(405, "This server only shows; it changes nothing.", "Use GET.");
  }
  const { url = "" } = request;
  if (!TARGET.test(url)) {
    return new Refusal(400, "That is not an address of this server.", "Open the page at /.");
  }
  if (upgrade !== undefined && url.split("?", 1)[0] !== `${root}${SOCKET_PATH}`) {
    return new Refusal(404, "There is no socket at this address.", `Use ${root}${SOCKET_PATH}.`);
  }
  return null;
}

/** One leading slash, and none of what a browser never sends but other programs read as a path. */
const TARGET = /^\/(?!\/)[^\\#\s]*$/;
