// The page with one or two models in it as one HTML file: the answers of our own HTTP routes, recorded without a socket.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import fastify, { type FastifyInstance } from "fastify";
import type { ParameterSummary, RunSummary } from "#contract/protocol.ts";
import { type PageFiles, snapshotHtml } from "#contract/snapshot/html.ts";
import {
  mayBeRefused,
  packRecording,
  recordedMessages,
  recordedPaths,
} from "#contract/snapshot/recording.ts";
import { findings } from "../../http/findings.ts";
import { measures } from "../../http/measures.ts";
import { points } from "../../http/points.ts";
import type { Runs } from "../../runs/index.ts";
import { CLIENT_FOLDER } from "../clientFolder.ts";
import { Failure } from "../failure.ts";
import { nearNames } from "../nearNames.ts";
import { printable } from "../printable.ts";

/** What the file is to show. */
export interface Compared {
  /** Null: the only one that there is. */
  run: string | null;
  against: string | null;
  /** Of the parameter that it opens on; null: the first kernel. */
  tag: string | null;
}

/** What comes of weights is computed in threads, side by side. */
const AT_ONCE = 4;

/** The file's text. Throws a Failure when there is no such run or parameter, or the page has not been built. */
export async function snapshotOf(runs: Runs, { run, against, tag }: Compared): Promise<string> {
  const all = runs.changesAfter(0).runs;
  const a = modelCalled(all, run);
  const shown = against === null ? [a] : [a, modelCalled(all, against)];
  const parameter = tag === null ? null : parameterCalled(a, tag);
  const answers = new Map<string, Uint8Array>();
  const app = fastify();
  try {
    for (const routes of [points, measures, findings]) await app.register(routes, { runs });
    const paths = recordedPaths(runs.server, shown, (one) => one.tag === parameter?.tag);
    const left = [...paths];
    const answerSome = async (): Promise<void> => {
      for (let path = left.shift(); path !== undefined; path = left.shift()) {
        const answer = await answerOf(app, path);
        if (answer !== null) answers.set(path, answer);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, answerSome));
  } finally {
    await app.close();
  }
  const query = new URLSearchParams({ a: a.name });
  if (against !== null) query.set("b", against);
  if (parameter !== null) query.set("parameter", `${parameter.layer}/${parameter.parameter}`);
  const packed = packRecording({
    recordedAt: Date.now(),
    query: query.toString(),
    messages: recordedMessages(runs.server, shown, ""),
    answers,
  });
  return snapshotHtml({
    page: await builtPage(),
    base64: (await promisify(gzip)(packed)).toString("base64"),
    title: `${shown.map(({ name }) => name).join(" and ")} – Layerlapse`,
    nonce: randomUUID(),
  });
}

/** Null for what the models need not have. */
async function answerOf(app: FastifyInstance, path: string): Promise<Uint8Array | null> {
  const { statusCode, rawPayload } = await app.inject(`/${path}`);
  if (statusCode === 200) return new Uint8Array(rawPayload);
  if (mayBeRefused(path)) return null;
  const { message } = JSON.parse(rawPayload.toString()) as { message?: string };
  throw new Failure(`The snapshot cannot be made: ${message ?? `status ${statusCode}`}`);
}

function modelCalled(all: readonly RunSummary[], name: string | null): RunSummary {
  const names = all.map((one) => one.name);
  const found = name === null && all.length === 1 ? all[0] : all.find((one) => one.name === name);
  if (found !== undefined) return found;
  if (name === null) throw new Failure(`Say which run with --run: ${names.slice(0, 8).join(", ")}`);
  const near = nearNames(name, names).map((one) => printable(one));
  const perhaps = near.length === 0 ? "." : `; there are ${near.join(", ")}.`;
  throw new Failure(`There is no run "${printable(name)}"${perhaps}`);
}

function parameterCalled({ name, parameters }: RunSummary, tag: string): ParameterSummary {
  const found = parameters.find((one) => one.tag === tag && one.quantity === "weights");
  if (found !== undefined) return found;
  const near = nearNames(
    tag,
    parameters.map((one) => one.tag),
  ).map((one) => printable(one));
  const perhaps = near.length === 0 ? "." : `; there are ${near.join(", ")}.`;
  throw new Failure(
    `The run "${printable(name)}" has no weights called "${printable(tag)}"${perhaps}`,
  );
}

/** The page as it was built for this: in one piece. */
async function builtPage(): Promise<PageFiles> {
  const names = ["whole.js", "whole.css", "icon.svg"];
  try {
    const texts = await Promise.all(
      names.map((name) => readFile(join(CLIENT_FOLDER, name), "utf8")),
    );
    const [script, style, icon] = texts as [string, string, string];
    return { script, style, icon };
  } catch {
    throw new Failure("The page has not been built. Run: npm run build");
  }
}
