// The only place where the parts meet: log directory → runs → socket and HTTP, behind one guard.
import fastify, { type FastifyInstance } from "fastify";
import { assets } from "./http/assets.ts";
import { blobs } from "./http/blobs.ts";
import { examples } from "./http/examples.ts";
import { measures } from "./http/measures.ts";
import { findings } from "./http/findings.ts";
import { guard, refusalOf } from "./http/guard.ts";
import type { AllowedHosts } from "./http/hosts.ts";
import { networks } from "./http/networks.ts";
import { points } from "./http/points.ts";
import { answer, answerBrokenRequest, answerErrors, Refusal } from "./http/refusal.ts";
import { runList } from "./http/runs.ts";
import { securityHeaders } from "./http/securityHeaders.ts";
import { tensorboard } from "./http/tensorboard/index.ts";
import { tensors } from "./http/tensors.ts";
import { live, sockets } from "./live/index.ts";
import type { Patience } from "./live/connection.ts";
import type { Logdir } from "./logdir/index.ts";
import type { Runs } from "./runs/index.ts";

export interface AppOptions {
  /** What is known, and the log directory that tells it; closed with the server. */
  runs: Runs;
  logdir: Logdir;
  /** Folder of the built page, absolute. */
  clientDirectory: string;
  version: string;
  windowTitle: string;
  /** "" or "/prefix". */
  pathPrefix: string;
  hosts: AllowedHosts;
  /** What every request must carry; null on loopback. */
  token: string | null;
  frameAncestors: string;
  /** Gets a line for everything that should not have happened. */
  report: (line: string) => void;
  patience?: Patience;
}

const LONGEST_HEADERS_BYTES = 16_384;
const SLOWEST_HEADERS_MS = 5000;
const SLOWEST_REQUEST_MS = 30_000;
const KEEP_ALIVE_MS = 65_000;

/** No route has a schema; the libraries that would compile one take long to load. */
function noSchema(): never {
  throw new Error("routes have no schemas here");
}

/** The server, not listening yet. Closing it closes everything it opened. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { hosts, token, pathPrefix, report } = options;
  const root = `${pathPrefix}/`;
  const headers = securityHeaders(options.frameAncestors);
  const app = fastify({
    http: {
      maxHeaderSize: LONGEST_HEADERS_BYTES,
      headersTimeout: SLOWEST_HEADERS_MS,
      requestTimeout: SLOWEST_REQUEST_MS,
      connectionsCheckingInterval: 1000,
    },
    requestTimeout: SLOWEST_REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: true,
    clientErrorHandler: answerBrokenRequest,
    schemaController: { compilersFactory: { buildValidator: noSchema, buildSerializer: noSchema } },
    routerOptions: { maxParamLength: LONGEST_HEADERS_BYTES },
    // An address that cannot even be decoded meets no hook.
    frameworkErrors: (_error, request, reply) => {
      reply.headers(headers);
      const bad = new Refusal(400, "The address cannot be read.", "Open the page at /.");
      answer(reply, refusalOf(request.raw, hosts, root) ?? bad);
      // Nobody else ends the connection of an upgrade that no hook has seen.
      const { socket } = request.raw;
      reply.raw.once("finish", () => socket.destroySoon());
    },
  });
  const { runs, logdir } = options;
  app.addHook("onClose", () => logdir.close());

  answerErrors(app, report);
  await sockets(app);
  guard(app, { hosts, token, root, headers });
  const prefix = { prefix: pathPrefix };
  const status = (): ReturnType<Logdir["status"]> => logdir.status();
  const onStatus = (listener: () => void): (() => void) => logdir.onStatus(listener);
  await app.register(live, { ...options, ...prefix, status, onStatus });
  await app.register(runList, { ...prefix, runs, status });
  await app.register(points, { ...prefix, runs });
  await app.register(blobs, { ...prefix, runs });
  await app.register(tensors, { ...prefix, runs });
  await app.register(networks, { ...prefix, runs });
  await app.register(examples, { ...prefix, runs });
  await app.register(measures, { ...prefix, runs });
  await app.register(findings, { ...prefix, runs });
  const { version, windowTitle } = options;
  await app.register(tensorboard, { ...prefix, runs, status, version, windowTitle });
  await app.register(assets, { ...prefix, directory: options.clientDirectory });
  return app;
}
