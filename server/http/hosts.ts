// Whether a request names this server as its people do: what keeps other web sites and rebound DNS names out.
import { isIP } from "node:net";

/** Who may be named in Host beside localhost and the loopback addresses. */
export interface AllowedHosts {
  /** Exact names, lower case. */
  names: ReadonlySet<string>;
  /** Any IP address: a literal cannot be rebound. Only where the server listens beyond loopback. */
  anyAddress: boolean;
}

const HOST = /^(?<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?$/;

/** The header's value when exactly one of that name was sent; null otherwise. */
export function onlyHeader(rawHeaders: readonly string[], name: string): string | null {
  const values = rawHeaders.filter(
    (_, i) => i % 2 === 1 && rawHeaders[i - 1]!.toLowerCase() === name,
  );
  return values.length === 1 ? values[0]! : null;
}

/** Whether `host` (a Host header with or without a port) is one of ours, exactly. */
export function hostIsAllowed(host: string, allowed: AllowedHosts): boolean {
  const name = HOST.exec(host)?.groups?.["name"]?.toLowerCase();
  if (name === undefined) return false;
  const address = name.replace(/^\[|\]$/g, "");
  return (
    name === "localhost" ||
    isLoopbackAddress(address) ||
    allowed.names.has(name) ||
    (allowed.anyAddress && isIP(address) !== 0 && !UNSPECIFIED.has(address))
  );
}

/** Addresses that reach whatever is on the browser's own machine: no one's name for a server. */
const UNSPECIFIED: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/** Whether the address, as in a socket or without brackets, never leaves the machine. */
export function isLoopbackAddress(address: string): boolean {
  const v4 = address.replace(/^::ffff:/, "");
  return address === "::1" || (isIP(v4) === 4 && v4.startsWith("127."));
}

/** Whether an Origin header names the same host and port as the Host header. */
export function originMatches(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: foreign } = new URL(origin);
  if (protocol !== "http:" && protocol !== "https:") return false;
  // The scheme's own port goes unsaid, also behind a proxy that speaks https for us.
  return foreign === new URL(`${protocol}//${host}`).host;
}
