// The page itself: the built files of the client, hashed ones for ever, the entry asked for anew each time.
import { access } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { Refusal } from "./refusal.ts";

export interface AssetsOptions {
  /** Folder of the built page, absolute. */
  directory: string;
}

/** Plain names only: a path with anything else in it, hidden files too, is not even looked up. */
const PLAIN_PATH = /^\/?(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;
/** Files under assets/ have a hash of their content in their name. */
const HASHED = "public, max-age=31536000, immutable";
const ENTRY = "index.html";

/** Serves the page at the root of `app`. */
export async function assets(app: FastifyInstance, { directory }: AssetsOptions): Promise<void> {
  await app.register(fastifyStatic, {
    root: directory,
    index: false,
    cacheControl: false,
    allowedPath: (path) => PLAIN_PATH.test(path),
    setHeaders: (response, path) => {
      const hashed = path.startsWith(join(directory, "assets/"));
      response.setHeader("cache-control", hashed ? HASHED : "no-cache");
    },
  });
  app.get("/", { prefixTrailingSlash: "slash" }, async (_request, reply) => {
    await access(join(directory, ENTRY)).catch(() => {
      throw new Refusal(503, "The page has not been built.", "Run: npm run build");
    });
    return reply.sendFile(ENTRY);
  });
  // The page's own addresses are relative: they need the slash.
  if (app.prefix !== "") {
    app.get("", { prefixTrailingSlash: "no-slash" }, async (_request, reply) =>
      reply.redirect(`${app.prefix}/`, 308),
    );
  }
}
