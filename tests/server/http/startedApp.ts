// A real server on a real port over a real folder, and ways to talk to it that no browser would use.
import { mkdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type AppOptions, buildApp } from "../../../server/app.ts";
import { followLogdir } from "../../../server/logdir/index.ts";
import { Runs } from "../../../server/runs/index.ts";
import { securityHeaders } from "../../../server/http/securityHeaders.ts";
import { temporaryFolder } from "../../support/layerlapse.ts";

export interface Started {
  app: FastifyInstance;
  port: number;
  /** `http://localhost:port/`. */
  url: string;
  logdir: string;
  /** Beside the built page: what must never be served. */
  folder: string;
  /** What should not have happened. */
  reports: string[];
  stop(): Promise<void>;
}

export const SECRET = "a secret beside the page";

/** Starts a server over an empty log directory and a small page; `options` replace its defaults. */
export async function start(
  options: Partial<AppOptions> = {},
  host = "localhost",
): Promise<Started> {
  const temporary = temporaryFolder();
  const folder = temporary.path;
  const logdir = join(folder, "logs");
  const client = join(folder, "client");
  mkdirSync(logdir);
  mkdirSync(join(client, "assets"), { recursive: true });
  mkdirSync(`${client}-sibling`);
  writeFileSync(join(client, "index.html"), "<!doctype html><title>page</title>");
  writeFileSync(join(client, "assets", "page-1a2b3c.js"), "export {};");
  writeFileSync(join(client, ".hidden"), SECRET);
  writeFileSync(join(folder, "secret.txt"), SECRET);
  writeFileSync(join(`${client}-sibling`, "secret.txt"), SECRET);
  const reports: string[] = [];
  const runs = options.runs ?? new Runs();
  const app = await buildApp({
    runs,
    logdir: options.logdir ?? followLogdir(logdir, runs),
    clientDirectory: client,
    version: "0.0.0",
    windowTitle: "a title",
    pathPrefix: "",
    hosts: { names: new Set(), anyAddress: false },
    token: null,
    frameAncestors: "'none'",
    report: (line) => reports.push(line),
    ...options,
  });
  await app.listen({ port: 0, host });
  const { port } = app.server.address() as AddressInfo;
  return {
    app,
    port,
    url: `http://localhost:${port}/`,
    logdir,
    folder,
    reports,
    async stop() {
      await app.close();
      temporary.remove();
    },
  };
}

export interface RawAnswer {
  status: number;
  text: string;
}

/** Sends the bytes as they are and reads until the server closes or `enough` of the answer has come. */
export function raw(port: number, request: string, host = "127.0.0.1"): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, host, () => socket.write(request));
    socket.on("data", (chunk: Buffer) => (text += chunk.toString("latin1")));
    socket.on("error", (error) => (text === "" ? reject(error) : undefined));
    socket.on("close", () =>
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]), text }),
    );
  });
}

/** A GET of the target exactly as written, with these header lines instead of a plain Host. */
export function rawGet(
  port: number,
  target: string,
  headers?: readonly string[],
): Promise<RawAnswer> {
  const lines = headers ?? [`Host: localhost:${port}`];
  return raw(port, `GET ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\nConnection: close\r\n\r\n`);
}

/** The status that answers an upgrade of the page's socket with these header lines; 101 when it is granted. */
export async function upgradeStatus(
  port: number,
  headers: readonly string[],
  path = "/api/live",
): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () =>
      socket.write(
        [
          `GET ${path} HTTP/1.1`,
          ...headers,
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "\r\n",
        ].join("\r\n"),
      ),
    );
    socket.on("error", reject);
    socket.once("data", (chunk: Buffer) => {
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(chunk.toString("latin1"))?.[1]));
      socket.destroy();
    });
    socket.on("close", () => resolve(0));
  });
}

/** Headers of our own page's policy, for comparing. */
export const POLICY = securityHeaders("'none'")["content-security-policy"]!;
