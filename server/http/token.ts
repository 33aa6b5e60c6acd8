// The secret that opens a server reachable from other machines: in the printed address once, then in a cookie.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

const TOKEN_BYTES = 24;
const QUERY_NAME = "token";

/** 192 random bits, safe in an address. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** The address with the token in it, to print once. */
export function withToken(address: string, token: string): string {
  return `${address}?${QUERY_NAME}=${token}`;
}

/** The token in the request's address and the address without it; null when it holds none. */
export function tokenInAddress(target: string): { token: string; rest: string } | null {
  const [path, query] = splitOnce(target, "?");
  const parameters = new URLSearchParams(query);
  const token = parameters.get(QUERY_NAME);
  if (token === null) return null;
  parameters.delete(QUERY_NAME);
  return { token, rest: parameters.size === 0 ? path : `${path}?${parameters.toString()}` };
}

/** Whether the request carries the token, in its cookie or as `Authorization: Bearer` (for scripts). */
export function carriesToken(request: IncomingMessage, token: string): boolean {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (bearer !== undefined) return sameSecret(bearer, token);
  const name = cookieName(request);
  return (request.headers.cookie ?? "")
    .split(";")
    .map((pair) => splitOnce(pair.trim(), "="))
    .some(([key, value]) => key === name && sameSecret(value, token));
}

/** The Set-Cookie header that stands in for the token from now on. */
export function tokenCookie(request: IncomingMessage, token: string, path: string): string {
  return `${cookieName(request)}=${token}; Path=${path}; HttpOnly; SameSite=Strict`;
}

/** Compares in a time that tells nothing about where the two differ, or how long they are. */
export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Browsers share cookies between the ports of a host, so two servers need two names. */
const cookieName = (request: IncomingMessage): string =>
  `layerlapse-${request.socket.localPort ?? 0}`;

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
