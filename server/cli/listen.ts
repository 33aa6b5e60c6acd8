// Finds a port and listens on it: TensorBoard's 6006 or the next free one, or exactly the one asked for.
import { type AddressInfo, createServer } from "node:net";
import type { FastifyInstance } from "fastify";
import { Failure } from "./failure.ts";

const FIRST_PORT = 6006;
const LAST_PORT = 6105;
/** Browsers turn localhost into either. */
const LOOPBACKS = ["127.0.0.1", "::1"];

/** All addresses, of both families where the machine has both. */
export const EVERYWHERE = "::";

/** Listens on `host`; `port` null means the first free one of ours. Resolves to the port. */
export async function listen(
  app: FastifyInstance,
  host: string,
  port: number | null,
): Promise<number> {
  if (port !== null) {
    if (port === 0 || (await isFree(port, host))) return open(app, host, port);
    throw new Failure(
      `Port ${port} is in use. Choose another with --port, or leave --port out to get the next free one.`,
    );
  }
  for (let candidate = FIRST_PORT; candidate <= LAST_PORT; candidate++) {
    if (await isFree(candidate, host)) return open(app, host, candidate);
  }
  throw new Failure(
    `All ports from ${FIRST_PORT} to ${LAST_PORT} are in use. Choose one with --port.`,
  );
}

async function open(app: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (host === EVERYWHERE && code === "EAFNOSUPPORT") return open(app, "0.0.0.0", port);
    if (code === "EACCES") throw new Failure(`Port ${port} needs more rights: choose another.`);
    throw new Failure(`Cannot listen on ${host}, port ${port}: ${message}`);
  }
  return (app.server.address() as AddressInfo).port;
}

/** Nobody else has the port on any address that `host` stands for. */
async function isFree(port: number, host: string): Promise<boolean> {
  for (const address of host === "localhost" ? LOOPBACKS : [host]) {
    if (await isTaken(port, address)) return false;
  }
  return true;
}

function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    // Any other error (no IPv6 here, no such address) is not the port's, and is told when listening.
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRINUSE"));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(false)));
  });
}
